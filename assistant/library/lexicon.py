"""Listed pairs of everyday words and official terms (data/everyday.tsv), and question words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "everyday.tsv"

QUESTION_WORDS = tuple(
    word for line in (_FILE.parent / "question_words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#") for word in line.split())
_QUESTION = re.compile("|".join(sorted(QUESTION_WORDS, key=len, reverse=True)))


@cache
def pairs() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Each everyday pattern with its official terms."""
    out = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            left, right = line.split("\t")
            out.append((re.compile(left), tuple(right.split())))
    return tuple(out)


def official(text: str) -> tuple[str, ...]:
    """The official terms for the everyday words of a text, each once, in order.

    >>> official("罚款任务")[:3]
    ('行政处罚', '罚款', '罚没')
    """
    found = (term for pattern, terms in pairs() if pattern.search(text) for term in terms)
    return tuple(dict.fromkeys(found))


def other_names(name: str) -> tuple[str, ...]:
    """The official terms that a listed everyday form, and nothing but it, stands for.

    >>> "制式服装" in other_names("制服"), other_names("社区矫正")
    (True, ())
    """
    return tuple(term for pattern, terms in pairs() if pattern.fullmatch(name) for term in terms)


def without_question_words(text: str) -> str:
    """The text with its asking words blanked; unchanged when nothing else would be left.

    >>> without_question_words("培训多少学时").split()
    ['培训', '学时']
    """
    rest = _QUESTION.sub(" ", text)
    return rest if sum(char.isalnum() for char in rest) >= 2 else text
