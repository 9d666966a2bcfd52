"""An annual report against what the regulation wants of it (督察规定第二十三至二十五条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant import standards
from assistant.facts.quantities import quantities
from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding

_CAUSE = re.compile("原因|由于|因为|源于|根源|，主要是|主要是因|在于|受[^，。；]{2,12}(?:影响|制约|限制)|所致|导致|归结")
_DOING = re.compile("第一责任人")
_DONE = re.compile(
    "主持|研究|听取|部署|召开|带头|亲自|专题|述法|批示|调研|履行[^，。；]{0,24}职责[^，。；]{0,6}(?:，|。|情况)"
)
_EVALUATED = re.compile("纳入[^，。；]{0,24}(?:考核|述职|指标)|作为[^，。；]{0,24}(?:考核|指标)")
_OPENING = re.compile(
    r"现?将(?P<who>[^，。；《》]{0,20}?)(?P<y>20\d\d)年(?:度)?[^，。；]{0,24}(?:报告|汇报|通报)如下"
)
_COMPARED = re.compile(
    "同比|较|相比|比上|上年|去年|增长|下降|上升|提升|连续|至|—|-|以来|～|期间|规划|纲要|方案|普法|度报告|印发|施行|〔"
)
_LEADING_YEAR = re.compile(r"(?:^|[。；\n])\s*(?:\d+[.．、]\s*)?(?P<y>20\d\d)年(?:度|全年|以来)?，")
_DEPARTMENT = re.compile(
    "[局委办厅院站处所室](?:（[^）]*）)?(?:关于)?(?:报送)?20\\d\\d年|中心20\\d\\d年|(?:镇|乡|街道)[^县区市]{0,6}20\\d\\d年"
)
_FIELD = re.compile("法治政府")


def check(view: View) -> Iterator[InternalFinding]:
    """Missing contents, a report that is late or tells of another year. Only for reports on 法治政府建设."""
    if view.genre != "report" or not _FIELD.search(view.document.title or ""):
        return
    if not _DEPARTMENT.search(view.document.title or ""):
        yield from _contents(view)
    yield from _year(view)
    yield from _late(view)


def _parts(view: View) -> dict[str, tuple[Passage, str]]:
    """For each printed part: its heading and the text of all below it."""
    parts: dict[str, tuple[Passage, str]] = {}
    for passage in view.passages:
        top = passage.clause.id.split("/")[0]
        if top in parts:
            parts[top] = (parts[top][0], parts[top][1] + "\n" + passage.text)
        elif passage.clause.id not in ("题头", "结尾"):
            parts[top] = (passage, passage.text)
    return parts


def _contents(view: View) -> Iterator[InternalFinding]:
    parts = _parts(view)
    if len(parts) < 2:
        return
    anchor = view.head or view.passages[0]
    title_end = min(len(anchor.text), 60, *(at for at in (anchor.text.find("\n"),) if at > 0))
    for content in standards.annual_report().content:
        if content.optional or content.id == "results":  # what was done may stand under any heading
            continue
        part = _part_of(parts, content)
        if content.id == "problems":
            if part is None:
                yield anchor.finding(
                    "article_25",
                    "medium",
                    0,
                    title_end,
                    f"缺“{content.name}”（{content.article}）",
                    "补写不足及其原因",
                    0.85,
                )
            elif not _CAUSE.search(part[1].partition(_heading(part[0]))[2]):
                end = min(len(part[0].text), part[0].text.find("\n") if "\n" in part[0].text else 40, 40)
                yield part[0].finding(
                    "causes_missing",
                    "medium",
                    0,
                    end,
                    f"只写不足，未写原因（督察工作规定{content.article}）",
                    "补写存在不足的原因",
                    0.88,
                )
        elif content.id == "first_responsibility":
            if part is None and not _responsibility(view):
                yield anchor.finding(
                    "article_25",
                    "medium",
                    0,
                    title_end,
                    f"未写党政主要负责人履行推进法治建设第一责任人职责的情况（{content.article}）",
                    "补写该项内容",
                    0.82,
                )
        elif part is None:
            yield anchor.finding(
                "article_25",
                "medium",
                0,
                title_end,
                f"缺“{content.name}”（{content.article}）",
                f"补写{content.name}",
                0.82,
            )


def _heading(passage: Passage) -> str:
    return passage.clause.heading or passage.text.split("\n", 1)[0]


def _part_of(parts: dict[str, tuple[Passage, str]], content: standards.ReportContent) -> tuple[Passage, str] | None:
    for passage, text in parts.values():
        heading = _heading(passage)
        if content.id == "next_year" and re.search("情况|成效|做法|回顾", heading):
            continue
        if heading in content.headings or any(
            word in heading for word in (content.words if content.id != "first_responsibility" else ("第一责任人",))
        ):
            return passage, text
        if content.id == "next_year" and re.search(
            r"20\d\d年[^，。]{0,12}(?:思路|安排|打算|计划|重点|工作)", heading
        ):
            return passage, text
        if content.id == "problems" and re.search("问题|不足|短板|差距", heading):
            return passage, text
    return None


def _responsibility(view: View) -> bool:
    """A sentence that tells what the leaders did, not only that it counts in an assessment."""
    return any(
        _DOING.search(s.text) and _DONE.search(s.text) and not _EVALUATED.search(s.text) for s in view.sentences
    ) or any("第一责任人" in p.clause.heading for p in view.passages)


def _year(view: View) -> Iterator[InternalFinding]:
    if view.year is None:
        return
    for passage, match in view.search(_OPENING):
        if int(match["y"]) != view.year:
            yield passage.finding(
                "wrong_year",
                "high",
                match.start(),
                match.end(),
                f"报告年度与标题（{view.year}年）不一致",
                f"{view.year}年",
                0.93,
            )
    parts = _parts(view)
    future = {
        top for top, (passage, _) in parts.items() if re.search("下一|思路|安排|打算|计划", passage.clause.heading)
    }
    for sentence in view.sentences:
        if sentence.passage.clause.id.split("/")[0] in future | {"题头", "结尾"}:
            continue
        lead = _LEADING_YEAR.match(sentence.text)
        if (
            lead
            and int(lead["y"]) == view.year - 1
            and not _COMPARED.search(sentence.text)
            and str(view.year) not in sentence.text
            and quantities(sentence.text)
        ):
            start, end = sentence.passage.around(sentence.start + lead.start("y"), sentence.start + lead.end(), 30)
            yield sentence.passage.finding(
                "last_year",
                "medium",
                start,
                min(sentence.end, end + 30),
                f"{view.year}年度报告中列{lead['y']}年的数据",
                f"改用{view.year}年数据或说明",
                0.82,
            )


def _late(view: View) -> Iterator[InternalFinding]:
    """Reports are to be public by 1 April (Article 24)."""
    if view.issued and view.year and view.issued > date(view.year + 1, 4, 1) and view.issued.year == view.year + 1:
        anchor = view.head or view.passages[0]
        end = min(len(anchor.text), 60, *(at for at in (anchor.text.find("\n"),) if at > 0))
        yield anchor.finding(
            "late_report",
            "low",
            0,
            end,
            f"成文日期{view.issued}晚于4月1日的公开时限（督察工作规定第二十四条）",
            "说明原因",
            0.8,
        )
