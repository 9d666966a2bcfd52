"""Times against each other and against the day of issue (时间)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.facts.dates import dates, interval
from assistant.facts.deadlines import Deadline, deadlines
from assistant.review.internal.view import Passage, Sentence, View
from assistant.types import InternalFinding

_CAMPAIGN = re.compile("专项|攻坚|整治|行动|集中|百日|月活动|要点|清理")  # short by their nature
_PAPERWORK = re.compile("报送|报告|上报|备案|备查|印发|制定|细化|明确|汇总|联络员|名单|报.{0,12}(?:办公室|局|委)")
OVERLAP = timedelta(days=15)  # months that touch are no overlap
SHORT_TERM = timedelta(days=92)  # a task due within three months of issue is hardly feasible county-wide
_DUTY = re.compile(
    "完成|实现|建成|建立|基本|全面|达到?|提高|提升|降低|下降|保持|超过|突破|制定|出台|健全|形成|覆盖|推行|落实|编制|公布|启动|设立|组建|配备|清理|培训|报送|报告|公开|开展|组织"
)
_PAST = re.compile("以来|已经?|自.{0,12}起|截至|原|上一?轮|印发的|通过的|施行|曾|回顾|基础上")
_GOAL = re.compile("远景|展望|奠定|目标")
_STEPS = re.compile("步骤|阶段|进度|安排|时间表|部署|动员|自查|迎接|验收|总结|实施|推进|评估|申报")
_STEP = re.compile(
    r"[（(](?P<when>[^（）()]{3,40}(?:月|日|旬|底|季度|年)[^（）()]{0,16})[）)]|阶段[：:](?P<when2>[^，。；]{4,30})"
)
_BEFORE_DAY = re.compile(r"(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:前|之前|以前)")
_STAGE = re.compile("^[^。《]{0,40}(?:阶段|步骤)")
_HAN_MONTH = re.compile(r"(?P<m>十[一二]?|[一二三四五六七八九])月")
_HAN_VALUE = {
    word: n for n, word in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1)
}
_NUMBER_YEAR = re.compile(r"〔(?P<y>20\d\d)〕\d{1,4}号")
_AS_OF = re.compile(r"截[至止](?P<y>20\d\d)年(?:(?P<m>\d{1,2})月)?(?:(?P<d>\d{1,2})日)?(?P<edge>底|末)?")
_TENDAYS = {"上旬": 10, "中旬": 20, "下旬": 31}


def check(view: View) -> Iterator[InternalFinding]:
    """Deadlines before or too near the day of issue, steps out of order, later documents as basis."""
    if view.genre in ("plan", "other", "law"):
        yield from _deadlines(view)
        yield from _steps(view)
    yield from _later(view)


def _reference(view: View) -> tuple[date, str, float] | None:
    """The day to hold deadlines against: the day of issue, else that of the page, else today if told."""
    if view.issued:
        return view.issued, "成文日期", 0.93
    if view.published:
        return view.published, "发布日期", 0.8
    if view.parent_day:
        return view.parent_day, "上位文件日期", 0.85
    if view.period and view.genre == "plan":
        return date(view.period[0], 1, 1), "方案起始时间", 0.85
    return (view.today, "今天", 0.7) if view.today else None


def _duties(view: View) -> Iterator[tuple[Sentence, Deadline]]:
    for sentence in view.sentences:
        if sentence.passage.clause.id in ("题头", "引言"):
            continue
        for item in deadlines(sentence.text):
            if (
                item.latest is not None
                and not item.recurring
                and (item.text.endswith(("前", "底", "内", "末")) or _DUTY.search(sentence.text))
                and not _quoted(sentence.text, item.start)
                and not _PAST.search(sentence.text[max(0, item.start - 18) : item.end + 24])
            ):
                yield sentence, item


def _quoted(text: str, at: int) -> bool:
    return text.rfind("《", 0, at) > text.rfind("》", 0, at) or text.rfind("〔", 0, at) > text.rfind("〕", 0, at)


def _deadlines(view: View) -> Iterator[InternalFinding]:
    reference = _reference(view)
    if reference is None:
        return
    day, name, confidence = reference
    past: list[tuple[Sentence, Deadline]] = []
    for sentence, item in _duties(view):
        assert item.latest is not None
        if item.latest < day:
            past.append((sentence, item))
        elif name == "成文日期" and item.latest - day < SHORT_TERM and not _CAMPAIGN.search(view.document.title or ""):
            start, end = _phrase(sentence, item)
            if _PAPERWORK.search(sentence.passage.text[start:end]):
                continue
            days = (item.latest - day).days
            yield sentence.passage.finding(
                "short_term",
                "low",
                start,
                end,
                f"距{name}（{day}）仅{days}天，请核实可行性",
                "核实进度或调整时限",
                0.8,
            )
    if name == "今天" and len(past) > 1:
        sentence, item = past[0]
        start, end = _phrase(sentence, item)
        yield sentence.passage.finding(
            "deadline_passed",
            "low",
            start,
            end,
            f"对照今天（{day}），全文有{len(past)}处时限已过",
            "核对时限",
            confidence,
        )
        return
    yield from _beyond(view)
    for sentence, item in past:
        start, end = _phrase(sentence, item)
        yield sentence.passage.finding(
            "deadline_passed", "medium", start, end, f"时限早于{name}（{day}）", "核对时限", confidence
        )


def _beyond(view: View) -> Iterator[InternalFinding]:
    """Tasks of a plan due after the plan's own period; long-term goals (到2035年) are no tasks."""
    if view.period is None or not view.own_period:
        return
    for sentence, item in _duties(view):
        assert item.latest is not None
        if item.latest.year > view.period[1] and item.latest.year % 5 and not _GOAL.search(sentence.text):
            start, end = _phrase(sentence, item)
            yield sentence.passage.finding(
                "beyond_period",
                "medium",
                start,
                end,
                f"时限超出本文期间（{view.period[0]}—{view.period[1]}年）",
                "核对时限",
                0.85,
            )


