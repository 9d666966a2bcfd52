"""The values that pass between the rooms: frozen, typed, JSON-ready.

    documents  facts  retrieval  drafting  review      plain  as dicts and lists, and back

A document (文件) is a tree of clauses (条款). A clause states requirements (要求:
what must be done) or figures (数据: what was done). Every quote is an exact
substring of the clause it names.
"""

from assistant.types.documents import (
    Clause,
    ClauseKind,
    Document,
    Level,
    Note,
    Parent,
    Repair,
)
from assistant.types.drafting import (
    Change,
    Conflict,
    ConflictValue,
    Draft,
    DraftSection,
    DraftSentence,
    Exclusion,
    LedgerEntry,
)
from assistant.types.facts import (
    Comparator,
    Facts,
    Figure,
    Requirement,
    Target,
)
from assistant.types.plain import (
    from_json,
    head,
    to_json,
)
from assistant.types.retrieval import (
    Answer,
    AnswerSentence,
    Citation,
    DocumentRef,
    Hit,
    Search,
)
from assistant.types.review import (
    Beyond,
    ClauseQuote,
    Finding,
    FindingKind,
    InternalFinding,
    Review,
    Severity,
    SourceQuote,
    Verdict,
)

__all__ = [
    "Answer",
    "AnswerSentence",
    "Beyond",
    "Change",
    "Citation",
    "Clause",
    "ClauseKind",
    "ClauseQuote",
    "Comparator",
    "Conflict",
    "ConflictValue",
    "Document",
    "DocumentRef",
    "Draft",
    "DraftSection",
    "DraftSentence",
    "Exclusion",
    "Facts",
    "Figure",
    "Finding",
    "FindingKind",
    "Hit",
    "InternalFinding",
    "LedgerEntry",
    "Level",
    "Note",
    "Parent",
    "Repair",
    "Requirement",
    "Review",
    "Search",
    "Severity",
    "SourceQuote",
    "Target",
    "Verdict",
    "from_json",
    "head",
    "to_json",
]
