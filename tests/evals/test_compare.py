"""Two runs compared: what changed, what was gained and lost, and no comparing of different data."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from evals.compare import compare
from evals.report.terminal import deltas


def run(**cases: float) -> dict[str, Any]:
    return {"suites": [{"suite": "retrieval", "status": "run", "digests": {"demo": "abc"},
                        "clusters": {"demo": {case: case[0] for case in cases}}, "cases": {"demo/recall@5": cases}}]}


def test_gains_and_losses_are_named() -> None:
    told = compare(run(a1=0.0, a2=1.0, b1=1.0), run(a1=1.0, a2=1.0, b1=0.0))
    assert (told[0].gained, told[0].lost, told[0].n) == (("a1",), ("b1",), 3)
    assert "可能是偶然" in deltas(told)


def test_a_change_in_one_document_only_may_be_chance() -> None:
    """Twenty cases of one document are one cluster: two signs, p = 1."""
    old = {f"a{i}": 0.0 for i in range(20)}
    assert compare(run(**old), run(**dict.fromkeys(old, 1.0)))[0].p == 1.0


def test_runs_on_different_data_are_not_compared() -> None:
    other = copy.deepcopy(run(a1=1.0))
    other["suites"][0]["digests"]["demo"] = "xyz"
    with pytest.raises(ValueError, match="data differ"):
        compare(run(a1=1.0), other)


def test_a_suite_that_did_not_run_is_left_out() -> None:
    broken = run(a1=1.0)
    broken["suites"][0]["status"] = "error"
    assert compare(run(a1=1.0), broken) == []
    assert "没有共同的指标" in deltas([])
