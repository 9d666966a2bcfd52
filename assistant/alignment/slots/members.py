"""Members of an enumerated list (列举): which of them the draft leaves out."""

from __future__ import annotations

import re
from statistics import median

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold
from assistant.alignment.lexicon import lexicon
from assistant.alignment.terms import credit, keys, opened, terms
from assistant.facts import list_members

#: 三项制度, 五道程序, “三统一”: the number of members stands for them.
_UMBRELLA = re.compile("(?<![0-9.一二三四五六七八九十百])(?P<n>[两二三四五六七八九十]|[2-9])"
                       "(?:个(?![^,。;]{0,2}(?:工作日|月|小时|学时|自然日|季度|百分点|任期))|项|道|类|种|大|方面|统一|必|公开|调|环节|步)")
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_TAIL = re.compile("(?:等|等等|各项|各类|各个|(?:[三四五六两]项)?(?:制度|程序|机制|工作|措施|办法|行为|活动|问题|事项|服务|管理))$")
#: Lists of levels and bodies say who, not what; their localisation is no omission.
_PLACE = re.compile("^(?:各?级?[省市县区州乡镇村]?|镇街|村社区|各级.*|.*(?:政府|部门|单位|党委|党组|负责人|机关))$")
_SENT = re.compile("(?:向|报告?|抄送|抄报|通报|告知|报送)(?:同级|本级|上级)?$")
_ADVERB = re.compile("(?P<by>[快速从严早优])(?P<a>[一-鿿])[、]?(?P=by)(?P<b>[一-鿿])[、]?(?P=by)(?P<c>[一-鿿])")
#: 不得拒绝或者拖延: two acts forbidden; 变相 in place of one is the same act.
_EITHER = re.compile("(?:不得|严禁|禁止|不准)(?P<a>(?!变相)[一-鿿]{2})(?:、|和|或者?)(?P<b>(?!变相)[一-鿿]{2})$")
#: How much of a member's telling terms must stand in the text.
STANDS = 0.62
#: Members are mostly of four characters; the first and the last trail other words.
SHORT = 4


def trimmed(members: tuple[str, ...], regions: tuple[str, ...] = ()) -> list[str]:
    """The members folded, without what the sentence hangs before the first and behind the last.

    >>> trimmed(("罚没收入与执法单位的经费", "奖金", "评优挂钩"))
    ['经费', '奖金', '评优挂钩']
    """
    out = [fold(member, regions) for member in members]
    if len(out) > 2:
        usual = median(len(member) for member in out[1:-1])
        if len(out[0]) > usual + 3 and "的" in out[0]:
            out[0] = out[0].rsplit("的", 1)[1] or out[0]
        if len(out[-1]) > usual + 3 and "并" in out[-1]:
            out[-1] = out[-1].split("并", 1)[0] or out[-1]
    elif len(out) == 2 and "的" in out[0] and len(out[0]) > len(out[1]) + 3:
        out[0] = out[0].rsplit("的", 1)[1] or out[0]
    size = round(median(len(member) for member in out[:-1]))
    if len(out[-1]) > size >= 3 and out[-1][:size][-2:] == out[0][-2:]:
        out[-1] = out[-1][:size]  # 司法调解联动机制 beside 人民调解
    cut = [_TAIL.sub("", member) for member in out]
    return [short if len(short) >= 2 else member for short, member in zip(cut, out, strict=True)]


def _distinct(members: list[str]) -> list[tuple[str, str]]:
    """Each member as (what tells it apart, what all share at the end)."""
    lead = members[1][:2]
    if len(members) > 2 and all(len(member) > 3 and member.startswith(lead) for member in members[1:]):
        at = members[0].rfind(lead)
        if 0 <= at < len(members[0]) - 3:
            # 统一登记、统一编号、统一印发: what all begin with tells none apart.
            rest = [members[0][at + 2:], *(member[2:] for member in members[1:])]
            usual = round(median(len(member) for member in rest[:-1]))
            rest[-1] = rest[-1] if len(rest[-1]) <= usual + 2 else rest[-1][:usual]  # the object of them all
            return [(member, "") for member in rest]
    size = 0
    while all(len(member) > size for member in members) and len({member[-size - 1] for member in members}) == 1:
        size += 1
    tail = members[0][len(members[0]) - size:]
    if not tail or any(len(member) <= len(tail) for member in members):
        return [(member, "") for member in members]
    return [(member[:len(member) - len(tail)], tail) for member in members]


def _stands(core: str, tail: str, text: str, text_keys: frozenset[str]) -> bool:
    book = lexicon()
    if core + tail in text or (len(core) >= 4 and _nearly(core, text)):
        return True
    if tail:
        # 行政|调解: the telling part must stand by its own head, not anywhere.
        if re.search(f"{re.escape(core)}[^,。;]{{0,14}}?{re.escape(tail)}", text):
            return True
        if core in text and tail not in text:
            return True
    if len(core) == 4 and not tail and _turned(core, text):
        return True
    whole = core + tail
    if whole in book.classes and keys(whole) & text_keys:
        return True
    parts = [term for term in terms(core) if term.kind > 0.05] or list(terms(core))
    if not parts:
        return True
    heavy = [term for term in parts if term.kind >= 0.4] or parts
    total = sum(max(term.kind, 0.2) for term in heavy)
    return sum(credit(term, text_keys, text) * max(term.kind, 0.2) for term in heavy) / total >= STANDS


