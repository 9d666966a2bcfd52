"""Measurable aims (指标) of one requirement: numbers, milestones, coverage, trends.

A milestone (里程碑) has the official words of achievement as its value (基本形成,
实现) and a deadline; coverage says 全覆盖, 应出尽出; a trend says 逐步下降.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.facts.actions import is_state, lead_length
from assistant.facts.deadlines import Deadline
from assistant.facts.indicators import indicator_of
from assistant.facts.lists import read_lists
from assistant.facts.quantities import Quantity
from assistant.facts.segments import Segments
from assistant.types import Comparator, Target

_ACHIEVE = re.compile(
    "(?:基本|全面|初步|率先|总体|如期|按期)(?:形成|建成|建立|实现|完成|完善|健全|构建|建好|落实|达到|普及"
    "|消除|推开|铺开|推行|实施)"
    "|编制完善|建立健全|建成(?!区)|形成|实现|完成|构建|建立|编制|制定|出台|组建|印发|发布|上线|投入使用|启用|启动"
    "|修订|清理完毕|做到|达到"
)
_COVER = re.compile(
    "(?P<level>[省市县区乡镇村一二三四五两]{0,6}级)?(?P<full>全覆盖)(?P<flow>全流程)?"
    "|覆盖(?P<where>全[国省市区县州镇乡域])|覆盖(?P<steps>[^，。；]{2,24}?)(?P<count>[两二三四五]级)"
)
_IN_PLACE = re.compile("全部[^，。；、]{1,5}到位")
_MUST_ALL = re.compile(
    "(?:做到|确保|实现|达到)“?(?P<idiom>有(?!权|责|法)(.)必(?!有)(.)(?:、有(.)必(.))*)(?=[、”，。；]|$)"
)
_ALL_DONE = re.compile("应(?P<a>[\u4e00-\u9fff]{1,2})尽(?P=a)")
_STANDING = re.compile(
    "(?:达到?|跻身|进入|迈入|位居|位列|保持|走在|处于|居于|居|稳居)(?:在)?(?P<value>(?:全国|全省|全市|全区|全县|全州"
    "|全域|中?西部|中部|东部|国内|国际|同类)[^，。；、]{0,6}(?:一流|前列|领先|先进行列|第一方阵|先进水平|前茅|领先水平|上游|首位))"
)
_TREND = re.compile(
    "(?:(?<!效)率|比重|比例|满意度|知晓度|数量|总量|发生量|案件量|案件数|信访量|时限|成本)(?P<value>(?:逐步"
    "|逐年|持续|稳步|不断|明显|大幅|显著|进一步)"
    "(?P<way>下降|降低|减少|缩短|提高|提升|上升|增长|增加))$"
)
_BETWEEN = re.compile("[、，和及与\\s]*")
_VERB_END = re.compile("(?:分别|均|都|要|应当?|力争|同比|增长|下降|提高|降低|减少|提升|实现"
    "|达到?|(?<!行)为|保持|控制|在|至|到|不低于|不少于|不超过)+$")
_FIRST_PHRASE = re.compile("[，。；]")
_PERCENT = re.compile("[0-9]%|百分之")
#: Without one of these no coverage, standing or trend is told.
_HINT = re.compile("覆盖|尽|到位|有.必|一流|前列|领先|先进|第一方阵|(?:下降|降低|减少|缩短|提高|提升|上升|增长|增加)$")
_WORDS = re.compile(
    "覆盖|尽|到位|必|一流|前列|领先|先进|方阵|率|比重|比例|满意度|知晓度|数量|总量|案件|信访量|发生量|时限|成本"
)
_THERE = re.compile("(?:镇街|乡镇|街道|镇|乡|行政村|自然村|村|社区|区县|县区|县|区级部门|市级部门|部门|成员单位)(?![级])")
_WHOLE = re.compile("全[国省市区县州镇乡]$")
_ABOUT_WHOM = re.compile("对|将|把|凡")
_MADE = re.compile("建成|创建|培育|打造|争创|评选|选取|选择|确定|建立|新建|完成|组建|设立|推出|覆盖")
_REPEATED = re.compile(
    "^.*?(?:每人每年|每半年|每季度?|每月|每周|每[两二三四五]年|每年度?|一年)(?:至少|不少于)?(?P<rest>.*)$"
)
_FALLING = frozenset(["下降", "降低", "减少", "缩短"])
_FROM = re.compile("(?<![自理])(?:由|从)[^，、]{0,8}$")
_INTO = re.compile("[^，。；]{0,10}?(?:至|到|为)")
_RESPECTIVELY = re.compile("分别|均|都")
_DATE_WORDS = re.compile(
    "^(?:力争|争取|努力|确保)?(?:到|在|于)?(?:[^，]{0,12}?[0-9]{4}年(?:年?底|年?末|[0-9]{1,2}月底?)?|[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?)"
    "(?:之?前)?(?:，|,)?(?:全[省市区县州])?"
)
#: 审核人员|不少于本单位执法人员总数 5%
_LIMIT = re.compile("(?:原则上|一般|应当?|须)?(?:不少于|不低于|不得少于|不得低于|不超过|不得超过|超过|低于|高于)")
_YEAR = re.compile("(?:到)?[0-9]{4}年")
_WITHIN = re.compile("^[一二两三四五六七八九十]+年内")
_ACHIEVING = re.compile(
    "^(?:推动|努力|力争|确保|加快|逐步|全面)*(?:实现|做到|达到|建成(?!区)|建立|形成|构建|对)?|(?:依法依规|依法)?(?:实行"
    "|实施|开展|进行|实现|做到)$"
)
_SUBJECT_END = re.compile("^[^，]{2,30}?(?=全面|基本|日益|更加|大幅|显著|明显|逐步|达到|得到)")


@dataclass(frozen=True, slots=True)
class Aim:
    """One phrase as the target reader sees it. `dated`: the deadline was said for this very phrase;
    `later`: the rest of its sentence."""

    cut: Segments
    start: int
    end: int
    quantities: Sequence[Quantity]
    deadline: Deadline | None
    dated: bool
    goal: bool
    later: str = ""


def _numeric(aim: Aim) -> list[Target]:
    text, out = aim.cut.text, list[Target]()
    label = aim.deadline.label if aim.deadline else None
    quote = text[aim.start:aim.end]
    floor = aim.start
    shared: list[str] = []
    usable = [item for item in aim.quantities if not _given(item, text, aim.start) and not _was(item, text, aim.start)]
    if len(usable) > 1:
        usable = [item for item in usable if not _frame(item)]
    for index, item in enumerate(usable):
        ceiling = usable[index + 1].start if index + 1 < len(usable) else aim.end
        name = indicator_of(text, floor, item, ceiling, with_verb=False)
        comparator: Comparator = item.comparator
        value: float | int | str = item.value
        if item.upper is not None:
            value = f"{item.value}—{item.upper}"
        names = [name]
        if index < len(shared):
            names = [shared[index]]
        elif members := _members(aim, floor, item):
            chain = usable[index:index + len(members)]
            if len(chain) == len(members) and all(
                _BETWEEN.fullmatch(text[left.end:right.start]) for left, right in pairwise(chain)
            ):
                shared = [""] * index + members
                names = [members[0]]
            else:
                names = members
        named = [_clean(_stripped(each)) for each in names]
        if named == [""] and out:
            named = [out[-1].indicator]
        out += [Target(each, comparator, value, item.unit, label, quote) for each in named]
        floor = item.end
    return out


def _members(aim: Aim, floor: int, item: Quantity) -> list[str]:
    """What one number is said of each: 合格率、满意率均达95%, and without 均 where all are rates."""
    text = aim.cut.text
    if "、" not in text[floor:item.start] and not _RESPECTIVELY.search(text, floor, item.start):
        return []
    lists = read_lists(aim.cut, floor, item.start)
    if not lists:
        return []
    members = [_stripped(member) for member in lists[0].members]
    each = _RESPECTIVELY.search(text, floor, item.start) or (
        item.unit == "%" and all(member.endswith(("率", "满意度", "知晓度", "比例")) for member in members)
    )
    return members if each else []


def _was(item: Quantity, text: str, floor: int) -> bool:
    """The value that is to be left behind: 由12个工作日压缩至3个."""
    return bool(_FROM.search(text[max(floor, item.start - 10):item.start]) and _INTO.match(text, item.end))


def _frame(item: Quantity) -> bool:
    """五年内立法不少于40件: the time in which the rest is to be done."""
    return item.unit in ("年", "个月") and item.qualifier in ("内", "以内", "之内")


def _given(item: Quantity, text: str, floor: int) -> bool:
    """A count of what there is (全区12个镇街, 正在推进的4项措施, 对10人以上的场所), no aim."""
    if item.end < len(text) and text[item.end] == "的" and item.qualifier in ("以上", "及以上", "以下"):
        return _ABOUT_WHOM.search(text, floor, item.start) is not None
    if item.comparator != "=" or item.unit not in ("个", "家", "项", "名"):
        return False
    if _THERE.match(text, item.end) and not _MADE.search(text[max(0, item.start - 6):item.start]):
        return True
    if _WHOLE.search(text, max(floor, item.start - 2), item.start) and not _MADE.match(text, item.end):
        return True
    return text[item.start - 1:item.start] == "的" if item.start else False


def _stripped(name: str) -> str:
    """The last member of an enumeration still carries 分别达到."""
    return _VERB_END.sub("", name)


def _clean(name: str) -> str:
    """The name of an indicator without date, frequency, limit and the subject before it."""
    if (limit := _LIMIT.search(name)) and limit.start() >= 2:
        name = name[: limit.start()]
    undated = _DATE_WORDS.sub("", name).strip("，,、 的")
    name = undated or _YEAR.split(name)[0]  # 比例2028年前(达到6%): the name stands before its date
    name = _WITHIN.sub("", name)
    if repeated := _REPEATED.match(name):
        rest = repeated["rest"].removeprefix("至少").removeprefix("不少于")
        thing = rest[lead_length(rest):]
        name = thing if len(thing) >= 3 else rest if len(rest) >= 4 else name
    return _ACHIEVING.sub("", name).strip("，,、 的")


def _object(text: str) -> str:
    """The head of an object: what follows its last 的."""
    head = text.rsplit("的", 1)[-1] if not text.endswith("的") else text
    return (head if len(head) >= 3 else text).strip("，,、 ")


def _coverage(text: str) -> str | None:
    found = _COVER.search(text)
    if not found:
        return None
    if found["full"]:
        return (found["level"] or "") + found["full"] + (found["flow"] or "")
    return f"覆盖{found['where']}" if found["where"] else f"{found['count']}覆盖"


def _undated(aim: Aim) -> str:
    """The phrase without the words of its deadline, wherever they stand in it."""
    text, limit = aim.cut.text, aim.deadline
    if limit is not None and aim.start < limit.start < aim.end:
        return text[aim.start:limit.start].rstrip("于在并") + text[limit.end:aim.end]
    return _DATE_WORDS.sub("", text[aim.start:aim.end])


def _milestone(aim: Aim) -> Target | None:
    assert aim.deadline is not None
    text, label = aim.cut.text[aim.start:aim.end], aim.deadline.label
    cover = _coverage(text)
    body = _DATE_WORDS.sub("", _undated(aim))
    achieved = _ACHIEVE.search(body)
    if achieved and achieved.end() == len(body):
        return Target(_subject(body[: achieved.start()]), "=", achieved.group(), None, label, text)
    if achieved and (achieved.start() <= 2 or not is_state(body)):
        rest = body[achieved.end():]
        if cover and rest.endswith(cover):
            name = _object(rest[: -len(cover)].removeprefix("对")) or _subject(body[: achieved.start()])
            return Target(name, "coverage", cover, None, label, text)
        words = achieved.group() + (f"({cover})" if cover else "")
        return Target(_object(rest) or _subject(body[: achieved.start()]), "=", words, None, label, text)
    if cover and body.endswith(cover):
        return Target(_subject(body[: -len(cover)]), "coverage", cover, None, label, text)
    if standing := _STANDING.search(text):
        return Target(_clean(body[: body.find(standing.group())]), "rank", standing["value"], None, label, text)
    if aim.goal and is_state(body):
        more = is_state(_FIRST_PHRASE.split(aim.later, 1)[0])
        name = "总体目标" if more else _clean(m.group() if (m := _SUBJECT_END.match(body)) else body)
        return Target(name, "=", body + ("等" if more else ""), None, label, text)
    return None


def _subject(text: str) -> str:
    """A subject that stands before 全部建成, without 对 and 全部."""
    return _ACHIEVING.sub("", text.removeprefix("对")).removesuffix("全部").removesuffix("均").strip("，、 的") or text


def _without_number(aim: Aim) -> Target | None:
    text = aim.cut.text[aim.start:aim.end]
    label = aim.deadline.label if aim.deadline else None
    if cover := _coverage(text):
        found = _COVER.search(text)
        assert found is not None
        before = _clean(_ACHIEVING.sub("", text[: found.start()]))
        behind = text[found.end():]
        name = _object(behind[1:]) if behind.startswith("的") or not before else before
        return Target(name, "coverage", cover, None, label, text)
    if standing := _STANDING.search(text):
        return Target(_clean(text[: standing.start()]), "rank", standing["value"], None, label, text)
    if done := _ALL_DONE.search(text):
        return Target(_clean(text[: done.start()]) or done.group(), "coverage", done.group(), None, label, text)
    if place := _IN_PLACE.search(text):
        name = _clean(text[: place.start()]) or place.group().removeprefix("全部").removesuffix("到位")
        return Target(name, "coverage", "全部", None, label, text)
    if not _PERCENT.search(aim.later) and (idiom := _MUST_ALL.search(text)):
        return Target(idiom["idiom"], "coverage", "全部", None, label, text)
    if trend := _TREND.search(text):
        way: Comparator = "trend_down" if trend["way"] in _FALLING else "trend_up"
        name = re.sub("^(?:努力|力争|确保|推动|实现|使)+", "", text[: trend.start("value")])
        return Target(name, way, trend["value"], None, label, text)
    return None


def may_aim(phrase: str) -> bool:
    """Whether a phrase without number and date can state coverage, standing or a trend."""
    return _HINT.search(phrase) is not None


def can_aim(text: str) -> bool:
    """Whether any phrase of a clause may; false for most."""
    return _WORDS.search(text) is not None


def is_measured(phrase: str) -> bool:
    """A state that can be checked: 败诉率逐步下降, 满意度进入全省前列."""
    return _TREND.search(phrase) is not None or _STANDING.search(phrase) is not None


def targets_of(aim: Aim) -> tuple[Target, ...]:
    """The targets of one phrase: its numbers, else the milestone, coverage or trend it states."""
    if aim.quantities:
        return tuple(_numeric(aim))
    if aim.deadline and aim.dated and not aim.deadline.recurring and (found := _milestone(aim)):
        return (found,)
    single = _without_number(aim)
    return (single,) if single else ()
