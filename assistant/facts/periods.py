"""For which time a figure holds (统计期间): "2022", "2020-01/2020-09", "截至2020-11", "去年"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.dates import DateMention, dates
from assistant.facts.numerals import fold

_SINCE = ("截至", "截止", "截止到", "截至到", "到")
_LAST_YEAR = re.compile("去年|上年度?(?!末)|上一年度?")
_THIS_YEAR = re.compile("今年|本年度?|年初以来|近期|目前")
_WHOLE_YEAR = re.compile("全年|一年来|年内")
_COMPARED = re.compile("(?:较|比|同比|与|高于|低于|超)$")
_AT_HEAD = re.compile("[，。；;,：:\\s]*(?:其中|在|自|从|于|截至|截止到?|到)?$")


@dataclass(frozen=True, slots=True)
class Period:
    """`scopes`: it opens its sentence and holds for the sentences after it."""

    label: str | None
    start: int
    end: int
    scopes: bool


def _label(text: str, found: DateMention) -> str | None:
    lead = text[max(0, found.start - 4):found.start]
    if _COMPARED.search(lead) or (found.year is None and found.kind != "range"):
        return None
    if found.iso.startswith("--"):
        return None
    if lead.endswith(_SINCE[:4]) or text.startswith(("底", "末"), found.end - 1) and lead.endswith("到"):
        return "截至" + found.iso
    return found.iso


def periods(text: str, found: tuple[DateMention, ...], year: int | None = None) -> tuple[Period, ...]:
    """The periods named in `text`, whose dates are `found`. `year`: what 去年 is counted from.

    A single day and the years of a plan (2021—2025年) are no period of a figure.
    """
    out: list[Period] = []
    for item in found:
        if item.kind in ("day", "plan") or (item.kind == "range" and "-" not in item.iso.strip("-")[:7]):
            lead = text[max(0, item.start - 4):item.start]
            if not (item.kind == "day" and lead.endswith(_SINCE[:4]) and item.year):
                continue
        label = _label(text, item)
        if label is None:
            continue
        out.append(Period(label, item.start, item.end, bool(_AT_HEAD.search(_sentence_lead(text, item.start)))))
    if "去年" in text or "上年" in text or "上一年" in text:
        for match in _LAST_YEAR.finditer(text):
            if not _COMPARED.search(text[max(0, match.start() - 2):match.start()]) and not text.startswith(("同期", "增", "末"), match.end()):
                out.append(Period(str(year - 1) if year else "去年", match.start(), match.end(), False))
    for match in _THIS_YEAR.finditer(text):
        out.append(Period(None, match.start(), match.end(), bool(_AT_HEAD.search(_sentence_lead(text, match.start())))))
    out.sort(key=lambda item: item.start)
    return tuple(out)


def _sentence_lead(text: str, at: int) -> str:
    floor = max(text.rfind(mark, 0, at) for mark in "。；;\n")
    return text[floor + 1:at]


def period(text: str, year: int | None = None) -> str | None:
    """The first period that `text` names, or None.

    >>> period("2020年1-9月，有效防止"), period("截至2020年11月，1520人"), period("2022年，受理案件"), period("今年以来")
    ('2020-01/2020-09', '截至2020-11', '2022', None)
    """
    folded = fold(text)
    found = periods(folded, dates(folded), year)
    return found[0].label if found else None
