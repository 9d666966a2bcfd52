"""The ledger (台账): each requirement of the plan against what the returns tell, and the gaps.

The shared alignment judges; a figure below the plan's target counts as partly reported,
with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alignment import Status, statuses
from assistant.alignment.units import Passage
from assistant.drafting.amounts import amounts
from assistant.drafting.conflicts import measures_of
from assistant.drafting.marks import full, half
from assistant.drafting.measures import Measure, overlap, same_unit
from assistant.drafting.nearness import Near, Nearness
from assistant.drafting.statements import Statement, headings_of, unnumbered
from assistant.drafting.topics import topics
from assistant.facts import extract
from assistant.library.embedding import Embedder
from assistant.types import Citation, Document, LedgerEntry, Requirement, Target

#: Scores of nearness (0 to 2) from which a duty counts as told, as partly told, as touched on.
REPORTED, PARTLY, TOUCHED = 1.03, 0.92, 0.6
#: Meetings, courses and checks are counted in any of these; a figure in the others is told of nothing else.
_EVENTS = frozenset(("次", "期", "场", "场次", "轮", "批次"))
_TELLING_UNITS = frozenset(("学时", "课时"))
_ALL = re.compile(r"全覆盖|全部|一律|所有|各行政|全面|100%|百分之百|均")
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
    # The clause of a passage is the statement's number: evidence finds its way back by it.
    passages = [Passage("", str(number), evidence_text(statement), " ".join(statement.headings))
                for number, statement in enumerate(told)]
    due = [r for r in extract(plan).requirements if not _is_aim(r, plan)]
    above = {c.id: c for c in plan.clauses}
    headings = {c.id: " ".join(headings_of(c, above)[:-1]) for c in plan.clauses}
    found = statuses(due, passages, headings=headings, regions_of=(region, plan.region), embedder=embedder)
    duties = [half(r.quote) for r in due]
    near = Nearness(duties, told, (region, plan.region))
    entries = tuple(_entry(plan, status, near.of(status.requirement.quote), told, year,
                           _telling(status.requirement, duties, headings.get(status.requirement.clause, "")))
                    for status in found)
    return Ledger(entries, _gaps(plan, due, entries, year))


def evidence_text(statement: Statement) -> str:
    """The statement under its own heading, which often names what its numbers count."""
    heading = [unnumbered(h) for h in statement.headings[-1:] if len(h) <= 30]
    return full(",".join((*heading, *(p.quote for p in statement.phrases))))


def _is_aim(requirement: Requirement, plan: Document) -> bool:
    clause = plan.clause(requirement.clause)
    if requirement.clause.split("/")[0] in ("题头", "结尾", "引言"):
        return True
    return any(_NO_DUTY.search(heading) for heading in headings_of(clause, {c.id: c for c in plan.clauses}))


def _entry(plan: Document, status: Status, near: Sequence[Near], told: Sequence[Statement], year: int,
           words: _Words) -> LedgerEntry:
    """The alignment judges numbers that fall short; whether a thing is told at all, the plan's own words do."""
    requirement = status.requirement
    citation = Citation(plan.id or plan.source, requirement.clause, requirement.quote)
    on = [n for n in near if _on_topic(n.statement, words)]
    measured = _measured(requirement, [n for n in on if n.score >= TOUCHED])
    if measured is not None:
        statement, short = measured
        return LedgerEntry(citation, "partly" if short else "reported", (_citation(statement),), short)
    if not on or on[0].score < PARTLY:
        parts = _members_told(requirement, near)
        if parts:
            return LedgerEntry(citation, "partly", tuple(dict.fromkeys(map(_citation, parts))), "只反映了其中一部分")
        return LedgerEntry(citation, "silent", (), "报送材料未见反映")
    best = on[0]
    cited = (_citation(best.statement),)
    if status.verdict == "below_target" and any(told[int(q.clause)] is best.statement for q in status.evidence):
        return LedgerEntry(citation, "partly", cited, status.reason.replace("报告", "报送材料"))
    if best.score < REPORTED or _numeric(requirement):
        return LedgerEntry(citation, "partly", cited, "报送材料提到相近工作,未完全对应。")
    if _later(requirement, year) and _ALL.search(requirement.quote) and not _ALL.search(half(best.statement.text)):
        return LedgerEntry(citation, "partly", cited, "要求全部完成,报送材料反映了一部分,期限未到")
    return LedgerEntry(citation, "reported", cited, "")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words by which a requirement's topic is known in it, weighed; empty when none is."""

    topic: str
    found: tuple[str, ...]

    def share(self, text: str) -> float:
        whole = sum(len(word) ** 2 for word in self.found)
        return sum(len(word) ** 2 for word in self.found if word in text) / whole if whole else 1.0


