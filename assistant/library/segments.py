"""What is derived from one document for searching, kept together: its segment (段).

`derived/index.sqlite` holds one row a document: sentence spans, their vectors and
their BM25 postings; beside it the state of the dense index. All of it can be
built again from the catalogue.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.library.embedding import Matrix
from assistant.library.lexical import Postings, grams
from assistant.library.passages import passages
from assistant.types import Clause

FILE = "index.sqlite"
FORMAT = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS segments (
    document TEXT PRIMARY KEY, clauses INTEGER NOT NULL, spans BLOB NOT NULL,
    width INTEGER NOT NULL, vectors BLOB NOT NULL, postings BLOB NOT NULL, dense INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """clauses: how many; spans int32[m,3]: clause ordinal, start and end of each sentence;
    vectors float32[m,d]; postings: over the m sentences."""

    document: str
    clauses: int
    spans: npt.NDArray[np.int32]
    vectors: Matrix
    postings: Postings

    def ids(self) -> list[str]:
        """The ids of its sentences in the dense index."""
        return [f"{self.document}/{row}" for row in range(len(self.spans))]


def sentences_of(clauses: Sequence[Clause]) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Spans and texts of all sentences of a document's clauses."""
    spans = [(ordinal, start, end) for ordinal, clause in enumerate(clauses)
             for start, end in passages(clause.text)]
    texts = [clauses[ordinal].text[start:end] for ordinal, start, end in spans]
    return np.array(spans, np.int32).reshape(-1, 3), texts


def build(document: str, clauses: Sequence[Clause], embed: Callable[[list[str]], Matrix]) -> Segment:
    """The segment of a document."""
    spans, texts = sentences_of(clauses)
    return Segment(document, len(clauses), spans, embed(texts), Postings.of(texts, grams))


class Segments:
    """The file of segments; one connection a thread."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / FILE
        self._local = threading.local()
        self._checked: int | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None or getattr(self._local, "inode", None) != self._inode():
            found = self._open()
            self._local.connection, self._local.inode = found, self._inode()
        return found

    def _inode(self) -> int | None:
        return self.path.stat().st_ino if self.path.exists() else None

    def _open(self) -> sqlite3.Connection:
        for _ in range(2):
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute("PRAGMA secure_delete=ON")
                connection.executescript(_SCHEMA)
                # Once a file: every thread opens its own connection, and a large file takes a while.
                if self._checked == self._inode() or \
                        connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
                    self._checked = self._inode()
                    return connection
                connection.close()
            except sqlite3.OperationalError as exc:
                connection.close()
                if "locked" in str(exc):
                    raise
            except sqlite3.DatabaseError:
                connection.close()
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        raise sqlite3.DatabaseError("the derived index cannot be created")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def state(self, key: str, default: Any = None) -> Any:
        """A remembered JSON value."""
        row = self.connection.execute("SELECT value FROM state WHERE key=?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def remember(self, **values: Any) -> None:
        """Remember JSON values."""
        self.connection.executemany("INSERT OR REPLACE INTO state VALUES (?,?)",
                                    [(key, json.dumps(value)) for key, value in values.items()])

    def documents(self) -> dict[str, bool]:
        """Ids of the documents that have a segment, with whether the dense index has it too."""
        rows = self.connection.execute("SELECT document, dense FROM segments")
        return {row[0]: bool(row[1]) for row in rows}

    def put(self, segment: Segment) -> None:
        """Keep a segment, not yet in the dense index."""
        width = segment.vectors.shape[1] if segment.vectors.ndim == 2 else 0
        self.connection.execute(
            "INSERT OR REPLACE INTO segments VALUES (?,?,?,?,?,?,0)",
            (segment.document, segment.clauses, segment.spans.astype("<i4").tobytes(), width,
             segment.vectors.astype("<f4").tobytes(), segment.postings.pack()))

    def mark_dense(self, documents: Sequence[str]) -> None:
        """Note that these are in the dense index; all others are not."""
        self.connection.execute("UPDATE segments SET dense=0")
        self.connection.executemany("UPDATE segments SET dense=1 WHERE document=?",
                                    [(id,) for id in documents])

    def get(self, document: str) -> Segment:
        """Raises KeyError when there is none."""
        row = self.connection.execute("SELECT * FROM segments WHERE document=?", (document,)).fetchone()
        if row is None:
            raise KeyError(document)
        spans = np.frombuffer(row[2], "<i4").reshape(-1, 3)
        vectors = np.frombuffer(row[4], "<f4").reshape(len(spans), row[3])
        return Segment(row[0], row[1], spans, vectors, Postings.unpack(row[5]))

    def drop(self, documents: Sequence[str]) -> None:
        """Forget segments; `scrub` then empties their place in the file."""
        self.connection.executemany("DELETE FROM segments WHERE document=?", [(id,) for id in documents])

    def scrub(self) -> None:
        """Leave nothing of dropped segments in the file."""
        self.connection.execute("VACUUM")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close this thread's connection."""
        if found := getattr(self._local, "connection", None):
            found.close()
            self._local = threading.local()
