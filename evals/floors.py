"""Floors raised to what a run reached, less the noise of two cases; they never sink.

`python -m evals --raise-floors RESULT.json` writes the file of gates and tells what rose,
and which floors the run did not reach.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals.gates import OWN, Gate
from evals.result import SYSTEM

#: Cases that may turn by chance.
NOISE = 2
#: Data that the evaluator brings: what one set reached binds no other.
_BROUGHT = frozenset({"reference", OWN})
#: Shares of characters, of which a case is many, and single measurements.
_NOT_BY_CASE = re.compile(r"cer_|length_missed|uncited")
_BLOCK = re.compile(r"^\[\[gate\]\]\n(?:(?!\[).*\n?)*", re.M)


class Change(NamedTuple):
    """A floor as it was and as it becomes; `reached` is what the run gave."""

    gate: Gate
    reached: float
    floor: float


def changes(gates: Sequence[Gate], run: Mapping[str, Any]) -> Iterator[Change]:
    """The gates whose floor the run of this JSON lifts; data there in part only, or brought along, lift nothing."""
    scores = {(suite["suite"], row["dataset"], metric): score for suite in run["suites"] for row in suite["rows"]
              if row["system"] == SYSTEM and row["dataset"] not in {*suite.get("partial", ()), *_BROUGHT}
              for metric, score in row["scores"].items()}
    for gate in gates:
        score = scores.get((gate.suite, gate.dataset, gate.metric))
        if score is None or score["value"] is None or not score["n"] or _NOT_BY_CASE.match(gate.metric):
            continue
        floor = risen(gate, score["value"], score["n"])
        if floor != gate.floor:
            yield Change(gate, score["value"], floor)


def risen(gate: Gate, value: float, n: int) -> float:
    """The tighter of the floor that stands and the value less the noise.

    >>> risen(Gate("s", "d", "found", 0.75, 0.75), 1.0, 20), risen(Gate("s", "d", "found", 0.75, 0.75), 0.8, 20)
    (0.9, 0.75)
    >>> risen(Gate("s", "d", "flagged", 0.08, 0.08, at_most=True), 0.0, 200)
    0.01
    """
    noise = NOISE * (1000 if gate.metric.endswith("_per_thousand") else 1) / n
    if gate.at_most:
        return min(gate.floor, math.ceil(round((value + noise) * 1000, 6)) / 1000)
    return max(gate.floor, math.floor(round((value - noise) * 1000, 6)) / 1000)


def write(path: Path, found: Sequence[Change]) -> None:
    """The file of gates with the new floors, its comments and order as they were."""
    wanted = {(c.gate.suite, c.gate.dataset, c.gate.metric): c.floor for c in found}

    def changed(block: re.Match[str]) -> str:
        key = tuple(re.search(rf'^{name} = "(.*)"$', block[0], re.M)[1] for name in ("suite", "dataset", "metric"))  # type: ignore[index]
        return block[0] if key not in wanted else re.sub(r"^floor = .*$", f"floor = {wanted[key]:g}", block[0], flags=re.M)

    path.write_text(_BLOCK.sub(changed, path.read_text(encoding="utf-8")), encoding="utf-8")
