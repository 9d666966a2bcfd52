"""Dates in running text, and the points in time they name.

ISO forms: "2022", "2022-03", "2022-03-15", "2020-01/2020-09", "2021/2025",
"2022-Q1", "2022-H1"; without a year "--03", "--03-15", "--Q1" (as ISO 8601 has it).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.facts.numerals import fold, han_number

DateKind = Literal["year", "month", "day", "quarter", "half", "range", "plan"]

_YEAR = "(?:19|20)[0-9]{2}"
_DASH = r"\s{0,2}(?:[-—–―~～－至到]{1,2})\s{0,2}"
_EDGE = "(?P<edge>年?年底|年?年末|年?年初|底|末|初|上旬|中旬|下旬|上半年|下半年|(?:第)?[一二三四1-4]季度)?"
#: Tried in this order where a digit stands; each begins with one.
_DAYS = re.compile(
    rf"(?:(?P<y>{_YEAR})年\s?)?(?P<m>[0-9]{{1,2}})月\s?(?P<d>[0-9]{{1,2}})日?{_DASH}"
    rf"(?:(?P<y2>{_YEAR})年)?(?:(?P<m2>[0-9]{{1,2}})月)?(?P<d2>[0-9]{{1,2}})日"
)
_MONTHS = re.compile(
    rf"(?:(?P<y>{_YEAR})年\s?)?(?P<m>[0-9]{{1,2}})月?份?{_DASH}(?:(?P<y2>{_YEAR})年)?(?P<m2>[0-9]{{1,2}})月份?"
)
_YEARS = re.compile(rf"(?P<y>{_YEAR})年?(?:{_DASH})?(?P<y2>{_YEAR})\s?(?:年度?|(?![0-9.元件人个项名户万亿%]))")
_POINT = re.compile(
    rf"(?:(?P<y>{_YEAR})\s?年(?:度(?!假))?\s?(?=(?P<rest>.?)))?"
    rf"(?:(?P<m>[0-9]{{1,2}})\s?月(?:份)?(?:\s?(?P<d>[0-9]{{1,2}})\s?[日号])?)?{_EDGE}"
)
_PRINTED = re.compile(rf"(?P<y>{_YEAR})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[0-3]?[0-9])(?![0-9])")
_DAY_NAME = re.compile("[0-9]{1,2}·[0-9]{1,2}")
_LOST = re.compile(rf"{_YEAR}[01][0-9][0-3][0-9]日")
_HAN = re.compile(
    "(?P<y>[二一][〇零○Ｏ九][〇零○一二三四五六七八九]{2})年(?:(?P<m>十[一二]?"
    "|[一二三四五六七八九])月(?:(?P<d>[一二三]?十?[一二三四五六七八九十])日)?)?"
)
#: 每年二月底前, 三月一日前: a month in Chinese numerals, told from a count of months by what follows.
_HAN_MONTH = re.compile(
    "(?<![一二三四五六七八九十第个])(?P<m>十[一二]?|[一二三四五六七八九])月(?:(?P<d>[一二三]?十[一二三四五六七八九]?"
    "|[一二三四五六七八九])日|(?P<edge>[底末初]|[上中下]旬)|份?(?=前))"
)
_DIGITS = re.compile("[0-9][0-9]*")
_HAN_ANCHOR = re.compile("[“\"二一十]")
_FIVE_YEARS = re.compile(
    "(?:[“\"](?P<q>十[一二三四五六七八]?)五[”\"]"
    "|(?<![一二三四五六七八九十第])(?P<n>十[一二三四五六七八]?)五(?=末|期|时期|规划|以来|开局|收官))"
    "(?P<edge>时?期?末|期间|时期|规划期)?"
)
#: What can follow the digits that open a date.
_DATE_NEXT = frozenset("年月-—–―~～－至到./· ")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed, from `start` to `end`. `edge`: 底, 年底, 初, 上旬 …, or ''."""

    iso: str
    start: int
    end: int
    kind: DateKind
    edge: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def interval(self, default_year: int | None = None) -> tuple[date, date] | None:
        """First and last day that the words may mean; None without a year."""
        return interval(self.iso, default_year)


