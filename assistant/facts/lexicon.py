"""The word lists of this room (facts/data/*.toml) and the patterns made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `name`.toml as it stands. Raises FileNotFoundError."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, key: str) -> tuple[str, ...]:
    """The list `key` of the data file `name`. Raises KeyError."""
    return tuple(table(name)[key])


def alternation(items: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, shared beginnings told once.

    Told once because a branch of hundreds of words is tried one by one at every place.

    >>> alternation(["力争", "力争到", "力求", "专班"])
    '(?:专班|力(?:争(?:到)?|求))'
    """
    root: dict[str, Any] = {}
    for item in items:
        node = root
        for char in item:
            node = node.setdefault(char, {})
        node[""] = {}
    return f"(?:{_branches(root)})"


def _branches(node: dict[str, Any]) -> str:
    parts: list[str] = []
    for char in sorted(key for key in node if key):
        below, chain = node[char], re.escape(char)
        while len(below) == 1 and "" not in below:
            ((char, below),) = below.items()
            chain += re.escape(char)
        rest = _branches(below)
        parts.append(chain + (f"(?:{rest}){'?' if '' in below else ''}" if rest else ""))
    return "|".join(parts)
