"""The coverage scorer against hand labels, and against texts whose order is known."""

from __future__ import annotations

import json
import re
from pathlib import Path

from evals.scoring import coverage
from evals.scoring.folding import digits, sentences

ROOT = Path(__file__).resolve().parents[2]
NUGGETS = {n.id: n for n in coverage.load(ROOT / "evals" / "nuggets" / "demo.json")[0]}
LABELS = json.loads((ROOT / "evals" / "labels" / "coverage.json").read_text(encoding="utf-8"))["labels"]
REFERENCE = next((ROOT / "evals" / "references").glob("*.txt")).read_text(encoding="utf-8")
WORTH = {"supported": 2, "partial": 1, "absent": 0}


def label(nugget: str, text: str) -> str:
    return coverage.label(NUGGETS[nugget], [digits(s) for s in sentences(text)])


def test_there_are_enough_labels_of_every_kind() -> None:
    assert len(LABELS) >= 150
    assert {row["label"] for row in LABELS} == set(WORTH)
    assert {row["kind"] for row in LABELS} >= {"paraphrase", "wrong_figure", "swapped", "topic_only", "reference", "other"}


def test_the_scorer_agrees_with_the_hand_labels() -> None:
    pairs = [(row["label"], label(row["nugget"], row["passage"])) for row in LABELS]
    for grade in WORTH:
        both = sum(one == other == grade for one, other in pairs)
        either = sum((one == grade) + (other == grade) for one, other in pairs)
        assert 2 * both / either >= 0.90, grade


def test_reference_paraphrase_wrong_figure_and_nothing_stand_in_this_order() -> None:
    """reference ≥ paraphrase > one figure changed > empty, nugget by nugget."""
    right, wrong = 0, []
    for row in LABELS:
        figures = [w for slot in NUGGETS[row["nugget"]].slots for w in slot if re.match(r"\d[\d.]*[^\d.]", w)]
        if row["kind"] != "paraphrase" or not figures:
            continue
        told = digits(row["passage"])
        changed = told
        for figure in map(digits, figures):
            changed = changed.replace(figure, _other(figure))
        grades = [WORTH[label(row["nugget"], text)] for text in (REFERENCE, told, changed, "")]
        if changed == told:  # told in words (全部): a figure cannot be changed
            continue
        for better, worse, strict in ((0, 1, False), (1, 2, True), (2, 3, True)):
            if better == 0 and grades[0] < 2:  # an okay nugget that the reference leaves out
                continue
            good = grades[better] > grades[worse] or (not strict and grades[better] == grades[worse])
            right += good
            if not good:
                wrong.append((row["id"], grades))
    assert right + len(wrong) >= 200
    assert right / (right + len(wrong)) >= 0.98, wrong


def _other(figure: str) -> str:
    number = re.match(r"[\d.]+", figure)
    assert number is not None
    digit = number[0][-1]
    return figure[:number.end() - 1] + str((int(digit) + 3) % 10) + figure[number.end():]
