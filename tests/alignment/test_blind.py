"""Pairs written without a look at the rules, in whole drafts: found by kind, faithful wording left alone.

At the first look, before anything was changed for them: of `blind` 52 of 88 weakened
pairs were found under their kind, and 20 of 136 others flagged (16 of them principles);
`second` was written when the rules for `blind` stood: 33 of 37 found, 2 of 55 flagged
(with the rules before: 17 and 10). The floors below are after mending.
"""

from __future__ import annotations

import pytest

from tests.alignment.blind import Told, told


def _found(item: Told) -> bool:
    return item.row.kind.split("_")[0] in item.kinds or item.row.kind in item.kinds


@pytest.mark.parametrize(("name", "found", "alarms"), [("blind", 0.93, 0.01), ("second", 0.87, 0.0)])
def test_weakened_pairs_are_found_by_kind_and_faithful_ones_left_alone(name: str, found: float, alarms: float) -> None:
    weak = [item for item in told(name) if item.weak]
    held = [item for item in told(name) if not item.weak]
    missed = [(item.row.weak, item.kinds) for item in weak if not _found(item)]
    flagged = [(item.row.faithful or item.row.upper, item.reason) for item in held if item.kinds]
    assert len(missed) <= (1 - found) * len(weak), missed
    assert len(flagged) <= alarms * len(held), flagged


@pytest.mark.parametrize("kind", ["synonym", "principle"])
def test_other_words_and_principles_are_no_matter_of_a_review(kind: str) -> None:
    assert [item.reason for name in ("blind", "second") for item in told(name)
            if item.row.kind == kind and item.kinds] == []
