"""Documents and facts back from the plain dicts that `types.to_json` makes of them."""

from __future__ import annotations

from typing import Any

from assistant.types import (
    Clause,
    Document,
    Facts,
    Figure,
    Note,
    Parent,
    Repair,
    Requirement,
    Target,
    to_json,
)

_TUPLES = ("issuer",)


def clause_from(value: dict[str, Any]) -> Clause:
    """A clause; `origin` runs become tuples again."""
    runs = tuple((int(a), int(b), int(c)) for a, b, c in value.get("origin", ()))
    return Clause(**{**value, "origin": runs})


def head_to(document: Document) -> dict[str, Any]:
    """Everything of a document but its clauses."""
    value: dict[str, Any] = to_json(document)
    del value["clauses"]
    return value


def document_from(head: dict[str, Any], clauses: tuple[Clause, ...]) -> Document:
    """The document of `head_to` and its clauses."""
    value = dict(head)
    for name in _TUPLES:
        value[name] = tuple(value.get(name, ()))
    value["parents"] = tuple(Parent(**item) for item in value.get("parents", ()))
    value["repairs"] = tuple(Repair(**item) for item in value.get("repairs", ()))
    value["notes"] = tuple(Note(**item) for item in value.get("notes", ()))
    return Document(**value, clauses=clauses)


def facts_from(value: dict[str, Any]) -> Facts:
    """The facts of `types.to_json`."""
    return Facts(
        requirements=tuple(_requirement(item) for item in value.get("requirements", ())),
        figures=tuple(Figure(**item) for item in value.get("figures", ())),
    )


def _requirement(value: dict[str, Any]) -> Requirement:
    targets = tuple(Target(**item) for item in value.get("targets", ()))
    lists = {name: tuple(value.get(name, ())) for name in ("members", "cited")}
    return Requirement(**{**value, **lists, "targets": targets})
