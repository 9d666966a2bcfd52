"""Who did what when: append-only, every entry sealed with the hash of the one before.

Changing, removing or inserting an entry breaks the chain from there on, which
`verify` finds. Cutting the tail off is found by comparing `seal()` with one
noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.library.database import Database, now

_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `object` is what it was done to, as "kind/id"; `detail` is plain JSON."""

    number: int
    at: str
    actor: str
    action: str
    object: str
    detail: dict[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Verification:
    """`broken_at` is the number of the first entry that does not fit, None when all fit."""

    entries: int
    broken_at: int | None
    seal: str

    @property
    def intact(self) -> bool:
        return self.broken_at is None


class Audit:
    """The trail kept in a home's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, actor: str, action: str, object: str = "", **detail: Any) -> Entry:
        """Add one entry; part of the caller's transaction when there is one."""
        with self._database.transaction() as connection:
            last = connection.execute(
                "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
            number, previous = (last["number"] + 1, last["hash"]) if last else (1, _FIRST)
            content = json.dumps(detail, ensure_ascii=False, sort_keys=True)
            at = now()
            sealed = _hash(previous, number, at, actor, action, object, content)
            connection.execute(
                "INSERT INTO audit VALUES (?,?,?,?,?,?,?,?)",
                (number, at, actor, action, object, content, previous, sealed))
        return Entry(number, at, actor, action, object, detail, sealed)

    def entries(self, actor: str | None = None, object: str | None = None,
                limit: int = 200, before: int | None = None) -> tuple[Entry, ...]:
        """The newest first, of one actor or about one object where given."""
        clauses, values = ["1"], []
        for column, value in (("actor = ?", actor), ("object = ?", object), ("number < ?", before)):
            if value is not None:
                clauses.append(column)
                values.append(value)
        rows = self._database.connection.execute(
            f"SELECT * FROM audit WHERE {' AND '.join(clauses)} ORDER BY number DESC LIMIT ?",
            (*values, limit))
        return tuple(_entry(row) for row in rows)

    def seal(self) -> str:
        """The hash of the last entry: write it down elsewhere to notice a cut-off tail."""
        row = self._database.connection.execute(
            "SELECT hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
        return str(row["hash"]) if row else _FIRST

    def verify(self) -> Verification:
        """Walk the whole chain."""
        previous, count = _FIRST, 0
        for row in self._walk():
            count += 1
            fits = (
                row["number"] == count
                and row["previous"] == previous
                and row["hash"] == _hash(previous, row["number"], row["at"], row["actor"],
                                         row["action"], row["object"], row["detail"]))
            if not fits:
                return Verification(count, row["number"], previous)
            previous = row["hash"]
        return Verification(count, None, previous)

    def _walk(self) -> Iterator[sqlite3.Row]:
        yield from self._database.connection.execute("SELECT * FROM audit ORDER BY number")


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(row["number"], row["at"], row["actor"], row["action"], row["object"],
                 json.loads(row["detail"]), row["hash"])
