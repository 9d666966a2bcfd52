"""What users make and the service remembers, as JSON with an owner and versions.

A record is told apart by kind and id. Saving names the version it builds on, so
two tabs cannot silently overwrite each other. Kinds in use: draft, review,
decision, conversation, upload, share, consent, job, evaluation. Who may see what is decided
by the service; `shared_with` and `allowed` answer the questions it asks.
"""

from __future__ import annotations

import difflib
import json
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant.errors import AssistantError, BadInput, NotFound
from assistant.library.database import Database, now
from assistant.types import Change

Kind = Literal["draft", "review", "decision", "conversation", "upload", "share", "consent", "job",
               "evaluation"]


class StaleRecord(AssistantError):
    """Someone saved a newer version in the meantime."""


@dataclass(frozen=True, slots=True)
class Record:
    """`version` counts from 1; `content` is plain JSON; times are UTC ISO strings."""

    kind: str
    id: str
    owner: str
    version: int
    created: str
    updated: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One kept state of a record. `note` says what brought it about, e.g. the instruction."""

    version: int
    created: str
    note: str
    content: dict[str, Any]


class Records:
    """The records kept in a home's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, kind: Kind, owner: str, content: dict[str, Any], id: str | None = None,
               note: str = "") -> Record:
        """A new record, its id made up when none is given. Raises BadInput for an id in use."""
        key = id or f"{kind[0]}{secrets.token_hex(4)}"
        at, text = now(), _dump(content)
        with self._database.transaction() as connection:
            if self._row(kind, key) is not None:
                raise BadInput(f"编号 {key} 已被使用;请换一个", f"the id {key} is taken; choose another")
            connection.execute("INSERT INTO records VALUES (?,?,?,?,?,?,?)",
                               (kind, key, owner, 1, at, at, text))
            connection.execute("INSERT INTO record_versions VALUES (?,?,?,?,?,?)",
                               (kind, key, 1, at, note, text))
        return Record(kind, key, owner, 1, at, at, content)

    def get(self, kind: Kind, id: str) -> Record:
        """Raises BadInput when there is none."""
        row = self._row(kind, id)
        if row is None:
            raise NotFound(f"没有编号为 {id} 的{_NAMES[kind]};请检查编号",
                           f"no {kind} has the id {id}; check the id")
        return _record(row)

    def find(self, kind: Kind, id: str) -> Record | None:
        """As `get`, with None for an id that is not there."""
        row = self._row(kind, id)
        return None if row is None else _record(row)

    def owner(self, kind: Kind, id: str) -> str | None:
        """Whose record this is, without reading it; None when there is none."""
        row = self._database.connection.execute(
            "SELECT owner FROM records WHERE kind=? AND id=?", (kind, id)).fetchone()
        return None if row is None else str(row["owner"])

    def save(self, kind: Kind, id: str, content: dict[str, Any], base: int | None = None,
             note: str = "", keep: bool = True) -> Record:
        """A next version built on version `base` (None: on whatever is newest).

        `keep` false replaces the newest kept version instead of adding one: for jobs'
        progress and the like. Raises StaleRecord when `base` is no longer the newest,
        BadInput when there is no such record.
        """
        at, text = now(), _dump(content)
        with self._database.transaction() as connection:
            old = self.get(kind, id)
            if base is not None and base != old.version:
                raise StaleRecord(
                    f"{_NAMES[kind]} {id} 已有第{old.version}版,您修改的是第{base}版;请刷新后再改",
                    f"{kind} {id} is at version {old.version}, you changed version {base}; reload first")
            version = old.version + 1
            connection.execute(
                "UPDATE records SET version=?, updated=?, content=? WHERE kind=? AND id=?",
                (version, at, text, kind, id))
            if not keep:
                connection.execute("DELETE FROM record_versions WHERE kind=? AND id=? AND version=?",
                                   (kind, id, old.version))
            connection.execute("INSERT INTO record_versions VALUES (?,?,?,?,?,?)",
                               (kind, id, version, at, note, text))
        return Record(kind, id, old.owner, version, old.created, at, content)

    def list(self, kind: Kind, owner: str | None = None, limit: int = 200) -> tuple[Record, ...]:
        """The newest first; of one owner where given."""
        where, values = ("AND owner=?", (kind, owner)) if owner is not None else ("", (kind,))
        rows = self._database.connection.execute(
            f"SELECT * FROM records WHERE kind=? {where} ORDER BY updated DESC, rowid DESC LIMIT ?",
            (*values, limit))
        return tuple(_record(row) for row in rows)

    def glance(self, kind: Kind, owner: str, paths: Mapping[str, str], limit: int = 200) -> tuple[dict[str, Any], ...]:
        """As `list`, with only parts of each content: {name: JSON path}, e.g. {"title": "$.draft.title"}.

        Each dict has id, version, created, updated and the named parts; nothing else is read into Python.
        """
        parts = "".join(f", json_quote(json_extract(content, ?)) AS part{n}" for n in range(len(paths)))
        rows = self._database.connection.execute(
            f"SELECT id, version, created, updated{parts} FROM records WHERE kind=? AND owner=?"
            " ORDER BY updated DESC, rowid DESC LIMIT ?", (*paths.values(), kind, owner, limit))
        return tuple(_parts(row, paths) for row in rows)

    def version_glance(self, kind: Kind, id: str, paths: Mapping[str, str]) -> tuple[dict[str, Any], ...]:
        """As `versions`, with only parts of each content; each dict has version, created and note beside."""
        parts = "".join(f", json_quote(json_extract(content, ?)) AS part{n}" for n in range(len(paths)))
        rows = self._database.connection.execute(
            f"SELECT version, created, note{parts} FROM record_versions WHERE kind=? AND id=? ORDER BY version",
            (*paths.values(), kind, id))
        return tuple(_parts(row, paths) for row in rows)

    def under(self, kind: Kind, prefix: str) -> tuple[Record, ...]:
        """Every record whose id begins with `prefix`, by id."""
        rows = self._database.connection.execute(
            "SELECT * FROM records WHERE kind=? AND id>=? AND id<? ORDER BY id", (kind, prefix, prefix + "\U0010ffff"))
        return tuple(_record(row) for row in rows)

    def versions(self, kind: Kind, id: str) -> tuple[Version, ...]:
        """Every kept version, the oldest first. Raises BadInput when there is no such record."""
        self.get(kind, id)
        rows = self._database.connection.execute(
            "SELECT * FROM record_versions WHERE kind=? AND id=? ORDER BY version", (kind, id))
        return tuple(Version(row["version"], row["created"], row["note"], json.loads(row["content"]))
                     for row in rows)

    def version(self, kind: Kind, id: str, number: int) -> Version:
        """One kept version. Raises BadInput when it is not there."""
        for kept in self.versions(kind, id):
            if kept.version == number:
                return kept
        raise BadInput(f"{_NAMES[kind]} {id} 没有第{number}版", f"{kind} {id} has no version {number}")

    def restore(self, kind: Kind, id: str, number: int, note: str = "") -> Record:
        """Bring a kept version back, as a new version."""
        return self.save(kind, id, self.version(kind, id, number).content,
                         note=note or f"恢复第{number}版")

    def remove(self, kind: Kind, id: str) -> None:
        """With all its versions. Raises BadInput when there is none."""
        with self._database.transaction() as connection:
            self.get(kind, id)
            connection.execute("DELETE FROM records WHERE kind=? AND id=?", (kind, id))

    def share(self, kind: Kind, id: str, owner: str, user: str) -> None:
        """Let `user` see the owner's record. Raises BadInput when it is not the owner's."""
        if self.get(kind, id).owner != owner:
            raise BadInput("只能共享自己的内容", "only one's own work can be shared")
        if not self.shared_with(kind, id, user):
            self.create("share", owner, {"kind": kind, "id": id, "user": user},
                        id=f"{kind}/{id}/{user}")

    def unshare(self, kind: Kind, id: str, user: str) -> None:
        """Take a share back; nothing happens when there was none."""
        if self.shared_with(kind, id, user):
            self.remove("share", f"{kind}/{id}/{user}")

    def shared_with(self, kind: Kind, id: str, user: str) -> bool:
        """Whether the record's owner lets `user` see it."""
        return self.find("share", f"{kind}/{id}/{user}") is not None

    def allow_host(self, user: str, host: str) -> None:
        """Note that `user` lets text be sent to the model at `host`."""
        if not self.host_allowed(user, host):
            self.create("consent", user, {"host": host}, id=f"{user}/{host}")

    def host_allowed(self, user: str, host: str) -> bool:
        """Whether `user` allowed this host."""
        return self.find("consent", f"{user}/{host}") is not None

    def _row(self, kind: str, id: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._database.connection.execute(
            "SELECT * FROM records WHERE kind=? AND id=?", (kind, id)).fetchone()
        return row


_NAMES = {"draft": "草稿", "review": "审核", "decision": "处理意见", "conversation": "对话",
          "upload": "上传件", "share": "共享", "consent": "授权", "job": "任务", "evaluation": "评测"}


def changes(before: str, after: str) -> tuple[Change, ...]:
    """What differs between two texts, sentence by sentence.

    >>> changes("一。二。三。", "一。改。三。")
    (Change(before='二。', after='改。'),)
    """
    old, new = _sentences(before), _sentences(after)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    return tuple(Change("".join(old[a:b]), "".join(new[c:d]))
                 for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")


def _sentences(text: str) -> list[str]:
    out, start = [], 0
    for index, mark in enumerate(text):
        if mark in "。!?!?;;\n":
            out.append(text[start:index + 1])
            start = index + 1
    return [*out, text[start:]] if start < len(text) else out


def _dump(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _parts(row: sqlite3.Row, paths: Mapping[str, str]) -> dict[str, Any]:
    """A row whose last columns are parts of its content, each as JSON text."""
    plain = {key: row[key] for key in row.keys() if not key.startswith("part")}  # noqa: SIM118
    return plain | {name: json.loads(row[f"part{n}"]) for n, name in enumerate(paths)}


def _record(row: sqlite3.Row) -> Record:
    return Record(row["kind"], row["id"], row["owner"], row["version"], row["created"],
                  row["updated"], json.loads(row["content"]))
