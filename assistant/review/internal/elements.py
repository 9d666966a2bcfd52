"""What a document of this kind must have (要素): who leads, by when, measured by what; number, date, addressee.

One finding a document for the tasks, with its counts: a plan answers who, when and how much
(督察规定第八条; 党政机关公文处理工作条例第九条 for the elements of the document).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.facts.deadlines import deadlines
from assistant.facts.quantities import quantities
from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding

LEAST_TASKS = 8  # a shorter plan may leave the sharing out of work to its notice
_LEAD = re.compile(
    "牵头|责任单位|责任部门|负责单位|配合单位|主办单位|由[^，。；]{2,20}(?:负责|牵头|会同|组织|实施)|[局委办院厅]负责|[（(][^（）()]{0,20}(?:[局委办院厅]|政府|街道)(?:[、，等][^（）()]*)?[）)]$"
)
_SHARES_WORK = re.compile(
    "方案|计划|要点|分工|清单|措施"
)  # outlines (纲要、规划、意见) leave the sharing out to their plans
_CAMPAIGN = re.compile("活动|行动|整治|攻坚|清理|评查")  # every unit does its part of one work
_SHARED = re.compile("分工|任务分解|责任清单|任务清单|台账|责任表")
_CLOSING = (re.compile("责任"), re.compile("责任|落实|督促|抓好|组织实施"))
_DRAFT = re.compile("征求意见稿|草案|送审稿|讨论稿|代拟稿|初稿")
_NOTICE = re.compile(r"(?:^|\n)[^\n。，《]{0,60}?(?P<what>关于印发[^\n。]{4,120}的通知)\s*(?=\n)")
_CLAIMED = re.compile(
    r"(?:梳理|归纳|分解|提出|针对)[^。；]{0,14}?(?P<n>\d+)个(?:具体|主要|突出)?问题[^。；]{0,20}?(?P<m>\d+)项(?:具体|整改|工作)?(?:措施|举措)"
)
_REPORTING = re.compile("(?:落实|执行|坚持|健全|完善|严格)[^，。；]{0,12}年度报告制度|年度报告制度")
_REPORT_TIME = re.compile("3月1日|4月1日|三月一日|四月一日|一季度|第一季度|每年[^，。；]{0,8}前")


def check(view: View) -> Iterator[InternalFinding]:
    """One finding for the tasks; one for each missing element of an issued document."""
    if view.genre == "plan":
        if _SHARES_WORK.search(view.document.title or ""):
            yield from _tasks(view)
        yield from _report_times(view)
    if view.genre == "answer":
        yield from _traceable(view)
    yield from _issue(view)


def _tasks(view: View) -> Iterator[InternalFinding]:
    leaves = [
        p for p in view.passages if p.clause.number and not any(q.clause.parent == p.clause.id for q in view.passages)
    ]
    tasks = [p for p in leaves if len(p.text) >= 20]
    if len(tasks) < LEAST_TASKS:
        return
    led = sum(bool(_LEAD.search(p.text.rstrip("。"))) for p in tasks)
    dated = sum(bool(deadlines(p.text)) for p in tasks)
    measured = sum(any(q.form == "value" for q in quantities(p.text)) for p in tasks)
    attached = any(
        _SHARED.search(line)
        for p in view.passages
        for line in re.findall(r"附\s?件[^\n]*(?:\n\s*\d[.．、][^\n]*)*", p.text)
    )
    missing = []
    unled = led * 5 < len(tasks) and not attached and not _CAMPAIGN.search(view.document.title or "")
    if unled:
        missing.append(f"写明牵头或责任单位的{led}项")
    if dated * 10 < len(tasks):
        missing.append(f"有完成时限的{dated}项")
    if measured * 10 < len(tasks):
        missing.append(f"有可衡量指标的{measured}项")
    if not missing:
        return
    place, start, end = _closing(view)
    yield place.finding(
        "missing_elements",
        "medium" if unled else "low",
        start,
        end,
        f"全文{len(tasks)}项任务中，{'，'.join(missing)}",
        "补充责任分工、完成时限和可衡量的成果，或附任务分工表",
        0.85,
    )


def _closing(view: View) -> tuple[Passage, int, int]:
    """The sentence near the end that charges someone with the work; else the last task."""
    for wanted in _CLOSING:
        for sentence in reversed(view.sentences):
            match = wanted.search(sentence.text) if sentence.passage.clause.id != "题头" else None
            if match and (sentence.passage.clause.id == "结尾" or wanted is not _CLOSING[0]):
                start, end = sentence.passage.around(sentence.start + match.start(), sentence.start + match.end())
                return sentence.passage, start, end
    last = view.passages[-1]
    return last, 0, min(40, len(last.text))


def _issue(view: View) -> Iterator[InternalFinding]:
    """A document issued by notice without number, date or addressee. Drafts and reports have none yet."""
    document, head = view.document, view.head
    if head is None or _DRAFT.search(document.title or "") or _DRAFT.search(document.source):
        return
    notice = _NOTICE.search(head.text)
    if notice is None:
        return
    start, end = notice.start("what"), min(notice.end(), notice.start("what") + 60)
    if not document.doc_number and not re.search(r"〔\d{4}〕?\d+号", head.text):
        yield head.finding(
            "missing_number",
            "low",
            start,
            end,
            "印发通知缺发文字号（党政机关公文处理工作条例第九条）",
            "补发文字号",
            0.8,
        )
    if not document.date and not re.search(r"\d{4}年?\d{1,4}月?\d{0,2}日|\d{4}年\d{1,2}月", head.text):
        yield head.finding("missing_date", "low", start, end, "印发通知缺成文日期", "补成文日期", 0.8)
    if not document.addressees and not re.search("[：:]\\s*(?:\n|$)", head.text):
        yield head.finding("missing_addressee", "low", start, end, "印发通知缺主送机关", "补主送机关", 0.75)


def _traceable(view: View) -> Iterator[InternalFinding]:
    """N 个问题、M 项措施 in an answer, with neither the problems nor a table of them."""
    answered = sum("问题" in p.clause.heading or bool(re.search("解决“[^”]+”的问题", p.text)) for p in view.passages)
    attached = any(re.search("附\\s?件|附表|对照表|清单附后", p.text) for p in view.passages)
    for passage, match in view.search(_CLAIMED):
        if int(match["n"]) > answered and not attached:
            yield passage.finding(
                "traceability",
                "low",
                match.start(),
                match.end(),
                f"称{match['n']}个问题、{match['m']}项措施，正文只能对应{answered}个问题",
                "附问题、措施、责任单位、时限对照清单",
                0.7,
            )
        return


def _report_times(view: View) -> Iterator[InternalFinding]:
    """年度报告制度 without the days that the regulation sets (督察规定第二十三、二十四条)."""
    for passage, match in view.search(_REPORTING):
        if (
            passage.clause.kind in ("item", "section", "paragraph")
            and "法治政府" in view.text
            and not _REPORT_TIME.search(passage.text)
        ):
            start, end = passage.around(match.start(), match.end(), 20)
            yield passage.finding(
                "missing_content",
                "low",
                start,
                end,
                "未写明年度报告的报送对象和时限（督察工作规定：3月1日前报送，4月1日前公开）",
                "补充报送对象，“每年3月1日前报告、4月1日前公开”",
                0.75,
            )
            return
