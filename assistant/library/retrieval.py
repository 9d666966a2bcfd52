"""Which clauses answer: lexical and dense candidates, standardised and summed.

score = w1·BM25(clause) + w2·BM25(best sentence) + w3·cos(best sentence) + w4·cos(mean of
sentences), each in standard deviations above the library's mean, and small additions for
places named, titles, quoted schemes and numbers. The weights come from `STEPS`; each
addition was kept because leaving it out makes the questions of tests/library worse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.library.embedding import Matrix
from assistant.library.query import Query
from assistant.library.snapshot import Snapshot

Rows = npt.NDArray[np.int64]
Neighbours = Callable[[Matrix, int], Sequence[str]]

LEXICAL_DEPTH = 200    # clauses taken from BM25
DENSE_DEPTH = 300      # sentences taken from the vectors


@dataclass(frozen=True, slots=True)
class Steps:
    """The weight of each step; 0 leaves it out."""

    clause_words: float = 0.6
    sentence_words: float = 0.4
    best_sentence: float = 0.8
    mean_sentence: float = 0.4
    expansion: float = 0.4
    place: float = 2.0
    exact: float = 1.0
    spread: float = 0.0


STEPS = Steps()


@dataclass(frozen=True, slots=True)
class Ranked:
    """Clause rows, the best first, with their scores (in standard deviations, summed)."""

    rows: Rows
    scores: Matrix


def rank(snapshot: Snapshot, query: Query, vector: Matrix, k: int, allowed: npt.NDArray[np.bool_] | None = None,
         neighbours: Neighbours | None = None, steps: Steps = STEPS) -> Ranked:
    """The k best clause rows. allowed bool[n] restricts them; `neighbours` gives dense candidates,
    without it all allowed clauses are compared."""
    words, sentence_words = snapshot.bm25.scores(query.tokens(steps.expansion))
    best_words = _best(snapshot, sentence_words)
    rows = _candidates(snapshot, words, vector, allowed, neighbours, k)
    if not len(rows):
        return Ranked(rows, np.zeros(0, np.float32))
    background = snapshot.background
    similar = snapshot.similarities(vector, rows)
    usual = snapshot.similarities(vector, background)
    score = (steps.clause_words * _standard(words[rows], words[background])
             + steps.sentence_words * _standard(best_words[rows], best_words[background])
             + steps.best_sentence * _standard(similar[0], usual[0])
             + steps.mean_sentence * _standard(similar[1], usual[1]))
    if steps.place and query.placed:
        places = np.array(query.places, np.float32)
        score = score + steps.place * places[snapshot.document_of[rows]]
    if steps.spread:
        score = _spread(score, snapshot.document_of[rows], steps.spread)
    order = np.argsort(-score, kind="stable")[:k]
    return Ranked(rows[order], score[order].astype(np.float32))


def _candidates(snapshot: Snapshot, words: Matrix, vector: Matrix, allowed: npt.NDArray[np.bool_] | None,
                neighbours: Neighbours | None, k: int) -> Rows:
    if neighbours is None:
        return np.arange(snapshot.clauses) if allowed is None else np.flatnonzero(allowed)
    depth = min(max(LEXICAL_DEPTH, k), snapshot.clauses)
    lexical = np.argpartition(-words, depth - 1)[:depth]
    sentences = (snapshot.row_of_sentence(id) for id in neighbours(vector, max(DENSE_DEPTH, 2 * k)))
    dense = snapshot.owners[np.array([row for row in sentences if row is not None], np.int64)]
    rows = np.union1d(lexical, dense).astype(np.int64)
    return rows if allowed is None else rows[allowed[rows]]


def _best(snapshot: Snapshot, sentence_scores: Matrix) -> Matrix:
    out = np.zeros(snapshot.clauses, np.float32)
    filled = np.flatnonzero(snapshot.firsts[1:] > snapshot.firsts[:-1])
    if len(filled):
        out[filled] = np.maximum.reduceat(sentence_scores, snapshot.firsts[filled])
    return out


def _standard(values: Matrix, background: Matrix) -> Matrix:
    return np.asarray((values - background.mean()) / (background.std() + 1e-6), np.float32)


def _spread(score: Matrix, documents: npt.NDArray[np.int32], bonus: float) -> Matrix:
    """A little more for the best clause of each document: who asks wants to hear from all that answer."""
    out = score.copy()
    order = np.argsort(-score, kind="stable")
    _, first = np.unique(documents[order], return_index=True)
    out[order[first]] += bonus
    return out
