"""Which clauses answer: lexical and dense candidates, standardised and summed.

score = w1·BM25(clause) + w2·BM25(best sentence) + w3·cos(best sentence) + w4·cos(mean of
sentences), each in standard deviations above the library's mean; added is something for
the documents the question is asked of (`aim`) and for titles, quoted schemes and numbers printed as asked, taken off
something for what stands before the text proper. tests/library/benchmark_retrieval.py
tries each step in and out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.library.aim import Aim
from assistant.library.embedding import Matrix
from assistant.library.query import Query
from assistant.library.snapshot import Snapshot

Rows = npt.NDArray[np.int64]
Neighbours = Callable[[Matrix, int], Sequence[str]]

LEXICAL_DEPTH = 200    # clauses taken from BM25
COMPARED = 4000        # clauses that are simply all compared, the index unasked: exact, and no slower
DENSE_DEPTH = 150      # sentences taken from the vectors


@dataclass(frozen=True, slots=True)
class Steps:
    """The weight of each step; 0 leaves it out."""

    clause_words: float = 0.6
    sentence_words: float = 0.4
    best_sentence: float = 0.6
    mean_sentence: float = 0.6
    expansion: float = 0.5
    place: float = 6.0
    level: float = 3.0
    year: float = 1.0
    kind: float = 1.0
    body: float = 1.0
    exact: float = 0.5
    opening: float = 0.75


STEPS = Steps()


@dataclass(frozen=True, slots=True)
class Ranked:
    """Clause rows, the best first, with their scores (in standard deviations, summed).

    cosine: the best of any sentence of the first three. standing: the best score of any row, what the
    question says of documents left out.
    """

    rows: Rows
    scores: Matrix
    cosine: float
    standing: float


def rank(snapshot: Snapshot, query: Query, vector: Matrix, k: int, allowed: npt.NDArray[np.bool_] | None = None,
         neighbours: Neighbours | None = None, steps: Steps = STEPS) -> Ranked:
    """The k best clause rows. allowed bool[n] restricts them; `neighbours` gives dense candidates,
    without it, and where few are allowed, all allowed clauses are compared."""
    tokens = query.tokens(steps.expansion)
    words = snapshot.bm25.clause_scores(tokens)
    rows = _candidates(snapshot, words, vector, allowed, neighbours, k)
    if not len(rows):
        return Ranked(rows, np.zeros(0, np.float32), -1.0, 0.0)
    background = snapshot.background
    usual, usual_words = snapshot.background_similarities(vector), _best(snapshot, tokens, background)
    if len(background) == snapshot.clauses:
        similar, best_words = (usual[0][rows], usual[1][rows]), usual_words[rows]
    else:
        similar, best_words = snapshot.similarities(vector, rows), _best(snapshot, tokens, rows)
    score = (steps.clause_words * _standard(words[rows], words[background])
             + steps.sentence_words * _standard(best_words, usual_words)
             + steps.best_sentence * _standard(similar[0], usual[0])
             + steps.mean_sentence * _standard(similar[1], usual[1]))
    unaimed = score
    aimed = _aimed(query.aim, steps, len(snapshot.documents))
    if aimed.any():
        score = score + aimed[snapshot.document_of[rows]]
    if steps.exact:
        for text in query.exact:
            score = score + steps.exact * np.isin(rows, snapshot.bm25.printing(text))
    if steps.opening:
        score = score - steps.opening * np.isin(rows, snapshot.clause_starts[:-1])
    order = np.argsort(-score, kind="stable")[:k]
    return Ranked(rows[order], score[order].astype(np.float32), float(similar[0][order[:3]].max()),
                  float(unaimed[order].max()))


def _aimed(aim: Aim, steps: Steps, documents: int) -> Matrix:
    """float32[d]: what the question says for each document; nothing for one that came while it was read."""
    said = np.asarray(steps.place * aim.places + steps.level * aim.levels + steps.year * aim.years
                      + steps.kind * aim.kinds + steps.body * aim.bodies, np.float32)
    return np.pad(said[:documents], (0, max(0, documents - len(said))))


def _candidates(snapshot: Snapshot, words: Matrix, vector: Matrix, allowed: npt.NDArray[np.bool_] | None,
                neighbours: Neighbours | None, k: int) -> Rows:
    passing = snapshot.clauses if allowed is None else int(allowed.sum())
    if neighbours is None or passing <= COMPARED:
        return np.arange(snapshot.clauses) if allowed is None else np.flatnonzero(allowed)
    depth = min(max(LEXICAL_DEPTH, k), passing)
    if not depth:
        return np.zeros(0, np.int64)
    # The dense index filters slowly: it is asked for as many more as the filter will take away.
    sentences = neighbours(vector, int(max(DENSE_DEPTH, 2 * k) * snapshot.clauses / passing))
    known = [row for row in map(snapshot.row_of_sentence, sentences) if row is not None]
    lexical = np.argpartition(-(words if allowed is None else np.where(allowed, words, -1)), depth - 1)[:depth]
    rows = np.union1d(lexical, snapshot.owners[np.array(known, np.int64)]).astype(np.int64)
    return rows if allowed is None else rows[allowed[rows]]


def _best(snapshot: Snapshot, tokens: dict[str, float], rows: Rows) -> Matrix:
    """float32[r]: the best score of a sentence of each of these clauses."""
    flat, starts = snapshot.sentences_of(rows)
    out = np.zeros(len(rows), np.float32)
    filled = np.flatnonzero(snapshot.firsts[rows + 1] > snapshot.firsts[rows])
    if len(filled):
        out[filled] = np.maximum.reduceat(snapshot.bm25.sentence_scores(tokens, flat), starts[filled])
    return out


def _standard(values: Matrix, background: Matrix) -> Matrix:
    return np.asarray((values - background.mean()) / (background.std() + 1e-6), np.float32)
