"""Align: which passages come near a statement. Retrieval may be fuzzy; judging is elsewhere.

Scores are sums of standardised parts: BM25 over character pairs, BM25 over terms
(listed synonyms count as one), and, with an embedder, cosine of sentence vectors.
Boilerplate of the genre weighs next to nothing in all but the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.alignment.folding import fold
from assistant.alignment.terms import Weights, coverage, keys, terms
from assistant.alignment.units import Passage, Pool, Sentence, Window, pool
from assistant.library.embedding import Embedder, Matrix
from assistant.library.lexical import BM25, grams

#: Shares of the parts: characters, terms, vectors; and of the sentence around the phrase.
CHARACTERS, TERMS, VECTORS = 1.0, 1.0, 0.8
CONTEXT = 0.35


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window that may answer a statement.

    score: sum of standardised parts (higher is nearer); cover: share of the statement's
    weighted content standing in the window's sentence; narrow: the same in the window
    alone; cosine: of the two sentences, standardised, 0 without an embedder.
    """

    window: Window
    sentence: Sentence
    score: float
    cover: float
    narrow: float
    cosine: float = 0.0


def _standard(scores: Matrix) -> Matrix:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)


class Aligner:
    """Finds in some passages what comes near a statement.

    `context`: the statements' own texts, so that terms common to both sides weigh little.
    Raises nothing; no passages give no candidates.
    """

    def __init__(self, passages: Iterable[Passage], context: Sequence[str] = (),
                 regions: tuple[str, ...] = (), embedder: Embedder | None = None) -> None:
        self.regions = regions
        self.pool: Pool = pool(passages, regions)
        self.embedder = embedder
        folded = [sentence.folded for sentence in self.pool.sentences]
        self.weights = Weights([*folded, *(fold(text, regions) for text in context)])
        texts = [window.folded for window in self.pool.windows]
        self._characters = BM25.over(texts, grams)
        self._terms = BM25.over(texts, lambda text: [key for term in terms(text) for key in term.keys])
        self._owner = np.array([window.sentence for window in self.pool.windows], np.int32)
        self._vectors = self._embed([sentence.text for sentence in self.pool.sentences])
        self._asked: dict[str, Matrix] = {}

    def prepare(self, statements: Iterable[str]) -> None:
        """Make the vectors of these statements in one batch."""
        if self.embedder is None:
            return
        wanted = [text for text in dict.fromkeys(statements) if text and text not in self._asked]
        vectors = self._embed(wanted)
        if vectors is not None:
            self._asked.update(zip(wanted, vectors, strict=True))

    def candidates(self, statement: str, around: str = "", k: int = 8) -> tuple[Candidate, ...]:
        """The k nearest sentences, each with its best window, best first.

        `around` is the sentence in which the statement stands.
        """
        if not self.pool.windows:
            return ()
        folded = fold(statement, self.regions)
        total = self._lexical(folded)
        if around and around != statement:
            total = total + CONTEXT * self._lexical(fold(around, self.regions))
        cosines = self._cosines(around or statement)
        if cosines is not None:
            total = total + VECTORS * cosines[self._owner]
        order = np.argsort(-total, kind="stable")
        best: dict[int, Candidate] = {}
        for at in order[:400]:
            window = self.pool.windows[int(at)]
            if window.sentence in best:
                continue
            sentence = self.pool.sentences[window.sentence]
            best[window.sentence] = Candidate(
                window, sentence, float(total[at]),
                coverage(folded, sentence.folded, self.weights.of),
                coverage(folded, window.folded, self.weights.of),
                float(cosines[window.sentence]) if cosines is not None else 0.0)
            if len(best) >= k:
                break
        return tuple(best.values())

    def _lexical(self, folded: str) -> Matrix:
        weigh = self.weights.of
        wanted: dict[str, float] = {}
        letters: dict[str, float] = {}
        for term in terms(folded):
            weight = weigh(term)
            for key in term.keys:
                wanted[key] = max(wanted.get(key, 0.0), weight)
            for gram in grams(term.word):
                letters[gram] = max(letters.get(gram, 0.0), term.kind)
        # Pairs across words, and numbers, which are no terms, still tell places apart.
        for gram in grams(folded):
            letters.setdefault(gram, 0.5)
        return CHARACTERS * _standard(self._characters.scores(letters)) + TERMS * _standard(
            self._terms.scores(wanted))

    def _cosines(self, text: str) -> Matrix | None:
        if self._vectors is None or not len(self._vectors):
            return None
        if text not in self._asked:
            self.prepare([text])
        return _standard(self._vectors @ self._asked[text])

    def _embed(self, texts: Sequence[str]) -> Matrix | None:
        if self.embedder is None:
            return None
        return self.embedder.embed(texts)


def overlap(left: str, right: str) -> float:
    """Dice share of terms of two folded texts, unweighted.

    >>> overlap("对外公布结果", "向社会公开结果") > 0.9
    True
    """
    a, b = keys(left), keys(right)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
