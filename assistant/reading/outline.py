"""A clause in its place: its headings, its children, its text with its headings as context."""

from __future__ import annotations

from assistant.types import Clause, Document


def ancestors(document: Document, clause_id: str) -> tuple[Clause, ...]:
    """From the outermost to the parent. Raises KeyError for an id that is not there."""
    by_id = {clause.id: clause for clause in document.clauses}
    out: list[Clause] = []
    parent = by_id[clause_id].parent
    while parent is not None:
        out.append(by_id[parent])
        parent = by_id[parent].parent
    return tuple(reversed(out))


def headings(document: Document, clause_id: str) -> tuple[str, ...]:
    """The headings above a clause, outermost first, without its own."""
    return tuple(clause.heading for clause in ancestors(document, clause_id) if clause.heading)


def children(document: Document, clause_id: str | None) -> tuple[Clause, ...]:
    """The clauses right under one, or with None the outermost ones."""
    return tuple(clause for clause in document.clauses if clause.parent == clause_id)


def subtree(document: Document, clause_id: str) -> tuple[Clause, ...]:
    """A clause and all under it, in the order of the text."""
    return tuple(
        clause for clause in document.clauses
        if clause.id == clause_id or clause.id.startswith(clause_id + "/")
    )


def in_context(document: Document, clause_id: str) -> str:
    """The text of a clause under its headings, a line each: what a search or a model should see."""
    clause = document.clause(clause_id)
    return "\n".join((*headings(document, clause_id), clause.text))
