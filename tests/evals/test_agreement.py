"""The coverage scorer against hand labels, and against texts whose order is known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.context import Context
from evals.scoring import coverage, standing
from evals.suites import scorers


def scores(tmp_path: Path) -> dict[str, float]:
    told = scorers.run(Context(tmp_path)).rows[0].scores
    return {name: score.value or 0.0 for name, score in told.items()} | {"pairs": told["pairs_right"].n}


def test_there_are_enough_labels_of_every_kind() -> None:
    rows = scorers.labelled()
    assert len(rows) >= 300 and len({row.id for row in rows}) == len(rows)
    assert min(Counter(row.grade for row in rows)[name] for name in scorers.GRADES) >= 30
    assert {row.kind for row in rows} >= {"paraphrase", "wrong_figure", "swapped", "topic_only", "reference", "other",
                                          "negated", "planned", "other_place", "other_year", "numbers_only"}


def test_the_scorer_agrees_with_the_hand_labels_and_orders_texts_aright(tmp_path: Path) -> None:
    told = scores(tmp_path)
    assert min(told[f"f1_{name}"] for name in scorers.GRADES) >= 0.94
    assert told["pairs"] >= 250 and told["pairs_right"] >= 0.98


@pytest.mark.parametrize("broken", ["everything", "topic", "standing"])
def test_a_scorer_that_cannot_tell_falls_under_its_gates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: str) -> None:
    """All supported; the figure left out of account; plans, denials and other places taken for done."""
    if broken == "everything":
        monkeypatch.setattr(coverage, "label", lambda *a, **k: "supported")
    elif broken == "topic":
        monkeypatch.setattr(coverage, "_figure", lambda slot: False)
    else:
        monkeypatch.setattr(standing, "own", lambda text, about: list(text))
    told = scores(tmp_path)
    assert min(told[f"f1_{name}"] for name in scorers.GRADES) < 0.94 or told["pairs_right"] < 0.98
