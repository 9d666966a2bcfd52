"""Gates: a goal (its distance is reported) and a floor (falling under it is exit 1); floors only rise.

Also the order in which controls must stand: a scorer that lets a copy, an empty
page or flag-everything win is broken, whatever it says of us.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.result import SYSTEM, SuiteResult

FILE = Path(__file__).with_name("gates.toml")
State = Literal["passed", "failed", "not_run"]


@dataclass(frozen=True, slots=True)
class Gate:
    """at_most: for metrics where less is better (alarms, traps)."""

    suite: str
    dataset: str
    metric: str
    goal: float
    floor: float
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """`high` must stand above `low` by `margin` or more in this metric."""

    suite: str
    dataset: str
    metric: str
    high: str
    low: str
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    state: State
    value: float | None
    wanted: str
    goal: float | None = None
    distance: float | None = None


def load(path: Path = FILE) -> tuple[tuple[Gate, ...], tuple[Order, ...]]:
    """Raises ValueError for a gate whose floor asks for more than its goal, TypeError for a wrong key."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    gates = tuple(Gate(**row) for row in data.get("gate", []))
    for gate in gates:
        if (gate.floor > gate.goal) != gate.at_most and gate.floor != gate.goal:
            raise ValueError(f"{gate.suite}/{gate.dataset}/{gate.metric}: the floor lies beyond the goal")
    return gates, tuple(Order(**row) for row in data.get("order", []))


def judge(results: Sequence[SuiteResult], gates: Sequence[Gate], orders: Sequence[Order]) -> list[Outcome]:
    """Every gate and order; what could not be measured is not_run when its suite or data were absent, else failed."""
    values: dict[tuple[str, str, str, str], float] = {}
    ran: set[tuple[str, str]] = set()
    for result in results:
        for row in result.rows:
            ran.add((result.suite, row.dataset))
            for metric, score in row.scores.items():
                if score.value is not None:
                    values[result.suite, row.dataset, row.system, metric] = score.value
    out = []
    for gate in gates:
        name = f"{gate.suite}/{gate.dataset}/{gate.metric}"
        wanted = f"{'≤' if gate.at_most else '≥'} {gate.floor:g}"
        value = values.get((gate.suite, gate.dataset, SYSTEM, gate.metric))
        if value is None:
            state: State = "failed" if (gate.suite, gate.dataset) in ran else "not_run"
            out.append(Outcome(name, state, None, wanted, gate.goal))
            continue
        sign = -1 if gate.at_most else 1
        passed = sign * (value - gate.floor) >= -1e-9
        out.append(Outcome(name, "passed" if passed else "failed", value, wanted, gate.goal,
                           max(0.0, sign * (gate.goal - value))))
    for order in orders:
        name = f"{order.suite}/{order.dataset}/{order.metric}: {order.high} > {order.low}"
        if (order.suite, order.dataset) not in ran:
            out.append(Outcome(name, "not_run", None, f"margin {order.margin:g}"))
            continue
        high = values.get((order.suite, order.dataset, order.high, order.metric))
        low = values.get((order.suite, order.dataset, order.low, order.metric))
        gap = None if high is None or low is None else high - low
        fits = gap is not None and gap >= order.margin - 1e-9
        out.append(Outcome(name, "passed" if fits else "failed", gap, f"margin {order.margin:g}"))
    return out
