"""Dates as they are written: whole, possible, with four-digit years (GB/T 9704, 15835)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding

_LOST_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<md>\d{2,4})日")
_NO_YEAR_MARK = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0?[1-9]|1[0-2])月(?:(?P<d>\d{1,2})日)?")
_NO_MONTH_MARK = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})年(?P<md>\d{3,4})日")
_NO_MONTH = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})年(?P<d>\d{1,2})日")
_NO_DAY_MARK = re.compile(r"(?<!\d)(?:19|20)\d{2}年\d{1,2}月\d{1,2}(?=[，。；、）)\n]|$)(?![—\-–―~至])")
_SIGNED_MONTH = re.compile(r"(?:(?<=\n)|^)\s*(?:19|20)\d{2}年\d{1,2}月\s*(?=\n|$)")
_BLANK = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}年(?:月\d{0,2}日|\d{1,2}月日)|(?<![\u4e00-\u9fff])年\d{1,2}月\d{1,2}日|(?:19|20)\d{2}年月)"
)
_NO_MONTH_WORD = re.compile(r"(?<!\d)(?:19|20)\d{2}年(?:1[0-2]|0?[1-9])(?=底前?|[上中下]旬|初)")
_TWO_DIGITS = re.compile(r"(?<![\d.〔\-—])(?P<y>[012]\d)年(?P<m>1[0-2]|0?[1-9])月")
_DAY = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?")
_BARE_MONTH = re.compile(r"(?<!\d年)(?<![\d.])(?P<m>\d{1,2})月(?P<d>\d{1,2})日")


def check(view: View) -> Iterator[InternalFinding]:
    """Dates that have lost a part, are left blank, or do not exist."""
    for passage in view.passages:
        yield from _dates(passage)


def _better_date(year: str, digits: str) -> str:
    """The one day that run-together digits can mean; "" where they can mean several.

    >>> _better_date("2022", "1014"), _better_date("2026", "520"), _better_date("2026", "111")
    ('2022年10月14日', '2026年5月20日', '')
    """
    days = {
        (int(digits[:cut]), int(digits[cut:]))
        for cut in (1, 2)
        if 0 < len(digits) - cut <= 2
        and 1 <= int(digits[:cut]) <= 12
        and 1 <= int(digits[cut:]) <= monthrange(int(year), int(digits[:cut]))[1]
        and (len(digits) == 4 or digits[cut] != "0")
    }
    if len(days) != 1:
        return ""
    month, day = days.pop()
    return f"{year}年{month}月{day}日"


def _dates(passage: Passage) -> Iterator[InternalFinding]:
    text = passage.text
    for match in _LOST_DATE.finditer(text):
        yield passage.finding(
            "date_incomplete",
            "medium",
            match.start(),
            match.end(),
            "日期缺“年”“月”",
            _better_date(match["y"], match["md"]),
            0.95,
        )
    for match in _NO_YEAR_MARK.finditer(text):
        day = f"{int(match['d'])}日" if match["d"] else ""
        yield passage.finding(
            "date_incomplete",
            "medium",
            match.start(),
            match.end(),
            "日期缺“年”",
            f"{match['y']}年{int(match['m'])}月{day}",
            0.95,
        )
    for match in _NO_MONTH_WORD.finditer(text):
        yield passage.finding("date_incomplete", "medium", match.start(), match.end(), "日期缺“月”", "补上“月”", 0.92)
    for match in _NO_MONTH_MARK.finditer(text):
        yield passage.finding("date_incomplete", "medium", match.start(), match.end(), "日期缺“月”", "补上“月”", 0.95)
    for match in _NO_MONTH.finditer(text):
        yield passage.finding("date_incomplete", "medium", match.start(), match.end(), "日期缺月份", "补上月份", 0.9)
    for match in _NO_DAY_MARK.finditer(text):
        yield passage.finding(
            "date_incomplete", "low", match.start(), match.end(), "日期缺“日”", match.group() + "日", 0.9
        )
    if passage.clause.id in ("题头", "结尾"):
        for match in _SIGNED_MONTH.finditer(text):
            yield passage.finding(
                "date_incomplete", "medium", match.start(), match.end(), "成文日期缺“日”", "写全年、月、日", 0.85
            )
    for match in _BLANK.finditer(text):
        yield passage.finding(
            "date_incomplete", "medium", match.start(), match.end(), "日期空缺未填", "补全日期", 0.9
        )
    for match in _TWO_DIGITS.finditer(text):
        yield passage.finding(
            "date_incomplete",
            "low",
            match.start(),
            match.end(),
            "年份应写全四位（GB/T 15835）",
            f"20{match.group()}",
            0.85,
        )
    for pattern in (_DAY, _BARE_MONTH):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            year, month, number = int(parts.get("y") or 2024), int(parts["m"]), int(parts["d"] or 1)
            if not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
                yield passage.finding(
                    "date_impossible", "high", match.start(), match.end(), "日期不存在", "核对日期", 0.97
                )
