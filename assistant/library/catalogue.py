"""The documents of a home: added once by content, removed for good.

Short ids are declared by the order of adding (`d1`, `d2`, ...) and stay with the
bytes' digest: the same bytes never get a second one, not even after removal.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.errors import BadInput, NotFound
from assistant.library.database import Database, now
from assistant.types import Clause, Document, Facts, from_json, to_json

KEEP_ORIGINAL_MB = 64


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents and clauses count; None lets all pass.

    documents: ids; kinds: doc_type contains one of them; levels, regions (contains),
    periods (a year that the printed period covers, or the period as printed); part:
    the clause id begins with it.
    """

    documents: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    periods: tuple[str, ...] | None = None
    part: str | None = None

    def passes(self, head: Head) -> bool:
        """Whether a document of this head passes; `part` is for its clauses."""
        return (
            (self.documents is None or head.id in self.documents)
            and (self.kinds is None or any(kind in (head.doc_type or "") for kind in self.kinds))
            and (self.levels is None or head.level in self.levels)
            and (self.regions is None or any(region in (head.region or "") for region in self.regions))
            and (self.periods is None or any(_covers(head.period, period) for period in self.periods)))


@dataclass(frozen=True, slots=True)
class Head:
    """What retrieval needs to know of a document without its clauses."""

    id: str
    digest: str
    source: str
    title: str
    region: str | None
    level: str | None
    doc_type: str | None
    period: str | None
    issuer: tuple[str, ...]
    date: str | None


