"""Values (数值): the draft's number against the source's, with comparator and unit."""

from __future__ import annotations

import re

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold_marks
from assistant.alignment.slots.rhythm import EVENTS, asked, rhythms
from assistant.facts.quantities import Quantity, quantities
from assistant.types import FindingKind

_HOURS = frozenset(("学时", "课时", "小时"))
_DAYS = frozenset(("日", "天", "自然日", "个自然日"))
_WORKDAYS = frozenset(("工作日", "个工作日"))
_MONTHS = {"个月": 30.0, "周": 7.0, "年": 365.0, "个季度": 90.0}
_ITEMS = frozenset(("个", "项", "件", "家", "处", "所", "支", "名", "人", "份", "位", "户", "条", "篇", "类", "种", "部", "起", "例"))
#: What says "all of them" in words: 100% where the value is a rate.
COVERS = re.compile(
    "全覆盖|全部|全数|全体|一律|所有|(?P<each>[件个人户校村镇家处项案月事])(?P=each)|逐[件项一个案条]"
    "|应(?P<deed>[\u4e00-\u9fff]{1,3})尽(?P=deed)|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|应尽尽|百分之百|百分百|100%"
    "|不漏|一[件个项人]不[落漏少]|无一例外|不留[\u4e00-\u9fff]{0,4}(?:空白|死角|盲区)|凡(?:是|属)?|每[一个件项家名]|均|都(?:要|须|应|必须|得)?|必须|清零|全员|全量|悉数|一个不|必[备审查纠评报核]")
_ALL = re.compile("全覆盖")


def family(quantity: Quantity) -> str:
    """What kind of thing is counted: rate, hours, days, events, items, or the unit itself."""
    unit = quantity.unit or ""
    if unit in ("%", "％"):
        return "rate"
    if unit in _HOURS:
        return "hours"
    if unit in _DAYS or unit in _WORKDAYS or unit in _MONTHS:
        return "days"
    if unit in EVENTS:
        return "events"
    if unit in _ITEMS:
        return "items"
    return unit


