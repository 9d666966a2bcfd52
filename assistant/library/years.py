"""The year a question asks about, and whether what is found tells of that year (年度).

A rate of 2022 does not answer for 2023, nor a target for 2025 for either.
"""

from __future__ import annotations

import re

_YEAR = r"((?:19|20)\d\d)"
_RANGE = re.compile(rf"{_YEAR}\s*年?\s*[-—–―~至到]+\s*{_YEAR}")
# 2017件 counts, it dates nothing.
_SINGLE = re.compile(rf"(?<!\d){_YEAR}(?=\s*(?:年|[-—–―~至到/.)）〕\]]|$))")
_ASKED = re.compile(rf"(?<!\d){_YEAR}\s*年")
# 2022年底前 is a deadline, 2022年 a year reported on.
_REPORTED = re.compile(rf"(?<!\d){_YEAR}\s*年(?!\s*年?[底末初前]|[以之]前|\s*\d{{1,2}}\s*月|[—–-])度?")
_COMPARED_WITH = re.compile(rf"(?:较|比|高于|低于|超过?|(?:与|同|和){_YEAR}年(?:度|同期)?(?:相比|比较))\s*(?:{_YEAR}年(?:度|同期)?)?")
_LEAD = 25  # characters in which a clause says of which year it tells
_LAST_YEAR = re.compile(r"(?<![较比与同])(?:去年|上一?年度?)(?!末)")


def asked(question: str) -> frozenset[int]:
    """The years a question names; those of a title are part of the title.

    >>> sorted(asked("开州2022年和2023年的应诉率")), asked("《纲要(2021—2025年)》谁来落实")
    ([2022, 2023], frozenset())
    """
    return frozenset(int(year) for year in _ASKED.findall(re.sub(r"《[^《》]*》", "", question)))


def reported(question: str) -> frozenset[int]:
    """The years a question wants to be told of: those it names, but for deadlines.

    >>> sorted(reported("2026年办了多少件")), sorted(reported("2022年底前要完成什么"))
    ([2026], [])
    """
    return frozenset(int(year) for year in _REPORTED.findall(re.sub(r"《[^《》]*》", "", question)))


def two(question: str) -> bool:
    """Whether a question asks about the last two years without naming them."""
    return re.search(r"(?<![每隔满期])[近这前]?两年(?![一-鿿]{0,2}[次期轮]|内|以上|后|一)", question) is not None


def without_reported(text: str) -> str:
    """A question without the years it wants to be told of."""
    return _REPORTED.sub(" ", text)


def named(text: str) -> frozenset[int]:
    """The years a text names, those between the ends of a range included.

    >>> sorted(named("2021—2023年的目标,到2025年"))
    [2021, 2022, 2023, 2025]
    """
    between = (range(int(first), int(last) + 1) for first, last in _RANGE.findall(text) if int(last) - int(first) < 30)
    return frozenset((*(int(year) for year in _SINGLE.findall(text)), *(year for years in between for year in years)))


def tells_of(years: frozenset[int], sentence: str, clause: str, period: str | None) -> int:
    """Whether a sentence tells of one of these years: 2 when it does, 1 when it holds for a span of years
    with one of them in it (a plan), 0 when it does not.

    The years it names decide, but for those it compares with; where it names none those of its clause
    and of the document's period; a document without a period may be of any year. 去年 is the year
    before the period's.

    >>> y = frozenset({2022})
    >>> tells_of(y, "比2021年下降2%", "", "2022年"), tells_of(y, "去年办结40件", "", "2022年")
    (2, 0)
    >>> tells_of(y, "到2025年达到100%", "", "2021—2025年"), tells_of(y, "每年不少于60学时", "", "2021—2025年")
    (0, 1)
    """
    said = named(_COMPARED_WITH.sub("", sentence))
    of_document = named(period or "")
    if not said and len(of_document) == 1 and _LAST_YEAR.search(sentence):
        said = frozenset(year - 1 for year in of_document)
    if said or not period:
        return 2 if years & said or not said else 0
    if len(of_document) == 1:
        # What a yearly report says without a year is of its own year, unless the clause begins with another.
        lead = re.split("[。;；]", clause[:_LEAD])[0]
        return 2 if years & (named(_COMPARED_WITH.sub("", lead)) or of_document) else 0
    if years & named(_COMPARED_WITH.sub("", clause)):
        return 2
    return 1 if years & of_document else 0
