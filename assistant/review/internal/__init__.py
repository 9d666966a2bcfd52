"""A document against itself (自身核查): one family of checks a module, each a generator that changes nothing.

`check(document)` gives every finding once, most serious first and then in the document's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from assistant.review.internal import (
    annual,
    basis,
    chronology,
    counts,
    damage,
    elements,
    forms,
    grammar,
    headings,
    misprints,
    names,
    numbering,
    pairing,
    privacy,
    rates,
    references,
    repetition,
    status,
    sums,
    titles,
)
from assistant.review.internal.view import View, view
from assistant.types import Document, InternalFinding

__all__ = ["CHECKS", "check"]

CHECKS: dict[str, Callable[[View], Iterator[InternalFinding]]] = {
    "privacy": privacy.check,
    "damage": damage.check,
    "forms": forms.check,
    "numbering": numbering.check,
    "pairing": pairing.check,
    "headings": headings.check,
    "names": names.check,
    "titles": titles.check,
    "rates": rates.check,
    "misprints": misprints.check,
    "grammar": grammar.check,
    "sums": sums.check,
    "counts": counts.check,
    "chronology": chronology.check,
    "basis": basis.check,
    "references": references.check,
    "repetition": repetition.check,
    "status": status.check,
    "annual": annual.check,
    "elements": elements.check,
}
#: Checks that see one and the same fault: of two whose quotes lie within each other, the surer is kept.
_FAMILIES = (
    {"damage", "date_incomplete", "doc_number", "year_range", "unpaired_mark", "truncated", "broken_bytes"},
    {"term", "misprint", "outdated", "grammar", "name_inconsistent"},
    {"doubled_words", "doubled_time", "duplicate", "duplicate_phrase"},
    {"title_wrong", "title_inconsistent", "self_title", "annex_name", "superseded_basis", "full_name"},
    {"chronology", "deadline_passed", "step_before_issue", "short_term"},
)
_RANK = {"high": 0, "medium": 1, "low": 2}


def check(document: Document, today: date | None = None) -> tuple[InternalFinding, ...]:
    """All findings of a document in itself.

    `today` is used only for deadlines of a text without any date of its own; without it
    the result depends on the document alone. Every quote is an exact substring of its clause.
    """
    looked = view(document, today)
    order = {passage.clause.id: position for position, passage in enumerate(looked.passages)}
    found = [item for run in CHECKS.values() for item in run(looked) if item.quote]
    kept = _once(found)
    texts = {passage.clause.id: passage.text for passage in looked.passages}
    return tuple(
        sorted(
            kept,
            key=lambda item: (
                _RANK[item.severity],
                order[item.clause],
                texts[item.clause].find(item.quote),
                item.code,
            ),
        )
    )


def _once(found: list[InternalFinding]) -> list[InternalFinding]:
    """One finding a place and code; of two that quote within each other with one suggestion, the surer."""
    kept: list[InternalFinding] = []
    for item in sorted(found, key=lambda item: (-item.confidence, _RANK[item.severity])):
        if not any(_same(item, other) for other in kept):
            kept.append(item)
    return kept


def _same(one: InternalFinding, other: InternalFinding) -> bool:
    if one.clause != other.clause or not (one.quote in other.quote or other.quote in one.quote):
        return False
    if one.suggestion and one.suggestion == other.suggestion:
        return True
    return one.code != other.code and any(one.code in family and other.code in family for family in _FAMILIES)
