"""How often a thing must be done (频次), so that two of them can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.numerals import HAN_NUMERAL, arabic_number, fold, han_number

_TERM_YEARS = 5  # a term of local government (地方组织法: 每届任期五年)
_ANCHOR = re.compile(
    "每|任期内|本届任期|按[年季月周日]|逐[年季月周日]|半年|一年|一季|一月|不定期|定期|常态化|经常性|适时"
)
_EVERY = re.compile(
    "每人每(?P<person>年|季度|月)"
    "|每(?P<n>[两二三四五六七八九2-9])(?P<nunit>年|个月|个季度|个?周|周)"
    "|每(?:一)?(?:个)?(?P<unit>半年|年度|年|季度|季|月|周|星期|日|天|学期)"
    "|(?P<term>任期内|每届任期|本届任期内)"
    "|(?:按|逐)(?P<by>年|季度|季|月|周|日)(?![度底初末下降提升上增减递改])"
    "|(?P<per>半年|一年|一季度?|一月)(?=[一两二三四0-9][次期场]|不超过|不少于|至少|不低于)"
    "|(?P<vague>不定期|定期|常态化|经常性|适时)"
)
_YEARLY = {"半年": 2.0, "年": 1.0, "年度": 1.0, "一年": 1.0, "季度": 4.0, "季": 4.0, "一季": 4.0, "一季度": 4.0,
           "月": 12.0, "一月": 12.0, "个月": 12.0, "个季度": 4.0, "周": 52.0, "个周": 52.0, "星期": 52.0,
           "日": 365.0, "天": 365.0, "学期": 2.0}
_TIMES = re.compile(
    rf"[^，。；,;]{{0,24}}?(?P<n>[0-9]+|[{HAN_NUMERAL}]+)(?:个)?(?:次|期|场次|场|轮|回|遍|堂课|堂)(?![年要数间])"
)


@dataclass(frozen=True, slots=True)
class Frequency:
    """`label`: 每年, 每半年, 每人每年, 任期内, 定期 … as printed, tidied.

    `per_year` is how many times a year at least (每两年 0.5, 任期内一次 0.2); None for
    the vague ones (定期, 不定期, 常态化, 适时). `each`: 人 where every person is meant.
    """

    label: str
    start: int
    end: int
    per_year: float | None
    times: float | None = None
    each: str | None = None

    def rarer_than(self, other: Frequency) -> bool | None:
        """Whether this one surely asks for less; None where the two cannot be compared.

        A counted frequency is never rarer than a vague one; a vague one is rarer than a counted.
        """
        if self.per_year is None:
            return None if other.per_year is None else True
        return False if other.per_year is None else self.per_year < other.per_year - 1e-9


def frequencies(text: str) -> tuple[Frequency, ...]:
    """Every frequency of `text` in order.

    >>> [(f.label, f.per_year) for f in frequencies("每半年至少开展一次，每年两次，每季度不少于1次，每三年一轮")]
    [('每半年', 2.0), ('每年', 2.0), ('每季度', 4.0), ('每三年', 0.3333333333333333)]
    >>> [(f.label, f.per_year, f.each) for f in frequencies("每人每年不少于60学时；定期通报；任期内至少一次")]
    [('每人每年', 1.0, '人'), ('定期', None, None), ('任期内', 0.2, None)]
    """
    return frequencies_in(fold(text))


def frequencies_in(text: str) -> tuple[Frequency, ...]:
    """As `frequencies`, for a text already folded."""
    found: list[Frequency] = []
    past = 0
    for anchor in _ANCHOR.finditer(text):
        match = _EVERY.match(text, anchor.start()) if anchor.start() >= past else None
        if match is None:
            continue
        past = match.end()
        kind = match.lastgroup
        label, start, end = match.group(), match.start(), match.end()
        if kind == "vague":
            found.append(Frequency(label, start, end, None))
            continue
        if kind == "term":
            base, each = 1.0 / _TERM_YEARS, None
            label = "任期内"
        elif kind == "person":
            base, each = _YEARLY[match["person"]], "人"
        elif kind == "nunit":
            every = han_number(match["n"]) if not match["n"].isdigit() else int(match["n"])
            base, each = _YEARLY[match["nunit"]] / float(every or 1), None
        else:
            base, each = _YEARLY[match[kind or "unit"]], None
            label = {"年度": "每年", "季": "每季度"}.get(match[kind or "unit"], label)
            if kind in ("by", "per"):
                label = "每" + match[kind].removeprefix("一").replace("季度", "季").replace("季", "季度")
        counted = _TIMES.match(text, end)
        times: float | None = None
        if counted and "每" not in counted.group():
            raw = counted["n"]
            value = arabic_number(raw) if raw.isdigit() else han_number(raw)
            times = float(value) if value else None
        found.append(Frequency(label, start, end, base * (times or 1.0), times, each))
    return tuple(found)


def frequency(text: str) -> Frequency | None:
    """The first frequency of `text`, a counted one before a vague one; None where none stands."""
    found = frequencies(text)
    return next((item for item in found if item.per_year is not None), found[0] if found else None)
