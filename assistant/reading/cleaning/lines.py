"""The lines of a text: spans without the white space at their edges, empty ones left out."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")

Span = tuple[int, int]


def spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The lines of text[start:end].

    >>> spans("  一、总则\\n\\n 正文 ")
    [(2, 6), (9, 11)]
    """
    return [match.span() for match in _LINE.finditer(text, start, len(text) if end is None else end)]


def drop(lines: list[Span], chosen: set[int], text: str) -> list[tuple[int, int, str]]:
    """Edits that take out the chosen lines with the breaks after them."""
    edits = []
    for index in sorted(chosen):
        start = lines[index][0]
        end = lines[index + 1][0] if index + 1 < len(lines) else len(text)
        edits.append((start, end, ""))
    return edits
