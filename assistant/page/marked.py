"""Texts with marks, for the page: a draft sentence by sentence, sources with the quoted words marked.

Everything here goes to components that show text as text; what is HTML is ours and escaped.
"""

from __future__ import annotations

from html import escape

from assistant.errors import AssistantError
from assistant.page.words import Language, say
from assistant.service import Service
from assistant.types import Answer, Citation, Draft, DraftSentence

Piece = tuple[str, str | None]
STATUS = ("supported", "opening", "placeholder")
STATUS_COLOURS = {"有出处": "#e4efe7", "起首语": "#eceff3", "待补待核": "#fde2c8",
                  "supported": "#e4efe7", "opening": "#eceff3", "placeholder": "#fde2c8"}
QUOTE_COLOURS = {"依据": "#f7d9a8", "cited": "#f7d9a8"}
MARK = {"zh": "依据", "en": "cited"}


def pieces(draft: Draft) -> list[tuple[str, DraftSentence | None]]:
    """What the paper shows in order: headings (None) and sentences."""
    out: list[tuple[str, DraftSentence | None]] = []
    for section in draft.sections:
        out.append((f"\n{section.heading}\n" if out else f"{section.heading}\n", None))
        out += [(sentence.text, sentence) for sentence in section.sentences]
    return out


def paper(draft: Draft, language: Language) -> list[Piece]:
    """Label by status; a sentence's place in this list is what a click tells."""
    names = dict(zip(STATUS, ("有出处", "起首语", "待补待核") if language == "zh" else STATUS, strict=True))
    return [(text, names[sentence.status] if sentence else None) for text, sentence in pieces(draft)]


def sources(service: Service, draft: Draft, index: int | tuple[int, int], language: Language) -> list[Piece]:
    """The clauses that the clicked sentence cites, each with its quote marked."""
    at = index if isinstance(index, int) else index[0]
    shown = pieces(draft)
    sentence = shown[at][1] if 0 <= at < len(shown) else None
    if sentence is None or not sentence.citations:
        return [(say("no_sources", language), None)]
    out: list[Piece] = []
    for citation in sentence.citations:
        out += _clause(service, citation, MARK[language])
    return out


def evidence(service: Service, answer: Answer) -> list[Piece]:
    """What an answer cites, or what came nearest when it is a refusal."""
    out: list[Piece] = []
    for citation in dict.fromkeys(c for s in answer.sentences for c in s.citations):
        out += _clause(service, citation, MARK["zh"])
    if not answer.answerable:
        for hit in answer.nearest:
            out += [(f"{hit.document.title} {hit.clause}\n{hit.text}\n", None)]
    return out


def _clause(service: Service, citation: Citation, mark: str) -> list[Piece]:
    """The clause with the quote marked; the quote alone when the clause is not in the library."""
    try:
        seen = service.documents.look(citation.document)
        text = next(c["text"] for c in seen["clauses"] if c["id"] == citation.clause)
        title = seen["document"]["title"]
    except (AssistantError, StopIteration):
        text, title = citation.quote, citation.document
    start = text.find(citation.quote)
    head = f"{title} {citation.clause}\n"
    if start < 0:
        return [(head, None), (citation.quote, mark), ("\n", None)]
    end = start + len(citation.quote)
    parts: list[Piece] = [(head + text[:start], None), (text[start:end], mark), (text[end:] + "\n", None)]
    return [part for part in parts if part[0]]


def downloads(kind: str, id: str, formats: tuple[str, ...], label: str) -> str:
    """Links to the authorised export routes."""
    links = " ".join(f"<a href='/api/v1/{kind}/{escape(id)}/export/{f}' download class='download'>{f}</a>"
                     for f in formats)
    return f"<p class='downloads'>{escape(label)}:{links}</p>"
