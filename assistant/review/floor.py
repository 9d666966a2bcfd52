"""A draft against the national floor (现行底线), with or without a higher document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date

from assistant import standards
from assistant.alignment.folding import fold
from assistant.alignment.slots.deadline import dated, yearly
from assistant.alignment.slots.number import COVERS
from assistant.alignment.slots.rhythm import EVENTS, rhythms
from assistant.alignment.terms import Term, coverage
from assistant.alignment.units import Sentence, passages_of, pool
from assistant.facts import quantities
from assistant.facts.deadlines import Deadline
from assistant.facts.quantities import Quantity
from assistant.standards import FloorEntry
from assistant.types import ClauseQuote, Document, Finding, FindingKind, Severity, SourceQuote

#: What a year's report counts is held to the floor of that year.
_ANNUAL = re.compile("年度?[^，。]{0,20}法治政府建设[^，。]{0,12}(?:报告|总结)$")
#: A text that reports what was done is not held to what is still to do.
_REPORT = re.compile("年度报告|报告|总结|答复|新闻")
#: So many neighbouring phrases may speak of one duty.
_NEAR = 3
_YEAR = {"每年": 1.0, "每人每年": 1.0, "任期内": 0.2}


def check_floor(draft: Document) -> tuple[Finding, ...]:
    """What in the draft lies below a counted or dated duty that holds everywhere.

    Worded as "低于现行底线,来源…". A duty that the draft does not mention is told only for
    those that a plan should speak of (`mention`), and only when the draft is a plan.
    """
    if draft.level is None and not draft.doc_type:
        return ()
    sentences = pool(passages_of(draft)).sentences
    out: list[Finding] = []
    reporting = bool(_REPORT.search(draft.doc_type or ""))
    annual = bool(_ANNUAL.search(draft.title or ""))
    for entry in standards.floor():
        if draft.level is not None and draft.level not in entry.levels:
            continue
        spoken = [s for s in sentences if any(map(entry.applies, _stretches(s)))]
        held = not reporting or (annual and entry.kind != "milestone")
        faults = [item for sentence in spoken for item in _faults(entry, sentence, draft)] if held else []
        first: dict[str, Finding] = {}
        for fault in faults:
            first.setdefault(fault.draft[0].clause, fault)
        out += first.values()
        if not spoken and entry.mention and not reporting and _is_plan(draft) and not _brushed(entry, sentences):
            out.append(_finding(entry, "missing", ("omission",), "low", (),
                                f"草案未提及现行底线要求:{entry.duty}。来源:{_source(entry)}。",
                                f"建议视情写明:{entry.duty}。", 0.6))
    return tuple(out)


def _stretches(sentence: Sentence) -> Iterator[str]:
    """The sentence, its parts and its runs of phrases: what shuts an entry out (执法辅助人员)
    may stand in another phrase, of others."""
    yield sentence.text
    yield from sentence.text.split("；")
    spans = sentence.phrases
    for first in range(len(spans)):
        for last in spans[first:first + _NEAR]:
            yield sentence.text[spans[first][0] - sentence.start:last[1] - sentence.start]


def _brushed(entry: FloorEntry, sentences: tuple[Sentence, ...]) -> bool:
    """Whether the draft speaks of the duty in words that the entry does not list."""
    duty = fold(entry.duty)
    names = [fold(name) for name in (entry.indicator, *entry.aliases)]
    return any(coverage(duty, sentence.folded, _plain) >= 0.6 or any(
        coverage(name, sentence.folded, _plain) >= 0.9 for name in names if len(name) > 3) for sentence in sentences)


def _plain(term: Term) -> float:
    return max(term.kind, 0.05)


def _is_plan(draft: Document) -> bool:
    return bool(re.search("方案|纲要|规划|计划|意见", draft.doc_type or draft.title)) and "法治政府" in draft.title


def _source(entry: FloorEntry) -> str:
    return f"《{entry.source.strip('《》')}》{entry.article}" + ("" if entry.verified else "(待核实)")


def _faults(entry: FloorEntry, sentence: Sentence, draft: Document) -> Iterator[Finding]:
    # The phrases that speak of it, not the whole sentence: numbers of other duties stand beside.
    if entry.kind in ("count", "rate") and isinstance(entry.value, (int, float)):
        yield from _values(entry, sentence)
    elif entry.kind == "milestone" and entry.deadline:
        yield from _late(entry, sentence, draft)


def _values(entry: FloorEntry, sentence: Sentence) -> Iterator[Finding]:
    pieces = [sentence.text[a - sentence.start:b - sentence.start] for a, b in sentence.phrases]
    told = [word for group in entry.words for word in group]
    for number, piece in enumerate(pieces):
        found = [q for q in quantities(piece) if q.unit in entry.units and not isinstance(q.value, str)
                 and q.form in ("value", "ratio")]
        around = "".join(pieces[max(0, number - 2):number + 1])
        # The phrase itself, or it with the one before, must name the duty in all its parts.
        part = next((part for part in sentence.text.split("；") if piece in part), sentence.text)
        alone = sum(q.unit in entry.units for q in quantities(part)) == 1  # no other figure can be the one meant
        if not found or not any(word in piece for word in told):
            continue
        if not any(map(entry.applies, (piece, around, part if alone else piece))):
            continue
        for quantity in found:
            fault = _below(entry, quantity, piece)
            if fault:
                kind, reason = fault
                yield _finding(entry, "weaker", (kind,), "high", (ClauseQuote(sentence.clause, piece),),
                               f"低于现行底线:{reason};{entry.duty}。来源:{_source(entry)}。",
                               f"建议不低于现行底线:{entry.duty}。", 0.9 if entry.verified else 0.8)


def _below(entry: FloorEntry, quantity: Quantity, piece: str) -> tuple[FindingKind, str] | None:
    value, floor = float(quantity.value), float(entry.value)
    printed = piece[quantity.start:quantity.end]
    base = _YEAR.get(entry.frequency)
    mine = rhythms(piece)
    if base and mine:
        pace = mine[0].base / base
        if quantity.unit in EVENTS:
            if value * pace < floor - 1e-9:
                return ("frequency" if pace < 1 else "number", f"“{mine[0].label}{printed}”")
            return None
        if pace < 1 and value * pace < floor - 1e-9:
            return "frequency", f"“{mine[0].label}{printed}”"
    if entry.comparator == ">=" and value < floor and not (entry.kind == "rate" and COVERS.search(piece) and value < 1):
        return "number", f"“{printed}”"
    if entry.comparator == "<=" and value > floor:
        return "number", f"“{printed}”"
    return None


def _late(entry: FloorEntry, sentence: Sentence, draft: Document) -> Iterator[Finding]:
    pieces = [sentence.text[a - sentence.start:b - sentence.start] for a, b in sentence.phrases]
    for before, piece in zip(["", *pieces], pieces, strict=False):
        # 编制年度报告,每年6月底前公开: what is due every year may be named a phrase before its deed.
        led = (entry.deadline or "").startswith("--") and any(word in piece for word in entry.words[-1]) and entry.applies(before + piece)
        if not led and not entry.applies(piece):
            continue
        for found in dated(piece):
            if _after(found, entry.deadline or ""):
                yield _finding(entry, "weaker", ("deadline",), "medium", (ClauseQuote(sentence.clause, piece),),
                               f"晚于现行底线:“{found.text}”;{entry.duty}。来源:{_source(entry)}。",
                               f"建议核对时限:{entry.duty}。", 0.8 if entry.verified else 0.7)
                return


def _after(found: Deadline, due: str) -> bool:
    """Whether a day falls after the day due: "2025-12-31", or "--04-01" for one of every year."""
    if due.startswith("--"):
        day, month = yearly(found), int(due[2:4])
        return found.latest is None and day is not None and ((day[0] - 1) % 12 + 1, day[1]) > (month, int(due[5:7]))
    return found.earliest is not None and found.earliest > date.fromisoformat(due)


def _finding(entry: FloorEntry, verdict: str, kinds: tuple[FindingKind, ...], severity: Severity,
             quoted: tuple[ClauseQuote, ...], reason: str, suggestion: str, confidence: float) -> Finding:
    where = f"{entry.id}\0{quoted[0].clause if quoted else ''}\0{quoted[0].quote if quoted else ''}"
    digest = hashlib.sha256(where.encode("utf-8", "surrogatepass")).hexdigest()
    return Finding(f"b-{digest[:10]}", "weaker" if verdict == "weaker" else "missing", kinds, severity,
                   SourceQuote(entry.source, entry.article, entry.duty), quoted, reason, suggestion, confidence)
