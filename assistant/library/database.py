"""The one SQLite file of a home: connections, transactions, its schema.

WAL so that readers do not wait for the writer; synchronous=FULL so that what
was acknowledged survives a power cut; secure_delete so that what was removed is
overwritten.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import BadInput, LibraryBusy

FILE = "library.sqlite"
BUSY_SECONDS = 10.0
VERSION = 1


def now() -> str:
    """The present moment, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Database:
    """One connection a thread onto `home/library.sqlite`; made on first use."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        home.mkdir(parents=True, exist_ok=True)
        self._prepare()

    def _prepare(self) -> None:
        try:
            version = self.connection.execute("PRAGMA user_version").fetchone()[0]
            if version == VERSION:
                return
            if version > VERSION:
                raise BadInput(
                    f"文库文件 {FILE} 由更新的版本建立;请升级本程序",
                    f"{FILE} was made by a newer version; upgrade this program")
            schema = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
            self.connection.executescript(f"BEGIN IMMEDIATE;\n{schema}\nPRAGMA user_version={VERSION};\nCOMMIT;")
        except sqlite3.DatabaseError as exc:
            raise _mapped(exc) from exc

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            found.row_factory = sqlite3.Row
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
                           "secure_delete=ON", "journal_size_limit=0"):
                found.execute(f"PRAGMA {pragma}")
            self._local.connection = found
            with self._guard:
                self._all.append(found)
        return found

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Raises LibraryBusy when another writer holds the file too long."""
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as exc:
            raise _mapped(exc) from exc

    def scrub(self) -> None:
        """Leave nothing of deleted rows in the file or its log: VACUUM and an emptied WAL."""
        try:
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError as exc:
            raise _mapped(exc) from exc

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


def _mapped(exc: sqlite3.DatabaseError) -> Exception:
    text = str(exc)
    if "locked" in text or "busy" in text:
        return LibraryBusy("文库正忙;请稍后再试", "the library is busy; try again in a moment")
    if "malformed" in text or "not a database" in text:
        return BadInput(
            f"文库文件 {FILE} 已损坏;请从备份恢复", f"{FILE} is damaged; restore it from a backup")
    return exc
