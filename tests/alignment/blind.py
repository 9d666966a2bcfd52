"""Pairs written blind, set in two whole drafts: what is weakened in one is faithful in the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.alignment.folding import fold_marks
from assistant.review import review
from assistant.types import Review
from tests.review.planted import document

DATA = Path(__file__).with_name("data")
FLAGGED = frozenset(("partial", "weaker", "conflicting", "missing"))
OWN = frozenset(("no_basis", "raised", "floor"))


@dataclass(frozen=True)
class Row:
    kind: str
    upper: str
    weak: str
    faithful: str


@dataclass(frozen=True)
class Told:
    """What the review says of one row: flagged at all, and under which kinds (gravest first)."""

    row: Row
    weak: bool
    kinds: tuple[str, ...]
    reason: str


def rows(name: str) -> list[Row]:
    out, kind = [], ""
    for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            out.append(Row(kind, *(part.strip() for part in line.split("|"))))
    return out


@cache
def told(name: str) -> tuple[Told, ...]:
    """All rows judged, each weakened once and faithful once."""
    return tuple(item for odd in (0, 1) for item in _draft(rows(name), odd))


def _draft(every: list[Row], odd: int) -> Iterator[Told]:
    weak = {id(row): number % 2 == odd and bool(row.weak) for number, row in enumerate(every)}
    upper = document("upper.txt", {"title": "霖川省法治政府建设纲要(2026—2030年)", "region": "霖川省", "level": "省"},
                     _parts([(row.kind, row.upper) for row in every if row.upper]))
    said = [(row.kind, row.weak if weak[id(row)] else row.faithful) for row in every]
    draft = document("draft.txt", {"title": "梧溪区法治政府建设实施方案(2026—2030年)", "region": "梧溪区", "level": "区县"},
                     _parts([item for item in said if item[1]]))
    made = review(draft, [upper])
    for row in every:
        text = row.weak if weak[id(row)] else row.faithful
        if text or row.kind == "principle":
            yield Told(row, weak[id(row)], *_said(row, text, made))


def _parts(items: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    parts: dict[str, list[str]] = {}
    for kind, text in items:
        parts.setdefault("wording" if kind == "synonym" else kind.split("_")[0], []).append(f"{text}。")
    return [(f"任务{number}", texts) for number, texts in enumerate(parts.values(), 1)]


def _inside(left: str, right: str) -> bool:
    a, b = fold_marks(left), fold_marks(right)
    return a in b or b in a


def _said(row: Row, text: str, made: Review) -> tuple[tuple[str, ...], str]:
    if row.kind == "floor":
        mine = [item for item in made.floor if any(_inside(quoted.quote, text) for quoted in item.draft)]
        return ("floor",) if mine else (), ";".join(item.reason for item in mine)
    if row.kind in OWN:
        found = [item for item in made.beyond if _inside(item.quote, text)]
        return tuple(item.kind for item in found), ";".join(f"{item.quote}: {item.reason}" for item in found)
    wrong = [item for item in made.findings if item.verdict in FLAGGED and _inside(item.requirement.quote, row.upper)]
    return tuple(kind for item in wrong for kind in item.kinds), ";".join(item.reason for item in wrong)


if __name__ == "__main__":
    for kind in dict.fromkeys(row.kind for row in rows(sys.argv[1])):
        mine = [item for item in told(sys.argv[1]) if item.row.kind == kind]
        weak, held = [item for item in mine if item.weak], [item for item in mine if not item.weak]
        named = kind.split("_")[0] if kind.startswith("actor") else kind
        print(f"{kind:14} found {sum(bool(i.kinds) for i in weak)} named {sum(named in i.kinds for i in weak)} "
              f"first {sum(named in i.kinds[:1] for i in weak)} of {len(weak)}; alarms {sum(bool(i.kinds) for i in held)} of {len(held)}")
        for item in weak:
            if named not in item.kinds[:1]:
                print("   MISS ", item.row.upper, "|", item.row.weak, "|", item.kinds, item.reason)
        for item in held:
            if item.kinds:
                print("   ALARM", item.row.upper, "|", item.row.faithful, "|", item.kinds, item.reason)
