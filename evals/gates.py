"""Gates: a goal (its distance is reported) and a floor (falling under it is exit 1); floors only rise.

Also the order in which controls must stand: a scorer that lets a copy, an empty
page or flag-everything win is broken, whatever it says of us.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evals.result import SYSTEM, SuiteResult

FILE = Path(__file__).with_name("gates.toml")
#: The dataset of a case of the user's own (--case), which has gates of its own.
OWN = "case"
State = Literal["passed", "failed", "not_run"]


@dataclass(frozen=True, slots=True)
class Gate:
    """at_most: for metrics where less is better (alarms, traps). saved: a saved draft must meet it too."""

    suite: str
    dataset: str
    metric: str
    goal: float
    floor: float
    at_most: bool = False
    saved: bool = False


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
    """`value` against `wanted`; `distance` is what lacks to the goal, 0 when it is reached."""

    suite: str
    name: str
    state: State
    value: float | None
    wanted: str
    goal: float | None = None
    distance: float | None = None


def load(path: Path = FILE) -> tuple[tuple[Gate, ...], tuple[Order, ...]]:
    """Raises ValueError for no gates or one told twice, TypeError for a wrong key.

    A floor may stand beyond its goal: what was reached is not given up again.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    gates = tuple(Gate(**row) for row in data.get("gate", []))
    orders = tuple(Order(**row) for row in data.get("order", []))
    if not gates:
        raise ValueError(f"{path.name}: no gates")
    names = [(gate.suite, gate.dataset, gate.metric) for gate in gates]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"{'/'.join(twice)}: told twice")
    if wrong := next((gate for gate in gates for bar in (gate.goal, gate.floor)
                      if not isinstance(bar, (int, float)) or isinstance(bar, bool) or bar != bar), None):
        raise ValueError(f"{wrong.suite}/{wrong.dataset}/{wrong.metric}: goal and floor must be numbers")
    return gates, orders


def judge(results: Sequence[SuiteResult], gates: Sequence[Gate], orders: Sequence[Order],
          saved: bool = False) -> list[Outcome]:
    """Every gate and order.

    What has no value is not_run when its suite or its data were absent, and failed when the
    suite broke or ran without it; what was measured on a part of its data only can fail and
    else is not_run. With `saved` (a saved draft was scored) only the gates that concern one count.
    """
    values: dict[tuple[str, str, str, str], float] = {}
    ran: set[tuple[str, str]] = set()
    broke = {result.suite for result in results if result.status == "error"}
    part = {(result.suite, dataset) for result in results for dataset in result.partial}
    for result in results:
        for row in result.rows:
            ran.add((result.suite, row.dataset))
            for metric, score in row.scores.items():
                if score.value is not None:
                    values[result.suite, row.dataset, row.system, metric] = score.value

    def without(suite: str, dataset: str) -> State:
        return "failed" if suite in broke or (suite, dataset) in ran else "not_run"

    def state(suite: str, dataset: str, met: bool) -> State:
        return "failed" if not met else "not_run" if (suite, dataset) in part else "passed"

    out = []
    for gate in gates:
        own = (gate.suite, OWN) in ran
        if (saved and not gate.saved) or ((gate.dataset == OWN) is not own and (gate.saved or gate.dataset == OWN)):
            continue
        name = f"{gate.suite}/{gate.dataset}/{gate.metric}"
        wanted = f"{'≤' if gate.at_most else '≥'} {gate.floor:g}"
        value = values.get((gate.suite, gate.dataset, SYSTEM, gate.metric))
        if value is None:
            out.append(Outcome(gate.suite, name, without(gate.suite, gate.dataset), None, wanted, gate.goal))
            continue
        sign = -1 if gate.at_most else 1
        met = sign * (value - gate.floor) >= -1e-9
        out.append(Outcome(gate.suite, name, state(gate.suite, gate.dataset, met), value, wanted, gate.goal,
                           max(0.0, sign * (gate.goal - value))))
    for order in orders:
        name = f"{order.suite}/{order.dataset}/{order.metric}: {order.high} > {order.low}"
        wanted = f"+{order.margin:g}"
        if (order.suite, order.dataset) not in ran:
            out.append(Outcome(order.suite, name, without(order.suite, order.dataset), None, wanted))
            continue
        high = values.get((order.suite, order.dataset, order.high, order.metric))
        low = values.get((order.suite, order.dataset, order.low, order.metric))
        gap = None if high is None or low is None else high - low
        fits = gap is not None and gap >= order.margin - 1e-9
        out.append(Outcome(order.suite, name, state(order.suite, order.dataset, fits), gap, wanted))
    return out


def to_json(outcome: Outcome) -> dict[str, Any]:
    def short(value: float | None) -> float | None:
        return None if value is None else round(value, 4)
    return {"name": outcome.name, "state": outcome.state, "value": short(outcome.value), "wanted": outcome.wanted,
            "goal": outcome.goal, "distance": short(outcome.distance)}
