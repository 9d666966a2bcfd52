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
    """A regular expression for any of the words, the longest first.

    >>> alternation(["力争", "力争到"])
    '(?:力争到|力争)'
    """
    ordered = sorted(set(items), key=lambda item: (-len(item), item))
    return "(?:" + "|".join(re.escape(item) for item in ordered) + ")"
