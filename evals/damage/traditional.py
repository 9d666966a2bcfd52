"""Simplified to traditional and to annotated text, as pages for readers overseas have it.

The table (traditional.toml) was written for this, character by character; it is not the
converter that the reading room uses, nor its list.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

_DATA: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_TABLE = {pair[0]: pair[1] for pair in _DATA["pairs"].split()}
_WORDS = dict(pair.split(":") for pair in _DATA["words"].split())
_READINGS = dict(pair.split(":") for pair in _DATA["readings"].split())


def traditional(text: str) -> str:
    """The text in traditional characters, of the same length.

    >>> traditional("为推动法治政府建设，着力健全标准。")
    '為推動法治政府建設，著力健全標準。'
    """
    for old, new in _WORDS.items():
        text = text.replace(old, new)
    return "".join(_TABLE.get(char, char) for char in text)


def reading(char: str) -> str | None:
    """The reading of a traditional character that programs annotate, or None.

    >>> reading("縣"), reading("人")
    ('xiàn', None)
    """
    return _READINGS.get(char)


def annotated(text: str, dice: random.Random, share: float = 0.9) -> tuple[str, int]:
    """Readings in half-width brackets after characters that have one here; and how many were put in."""
    out: list[str] = []
    count = 0
    for char in text:
        out.append(char)
        if char in _READINGS and dice.random() < share:
            out.append(f"({_READINGS[char]})")
            count += 1
    return "".join(out), count