def _phrase(sentence: Sentence, item: Deadline) -> tuple[int, int]:
    """From the deadline to the end of what it binds."""
    text = sentence.passage.text
    start = sentence.start + item.start
    end = sentence.start + item.end
    while end < sentence.end and text[end] not in "。；;" and not (text[end] in "，," and end - start > 12):
        end += 1
    return start, min(end, start + 60)


def _when(text: str, year: int | None) -> tuple[date, date] | None:
    """First and last day of a step's term.

    >>> _when("6月下旬—七月上旬", 2021)
    (datetime.date(2021, 6, 21), datetime.date(2021, 7, 10))
    """
    text = _HAN_MONTH.sub(lambda m: f"{_HAN_VALUE[m['m']]}月", text)
    days: list[tuple[date, date]] = []
    current = year
    for found in dates(text):
        if found.year:
            current = found.year
        span = interval(found.iso, current)
        if span is None:
            continue
        tail = text[found.end - 2 : found.end + 2]
        tenth = next((word for word in _TENDAYS if word in tail), None)
        if tenth and found.kind == "month":
            last = min(_TENDAYS[tenth], span[1].day)
            span = (span[0].replace(day={"上旬": 1, "中旬": 11, "下旬": 21}[tenth]), span[0].replace(day=last))
        days.append(span)
    if not days:
        return None
    start, end = days[0][0], days[-1][1]
    return start, end


def _steps(view: View) -> Iterator[InternalFinding]:
    """Steps with terms in brackets: before the day of issue, ending before they begin, out of order."""
    reference = _reference(view)
    if reference and reference[1] == "今天":
        reference = None
    year = reference[0].year if reference else view.year
    found: list[tuple[Passage, re.Match[str], tuple[date, date]]] = []
    for passage in view.passages:
        parent = next((p for p in view.passages if p.clause.id == passage.clause.parent), None)
        about = passage.clause.heading + (parent.clause.heading if parent else "") + passage.text[:40]
        match = _STEP.search(passage.text[:120])
        if match is None or not _STEPS.search(about):
            continue
        term = _when(match["when"] or match["when2"], year)
        if term:
            found.append((passage, match, term))
    if len(found) < 2:
        return
    early = [item for item in found if reference and item[2][1] < reference[0]]
    for passage, match, term in early:
        assert reference is not None
        start, end = passage.around(match.start(), match.end(), 20)
        yield passage.finding(
            "step_before_issue",
            "medium",
            start,
            end,
            f"该步骤（至{term[1]}）早于{reference[1]}（{reference[0]}）",
            "核对步骤时间",
            reference[2] - 0.05,
        )
    before: tuple[date, date] | None = None
    for passage, match, term in found:
        start, end = passage.around(match.start(), match.end(), 20)
        if term[1] < term[0]:
            yield passage.finding(
                "chronology", "medium", start, end, "该步骤的结束时间早于开始时间", "核对步骤时间", 0.9
            )
        elif before and term[0] < before[0] and passage.clause.kind != "item":
            yield passage.finding(
                "chronology", "medium", start, end, "该步骤早于上一步骤开始，次序有误", "核对步骤时间", 0.85
            )
        elif before and before[1] - term[0] > OVERLAP and _STAGE.search(passage.text[: match.end()]):
            yield passage.finding(
                "chronology", "low", start, end, f"该步骤与上一步骤（至{before[1]}）时间重叠", "核对步骤时间", 0.75
            )
        before = term
        yield from _outside(view, passage, term)


def _outside(view: View, step: Passage, term: tuple[date, date]) -> Iterator[InternalFinding]:
    """A term within a step that ends before the step begins or after it ends: 于7月25日前 in a step until 30 June."""
    for sentence in view.sentences:
        if sentence.passage is not step or sentence.start < step.text.find("）") + 1:
            continue
        for found in _BEFORE_DAY.finditer(sentence.text):
            year = int(found["y"] or term[1].year)
            try:
                day = date(year, int(found["m"]), int(found["d"]))
            except ValueError:
                continue
            if day > term[1] + timedelta(days=5) or day < term[0]:
                start, end = step.around(sentence.start + found.start(), sentence.start + found.end(), 20)
                yield step.finding(
                    "chronology",
                    "medium",
                    start,
                    end,
                    f"“{found.group()}”不在该步骤的时间（{term[0]}至{term[1]}）之内",
                    "核对时间",
                    0.8,
                )


def _later(view: View) -> Iterator[InternalFinding]:
    """A document number or a cut-off day later than the document itself."""
    day = view.issued or view.published
    if day is None:
        return
    for passage, match in view.search(_NUMBER_YEAR):
        if int(match["y"]) > day.year:
            start, end = passage.around(match.start(), match.end(), 20)
            yield passage.finding(
                "chronology", "medium", start, end, f"文号年份晚于本文日期（{day}）", "核对文号", 0.92
            )
    for passage, match in view.search(_AS_OF):
        month, when = int(match["m"] or 12), int(match["d"] or 0)
        try:
            moment = date(int(match["y"]), month, when or 1)
        except ValueError:
            continue
        if moment > day:
            start, end = passage.around(match.start(), match.end(), 20)
            yield passage.finding(
                "chronology", "medium", start, end, f"统计截止时间晚于本文日期（{day}）", "核对时间", 0.9
            )
