"""The dense index (Chroma, embedded): vectors by id, nothing else; derived data.

The one door to chromadb. No text is stored in it, so none can stay behind in its
files. A folder is written by one process at a time (the library's lock) and
replaced, never mended: whoever finds it wanting builds a new one beside it.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
import zlib
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from assistant.library.embedding import Matrix

BATCH = 5_000          # Chroma takes at most 5,461 at once
_COLLECTION = "sentences"
_FILE = "chroma.sqlite3"
_GRAPH = "index_metadata.pickle"   # written with the graph of an index that is large enough
_CHECKED_MB = 64       # a quick_check of a larger file would delay every start


class IndexFault(Exception):
    """The dense index cannot be read; the exact way still can."""


class DenseIndex:
    """An open index folder. Create it only while holding the library's lock; read it freely."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        self.folder = folder
        self._settings = Settings(anonymized_telemetry=False, allow_reset=False)
        # Chroma shares one system among clients of the same path spelling, so that closing one would
        # close all, and none would see what another process wrote: each open index spells it anew.
        self._spelling = _Spelling.taken(folder)
        self._client: Any = chromadb.PersistentClient(self._spelling, settings=self._settings)
        self._collection: Any = self._client.get_or_create_collection(
            _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
        self._held: int | None = None

    def __len__(self) -> int:
        if self._held is None:
            self._held = int(self._collection.count())
        return self._held

    def add(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Keep vectors under ids; an id already there gets the new vector."""
        self._held = None
        for start in range(0, len(ids), BATCH):
            self._collection.upsert(ids=list(ids[start:start + BATCH]),
                                    embeddings=np.asarray(vectors[start:start + BATCH], np.float32))

    def query(self, vector: Matrix, k: int) -> list[str]:
        """The ids of the k nearest vectors by cosine, nearest first. Raises IndexFault."""
        try:
            k = min(k, len(self))
            if k < 1:
                return []
            found = self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=k, include=[])
        except Exception as exc:
            raise IndexFault(str(exc)) from exc
        return list(found["ids"][0])

    def close(self) -> None:
        """Let go of the folder, so that the same path can be opened afresh."""
        from chromadb.api.shared_system_client import SharedSystemClient

        client, self._client, self._collection = self._client, None, None
        if client is not None:
            client._system.stop()
            SharedSystemClient._identifier_to_system.pop(self._spelling, None)
            _Spelling.given_back(self._spelling)


class _Spelling:
    """Different spellings of one path, used and given back."""

    _used: ClassVar[set[str]] = set()
    _guard = threading.Lock()

    @classmethod
    def taken(cls, folder: Path) -> str:
        with cls._guard:
            spelling = next(name for extra in count() if (name := f"{folder}{'/.' * extra}") not in cls._used)
            cls._used.add(spelling)
            return spelling

    @classmethod
    def given_back(cls, spelling: str) -> None:
        with cls._guard:
            cls._used.discard(spelling)


def manifest(folder: Path) -> dict[str, list[int]]:
    """Size and checksum of the files that opening an index does not change.

    A small index lives in the database alone: its graph files hold nothing yet.
    """
    return {
        path.relative_to(folder).as_posix(): [path.stat().st_size, zlib.crc32(path.read_bytes())]
        for graph in sorted(folder.glob(f"*/{_GRAPH}")) for path in sorted(graph.parent.iterdir())
    }


def sound(folder: Path, expected: dict[str, list[int]], vectors: int) -> bool:
    """Whether a folder is as it was left, with so many vectors.

    Without opening it in Chroma: a broken index could crash the process.
    """
    database = folder / _FILE
    if not database.is_file() or manifest(folder) != expected:
        return False
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            if database.stat().st_size < _CHECKED_MB << 20 and \
                    connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return False
            names = [row[0] for row in connection.execute("SELECT name FROM collections")]
            kept = connection.execute("SELECT count(*) FROM embeddings").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return names == [_COLLECTION] and kept == vectors


def blank(folder: Path) -> None:
    """Overwrite graph files that hold nothing yet: Chroma lays them out in memory it did not clear."""
    for graph in folder.glob("*/data_level0.bin"):
        if not (graph.parent / _GRAPH).exists():
            for path in graph.parent.iterdir():
                path.write_bytes(bytes(path.stat().st_size))


def discard(folder: Path) -> None:
    """Delete an index folder; one that another process still reads goes when that process lets go."""
    shutil.rmtree(folder, ignore_errors=True)
