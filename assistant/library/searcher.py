"""The searching side of an open library: a snapshot in memory, refreshed when the library changed."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from assistant.errors import LibraryBusy
from assistant.library import locking
from assistant.library.catalogue import Catalogue
from assistant.library.embedding import Cached, Progress
from assistant.library.index import DenseIndex
from assistant.library.shelf import Shelf
from assistant.library.snapshot import Snapshot
from assistant.library.upkeep import Upkeep
from assistant.library.view import View


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
        self._shelf = Shelf(())
        self._dense: DenseIndex | None = None

    def refresh(self, progress: Progress | None = None, wait: float = 60.0) -> None:
        """Write what is missing, as the one writer. Raises LibraryBusy."""
        if not self.upkeep.behind():
            return
        with locking.writer(self.catalogue.home, wait):
            if self.upkeep.behind():
                self.upkeep.refresh(progress)

    def view(self) -> View:
        """What is searched now, the same for the whole of a question; brought up to date first when the
        library changed."""
        with self._guard:
            seen = self.catalogue.state()
            if self._snapshot is not None and seen == self._seen and \
                    self.upkeep.generation() == self._generation:
                return self._view()
            try:
                if self._snapshot is None or seen[:3] != self._seen[:3]:
                    self.refresh(wait=0.2)
            except LibraryBusy:
                # Another process is writing: what is ready can be searched meanwhile.
                pass
            self._load()
            self._seen = seen
            return self._view()

    def _view(self) -> View:
        return View(self._snapshot or Snapshot.of([]), self._shelf, self._dense, self.catalogue)

    def _load(self) -> None:
        heads = self.catalogue.heads()
        ids = tuple(head.id for head in heads)
        generation = self.upkeep.generation()
        ready = self.upkeep.segments.documents()
        wanted = tuple(id for id in ids if id in ready)
        old = self._snapshot
        if old is None or wanted[:len(old.documents)] != old.documents or generation < self._generation:
            self._snapshot = Snapshot.of([self.upkeep.segments.get(id) for id in wanted])
        elif len(wanted) > len(old.documents):
            self._snapshot = old.grown([self.upkeep.segments.get(id) for id in wanted[len(old.documents):]])
        known = {head.id: head for head in heads}
        self._shelf = Shelf([known[id] for id in wanted])
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

    def close(self) -> None:
        """Let go of the dense index."""
        with self._guard:
            if self._dense is not None:
                self._dense.close()
                self._dense = None
            self.upkeep.segments.close()
