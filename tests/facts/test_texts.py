"""Whole texts of our own about places that do not exist, labelled before the reader met them.

Work reports, enforcement and annual reports, answers to a people's congress, party and
government regulations, plans: six sets, each written when the one before had been met. On
their first run, before anything was mended after them, recall and precision were .96/.98
(510 numbers), .97/.97 (403), .96/.98 (220), .96/.98 (144); on the fifth, written to be hard
(limits of party rules, rare measure words), .78/.95 (80); on the sixth, .97/1.00 (191). Slots
of requirements in the fourth: 37 of 46. Labels that contradicted each other or the usual way
of counting were settled then; the bars keep what has been reached since.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from assistant.facts import extract
from assistant.reading import read_text

from .marked import Found, Label, read_marked, unmarked
from .scoring import score

TEXTS = Path(__file__).parent / "texts"
SETS = ("1", "2", "3", "4", "5", "6")


@cache
def read(name: str) -> list[tuple[list[Label], list[Found]]]:
    return [read_marked(path) for path in sorted((TEXTS / name).glob("*.txt"))]


@pytest.mark.parametrize("name", SETS)
def test_figures_and_targets_with_value_and_unit(name: str) -> None:
    found = score(
        [(number, item.row) for number, (_, told) in enumerate(read(name)) for item in told],
        [(number, label.row) for number, (labels, _) in enumerate(read(name)) for label in labels],
    )
    assert found.recall >= 0.99, found
    assert found.precision >= 0.99, found


@pytest.mark.parametrize("slot", ["comparator", "deadline", "frequency"])
def test_slots_of_targets(slot: str) -> None:
    right = asked = 0
    for name in SETS:
        for labels, found in read(name):
            for label in labels:
                told = [getattr(item, slot) for item in found if item.row == label.row and item.comparator]
                if getattr(label, slot) and told:
                    asked += 1
                    right += getattr(label, slot) in told
    assert asked > 15
    assert right >= 0.98 * asked, (right, asked)


def test_slots_of_requirements() -> None:
    labels = json.loads((TEXTS.parent / "labels" / "slots.json").read_text(encoding="utf-8"))
    wrong, asked = [], 0
    for name, rows in labels.items():
        requirements = extract(read_text(unmarked(TEXTS / "4" / name), name)).requirements
        for row in rows:
            told = next((item for item in requirements if row["quote"] in item.quote), None)
            for slot, value in row.items():
                got = getattr(told, slot, None)
                asked += 1
                if slot != "quote" and (list(got) if isinstance(got, tuple) else got) != value:
                    wrong.append((row["quote"], slot, got))
    assert len(wrong) <= 0.03 * asked, wrong
