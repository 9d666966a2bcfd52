"""Any of these values as plain dicts and lists and back, key for key as the command-line contract spells them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from assistant.types.documents import Document


def to_json(value: Any) -> Any:
    """Plain dicts, lists, strings and numbers for any value of this module."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value


Value = TypeVar("Value")


def from_json(kind: type[Value], data: Any) -> Value:
    """The value of this type that `to_json` gave as `data`. Raises TypeError, KeyError.

    >>> from assistant.types import Citation
    >>> from_json(Citation, to_json(Citation("d1", "一", "甲"))) == Citation("d1", "一", "甲")
    True
    """
    return cast(Value, _revive(kind, data))


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The fields of a dataclass with their types."""
    found = get_type_hints(kind)
    return {f.name: found[f.name] for f in fields(kind)}


@cache
def _shape(kind: Any) -> tuple[bool, bool, tuple[Any, ...]]:
    """(whether it is a dataclass, whether it is a tuple, its arguments)."""
    return is_dataclass(kind) and isinstance(kind, type), get_origin(kind) is tuple, get_args(kind)


def _revive(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    dataclass_, tuple_, inner = _shape(kind)
    if dataclass_:
        return kind(**{name: _revive(hint, data[name]) for name, hint in _hints(kind).items() if name in data})
    if tuple_:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_revive(inner[0], item) for item in data)
        return tuple(_revive(part, item) for part, item in zip(inner, data, strict=True))
    return data


def head(document: Document) -> dict[str, Any]:
    """The head data (题头信息) of a document as the contract lists it."""
    return {
        "id": document.id, "source": document.source, "title": document.title,
        "issuer": list(document.issuer), "region": document.region, "level": document.level,
        "doc_type": document.doc_type, "period": document.period, "date": document.date,
        "publish_date": document.publish_date, "doc_number": document.doc_number,
        "index_number": document.index_number, "addressees": document.addressees,
        "carrier_title": document.carrier_title,
        "parents": to_json(document.parents), "clauses": len(document.clauses),
    }
