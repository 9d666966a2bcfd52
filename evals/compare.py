"""Two runs compared, case by case: what changed, and whether it could be chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.statistics import paired_test


@dataclass(frozen=True, slots=True)
class Delta:
    """`p` is two-sided; gained and lost name the cases that changed."""

    metric: str
    old: float
    new: float
    p: float
    n: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Delta]:
    """The metrics both runs hold case by case, the largest change first.

    `old` and `new` are the JSON of two runs. Raises ValueError when their data differ.
    """
    before, after = _suites(old), _suites(new)
    deltas = []
    for name in sorted(set(before) & set(after)):
        changed = {key for key in before[name]["digests"].keys() & after[name]["digests"].keys()
                   if before[name]["digests"][key] != after[name]["digests"][key]}
        if changed:
            raise ValueError(f"{name}: the data differ between the runs ({', '.join(sorted(changed))})")
        for metric, values in sorted(after[name]["cases"].items()):
            earlier = before[name]["cases"].get(metric, {})
            both = sorted(set(values) & set(earlier))
            if not both:
                continue
            _, p = paired_test(earlier, values, after[name].get("clusters", {}).get(metric.split("/")[0]))
            deltas.append(Delta(
                f"{name}/{metric}", sum(earlier[c] for c in both) / len(both), sum(values[c] for c in both) / len(both),
                p, len(both), tuple(c for c in both if values[c] > earlier[c]),
                tuple(c for c in both if values[c] < earlier[c])))
    return sorted(deltas, key=lambda d: (-abs(d.new - d.old), d.metric))


def _suites(run: Mapping[str, Any]) -> dict[str, Any]:
    return {suite["suite"]: suite for suite in run["suites"] if suite["status"] == "run"}
