"""A review as the page shows it: heat map by chapter, rows to filter, both texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import AssistantError
from assistant.page.markup import badge, empty, marked, row, table, text
from assistant.page.words import Language, say
from assistant.service import Service
from assistant.terminal import SEVERITIES, VERDICTS
from assistant.types import Finding, Review

LISTS = ("floor", "internal", "beyond")
PROBLEMS = ("conflicting", "missing", "weaker", "partial", "silent", "partly", "below_target", *LISTS)
OTHERS = ("covered", "reported", "not_applicable")
HEAT = ("conflicting", "missing", "silent", "weaker", "below_target", "partial", "partly", "covered", "reported",
        "not_applicable")
SEVERITY_ORDER = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list, whichever of the review's lists it stands in. `chapter`: source and part."""

    id: str
    group: str
    severity: str
    source: str
    clause: str
    quote: str
    below: tuple[tuple[str, str], ...]
    reason: str
    suggestion: str
    confidence: float

    @property
    def chapter(self) -> str:
        return f"{self.source}\t{self.clause.split('/')[0]}"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the list shows: groups, least confidence, words that must stand in a row, one cell of the heat map."""

    groups: tuple[str, ...] = PROBLEMS
    least: float = 0.0
    words: str = ""
    cell: tuple[str, str] | None = None

    def passes(self, line: Line) -> bool:
        if self.cell is not None:
            return (line.chapter, line.group) == self.cell
        told = f"{line.source}{line.clause}{line.quote}{line.reason}{''.join(c + q for c, q in line.below)}"
        return line.group in self.groups and line.confidence >= self.least and self.words in told


def lines(review: Review) -> Iterator[Line]:
    """Everything a review says, what matters first; ids are those that decisions go by."""
    for finding in review.findings:
        yield _line(finding, finding.verdict)
    for finding in review.floor:
        if finding.verdict not in OTHERS:
            yield _line(finding, "floor")
    for n, found in enumerate(review.internal, 1):
        yield Line(f"internal-{n}", "internal", found.severity, "", "", "", ((found.clause, found.quote),),
                   found.message, found.suggestion, found.confidence)
    for n, over in enumerate(review.beyond, 1):
        yield Line(f"beyond-{n}", "beyond", "medium", "", "", "", ((over.clause, over.quote),), over.reason, "", 1.0)


def _line(f: Finding, group: str) -> Line:
    return Line(f.id, group, f.severity, f.requirement.source, f.requirement.clause, f.requirement.quote,
                tuple((q.clause, q.quote) for q in f.draft), f.reason, f.suggestion, f.confidence)


def group_name(group: str, language: Language) -> str:
    """A verdict, or the list it stands in, in words."""
    if group in LISTS:
        return say(group, language)
    return VERDICTS[group] if language == "zh" else group.replace("_", " ")


def filters(review: Review | None, language: Language) -> list[tuple[str, str]]:
    """The groups that a review holds, with their counts, as choices."""
    count = Counter(line.group for line in lines(review)) if review else Counter[str]()
    return [(f"{group_name(g, language)} {count[g]}", g) for g in (*PROBLEMS, *OTHERS) if count[g]]


def heat_map(service: Service, review: Review, language: Language) -> str:
    """Chapters of the higher-level documents by verdict; a cell narrows the list to what it counts."""
    count = Counter((line.chapter, line.group) for line in lines(review) if line.group not in LISTS)
    verdicts = [v for v in HEAT if any(group == v for _, group in count)]
    if not count:
        return ""
    heads = "".join(f"<th scope='col' title='{text(group_name(v, language))}'>"
                    f"{text(say(f'short_{v}', language))}</th>" for v in verdicts)
    body = []
    for document in review.against:
        source = str(document["source"])
        chapters = list(dict.fromkeys(c for c, _ in count if c.startswith(f"{source}\t")))
        headings = _headings(service, str(document["id"]))
        if chapters:
            body.append(f"<tr class='document'><th scope='rowgroup' colspan='{len(verdicts) + 1}'>"
                        f"{text(document['title'] or source)}</th></tr>")
        for chapter in sorted(chapters, key=lambda c: _place(c, headings)):
            part = chapter.split("\t")[1]
            total = sum(count[chapter, v] for v in verdicts)
            cells = "".join(_cell(chapter, v, count[chapter, v], total) for v in verdicts)
            name = f"{part} {headings.get(part, '')}".strip()
            body.append(f"<tr><th scope='row' title='{text(name)}'>{text(name)}</th>{cells}</tr>")
    return (f"<h4>{text(say('heat', language))}<small>{text(say('heat_hint', language))}</small></h4>"
            f"<table class='heat'><colgroup><col class='name'></colgroup><thead><tr><th></th>{heads}</tr></thead>"
            f"<tbody>{''.join(body)}</tbody></table>")


def _place(chapter: str, headings: Mapping[str, str]) -> int:
    part = chapter.split("\t")[1]
    return list(headings).index(part) if part in headings else len(headings)


def _headings(service: Service, document: str) -> dict[str, str]:
    try:
        return {c.id: c.heading for c in service.documents.get(document).clauses if "/" not in c.id}
    except AssistantError:
        return {}


def _cell(chapter: str, verdict: str, n: int, total: int) -> str:
    if not n:
        return "<td></td>"
    strength = 30 + round(70 * n / total)
    return (f"<td class='{text(verdict)}' style='--strength:{strength}%'>"
            f"<button type='button' data-pick='cell:{text(verdict)}:{text(chapter)}'>{n}</button></td>")


def listing(review: Review, decisions: Mapping[str, Mapping[str, Any]], sieve: Sieve, chosen: str,
            language: Language) -> str:
    """The rows that pass the sieve."""
    shown = [line for line in lines(review) if sieve.passes(line)]
    if not shown:
        return _head(sieve, 0, language) + empty(say("no_rows", language))
    rows = [row([f"{badge(line.group, group_name(line.group, language))}<small>{_severity(line, language)}</small>",
                 f"<b>{text(line.clause)}</b> {text(line.quote)}" if line.quote else "—",
                 f"<b>{text('、'.join(c for c, _ in line.below)) or '—'}</b>", text(line.reason),
                 _decision(decisions.get(line.id), language)], f"finding:{line.id}", line.id == chosen)
            for line in shown]
    heads = [say(key, language) for key in ("verdict", "upper_clause", "draft_clause", "reason", "decision")]
    return _head(sieve, len(shown), language) + table(heads, rows, "findings")


def _head(sieve: Sieve, n: int, language: Language) -> str:
    told = say("counted", language, n=n)
    if sieve.cell is not None:
        source, part = sieve.cell[0].split("\t")
        told = f"{say('only', language)} {source} {part} · {group_name(sieve.cell[1], language)}，{told}"
        back = f"<button type='button' class='mini' data-pick='all:'>{text(say('all_again', language))}</button>"
        return f"<p class='counted'>{text(told)} {back}</p>"
    return f"<p class='counted'>{text(told)}</p>"


def _severity(line: Line, language: Language) -> str:
    return text(SEVERITIES[line.severity] if language == "zh" else line.severity)


def _decision(kept: Mapping[str, Any] | None, language: Language) -> str:
    if not kept:
        return ""
    key = "note" if kept["decision"] == "comment" else kept["decision"]
    return f"{badge(kept['decision'], say(key, language))} {text(kept['comment'])}"


def side_by_side(service: Service, review: Review, id: str, language: Language) -> str:
    """Both texts of one row with the decisive words marked, the reason and the suggestion above."""
    line = next((one for one in lines(review) if one.id == id), None)
    if line is None:
        return empty(say("finding_hint", language))
    above = next((str(d["id"]) for d in review.against if d["source"] == line.source), "")
    upper = _texts(service, above, [(line.clause, line.quote)]) if line.quote else empty(say("nothing_above", language))
    draft = str(review.draft.get("id") or "")
    lower = _texts(service, draft, line.below) if any(c for c, _ in line.below) else \
        empty(say("nothing_there", language))
    suggestion = f"<p><b>{text(say('suggestion', language))}</b> {text(line.suggestion)}</p>" if line.suggestion else ""
    heads = (f"{say('upper_text', language)} {line.source}".strip(), f"{say('draft_text', language)}")
    return (f"<div class='reason'><p>{badge(line.group, group_name(line.group, language))} {text(line.reason)}</p>"
            f"{suggestion}</div><div class='sides'><section><h5>{text(heads[0])}</h5>{upper}</section>"
            f"<section><h5>{text(heads[1])}</h5>{lower}</section></div>")


def _texts(service: Service, document: str, quotes: Sequence[tuple[str, str]]) -> str:
    try:
        clauses = {c.id: c.text for c in service.documents.get(document).clauses}
    except AssistantError:
        clauses = {}
    grouped: dict[str, list[str]] = {}
    for clause, quote in quotes:
        grouped.setdefault(clause, []).append(quote)
    return "".join(f"<p><span class='where'>{text(clause)}</span>"
                   + (marked(clauses[clause], told) if clause in clauses
                      else "<br>".join(f"<mark>{text(q)}</mark>" for q in told)) + "</p>"
                   for clause, told in grouped.items())


def changes(compared: Mapping[str, Any], language: Language) -> str:
    """Mended, new and standing findings of two reviews."""
    out = []
    for kind in ("mended", "new", "standing"):
        found = compared.get(kind, [])
        rows = [row([badge(_group(f), group_name(_group(f), language)), text(_where(f)), text(_quote(f)),
                     text(f.get("reason") or f.get("message") or "")]) for f in found]
        out.append(f"<h4>{text(say(kind, language))} {len(found)}</h4>"
                   + (f"<table class='list findings'><tbody>{''.join(rows)}</tbody></table>" if rows
                      else empty(say("none", language))))
    return "".join(out)


def _group(found: Mapping[str, Any]) -> str:
    return str(found.get("verdict") or ("beyond" if "kind" in found else "internal"))


def _where(found: Mapping[str, Any]) -> str:
    return str(found["requirement"]["clause"] if "requirement" in found else found.get("clause", ""))


def _quote(found: Mapping[str, Any]) -> str:
    return str(found["requirement"]["quote"] if "requirement" in found else found.get("quote", ""))
