"""What the materials hold for a request: read, selected, compared, aligned; the basis of both engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.conflicts import Counted, Found, conflicts, counted, superseded
from assistant.drafting.ledger import Ledger, ledger
from assistant.drafting.outline import Outline, Wanted, outline, wanted
from assistant.drafting.plausibility import contradictions
from assistant.drafting.points import Point, points
from assistant.drafting.request import DraftRequest
from assistant.drafting.selection import Selection, select
from assistant.drafting.statements import statements, trimmed
from assistant.facts import stance_of
from assistant.types import Document, Exclusion

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the materials hold for a request: the basis of both engines."""

    outline: Outline
    wanted: Wanted | None
    selection: Selection
    points: tuple[Point, ...]
    found: tuple[Found, ...]
    ledger: Ledger
    notices: tuple[str, ...]
    documents: tuple[Document, ...]


def gather(request: DraftRequest, materials: Sequence[Document], plan: Document | None,
           progress: Progress | None = None) -> Evidence:
    """Read, select, compare and align the materials. Raises BadInput for a section that is none."""
    report = progress or (lambda message, share: None)
    notices: list[str] = []
    shape = outline(request, plan)
    asked = wanted(request.section, shape) if request.section else None
    if asked and asked.note:
        notices.append(asked.note)
    report("读取报送材料", 0.1)
    returns, refused = _returns(materials, plan)
    notices += [f"“{d.source}”是计划、方案类文件,未作为事实来源" for d in refused]
    said = statements(returns, request.region, request.year)
    report("筛选材料", 0.3)
    chosen = select(said, request)
    numbers = counted(chosen.kept, request.region)
    chosen, numbers = _whole_years(chosen, numbers, request.region)
    found, twice = conflicts(numbers)
    wrong = tuple(f for f in contradictions(numbers) if not _covers(found, f))
    found = (*found, *wrong)
    chosen = replace(chosen, excluded=(*chosen.excluded, *map(_misreckoned, wrong)))
    texts = {(d.id or d.source, c.id): c.text for d in returns for c in d.clauses}
    every = points(chosen.kept, texts, request.region, request.year, found, twice)
    report("对照计划任务", 0.5)
    # Without vectors: 20 clauses a second would be most of a minute, and the words suffice here.
    book = ledger(plan, chosen.kept, request.region, request.year, None) if plan else Ledger((), ())
    return Evidence(shape, asked, chosen, every, found, book, tuple(notices), tuple(returns))


def _covers(found: Sequence[Found], other: Found) -> bool:
    return any(place in f.places for f in found for place in other.places)


def _misreckoned(wrong: Found) -> Exclusion:
    """A rate that its own counts contradict, as something kept out until it is settled."""
    printed, reckoned = wrong.conflict.values
    return Exclusion(printed.quote, printed.source, f"与同句的数不符(按所列数计算为{reckoned.value}%),待核", printed.clause)


def _whole_years(chosen: Selection, numbers: Sequence[Counted], region: str) -> tuple[Selection, tuple[Counted, ...]]:
    """Without the figures of a part of the year where the whole year's are told."""
    gone = {(c.statement.key, c.phrase): c for c in superseded(numbers)}
    if not gone:
        return chosen, tuple(numbers)
    kept = []
    for statement in chosen.kept:
        phrases = [p for i, p in enumerate(statement.phrases) if (statement.key, i) not in gone]
        if phrases:
            kept.append(trimmed(statement, phrases) if len(phrases) < len(statement.phrases) else statement)
    listed = [Exclusion(c.statement.phrases[c.phrase].quote, c.statement.source,
                        f"只是{c.measure.partial}的数,另有全年数", c.statement.clause) for c in gone.values()]
    fresh = Selection(tuple(kept), (*chosen.excluded, *dict.fromkeys(listed)))
    return fresh, counted(fresh.kept, region)


def _returns(materials: Sequence[Document], plan: Document | None) -> tuple[list[Document], list[Document]]:
    """Materials that report, and those that demand (a plan handed in by mistake)."""
    reports = [d for d in materials if plan is None or d.digest != plan.digest]
    demands = [d for d in reports if stance_of(d) == "demand"]
    return [d for d in reports if d not in demands], demands
