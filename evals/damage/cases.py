"""Which document gets which damage in which format: the same set for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from evals.damage.formats import FORMATS, Format, write
from evals.damage.kinds import ORDER, Damaged, Kind, apply
from evals.damage.plans import Shape, generate

# Each row is damaged in every format. The last rows are the mixtures that real pages show.
_ROWS: tuple[tuple[Shape, tuple[Kind, ...]], ...] = (
    ("notice", ()), ("regulation", ()),
    ("plan", ("chrome",)), ("notice", ("chrome", "twice")), ("plan", ("twice",)),
    ("plan", ("traditional",)), ("plan", ("annotations",)), ("plan", ("bytes",)),
    ("notice", ("half_width",)), ("regulation", ("half_width", "chrome")), ("plan", ("invisible",)),
    ("notice", ("lost",)), ("notice", ("lost", "half_width", "chrome")),
    ("plan", ("annotations", "bytes", "half_width")),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One file with what it was. `name` is its file name, telling format, damage and seed."""

    name: str
    data: bytes
    format: Format
    kinds: tuple[Kind, ...]
    damaged: Damaged


def cases(seed: int = 2026, formats: tuple[Format, ...] = FORMATS, rounds: int = 1) -> Iterator[Case]:
    """len(_ROWS) documents a format and round; every one its own text."""
    for turn in range(rounds):
        for at, (shape, kinds) in enumerate(_ROWS):
            for place, kind in enumerate(formats):
                yield case(kind, shape, kinds, seed + 1000 * turn + 10 * at + place)


def case(kind: Format, shape: Shape, kinds: tuple[Kind, ...], seed: int) -> Case:
    if kind == "pdf":  # no font prints what is invisible
        kinds = tuple(k for k in kinds if k != "invisible") or (() if "invisible" not in kinds else ("half_width",))
    damaged = Damaged.of(generate(seed, shape))
    dice = random.Random(seed)
    for damage in ORDER:
        if damage in kinds:
            apply(damage, damaged, dice)
    name = f"{seed}-{shape}-{'-'.join(kinds) or 'clean'}.{kind}"
    return Case(name, write(kind, damaged, dice), kind, kinds, damaged)
