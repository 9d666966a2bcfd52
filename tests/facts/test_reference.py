"""The five real documents: what careful readers found in them, by recall and precision."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.facts import extract
from assistant.reading import read_text
from assistant.types import Document, Facts

from .scoring import Score, score

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / ".." / "shared" / "corpus"
GOLD = ROOT / ".." / "shared" / "gold" / "documents.dev.json"
LABELS = Path(__file__).parent / "labels" / "reference.json"

pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not CORPUS.is_dir() or not GOLD.is_file(),
        reason="the five real documents are not beside the checkout"),
]


@cache
def read(number: str) -> tuple[Document, Facts]:
    (path,) = CORPUS.glob(f"{number}_*.txt")
    document = read_text(path.read_bytes().decode("utf-8", "replace"), path.name)
    return document, extract(document)


@cache
def gold(number: str) -> dict[str, Any]:
    return dict(json.loads(GOLD.read_text(encoding="utf-8"))["documents"][number])


def targets(number: str) -> list[tuple[str, object, str | None]]:
    return [(item.clause, target.value,
        target.unit) for item in read(number)[1].requirements for target in item.targets]


def numbers_only(rows: list[tuple[str, object, str | None]]) -> list[tuple[str, object, str | None]]:
    return [row for row in rows if not isinstance(row[1], str)]


def check(found: Score, recall: float = 0.95, precision: float = 0.90) -> None:
    assert found.recall >= recall, found
    assert found.precision >= precision, found


@pytest.mark.parametrize("number", ["000", "002"])
def test_targets_with_value_unit_and_clause(number: str) -> None:
    check(score(targets(number), [(row["clause"], row["value"], row["unit"]) for row in gold(number)["targets"]]))


def test_deadlines_of_targets() -> None:
    for number in ("000", "002"):
        found = {
            (item.clause, target.value, target.unit, target.deadline)
            for item in read(number)[1].requirements for target in item.targets
        }
        wanted = {(row["clause"], row["value"], row["unit"], row["deadline"]) for row in gold(number)["targets"]}
        assert len(found & wanted) >= 0.95 * len(wanted), wanted - found


def test_figures_of_a_news_report_with_value_unit_and_clause() -> None:
    found = [(item.clause, item.value, item.unit) for item in read("004")[1].figures]
    check(score(found, [(row["clause"], row["value"], row["unit"]) for row in gold("004")["figures"]]))


def test_periods_and_plans_of_a_news_report() -> None:
    by_value = {(item.clause, item.value): item for item in read("004")[1].figures}
    for row in gold("004")["figures"]:
        item = by_value.get((row["clause"], row["value"]))
        if item is not None and row["period"]:
            assert item.period == row["period"], row
        if item is not None and row["qualifier"] == "拟":
            assert item.planned, row


def test_figures_of_an_annual_report_by_our_own_reading() -> None:
    labels = json.loads(LABELS.read_text(encoding="utf-8"))["003"]
    found = [(item.clause, item.value, item.unit) for item in read("003")[1].figures]
    check(score(found, [tuple(row) for row in labels]))


def test_targets_of_a_campaign_plan_by_our_own_reading() -> None:
    labels = json.loads(LABELS.read_text(encoding="utf-8"))["001"]
    check(score(targets("001"), [tuple(row[:3]) for row in labels]))


def test_every_quote_is_exact() -> None:
    for number in ("000", "001", "002", "003", "004"):
        document, facts = read(number)
        for item in (*facts.requirements, *facts.figures):
            assert item.quote
            assert item.quote in document.clause(item.clause).text


def test_requirements_that_careful_readers_named_are_found() -> None:
    rows = json.loads((GOLD.parent / "alignments.dev.json").read_text(encoding="utf-8"))["alignments"]
    missed = []
    for row in rows:
        upper = row["upper"]
        quote = "".join(upper["quote"].replace("(", "（").replace(")", "）").replace(",", "，").split())
        found = [
            "".join(item.quote.split()) for item in read(upper["doc"])[1].requirements if item.clause == upper["clause"]
        ]
        if not any(part in quote or quote in part for part in found):
            missed.append(upper["quote"])
    assert missed == []
