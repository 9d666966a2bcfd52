"""Which year a phrase of a return speaks of.

Returns are written at the end of their year or early in the next: 今年 is the
year of the return, 去年 and 上年 the one before, 明年 the one after. A year that
names a thing (2022年度报告, 《…(2021—2025年)》, 〔2022〕8号) is no period.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMING = (r"(?:度)?(?:工作)?(?:报告|计划|要点|目录|方案|规划|预算|决算|版|修订|修正|清单|意见|通知|任务|指标体系"
           r"|考核办法)")
_SHIELD = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〔\d{4}〕|[“\"][^”\"]{0,30}[”\"]")
_COMPARED = re.compile(r"(?:同比|环比|比|较|与|和|跟)(?:去年|上年|上一年|前年|\d{4}年)(?:度)?(?:同期)?(?:相比|同期)?")
_ASIDE = re.compile(r"\([^()]*\)")
#: A year that only tells which thing is meant: 2022年出台的决策, 上年结转.
_MODIFIER = re.compile(
    r"(?:[12]\d{3}年(?:度)?|上年度?|去年)(?:出台|印发|制定|实施|启动|建成|公布|发布|立项|签订|确定|开工|作出|"
    r"结转|遗留)的?|由(?:去年|上年|[12]\d{3}年)的?[^,]{0,14}?(?=增|减|提|降|升)")
_SINCE = re.compile(r"(?:自|从)?(?P<year>[12]\d{3})年?(?:\d{1,2}月)?(?:以来|起|至今)")
_RANGE = re.compile(r"[12]\d{3}年?(?:—|–|-|~|至|到)[12]\d{3}年")
_YEAR = re.compile(rf"(?P<year>[12]\d{{3}})年(?!{_NAMING})(?:度)?")
_WORDS = (("前年", -2), ("去年", -1), ("上年度", -1), ("上一年", -1), ("上年", -1),
          ("今年", 0), ("本年度", 0), ("本年", 0),
          ("全年", 0), ("年内", 0), ("明年", 1), ("来年", 1), ("下一年", 1), ("下年度", 1))
_NOT_A_YEAR = re.compile(r"(?:同比|比|较|与|和)(?:去年|上年|上一年)|上年纪|往年")


@dataclass(frozen=True, slots=True)
class Period:
    """`year` a phrase speaks of, None when it says nothing; `since`: a sum over years up to now."""

    year: int | None
    since: int | None = None
    span: str = ""


def period(phrase: str, base: int) -> Period:
    """The year that a phrase names for what it tells, 今年 being `base`.

    >>> period("去年共受理行政复议案件171件", 2023).year, period("2022年抽检食品2980批次", 2023).year
    (2022, 2022)
    >>> period("公开2022年度报告81篇", 2023).year is None, period("同比上年增长12%", 2023).year is None
    (True, True)
    >>> period("2021年以来累计建成12个", 2023).since
    2021
    """
    text = _MODIFIER.sub("", _COMPARED.sub("", _SHIELD.sub("", _ASIDE.sub("", phrase))))
    found = _SINCE.search(text)
    if found:
        return Period(None, int(found["year"]), found.group())
    if _RANGE.search(text):
        return Period(None, None, "")
    years = [int(match["year"]) for match in _YEAR.finditer(text)]
    if years:
        return Period(base if base in years else years[0], None, f"{years[0]}年")
    text = _NOT_A_YEAR.sub("", text)
    for word, offset in _WORDS:
        if word in text:
            return Period(base + offset, None, word)
    return Period(None)


def document_year(title: str, stated: str | None, date: str | None, default: int) -> int:
    """The year a return reports on: in its title, else its stated period, else the date.

    A date in the first four months tells of the year before (returns are due by 1 March).

    >>> document_year("某局2022年法治政府建设工作总结", None, "2023-01-10", 2023)
    2022
    >>> document_year("总结", None, "2023-02-01", 2023)
    2022
    """
    plain = _SHIELD.sub(lambda m: m.group() if m.group().startswith("《") and m.group() == title else " ", title)
    found = re.search(r"([12]\d{3})年?度?", plain) or re.search(r"([12]\d{3})年", title)
    if found and not _RANGE.search(title):
        return int(found.group(1))
    if stated and re.fullmatch(r"[12]\d{3}年?(?:度)?", stated):
        return int(stated[:4])
    if date and re.match(r"[12]\d{3}-\d{2}", date):
        year, month = int(date[:4]), int(date[5:7])
        return year - 1 if month <= 4 else year
    return default
