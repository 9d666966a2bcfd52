"""Texts with printed numbers: a stack of open clauses, closed by the next number of their rank."""

from __future__ import annotations

from assistant.reading.cleaning.lines import Span
from assistant.reading.structure.closing import Closing
from assistant.reading.structure.markers import Marker, marker
from assistant.reading.structure.tree import Node, child, kind_of

# A number this much greater than the last of its rank is an amount at a line's beginning, not a number.
_LEAP = 30


class Numbered:
    """Builds the roots of a numbered text; an empty list when it bears no numbers."""

    def __init__(self, text: str, lines: list[Span]) -> None:
        self.text = text
        self.lines = lines
        self.marks: list[Marker | None] = [marker(text, start, end) for start, end in lines]
        self.closing = Closing(text, lines, self.marks)

    def build(self) -> list[Node]:
        marks = self._believed()
        first = next((index for index, mark in enumerate(marks) if mark is not None), None)
        if first is None or sum(mark is not None for mark in marks) < 2:
            return []
        roots: list[Node] = []
        if first:
            roots.append(Node("题头", "", 99, None, self.lines[:first]))
        last = self.closing.begins(marks)
        stack: list[Node] = []
        for index in range(first, last):
            mark = marks[index]
            if mark is not None:
                self._open(roots, stack, mark, self.lines[index])
            elif stack:
                stack[-1].lines.append(self.lines[index])
        if last < len(self.lines):
            roots.append(Node("结尾", "", 99, None, self.lines[last:]))
        return roots

    def _open(self, roots: list[Node], stack: list[Node], mark: Marker, line: Span) -> None:
        while stack and stack[-1].rank >= mark.rank and not self._nested(stack, mark):
            stack.pop()
        parent = stack[-1] if stack else None
        siblings = parent.children if parent is not None else roots
        node = child(parent, siblings, mark.number, mark.rank, kind_of(mark.rank, parent))
        node.mark, node.value = mark.length, mark.value
        node.lines.append(line)
        stack.append(node)

    def _nested(self, stack: list[Node], mark: Marker) -> bool:
        """A list that begins anew right after a colon stands under the clause that ends with it."""
        above = stack[-1]
        if mark.value != 1 or not above.lines or any(node.rank == mark.rank for node in stack[:-1]):
            return False
        if not self.text[above.lines[-1][1] - 1] in "\uff1a:":
            return False
        return above.value > 1 or above.rank != mark.rank

    def _believed(self) -> list[Marker | None]:
        """The marks without amounts and stray numbers at the beginning of lines."""
        last: dict[int, int] = {}
        out: list[Marker | None] = []
        for mark in self.marks:
            if mark is not None and not 0 < mark.value <= last.get(mark.rank, 0) + _LEAP:
                mark = None
            if mark is not None:
                last[mark.rank] = mark.value
            out.append(mark)
        return out
