"""How a number is meant: at least, at most, about; a rise, a fall, a share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.types import Comparator

#: Straight before the number.
_NEAR = re.compile(
    "(?:(?P<ge>≥|>=|⩾|不少于|不低于|不小于|不得少于|不得低于|不能少于|不得小于|不早于|不得早于|至少|最少|最低|起码|不短于|不得短于)"
    "|(?P<le>≤|<=|⩽|不超过|不得超过|不能超过|不高于|不大于|不多于|不得高于|不得多于|最多|最长|最高|至多"
    "|不迟于|不得迟于|不晚于|不得晚于|不长于|不得长于|控制在|压缩在|限于)"
    "|(?P<gt>超过|突破|高于|大于|多于|逾|超|>)|(?P<lt>低于|少于|小于|不足|不满|未满|不到|未达到|<)"
    "|(?P<about>接近|将近|大约|约|近|大概|上下))(?:了|到|达|为|：|:)?\\s?$"
)
#: Anywhere before it in the phrase: 不少于本单位执法人员总数5%, 至少组织1次.
_FAR = re.compile(
    "(?P<ge>不少于|不低于|不得少于|不得低于|不得小于|不应少于|不应低于|至少|不小于)|(?P<le>不超过|不得超过|不应超过|不高于|不得高于|不多于|最多"
    "|最长(?:不超过)?|控制在)"
    # 赞成票超过应到会人员的二分之一
    "|(?P<gt>超过|多于|高于)[^，、；]{2,20}(?:总数|人数|成员|人员|名额|票数|总额|总量)的?$"
    "|(?P<lt>低于|少于|不足|不到)[^，、；]{2,20}(?:总数|人数|成员|人员|名额|票数|总额|总量)的?$"
)
_AFTER = re.compile(
    "(?:(?P<ge>(?:及|或|\\(含\\)|（含）)?以上|及其以上|起步)|(?P<le>(?:及|或)?以下|以内|之内)"
    "|(?P<within>内(?!部|容|设|外))|(?P<ahead>前(?=[，,]|向|发布|送达|发出|发送|进行|提出|申请|告知|通知|报|公告|公布|书面|将|应))"
    "|(?P<about>左右|上下|不等))"
)
_UP = re.compile(
    "(?:增长|增加|提高|提升|上升|上涨|净增|扩大|增幅|涨幅|增速|增)(?:率)?(?:了|约|近|超过|超|逾|达到?|为|不低于"
    "|不少于)?\\s?$"
)
_DOWN = re.compile(
    "(?:下降|减少|降低|压缩|压减|缩短|缩减|精简|下调|核减|降幅|减幅|减|降)(?:率)?(?:了|约|近|超过|超|逾|达到?"
    "|为|不低于|不少于)?\\s?$"
    "|(?:减少|压减|精简|核减|下降|缩短)[^，、；至到为0-9]{1,12}$"
)
_SHARE = re.compile("(?:占|占比|比例|比重)[^，、；0-9]{0,16}$")


@dataclass(frozen=True, slots=True)
class Qualifier:
    """`before` and `after`: how many characters of the qualifying words touch the number."""

    comparator: Comparator
    word: str | None
    form: Literal["value", "increase", "decrease", "ratio"]
    before: int
    after: int


_NAMES: dict[str, Comparator] = {
    "ge": ">=", "le": "<=", "gt": ">", "lt": "<", "about": "approx", "within": "<=", "ahead": ">=",
}


def qualify(lead: str, text: str, end: int, more: bool, duration: bool) -> Qualifier:
    """What `lead` (the words before the number) and the words at `text[end:]` make of it.

    `more`: 余 or 多 stands inside the number. `duration`: 15日内 means at most.

    >>> qualify("不少于", "不少于60学时的", 7, False, True)
    Qualifier(comparator='>=', word='不少于', form='value', before=3, after=0)
    >>> qualify("同比下降", "同比下降0.5个百分点", 11, False, False).form
    'decrease'
    """
    comparator: Comparator = "="
    word: str | None = None
    touching = 0
    near = _NEAR.search(lead[-8:]) if lead else None
    if near and near.lastgroup:
        comparator, word = _NAMES[near.lastgroup], near.group(near.lastgroup)
        touching = len(near.group())
    elif lead and (far := _FAR.search(lead)) and far.lastgroup:
        comparator, word = _NAMES[far.lastgroup], far.group(far.lastgroup)
    after = _AFTER.match(text, end)
    length = 0
    if after and after.lastgroup and (after.lastgroup not in ("within", "ahead") or duration):
        if comparator == "=" or after.lastgroup == "le" or comparator == "approx":
            comparator, word = _NAMES[after.lastgroup], after.group()
        length = len(after.group())
    if more and comparator == "=":
        comparator, word = ">", "余"
    form: Literal["value", "increase", "decrease", "ratio"] = "value"
    if lead:
        tail = lead[-18:]
        if _UP.search(tail):
            form = "increase"
        elif _DOWN.search(tail):
            form = "decrease"
        elif _SHARE.search(tail):
            form = "ratio"
    return Qualifier(comparator, word, form, touching, length)
