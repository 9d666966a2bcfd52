"""How a draft of a known case is scored: facts told with all figures, traps, conflicts, gaps, copying.

A fact is told when every one of its strings (a/b: either) stands in one sentence of the
draft; a trap is fallen into when every one of its strings does; one of the kind 计划当成绩
only when the sentence does not tell it as intended. The ledger is right where a status is
one of those a careful reader accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.drafting import DraftRequest
from assistant.drafting.marks import squeeze as without_spaces
from assistant.reading import read_text
from assistant.types import Document, Draft

MATERIAL = Path(__file__).parent / "material"


def squeeze(text: str) -> str:
    """Without white space, widths of marks, and commas in numbers."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", without_spaces(text))


@dataclass(frozen=True, slots=True)
class Case:
    materials: tuple[Document, ...]
    plan: Document
    vital: tuple[tuple[str, ...], ...]
    facts: tuple[tuple[str, ...], ...]
    traps: tuple[tuple[str, ...], ...]
    conflicts: tuple[tuple[str, ...], ...]
    gaps: tuple[str, ...]
    ledger: tuple[tuple[str, str], ...]
    request: DraftRequest


@dataclass(frozen=True, slots=True)
class Score:
    vital: float
    facts: float
    missing: tuple[tuple[str, ...], ...]
    fallen: tuple[tuple[str, ...], ...]
    unseen: tuple[tuple[str, ...], ...]
    false_conflicts: tuple[str, ...]
    ungapped: tuple[str, ...]
    untold: tuple[tuple[str, ...], ...]
    ledger: float
    misjudged: tuple[str, ...]
    copied: float
    length: int



def case(name: str) -> Case:
    """The case of this name under material/: the plan is the first document."""
    folder = MATERIAL / name
    documents = [read_text(p.read_text(encoding="utf-8"), p.name) for p in sorted(folder.glob("*.txt"))
                 if p.name != "gold.txt"]
    lines = (folder / "gold.txt").read_text(encoding="utf-8").splitlines()
    asked = dict(field.split("=") for field in lines[0].removeprefix("# request:").split())
    rows = [line.split() for line in lines if line and line[0] != "#"]

    def of(*kinds: str, skip: int = 1) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row[skip:]) for row in rows if row[0] in kinds)

    return Case(tuple(documents[1:]), documents[0], of("V", skip=2), of("V", "F", skip=2), of("T"), of("C"),
                tuple(row[0] for row in of("G")), tuple((row[0], row[1]) for row in of("L")),
                DraftRequest("annual-report", asked["region"], int(asked["year"])))


def sentences(draft: Draft) -> list[str]:
    return [squeeze(s.text) for section in draft.sections for s in section.sentences
            if s.status != "placeholder"]


def holds(strings: tuple[str, ...], text: str) -> bool:
    return all(any(_stands(option, text) for option in string.split("/")) for string in strings)


def _stands(option: str, text: str) -> bool:
    at = text.find(squeeze(option))
    while at >= 0:
        # 12件 is not told by 112件, nor by 3.12件.
        if not option[0].isdigit() or not at or text[at - 1] not in "0123456789.":
            return True
        at = text.find(squeeze(option), at + 1)
    return False


def score(draft: Draft, gold: Case) -> Score:
    said = sentences(draft)

    def told(fact: tuple[str, ...]) -> bool:
        return any(holds(fact, text) for text in said)

    unseen = []
    for row in gold.conflicts:
        words, values = row[:row.index(":")], row[row.index(":") + 1:]
        if not any({str(v.value) for v in c.values} == set(values) and all(w in squeeze(c.indicator) for w in words)
                   for c in draft.conflicts):
            unseen.append(row)
    excluded = [squeeze(item.quote) for item in draft.excluded]
    misjudged = tuple(_misjudged(draft, gold))
    values = {v for row in gold.conflicts for v in row[row.index(":") + 1:]}
    false = tuple(c.indicator for c in draft.conflicts if not {str(v.value) for v in c.values} <= values)
    return Score(
        sum(map(told, gold.vital)) / len(gold.vital), sum(map(told, gold.facts)) / len(gold.facts),
        tuple(f for f in gold.facts if not told(f)),
        tuple(t for t in gold.traps if any(_fallen(t, text) for text in said)),
        tuple(unseen), false, tuple(g for g in gold.gaps if not any(g in gap for gap in draft.gaps)),
        tuple(t for t in gold.traps if not any(holds(t[1:], text) for text in excluded)),
        1 - len(misjudged) / len(gold.ledger) if gold.ledger else 1.0, misjudged,
        copied(draft, gold.materials), len("".join(draft.text.split())))


def _misjudged(draft: Draft, gold: Case) -> Iterator[str]:
    """Requirements whose status is none of those a careful reader accepts, or that the ledger does not hold."""
    for words, accepted in gold.ledger:
        entry = next((e for e in draft.ledger if words in e.requirement.quote), None)
        if entry is None or entry.status not in accepted.split("/"):
            yield f"{words}: {entry.status if entry else '-'} {accepted}"


def _fallen(trap: tuple[str, ...], text: str) -> bool:
    kind, strings = trap[0], trap[1:]
    return holds(strings, text) and not (kind == "计划当成绩" and any(word in text for word in ("将", "拟", "计划")))


def copied(draft: Draft, materials: tuple[Document, ...]) -> float:
    """Share of the draft's sentences longer than 25 characters that stand whole in a submission."""
    sources = [re.sub(r"[^\w%.]", "", squeeze(c.text)) for d in materials for c in d.clauses]
    long = [re.sub(r"[^\w%.]", "", s) for text in sentences(draft) for s in re.split(r"[。;]", text)]
    long = [s for s in long if len(s) > 25]
    return sum(any(s in source for source in sources) for s in long) / len(long) if long else 0.0