def _telling(requirement: Requirement, duties: Sequence[str], heading: str) -> _Words:
    """A word that many duties of the plan share (执法人员) tells none of them."""
    text = half(requirement.quote)
    known = topics().classify(text, (heading,))
    if known is None:
        return _Words("", ())
    many = max(3, len(duties) // 40)
    return _Words(known.id, tuple(w for w in known.words if w in text and sum(w in duty for duty in duties) <= many))


def _on_topic(statement: Statement, words: _Words) -> bool:
    """Whether a statement is on the requirement's topic: 行政裁决事项目录 is not answered by another 事项目录."""
    if not words.found or statement.topic == words.topic:
        return True
    return words.share(" ".join((*statement.headings[-1:], statement.before, statement.text))) >= 0.3


def _measured(requirement: Requirement, near: Sequence[Near]) -> tuple[Statement, str] | None:
    """The nearest statement with a figure of the plan's target, and in what it falls short ('' in nothing)."""
    for target in requirement.targets:
        if isinstance(target.value, str) or target.value is None:
            continue
        for item in near:
            for measure in measures_of(item.statement.before + item.statement.text):
                if not isinstance(measure.value, str) and _alike(measure, target, requirement.quote):
                    return item.statement, _shortfall(target, measure.value)
    return None


def _alike(measure: Measure, target: Target, duty: str) -> bool:
    """Whether a figure is one of what the target counts."""
    if measure.form in ("increase", "decrease") and not re.search(r"下降|减少|压减|压缩|增长|提高|增加", duty):
        return False
    events = measure.unit in _EVENTS and target.unit in _EVENTS
    if not same_unit(measure.unit, target.unit) and not events:
        return False
    name = re.search(r"[一-鿿]{2}率$", target.indicator)
    if name and name.group() in measure.window + measure.object:
        return True
    if name:
        return measure.window.endswith("率") and overlap(target.indicator, measure.window) >= 0.7
    return measure.unit in _TELLING_UNITS or overlap(target.indicator, measure.phrase + measure.object) >= 0.4


def _numeric(requirement: Requirement) -> bool:
    """Whether the plan sets a number (more than once), which a return without one cannot show to be met."""
    return any(isinstance(t.value, int | float) and t.value > 1 for t in requirement.targets)


def _shortfall(target: Target, value: float) -> str:
    wanted = target.value
    assert isinstance(wanted, int | float)
    low = target.comparator in ("<=", "<")
    short = value > wanted if low else value < wanted
    return f"目标{target.indicator}{'不高于' if low else '不低于'}{wanted:g}{target.unit or ''},报送{value:g}" if short else ""


def _members_told(requirement: Requirement, near: Sequence[Near]) -> list[Statement]:
    """Statements that tell of single members of a list of three or more (道路交通、食品药品、生态环境 …)."""
    members = requirement.members if len(requirement.members) > 2 else ()
    return [n.statement for n in near if any(m in n.statement.text for m in members)]


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
    due = re.match(r"\d{4}", requirement.deadline or "")
    return due is not None and int(due.group()) > year


_LEADS_TO_NUMBER = re.compile(
    r"(?:一般|应当?|每年|每季度?|每月|每周|每半年|每两年|不少于|不超过|不低于|至少|分别|达到?|在|于|为|保持|到|按|的)+$")


def _mark(silent: Sequence[Requirement]) -> str:
    """What is missing, in few words and without numbers: the requirement's object, else its words."""
    for requirement in silent:
        name = half(requirement.object or "")
        if 4 <= len(name) <= 30 and not re.search(r"[\d,]", name):
            return name
    text = re.sub(r"^(?:到|在)?[12]\d{3}年(?:年?底)?(?:之?前)?", "", unnumbered(half(silent[0].quote)))
    text = re.split(r"[,;]", text)[0]
    found = amounts(full(text))
    if found:
        text = _LEADS_TO_NUMBER.sub("", text[:found[0].start])
    if len(text) < 4 or re.search(r"\d|[后前]$", text):
        known = topics().classify(half(silent[0].quote))
        text = f"{known.heading}有关要求落实" if known else re.sub(r"\d+", "", text)
    return text if len(text) <= 40 else text[:40].rsplit("、", 1)[0] + "等"


def _gap(plan: Document, clause: str, silent: Sequence[Requirement]) -> Gap:
    quotes = [unnumbered(half(r.quote)) for r in silent]
    headings = headings_of(plan.clause(clause), {c.id: c for c in plan.clauses})
    known = topics().classify(" ".join(quotes), headings)
    said = ",".join(quotes[:2])
    return Gap(f"计划{clause}要求“{said}”,报送材料未见反映",
        f"待补充:{_mark(silent)}的情况", known.id if known else None,
               Citation(plan.id or plan.source, clause, silent[0].quote), clause.split("/")[0])
