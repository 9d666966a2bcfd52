"""Text folded for comparison: without white space, full- and half-width marks alike, with the way back.

The bar that the reader sets between the cells of a table row is left out too.

The contract compares quotes so; the cleaner may have mended punctuation that the
reviewer's own file still has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_ALIKE = {
    "“": '"', "”": '"', "„": '"', "〝": '"', "〞": '"', "‘": "'", "’": "'",
    "—": "-", "–": "-", "―": "-", "─": "-", "‑": "-", "−": "-", "~": "-", "～": "-",
    "〔": "[", "〕": "]", "【": "[", "】": "]", "﹝": "[", "﹞": "]", "﹙": "(", "﹚": ")",
    "。": ".", "、": ",", "﹑": ",", "•": "·", "・": "·", "‧": "·",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` folded; `origin[i]` is the position in the source of its i-th character."""

    text: str
    origin: tuple[int, ...]


def fold(characters: Iterable[str]) -> Folded:
    """Fold a text, or any sequence of characters.

    >>> fold("（2021 — 2025年）").text
    '(2021-2025年)'
    """
    text: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(characters):
        for part in _ALIKE.get(character) or unicodedata.normalize("NFKC", character):
            part = _ALIKE.get(part, part)
            if not part.isspace() and part != "|" and unicodedata.category(part) != "Cf":
                text.append(part)
                origin.append(position)
    return Folded("".join(text), tuple(origin))
