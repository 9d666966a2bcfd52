"""A review as the page shows it: heat map by chapter, rows to filter, both texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.errors import AssistantError
from assistant.page.marked import MARK, Piece
from assistant.page.words import Language, say
from assistant.service import Service
from assistant.terminal import SEVERITIES, VERDICTS
from assistant.types import Finding, Review

HEADERS = ("finding", "verdict", "severity", "upper_clause", "requirement", "draft_clause", "reason", "decision")
PROBLEMS = ("conflicting", "missing", "weaker", "partial", "silent", "partly", "below_target", "floor", "internal",
            "beyond")
OTHERS = ("covered", "reported", "not_applicable")
COLOURS = {"covered": "#cfe6d6", "reported": "#cfe6d6", "not_applicable": "#e8ebef", "partial": "#fbe9c6",
           "partly": "#fbe9c6", "weaker": "#f9d2a8", "below_target": "#f9d2a8", "conflicting": "#f2b3ad",
           "missing": "#eaa29c", "silent": "#eaa29c"}


def verdict_name(verdict: str, language: Language) -> str:
    """The verdict, or the list it stands in, in words."""
    if verdict in ("floor", "internal", "beyond"):
        return say(verdict, language)
    return VERDICTS[verdict] if language == "zh" else verdict.replace("_", " ")


def filters(language: Language) -> list[tuple[str, str]]:
    return [(verdict_name(v, language), v) for v in (*PROBLEMS, *OTHERS)]


def summary(review: Review, language: Language) -> str:
    """One line: how many of each verdict, and what else was found."""
    parts = [f"{verdict_name(v, language)} {n}" for v, n in review.summary.items()]
    parts += [f"{say(k, language)} {n}" for k, n in (("floor", len(review.floor)), ("internal", len(review.internal)),
                                                     ("beyond", len(review.beyond))) if n]
    return ",".join(parts) if language == "zh" else ", ".join(parts)


def heat_map(review: Review, language: Language) -> str:
    """Chapters of the higher-level documents by verdict, as a coloured table; everything escaped."""
    cells: Counter[tuple[str, str]] = Counter()
    for f in review.findings:
        cells[f"{f.requirement.source} {f.requirement.clause.split('/')[0]}", f.verdict] += 1
    chapters = list(dict.fromkeys(chapter for chapter, _ in cells))
    verdicts = [v for v in COLOURS if any(verdict == v for _, verdict in cells)]
    if not chapters:
        return ""
    head = "".join(f"<th scope='col'>{escape(verdict_name(v, language))}</th>" for v in verdicts)
    body = []
    for chapter in chapters:
        total = sum(cells[chapter, v] for v in verdicts)
        row = "".join(_cell(v, cells[chapter, v], total) for v in verdicts)
        body.append(f"<tr><th scope='row'>{escape(chapter)}</th>{row}</tr>")
    return (f"<table class='heat'><caption>{escape(say('heat', language))}</caption><tr><th></th>{head}</tr>"
            f"{''.join(body)}</table>")


def _cell(verdict: str, n: int, total: int) -> str:
    if not n:
        return "<td></td>"
    strength = 35 + round(65 * n / total)
    return f"<td style='background:color-mix(in srgb,{COLOURS[verdict]} {strength}%,white)'>{n}</td>"


def rows(review: Review, decisions: Mapping[str, Mapping[str, Any]], picked: Sequence[str], least: float,
         language: Language) -> list[list[str]]:
    """The list under the filter and the threshold of confidence, what matters first."""
    def decision(id: str) -> str:
        kept = decisions.get(id)
        return f"{say(kept['decision'], language)} {kept['comment']}".strip() if kept else ""

    def severity(value: str) -> str:
        return SEVERITIES[value] if language == "zh" else value

    out = [[f.id, verdict_name(f.verdict, language), severity(f.severity),
            f"{f.requirement.source} {f.requirement.clause}", f.requirement.quote,
            "、".join(q.clause for q in f.draft), f.reason, decision(f.id)]
           for f in review.findings if f.verdict in picked and f.confidence >= least]
    if "floor" in picked:
        out += [[f.id, say("floor", language), severity(f.severity), f.requirement.source, f.requirement.quote,
                 "、".join(q.clause for q in f.draft), f.reason, decision(f.id)]
                for f in review.floor if f.confidence >= least and f.verdict not in OTHERS]
    if "internal" in picked:
        out += [[f"internal-{n}", say("internal", language), severity(i.severity), "", i.quote, i.clause,
                 f"{i.message} {i.suggestion}".strip(), decision(f"internal-{n}")]
                for n, i in enumerate(review.internal, 1) if i.confidence >= least]
    if "beyond" in picked:
        out += [[f"beyond-{n}", say("beyond", language), severity("medium"), "", b.quote, b.clause, b.reason,
                 decision(f"beyond-{n}")] for n, b in enumerate(review.beyond, 1)]
    return out


def side_by_side(service: Service, review: Review, id: str, language: Language) -> list[Any]:
    """(upper text, draft text, reason and suggestion) of one row."""
    mark = MARK[language]
    draft = str(review.draft.get("id") or "")
    if id.startswith("internal-"):
        found = review.internal[int(id.split("-")[1]) - 1]
        return [[], _text(service, draft, found.clause, found.quote, mark), f"{found.message}\n{found.suggestion}"]
    if id.startswith("beyond-"):
        over = review.beyond[int(id.split("-")[1]) - 1]
        return [[], _text(service, draft, over.clause, over.quote, mark), over.reason]
    finding = next(f for f in (*review.findings, *review.floor) if f.id == id)
    lower: list[Piece] = []
    for quote in finding.draft:
        lower += _text(service, draft, quote.clause, quote.quote, mark)
    return [_upper(service, review, finding, mark), lower or [(say("nothing_there", language), None)],
            f"{finding.reason}\n{finding.suggestion}".strip()]


def _upper(service: Service, review: Review, finding: Finding, mark: str) -> list[Piece]:
    for document in review.against:
        if document["source"] == finding.requirement.source:
            return _text(service, str(document["id"]), finding.requirement.clause, finding.requirement.quote, mark)
    return [(f"{finding.requirement.source} {finding.requirement.clause}\n", None), (finding.requirement.quote, mark)]


def _text(service: Service, document: str, clause: str, quote: str, mark: str) -> list[Piece]:
    try:
        seen = service.documents.look(document)
        text = next(c["text"] for c in seen["clauses"] if c["id"] == clause)
    except (AssistantError, StopIteration):
        text = quote
    start = text.find(quote)
    if start < 0 or not quote:
        return [(f"{clause}\n{text}\n", None)]
    end = start + len(quote)
    return [(f"{clause}\n{text[:start]}", None), (quote, mark), (f"{text[end:]}\n", None)]


def changes(compared: Mapping[str, Any], language: Language) -> list[list[str]]:
    """mended, new and standing findings of two reviews as rows."""
    return [[say(kind, language), f["requirement"]["clause"] if "requirement" in f else f.get("clause", ""),
             f["requirement"]["quote"] if "requirement" in f else f.get("quote", "")]
            for kind in ("mended", "new", "standing") for f in compared.get(kind, [])]
