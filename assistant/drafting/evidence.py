"""What cited quotes say, read in the light of the clauses they stand in.

A quote may be as short as 受理218件; that it counts reconsideration cases, in 2023 and as
done, its clause tells. So numbers are read from the clause, and those inside a quote count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.marks import half, squeeze
from assistant.drafting.measures import Measure, measures
from assistant.drafting.names import short_name, submitter
from assistant.drafting.periods import document_year, period
from assistant.drafting.selection import planned
from assistant.drafting.statements import headings_of, role_of_headings
from assistant.facts.segments import segment
from assistant.types import Citation, Clause, Document


@dataclass(frozen=True, slots=True)
class Told:
    """A number of a text with the year it is told of and whether it is only intended."""

    measure: Measure
    year: int | None
    planned: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """All cited quotes together. `text`: squeezed quotes; `around`: squeezed clauses, headings,
    submitters and titles, which may name things but prove no number. `bad`: quotes that stand
    nowhere."""

    text: str
    around: str
    numbers: tuple[Told, ...]
    phrases: tuple[tuple[str, bool], ...]
    years: frozenset[int]
    bad: tuple[Citation, ...]


def by_name(sources: Mapping[str, Document] | Iterable[Document]) -> dict[str, Document]:
    """Documents by id and by source name, as citations call them."""
    if isinstance(sources, Mapping):
        return dict(sources)
    found: dict[str, Document] = {}
    for document in sources:
        found[document.source] = document
        if document.id:
            found[document.id] = document
    return found


def evidence(citations: Sequence[Citation], sources: Mapping[str, Document], year: int | None) -> Evidence:
    """Read the citations. Nothing is raised: what cannot be found is in `bad`."""
    quotes: list[str] = []
    around: list[str] = []
    numbers: list[Told] = []
    phrases: list[tuple[str, bool]] = []
    years: set[int] = set()
    bad: list[Citation] = []
    for citation in citations:
        document = sources.get(citation.document)
        clause = next((c for c in document.clauses if c.id == citation.clause), None) if document else None
        if document is None or clause is None or not citation.quote or citation.quote not in clause.text:
            bad.append(citation)
            continue
        quotes.append(citation.quote)
        base = document_year(document.title, document.period, document.date, year or 0)
        years.add(base)
        headings = headings_of(clause, {c.id: c for c in document.clauses})
        intended = role_of_headings(headings, base) == "plan"
        around += [clause.text, *headings, document.title, *_called(submitter(document, document.region or ""))]
        start = clause.text.find(citation.quote)
        while start >= 0:
            span = (start, start + len(citation.quote))
            numbers += [Told(t.measure, t.year, t.planned or intended) for t in numbers_of(clause.text, base)
                        if span[0] <= t.measure.start < span[1]]
            start = clause.text.find(citation.quote, start + 1)
        phrases += [(half(citation.quote)[s:e], intended or planned(half(citation.quote)[s:e]))
                    for s, e, _ in segment(citation.quote).phrases]
    return Evidence(squeeze("\n".join(quotes)), squeeze("\n".join(around)), tuple(numbers), tuple(phrases),
                    frozenset(years), tuple(bad))


def _called(name: str) -> tuple[str, ...]:
    """A body's name and its short forms: 青岫区市场监督管理局, 区市场监管局."""
    tails = [name[m.start():] for m in re.finditer(r"[区县市旗](?=[一-鿿]{2})", name)]
    return tuple(dict.fromkeys([name, *(short_name(tail, "") for tail in [name, *tails])]))


@lru_cache(maxsize=4096)
def numbers_of(text: str, base: int) -> tuple[Told, ...]:
    """The numbers of a text with year and modality; `base` is what 今年 means, 0 when unknown.

    A year named holds to the end of its sentence or until another is named.
    """
    found = measures(text)
    folded = half(text)
    cut = segment(text)
    out: list[Told] = []
    for first, past in cut.sentences:
        year: int | None = base or None
        for start, end, _ in cut.phrases[first:past]:
            told = period(folded[start:end], base)
            if told.year is not None and told.year > 1900:
                year = told.year
            intended = planned(re.sub(r"^[^一-鿿\d]+", "", folded[start:end]))
            out += [Told(m, year, intended) for m in found if start <= m.start < end]
    return tuple(out)


def clause_of(document: Document, clause_id: str) -> Clause | None:
    """The clause, or None when the document has none of this id."""
    return next((clause for clause in document.clauses if clause.id == clause_id), None)
