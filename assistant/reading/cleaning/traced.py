"""A text that remembers where each of its characters came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import Repair

Run = tuple[int, int, int]
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Traced:
    """`text` and its `runs` (offset in text, offset in source, length), in order and without gaps.

    `origin` is the source itself.

    >>> traced = Traced.whole("法(fǎ)治").edit([(1, 5, "")])
    >>> traced.text, traced.runs, traced.source(1)
    ('法治', ((0, 0, 1), (1, 5, 1)), 5)
    """

    text: str
    runs: tuple[Run, ...]
    origin: str

    @classmethod
    def whole(cls, text: str) -> Traced:
        return cls(text, ((0, 0, len(text)),) if text else (), text)

    def edit(self, edits: Iterable[Edit]) -> Traced:
        """Replace spans (start, end, replacement): sorted, not overlapping, offsets of this text.

        A replacement's characters trace one by one to the span they replace; what is
        longer than its span traces to the span's last character.
        """
        pieces: list[str] = []
        runs: list[Run] = []
        position = out = 0
        for start, end, replacement in edits:
            if start > position:
                pieces.append(self.text[position:start])
                out = _extend(runs, out, self._between(position, start))
            if replacement:
                pieces.append(replacement)
                out = _extend(runs, out, self._spread(start, end, len(replacement)))
            position = end
        if position < len(self.text):
            pieces.append(self.text[position:])
            _extend(runs, out, self._between(position, len(self.text)))
        return Traced("".join(pieces), tuple(runs), self.origin)

    def with_text(self, text: str) -> Traced:
        """The same places under a text of the same length."""
        if len(text) != len(self.text):
            raise ValueError("a text of another length cannot keep its places")
        return Traced(text, self.runs, self.origin)

    def source(self, position: int) -> int:
        """The offset in the source of the character at `position`."""
        start, origin, _length = self.runs[bisect_right(self.runs, (position, 1 << 62, 0)) - 1]
        return origin + position - start

    def told(self, kind: str, start: int, end: int, after: str, *, applied: bool = True, count: int = 1) -> Repair:
        """A repair of text[start:end], told in the words and at the place of the source."""
        at = self.source(start)
        last = self.source(end - 1) + 1 if end > start else at
        return Repair(kind, self.origin[at : max(last, at)], after, at, applied, count)

    def slice(self, start: int, end: int) -> list[Run]:
        """The runs of text[start:end], offsets counted from `start`."""
        out: list[Run] = []
        _extend(out, 0, self._between(start, end))
        return out

    def _between(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        if start >= end:
            return
        runs = self.runs
        index = bisect_right(runs, (start, 1 << 62, 0)) - 1
        while index < len(runs):
            begin, origin, length = runs[index]
            if begin >= end:
                return
            first, last = max(begin, start), min(begin + length, end)
            yield origin + first - begin, last - first
            index += 1

    def _spread(self, start: int, end: int, length: int) -> Iterable[tuple[int, int]]:
        if end > start:
            last = end - 1
            yield from self._between(start, min(start + length, end))
        else:
            last = min(start, len(self.text) - 1)
            if last < 0:
                return
        for _ in range(length - (end - start)):
            yield self.source(last), 1


def _extend(runs: list[Run], out: int, places: Iterable[tuple[int, int]]) -> int:
    """Append (source, length) places at `out`, joining what touches; the new end."""
    for origin, length in places:
        if runs and runs[-1][1] + runs[-1][2] == origin and runs[-1][0] + runs[-1][2] == out:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + length)
        else:
            runs.append((out, origin, length))
        out += length
    return out