def _turned(core: str, text: str) -> bool:
    """Whether both halves of a four-character member stand in one piece of the text, the
    second first (劝导示范 / 示范劝导)."""
    return re.search(f"{re.escape(core[2:])}[^,。;、]{{0,2}}{re.escape(core[:2])}", text) is not None


def _nearly(core: str, text: str) -> bool:
    """Whether the text holds the member but for one character in four (有件必备 / 逢件必备)."""
    size = len(core)
    return any(sum(a == b for a, b in zip(core, text[at:at + size], strict=False)) >= 0.75 * size
               for at in range(len(text) - size + 1))


def missing(members: tuple[str, ...], text: str, regions: tuple[str, ...] = (), pairing: bool = True) -> list[str]:
    """The members that do not stand in the folded `text`, as the source prints them.

    `pairing`: a list or an umbrella (三项制度) of the text that answers stands for members
    put in other words.

    >>> missing(("备案", "登记", "认证", "年检"), fold("不得借备案、登记之名搞变相审批"))
    ['认证', '年检']
    >>> missing(("人民调解", "行政调解", "司法调解"), fold("推动人民调解、司法调解衔接"))
    ['行政调解']
    >>> missing(("执法公示", "全过程记录", "法制审核"), fold("严格执行三项制度"))
    []
    """
    parts = _distinct(trimmed(members, regions))
    text_keys = keys(text)
    usual = min(round(median(len(core) for core, _ in parts)), SHORT)
    gone = []
    for number, (member, (core, tail)) in enumerate(zip(members, parts, strict=True)):
        forms = {core}
        if len(core) > usual and usual >= 2:
            # What hangs before the first member and behind the last is not theirs.
            forms |= {core[-usual:]} if number == 0 else {core[:usual]} if number == len(parts) - 1 else set()
        if not any(_stands(form, tail, text, text_keys) for form in forms):
            gone.append(member)
    if not gone or not pairing:
        return gone
    rows = [_matched(found.members, parts, regions) for found in list_members(text)
            if "、" in text[found.start:found.end] and _alike(found.members, parts)]
    for found in _UMBRELLA.finditer(text):
        number = _COUNT.get(found["n"]) or int(found["n"])
        # Members spelled out beside an umbrella are the list itself.
        if number >= len(members) and (len(gone) == len(members) or not any(hits for _, hits in rows)):
            return []
    # As many members on the other side: the unmatched are the same in other words.
    if any(size >= len(members) and hits and len(gone) <= len(members) // 2 for size, hits in rows):
        return []
    return gone


def _matched(row: tuple[str, ...], parts: list[tuple[str, str]], regions: tuple[str, ...]) -> tuple[int, int]:
    """The length of a list, and how many of the asked members it holds."""
    text = "、".join(fold(member, regions) for member in row)
    held = keys(text)
    return len(row), sum(_stands(core, tail, text, held) for core, tail in parts)


def _alike(row: tuple[str, ...], parts: list[tuple[str, str]]) -> bool:
    """Whether a row can be the asked list in other words: where all of that end alike
    (人民调解、行政调解、司法调解), as many of the row must."""
    tail = parts[0][1]
    return not tail or sum(tail in member for member in row) >= len(parts)


def _even(members: tuple[str, ...]) -> bool:
    short, long = sorted(map(len, members))
    return short >= 0.4 * long


def _receivers(ask: Ask, members: tuple[str, ...]) -> bool:
    """Whether the bodies are those that something is sent to: they say what, not who acts."""
    at = ask.text.find(members[0])
    return at > 0 and _SENT.search(ask.text[:at]) is not None


def _repeated(ask: Ask, answer: Answer) -> Fault | None:
    """快立快审快结, 应收尽收应治尽治: three verbs under one adverb, one of them gone."""
    found = _ADVERB.search(ask.folded)
    if found is None:
        return None
    verbs = found["a"], found["b"], found["c"]
    gone = [verb for verb in verbs if verb not in answer.folded_sentence]
    if not gone or len(gone) == len(verbs):
        return None
    return Fault("partial_list", "partial", f"列举:缺“{found['by']}{gone[0]}”", 0.75, "", found["by"] + gone[0])


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when members of the asked list are not in the sentence that answers."""
    if (unheld := _repeated(ask, answer)) is not None:
        return unheld
    members = tuple(member for member in ask.requirement.members if member)
    if not members and (either := _EITHER.search(fold(ask.text, ask.regions))):
        members = either["a"], either["b"]
    if len(members) < 2:
        return None
    if any(_PLACE.search(fold(member, ask.regions)) for member in members) and not _receivers(ask, members):
        return None
    if len(members) == 2 and "、" not in ask.text and not _even(members) and not _even(tuple(trimmed(members, ask.regions))):
        return None
    # 下达或者变相下达 is one thing said twice.
    if re.search("公民、法人", ask.text) or (len(members) == 2 and re.search("(?:或者?|和)变相", ask.text)):
        return None
    gone = missing(members, opened(answer.folded_sentence), ask.regions)
    if gone:
        # Spread over several sentences of one clause is still the same clause.
        wide = missing(members, fold(answer.clause, ask.regions), ask.regions, pairing=False)
        gone = [member for member in gone if member in wide]
    if not gone or len(gone) == len(members):
        return None
    return Fault("partial_list", "partial", f"列举:缺“{'”“'.join(gone)}”", 0.85 if len(gone) > 1 else 0.8,
                 "", "、".join(gone))
