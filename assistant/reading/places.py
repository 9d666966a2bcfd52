"""Places: from an offset in the source to the clause that holds it, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from assistant.types import Clause, Repair


def in_clauses(repairs: Iterable[Repair], clauses: Iterable[Clause]) -> tuple[Repair, ...]:
    """The repairs, each with the clause it stands in; what was taken out stands in none."""
    runs = sorted((source, source + length, clause.id) for clause in clauses for _, source, length in clause.origin)
    starts = [start for start, _, _ in runs]
    out = []
    for repair in repairs:
        index = bisect_right(starts, repair.at) - 1
        if repair.clause is None and index >= 0 and repair.at < runs[index][1]:
            repair = Repair(
                repair.kind, repair.before, repair.after, repair.at, repair.applied, repair.count, runs[index][2]
            )
        out.append(repair)
    return tuple(out)


def source_of(clause: Clause, offset: int) -> int:
    """The offset in the source of the character at `offset` of a clause's text. Raises IndexError."""
    for start, source, length in clause.origin:
        if start <= offset < start + length:
            return source + offset - start
    raise IndexError(offset)
