"""Scope (范围): narrowed (全部 → 重点, 各级 → 县级), as against localised (全省 → 全县)."""

from __future__ import annotations

import re

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold_marks
from assistant.alignment.terms import keys, terms

_WHOLE = re.compile("全部|所有|一切|全体|各级|各类|全面|凡|任何|每个|每一|一律|均|全覆盖|100%|百分之百|普遍|逐一|逐项|各")
_NARROW = re.compile(
    "(?P<word>重点|部分|个别|少数|典型(?![一-鿿]{0,4}(?:案例|案件|经验|做法|事例|示范|引路))|大型|骨干|规模以上|国有|民营|外资|本地|本土|[省市县区]属|城区|新提拔的?|新任的?|首批|若干|涉及重点)(?P<noun>[\u4e00-\u9fff]{2,6})")
#: Words that limit only where the source speaks of all.
_KINDS = frozenset(("国有", "民营", "外资", "本地", "本土", "省属", "市属", "县属", "区属"))
_ONLY = re.compile("(?<!不)(?:仅|只)(?:向|在|对|限于?|供|面向|适用于?)[^,。;]{2,12}")
#: 人口百万以上的县: a size the source does not ask for.
_SIZED = re.compile(
    "(?:人口|面积|规模|产值|营收|人数|资产|投资额?|员工)[^,。;的]{0,10}(?:以上|以下|超过[^,。;的]{1,8}|不足[^,。;的]{1,8})的?[一-鿿]{1,4}")
_LIMITED = re.compile(
    "(?<![和与及、])(?P<word>重大|主要(?!负责|领导)|较大|具备条件的|符合条件的|有条件的|条件较好的|条件成熟的|[一-鿿]{2,6}所在的?)(?P<noun>[一-鿿]{2,8})")
#: 人口在三千人以上的村, 价值较大的物资: a limit by size, kind or list before the noun of the source.
_OF = re.compile("(?P<limit>[^,。;、]{2,18}?的)(?P<noun>[一-鿿]{2})")
#: 行政处罚类执法结果, 重大案件的执法音像记录: one kind of the things that the source speaks of.
_KIND = re.compile(
    "(?P<limit>(?:行政)?(?:处罚|许可|强制|检查|确认|征收|复议|裁决|调解|涉企|民生)类|(?:重大|重点|较大|部分)[\u4e00-\u9fff]{2}的)"
    "(?P<noun>[\u4e00-\u9fff]{2})")
#: 具有本县户籍的, 年满六十周岁的: who qualifies, where the source asks for no such mark.
_ENTITLED = re.compile(
    "(?:具有|持有?|取得|年满|不满|满|限于?|仅限|须有)[^,。;、的]{0,8}(?P<mark>户籍|户口|居住证|周岁|岁)[^,。;、的]{0,4}(?:的|$)"
    "|(?:本[县区市省乡镇村]|当地|本地)(?P<mark2>户籍|户口)")
_EVERYONE = re.compile("全部|全体|所有|全覆盖|每个|每名|各级|普遍|一律")
_RANKED = re.compile("(?:中层|[股科处]级|副[科处]级|领导|骨干|在编|正式)(?:及其?)?(?:以上)?[一-鿿]{0,4}(?:干部|人员)(?<!领导干部)")
_COUNTED = re.compile(
    "(?:[2-9]|[0-9]{2,}|[两二三四五六七八九十])个(?:中心|重点|示范|大)?(?:行政)?(?:村|社区|乡镇|镇街|街道|部门|单位|站所)")
_THINGS = re.compile("(?P<noun>[一-鿿]{2}事项|[一-鿿]{2}领域|[一-鿿]{2}部门|[一-鿿]{2}单位)(?:全部|一律|均)")
_COUNT = re.compile("[0-9一二三四五六七八九十]+(?:个|名|家|处|项|件|次|支)(?:以上|以下)的$")
_HINT = re.compile("以上|以下|较[大高多重好]|重点|主要|重大|新[建增任设提入投成购录开办批]|所在|涉及|属于|列入|具备|符合|部分|特定"
                   "|纳入|规模|条件|(?<![所没现])有(?=[一-鿿]{2,8}的$)")
