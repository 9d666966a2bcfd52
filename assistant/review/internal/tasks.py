"""The table of tasks at the end against the clauses it sums up (任务分工表与正文)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.facts.deadlines import Deadline, deadlines
from assistant.review.internal.view import Passage, Sentence, View
from assistant.types import InternalFinding

_CELL = re.compile(r"[^|\n]+")
_TASK = re.compile("任务|事项|内容|措施")
_TERM = re.compile("时限|时间|期限|进度")
_EMPTY = re.compile("(?:建设|实施|工作|组织|推进|开展|落实|完成|制定|建立|使用)")
LIKE = 0.75  # the share of a task's letter pairs that its sentence must hold


@dataclass(frozen=True, slots=True)
class _Row:
    """A task and its term, with the place of the term in the passage."""

    task: str
    term: str
    start: int
    end: int


def check(view: View) -> Iterator[InternalFinding]:
    """A term in the table that is not the one of the clause."""
    dated = [(s, found) for s in view.sentences if "|" not in s.text for found in [deadlines(s.text)] if found]
    for passage in view.passages:
        for row in _rows(passage):
            table = deadlines(row.term + ("底前" if row.term.endswith("月") else "前"))
            best = _clause_of(row, dated)
            if not table or best is None or table[0].latest is None:
                continue
            sentence, told = best
            if all(_apart(table[0], item) for item in told):
                yield passage.finding(
                    "table_conflict",
                    "medium",
                    row.start,
                    row.end,
                    f"分工表中“{row.task}”的时限与正文“{sentence.passage.clause.id}”的“{told[0].text}”不一致",
                    "核对并统一时限",
                    0.85,
                )


def _apart(one: Deadline, other: Deadline) -> bool:
    """Whether two terms cannot mean the same day."""
    if other.latest is None or other.earliest is None or one.earliest is None or one.latest is None:
        return False
    return one.latest < other.earliest or one.earliest > other.latest


def _rows(passage: Passage) -> Iterator[_Row]:
    columns: tuple[int, int] | None = None
    at = 0
    for line in passage.text.split("\n"):
        cells = list(_CELL.finditer(line)) if "|" in line else []
        texts = [cell.group().strip() for cell in cells]
        if not cells:
            columns = None
        elif columns is None:
            task = next((n for n, text in enumerate(texts) if _TASK.search(text) and len(text) <= 8), None)
            term = next((n for n, text in enumerate(texts) if _TERM.search(text) and len(text) <= 8), None)
            columns = (task, term) if task is not None and term is not None else None
        elif len(cells) > max(columns):
            cell = cells[columns[1]]
            yield _Row(texts[columns[0]], texts[columns[1]], at + cell.start(), at + cell.end())
        at += len(line) + 1


def _pairs(text: str) -> set[str]:
    bare = re.sub("[^\u4e00-\u9fff0-9A-Za-z]", "", text)
    return {bare[n : n + 2] for n in range(len(bare) - 1)}


def _clause_of(
    row: _Row, dated: list[tuple[Sentence, tuple[Deadline, ...]]]
) -> tuple[Sentence, tuple[Deadline, ...]] | None:
    """The dated sentence that speaks of this task: nearly all of its words, and no other one does as well."""
    wanted = _pairs(_EMPTY.sub("", row.task)) or _pairs(row.task)
    scored = (
        sorted(((len(wanted & _pairs(s.text)) / len(wanted), n) for n, (s, _) in enumerate(dated)), reverse=True)
        if len(wanted) >= 3
        else []
    )
    if not scored or scored[0][0] < LIKE or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return dated[scored[0][1]]