def _month_day(month: int, day: int | None) -> bool:
    return 1 <= month <= 12 and (day is None or 1 <= day <= 31)


def interval(iso: str, default_year: int | None = None) -> tuple[date, date] | None:
    """First and last day of an ISO form of this module; None where there is no year.

    >>> interval("2022-Q1")
    (datetime.date(2022, 1, 1), datetime.date(2022, 3, 31))
    >>> interval("2021/2025")
    (datetime.date(2021, 1, 1), datetime.date(2025, 12, 31))
    """
    first, _, second = iso.partition("/")
    if second:
        left, right = interval(first, default_year), interval(second, default_year)
        return (left[0], right[1]) if left and right else None
    if first.startswith("--"):
        if default_year is None:
            return None
        first = f"{default_year}-{first[2:]}"
    parts = first.split("-")
    year = int(parts[0])
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    if parts[1][0] in "QH":
        size = 3 if parts[1][0] == "Q" else 6
        last = int(parts[1][1]) * size
        return date(year, last - size + 1, 1), date(year, last, monthrange(year, last)[1])
    month = int(parts[1])
    if len(parts) == 2:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = min(int(parts[2]), monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _iso(year: int | None, month: int | None = None, day: int | None = None) -> str:
    head = f"{year}" if year else "-"
    if month:
        head += f"-{month:02d}"
        if day:
            head += f"-{day:02d}"
    return head


def _number(match: re.Match[str], name: str) -> int | None:
    found = match.group(name)
    return int(found) if found else None


def _range(match: re.Match[str], with_days: bool) -> DateMention | None:
    y, m, m2 = _number(match, "y"), _number(match, "m"), _number(match, "m2")
    y2 = _number(match, "y2")
    d, d2 = (_number(match, "d"), _number(match, "d2")) if with_days else (None, None)
    m2 = m2 or m
    if not m or not m2 or not _month_day(m, d) or not _month_day(m2, d2):
        return None
    iso = f"{_iso(y, m, d)}/{_iso(y2 or y, m2, d2)}"
    return DateMention(iso, match.start(), match.end(), "range", "", y, m, d)


def _point(match: re.Match[str]) -> DateMention | None:
    y, m, d, edge = _number(match, "y"), _number(match, "m"), _number(match, "d"), match.group("edge") or ""
    if y is None and m is None:
        return None
    if m is not None and not _month_day(m, d):
        return None
    start, end = match.start(), match.end()
    while end > start and match.string[end - 1] == " ":
        end -= 1
    if d:
        return DateMention(_iso(y, m, d), start, end - len(edge), "day", "", y, m, d)
    if m is None and edge.endswith("季度"):
        quarter = _QUARTERS[edge[-3]]
        return DateMention(f"{y}-Q{quarter}", start, end, "quarter", "", y, quarter * 3)
    if m is None and edge.endswith("半年"):
        half = 1 if edge.startswith("上") else 2
        return DateMention(f"{y}-H{half}", start, end, "half", "", y, half * 6)
    if m is None:
        if edge in ("上旬", "中旬", "下旬"):
            end, edge = end - len(edge), ""
        return DateMention(_iso(y), start, end, "year", edge, y)
    if edge.endswith(("季度", "半年")) or edge.startswith("年"):
        end, edge = end - len(edge), ""
    return DateMention(_iso(y, m), start, end, "month", edge, y, m)


def _at_digit(text: str, at: int) -> DateMention | None:
    if match := _LOST.match(text, at):
        return DateMention(_iso(int(text[at:at + 4]), int(text[at + 4:at + 6]), int(text[at + 6:at + 8])),
                           at, match.end(), "day", "", int(text[at:at + 4]))
    if (match := _DAYS.match(text, at)) and (found := _range(match, True)):
        return found
    if (match := _MONTHS.match(text, at)) and (found := _range(match, False)):
        return found
    if (match := _YEARS.match(text, at)) and match["y"] < match["y2"]:
        return DateMention(f"{match['y']}/{match['y2']}", at, match.end(), "range", "", int(match["y"]))
    if (match := _PRINTED.match(text, at)) and _month_day(int(match["m"]), int(match["d"])):
        y, m, d = int(match["y"]), int(match["m"]), int(match["d"])
        return DateMention(_iso(y, m, d), at, match.end(), "day", "", y, m, d)
    if match := _DAY_NAME.match(text, at):
        month, day = match.group().split("·")
        if _month_day(int(month), int(day)):
            return DateMention(_iso(None, int(month), int(day)), at, match.end(), "day", "", None, int(month), int(day))
    if (match := _POINT.match(text, at)) and match.end() > at:
        return _point(match)
    return None


def _five_years(match: re.Match[str]) -> DateMention | None:
    count = han_number(match["q"] or match["n"])
    if count is None:
        return None
    last = int(2005 + 5 * (count - 10))  # 十五: 2001-2005; 十四五: 2021-2025
    if match["edge"] and match["edge"].endswith("末"):
        return DateMention(str(last), match.start(), match.end(), "plan", "年底", last)
    return DateMention(f"{last - 4}/{last}", match.start(), match.end(), "plan", "", last)


def dates(text: str) -> tuple[DateMention, ...]:
    """Every date of `text`, in order, not overlapping.

    >>> [(d.iso, d.edge) for d in dates("2022年年底前，到2025年，2020年1-9月，6月3-5日，每年4月1日前")]
    [('2022', '年底'), ('2025', ''), ('2020-01/2020-09', ''), ('--06-03/--06-05', ''), ('--04-01', '')]
    >>> [d.iso for d in dates("2021—2025年 20212025年 2022-10-14 12·4 二〇二五年 2023年第三季度 “十四五”末")]
    ['2021/2025', '2021/2025', '2022-10-14', '--12-04', '2025', '2023-Q3', '2025']
    """
    return dates_in(fold(text))


def dates_in(text: str) -> tuple[DateMention, ...]:
    """As `dates`, for a text already folded."""
    found = _arabic_dates(text)
    if "〇" in text or "零" in text or "○" in text or ("十" in text and "五" in text):
        taken = [(item.start, item.end) for item in found]
        found += [item for item in _han_dates(text) if not any(a < item.end and item.start < b for a, b in taken)]
        found.sort(key=lambda item: item.start)
    if "月" in text and (months := [item for match in _HAN_MONTH.finditer(text) if (item := _han_month(match))]):
        found += [item for item in months if not any(a.start < item.end and item.start < a.end for a in found)]
        found.sort(key=lambda item: item.start)
    return tuple(found)


def _arabic_dates(text: str) -> list[DateMention]:
    found: list[DateMention] = []
    past, length = 0, len(text)
    for anchor in _DIGITS.finditer(text):
        at, after = anchor.span()
        if at < past or (after < length and text[after] not in _DATE_NEXT and after - at != 8):
            continue
        if after - at != 4 and after < length and text[after] in "./":
            continue
        if at and (text[at - 1] in ".·" or (text[at - 1].isascii() and text[at - 1].isalnum())):
            continue
        if mention := _at_digit(text, at):
            found.append(mention)
            past = mention.end
    return found


def _han_month(match: re.Match[str]) -> DateMention | None:
    month = int(han_number(match["m"]) or 0)
    day = int(han_number(match["d"]) or 0) if match["d"] else None
    if not _month_day(month, day):
        return None
    kind: DateKind = "day" if day else "month"
    return DateMention(_iso(None, month, day), match.start(), match.end(), kind, match["edge"] or "", None, month, day)


def _han_dates(text: str) -> list[DateMention]:
    found: list[DateMention] = []
    past = 0
    for anchor in _HAN_ANCHOR.finditer(text):
        at = anchor.start()
        if at < past:
            continue
        mention: DateMention | None = None
        if match := _HAN.match(text, at):
            y = int(han_number(match["y"].replace("○", "〇")) or 0)
            m = int(han_number(match["m"]) or 0) if match["m"] else None
            d = int(han_number(match["d"]) or 0) if match["d"] else None
            if 1900 <= y < 2100:
                kind: DateKind = "day" if d else "month" if m else "year"
                mention = DateMention(_iso(y, m, d), at, match.end(), kind, "", y, m, d)
        elif match := _FIVE_YEARS.match(text, at):
            mention = _five_years(match)
        if mention:
            found.append(mention)
            past = mention.end
    return found
