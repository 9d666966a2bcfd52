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
        old, count = self.runs, len(self.runs)
        index = position = out = 0
        for start, end, replacement in (*edits, (len(self.text), len(self.text), "")):
            if start > position:
                pieces.append(self.text[position:start])
                while index < count and old[index][0] < start:
                    begin, source, length = old[index]
                    first = begin if begin > position else position
                    last = begin + length if begin + length < start else start
                    if last > first:
                        _join(runs, out, source + first - begin, last - first)
                        out += last - first
                    if begin + length > start:
                        break
                    index += 1
            if replacement:
                pieces.append(replacement)
                for step in range(len(replacement)):
                    _join(runs, out, self.source(_clamp(start + step, start, end, len(self.text))), 1)
                    out += 1
            position = end
        return Traced("".join(pieces), tuple(runs), self.origin)

    def with_text(self, text: str) -> Traced:
        """The same places under a text of the same length."""
        if len(text) != len(self.text):
            raise ValueError("a text of another length cannot keep its places")
        return Traced(text, self.runs, self.origin)

    def source(self, position: int) -> int:
        """The offset in the source of the character at `position`."""
        start, origin, _length = self.runs[bisect_right(self.runs, (position, _ENDLESS, 0)) - 1]
        return origin + position - start

    def told(self, kind: str, start: int, end: int, after: str, *, applied: bool = True, count: int = 1) -> Repair:
        """A repair of text[start:end], told in the words and at the place of the source.

        What is not applied still stands in the text, so it is told in the words of the text.
        """
        at = self.source(start)
        if not applied:
            return Repair(kind, self.text[start:end], after, at, applied, count)
        last = self.source(end - 1) + 1 if end > start else at
        return Repair(kind, self.origin[at : max(last, at)], after, at, applied, count)

    def slice(self, start: int, end: int) -> list[Run]:
        """The runs of text[start:end], offsets counted from `start`."""
        out: list[Run] = []
        runs, count = self.runs, len(self.runs)
        index = bisect_right(runs, (start, _ENDLESS, 0)) - 1
        while 0 <= index < count and runs[index][0] < end:
            begin, source, length = runs[index]
            first, last = max(begin, start), min(begin + length, end)
            if last > first:
                _join(out, first - start, source + first - begin, last - first)
            index += 1
        return out


_ENDLESS = 1 << 62


def _clamp(position: int, start: int, end: int, size: int) -> int:
    """A place inside the replaced span; for an insertion, the place of the character it stands before."""
    return max(min(position, max(end - 1, start), size - 1), 0)


def _join(runs: list[Run], out: int, source: int, length: int) -> None:
    """Append a run, grown onto the last one where it touches it."""
    if runs:
        begin, origin, before = runs[-1]
        if origin + before == source and begin + before == out:
            runs[-1] = (begin, origin, before + length)
            return
    runs.append((out, source, length))
