"""Members of an enumerated list (列举): which of them the draft leaves out."""

from __future__ import annotations

import re
from os.path import commonprefix

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold
from assistant.alignment.lexicon import lexicon
from assistant.alignment.terms import credit, keys, terms
from assistant.facts.lists import list_members

#: 三项制度, 五道程序, “三统一”: the number of members stands for them.
_UMBRELLA = re.compile("[“\"]?(?P<n>[两二三四五六七八九十]|[2-9])(?:个|项|道|类|种|大|方面|统一|必|公开|调|级|环节|步)")
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_TAIL = re.compile("(?:等|等等|各项|各类|各个)[\u4e00-\u9fff]{0,8}$")


def _cut(members: tuple[str, ...], regions: tuple[str, ...]) -> list[str]:
    return [_TAIL.sub("", fold(member, regions)) or fold(member, regions) for member in members]


def _distinct(members: list[str]) -> list[tuple[str, str]]:
    """Each member as (what tells it apart, what all share at the end)."""
    tail = commonprefix([member[::-1] for member in members])[::-1]
    if not tail or any(len(member) <= len(tail) for member in members):
        return [(member, "") for member in members]
    return [(member[:len(member) - len(tail)], tail) for member in members]


def _stands(core: str, tail: str, text: str, text_keys: frozenset[str]) -> bool:
    book = lexicon()
    if core + tail in text:
        return True
    if tail:
        # 行政|调解: the telling part must stand by its own head, not anywhere.
        window = re.compile(f"{re.escape(core)}[^,。;]{{0,14}}?{re.escape(tail)}")
        if window.search(text):
            return True
        if core in text and tail not in text:
            return True
    whole = core + tail
    if whole in book.classes and keys(whole) & text_keys:
        return True
    parts = [term for term in terms(core) if term.kind > 0.05] or list(terms(core))
    if not parts:
        return True
    heavy = [term for term in parts if term.kind >= 0.4] or parts
    share = sum(credit(term, text_keys, text) * max(term.kind, 0.2) for term in heavy) / sum(
        max(term.kind, 0.2) for term in heavy)
    return share >= 0.62


def missing(members: tuple[str, ...], text: str, regions: tuple[str, ...] = ()) -> list[str]:
    """The members that do not stand in the folded `text`, as the source prints them.

    >>> missing(("备案", "登记", "认证", "年检"), fold("不得借备案、登记之名搞变相审批"))
    ['认证', '年检']
    >>> missing(("人民调解", "行政调解", "司法调解"), fold("推动人民调解、司法调解衔接"))
    ['行政调解']
    """
    folded = _cut(members, regions)
    text_keys = keys(text)
    gone = [member for member, (core, tail) in zip(members, _distinct(folded), strict=True)
            if not _stands(core, tail, text, text_keys)]
    if not gone:
        return []
    for found in _UMBRELLA.finditer(text):
        number = _COUNT.get(found["n"]) or int(found["n"])
        if number >= len(members) and len(gone) < len(members) + 1 and _whole_list(members, text, gone):
            return []
    # As many members on the other side: the unmatched are the same in other words.
    rows = [piece for piece in _lists(text)]
    if rows and max(rows) >= len(members) and len(gone) <= len(members) // 2:
        return []
    return gone


def _whole_list(members: tuple[str, ...], text: str, gone: list[str]) -> bool:
    # 三项制度 stands for all; 人民调解、司法调解"三调" with one left out does not name fewer either.
    return len(gone) == len(members) or len(gone) <= len(members) // 2 or not _lists(text)


def _lists(text: str) -> list[int]:
    """How many members each list of the text has."""
    return [len(found.members) for found in list_members(text) if "、" in text[found.start:found.end]]


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when members of the asked list are not in the sentence that answers."""
    members = tuple(member for member in ask.requirement.members if member)
    if len(members) < 2:
        return None
    # 下达或者变相下达 is one thing said twice.
    if len(members) == 2 and re.search("(?:或者?|和)变相", ask.text):
        return None
    gone = missing(members, answer.folded_sentence, ask.regions)
    if not gone:
        return None
    # Spread over several items of one clause is still the same clause.
    text = fold(answer.clause, ask.regions)
    gone = [member for member in gone if member in missing(members, text, ask.regions)]
    if not gone or len(gone) == len(members):
        return None
    return Fault("partial_list", "partial", f"列举:缺“{'”“'.join(gone)}”", 0.85 if len(gone) > 1 else 0.8,
                 "", "、".join(gone))
