"""A model as judge of coverage: a column of its own, beside the scores and outside every gate.

It reads a text and grades nuggets, several times; replies are recorded in a file and
replayed from it, so that a run can be repeated without the model. How far it agrees with
the hand labels is told beside it. A reply that is no grade is unscored, never "wrong".
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field

from assistant import llm, prompts, settings
from assistant.errors import AssistantError, Unavailable
from evals.context import ROOT
from evals.scoring.coverage import Nugget

LABELS = ROOT / "evals" / "labels" / "coverage.json"
GRADES = ("supported", "partial", "absent")
BATCH = 10
#: Hand labels the judge is held against: every third one, all kinds among them.
EVERY = 3


class Grade(BaseModel):
    """One grade as the model gives it."""

    number: int
    grade: Literal["supported", "partial", "absent"]


class Grades(BaseModel):
    """What the model replies."""

    grades: list[Grade] = Field(max_length=64)


@dataclass
class Judge:
    """Grades texts `repeats` times. `path` keeps the replies; without a model only kept ones are used."""

    path: Path
    repeats: int = 3
    model: llm.Model | None = None
    replies: dict[str, dict[str, str]] = field(default_factory=dict)
    name: str = ""

    @classmethod
    def open(cls, path: Path, repeats: int = 3, model: llm.Model | None = None) -> Judge:
        """With the model of the environment where none is given. Raises ValueError for a broken file."""
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"model": "", "replies": {}}
        if model is None:
            here = settings.load()
            try:
                model = llm.connect(here)
            except AssistantError as exc:
                print(f"模型不可用,只重放已录的应答:{exc.zh}", file=sys.stderr)
            if model is not None and not (model.local or model.host in here.allowed_hosts):
                print(f"尚未同意把文本发往 {model.host},只重放已录的应答", file=sys.stderr)
                model = None
        name = model.name if model is not None and not kept["replies"] else kept["model"]
        return cls(path, repeats, model, kept["replies"], name)

    def column(self, text: str, nuggets: Sequence[Nugget]) -> dict[str, Any]:
        """The judge's coverage of the vital nuggets, its agreement with hand labels and with itself."""
        vital = [n for n in nuggets if n.vital and not n.conflict]
        graded = self._grades(text, {n.id: n.text for n in vital})
        voted = {id: _vote(grades) for id, grades in graded.items()}
        known = {id: grade for id, grade in voted.items() if grade}
        out = {
            "model": self.name, "prompt_hash": prompts.load("judge_coverage").digest, "repeats": self.repeats,
            "vital_covered": round(sum(g == "supported" for g in known.values()) / len(known), 4) if known else None,
            "n": len(known), "unscored": len(vital) - len(known),
            "agrees_with_itself": _rate([len(set(g)) == 1 for g in graded.values() if len(g) == self.repeats > 1]),
        } | self._against_labels({n.id: n.text for n in nuggets})
        self._keep()
        return out

    def _against_labels(self, texts: Mapping[str, str]) -> dict[str, Any]:
        labels = json.loads(LABELS.read_text(encoding="utf-8"))["labels"][::EVERY]
        right, unscored = [], 0
        hits: Counter[str] = Counter()
        for row in labels:
            grade = _vote(self._grades(row["passage"], {row["nugget"]: texts[row["nugget"]]}).get(row["nugget"], []))
            if not grade:
                unscored += 1
                continue
            right.append(grade == row["label"])
            hits["both"] += grade == row["label"] == "supported"
            hits["either"] += (grade == "supported") + (row["label"] == "supported")
        return {"labels_agreement": _rate(right), "labels_n": len(right), "labels_unscored": unscored,
                "labels_f1": round(2 * hits["both"] / hits["either"], 4) if hits["either"] else None}

    def _grades(self, text: str, points: Mapping[str, str]) -> dict[str, list[str]]:
        """{point: the grades of its repeats}; a repeat that gave none is missing."""
        out: dict[str, list[str]] = {}
        ids = list(points)
        for start in range(0, len(ids), BATCH):
            batch = ids[start:start + BATCH]
            for repeat in range(self.repeats):
                for id, grade in self._reply(text, {id: points[id] for id in batch}, repeat).items():
                    out.setdefault(id, []).append(grade)
        return out

    def _reply(self, text: str, points: Mapping[str, str], repeat: int) -> dict[str, str]:
        listed = "\n".join(f"{n}. {prompts.fence(point)}" for n, point in enumerate(points.values(), 1))
        prompt = prompts.render("judge_coverage", text=prompts.fence(text), points=listed)
        key = hashlib.sha256(f"{prompt.digest}\0{prompt.user}\0{repeat}".encode()).hexdigest()[:20]
        if key not in self.replies and self.model is not None:
            try:
                given = self.model.complete(prompt, Grades).grades
            except Unavailable:
                return {}
            # The last grade for a number counts; numbers that were not asked are dropped.
            self.replies[key] = {str(g.number): g.grade for g in given if 1 <= g.number <= len(points)}
        kept = self.replies.get(key, {})
        return {id: kept[str(n)] for n, id in enumerate(points, 1) if kept.get(str(n)) in GRADES}

    def _keep(self) -> None:
        data = {"model": self.name, "replies": dict(sorted(self.replies.items()))}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _vote(grades: Sequence[str]) -> str:
    """The most frequent grade, the lower one on a tie; empty without grades."""
    if not grades:
        return ""
    count = Counter(grades)
    return max(count, key=lambda grade: (count[grade], GRADES.index(grade)))


def _rate(hits: Sequence[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None
