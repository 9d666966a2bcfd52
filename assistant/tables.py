"""Frozen dataclasses from TOML tables, strictly.

An unknown or missing key, a wrong type or a repeated id raises BadInput that names
the file, the entry and the key. Nothing is converted but whole numbers into floats.
"""

from __future__ import annotations

import tomllib
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from assistant.errors import BadInput

T = TypeVar("T")


def fault(where: str, what: str) -> BadInput:
    """The error for a data file; the caller raises it."""
    return BadInput(f"数据文件 {where} 有误:{what};请改正", f"data file {where}: {what}; mend it")


def read_table(path: Path) -> dict[str, Any]:
    """The TOML file at `path`. Raises BadInput."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise fault(path.name, str(exc)) from exc


def from_rows(cls: Callable[..., T], table: dict[str, Any], where: str, rename: dict[str, str]) -> tuple[T, ...]:
    """The [[entry]] rows of `table`; `rename` maps keys that are reserved words in Python."""
    if set(table) != {"entry"}:
        raise fault(where, f"top level must hold [[entry]] only, has {sorted(table)}")
    rows = [{rename.get(key, key): value for key, value in row.items()} for row in table["entry"]]
    items = tuple(from_table(cls, row, f"{where} [[entry]] {i}") for i, row in enumerate(rows, 1))
    _distinct(items, where)
    return items


def from_table(cls: Callable[..., T], table: dict[str, Any], where: str) -> T:
    """A frozen dataclass from a TOML table, strictly. Raises BadInput naming `where` and the key."""
    hints = get_type_hints(cls)
    members = fields(cls)  # type: ignore[arg-type]
    unknown = set(table) - {member.name for member in members}
    if unknown:
        raise fault(where, f"unknown key {sorted(unknown)}")
    values: dict[str, Any] = {}
    for member in members:
        if member.name in table:
            values[member.name] = _value(hints[member.name], table[member.name], f"{where}: {member.name}")
        elif member.default is MISSING:
            raise fault(where, f"missing key {member.name!r}")
    for name, value in values.items():
        if isinstance(value, tuple):
            _distinct(value, f"{where}: {name}")
    return cls(**values)


def _distinct(items: tuple[Any, ...], where: str) -> None:
    ids = [item.id for item in items if hasattr(item, "id")]
    repeated = sorted({name for name in ids if ids.count(name) > 1})
    if repeated:
        raise fault(where, f"repeated id {repeated}")


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise fault(where, "a list is needed")
        return tuple(_value(args[0], item, where) for item in value)
    if origin is types.UnionType:
        options = [option for option in args if option is not types.NoneType]
        for option in options:
            if type(value) is option:
                return value
        raise fault(where, f"{value!r} has the wrong type")
    if origin is Literal:
        if value not in args:
            raise fault(where, f"{value!r} is none of {list(args)}")
        return value
    if is_dataclass(hint):
        if not isinstance(value, dict):
            raise fault(where, "a table is needed")
        return from_table(hint, value, where)  # type: ignore[arg-type]
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise fault(where, f"{value!r} is not {hint.__name__}")
    return value
