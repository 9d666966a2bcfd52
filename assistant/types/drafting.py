"""A draft (草稿) with its ledger (台账), conflicts, exclusions and changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.types.retrieval import Citation


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """status: supported (cited), opening (official opening without facts), placeholder."""

    text: str
    citations: tuple[Citation, ...] = ()
    status: Literal["supported", "opening", "placeholder"] = "supported"
    computed: str | None = None


@dataclass(frozen=True, slots=True)
class DraftSection:
    heading: str
    sentences: tuple[DraftSentence, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One requirement of the plan against the facts reported (台账)."""

    requirement: Citation
    status: Literal["reported", "partly", "silent"]
    evidence: tuple[Citation, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConflictValue:
    value: float | int | str
    unit: str | None
    source: str
    quote: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    indicator: str
    values: tuple[ConflictValue, ...]
    settled: float | int | str | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What was kept out of the draft, and why (another year, private data, ...)."""

    quote: str
    source: str
    reason: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Draft:
    id: str
    title: str
    text: str
    sections: tuple[DraftSection, ...]
    ledger: tuple[LedgerEntry, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gaps: tuple[str, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    engine: str = "extractive"
    version: int = 1
    changed: tuple[Change, ...] = ()
    kind: str = "annual-report"
    region: str = ""
    year: int = 0
    prompt_hash: str | None = None
    notices: tuple[str, ...] = ()
