"""BM25 over character n-grams or words, kept as postings a document (段) at a time.

Terms are 64-bit hashes, so postings are plain number arrays: cheap to store, to
merge and to score. Nothing is tokenised again at query time but the query.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.library.embedding import Matrix

Tokeniser = Callable[[str], list[str]]
Integers = npt.NDArray[np.int32]

K1, B = 1.2, 0.75
_FEW = 8  # so many times fewer texts than all are looked up one by one
_KEPT = re.compile(r"[㐀-鿿]+|[a-z0-9]+(?:\.[0-9]+)?%?")
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, ord("〔"): ord("("),
                                                                   ord("〕"): ord(")")}


def fold(text: str) -> str:
    """Full-width marks to half-width, letters small.

    >>> fold("《App》100%")
    '《app》100%'
    """
    return text.translate(_FOLD).lower()


def grams(text: str) -> list[str]:
    """Single Han characters and adjacent pairs; runs of letters and digits whole.

    >>> grams("执法60学时")
    ['执', '法', '执法', '60', '学', '时', '学时']
    """
    out: list[str] = []
    for run in _KEPT.findall(fold(text)):
        if run[0] < "㐀":
            out.append(run)
            continue
        out += run
        out += (run[index:index + 2] for index in range(len(run) - 1))
    return out


def words(text: str) -> list[str]:
    """Dictionary words of the segmenter, marks left out.

    >>> words("行政执法60学时")
    ['行政', '执法', '60', '学时']
    """
    return [word for word in segment(fold(text)) if _KEPT.match(word)]


def segment(text: str) -> list[str]:
    """The text cut into words by the segmenter's dictionary, every character kept."""
    import rjieba

    return list(rjieba.cut(text))


class Dictionary:
    """The segmenter's dictionary with words of the caller's own; its counts are those of general writing."""

    OWN = 40  # how often a word that only the caller knows is taken to stand in general writing
    SIZE = 60_000_000  # all words counted

    def __init__(self, own: Iterable[str] = ()) -> None:
        import rjieba

        self._segmenter = rjieba.Jieba()
        for word in own:
            if not self._segmenter.has_word(word):
                self._segmenter.add_word(word, self.OWN, None)

    def cut(self, text: str) -> list[str]:
        """The words of the dictionary; letters that belong to none stand alone."""
        return list(self._segmenter.cut(text, False))

    def count(self, word: str) -> int:
        """How often a word stands in general writing; 0 for what is no word."""
        return int(self._segmenter.suggest_freq(word)) if self._segmenter.has_word(word) else 0


@lru_cache(maxsize=65536)
def is_word(text: str) -> bool:
    """Whether the segmenter's dictionary knows the text as one word.

    >>> is_word("纠纷"), is_word("纠分")
    (True, False)
    """
    import rjieba

    return len(rjieba.cut(text, False)) == 1


def is_name(text: str) -> bool:
    """Whether the segmenter's dictionary knows the text as the name of a place.

    >>> is_name("海淀区"), is_name("贫困县")
    (True, False)
    """
    import rjieba

    tagged = rjieba.tag(text)
    return len(tagged) == 1 and tagged[0][1] == "ns"


