"""Gates fail what falls under them, say what was not measured, and a broken file passes nothing."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from evals import floors, gates
from evals.gates import Gate, Order
from evals.result import SYSTEM, Row, Score, SuiteResult

GATE = Gate("s", "d", "m", goal=0.9, floor=0.8)
ALARM = Gate("s", "d", "a", goal=0.0, floor=0.1, at_most=True)
ORDER = Order("s", "d", "m", SYSTEM, "empty", 0.2)


def ran(**scores: float | None) -> SuiteResult:
    rows = (Row("d", SYSTEM, {name: Score(value, 10) for name, value in scores.items()}),
            Row("d", "empty", {"m": Score(0.5, 10)}))
    return SuiteResult("s", "run", rows=rows)


def states(*results: SuiteResult, saved: bool = False) -> list[str]:
    return [o.state for o in gates.judge(results, [GATE, ALARM], [ORDER], saved)]


def test_what_reaches_the_floor_passes_and_tells_its_distance_to_the_goal() -> None:
    told = gates.judge([ran(m=0.85, a=0.05)], [GATE, ALARM], [])
    assert [o.state for o in told] == ["passed", "passed"]
    assert [round(o.distance or 0, 3) for o in told] == [0.05, 0.05]


def test_what_falls_under_the_floor_fails() -> None:
    assert states(ran(m=0.79, a=0.11)) == ["failed", "failed", "passed"]


def test_a_control_out_of_place_fails() -> None:
    assert states(ran(m=0.85, a=0.0))[2] == "passed"
    assert gates.judge([ran(m=0.6, a=0.0)], [], [ORDER])[0].state == "failed"


def test_absent_data_are_not_run_and_a_suite_that_lost_its_metric_fails() -> None:
    assert states() == ["not_run"] * 3
    assert states(SuiteResult("s", "not_run", "absent")) == ["not_run"] * 3
    assert states(ran(m=None, a=0.0)) == ["failed", "passed", "failed"]


def test_a_part_of_the_data_can_fail_and_cannot_pass() -> None:
    part = replace(ran(m=0.85, a=0.2), partial=frozenset({"d"}))
    assert states(part) == ["not_run", "failed", "not_run"]


def test_a_suite_that_broke_fails_its_gates() -> None:
    assert states(SuiteResult("s", "error", "KeyError")) == ["failed"] * 3


def test_a_saved_draft_is_held_to_its_own_gates_only() -> None:
    told = gates.judge([ran(m=0.1)], [GATE, Gate("s", "d", "m", 0.9, 0.8, saved=True)], [], saved=True)
    assert [o.state for o in told] == ["failed"]


def test_the_gates_of_the_project_hold_together() -> None:
    rules, orders = gates.load()
    names = [(g.suite, g.dataset, g.metric) for g in rules]
    assert len(names) == len(set(names)) >= 40
    assert {o.low for o in orders} | {o.high for o in orders} >= {
        "empty", "reference", "concatenated", "template", "shuffled_numbers", "shuffled_citations", "always_flag",
        "never_flag", "similarity_only", "bm25_only", "langchain_stock"}


@pytest.mark.parametrize("text", [
    "", "[[gate]\n", 2 * "[[gate]]\nsuite='s'\ndataset='d'\nmetric='m'\ngoal=0.8\nfloor=0.8\n",
    "[[gate]]\nsuite='s'\ndataset='d'\nmetrics='m'\ngoal=0.8\nfloor=0.7\n",
    "[[gate]]\nsuite='s'\ndataset='d'\nmetric='m'\ngoal=0.1\nfloor=nan\n",
    "[[gate]]\nsuite='s'\ndataset='d'\nmetric='m'\ngoal='0.1'\nfloor=0.0\n"])
def test_a_broken_file_of_gates_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "gates.toml").write_text(text, encoding="utf-8")
    with pytest.raises((ValueError, TypeError)):
        gates.load(tmp_path / "gates.toml")


def test_floors_rise_with_what_was_reached_and_never_sink(tmp_path: Path) -> None:
    path = tmp_path / "gates.toml"
    block = '[[gate]]\nsuite = "s"\ndataset = "d"\nmetric = "{}"\ngoal = {}\nfloor = {}\n{}\n'
    path.write_text("# why\n" + block.format("m", 0.7, 0.7, "") + block.format("k", 0.9, 0.9, "saved = true\n")
                    + block.format("a", 0.1, 0.1, "at_most = true\n") + '[[order]]\nsuite = "s"\n', encoding="utf-8")
    run = {"suites": [{"suite": "s", "rows": [{"dataset": "d", "system": SYSTEM, "scores": {
        "m": {"value": 0.95, "n": 100}, "k": {"value": 0.5, "n": 100}, "a": {"value": 0.02, "n": 100}}}]}]}
    rules = [Gate("s", "d", "m", 0.7, 0.7), Gate("s", "d", "k", 0.9, 0.9, saved=True), Gate("s", "d", "a", 0.1, 0.1, at_most=True)]
    floors.write(path, list(floors.changes(rules, run)))
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [g["floor"] for g in rows["gate"]] == [0.93, 0.9, 0.04]
    assert path.read_text(encoding="utf-8").startswith("# why") and rows["order"] == [{"suite": "s"}]
    run["suites"][0]["partial"] = ["d"]
    assert list(floors.changes(rules, run)) == []
