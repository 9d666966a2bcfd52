"""The values that pass between the rooms: frozen, typed, JSON-ready.

A document (文件) is a tree of clauses (条款). A clause states requirements (要求:
what must be done) or figures (数据: what was done). Every quote is an exact
substring of the clause it names. Offsets count characters (code points).

`to_json` turns any of these into plain dicts and lists, key for key as the
command-line contract spells them; it is the only such conversion.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

Level = Literal["国家", "省", "市", "区县", "乡镇"]
ClauseKind = Literal["part", "section", "item", "paragraph"]
Verdict = Literal[
    "covered", "partial", "weaker", "conflicting", "missing", "not_applicable",
    "reported", "partly", "silent", "below_target",
]
FindingKind = Literal[
    "omission", "partial_list", "number", "deadline", "frequency", "modality",
    "scope", "actor", "exception", "contradiction", "basis", "wording",
]
Severity = Literal["high", "medium", "low"]
Comparator = Literal[
    "=", ">=", "<=", ">", "<", "approx", "coverage", "rank", "range", "trend_up", "trend_down"
]


# ---------------------------------------------------------------- documents

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


# -------------------------------------------------------------------- facts

@dataclass(frozen=True, slots=True)
class Target:
    """A measurable aim (指标). `value` is a number (万 folded in; %, 亿元, 万元 are
    units), or the official words where there is no number (基本形成, 全覆盖)."""

    indicator: str
    comparator: Comparator
    value: float | int | str | None
    unit: str | None
    deadline: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """The smallest phrase that can be met or missed alone, with its slots (要素).

    It inherits actor, deadline, modality and prohibition of its `sentence`.
    deadline: ISO day, month or year ("2022-12-31", "2025", "2025(前)").
    """

    clause: str
    quote: str
    actor: str | None = None
    action: str | None = None
    object: str | None = None
    members: tuple[str, ...] = ()
    modality: str | None = None
    prohibition: bool = False
    targets: tuple[Target, ...] = ()
    deadline: str | None = None
    frequency: str | None = None
    scope: str | None = None
    exception: str | None = None
    cited: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported number (数据). period: "2022", "2020-01/2020-09", "截至2020-11".

    qualifier: 余, 近, 超过, 以上 ...; form: value, increase, decrease, ratio,
    rank, range; planned: told as intended (拟, 计划, 将), not as done.
    """

    clause: str
    quote: str
    indicator: str
    value: float | int
    unit: str | None
    period: str | None = None
    qualifier: str | None = None
    form: str = "value"
    planned: bool = False
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    requirements: tuple[Requirement, ...] = ()
    figures: tuple[Figure, ...] = ()


# ---------------------------------------------------------------- retrieval

@dataclass(frozen=True, slots=True)
class DocumentRef:
    id: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found. `marks` are spans (start, end) of `text` that answer."""

    rank: int
    score: float
    document: DocumentRef
    clause: str
    heading: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    query: str
    answerable: bool
    results: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """`document` is an id of the library, or the source name of a file read by path."""

    document: str
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A cited answer, or, with `answerable` false, a refusal with what comes nearest."""

    answer: str
    sentences: tuple[AnswerSentence, ...]
    answerable: bool
    engine: str
    nearest: tuple[Hit, ...] = ()


# ----------------------------------------------------------------- drafting

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


# ------------------------------------------------------------------- review

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


# --------------------------------------------------------------------- json

def to_json(value: Any) -> Any:
    """Plain dicts, lists, strings and numbers for any value of this module."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value


Value = TypeVar("Value")


def from_json(kind: type[Value], data: Any) -> Value:
    """The value of this type that `to_json` gave as `data`. Raises TypeError, KeyError.

    >>> from_json(Citation, to_json(Citation("d1", "一", "甲"))) == Citation("d1", "一", "甲")
    True
    """
    return cast(Value, _revive(kind, data))


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The fields of a dataclass with their types."""
    found = get_type_hints(kind)
    return {f.name: found[f.name] for f in fields(kind)}


@cache
def _shape(kind: Any) -> tuple[bool, bool, tuple[Any, ...]]:
    """(whether it is a dataclass, whether it is a tuple, its arguments)."""
    return is_dataclass(kind) and isinstance(kind, type), get_origin(kind) is tuple, get_args(kind)


def _revive(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    dataclass_, tuple_, inner = _shape(kind)
    if dataclass_:
        return kind(**{name: _revive(hint, data[name]) for name, hint in _hints(kind).items() if name in data})
    if tuple_:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_revive(inner[0], item) for item in data)
        return tuple(_revive(part, item) for part, item in zip(inner, data, strict=True))
    return data


def head(document: Document) -> dict[str, Any]:
    """The head data (题头信息) of a document as the contract lists it."""
    return {
        "id": document.id, "source": document.source, "title": document.title,
        "issuer": list(document.issuer), "region": document.region, "level": document.level,
        "doc_type": document.doc_type, "period": document.period, "date": document.date,
        "publish_date": document.publish_date, "doc_number": document.doc_number,
        "index_number": document.index_number, "addressees": document.addressees,
        "carrier_title": document.carrier_title,
        "parents": to_json(document.parents), "clauses": len(document.clauses),
    }
