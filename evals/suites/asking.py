"""A suite on every set of questions that is there, each in a library of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.service import Service
from evals import questions
from evals.context import Absent, Context
from evals.questions import QuestionSet
from evals.result import Miss, Row, SuiteResult

Scored = tuple[list[Row], list[Miss], dict[str, dict[str, float]]]


def run(suite: str, context: Context, score: Callable[[Context, QuestionSet, Service], Scored]) -> SuiteResult:
    """`score` gives rows, misses and the values of each case by metric. Raises Absent when no set is there."""
    rows: list[Row] = []
    misses: list[Miss] = []
    cases: dict[str, Mapping[str, float]] = {}
    clusters: dict[str, Mapping[str, str]] = {}
    digests: dict[str, str] = {}
    reasons: list[str] = []
    unscored: list[Miss] = []
    for name in ("demo", "reference"):
        try:
            asked = questions.load(context, name)
        except Absent as exc:
            reasons.append(str(exc))
            continue
        with context.service(f"questions-{name}") as service:
            service.documents.add([str(path) for path in asked.paths])
            found, wrong, values = score(context, asked, service)
        rows += found
        misses += wrong
        unscored += asked.unscored
        cases |= {f"{name}/{metric}": scores for metric, scores in values.items()}
        clusters[name] = asked.clusters
        digests[name] = asked.digest
    if not rows:
        raise Absent(";".join(reasons))
    return SuiteResult(suite, "run", ";".join(reasons), rows=tuple(rows), misses=tuple(misses), cases=cases, clusters=clusters,
                       digests=digests, unscored=tuple(unscored), partial=frozenset(m.dataset for m in unscored))
