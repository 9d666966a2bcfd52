"""Where a statement comes from: the clauses it cites, whole, with the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.errors import AssistantError
from assistant.page.markup import badge, cut, empty, marked, text
from assistant.page.words import Language, say
from assistant.service import Service
from assistant.types import Answer, Citation, Clause, Document, Draft, DraftSentence, Hit


def of_sentence(service: Service, sentence: DraftSentence | None, language: Language) -> str:
    """The sources of one sentence of a draft."""
    if sentence is None or not sentence.citations:
        return empty(say("no_sources", language))
    said = f"<blockquote>{text(sentence.text)}</blockquote>"
    computed = f"<p class='computed'>{text(say('computed', language))}：{text(sentence.computed)}</p>" \
        if sentence.computed else ""
    return said + computed + of_citations(service, sentence.citations, language)


def of_citations(service: Service, citations: Sequence[Citation], language: Language) -> str:
    """Each cited clause once, all its quotes marked."""
    clauses: dict[tuple[str, str], list[str]] = {}
    for citation in citations:
        clauses.setdefault((citation.document, citation.clause), []).append(citation.quote)
    return "".join(_clause(service, document, clause, quotes) for (document, clause), quotes in clauses.items()) \
        or empty(say("none", language))


def of_answer(service: Service, answer: Answer, language: Language) -> str:
    """What an answer cites, or what comes nearest when it is a refusal."""
    if answer.answerable or not answer.nearest:
        return of_citations(service, [c for s in answer.sentences for c in s.citations], language)
    return f"<h4>{text(say('nearest', language))}</h4>" + "".join(_hit(hit) for hit in answer.nearest)


def of_requirement(service: Service, draft: Draft, number: int, language: Language) -> str:
    """One line of the ledger: the requirement in the plan, and what answers it."""
    if not 0 <= number < len(draft.ledger):
        return empty(say("none", language))
    entry = draft.ledger[number]
    told = f"<p>{badge(entry.status, say(entry.status, language))} {text(entry.reason)}</p>"
    shown = _clause(service, entry.requirement.document, entry.requirement.clause, [entry.requirement.quote])
    answers = of_citations(service, entry.evidence, language) if entry.evidence else ""
    return f"{told}<h4>{text(say('requirement', language))}</h4>{shown}" + (
        f"<h4>{text(say('evidence', language))}</h4>{answers}" if answers else "")


def names(titles: Mapping[str, str], citations: Iterable[Citation], told: str) -> str:
    """The cited clauses by name, as plain text, 《title》clause; none for titles that `told` names itself."""
    named = [(titles.get(c.document, c.document), c.clause) for c in citations]
    return "；".join(dict.fromkeys(f"《{cut(title, 24)}》{clause}" for title, clause in named if title not in told))


def _clause(service: Service, document: str, clause: str, quotes: Sequence[str]) -> str:
    """The clause with its quotes marked; the quotes alone when the clause cannot be shown."""
    kept = _document(service, document)
    found = _find(kept, clause)
    body = marked(found.text, quotes) if found else "<br>".join(f"<mark>{text(quote)}</mark>" for quote in quotes)
    title = kept.title or kept.source if kept else document
    return (f"<section class='source'><h5>{text(title)}<span class='where'>{text(clause)}</span></h5>"
            f"<p>{body}</p></section>")


def _hit(hit: Hit) -> str:
    quotes = [hit.text[start:end] for start, end in hit.marks]
    return (f"<section class='source'><h5>{text(hit.document.title)}<span class='where'>{text(hit.clause)}</span></h5>"
            f"<p>{marked(hit.text, quotes)}</p></section>")


def _document(service: Service, id: str) -> Document | None:
    try:
        return service.documents.get(id)
    except AssistantError:
        return None


def _find(document: Document | None, clause: str) -> Clause | None:
    return next((c for c in document.clauses if c.id == clause), None) if document else None
