"""Documents (文件) as trees of clauses (条款), with their head data and repairs. Offsets count characters (code points)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["国家", "省", "市", "区县", "乡镇"]
ClauseKind = Literal["part", "section", "item", "paragraph"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One mend of the text, or one damage only reported (`applied` false).

    `at` is the offset in the decoded source text; `count` says how many alike
    are told together (repairs of punctuation are reported once a kind).
    """

    kind: str
    before: str
    after: str
    at: int
    applied: bool = True
    count: int = 1
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """A document that the text cites (引用文件), and how.

    relation: 据以制定 (basis), 贯彻 (carried out), 引用 (cited), 本级制定 (own),
    历史文件 (superseded), 附件 (annex), 自指 (itself), 答复对象 (answered).
    """

    name: str
    clause: str
    relation: str = "引用"
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the tree: its printed path as id, and all that it prints itself.

    `text` holds the run-in heading too and leaves out the children's text.
    `origin` maps text to source: runs (offset in text, offset in source, length).
    """

    id: str
    kind: ClauseKind
    number: str
    heading: str
    text: str
    parent: str | None = None
    origin: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the text: a Word comment, a tracked change, a header.

    kind: comment, insertion, deletion, footnote, endnote, header, footer, text_box.
    `at`: where in the decoded source text it belongs, when it belongs somewhere.
    """

    kind: str
    text: str
    clause: str | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. `digest` is the SHA-256 of the bytes; `id` is given by the catalogue."""

    source: str
    digest: str
    title: str
    clauses: tuple[Clause, ...]
    id: str = ""
    issuer: tuple[str, ...] = ()
    region: str | None = None
    level: Level | None = None
    doc_type: str | None = None
    period: str | None = None
    date: str | None = None
    publish_date: str | None = None
    doc_number: str | None = None
    index_number: str | None = None
    addressees: str | None = None
    carrier_title: str | None = None
    parents: tuple[Parent, ...] = ()
    repairs: tuple[Repair, ...] = ()
    notes: tuple[Note, ...] = ()

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id. Raises KeyError."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)
