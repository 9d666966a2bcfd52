"""What was found and answered, with citations: every quote is an exact substring of the clause it names."""

from __future__ import annotations

from dataclasses import dataclass


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
