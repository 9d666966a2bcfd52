"""Which pieces stand in a draft of a given length: the vital first, at their shortest.

Without a limit every piece that tells something stands. With one, phrases without facts go
first, then the facts of least weight a character; a piece goes with those that need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.points import Point

#: What a piece costs beside its own characters: a mark, and its share of subjects and stops.
_MARK = 1.6


def length_of(text: str) -> int:
    """Characters without white space: how lengths are counted here.

    >>> length_of("一、总体 要求\\n")
    6
    """
    return len("".join(text.split()))


def fit(points: Sequence[Point], room: float | None) -> tuple[Point, ...]:
    """The points with the pieces that fit into `room` characters (None: all). Order is kept."""
    if room is None:
        return tuple(points)
    cells = [(index, at) for index, point in enumerate(points) for at in range(len(point.pieces))]
    kept = set(cells)
    total = sum(_cost(points, cell) for cell in cells)
    for cell in sorted(cells, key=lambda cell: _worth(points, cell)):
        if total <= room:
            break
        if cell not in kept:
            continue
        gone = _with_dependants(points, cell) & kept
        kept -= gone
        total -= sum(_cost(points, item) for item in gone)
    return tuple(_only(point, {at for i, at in kept if i == index}) for index, point in enumerate(points)
                 if point.open or any(i == index for i, _ in kept))


def _cost(points: Sequence[Point], cell: tuple[int, int]) -> float:
    index, at = cell
    return length_of(points[index].pieces[at].text) + _MARK


def _worth(points: Sequence[Point], cell: tuple[int, int]) -> tuple[int, float, float]:
    """Lower goes first: what others need counts as much as they do."""
    point = points[cell[0]]
    group = [point.pieces[i] for _, i in _with_dependants(points, cell)]
    weight = max(piece.weight for piece in group)
    level = max(piece.level for piece in group)
    return level, weight, -_cost(points, cell)


def _with_dependants(points: Sequence[Point], cell: tuple[int, int]) -> set[tuple[int, int]]:
    index, at = cell
    gone = {at}
    for i, piece in enumerate(points[index].pieces):
        if piece.needs in gone:
            gone.add(i)
    return {(index, i) for i in gone}


def _only(point: Point, kept: set[int]) -> Point:
    order = sorted(kept)
    moved = {old: new for new, old in enumerate(order)}
    return replace(point, pieces=tuple(
        replace(point.pieces[i], needs=moved.get(point.pieces[i].needs, -1)) for i in order))
