"""The searching side of an open library: a snapshot in memory, refreshed when the library changed."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.errors import LibraryBusy
from assistant.library import locking, query, retrieval
from assistant.library.catalogue import Catalogue, Filter, Head
from assistant.library.embedding import Cached, Matrix, Progress
from assistant.library.index import DenseIndex, IndexFault
from assistant.library.lexical import grams
from assistant.library.retrieval import Ranked
from assistant.library.snapshot import Snapshot
from assistant.library.upkeep import Upkeep
from assistant.types import Clause


class Searcher:
    """Safe to share between threads."""

    def __init__(self, catalogue: Catalogue, upkeep: Upkeep, embedder: Cached) -> None:
        self.catalogue = catalogue
        self.upkeep = upkeep
        self.embedder = embedder
        self._guard = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._generation = -1
        self._seen: tuple[int, ...] = ()
        self._heads: tuple[Head, ...] = ()
        self._dense: DenseIndex | None = None

    def refresh(self, progress: Progress | None = None, wait: float = 60.0) -> None:
        """Write what is missing, as the one writer. Raises LibraryBusy."""
        if not self.upkeep.behind():
            return
        with locking.writer(self.catalogue.home, wait):
            if self.upkeep.behind():
                self.upkeep.refresh(progress)

    def find(self, asked: query.Query, vector: Matrix, k: int, where: Filter | None = None) -> Ranked:
        """The k best clause rows of the current snapshot."""
        snapshot = self.snapshot()
        allowed = None if where is None else self.allowed(snapshot, where)
        dense = self._dense
        if dense is not None:
            try:
                return retrieval.rank(snapshot, asked, vector, k, allowed, dense.query)
            except IndexFault:
                # Another thread reopened it, or its files went away: compare with all instead.
                pass
        return retrieval.rank(snapshot, asked, vector, k, allowed)

    def understand(self, text: str) -> query.Query:
        """Read a question against the documents of the snapshot."""
        return query.understand(text, self.heads())

    def heads(self) -> tuple[Head, ...]:
        """The head data of the snapshot's documents, in its order."""
        snapshot = self.snapshot()
        known = {head.id: head for head in self._heads}
        return tuple(known[id] for id in snapshot.documents)

    def snapshot(self) -> Snapshot:
        """What is searched now; brought up to date first when the library changed."""
        with self._guard:
            seen = self.catalogue.state()
            if self._snapshot is not None and seen == self._seen and \
                    self.upkeep.generation() == self._generation:
                return self._snapshot
            try:
                if self._snapshot is None or seen[:3] != self._seen[:3]:
                    self.refresh(wait=0.2)
            except LibraryBusy:
                # Another process is writing: what is ready can be searched meanwhile.
                pass
            self._load()
            self._seen = seen
            return self._snapshot or Snapshot.of([])

    def _load(self) -> None:
        self._heads = self.catalogue.heads()
        ids = tuple(head.id for head in self._heads)
        generation = self.upkeep.generation()
        ready = self.upkeep.segments.documents()
        wanted = tuple(id for id in ids if id in ready)
        old = self._snapshot
        if old is None or wanted[:len(old.documents)] != old.documents or generation < self._generation:
            self._snapshot = Snapshot.of([self.upkeep.segments.get(id) for id in wanted])
        elif len(wanted) > len(old.documents):
            self._snapshot = old.grown([self.upkeep.segments.get(id) for id in wanted[len(old.documents):]])
        if generation != self._generation or self._dense is None:
            self._reopen(wanted)
        self._generation = generation

    def _reopen(self, wanted: Sequence[str]) -> None:
        if self._dense is not None:
            self._dense.close()
            self._dense = None
        folder = self.upkeep.dense_folder()
        # Without a dense index in step all clauses are compared exactly: slower, never wrong.
        if folder is not None and wanted and all(self.upkeep.segments.documents().values()):
            self._dense = DenseIndex(folder)

    def allowed(self, snapshot: Snapshot, where: Filter) -> npt.NDArray[np.bool_]:
        """bool[n]: which clause rows pass a filter."""
        passing = np.array([where.passes(head) for head in self.heads()], bool)
        rows = passing[snapshot.document_of] if len(passing) else np.zeros(0, bool)
        if where.part is not None:
            for place in np.flatnonzero(passing):
                start = int(snapshot.clause_starts[place])
                for ordinal, id in enumerate(self.catalogue.clause_ids(snapshot.documents[place])):
                    rows[start + ordinal] &= id == where.part or id.startswith(f"{where.part}/")
        return rows

    def mentions(self, term: str, where: Filter | None = None) -> bool:
        """Whether any clause of the documents that pass prints a term."""
        bm25 = self.snapshot().bm25
        if any(not bm25.frequency(token) for token in grams(term)):
            return False
        passing = {head.id for head in self.heads() if where is None or where.passes(head)}
        return any(id in passing for id in self.catalogue.printing(term))

    def clauses(self, rows: Sequence[int]) -> list[tuple[Head, Clause]]:
        """The clauses of these rows with their documents' heads."""
        snapshot = self.snapshot()
        heads = self.heads()
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

    def close(self) -> None:
        """Let go of the dense index."""
        with self._guard:
            if self._dense is not None:
                self._dense.close()
                self._dense = None
            self.upkeep.segments.close()
