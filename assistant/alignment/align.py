"""Align: which passages come near a statement. Retrieval may be fuzzy; judging is elsewhere.

Scores are sums of standardised parts: BM25 over character pairs, BM25 over terms
(listed synonyms count as one), the headings a passage stands under, and, with an
embedder, cosine of sentence vectors. Boilerplate of the genre weighs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.alignment.folding import fold
from assistant.alignment.terms import Weights, coverage, keys, opened, pairs, terms
from assistant.alignment.units import Passage, Pool, Sentence, Window, pool
from assistant.library.embedding import Embedder, Matrix
from assistant.library.lexical import BM25, grams

#: Shares of the parts: characters, terms, vectors, headings; and of the sentence around (at least).
CHARACTERS, TERMS, VECTORS, HEADINGS = 1.0, 1.0, 1.0, 6.0
CONTEXT = 0.35


@dataclass(frozen=True, slots=True)
class Query:
    """A statement to find: its text, the sentence it stands in, the headings above it."""

    text: str
    around: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window that may answer a statement.

    index: of the window in the pool; score: sum of standardised parts (higher is nearer); cover: share of the statement's
    weighted content standing in the window's sentence; narrow: the same in the window
    alone; copied: share of its character pairs in the sentence; cosine: of the two
    sentences, standardised over all sentences, 0 without an embedder.
    """

    window: Window
    sentence: Sentence
    index: int
    score: float
    cover: float
    narrow: float
    copied: float
    cosine: float = 0.0


def _standard(scores: Matrix) -> Matrix:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)


class Aligner:
    """Finds in some passages what comes near a statement.

    `context`: the statements' own texts, so that terms common to both sides weigh little.
    Raises what the embedder raises; no passages give no candidates.
    """

    def __init__(self, passages: Iterable[Passage], context: Sequence[str] = (),
                 regions: tuple[str, ...] = (), embedder: Embedder | None = None) -> None:
        self.regions = regions
        self.pool: Pool = pool(passages, regions)
        self.embedder = embedder
        folded = [sentence.folded for sentence in self.pool.sentences]
        self.weights = Weights([*folded, *(fold(text, regions) for text in context)])
        texts = [opened(window.folded) for window in self.pool.windows]
        self._characters = BM25.over(texts, grams)
        self._terms = BM25.over(texts, lambda text: [key for term in terms(text) for key in term.keys])
        self._owner = np.array([window.sentence for window in self.pool.windows], np.int32)
        self._vectors = self._embed([sentence.text for sentence in self.pool.sentences])
        self._asked: dict[str, Matrix] = {}
        self._lexical_cache: dict[str, Matrix] = {}
        self._heads: dict[str, Matrix] = {}
        self._head_rows = sorted({sentence.heading for sentence in self.pool.sentences})
        place = {heading: at for at, heading in enumerate(self._head_rows)}
        self._head_of = np.array([place[sentence.heading] for sentence in self.pool.sentences], np.int32)

    def prepare(self, queries: Iterable[Query]) -> None:
        """Make the vectors of these statements in one batch."""
        if self.embedder is None:
            return
        wanted = [text for text in dict.fromkeys(q.around or q.text for q in queries) if text and text not in self._asked]
        vectors = self._embed(wanted)
        if vectors is not None:
            self._asked.update(zip(wanted, vectors, strict=True))

    def candidates(self, query: Query, k: int = 8, scores: Matrix | None = None) -> tuple[Candidate, ...]:
        """The k nearest sentences, each with its best window, best first.

        `scores`: what `scores(query)` gave, to spare reckoning it again.
        """
        if not self.pool.windows:
            return ()
        total = self.scores(query) if scores is None else scores
        cosines = self._cosines(query.around or query.text)
        folded = fold(query.text, self.regions)
        order = np.argsort(-total, kind="stable")
        best: dict[int, Candidate] = {}
        for at in order:
            window = self.pool.windows[int(at)]
            if window.sentence not in best:
                best[window.sentence] = self.candidate(folded, int(at), float(total[at]), cosines)
                if len(best) >= k:
                    break
        return tuple(best.values())

    def candidate(self, folded: str, at: int, score: float, cosines: Matrix | None = None) -> Candidate:
        """A window, by its index, as a candidate for a folded statement."""
        window = self.pool.windows[at]
        sentence = self.pool.sentences[window.sentence]
        weigh = self.weights.of
        return Candidate(window, sentence, at, score, coverage(folded, sentence.folded, weigh),
                         coverage(folded, window.folded, weigh), copied(folded, sentence.folded),
                         float(cosines[window.sentence]) if cosines is not None else 0.0)

    def scores(self, query: Query) -> Matrix:
        """The score of every window of the pool, float32[windows]."""
        if not self.pool.windows:
            return np.zeros(0, np.float32)
        total = self._lexical(fold(query.text, self.regions))
        if query.around and query.around != query.text:
            total = total + self._context(query) * self._lexical(fold(query.around, self.regions))
        if query.heading:
            total = total + HEADINGS * self._headings(query.heading)[self._head_of][self._owner]
        cosines = self._cosines(query.around or query.text)
        if cosines is not None:
            total = total + VECTORS * cosines[self._owner]
        return total.astype(np.float32)

    def _context(self, query: Query) -> float:
        """How much the sentence counts beside its phrase: the more, the less the phrase says itself."""
        whole = sum(map(self.weights.of, terms(fold(query.around, self.regions))))
        own = sum(map(self.weights.of, terms(fold(query.text, self.regions))))
        share = own / whole if whole else 1.0
        return max(CONTEXT, min(1.0, 1.0 - 1.3 * share))

    def _lexical(self, folded: str) -> Matrix:
        if folded in self._lexical_cache:
            return self._lexical_cache[folded]
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
        out = CHARACTERS * _standard(self._characters.scores(letters)) + TERMS * _standard(self._terms.scores(wanted))
        self._lexical_cache[folded] = out
        return out

    def _headings(self, heading: str) -> Matrix:
        if heading not in self._heads:
            asked = fold(heading, self.regions)
            self._heads[heading] = np.array(
                [_alike(asked, fold(other, self.regions)) for other in self._head_rows], np.float32)
        return self._heads[heading]

    def likeness(self, left: str, right: str) -> float:
        """How alike two chains of headings are, 0..1."""
        return _alike(fold(left, self.regions), fold(right, self.regions))

    def _cosines(self, text: str) -> Matrix | None:
        if self._vectors is None or not len(self._vectors):
            return None
        if text not in self._asked:
            self.prepare([Query(text)])
        return _standard(self._vectors @ self._asked[text])

    def _embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32] | None:
        if self.embedder is None:
            return None
        return self.embedder.embed(texts)


def copied(left: str, right: str) -> float:
    """Share of the character pairs of `left` that stand in `right` (both folded), 0..1."""
    mine = pairs(left)
    return len(mine & pairs(right)) / len(mine) if mine else 1.0


def _alike(left: str, right: str) -> float:
    """Dice share of character pairs and of terms, the larger."""
    if not left or not right:
        return 0.0
    a, b = pairs(left), pairs(right)
    c, d = keys(left), keys(right)
    return max(2 * len(a & b) / max(1, len(a) + len(b)), 2 * len(c & d) / max(1, len(c) + len(d)))
