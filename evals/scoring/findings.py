"""Findings of a review against planted or known defects: one to one, kind by kind.

A finding matches a defect when it names the same requirement (its quote overlaps
in the same clause of the upper document) and its verdict is one that the defect
accepts; each finding may answer for one defect, each defect for one finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.scoring.folding import fold

CLEAN = frozenset({"covered", "not_applicable", "reported"})
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """hits and misses by kind; `alarms` are findings that answer for no defect."""

    hits: Mapping[str, int]
    total: Mapping[str, int]
    alarms: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def recall(self) -> float | None:
        n = sum(self.total.values())
        return sum(self.hits.values()) / n if n else None

    @property
    def precision(self) -> float | None:
        told = sum(self.hits.values()) + len(self.alarms)
        return sum(self.hits.values()) / told if told else None

    @property
    def f1(self) -> float | None:
        r, p = self.recall, self.precision
        return None if r is None or p is None else (2 * p * r / (p + r) if p + r else 0.0)


def flagged(findings: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The findings that tell of something wrong."""
    return [f for f in findings if f["verdict"] not in CLEAN]


def overlap(one: str, other: str) -> float:
    """The share of the shorter text that the two share as their longest common run.

    >>> overlap("每年举办两期讲座", "应当每年举办两期讲座")
    1.0
    """
    a, b = sorted((fold(one), fold(other)), key=len)
    if not a:
        return 0.0
    if a in b:
        return 1.0
    best, row = 0, [0] * (len(b) + 1)
    for x in a:
        last = 0
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], (last + 1 if x == y else 0)
            best = max(best, row[j])
    return best / len(a)


def same_requirement(finding: Mapping[str, Any], upper: Mapping[str, str]) -> float:
    """How well a finding's requirement is the defect's: 0 when in another clause or source."""
    told = finding["requirement"]
    if told["clause"] != upper["clause"] or upper.get("source", told["source"]).rsplit("/", 1)[-1] != told["source"]:
        return 0.0
    return overlap(told["quote"], upper["quote"])


def match(findings: Sequence[Mapping[str, Any]], defects: Sequence[Mapping[str, Any]]) -> Outcome:
    """One-to-one, best overlap first. A defect: {id, kind, upper:{source?,clause,quote}, verdicts:[...]}."""
    told = flagged(findings)
    pairs = sorted(((same_requirement(f, d["upper"]), i, j) for i, f in enumerate(told) for j, d in enumerate(defects)
                    if f["verdict"] in d["verdicts"]), key=lambda p: (-p[0], p[1], p[2]))
    used: set[int] = set()
    found: set[int] = set()
    for share, i, j in pairs:
        if share >= OVERLAP and i not in used and j not in found:
            used.add(i)
            found.add(j)
    hits: dict[str, int] = {}
    total: dict[str, int] = {}
    for j, defect in enumerate(defects):
        total[defect["kind"]] = total.get(defect["kind"], 0) + 1
        hits[defect["kind"]] = hits.get(defect["kind"], 0) + (j in found)
    beside = {i for i, f in enumerate(told) for d in defects if same_requirement(f, d["upper"]) >= OVERLAP}
    alarms = tuple(str(told[i]["id"]) for i in range(len(told)) if i not in used and i not in beside)
    return Outcome(hits, total, alarms, tuple(str(d["id"]) for j, d in enumerate(defects) if j not in found))
