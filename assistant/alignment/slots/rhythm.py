"""How often (频次), in the many ways a draft may put it; and what a count then comes to a year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.slots.deadline import dated
from assistant.facts.frequency import Frequency, frequencies
from assistant.facts.numerals import fold, han_number
from assistant.facts.quantities import Quantity, quantities

_N = "[两二三四五六七八九十2-9]"
#: Beside 每年 and its like, which facts.frequency reads.
_LOOSE = re.compile(
    f"(?P<terms>{_N})个任期|(?P<term>(?:[本每一]?届)?(?:政府)?任期|每届)(?!届满)|(?:每隔|隔)(?P<gap>{_N})个?(?P<gapunit>年|个?月|个?季度)"
    f"|每?(?P<n>{_N})个?(?P<unit>年|个月|季度)(?=[一1内至不开组]|清理|修订|评估|轮|编|安排|集中|参|接)"
    "|(?P<half>半年|[每一]个?学期)|(?P<season>季度|逐季|按季)(?!末|前|底)|(?P<month>月度|逐月|按月|每月|月月)|(?P<week>周周|逐周|按周)|(?P<year>[每一]个?学年|一年|全年|年度(?!报告|目录|计划|考核|绩效|目标|工作)|年均|年年|逐年|按年|年(?=人均)|全年度|每年度|一个年度|每一年|年内)"
    "|一(?P<one>年|季|月|周|届)一|(?P<end>任期届满|五年规划期末)")
_VAGUE = re.compile("不定期|适时|视情|视情况|根据需要|根据工作需要|必要时|择期|有需要时|按需")
_REGULAR = re.compile("定期|常态化|经常性|常态|定时|每|按期|按季|按月|逐年|年年|季度|月度|年度|全年|任期|学期|周|届")
EVENTS = frozenset(("次", "期", "场", "批", "批次", "轮", "讲", "堂", "场次", "回", "班次"))
#: 一批, 一次: no number elsewhere, but a count beside a period.
_ONE = re.compile("(?:一|1)(?:次|期|场|批|轮|回|讲|堂)(?!性)")
_COUNT = re.compile("(?P<n>[两二三四五六七八九十])(?:回|趟|遍|次)(?!性)")
_BASES = {"half": 2.0, "season": 4.0, "month": 12.0, "week": 52.0, "year": 1.0, "年": 1.0, "季": 4.0, "月": 12.0, "周": 52.0, "届": 0.2}
_UNIT_YEARS = {"年": 1.0, "个月": 1 / 12, "月": 1 / 12, "季度": 0.25, "个季度": 0.25}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`base`: how many periods a year (每两年 0.5); `start`, `end` in the text read."""

    label: str
    base: float
    start: int
    end: int


def rhythms(text: str) -> list[Rhythm]:
    """Every concrete period of a text.

    >>> [(r.label, r.base) for r in rhythms("现行文件两年一清理,每季度通报,本届任期内评估")]
    [('两年', 0.5), ('每季度', 4.0), ('本届任期', 0.2)]
    """
    text = fold(text)
    out: list[Rhythm] = []
    for item in frequencies(text):
        if item.per_year is not None and item.label != "任期内":
            out.append(Rhythm(item.label, item.per_year / (item.times or 1.0), item.start, item.end))
    for found in _LOOSE.finditer(text):
        if any(item.start < found.end() and found.start() < item.end for item in out):
            continue
        kind = found.lastgroup
        if kind == "terms":
            base = 0.2 / float(han_number(found["terms"]) or 1)
        elif kind in ("term", "end"):
            base = 0.2
        elif kind in ("unit", "gapunit"):
            raw, unit = found["n"] or found["gap"], found["unit"] or found["gapunit"]
            base = 1 / ((int(raw) if raw.isdigit() else float(han_number(raw) or 1)) * _UNIT_YEARS[unit])
        else:
            base = _BASES[found["one"] if kind == "one" else kind or "year"]
        out.append(Rhythm(found.group(), base, found.start(), found.end()))
    return sorted(out, key=lambda item: item.start)


def asked(ask: Ask) -> Frequency | None:
    """The first concrete frequency of the asking phrase."""
    return next((item for item in frequencies(ask.text) if item.per_year is not None), None)