#: 新建便民服务站都…: the new ones alone, where a deed would need no 都 or 应.
_NEW = re.compile(
    "(?P<limit>新(?:建|增|设|办|购|成立|开设|投用|投入使用)(?:设)?)(?P<noun>[一-鿿]{2})"
    "[^,。;的]{0,10}?(?=都|均|应|须|要|必须|一律|全部|实行|实现)")
_GROUP = re.compile("乡镇|镇街|街道|村|社区|部门|单位|企业|领域|行业|地区|区域|人群|群体|项目|案件|岗位")
_TRIAL = re.compile("(?:先行)?试点(?!工作|任务|改革|经验|示范)|先行先试|(?:先行|率先)推行|选择(?:部分|若干|典型)|选取(?:部分|若干)")
_FIELD = re.compile("(?:在|(?<![一-鿿])对(?!象)|仅在|仅对|限于)(?P<field>[\u4e00-\u9fff、]{2,14}?)(?:领域|行业|环节|系统)(?:内|中)?")
_THROUGHOUT = re.compile("全过程|全流程|全程|全链条|全周期|全环节|各环节")
_STAGE = re.compile("[一-鿿]{2,4}(?:环节|阶段)")
#: 县乡村三级, 省市县乡四级: the ladder of levels, and how the lower rungs may be named.
_LADDER = re.compile("[省市州县区乡镇村]{2,5}[两二三四五]级|县乡村?|省市县[乡村]*")
_LOWER = {"乡": "乡|镇|街", "村": "村|社区"}
#: 以…为重点, 重点抓 …: emphasis, not a limit.
_EMPHASIS = re.compile(
    "(?:以|把|将)[^,。;]{1,30}(?:为|作为)重点|重点(?:加强|推进|开展|抓|围绕|关注|做好|整治|治理|是"
    "|在|对|工作|任务|参考|依据|考量)|作为[^,。;]{0,6}重点|突出重点|重点难点")


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when the draft lets the requirement hold for fewer than the source does."""
    asked, said = fold_marks(ask.sentence), fold_marks("，".join(answer.carriers)).replace(" ", "")
    for found in _NARROW.finditer(_EMPHASIS.sub("", said)):
        word, noun = found["word"], found["noun"]
        if word in asked or word[:2] in asked or (word.startswith("新") and re.search("任前|任职前|提拔|拟任|上岗前", asked)):
            continue
        if word in _KINDS and not re.search("各类|各种|所有|任何|全部|一切|平等", asked):
            continue
        # The narrowed noun must be the one the source speaks of without the narrowing.
        if keys(noun) & _telling(asked) or noun[:2] in asked or (_WHOLE.search(asked) and _GROUP.match(noun)):
            return Fault("scope", "weaker", f"范围:上位未作限定,草案缩小为“{word}{noun[:4]}”", 0.85, word + noun[:2])
    for narrowed in _KIND.finditer(answer.folded_carriers):
        if narrowed["noun"] in ask.folded_sentence and narrowed["limit"].rstrip("的") not in ask.folded_sentence:
            return Fault("scope", "weaker", f"范围:上位未作限定,草案限于“{narrowed.group()}”", 0.75, narrowed.group())
    if _WHOLE.search(asked):
        limited = _LIMITED.search(said)
        if limited and limited["word"] not in asked and (
                keys(limited["noun"]) & _telling(asked) or limited["noun"][:2] in asked):
            return Fault("scope", "weaker", f"范围:上位要求{_whole(asked)},草案限于“{limited.group()}”", 0.8,
                         limited.group())
        for narrowed in (*_OF.finditer(answer.folded_carriers), *_NEW.finditer(answer.folded_carriers)):
            limit = narrowed["limit"]
            hint = _HINT.search(limit)
            if hint and hint.group() == "有" and _telling(limit) & _telling(ask.folded_sentence):
                continue  # 有执法权的部门 of a source that speaks of 行政执法部门
            if _COUNT.search(limit):
                continue  # 20个以上的监测点: how many, not which
            if narrowed["noun"] in ask.folded_sentence and hint and (
                    hint.group() in ("以上", "以下") or hint.group() not in asked):
                return Fault("scope", "weaker", f"范围:上位要求{_whole(asked)},草案限于“{narrowed.group()}”", 0.8,
                             narrowed.group())
    some = _some(ask, answer)
    if some:
        return some
    only = _ONLY.search(fold_marks("，".join(answer.core or answer.carriers)))
    if only and not re.search("仅|只|限", asked):
        return Fault("scope", "weaker", f"范围:上位未作限定,草案限于“{only.group()}”", 0.85, only.group())
    sized = _SIZED.search(said)
    if sized and not _SIZED.search(asked):
        return Fault("scope", "weaker", f"范围:上位未作限定,草案限于“{sized.group()}”", 0.8, sized.group())
    limited = _ENTITLED.search(said)
    if limited and (limited["mark"] or limited["mark2"]) not in asked:
        return Fault("scope", "weaker", f"范围:上位未作限定,草案限于“{limited.group()}”", 0.8, limited.group())
    trial = _TRIAL.search(said)
    if trial and not _TRIAL.search(asked) and "试点" not in asked and "选" not in asked:
        return Fault("scope", "weaker", f"范围:上位要求{_whole(asked)},草案只是“{trial.group()}”", 0.85, trial.group())
    levels = _levels(fold_marks(ask.text), fold_marks(answer.sentence))
    if levels:
        return Fault("scope", "weaker", f"范围:上位覆盖{levels},草案只及本级", 0.8, "", levels)
    stage = _STAGE.search(said)
    if stage and (through := _THROUGHOUT.search(asked)) and not _THROUGHOUT.search(said) and stage.group() not in asked:
        return Fault("scope", "weaker", f"范围:上位要求“{through.group()}”,草案限于“{stage.group()}”", 0.8,
                     stage.group(), through.group())
    field = _FIELD.search(said)
    free = _WHOLE.search(asked) or not re.search("领域|行业|环节|系统", asked)
    if field and free and not re.search("^[各全]|所有", field["field"]) and not any(
            part in asked for part in field["field"].split("、")):
        return Fault("scope", "weaker", f"范围:上位要求{_whole(asked)},草案限于“{field.group()}”", 0.75, field.group())
    return None


def _some(ask: Ask, answer: Answer) -> Fault | None:
    """All of a group in the source; a counted, ranked or listed part of it in the draft."""
    asked, said = fold_marks(ask.text), fold_marks(answer.main)
    everyone = _EVERYONE.search(asked)
    if not everyone:
        return None
    part = _RANKED.search(said) or _COUNTED.search(said)
    if part is None and (kind := _THINGS.search(asked)):
        part = re.search(f"[一-鿿]{{2,6}}(?:、[一-鿿]{{2,6}})+?{re.escape(kind['noun'])}", said)
    if part is None or part.group() in fold_marks(ask.sentence) or re.search("全部|所有|一律|每[个名村]|均|都", said):
        return None
    return Fault("scope", "weaker", f"范围:上位要求“{everyone.group()}”,草案限于“{part.group()}”", 0.8, part.group(), everyone.group())


def _levels(asked: str, said: str) -> str:
    """The lower levels that the source covers and the draft, naming its own level only, drops."""
    found = _LADDER.search(asked)
    if not found or not re.search("[县区市]级", said):
        return ""
    lower = [name for name, words in _LOWER.items() if name in found.group() and not re.search(words, said)]
    return "、".join(lower) + "级" if lower and not re.search("[两二三四]级|基层|各级|上下", said) else ""


def _telling(folded: str) -> frozenset[str]:
    return frozenset(key for term in terms(folded) if term.kind > 0.2 for key in term.keys)


def _whole(asked: str) -> str:
    found = _WHOLE.search(asked)
    return f"“{found.group()}”" if found else "普遍适用"
