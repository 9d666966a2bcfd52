"""The year a question asks about, and whether what is found tells of that year (年度).

A rate of 2022 does not answer for 2023, nor a target for 2025 for either.
"""

from __future__ import annotations

import re

_YEAR = r"((?:19|20)\d\d)"
_RANGE = re.compile(rf"{_YEAR}\s*年?\s*[-—–―~至到]+\s*{_YEAR}")
_SINGLE = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_ASKED = re.compile(rf"(?<!\d){_YEAR}\s*年")


def asked(question: str) -> frozenset[int]:
    """The years a question names; those of a title are part of the title.

    >>> sorted(asked("开州2022年和2023年的应诉率")), asked("《纲要(2021—2025年)》谁来落实")
    ([2022, 2023], frozenset())
    """
    return frozenset(int(year) for year in _ASKED.findall(re.sub(r"《[^《》]*》", "", question)))


def named(text: str) -> frozenset[int]:
    """The years a text names, those between the ends of a range included.

    >>> sorted(named("2021—2023年的目标,到2025年"))
    [2021, 2022, 2023, 2025]
    """
    between = (range(int(first), int(last) + 1) for first, last in _RANGE.findall(text) if int(last) - int(first) < 30)
    return frozenset((*(int(year) for year in _SINGLE.findall(text)), *(year for years in between for year in years)))


def tells_of(years: frozenset[int], sentence: str, clause: str, period: str | None) -> bool:
    """Whether a sentence tells of one of these years.

    The years it names decide, where it names none those of its clause and of the document's
    period; a document without a period may be of any year.

    >>> y = frozenset({2022})
    >>> tells_of(y, "到2025年达到100%", "", "2021—2025年"), tells_of(y, "每年不少于60学时", "", "2021—2025年")
    (False, True)
    """
    said = named(sentence)
    return bool(years & said) if said else not period or bool(years & (named(clause) | named(period)))
