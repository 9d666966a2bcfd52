"""Two texts laid side by side: the edits between them, and where a place of one is in the other."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this many edits the exact algorithm gets slow; then a good alignment must do.
_EXACT = 900


@dataclass(frozen=True, slots=True)
class Alignment:
    """`blocks`: runs alike, as (offset in a, offset in b, length), in order; ends with (len a, len b, 0)."""

    blocks: tuple[tuple[int, int, int], ...]

    def distance(self) -> int:
        """Characters put in, left out or replaced.

        >>> align("依法行政", "依法治行政策").distance()
        2
        """
        edits = at_a = at_b = 0
        for a, b, length in self.blocks:
            edits += max(a - at_a, b - at_b)
            at_a, at_b = a + length, b + length
        return edits

    def place(self, at: int) -> tuple[int, int]:
        """The offsets in b between which the offset `at` of a may lie (one and the same within a run).

        >>> align("一二三四", "一二五六三四").place(2)
        (2, 4)
        """
        index = bisect_right([a for a, _, _ in self.blocks], at) - 1
        if index >= 0:
            a, b, length = self.blocks[index]
            if at < a + length:
                before = self.blocks[index - 1] if index else (0, 0, 0)
                return (before[1] + before[2], b) if at == a and before[0] + before[2] == a else (b + at - a,) * 2
        low = 0 if index < 0 else self.blocks[index][1] + self.blocks[index][2]
        last = self.blocks[-1]
        high = self.blocks[index + 1][1] if index + 1 < len(self.blocks) else last[1] + last[2]
        return low, high


def align(a: str, b: str) -> Alignment:
    """The fewest edits (Myers 1986), or difflib's guess where they are very many."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    middle_a, middle_b = a[head:len(a) - tail], b[head:len(b) - tail]
    pairs = _myers(middle_a, middle_b)
    if pairs is None:
        found = SequenceMatcher(None, middle_a, middle_b, autojunk=False).get_matching_blocks()
        runs = [(m.a + head, m.b + head, m.size) for m in found if m.size]
    else:
        runs = [(x + head, y + head, size) for x, y, size in pairs]
    blocks = [(0, 0, head), *runs, (len(a) - tail, len(b) - tail, tail)]
    merged: list[tuple[int, int, int]] = []
    for x, y, size in blocks:
        if merged and merged[-1][0] + merged[-1][2] == x and merged[-1][1] + merged[-1][2] == y:
            merged[-1] = (merged[-1][0], merged[-1][1], merged[-1][2] + size)
        else:
            merged.append((x, y, size))
    return Alignment(tuple(merged))


def _myers(a: str, b: str) -> list[tuple[int, int, int]] | None:
    """Runs alike on a path of fewest edits; None when there are more than _EXACT."""
    n, m = len(a), len(b)
    if abs(n - m) > _EXACT:
        return None
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(n + m, _EXACT) + 1):
        trace.append(dict(reach))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            y = x - k
            while x < n and y < m and a[x] == b[y]:
                x, y = x + 1, y + 1
            reach[k] = x
            if x >= n and y >= m:
                return _path(trace, n, m)
    return None


def _path(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for edits in range(len(trace) - 1, -1, -1):
        reach, k = trace[edits], x - y
        down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        before_k = k + 1 if down else k - 1
        before_x = reach[before_k] if edits else 0
        before_y = before_x - before_k if edits else 0
        start_x = before_x if down else before_x + 1
        start = (start_x, start_x - k) if edits else (0, 0)
        if x > start[0]:
            runs.append((start[0], start[1], x - start[0]))
        x, y = before_x, before_y
    return runs[::-1]
