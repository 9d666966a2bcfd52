"""The ledger (台账): each requirement of the plan against what the returns tell, and the gaps.

The shared alignment finds what comes near; `reported` needs most of a requirement's
telling content and, where the plan sets a number, a number on the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alignment.align import Aligner, Candidate, Query
from assistant.alignment.units import Passage
from assistant.drafting.marks import full, half
from assistant.drafting.measures import measures, same_unit
from assistant.drafting.names import region_parts
from assistant.drafting.statements import Statement, headings_of, unnumbered
from assistant.drafting.topics import topics
from assistant.facts import extract
from assistant.library.embedding import Embedder
from assistant.types import Citation, Document, LedgerEntry, Requirement

#: Shares of a requirement's weighted content that a sentence must hold.
REPORTED, PARTLY = 0.55, 0.38
_NO_DUTY = re.compile(r"指导思想|基本原则|总体要求|总体目标|工作目标|主要目标|创建目标")


@dataclass(frozen=True, slots=True)
class Ledger:
    """`gaps`: what nobody reported, a clause of the plan at a time, with its topic."""

    entries: tuple[LedgerEntry, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """`text` for the list of gaps, `mark` for the place in the draft (no digits)."""

    text: str
    mark: str
    topic: str | None
    citation: Citation | None = None
    plan_part: str | None = None


def ledger(plan: Document, kept: Sequence[Statement], region: str, year: int, embedder: Embedder | None) -> Ledger:
    """Every requirement of the plan with its status and evidence."""
    told = [s for s in kept if s.role in ("done", "leader")]
    by_place: dict[tuple[str, str], Statement] = {}
    passages = []
    for number, statement in enumerate(told):
        name = str(number)
        by_place[name, statement.clause] = statement
        text = ",".join((*(unnumbered(h) for h in statement.headings[-1:]), *(p.quote for p in statement.phrases)))
        passages.append(Passage(name, statement.clause, full(text), " ".join(statement.headings)))
    due = [r for r in extract(plan).requirements if not _is_aim(r, plan)]
    aligner = Aligner(passages, [r.quote for r in due], region_parts(region), embedder)
    entries: list[LedgerEntry] = []
    for requirement in due:
        found = aligner.candidates(Query(requirement.quote, requirement.sentence), k=3)
        entries.append(_entry(plan, requirement, found, by_place))
    return Ledger(tuple(entries), _gaps(plan, due, entries, year))


def _is_aim(requirement: Requirement, plan: Document) -> bool:
    clause = plan.clause(requirement.clause)
    if requirement.clause.split("/")[0] in ("题头", "结尾", "引言"):
        return True
    return any(_NO_DUTY.search(heading) for heading in headings_of(clause, {c.id: c for c in plan.clauses}))


def _entry(plan: Document, requirement: Requirement, found: Sequence[Candidate],
           by_place: dict[tuple[str, str], Statement]) -> LedgerEntry:
    citation = Citation(plan.id or plan.source, requirement.clause, requirement.quote)
    near = [c for c in found if c.cover >= PARTLY]
    if not near:
        return LedgerEntry(citation, "silent", (), "报送材料未见反映")
    evidence = tuple(dict.fromkeys(
        _citation(by_place[c.sentence.source, c.sentence.clause]) for c in near[:2]))
    if requirement.targets and not _answers(requirement, near, by_place):
        return LedgerEntry(citation, "partly", evidence, "有反映,未报计划要求的指标")
    if max(c.cover for c in near) >= REPORTED:
        return LedgerEntry(citation, "reported", evidence, "")
    return LedgerEntry(citation, "partly", evidence, "只反映了部分内容")


def _answers(requirement: Requirement, near: Sequence[Candidate], by_place: dict[tuple[str, str], Statement]) -> bool:
    """Whether a number in the unit of the plan's target is told on the same thing."""
    for target in requirement.targets:
        for candidate in near:
            statement = by_place[candidate.sentence.source, candidate.sentence.clause]
            if any(same_unit(m.unit, target.unit) for m in measures(statement.before + statement.quote)):
                return True
    return False


def _citation(statement: Statement) -> Citation:
    return Citation(statement.document, statement.clause, statement.quote)


def _gaps(plan: Document, due: Sequence[Requirement], entries: Sequence[LedgerEntry], year: int) -> tuple[Gap, ...]:
    by_clause: dict[str, list[tuple[Requirement, LedgerEntry]]] = {}
    for requirement, entry in zip(due, entries, strict=True):
        by_clause.setdefault(requirement.clause, []).append((requirement, entry))
    gaps: list[Gap] = []
    for clause, rows in by_clause.items():
        silent = [r for r, e in rows if e.status == "silent" and not _later(r, year)]
        if silent and len(silent) == len([r for r, _ in rows if not _later(r, year)]):
            gaps.append(_gap(plan, clause, silent))
        else:
            gaps += [_gap(plan, clause, [r]) for r in silent if r.targets]
    return tuple(gaps)


def _later(requirement: Requirement, year: int) -> bool:
    return bool(requirement.deadline and re.match(r"\d{4}", requirement.deadline) and int(requirement.deadline[:4]) > year)


def _gap(plan: Document, clause: str, silent: Sequence[Requirement]) -> Gap:
    quotes = [unnumbered(half(r.quote)) for r in silent]
    headings = headings_of(plan.clause(clause), {c.id: c for c in plan.clauses})
    known = topics().classify(" ".join(quotes), headings)
    said = ",".join(quotes[:2])
    return Gap(f"计划{clause}要求“{said}”,报送材料未见反映", f"待补充:{quotes[0]}的情况", known.id if known else None,
               Citation(plan.id or plan.source, clause, silent[0].quote), clause.split("/")[0])