def _events(text: str) -> list[Quantity]:
    return [q for q in quantities(text) if q.unit in EVENTS and not isinstance(q.value, str)]


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when the draft asks for it more rarely than the source, or no longer says how often."""
    wanted = asked(ask)
    if wanted is None:
        return _vague(ask, answer)
    several = _several(ask, answer)
    if several is not None:
        return several
    base = (wanted.per_year or 0.0) / (wanted.times or 1.0)
    counts = _events(ask.text)
    count = next((q for q in counts if q.start >= wanted.start), counts[0] if counts else None)
    number = float(count.value) if count and not isinstance(count.value, str) else wanted.times or 1.0
    at_most = bool(count and count.comparator in ("<=", "<"))
    best: Fault | None = None
    for text in (*answer.carriers, answer.sentence):
        found = rhythms(text)
        if not found:
            continue
        for item in found:
            mine = count_beside(text, item, len(found))
            fault = _weigh(wanted, base, number, at_most, item, mine, bool(counts))
            if fault is None:
                return None
            best = best or fault
        break
    if best:
        return best
    loose = _VAGUE.search(answer.sentence)
    if loose:
        return Fault("frequency", "weaker", f"频次:上位“{wanted.label}”,草案“{loose.group()}”", 0.9, loose.group(), wanted.label)
    if base == 1.0 and not counts and any(item.latest is None for item in dated(answer.sentence)):
        return None  # 每年12月底前, 年底以前: a day without a year comes back every year
    if not _REGULAR.search(answer.clause) and number:
        return Fault("frequency", "weaker", f"频次:上位“{wanted.label}”,草案未写明多久一次", 0.7, "", wanted.label)
    return None


def _several(ask: Ask, answer: Answer) -> Fault | None:
    """村每周、乡镇每月: as many periods on both sides, each against that of its own subject,
    or in their order where the subjects are put in other words."""
    text = fold(ask.text)
    wanted = [item for item in frequencies(text) if item.per_year is not None]
    if len(wanted) < 2:
        return None
    for carrier in answer.carriers:
        said = fold(carrier)
        mine = [item for item in rhythms(said) if not re.search("[前内]$", item.label)]
        if len(mine) != len(wanted):
            continue
        left = [text[a:b.start] for a, b in zip([0, *(item.end for item in wanted)], wanted, strict=False)]
        right = [said[a:b.start] for a, b in zip([0, *(item.end for item in mine)], mine, strict=False)]
        for item, subject in zip(wanted, left, strict=True):
            order = wanted.index(item)
            place = max(range(len(mine)), key=lambda at: (len(_subject(subject) & _subject(right[at])), -abs(at - order)))
            need, have = (item.per_year or 0.0) / (item.times or 1.0), mine[place].base
            if have < need - 1e-9:
                label = mine[place].label
                return Fault("frequency", "weaker", f"频次:上位“{item.label}”,草案“{label}”", 0.9, label, item.label)
    return None


def _subject(text: str) -> set[str]:
    return set(text[-8:]) & set("村乡镇街县市省区社局部门组")


def count_beside(text: str, item: Rhythm, periods: int) -> float | None:
    """How many events a text counts beside a period; None where it counts none."""
    counts = _events(text)
    if not counts:
        if told := _COUNT.search(text, item.end):
            return float(han_number(told["n"]) or 1)
        return 1.0 if _ONE.search(text, item.end) else None
    after = [q for q in counts if q.start >= item.start]
    chosen = after[0] if after else counts[0] if periods == 1 else None
    return float(chosen.value) if chosen and not isinstance(chosen.value, str) else None


def _weigh(wanted: Frequency, base: float, number: float, at_most: bool, item: Rhythm,
           mine: float | None, counted: bool) -> Fault | None:
    count = mine if mine is not None else number if item.base == base else 1.0
    have, need = item.base * count, base * number
    if (have > need + 1e-9) if at_most else (have < need - 1e-9):
        if abs(item.base - base) < 1e-9 and counted:
            return Fault("number", "weaker", f"数量:上位{wanted.label}{number:g}次,草案{item.label}{count:g}次", 0.9,
                         f"{count:g}", f"{number:g}", ("frequency",))
        return Fault("frequency", "weaker", f"频次:上位“{wanted.label}”,草案“{item.label}”", 0.9, item.label, wanted.label)
    return None


def _vague(ask: Ask, answer: Answer) -> Fault | None:
    regular = re.search("定期|常态化|经常性", ask.text)
    if not regular:
        return None
    for carrier in answer.carriers:
        loose = re.search("不定期|适时|视情|必要时|择期", carrier)
        if loose:
            return Fault("frequency", "weaker", f"频次:上位“{regular.group()}”,草案“{loose.group()}”", 0.85,
                         loose.group(), regular.group())
    return None
