"""The word lists of this room, read once: synonyms, boilerplate, confusable terms, opposites.

A word may stand in several sets; it then belongs to all their classes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.alignment.folding import fold_marks

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`classes`: word → class ids; `pattern` finds the longest listed word at a place.

    `verbs`: classes of verbs, which tell less than nouns; `plain`: boilerplate.
    """

    classes: dict[str, frozenset[int]]
    verbs: frozenset[int]
    plain: frozenset[str]
    pattern: re.Pattern[str]
    confusions: tuple[frozenset[str], ...]
    confused: dict[str, frozenset[str]]
    opposites: dict[str, tuple[str, ...]]
    umbrellas: dict[str, str]

    def same(self, left: str, right: str) -> bool:
        """Whether the two words stand in one set of synonyms."""
        return bool(self.classes.get(left, frozenset()) & self.classes.get(right, frozenset()))


def _lines(name: str) -> list[list[str]]:
    text = (DATA / name).read_text(encoding="utf-8")
    rows = (line.strip() for line in text.splitlines())
    return [row.split() if not row.startswith("#") else ["#", row] for row in rows if row]


@cache
def lexicon() -> Lexicon:
    """The lists, folded."""
    classes: dict[str, set[int]] = {}
    verbs: set[int] = set()
    in_verbs = True
    for number, row in enumerate(_lines("synonyms.txt")):
        if row[0] == "#":
            in_verbs = "verbs" in row[1] if "--" in row[1] else in_verbs
            continue
        if in_verbs:
            verbs.add(number)
        for word in row:
            classes.setdefault(fold_marks(word), set()).add(number)
    plain = frozenset(fold_marks(word) for row in _lines("boilerplate.txt") if row[0] != "#" for word in row)
    confusions = tuple(frozenset(map(fold_marks, row)) for row in _lines("confusions.txt") if row[0] != "#")
    confused: dict[str, set[str]] = {}
    for group in confusions:
        for word in group:
            confused.setdefault(word, set()).update(group - {word})
    opposites = {row[0]: tuple(row[1:]) for row in _lines("antonyms.txt") if row[0] != "#"}
    listed = sorted((word for word in classes if len(word) > 1), key=lambda word: (-len(word), word))
    return Lexicon(
        {word: frozenset(ids) for word, ids in classes.items()}, frozenset(verbs), plain,
        re.compile("|".join(map(re.escape, listed))), confusions,
        {word: frozenset(others) for word, others in confused.items()}, opposites,
        {row[0]: "".join(row[1:]) for row in _lines("umbrellas.txt") if row[0] != "#"})
