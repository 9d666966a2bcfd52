"""Content terms of a phrase, and how much of one phrase's content stands in another text.

A listed word counts by its class, so that 公布 and 对外公开 are one term; any other
word counts by itself, and in part by the character pairs it shares.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.alignment.lexicon import lexicon
from assistant.library.lexical import segment

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+(?:\.[0-9]+)?%?")
_NUMERIC = re.compile(r"^[0-9.%]+$|^[一二两三四五六七八九十百千万零〇]+$")

#: One term: 每季度 against 每半年 is the same thing at another pace, which its slot judges.
_RHYTHM, _OFTEN = re.compile("^每(?:半年|季度?|年度?|个?月|周|日|天|学期)$|^半年$"), "#often"

#: Weight of boilerplate, of listed verbs, of single characters, against 1 for other words.
PLAIN, VERB, SINGLE = 0.12, 0.45, 0.25


@dataclass(frozen=True, slots=True)
class Term:
    """`keys` are class ids ("#12") or the word itself; `kind` its share of weight."""

    word: str
    keys: frozenset[str]
    kind: float


@lru_cache(maxsize=65536)
def terms(folded: str) -> tuple[Term, ...]:
    """The terms of a folded text in order; numbers are left to the slots.

    >>> [term.word for term in terms("聘请行政执法监督员")]
    ['聘请', '行政', '执法', '监督员']
    """
    book = lexicon()
    out: list[Term] = []
    at = 0

    def plain_words(piece: str) -> Iterable[str]:
        for run in _RUN.findall(piece):
            yield from (word for word in segment(run) if _RUN.match(word))

    def listed(word: str) -> Term:
        ids = book.classes[word]
        keys = frozenset(f"#{number}" for number in ids)
        weight = PLAIN if word in book.plain else VERB if ids <= book.verbs else 1.0
        return Term(word, keys, weight)

    def add(piece: str) -> None:
        for word in plain_words(piece):
            if _NUMERIC.match(word):
                continue
            if word in book.classes and len(word) > 1:
                out.append(listed(word))
            else:
                weight = PLAIN if word in book.plain else SINGLE if len(word) == 1 else 1.0
                out.append(Term(word, frozenset((_OFTEN if _RHYTHM.match(word) else word,)), weight))

    for found in book.pattern.finditer(folded):
        add(folded[at:found.start()])
        out.append(listed(found.group()))
        at = found.end()
    add(folded[at:])
    return tuple(out)


@lru_cache(maxsize=65536)
def pairs(folded: str) -> frozenset[str]:
    """Adjacent character pairs of the Han runs."""
    return frozenset(run[i:i + 2] for run in _RUN.findall(folded) for i in range(len(run) - 1))


@lru_cache(maxsize=65536)
def opened(folded: str) -> str:
    """The text with what its umbrella names (三项制度) stand for written behind it."""
    out = folded
    for name, whole in lexicon().umbrellas.items():
        if name in folded and not any(member[-4:] in folded for member in whole.split("、")[:2]):
            out += "," + whole
    return out


@lru_cache(maxsize=65536)
def keys(folded: str) -> frozenset[str]:
    """All term keys of a text."""
    return frozenset(key for term in terms(folded) for key in term.keys)


class Weights:
    """How telling a term is: rare in the two documents, not boilerplate (weights ≥ 0)."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            counts.update(keys(text))
        self._counts, self._total = counts, max(total, 1)
        self._known: dict[Term, float] = {}

    def of(self, term: Term) -> float:
        """The weight of one term."""
        known = self._known.get(term)
        if known is None:
            often = max((self._counts[key] for key in term.keys), default=0)
            idf = math.log(1 + (self._total - often + 0.5) / (often + 0.5))
            known = self._known[term] = term.kind * max(idf, 0.15)
        return known


def credit(term: Term, other_keys: frozenset[str], other: str) -> float:
    """How far a term stands in the folded text `other`, 0..1."""
    if term.keys & other_keys or (len(term.word) > 1 and term.word in other):
        return 1.0
    if len(term.word) < 2:
        return 1.0 if term.word in other else 0.0
    bigrams = [term.word[i:i + 2] for i in range(len(term.word) - 1)]
    shared = sum(pair in other for pair in bigrams) / len(bigrams)
    # A two-character word half present (演练 / 演习) says little, a longer one with its core more.
    single = sum(char in other for char in term.word) / len(term.word)
    return max(0.9 * shared, 0.35 * single if single < 1 else 0.6)


def coverage(left: str, right: str, weigh: Callable[[Term], float]) -> float:
    """Share of the weighted content of `left` that stands in `right` (both folded), 0..1."""
    total = kept = 0.0
    right = opened(right)
    other_keys = keys(right)
    for term in terms(left):
        weight = weigh(term)
        total += weight
        kept += weight * credit(term, other_keys, right)
    return kept / total if total else 1.0


def lost_terms(left: str, right: str, weigh: Callable[[Term], float]) -> list[tuple[float, Term]]:
    """The terms of `left` that do not stand in `right`, heaviest first, with the weight lost."""
    right = opened(right)
    other_keys = keys(right)
    out = [(weigh(term) * (1 - credit(term, other_keys, right)), term) for term in terms(left)]
    return sorted((item for item in out if item[0] > 0.05), key=lambda item: -item[0])
