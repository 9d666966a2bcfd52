"""From the values of single cases to a score with its interval, and rates with Wilson's."""

from __future__ import annotations

from collections.abc import Mapping

from evals.result import Score
from evals.statistics import bootstrap, wilson


def mean(values: Mapping[str, float], clusters: Mapping[str, str] | None = None) -> Score:
    """The mean over cases with its cluster-bootstrap interval; no value for no cases."""
    if not values:
        return Score(None, 0)
    low, high = bootstrap(values, clusters)
    return Score(sum(values.values()) / len(values), len(values), low, high)


def rate(hits: int, n: int) -> Score:
    """A single rate with Wilson's interval."""
    low, high = wilson(hits, n)
    return Score(hits / n if n else None, n, low, high)
