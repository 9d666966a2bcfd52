"""Questions with the clauses that answer them: the demonstration's own, and those of a gold folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.context import ROOT, Absent, Context, digest
from evals.result import Miss

FILE = ROOT / "evals" / "questions.json"
UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Question:
    """`gold`: "document|clause" of every clause that answers, none for what nothing answers.

    `slots`: what the answer must hold, a group of wordings each; `per_document`: a comparison,
    to be answered for each document. `source`: the document the question was taken from (for
    an unanswerable one, the document it comes near to). `after`: the question before it in a
    chat, without which it cannot be understood.
    """

    id: str
    query: str
    stratum: str
    gold: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    slots: tuple[tuple[str, ...], ...] = ()
    per_document: bool = False
    source: str = ""
    after: str = ""

    @property
    def answerable(self) -> bool:
        return bool(self.gold)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, the files they are asked of, and the digest of both. `absent`: those whose document is not there."""

    name: str
    questions: tuple[Question, ...]
    paths: tuple[Path, ...]
    digest: str
    absent: tuple[Question, ...] = ()

    def key(self, source: str, clause: str) -> str:
        """A clause as the gold names it: reference documents by the first part of their file name."""
        return f"{source.split('_')[0] if self.name == 'reference' else source}|{clause}"

    @property
    def alone(self) -> tuple[Question, ...]:
        """The questions that need no other before them."""
        return tuple(q for q in self.questions if not q.after)

    @property
    def unscored(self) -> tuple[Miss, ...]:
        """The questions that could not be asked, each as an unscored case."""
        return tuple(Miss(self.name, f"{q.id} {q.query}", "; ".join(q.gold), "文件不在", "absent") for q in self.absent)

    @property
    def clusters(self) -> dict[str, str]:
        return {q.id: q.source for q in self.questions}


def load(context: Context, name: str) -> QuestionSet:
    """The set `demo` or `reference`. Raises Absent when its files are not there."""
    return _demo(context) if name == "demo" else _reference(context)


def _demo(context: Context) -> QuestionSet:
    if not FILE.is_file():
        raise Absent("没有演示问题 (no questions on the demonstration set)")
    data = json.loads(FILE.read_text(encoding="utf-8"))
    paths = tuple(context.demo / name for name in data["documents"])
    if missing := [path.name for path in paths if not path.is_file()]:
        raise Absent(f"缺少演示文件 {missing[0]} (a demonstration document is missing)")
    return QuestionSet("demo", tuple(_question(q) for q in data["questions"]), paths, digest(FILE, *paths))


def _reference(context: Context) -> QuestionSet:
    gold = context.gold_file("queries")
    rows = gold if isinstance(gold, list) else next(v for v in gold.values() if isinstance(v, list))
    files = context.reference_files()
    asked = [(_question(q), all(g["doc"] in files for g in q["gold"])) for q in rows]
    if not any(q.answerable and there for q, there in asked):
        raise Absent("问题所问的文件都不在 (none of the documents asked about is there)")
    assert context.gold is not None
    return QuestionSet("reference", tuple(q for q, there in asked if there), tuple(files.values()),
                       digest(*sorted(context.gold.glob("queries*.json")), *files.values()),
                       tuple(q for q, there in asked if not there))


def _question(row: Mapping[str, Any]) -> Question:
    gold = row["gold"]
    return Question(
        str(row["id"]), row["query"], row["stratum"], tuple(f"{g['doc']}|{g['clause']}" for g in gold),
        tuple(g.get("quote", "") for g in gold), tuple(tuple(slot) for slot in row.get("slots", [])),
        bool(row.get("per_document")), gold[0]["doc"] if gold else row.get("near", UNANSWERABLE),
        row.get("after", ""))
