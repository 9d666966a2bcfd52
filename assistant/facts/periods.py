"""For which time a figure holds (统计期间): "2022", "2020-01/2020-09", "截至2020-11", "去年"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.dates import DateMention, dates, interval
from assistant.facts.numerals import fold
from assistant.facts.segments import Span, segment, shielded

_UNTIL = ("截至", "截止", "截止到", "截至到")
_LAST_YEAR = re.compile("去年|上年度?(?!末)|上一年度?")
_THIS_YEAR = re.compile("今年|本年度?|年初以来|近期|过去[两三四五]年|近[两三四五]年来?|[两三四五]年来")
_COMPARED = re.compile("(?:较|比|同比|与|高于|低于|超)$")
#: 是2020年的2.3倍, 2020年以前印发的: what is compared with, what a thing dates from.
_MEASURED_BY = re.compile("(?:是|为|相当于)(?:[0-9]{4}年|去年|上年度?|上一年度?)(?:同期)?的")
_DATED_FROM = re.compile("(?:年)?(?:以前|之前|前)(?:印发|制定|出台|发布|登记|立案|建成)")
_AT_HEAD = re.compile(
    "(?:\\s|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|[一二三四五六七八九十]是)*(?:其中|在|自|从|于|截至"
    "|截止到?|到)?"
)
#: 2021年度报告, 2022年工作要点: the year is part of a name.
_NAMED = re.compile("(?:年?度?)(?:法治政府建设)?(?:报告|工作要点|要点|工作计划|计划|方案|清单|目标任务|宪法宣传周)")
_SHORTEST = 27  # days; a range of a few days dates an event and is no period


@dataclass(frozen=True, slots=True)
class Period:
    """`scopes`: it opens its sentence and holds for the sentences after it; `opens`: its phrase."""

    label: str | None
    start: int
    end: int
    scopes: bool
    opens: bool


def _label(text: str, found: DateMention, year: int | None) -> str | None:
    """The label of a date that can be a period, else None."""
    lead = text[max(0, found.start - 4):found.start]
    if _COMPARED.search(lead) or _NAMED.match(text, found.end) or _DATED_FROM.match(text, found.end):
        return None
    if any(_MEASURED_BY.match(text, found.start - back) for back in (1, 3) if found.start >= back):
        return None
    iso = found.iso
    if found.year is None:
        if year is None or found.kind not in ("range", "month"):
            return None
        iso = "/".join(str(year) + part[1:] for part in iso.split("/"))
    until = lead.endswith(_UNTIL)
    if found.kind == "plan" or (found.kind == "day" and not until):
        return None
    if found.kind == "range":
        days = interval(iso)
        if days is None or (days[1] - days[0]).days < _SHORTEST:
            return None
    return "截至" + iso if until else iso


def _heads(text: str, at: int, marks: str) -> bool:
    """Whether a stretch closed by `marks` begins here, numbers and 截至 aside."""
    floor = max(text.rfind(mark, 0, at) for mark in marks)
    return _AT_HEAD.fullmatch(text, floor + 1, at) is not None


def periods(
    text: str, found: tuple[DateMention, ...], shields: tuple[Span, ...], year: int | None = None
) -> tuple[Period, ...]:
    """The periods named in `text`, whose dates are `found`. `year`: what 去年 is counted from.

    Dates inside 《》 and quotations, single days and the years of a plan are no periods.
    今年 is a period without a label: it ends the one before it.
    """
    out: list[Period] = []

    def add(label: str | None, start: int, end: int) -> None:
        held = shielded(shields, start)
        if held is None or text[held[0]] in "(（":
            out.append(Period(label, start, end, _heads(text, start, "。；;\n"), _heads(text, start, "。；;\n，,")))

    for item in found:
        if (label := _label(text, item, year)) is not None:
            add(label, item.start, item.end)
    if "年" in text:
        for match in _LAST_YEAR.finditer(text):
            compared = _COMPARED.search(text[max(0, match.start() - 2):match.start()])
            measured = _MEASURED_BY.match(text, match.start() - 1) if match.start() else None
            if not compared and not measured and not text.startswith(("增", "末"), match.end()):
                add(str(year - 1) if year else "去年", match.start(), match.end())
        for match in _THIS_YEAR.finditer(text):
            add(None, match.start(), match.end())
    out.sort(key=lambda item: item.start)
    return tuple(out)


def period(text: str, year: int | None = None) -> str | None:
    """The first period that `text` names, or None.

    >>> period("2020年1-9月，有效防止"), period("截至2020年11月，1520人"), period("今年以来")
    ('2020-01/2020-09', '截至2020-11', None)
    """
    folded = fold(text)
    found = periods(folded, dates(folded), segment(folded).shields, year)
    return found[0].label if found else None
