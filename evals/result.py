"""What an evaluation yields: rows of scores, the errors behind them, and what was not scored.

Keys whose value varies from run to run end in `_seconds`, `_per_second` or `_memory`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

CONTROLS = ("empty", "reference", "concatenated", "template", "shuffled_numbers", "shuffled_citations",
            "always_flag", "never_flag", "similarity_only", "bm25_only", "langchain_stock")
SYSTEM = "assistant"
#: Keys that end so hold what varies from run to run.
VARYING = ("_seconds", "_per_second", "_memory")


@dataclass(frozen=True, slots=True)
class Score:
    """One metric: its value in [0, 1] unless its name says otherwise, over n cases, with a 95 % interval."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one system (ours, or a control) on one set of data. `dataset`: demo, reference, ..."""

    dataset: str
    system: str
    scores: Mapping[str, Score]

    @property
    def control(self) -> bool:
        return self.system != SYSTEM


@dataclass(frozen=True, slots=True)
class Miss:
    """One case that went wrong, to be looked at: what was asked, wanted and got."""

    dataset: str
    case: str
    wanted: str
    got: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """status: run (`reason`: which data were absent); not_run with its reason; error with what broke.
    Only `run` has scores.

    `cases` keeps the score of every case by metric, for paired comparison of two runs:
    {"reference/recall@5": {"q004": 1.0}}; `clusters` maps the cases of a dataset to their
    documents, {"reference": {"q004": "004"}}. `partial`: datasets of which a part was absent
    (each case of it stands among the unscored): their gates can fail and cannot pass.
    `judge`: what a model said of it, apart from every score and gate.
    """

    suite: str
    status: Literal["run", "not_run", "error"]
    reason: str = ""
    rows: tuple[Row, ...] = ()
    misses: tuple[Miss, ...] = ()
    unscored: tuple[Miss, ...] = ()
    cases: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    clusters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
    judge: Mapping[str, Any] | None = None


def to_json(result: SuiteResult) -> dict[str, Any]:
    """Plain data, scores rounded to four places so that equal runs are equal to the byte."""
    return {
        "suite": result.suite, "status": result.status, "reason": result.reason,
        "rows": [{"dataset": r.dataset, "system": r.system, "control": r.control,
                  "scores": {name: _score(score) for name, score in r.scores.items()}} for r in result.rows],
        "misses": [_miss(m) for m in result.misses], "unscored": [_miss(m) for m in result.unscored],
        "cases": {metric: {case: round(value, 4) for case, value in sorted(values.items())}
                  for metric, values in sorted(result.cases.items())},
        "clusters": {dataset: dict(sorted(values.items())) for dataset, values in sorted(result.clusters.items())},
        "partial": sorted(result.partial),
        "judge": result.judge,
        "digests": dict(sorted(result.digests.items())),
        "timings": {name if name.endswith(VARYING) else f"{name}_seconds": round(value, 3)
                    for name, value in sorted(result.timings.items())},
    }


def _score(score: Score) -> dict[str, float | int | None]:
    def short(value: float | None) -> float | None:
        return None if value is None else round(value, 4)
    return {"value": short(score.value), "n": score.n, "low": short(score.low), "high": short(score.high)}


def _miss(miss: Miss) -> dict[str, str]:
    return {"dataset": miss.dataset, "case": miss.case, "kind": miss.kind, "wanted": miss.wanted, "got": miss.got}