@lru_cache(maxsize=200_000)
def term(token: str) -> int:
    """The number that stands for a token in postings."""
    return int.from_bytes(blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Postings:
    """Which term stands how often in which text, sorted by term.

    terms uint64[t] unique and rising; starts int32[t+1] into rows and counts;
    rows int32[p]; counts uint16[p]; lengths float32[n], tokens a text.
    """

    terms: npt.NDArray[np.uint64]
    starts: Integers
    rows: Integers
    counts: npt.NDArray[np.uint16]
    lengths: Matrix

    @staticmethod
    def of(texts: Sequence[str], tokenise: Tokeniser) -> Postings:
        """The postings of these texts, rows in their order."""
        keys: list[int] = []
        rows: list[int] = []
        counts: list[int] = []
        lengths = np.zeros(len(texts), np.float32)
        for row, text in enumerate(texts):
            tokens = tokenise(text)
            lengths[row] = len(tokens)
            for token, count in Counter(tokens).items():
                keys.append(term(token))
                rows.append(row)
                counts.append(count)
        return _sorted(np.array(keys, np.uint64), np.array(rows, np.int32),
                       np.minimum(np.array(counts, np.int64), 65535).astype(np.uint16), lengths)

    @staticmethod
    def merge(parts: Sequence[Postings]) -> Postings:
        """One set of postings; the rows of each part follow those of the part before."""
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return Postings.of([], list)
        offsets = np.cumsum([0, *(len(part.lengths) for part in parts)])
        return _sorted(
            np.concatenate([np.repeat(part.terms, np.diff(part.starts)) for part in parts]),
            np.concatenate([part.rows + np.int32(offset)
                            for part, offset in zip(parts, offsets, strict=False)]),
            np.concatenate([part.counts for part in parts]),
            np.concatenate([part.lengths for part in parts]))

    def slot(self, token: str) -> slice:
        """Where the token's rows and counts stand; empty for an unknown token."""
        key = np.uint64(term(token))
        at = int(np.searchsorted(self.terms, key))
        if at == len(self.terms) or self.terms[at] != key:
            return slice(0, 0)
        return slice(int(self.starts[at]), int(self.starts[at + 1]))

    def pack(self) -> bytes:
        """Bytes for the catalogue of derived data."""
        header = np.array([len(self.terms), len(self.rows), len(self.lengths)], "<i4")
        arrays = (header, self.terms.astype("<u8"), self.starts.astype("<i4"),
                  self.rows.astype("<i4"), self.counts.astype("<u2"), self.lengths.astype("<f4"))
        return zlib.compress(b"".join(array.tobytes() for array in arrays), 1)

    @staticmethod
    def unpack(packed: bytes) -> Postings:
        """The postings of `pack`."""
        data = memoryview(zlib.decompress(packed))
        t, p, n = np.frombuffer(data[:12], "<i4")
        at = 12
        out: list[npt.NDArray[np.generic]] = []
        for kind, size in (("<u8", t), ("<i4", t + 1), ("<i4", p), ("<u2", p), ("<f4", n)):
            width = np.dtype(kind).itemsize * int(size)
            out.append(np.frombuffer(data[at:at + width], kind))
            at += width
        return Postings(out[0].astype(np.uint64), out[1].astype(np.int32), out[2].astype(np.int32),
                        out[3].astype(np.uint16), out[4].astype(np.float32))


def _sorted(keys: npt.NDArray[np.uint64], rows: Integers, counts: npt.NDArray[np.uint16], lengths: Matrix) -> Postings:
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
    starts = np.r_[first, len(keys)].astype(np.int32)
    return Postings(keys[first], starts, rows[order], counts[order], lengths)


@dataclass(slots=True)
class BM25:
    """Scores of a query against all texts of some postings (k1 1.2, b 0.75)."""

    postings: Postings
    _weights: Matrix = field(init=False)

    def __post_init__(self) -> None:
        # What a token is worth in a text, its rarity left out, is the same for every query.
        norms = _norms(self.postings.lengths)
        self._weights = _saturated(self.postings.counts, norms[self.postings.rows])

    @staticmethod
    def over(texts: Sequence[str], tokenise: Tokeniser = grams) -> BM25:
        """An index in memory."""
        return BM25(Postings.of(texts, tokenise))

    def __len__(self) -> int:
        return len(self.postings.lengths)

    def frequency(self, token: str) -> int:
        """In how many texts the token stands."""
        slot = self.postings.slot(token)
        return int(slot.stop - slot.start)

    def scores(self, tokens: Iterable[str] | dict[str, float]) -> Matrix:
        """One score a text; tokens given as a dict carry their weights."""
        out = np.zeros(len(self), np.float32)
        for token, weight in _weighted(tokens).items():
            slot = self.postings.slot(token)
            rows = self.postings.rows[slot]
            # A token stands once a text in the postings, so rows never repeat here.
            out[rows] += np.float32(weight) * _idf(len(self), len(rows)) * self._weights[slot]
        return out

    def scores_of(self, tokens: Iterable[str] | dict[str, float], chosen: npt.NDArray[np.int64]) -> Matrix:
        """The scores of these texts only, their rows rising."""
        if len(chosen) * _FEW > len(self):
            return np.asarray(self.scores(tokens)[chosen], np.float32)
        out = np.zeros(len(chosen), np.float32)
        for token, weight in _weighted(tokens).items():
            slot = self.postings.slot(token)
            rows = self.postings.rows[slot]
            if not len(rows):
                continue
            at = np.minimum(np.searchsorted(rows, chosen), len(rows) - 1)
            there = rows[at] == chosen
            out[there] += np.float32(weight) * _idf(len(self), len(rows)) * self._weights[slot][at[there]]
        return out


class LayeredBM25:
    """BM25 of clauses and of their sentences from the one set of postings of the sentences."""

    def __init__(self, postings: Postings, owners: Integers, clauses: int) -> None:
        """owners int32[m], rising: the clause row of each sentence."""
        self._sentences = BM25(postings)
        self._clauses = BM25(_gathered(postings, owners, clauses))
        self._owners = owners

    def frequency(self, token: str) -> int:
        """In how many clauses the token stands."""
        return self._clauses.frequency(token)

    def printing(self, text: str) -> Integers:
        """Clause rows with a sentence that prints all terms of a text: where it may stand as such."""
        rows: npt.NDArray[Any] | None = None
        for token in dict.fromkeys(grams(text)):
            postings = self._sentences.postings
            found = postings.rows[postings.slot(token)]
            rows = found if rows is None else np.intersect1d(rows, found, assume_unique=True)
        return np.unique(self._owners[rows]) if rows is not None else np.zeros(0, np.int32)

    def clause_scores(self, tokens: Iterable[str] | dict[str, float]) -> Matrix:
        """Scores of all clauses."""
        return self._clauses.scores(tokens)

    def sentence_scores(self, tokens: Iterable[str] | dict[str, float], rows: npt.NDArray[np.int64]) -> Matrix:
        """Scores of these sentences, their rows rising, with the rarity of their own layer."""
        return self._sentences.scores_of(tokens, rows)


def _gathered(postings: Postings, owners: Integers, clauses: int) -> Postings:
    """The postings of the clauses that own these sentences."""
    lengths = np.bincount(owners, weights=postings.lengths, minlength=clauses).astype(np.float32)
    if not len(postings.rows):
        return Postings(postings.terms, postings.starts, postings.rows, postings.counts, lengths)
    rows = owners[postings.rows]
    begins = np.zeros(len(rows), bool)
    begins[postings.starts[:-1]] = True
    begins[1:] |= rows[1:] != rows[:-1]
    first = np.flatnonzero(begins)
    counts = np.add.reduceat(postings.counts, first, dtype=np.uint32)
    starts = np.r_[np.searchsorted(first, postings.starts[:-1]), len(first)].astype(np.int32)
    return Postings(postings.terms, starts, rows[first], np.minimum(counts, 65535).astype(np.uint16), lengths)


def _norms(lengths: Matrix) -> Matrix:
    mean = float(lengths.mean()) if len(lengths) else 1.0
    return (K1 * (1 - B + B * lengths / max(mean, 1e-9))).astype(np.float32)


def _idf(total: int, containing: int) -> np.float32:
    return np.float32(np.log(1 + (total - containing + 0.5) / (containing + 0.5)))


def _saturated(counts: npt.NDArray[Any], norms: Matrix) -> Matrix:
    return np.asarray(counts * np.float32(K1 + 1) / (counts + norms), np.float32)


def _weighted(tokens: Iterable[str] | dict[str, float]) -> dict[str, float]:
    return tokens if isinstance(tokens, dict) else dict.fromkeys(tokens, 1.0)
