"""All segments in memory as a few arrays: what a query is scored against.

Rows: every clause has one, in the order of documents and of print; every sentence
has one, in the order of the clauses. A snapshot never changes; a library that
grew gets a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.library.embedding import Matrix
from assistant.library.lexical import LayeredBM25, Postings
from assistant.library.segments import Segment

_HALF_ABOVE = 60_000   # sentences: beyond this, vectors are kept in half precision to save memory
_BACKGROUND = 768      # clauses whose scores stand for all when scores are standardised
_AT_ONCE = 4096        # clauses whose vectors are summed at once, so that memory stays small


@dataclass(frozen=True)
class Snapshot:
    """documents: ids; clause_starts, sentence_starts int64[d+1]: first rows of each document;
    owners int32[m]: clause row of each sentence; spans int32[m,2]: its place in the clause's text;
    vectors[m,w]; postings over the m sentences."""

    documents: tuple[str, ...]
    clause_starts: npt.NDArray[np.int64]
    sentence_starts: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int32]
    spans: npt.NDArray[np.int32]
    vectors: npt.NDArray[np.floating]
    postings: Postings

    @staticmethod
    def of(segments: Sequence[Segment]) -> Snapshot:
        """The snapshot of these segments, in their order."""
        clause_starts = np.cumsum([0, *(part.clauses for part in segments)])
        sentence_starts = np.cumsum([0, *(len(part.spans) for part in segments)])
        kind = np.float16 if sentence_starts[-1] > _HALF_ABOVE else np.float32
        width = max((part.vectors.shape[1] for part in segments), default=1)
        return Snapshot(
            documents=tuple(part.document for part in segments),
            clause_starts=clause_starts,
            sentence_starts=sentence_starts,
            owners=_joined([part.spans[:, 0] + start for part, start in zip(segments, clause_starts, strict=False)],
                           np.zeros(0)).astype(np.int32),
            spans=_joined([part.spans[:, 1:] for part in segments], np.zeros((0, 2))).astype(np.int32),
            vectors=_joined([part.vectors.astype(kind) for part in segments if len(part.vectors)],
                            np.zeros((0, width), kind)),
            postings=Postings.merge([part.postings for part in segments]))

    def grown(self, segments: Sequence[Segment]) -> Snapshot:
        """This snapshot with more documents behind its own."""
        more = Snapshot.of(segments)
        if not self.documents:
            return more
        added = [more.vectors.astype(self.vectors.dtype)] if len(more.owners) else []
        return Snapshot(
            documents=self.documents + more.documents,
            clause_starts=np.r_[self.clause_starts, more.clause_starts[1:] + self.clause_starts[-1]],
            sentence_starts=np.r_[self.sentence_starts, more.sentence_starts[1:] + self.sentence_starts[-1]],
            owners=np.r_[self.owners, more.owners + np.int32(self.clauses)].astype(np.int32),
            spans=np.concatenate([self.spans, more.spans]),
            vectors=np.concatenate([self.vectors, *added]),
            postings=Postings.merge([self.postings, more.postings]))

    @property
    def clauses(self) -> int:
        return int(self.clause_starts[-1])

    @cached_property
    def bm25(self) -> LayeredBM25:
        return LayeredBM25(self.postings, self.owners, self.clauses)

    @cached_property
    def firsts(self) -> npt.NDArray[np.int64]:
        """int64[n+1]: the first sentence row of each clause."""
        return np.searchsorted(self.owners, np.arange(self.clauses + 1))

    @cached_property
    def document_of(self) -> npt.NDArray[np.int32]:
        """int32[n]: the place in `documents` of each clause."""
        return np.repeat(np.arange(len(self.documents)), np.diff(self.clause_starts)).astype(np.int32)

    @cached_property
    def background(self) -> npt.NDArray[np.int64]:
        """Clause rows that stand for all; all of them in a small library."""
        if self.clauses <= _BACKGROUND:
            return np.arange(self.clauses)
        return np.sort(np.random.default_rng(0).choice(self.clauses, _BACKGROUND, replace=False))

    def row_of_sentence(self, id: str) -> int | None:
        """The sentence row of an id of the dense index; None for one that is not here."""
        document, _, number = id.rpartition("/")
        place = self._places.get(document)
        return None if place is None else int(self.sentence_starts[place]) + int(number)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {document: place for place, document in enumerate(self.documents)}

    def sentences_of(self, rows: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """All sentence rows of these clause rows, and where each clause's run begins among them.

        Clauses without a sentence get an empty run.
        """
        begins, ends = self.firsts[rows], self.firsts[rows + 1]
        counts = ends - begins
        starts = np.cumsum(np.r_[0, counts[:-1]]) if len(rows) else np.zeros(0, np.int64)
        flat = np.arange(int(counts.sum())) - np.repeat(starts, counts) + np.repeat(begins, counts)
        return flat, starts

    def cosines(self, query: Matrix, row: int) -> list[float]:
        """The cosine of each sentence of a clause."""
        vectors = self.vectors[self.firsts[row]:self.firsts[row + 1]].astype(np.float32)
        return [float(cosine) for cosine in vectors @ query] if len(vectors) else []

    def similarities(self, query: Matrix, rows: npt.NDArray[np.int64]) -> tuple[Matrix, Matrix]:
        """For each of these clause rows: the best cosine of its sentences, and that of their mean."""
        flat, starts = self.sentences_of(rows)
        return self._gathered(self.vectors[flat], query, rows, starts)

    def background_similarities(self, query: Matrix) -> tuple[Matrix, Matrix]:
        """`similarities` of the background, whose vectors are kept at hand."""
        return self._gathered(self._background_vectors, query, self.background, self._background_starts)

    def _gathered(self, vectors: npt.NDArray[np.floating], query: Matrix, rows: npt.NDArray[np.int64],
                  starts: npt.NDArray[np.int64]) -> tuple[Matrix, Matrix]:
        best = np.full(len(rows), -1.0, np.float32)
        mean = np.full(len(rows), -1.0, np.float32)
        filled = np.flatnonzero(self.firsts[rows + 1] > self.firsts[rows])
        if len(filled):
            # Not `@`: the threads of BLAS wait busily and would hold up the embedding of the next query.
            cosines = np.einsum("ij,j->i", vectors.astype(np.float32, copy=False), query)
            best[filled] = np.maximum.reduceat(cosines, starts[filled])
            mean[filled] = np.add.reduceat(cosines, starts[filled]) / self.lengths[rows[filled]]
        return best, mean

    @cached_property
    def lengths(self) -> Matrix:
        """float32[n]: the length of the sum of each clause's sentence vectors; 1 for a clause without any."""
        out = np.ones(self.clauses, np.float32)
        for begin in range(0, self.clauses, _AT_ONCE):
            rows = np.arange(begin, min(begin + _AT_ONCE, self.clauses))
            filled = np.flatnonzero(self.firsts[rows + 1] > self.firsts[rows])
            if len(filled):
                flat, starts = self.sentences_of(rows)
                sums = np.add.reduceat(self.vectors[flat].astype(np.float32), starts[filled], axis=0)
                out[rows[filled]] = np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
        return out

    @cached_property
    def _background_vectors(self) -> Matrix:
        return self.vectors[self.sentences_of(self.background)[0]].astype(np.float32)

    @cached_property
    def _background_starts(self) -> npt.NDArray[np.int64]:
        return self.sentences_of(self.background)[1]


def _joined(parts: list[npt.NDArray[Any]], empty: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.concatenate(parts) if parts else empty
