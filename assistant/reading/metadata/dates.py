"""Dates and periods of the head data: signature dates, notes of promulgation, periods in titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from assistant.reading.ordinals import value

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DATE = re.compile(
    r"(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})\s*[年\-/.]\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[月\-/.]\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
)
# 20221014日: 年 and 月 are lost; eight digits still make one day only.
_DAMAGED = re.compile(r"^(\d{4})(\d{2})(\d{2})\s*日$")
_RANGE = re.compile(r"(\d{4})年?\s*(?:[\u2014\u2015\u2013\uff5e~\-]{1,2}|至|到)\s*(\d{4})年?")
_DAMAGED_RANGE = re.compile(r"(?<!\d)(20\d{2})(20\d{2})年")
_PLAN = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}


def iso(words: str) -> str | None:
    """The first full date in `words` as YYYY-MM-DD; None when there is none.

    >>> iso("二〇二二年十月十四日"), iso("20221014日"), iso("2022年13月1日")
    ('2022-10-14', '2022-10-14', None)
    """
    for match in _DATE.finditer(words):
        year = int(match.group("year").translate(_DIGITS))
        day = _valid(year, value(match.group("month")), value(match.group("day")))
        if day:
            return day
    damaged = _DAMAGED.match(words.strip())
    return _valid(*map(int, damaged.groups())) if damaged else None


def promulgated(notes: Iterable[str]) -> str | None:
    """The day a law's note gives for its promulgation, or its first day.

    >>> promulgated(["(2021年3月18日某会通过 2021年4月2日某令第215号公布)"])
    '2021-04-02'
    """
    for note in notes:
        told = re.search(r"(\d{4}年\d{1,2}月\d{1,2}日)(?:(?!\d{4}年).){0,40}?(?:公布|印发|发布)", note)
        day = iso(told.group(1)) if told else iso(note)
        if day:
            return day
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def period_of_title(title: str) -> str | None:
    """The period a title names: 2021—2025年, 2022年度, 2022年.

    >>> period_of_title("某区2022年度法治政府建设情况"), period_of_title("某省纲要\uff082021-2025年\uff09")
    ('2022年度', '2021—2025年')
    """
    words = re.sub(r"\s+", "", title)
    span = _RANGE.search(words) or _DAMAGED_RANGE.search(words)
    if span and int(span.group(1)) < int(span.group(2)):
        return f"{span.group(1)}—{span.group(2)}年"
    one = re.search(r"(\d{4})年(度?)", words)
    if one:
        return one.group()
    bare = re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", words)
    if bare:
        return f"{bare.group(1)}年"
    plan = next((years for name, years in _PLAN.items() if name in words), None)
    return f"{plan[0]}—{plan[1]}年" if plan else None


def year_told(text: str) -> str | None:
    """The year a report without a year in its title speaks of most at its beginning."""
    looked_back = re.search(r"(20\d{2})年(?:度)?(?:政府)?(?:主要)?工作(?:回顾|情况|总结|完成)", text[:6000])
    if looked_back:
        return looked_back.group(1)
    years = Counter(re.findall(r"(20\d{2})年(?!度?第)", text[:3000]))
    return years.most_common(1)[0][0] if years else None
