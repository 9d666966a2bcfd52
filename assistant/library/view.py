"""A library as one question sees it: it does not change while the question is answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.library import query, retrieval, years
from assistant.library.catalogue import Catalogue, Filter, Head
from assistant.library.embedding import Matrix
from assistant.library.index import DenseIndex, IndexFault
from assistant.library.lexical import grams
from assistant.library.retrieval import Ranked
from assistant.library.shelf import Shelf, kind_of
from assistant.library.snapshot import Snapshot
from assistant.types import Clause


@dataclass(frozen=True, slots=True)
class View:
    """shelf: the head data of the snapshot's documents, in its order. dense: None when all clauses are
    to be compared."""

    snapshot: Snapshot
    shelf: Shelf
    dense: DenseIndex | None
    catalogue: Catalogue

    @property
    def heads(self) -> tuple[Head, ...]:
        return self.shelf.heads

    def understand(self, text: str) -> query.Query:
        """Read a question against these documents."""
        return query.understand(text, self.shelf)

    def own(self, asked: query.Query) -> frozenset[str]:
        """The ids of the documents that may answer: those of the place or else the level that is named."""
        aim = asked.aim
        if aim.places.any():
            return self._ids(np.flatnonzero(aim.places == aim.places.max()))
        return self._ids(np.flatnonzero(aim.levels)) if aim.named else self._ids(range(len(self.heads)))

    def of_body(self, asked: query.Query) -> frozenset[str]:
        """The ids of the documents of a body that is named, none where none is."""
        return self._ids(np.flatnonzero(asked.aim.bodies))

    def years(self, asked: query.Query) -> list[int]:
        """The years a question asks about; 两年 are the last two that there are reports of."""
        named = years.reported(asked.text)
        if named or not years.two(asked.text):
            return sorted(named)
        periods = (years.named(head.period or "") for head in self.heads)
        return sorted({year for of_document in periods if len(of_document) == 1 for year in of_document})[-2:]

    def compared(self, asked: query.Query, where: Filter | None) -> tuple[Head, ...]:
        """The documents that a comparison is between: of the places or levels named, and of the kind meant."""
        kind, own = asked.aim.kind, self.own(asked)
        heads = [head for head in self.heads if head.id in own and (where is None or where.passes(head))]
        if kind is None:
            return tuple(heads)
        # A place's plan answers what is required of it; its report only where there is no plan.
        covered = {head.region for head in heads if kind_of(head) == kind}
        return tuple(head for head in heads if kind_of(head) == kind or head.region not in covered)

    def _ids(self, places: Iterable[int]) -> frozenset[str]:
        return frozenset(self.heads[place].id for place in places)

    def find(self, asked: query.Query, vector: Matrix, k: int, where: Filter | None = None) -> Ranked:
        """The k best clause rows."""
        allowed = None if where is None else self.allowed(where)
        if self.dense is not None:
            try:
                return retrieval.rank(self.snapshot, asked, vector, k, allowed, self.dense.query)
            except IndexFault:
                # Another thread reopened it, or its files went away: compare with all instead.
                pass
        return retrieval.rank(self.snapshot, asked, vector, k, allowed)

    def allowed(self, where: Filter) -> npt.NDArray[np.bool_]:
        """bool[n]: which clause rows pass a filter."""
        snapshot = self.snapshot
        passing = np.array([where.passes(head) for head in self.heads], bool)
        rows = passing[snapshot.document_of] if len(passing) else np.zeros(0, bool)
        if where.part is not None:
            for place in np.flatnonzero(passing):
                start = int(snapshot.clause_starts[place])
                for ordinal, id in enumerate(self.catalogue.clause_ids(snapshot.documents[place])):
                    rows[start + ordinal] &= id == where.part or id.startswith(f"{where.part}/")
        return rows

    def mentions(self, term: str, where: Filter | None = None) -> bool:
        """Whether any clause of the documents that pass prints a term."""
        bm25 = self.snapshot.bm25
        if any(not bm25.frequency(token) for token in grams(term)):
            return False
        passing = {head.id for head in self.heads if where is None or where.passes(head)}
        return any(id in passing for id in self.catalogue.printing(term))

    def clauses(self, rows: Sequence[int]) -> list[tuple[Head, Clause]]:
        """The clauses of these rows with their documents' heads."""
        snapshot, heads = self.snapshot, self.heads
        wanted: dict[int, list[int]] = {}
        for row in rows:
            place = int(snapshot.document_of[row])
            wanted.setdefault(place, []).append(int(row - snapshot.clause_starts[place]))
        found = {place: self.catalogue.clause_at(snapshot.documents[place], ordinals)
                 for place, ordinals in wanted.items()}
        out = []
        for row in rows:
            place = int(snapshot.document_of[row])
            clause = found[place].get(int(row - snapshot.clause_starts[place]))
            if clause is not None:
                out.append((heads[place], clause))
        return out
