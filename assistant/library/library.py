"""The library of one home: the way in for service, drafting and review.

Opening it is cheap: the embedding model, the index and its libraries are loaded
by the first search, not by adding what is already there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library import locking
from assistant.library.audit import Audit
from assistant.library.catalogue import Catalogue, Filter
from assistant.library.database import Database
from assistant.library.records import Records
from assistant.settings import Settings, load
from assistant.types import Answer, Document, Facts, Search

if TYPE_CHECKING:
    from assistant.library.embedding import Cached, Embedder
    from assistant.library.searcher import Searcher
    from assistant.llm import Model

Progress = Callable[[str, float], None]
FACTS_VERSION = "1"


class Library:
    """Documents kept, found again, and cited. Safe to share between threads; close it when done."""

    def __init__(self, home: Path, embedder: Embedder | None = None, settings: Settings | None = None) -> None:
        self.home = home
        self.settings = settings or load(home)
        self._given = embedder
        self.database = Database(home)
        self.catalogue = Catalogue(self.database)
        self.records = Records(self.database)
        self.audit = Audit(self.database)

    @cached_property
    def embedder(self) -> Cached:
        """The embedder of this library, remembering what it made."""
        from assistant.library.embedding import Cached, default_embedder

        if self._given is None:
            return default_embedder(self.settings)
        return self._given if isinstance(self._given, Cached) else Cached(self._given, self.home / "derived")

    @cached_property
    def searcher(self) -> Searcher:
        """The searching side, loaded on first use."""
        from assistant.library.searcher import Searcher
        from assistant.library.upkeep import Upkeep

        return Searcher(self.catalogue, Upkeep(self.home, self.catalogue, self.embedder), self.embedder)

    def add(self, document: Document, facts: Facts | None = None, original: bytes | None = None) -> Document:
        """Keep a document; the one already kept when its bytes are known. Searchable after `update_index`.

        What this returns is on disk. Raises BadInput for a document without clauses, LibraryBusy.
        """
        with self.database.transaction():
            kept = self.catalogue.add(document, original)
            if facts is not None:
                self.catalogue.keep_facts(kept.id, FACTS_VERSION, facts)
        return kept

    def update_index(self, progress: Progress | None = None) -> None:
        """Make everything that was added searchable; quick when nothing is missing. Raises LibraryBusy.

        Interrupted, it goes on where it stopped: vectors are kept batch by batch.
        """
        if self._needs_index():
            self.searcher.refresh(progress, wait=locking.WAIT_SECONDS)

    def get(self, id: str) -> Document:
        """Raises BadInput for an id that is not in the library."""
        return self.catalogue.get(id)

    def documents(self) -> Iterator[Document]:
        """All documents in the order of adding."""
        return self.catalogue.documents()

    def facts(self, id: str) -> Facts:
        """The facts of a document, read now when they were not kept. Raises BadInput."""
        kept = self.catalogue.facts(id, FACTS_VERSION)
        if kept is None:
            from assistant.facts import extract

            kept = extract(self.get(id))
            self.catalogue.keep_facts(id, FACTS_VERSION, kept)
        return kept

    def remove(self, id: str) -> None:
        """Take a document out for good: catalogue, vectors, index files. Raises BadInput, LibraryBusy."""
        from assistant.library.segments import sentences_of

        with locking.writer(self.home):
            texts = sentences_of(self.get(id).clauses)[1]
            self.catalogue.remove(id)
            self.embedder.forget(texts)
            self.searcher.upkeep.refresh()

    def search(self, query: str, k: int = 10, where: Filter | None = None) -> Search:
        """The k clauses that answer best, each once, with the words that answer marked."""
        from assistant.library.answering import Answerer

        return Answerer(self.searcher).search(query, k, where)

    def answer(self, question: str, history: Sequence[tuple[str, str]] = (), where: Filter | None = None,
               model: Model | None = None, tell: Callable[[str], None] | None = None) -> Answer:
        """A cited answer, or a refusal with what comes nearest.

        history: earlier (question, answer) pairs; `model` words the answer from the same
        evidence, its pieces going to `tell` as they come.
        """
        from assistant.library.answering import Answerer

        return Answerer(self.searcher, self.settings).answer(question, history, where, model, tell)

    def close(self) -> None:
        """Close files; the library cannot be used afterwards."""
        if "searcher" in self.__dict__:
            self.searcher.close()
        self.database.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _needs_index(self) -> bool:
        """Whether the index lags, found out without loading anything heavy when it cannot."""
        from assistant.library.quick import in_step

        return not in_step(self.home, self.catalogue.ids(), self.settings)