def size(quantity: Quantity) -> float:
    """The value, spans of time in days (a working day 1.4)."""
    value = float(quantity.value) if not isinstance(quantity.value, str) else 0.0
    unit = quantity.unit or ""
    if unit in _WORKDAYS:
        return value * 1.4
    return value * _MONTHS.get(unit, 1.0)


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when a value of the asking phrase is lower, looser or gone in the draft."""
    spoken = asked(ask)
    for wanted in quantities(ask.text):
        if isinstance(wanted.value, str) or wanted.form in ("rank",) or wanted.unit is None:
            continue
        if spoken is not None and wanted.unit in EVENTS:
            continue  # 每年两次: judged with its period
        fault = _one(wanted, ask, answer)
        if fault:
            return fault
    return _whole_lost(ask, answer)


def _whole_lost(ask: Ask, answer: Answer) -> Fault | None:
    """全覆盖 of the source without any word for it in the draft."""
    found = _ALL.search(ask.text)
    if not found or any(q.unit == "%" for q in quantities(ask.text)):
        return None
    shares = [q for text in answer.carriers for q in quantities(text) if q.unit == "%"]
    stated = [float(q.value) for q in shares if not isinstance(q.value, str)]
    if stated and max(stated) < 100 and not _ALL.search("".join(answer.carriers)) and not any(
            q.unit == "%" for q in quantities(ask.sentence)):
        return Fault("number", "weaker", f"数量:上位要求“{found.group()}”,草案为{max(stated):g}%", 0.9, f"{max(stated):g}%", found.group())
    if COVERS.search(answer.sentence) or re.search("[各全]|不少于|至少", answer.sentence) or any(
            q.unit == "%" for q in quantities(answer.sentence)):
        return None
    return Fault("number", "weaker", f"数量:上位要求“{found.group()}”,草案未写明", 0.7, "", found.group())


#: Spans written in words, which are no quantities elsewhere (半年 = 6个月), in days.
_SPAN_DAYS = {"半年": 180.0, "一年": 365.0, "两年": 730.0, "三年": 1095.0, "一个月": 30.0, "两个月": 60.0, "一周": 7.0}
_SPAN = re.compile("(半年|一年|两年|三年|一个月|两个月|一周)(?=以上|以内|之内|内|[,,。;]|$)")


def _candidates(kind: str, texts: tuple[str, ...]) -> list[tuple[str, list[Quantity]]]:
    out = []
    for text in texts:
        found = [q for q in quantities(text) if family(q) == kind and not isinstance(q.value, str)]
        if found:
            out.append((text, found))
    return out


def _one(wanted: Quantity, ask: Ask, answer: Answer) -> Fault | None:
    kind = family(wanted)
    whole = kind == "rate" and float(wanted.value) >= 100
    if whole and COVERS.search("".join(answer.carriers)) and not _same_rate(ask, answer):
        return None
    found = _candidates(kind, answer.carriers) or _candidates(kind, (answer.sentence,))
    if not found and kind in ("events", "items"):
        other = "items" if kind == "events" else "events"
        found = _candidates(other, answer.carriers) or _candidates(other, (answer.sentence,))
    if not found:
        found = _candidates(kind, (answer.clause,)) if kind == "rate" and wanted.value != 100 else []
    if not found and kind == "days":
        spans = [_SPAN_DAYS[span] for span in _SPAN.findall(answer.sentence)]
        if spans:
            enough = min(spans) <= size(wanted) if wanted.comparator in ("<=", "<", "=") else max(spans) >= size(wanted)
            if enough:
                return None
    if not found:
        if float(wanted.value) <= 1 and kind in ("items", "events"):
            return None  # to have one is to have it
        if whole and COVERS.search(answer.sentence):
            return None
        if kind == "rate" and COVERS.search(answer.sentence):
            return None
        if kind in ("rate", "hours", "days", "items", "events"):
            return Fault("number", "weaker", f"数量:上位为“{_print(ask.text, wanted)}”,草案未写明数值", 0.8, "",
                         _print(ask.text, wanted))
        return None
    if whole and COVERS.search(answer.sentence) and _only_other_rates(ask, found):
        return None
    # The best phrase's own values speak first; of several, one that holds is enough.
    texts = [(text, qs) for text, qs in found if text == answer.main] or found
    faults = [fault for text, qs in texts for q in qs if (fault := _pair(wanted, q, ask, text))]
    return faults[0] if faults and len(faults) == sum(len(qs) for _, qs in texts) else None


_INDICATOR = re.compile("[一-鿿]{1,8}?(?:率|比例|比重|占比)")


def _same_rate(ask: Ask, answer: Answer) -> bool:
    """Whether the draft gives a rate of the very indicator that is asked, or none has a name."""
    wanted = {found[-3:] for found in _INDICATOR.findall(ask.text)}
    start = answer.candidate.sentence.start
    for a, b in answer.candidate.sentence.phrases:
        piece = answer.sentence[a - start:b - start]
        if any(q.unit == "%" for q in quantities(piece)):
            named = {found[-3:] for found in _INDICATOR.findall(piece)}
            if (wanted & named) or (piece in answer.carriers and not named):
                return True
    return False


def _only_other_rates(ask: Ask, found: list[tuple[str, list[Quantity]]]) -> bool:
    """Whether the draft's rates are those of the source's other phrases (答复率100%,满意率95%)."""
    others = {float(q.value) for q in quantities(ask.sentence) if q.unit == "%" and not isinstance(q.value, str)}
    asked_here = {float(q.value) for q in quantities(ask.text) if q.unit == "%" and not isinstance(q.value, str)}
    rest = others - asked_here
    return bool(rest) and all(float(q.value) in rest or any(float(q.value) >= value for value in rest)
                              for _, qs in found for q in qs if not isinstance(q.value, str))


def _print(text: str, quantity: Quantity) -> str:
    return text[quantity.start:quantity.end]


def _pair(wanted: Quantity, have: Quantity, ask: Ask, text: str) -> Fault | None:
    need, got = size(wanted), size(have)
    left, right = _print(ask.text, wanted), _print(text, have)
    lower_better = wanted.comparator in ("<=", "<")
    if wanted.comparator == "=" and family(wanted) == "days":
        lower_better = True
    pace = _pace(ask, text)
    if pace:
        got *= pace
    if lower_better:
        worse = got > need + 1e-9
        loosened = have.comparator in (">=", ">") and got >= need
    else:
        worse = got < need - 1e-9
        loosened = have.comparator in ("<=", "<") and wanted.comparator in (">=", ">", "=") and family(wanted) != "days"
    also: tuple[FindingKind, ...] = ("deadline",) if lower_better and family(wanted) == "days" else ()
    if worse:
        return Fault("number", "weaker", f"数量:上位“{left}”,草案“{right}”", 0.95, right, left, also)
    if loosened and wanted.comparator in (">=", ">", "<=", "<"):
        return Fault("number", "weaker", f"数量:上位“{left}”,草案“{right}”,比较关系相反", 0.8, right, left)
    return None


def _pace(ask: Ask, text: str) -> float:
    """How many times quicker the draft's period is than the source's (每年 → 每季度: 4), 0 if unknown."""
    spoken = asked(ask)
    if spoken is None:
        return 0.0
    mine = rhythms(text)
    base = (spoken.per_year or 1.0) / (spoken.times or 1.0)
    return mine[0].base / base if mine and mine[0].base > base else 0.0


def whole(text: str) -> bool:
    """Whether the text says "all of them" in words or as 100%."""
    return bool(COVERS.search(fold_marks(text)))
