"""What a reader made of a damaged document, held against what it was.

White space is left out on both sides; everything else counts, width of marks included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.types import Document, Repair
from evals.damage.align import align
from evals.damage.cases import Case
from evals.damage.kinds import Site

_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


@dataclass(slots=True)
class Reading:
    """The counts of one case. Boundaries and parents are of clauses; figures are printed numbers."""

    case: Case
    characters: int = 0
    edits: int = 0
    boundaries: int = 0
    boundaries_found: int = 0
    boundaries_right: int = 0
    clauses: int = 0
    parents_right: int = 0
    figures: int = 0
    figures_lost: int = 0
    figures_added: int = 0
    runs: int = 0
    runs_restored: int = 0
    runs_flagged: int = 0
    lost: int = 0
    lost_told: int = 0
    told_wrongly: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    error: str = ""


def fold(text: str) -> str:
    return "".join(text.split())


def score(case: Case, document: Document) -> Reading:
    """Counts for one case; `misses` names what went wrong as (kind, wanted, got)."""
    reading = Reading(case)
    expected = _expected(case)
    got = [(clause.id, fold(clause.text), clause.parent) for clause in document.clauses]
    _text_and_boundaries(reading, expected, got)
    _parents(reading, got)
    _figures(reading, expected, got)
    whole = "".join(text for _, text, _ in got)
    for site in case.damaged.sites:
        (_lost if site.kind == "lost" else _run)(reading, site, whole, document.repairs)
    if "lost" not in case.kinds and "bytes" not in case.kinds:
        told = [repair for repair in document.repairs if not repair.applied]
        reading.told_wrongly = len(told)
        reading.misses += [("told_wrongly", "", f"{r.kind} {r.before!r}→{r.after!r}") for r in told]
    return reading


def _expected(case: Case) -> dict[str, str]:
    texts: dict[str, str] = {}
    for block, line in zip(case.damaged.plan.blocks, case.damaged.expected, strict=True):
        texts[block.clause] = texts.get(block.clause, "") + fold(line)
    return texts


def _text_and_boundaries(
    reading: Reading, expected: dict[str, str], got: Sequence[tuple[str, str, str | None]]
) -> None:
    wanted, found = "".join(expected.values()), "".join(text for _, text, _ in got)
    alignment = align(wanted, found)
    reading.characters, reading.edits = len(wanted), alignment.distance()
    at_a = at_b = 0
    for a, b, length in alignment.blocks:
        if a > at_a or b > at_b:
            near = wanted[max(0, at_a - 6):at_a]
            reading.misses.append(("text", f"{near}[{wanted[at_a:a][:40]}]", f"{near}[{found[at_b:b][:40]}]"))
        at_a, at_b = a + length, b + length
    starts = set(_starts([text for _, text, _ in got]))
    reading.boundaries, reading.boundaries_found = len(expected), len(got)
    for (clause, text), start in zip(expected.items(), _starts(list(expected.values())), strict=True):
        low, high = alignment.place(start)
        if any(place in starts for place in range(low, high + 1)):
            reading.boundaries_right += 1
        else:
            reading.misses.append(("boundary", f"{clause} {text[:20]}", ""))


def _starts(texts: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text)
    return starts


def _parents(reading: Reading, got: Sequence[tuple[str, str, str | None]]) -> None:
    above = {clause: parent for clause, _, parent in got}
    for clause, parent in reading.case.damaged.plan.parents.items():
        reading.clauses += 1
        if clause in above and above[clause] == parent:
            reading.parents_right += 1
        else:
            reading.misses.append(("parent", f"{clause} < {parent}", str(above.get(clause, "-"))))


def _figures(
    reading: Reading, expected: dict[str, str], got: Sequence[tuple[str, str, str | None]]
) -> None:
    """Printed numbers clause by clause: a number under another clause is one lost and one added."""
    wanted = Counter((clause, number) for clause, text in expected.items() for number in _NUMBER.findall(text))
    found = Counter((clause, number) for clause, text, _ in got for number in _NUMBER.findall(text))
    lost, added = wanted - found, found - wanted
    reading.figures, reading.figures_lost = wanted.total(), lost.total()
    reading.figures_added = added.total()
    reading.misses += [("figure_lost", f"{c} {n}", "") for c, n in lost]
    reading.misses += [("figure_added", "", f"{c} {n}") for c, n in added]


def _run(reading: Reading, site: Site, whole: str, repairs: Sequence[Repair]) -> None:
    reading.runs += 1
    line = fold(reading.case.damaged.expected[site.line])
    if line in whole:
        reading.runs_restored += 1
    elif any(not r.applied and _meet(r.before, site.now) for r in repairs):
        reading.runs_flagged += 1
    else:
        reading.misses.append(("run", site.was, site.now))


def _lost(reading: Reading, site: Site, whole: str, repairs: Sequence[Repair]) -> None:
    reading.lost += 1
    gone = (Counter(site.was) - Counter(site.now)).most_common(1)[0][0]
    if any(not r.applied and gone in r.after and _meet(r.before, site.now) for r in repairs):
        reading.lost_told += 1
    else:
        reading.misses.append(("lost", site.was, site.now))


def _meet(told: str, now: str) -> bool:
    """Whether a report is about this place: one holds the other, or they share most of their characters."""
    told, now = fold(told).translate(_WIDE), fold(now).translate(_WIDE)
    if not told or not now:
        return False
    shared = (Counter(told) & Counter(now)).total()
    return told in now or now in told or shared * 2 > len(now)


_WIDE = str.maketrans(",;:()!?", "，；：（）！？")
