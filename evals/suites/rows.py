"""From the values of single cases to scores with their intervals, whole and by split."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from evals.result import SYSTEM, Row, Score
from evals.statistics import bootstrap, bootstrap_of, wilson

SPLIT = Path(__file__).parent.parent / "split.toml"
Values = Mapping[str, float]


def mean(values: Values, clusters: Mapping[str, str] | None = None) -> Score:
    """The mean over cases with its cluster-bootstrap interval; no value for no cases.

    Where every draw is the same (all right, all wrong, one document only) the bootstrap
    would claim certainty: hits and misses then have Wilson's interval, other values none.
    """
    if not values:
        return Score(None, 0)
    if len(set(values.values())) == 1 or len({(clusters or {}).get(case, case) for case in values}) == 1:
        if set(values.values()) <= {0.0, 1.0}:
            return rate(round(sum(values.values())), len(values))
        return Score(sum(values.values()) / len(values), len(values))
    low, high = bootstrap(values, clusters)
    return Score(sum(values.values()) / len(values), len(values), low, high)


def rate(hits: int, n: int) -> Score:
    """A single rate with Wilson's interval."""
    low, high = wilson(hits, n)
    return Score(hits / n if n else None, n, low, high)


def of(statistic: Callable[[Sequence[str]], float | None], cases: Sequence[str],
       clusters: Mapping[str, str] | None = None) -> Score:
    """Any statistic of a sample of cases (F1, balanced accuracy), drawn by cluster."""
    value = statistic(cases)
    if value is None:
        return Score(None, len(cases))
    low, high = bootstrap_of(statistic, cases, clusters)
    return Score(value, len(cases), low, high)


@cache
def splits() -> dict[str, str]:
    """{source document: dev or test}."""
    data = tomllib.loads(SPLIT.read_text(encoding="utf-8"))
    return {source: name for name, sources in data.items() for source in sources}


def by_split(dataset: str, metrics: Mapping[str, Values], clusters: Mapping[str, str]) -> list[Row]:
    """Our scores again on the cases of dev documents and of test documents, where both are there."""
    of_case = {case: splits().get(cluster.split("|")[0], "") for case, cluster in clusters.items()}
    rows = []
    for split in ("dev", "test"):
        scores = {metric: mean({c: v for c, v in values.items() if of_case.get(c) == split}, clusters)
                  for metric, values in metrics.items()}
        if any(score.n for score in scores.values()):
            rows.append(Row(f"{dataset}/{split}", SYSTEM, scores))
    return rows if len(rows) == 2 else []