class Catalogue:
    """The tables documents, clauses and facts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.home = database.path.parent

    # ------------------------------------------------------------- documents

    def id_of(self, digest: str) -> str | None:
        """The id under which these bytes stand in the library, None when they do not."""
        row = self._one("SELECT id FROM documents WHERE digest=?", digest)
        return None if row is None else str(row["id"])

    def add(self, document: Document, original: bytes | None = None) -> Document:
        """Keep a document, in the caller's transaction or one of its own; the one already kept
        when the bytes are known.

        Raises BadInput for a document without clauses, or with one clause id twice.
        """
        ids = [clause.id for clause in document.clauses]
        if not ids:
            raise BadInput(f"{document.source} 没有读出任何条款;请检查文件",
                           f"{document.source}: no clause could be read; check the file")
        if len(set(ids)) != len(ids):
            raise BadInput(f"{document.source} 的条款编号有重复,未入库", f"{document.source}: clause ids repeat")
        with self._database.transaction() as connection:
            known = self.id_of(document.digest)
            if known is not None:
                return self.get(known)
            kept = replace(document, id=self._issue(connection, document.digest))
            connection.execute(
                "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (kept.id, kept.digest, kept.source, kept.title, kept.region, kept.level, kept.doc_type,
                 kept.period, kept.date, _dump(_head(kept)), _pack(original), now()))
            connection.executemany(
                "INSERT INTO clauses VALUES (?,?,?,?,?,?,?,?,?)",
                [(kept.id, ordinal, clause.id, clause.kind, clause.number, clause.heading, clause.text,
                  clause.parent, _dump(clause.origin)) for ordinal, clause in enumerate(kept.clauses)])
        return kept

    def get(self, id: str) -> Document:
        """Raises BadInput for an id that is not in the library."""
        row = self._one("SELECT head FROM documents WHERE id=?", id)
        if row is None:
            raise unknown(id)
        return replace(from_json(Document, {**json.loads(row["head"]), "clauses": ()}), clauses=self.clauses(id))

    def clauses(self, id: str) -> tuple[Clause, ...]:
        """The clauses of a document in printed order; empty for an unknown id."""
        rows = self._database.connection.execute(
            "SELECT * FROM clauses WHERE document=? ORDER BY ordinal", (id,))
        return tuple(_clause(row) for row in rows)

    def clause_at(self, id: str, ordinals: Sequence[int]) -> dict[int, Clause]:
        """Some clauses of a document by their place in it (from 0)."""
        marks = ",".join("?" * len(ordinals))
        rows = self._database.connection.execute(
            f"SELECT * FROM clauses WHERE document=? AND ordinal IN ({marks})", (id, *ordinals))
        return {row["ordinal"]: _clause(row) for row in rows}

    def documents(self) -> Iterator[Document]:
        """All documents in the order of adding."""
        for head in self.heads():
            yield self.get(head.id)

    def heads(self) -> tuple[Head, ...]:
        """The head data of all documents in the order of adding."""
        rows = self._database.connection.execute(
            "SELECT d.*, json_extract(head,'$.issuer') AS issuer FROM documents d"
            " JOIN issued i USING (digest) ORDER BY i.number")
        return tuple(Head(row["id"], row["digest"], row["source"], row["title"], row["region"],
                          row["level"], row["doc_type"], row["period"],
                          tuple(json.loads(row["issuer"] or "[]")), row["date"]) for row in rows)

    def ids(self) -> tuple[str, ...]:
        """The ids in the order of adding."""
        rows = self._database.connection.execute(
            "SELECT d.id FROM documents d JOIN issued i USING (digest) ORDER BY i.number")
        return tuple(row["id"] for row in rows)

    def state(self) -> tuple[int, ...]:
        """Changes whenever a document is added or removed, and at the latest when any table changes.

        The first three numbers change with the set of documents only.
        """
        connection = self._database.connection
        row = connection.execute(
            "SELECT count(*), total(i.number), coalesce(max(i.number), 0)"
            " FROM documents d JOIN issued i USING (digest)").fetchone()
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        return (int(row[0]), int(row[1]), int(row[2]), int(version), connection.total_changes)

    def clause_ids(self, id: str) -> list[str]:
        """The clause ids of a document in printed order."""
        rows = self._database.connection.execute(
            "SELECT id FROM clauses WHERE document=? ORDER BY ordinal", (id,))
        return [row["id"] for row in rows]

    def printing(self, term: str) -> tuple[str, ...]:
        """Ids of the documents that print a term, exactly as given."""
        rows = self._database.connection.execute(
            "SELECT DISTINCT document FROM clauses WHERE instr(text, ?) > 0", (term,))
        return tuple(row["document"] for row in rows)

    def original(self, id: str) -> bytes | None:
        """The bytes as given, None when they were too large to keep."""
        row = self._one("SELECT original FROM documents WHERE id=?", id)
        if row is None:
            raise unknown(id)
        return None if row["original"] is None else zlib.decompress(row["original"])

    def correct(self, id: str, document: Document) -> Document:
        """Replace the head data by the user's correction; clauses, source and digest stay."""
        old = self.get(id)
        kept = replace(document, id=old.id, digest=old.digest, source=old.source, clauses=old.clauses)
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE documents SET title=?, region=?, level=?, doc_type=?, period=?, date=?, head=?"
                " WHERE id=?",
                (kept.title, kept.region, kept.level, kept.doc_type, kept.period, kept.date,
                 _dump(_head(kept)), id))
        return kept

    def remove(self, id: str) -> None:
        """Take a document out with its clauses, facts and bytes; nothing of it stays in the file.

        Raises BadInput for an id that is not in the library.
        """
        with self._database.transaction() as connection:
            if connection.execute("DELETE FROM documents WHERE id=?", (id,)).rowcount == 0:
                raise unknown(id)
        self._database.scrub()

    # ----------------------------------------------------------------- facts

    def facts(self, id: str, version: str) -> Facts | None:
        """The facts kept for a document, None when none were kept by this version of the rules."""
        row = self._one("SELECT content FROM facts WHERE document=? AND version=?", id, version)
        return None if row is None else from_json(Facts, json.loads(row["content"]))

    def keep_facts(self, id: str, version: str, facts: Facts) -> None:
        """Keep what the rules of this version read in a document."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?,?,?)",
                               (id, version, _dump(to_json(facts))))

    def _one(self, query: str, *values: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._database.connection.execute(query, values).fetchone()
        return row

    @staticmethod
    def _issue(connection: sqlite3.Connection, digest: str) -> str:
        row = connection.execute("SELECT number FROM issued WHERE digest=?", (digest,)).fetchone()
        if row is None:
            row = connection.execute(
                "INSERT INTO issued SELECT ?, COALESCE(MAX(number),0)+1 FROM issued RETURNING number",
                (digest,)).fetchone()
        return f"d{row[0]}"


def _covers(period: str | None, wanted: str) -> bool:
    """Whether a printed period covers a year, or is the one wanted.

    >>> _covers("2021—2025年", "2023"), _covers("2022年", "2023"), _covers(None, "2023")
    (True, False, False)
    """
    if not period or period == wanted:
        return bool(period)
    years = [int(year) for year in re.findall(r"\d{4}", period)]
    asked = re.findall(r"\d{4}", wanted)
    return bool(years and asked) and min(years) <= int(asked[0]) <= max(years)


def unknown(id: str) -> NotFound:
    """The error for an id that is not in the library."""
    return NotFound(f"文库中没有编号为 {id} 的文件;用 assistant list 查看编号",
                    f"no document {id} in the library; see `assistant list`")


def _clause(row: sqlite3.Row) -> Clause:
    return Clause(row["id"], row["kind"], row["number"], row["heading"], row["text"], row["parent"],
                  tuple((a, b, c) for a, b, c in json.loads(row["origin"])))


def _head(document: Document) -> object:
    return to_json(replace(document, clauses=()))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pack(original: bytes | None) -> bytes | None:
    if original is None or len(original) > KEEP_ORIGINAL_MB << 20:
        return None
    return zlib.compress(original, 6)
