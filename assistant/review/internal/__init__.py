"""A document against itself (自身核查): one family of checks a module, each a generator that changes nothing.

`check(document)` gives every finding once, most serious first and then in the document's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.review.internal import (
    annual,
    basis,
    chronology,
    confusion,
    counts,
    damage,
    dates,
    elements,
    flows,
    forms,
    grammar,
    headings,
    misprints,
    names,
    neighbours,
    numbering,
    pairing,
    places,
    powers,
    privacy,
    rates,
    references,
    remainders,
    repetition,
    spelling,
    standing,
    status,
    statutes,
    sums,
    tasks,
    titles,
)
from assistant.review.internal.view import View, view
from assistant.types import Document, InternalFinding

__all__ = ["CHECKS", "check"]

CHECKS: dict[str, Callable[[View], Iterator[InternalFinding]]] = {
    "privacy": privacy.check,
    "damage": damage.check,
    "forms": forms.check,
    "dates": dates.check,
    "numbering": numbering.check,
    "pairing": pairing.check,
    "headings": headings.check,
    "names": names.check,
    "places": places.check,
    "titles": titles.check,
    "statutes": statutes.check,
    "rates": rates.check,
    "flows": flows.check,
    "misprints": misprints.check,
    "grammar": grammar.check,
    "spelling": spelling.check,
    "confusion": confusion.check,
    "neighbours": neighbours.check,
    "sums": sums.check,
    "remainders": remainders.check,
    "counts": counts.check,
    "standing": standing.check,
    "chronology": chronology.check,
    "basis": basis.check,
    "powers": powers.check,
    "references": references.check,
    "repetition": repetition.check,
    "status": status.check,
    "annual": annual.check,
    "elements": elements.check,
    "tasks": tasks.check,
}
#: Checks that see one and the same fault: of two whose quotes lie within each other, the surer is kept.
_FAMILIES = (
    {"damage", "date_incomplete", "doc_number", "year_range", "unpaired_mark", "truncated", "broken_bytes"},
    {"term", "misprint", "outdated", "grammar", "name_inconsistent"},
    {"doubled_words", "doubled_time", "duplicate", "duplicate_phrase"},
    {"title_wrong", "title_inconsistent", "self_title", "annex_name", "superseded_basis", "full_name"},
    {"chronology", "deadline_passed", "step_before_issue", "short_term", "beyond_period"},
)
_RANK = {"high": 0, "medium": 1, "low": 2}


def check(
    document: Document, today: date | None = None, against: Sequence[Document] = ()
) -> tuple[InternalFinding, ...]:
    """All findings of a document in itself.

    `against`: the higher-level documents; a draft without a date is at least as young as they are.
    `today` is used only for deadlines of a text without any other date; without it the result
    depends on the documents alone. Every quote is an exact substring of its clause.
    """
    looked = view(document, today, against)
    order = {passage.clause.id: position for position, passage in enumerate(looked.passages)}
    texts = {passage.clause.id: passage.text for passage in looked.passages}
    found = [item for run in CHECKS.values() for item in run(looked) if item.quote]
    placed = [(item, texts[item.clause].find(item.quote)) for item in found]
    kept = _once(placed)
    return tuple(
        item
        for item, at in sorted(
            kept, key=lambda one: (_RANK[one[0].severity], order[one[0].clause], one[1], one[0].code)
        )
    )


def _once(found: list[tuple[InternalFinding, int]]) -> list[tuple[InternalFinding, int]]:
    """One finding a place and fault; of two that overlap and tell the same, the surer."""
    kept: list[tuple[InternalFinding, int]] = []
    for item in sorted(found, key=lambda one: (-one[0].confidence, _RANK[one[0].severity])):
        if not any(_same(*item, *other) for other in kept):
            kept.append(item)
    return kept


def _same(one: InternalFinding, at: int, other: InternalFinding, place: int) -> bool:
    if one.clause != other.clause or at >= place + len(other.quote) or place >= at + len(one.quote):
        return False
    if one.suggestion and one.suggestion == other.suggestion:
        return True
    if one.code == other.code == "misprint":
        return one.suggestion in other.suggestion or other.suggestion in one.suggestion
    return one.code != other.code and any(one.code in family and other.code in family for family in _FAMILIES)
