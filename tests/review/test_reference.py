"""Two real plans under a real outline, against what careful readers found."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.alignment.folding import fold_marks
from assistant.reading import read_path
from assistant.review.consistency import check_against
from assistant.review.report_against_plan import check_report
from assistant.types import Document, Finding

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold" / "alignments.dev.json"
pytestmark = [pytest.mark.reference,
              pytest.mark.skipif(not GOLD.is_file(), reason="the five reference documents are not beside the checkout")]

NEIGHBOURS = {"fully": {"covered", "not_applicable"}, "partially": {"partial", "weaker", "covered"},
              "weaker": {"weaker", "partial"}, "conflicting": {"conflicting", "weaker", "partial"},
              "missing": {"missing", "partial", "not_applicable"}}
WORST = ("conflicting", "missing", "weaker", "partial", "covered", "not_applicable")


def _document(number: str) -> Document:
    return read_path(next((SHARED / "corpus").glob(f"{number}_*.txt")))


@cache
def _gold() -> list[tuple[dict[str, Any], list[Finding]]]:
    rows = []
    found: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for entry in json.loads(GOLD.read_text(encoding="utf-8"))["alignments"]:
        upper, lower = entry["upper"]["doc"], entry["lower"]["doc"]
        if upper != "002":
            continue
        if (upper, lower) not in found:
            found[upper, lower] = check_against(_document(lower), _document(upper)).findings
        quote = _bare(entry["upper"]["quote"])
        mine = [item for item in found[upper, lower] if item.requirement.clause == entry["upper"]["clause"]
                and (_bare(item.requirement.quote) in quote or quote in _bare(item.requirement.quote))]
        rows.append((entry, mine))
    return rows


def _bare(text: str) -> str:
    return fold_marks(text)


def _verdict(found: list[Finding]) -> str:
    return min((item.verdict for item in found), key=WORST.index)


def test_every_gold_requirement_meets_a_finding() -> None:
    assert [entry["id"] for entry, found in _gold() if not found] == []


def test_carried_out_or_not() -> None:
    right = {True: 0, False: 0}
    total = {True: 0, False: 0}
    for entry, found in _gold():
        full = entry["verdict"] == "fully"
        total[full] += 1
        right[full] += (_verdict(found) in ("covered", "not_applicable")) == full
    assert (right[True] / total[True] + right[False] / total[False]) / 2 >= 0.92


def test_verdicts_are_right_or_a_neighbour() -> None:
    near = [_verdict(found) in NEIGHBOURS[entry["verdict"]] for entry, found in _gold()]
    assert sum(near) / len(near) >= 0.94


def test_the_right_clause_is_cited_first() -> None:
    hits = []
    for entry, found in _gold():
        if entry["lower"]["clauses"]:
            quoted = [item.draft[0].clause for item in found if item.draft]
            hits.append(bool(quoted) and quoted[0] in entry["lower"]["clauses"])
    assert sum(hits) / len(hits) >= 0.92


def test_quotes_stand_in_their_clauses() -> None:
    draft = _document("000")
    for item in check_against(draft, _document("002")).findings:
        for quoted in item.draft:
            assert quoted.quote in draft.clause(quoted.clause).text


def test_a_report_that_falls_short_of_its_plan_is_told() -> None:
    found = check_report(_document("003"), _document("000"))
    assert any(item.verdict == "below_target" and "90.9" in item.reason for item in found)
    assert {item.verdict for item in found} <= {"reported", "partly", "silent", "below_target"}
