"""Planted faults are found, at their words; clean texts stay quiet.

The rules were worked out on `dev`. The later sets were each written whole before they were first run: 51 of 58,
17 of 28, 17 of 25, 81 of 123, 74 of 90, 66 of 83, 23 of 52 (weak kinds alone), 44 of 53
and 27 of 34 were found then; what was missed named general gaps, closed since.
So the shares below tell what stays found, and those first looks what to expect of a new text.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest

from assistant.review.floor import check_floor
from assistant.types import InternalFinding

from .material import Plant, clean, document, findings, innocents, plants

INSERTED_AFTER = {
    "dev_plan": "方便老年人、残疾人等群体办事。",
    "dev_report": "重点领域违法案件315件。",
    "test_outline": "及时组织专项监督。",
}
CLEAN = ("dev_plan", "dev_report", "dev_rules", "test_creation", "test_answer", "test_report", "test_outline",
         "third_plan", "fourth_report", "fifth_plan", "fifth_report", "sixth_plan", "sixth_report", "sixth_scheme",
         "seventh_plan", "seventh_report", "seventh_scheme", "eighth_report", "ninth_report", "ninth_plan", "tenth_report",
         "eleventh_report")
LATER = (("planted_test", 50, 0.9), ("planted_third", 25, 0.9), ("planted_fourth", 25, 0.9), ("planted_sixth", 110, 0.9),
         ("planted_seventh", 84, 0.92), ("planted_eighth", 75, 0.9),
         ("planted_ninth", 50, 0.8), ("planted_tenth", 50, 0.86), ("planted_eleventh", 34, 0.85))
SHARED = 6  # letters of one row that a quote shares with the planted words


def fold(text: str) -> str:
    return re.sub(r"\s", "", text).translate(str.maketrans("（）：，", "():,"))


def at_its_words(finding: InternalFinding, plant: Plant) -> bool:
    quote, words = fold(finding.quote), fold(plant.quote)
    run = SequenceMatcher(None, quote, words, autojunk=False).find_longest_match()
    return finding.code in plant.codes and (quote in words or words in quote or run.size >= SHARED)


def found(plant: Plant) -> bool:
    text = clean(plant.text)
    assert plant.before in text, plant.before
    planted = text.replace(plant.before, plant.after, 1)
    if "below_floor" in plant.codes:
        return any(fold(plant.quote) in fold(quote.quote) for item in check_floor(document(planted)) for quote in item.draft)
    return any(at_its_words(item, plant) for item in findings(planted))


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_text_gives_no_alarm(name: str) -> None:
    assert findings(clean(name)) == ()


@pytest.mark.parametrize("plant", plants("planted_dev"), ids=lambda p: f"{p.codes[0]}-{p.quote[:8]}")
def test_a_planted_fault_is_found_at_its_words(plant: Plant) -> None:
    assert found(plant)


@pytest.mark.parametrize(("name", "least", "share"), LATER)
def test_of_the_later_sets_nine_in_ten_are_found(name: str, least: int, share: float) -> None:
    outcome = {(plant.codes, plant.quote): found(plant) for plant in plants(name)}
    missed = [key for key, hit in outcome.items() if not hit]
    assert len(outcome) >= least
    assert len(missed) <= (1 - share) * len(outcome), missed


def test_a_fault_raises_at_most_one_alarm_elsewhere() -> None:
    sets = ("planted_dev", "planted_test", "planted_third", "planted_fourth")
    for plant in (plant for name in sets for plant in plants(name)):
        text = clean(plant.text).replace(plant.before, plant.after, 1)
        others = [item for item in findings(text) if not at_its_words(item, plant)
                  and fold(item.quote) not in fold(plant.after) and fold(plant.quote) not in fold(item.quote)]
        assert len(others) <= 1, (plant.quote, others)


@pytest.mark.parametrize(("text", "sentence"), innocents(), ids=lambda value: value[:12])
def test_what_only_looks_wrong_is_left_alone(text: str, sentence: str) -> None:
    body, place = clean(text), INSERTED_AFTER[text]
    assert place in body
    before = {(item.code, item.quote) for item in findings(body)}
    after = findings(body.replace(place, place + sentence, 1))
    assert [item for item in after if (item.code, item.quote) not in before] == []
