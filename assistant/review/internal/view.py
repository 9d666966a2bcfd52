"""A document as the checks look at it: passages, sentences, and what kind of text it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.facts.segments import segment
from assistant.types import Clause, Document, InternalFinding, Severity

Genre = Literal["plan", "report", "answer", "law", "other"]

_REPORT = re.compile(
    r"(?:情况|工作|年度)(?:的)?(?:报告|总结)(?:[（(].*)?$|法治政府建设(?:工作)?(?:年度)?(?:有关)?(?:情况|报告)(?:[（(].*)?$"
)
_ANSWER = re.compile("审议意见.{0,30}(?:研究处理|办理|落实|答复|整改)|(?:研究处理|办理|落实|答复).{0,30}审议意见")
_PLAN = re.compile("纲要|方案|规划|计划|要点|意见|清单|分工|举措|措施")
_LAW = re.compile("(?:条例|规定|办法|细则|规则)(?:[（(].*)?$")
_YEAR = re.compile(r"(20\d\d)\s*年度?")
_PERIOD = re.compile(r"(20\d\d)年?\s*[-—―–~至]{1,2}\s*(20\d\d)")
_EDGE = "，。；：！？,;:!?\n"
_NUMBER = re.compile(r"\d{1,3}[.．、]\s*(?=\S)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
SNIPPET = 40  # characters: longer quotes are cut round the place they are about


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a clause. `start` is where it begins in the row of all texts."""

    clause: Clause
    start: int

    @property
    def text(self) -> str:
        return self.clause.text

    def finding(
        self,
        code: str,
        severity: Severity,
        start: int,
        end: int,
        message: str,
        suggestion: str = "",
        confidence: float = 0.9,
    ) -> InternalFinding:
        """A finding whose quote is the text from `start` to `end`, white space at its edges left out."""
        end = min(end, len(self.text))
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return InternalFinding(code, severity, self.clause.id, self.text[start:end], message, suggestion, confidence)

    def titled(self, start: int, end: int) -> tuple[int, int]:
        """The 《title》 that holds a span; the phrase round it when there is none."""
        opened = self.text.rfind("《", 0, start + 1)
        closed = self.text.find("》", end - 1)
        if opened >= 0 and closed >= 0 and self.text.find("》", opened, start) < 0 and closed - opened <= 90:
            return opened, closed + 1
        return self.around(start, end, 30)

    def around(self, start: int, end: int, limit: int = SNIPPET) -> tuple[int, int]:
        """The phrase that holds a span; of one longer than `limit`, what stands next to the span."""
        left, right = start, end
        while left > 0 and self.text[left - 1] not in _EDGE:
            left -= 1
        while right < len(self.text) and self.text[right] not in _EDGE:
            right += 1
        if right - left <= limit:
            return left, right
        return max(left, start - limit // 3), min(right, end + limit // 3)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, its closing mark left out."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def finding(
        self,
        code: str,
        severity: Severity,
        start: int,
        end: int,
        message: str,
        suggestion: str = "核对数据",
        confidence: float = 0.9,
    ) -> InternalFinding:
        """As `Passage.finding`, with offsets in the sentence."""
        return self.passage.finding(
            code, severity, self.start + start, self.start + end, message, suggestion, confidence
        )


@dataclass(frozen=True, slots=True)
class View:
    """What all checks share. `issued` is the day of issue, `published` the web page's day, `parent_day`
    that of the youngest higher-level document.

    `year`: the year a report tells of, or the first year of a plan's period. `own_period`: the period
    is printed in the title, not only in those of the documents carried out.
    """

    document: Document
    today: date | None
    genre: Genre
    issued: date | None
    published: date | None
    parent_day: date | None
    year: int | None
    period: tuple[int, int] | None
    own_period: bool
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return "\n".join(passage.text for passage in self.passages)

    @property
    def head(self) -> Passage | None:
        """What stands before the first part."""
        return self.passages[0] if self.passages and self.passages[0].clause.id in ("题头", "引言") else None

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Every match in every passage, in order."""
        for passage in self.passages:
            for match in pattern.finditer(passage.text):
                yield passage, match

    def phrases(self) -> Iterator[tuple[Passage, int, int]]:
        """What stands between two commas, in order."""
        for passage in self.passages:
            for start, end, _ in segment(passage.text).phrases:
                yield passage, start, end

    @property
    def last_year(self) -> int | None:
        return self.period[1] if self.period else self.year


def view(document: Document, today: date | None, against: Sequence[Document] = ()) -> View:
    """Look at a document. Nothing is changed."""
    passages, at = [], 0
    for clause in document.clauses:
        passages.append(Passage(clause, at))
        at += len(clause.text) + 1
    sentences = []
    for passage in passages:
        cut = segment(passage.text)
        for item in cut.sentences:
            start, end = cut.span(item)
            number = _NUMBER.match(passage.text, start, end)  # 31.2027年底前: the number is no part of the date
            sentences.append(Sentence(passage, number.end() if number else start, end))
    title = document.title or ""
    period = _PERIOD.search(document.period or "") or _PERIOD.search(title)
    single = _YEAR.search(document.period or "") or _YEAR.search(title)
    span = (int(period[1]), int(period[2])) if period else _parents_period(document)
    year = span[0] if span else int(single[1]) if single else None
    return View(
        document,
        today,
        _genre(document),
        _day(document.date),
        _day(document.publish_date),
        max((day for day in (_day(parent.date) for parent in against) if day), default=None),
        year,
        span,
        period is not None,
        tuple(passages),
        tuple(sentences),
    )


def _parents_period(document: Document) -> tuple[int, int] | None:
    """Of a plan that names no years itself: the latest period of the documents it begins with."""
    if not _PLAN.search(document.title or "") or not document.clauses or _YEAR.search(document.title or ""):
        return None
    found = [(int(m[1]), int(m[2])) for m in _PERIOD.finditer(document.clauses[0].text)]
    return max((item for item in found if 0 < item[1] - item[0] <= 10), default=None)


def _genre(document: Document) -> Genre:
    title = f"{document.title} {document.doc_type or ''}"
    if _ANSWER.search(title) or _ANSWER.search(document.carrier_title or ""):
        return "answer"
    if (document.title or "").endswith("审议意见"):
        return "other"
    if _REPORT.search(document.title or "") or "年度报告" in (document.doc_type or ""):
        return "report"
    if any(clause.number.startswith("第") and clause.number.endswith("条") for clause in document.clauses):
        return "law"
    if _PLAN.search(title):
        return "plan"
    return "law" if _LAW.search(document.title or "") else "other"


def _day(iso: str | None) -> date | None:
    """The day of an ISO date; a month alone counts from its last possible day, a year is too vague."""
    parts = (iso or "").split("-")
    try:
        if len(parts) == 3:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        return date(int(parts[0]), int(parts[1]), 28) if len(parts) == 2 else None
    except ValueError:
        return None


def han_count(text: str) -> int:
    """Chinese characters in a text.

    >>> han_count("60学时，APP")
    2
    """
    return len(_HAN.findall(text))
