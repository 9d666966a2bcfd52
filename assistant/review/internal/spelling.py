"""Misspelt words of the field: one confusable letter, two letters swapped, one letter doubled (错别字).

The word lists are small on purpose: only words of four letters and more that nothing else resembles.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.review.internal.view import View
from assistant.tables import read_table
from assistant.types import InternalFinding

SHORTEST = 4


@cache
def _wrong() -> dict[str, str]:
    """Every misspelling that is looked for, with the right word."""
    table = read_table(Path(__file__).parent / "data" / "spelling.toml")
    terms, proper = set(table["terms"]), set(table["proper"])
    alike: dict[str, set[str]] = {}
    for group in table["groups"]:
        for letter in group:
            alike.setdefault(letter, set()).update(set(group) - {letter})
    right = {word[a:b] for word in terms | proper for a in range(len(word)) for b in range(a + 1, len(word) + 1)}
    found: dict[str, str] = {}
    for term in sorted(terms, key=len):
        for wrong in _variants(term, alike):
            if wrong not in right and wrong not in found:
                found[wrong] = term
    return found


def _variants(term: str, alike: dict[str, set[str]]) -> Iterator[str]:
    """
    >>> sorted(_variants("案卷评查", {"卷": {"券"}}))[:3]
    ['卷案评查', '案券评查', '案卷卷评查']
    """
    if len(term) < SHORTEST:
        return
    for at, letter in enumerate(term):
        for other in sorted(alike.get(letter, ())):
            yield term[:at] + other + term[at + 1 :]
        if letter not in "、，" and at > 0:
            yield term[:at] + letter + term[at:]
        if at + 1 < len(term) and letter != term[at + 1] and "、" not in term[at : at + 2]:
            yield term[:at] + term[at + 1] + letter + term[at + 2 :]


def check(view: View) -> Iterator[InternalFinding]:
    """Each misspelling at its place."""
    wrong = _wrong()
    sizes = sorted({len(word) for word in wrong})
    for passage in view.passages:
        text = passage.text
        for at in range(len(text)):
            for size in sizes:
                right = wrong.get(text[at : at + size])
                if right is not None and not _covered(text, at, size, right):
                    start, end = passage.around(at, at + size)
                    yield passage.finding(
                        "misprint",
                        "medium",
                        start,
                        end,
                        f"“{text[at : at + size]}”疑为错别字，应为“{right}”",
                        right,
                        0.9,
                    )


def _covered(text: str, at: int, size: int, right: str) -> bool:
    """Whether the right word stands at the very place: a doubled first or last letter of a longer row."""
    return any(text.startswith(right, start) for start in range(max(0, at - 1), at + size - len(right) + 1))
