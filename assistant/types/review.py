"""A review (审核): a verdict for each requirement with both quotes, and what is wrong in the draft itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal[
    "covered", "partial", "weaker", "conflicting", "missing", "not_applicable",
    "reported", "partly", "silent", "below_target",
]
FindingKind = Literal[
    "omission", "partial_list", "number", "deadline", "frequency", "modality",
    "scope", "actor", "exception", "contradiction", "basis", "wording",
]
Severity = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class SourceQuote:
    source: str
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class ClauseQuote:
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    id: str
    verdict: Verdict
    kinds: tuple[FindingKind, ...]
    severity: Severity
    requirement: SourceQuote
    draft: tuple[ClauseQuote, ...]
    reason: str
    suggestion: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class InternalFinding:
    code: str
    severity: Severity
    clause: str
    quote: str
    message: str
    suggestion: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Beyond:
    """A demand of the draft with no basis above it, or raised over it (层层加码)."""

    clause: str
    quote: str
    kind: Literal["no_basis", "raised"]
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """One check of a draft. `draft` and `against` are heads (see `head`)."""

    draft: dict[str, Any]
    against: tuple[dict[str, Any], ...]
    summary: dict[str, int]
    findings: tuple[Finding, ...]
    internal: tuple[InternalFinding, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    floor: tuple[Finding, ...] = ()
    id: str = ""
