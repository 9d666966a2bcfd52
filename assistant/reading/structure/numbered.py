"""Texts with printed numbers: a stack of open clauses, closed by the next number of their rank."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.reading.cleaning.lines import Span
from assistant.reading.structure.closing import Closing, annex
from assistant.reading.structure.markers import ARTICLE, CHAPTER, ITEM, PART, Marker, marker
from assistant.reading.structure.subheads import count_subheads
from assistant.reading.structure.tree import Node, Siblings, child, kind_of, paragraph

# A number this much greater than the last of its rank is an amount at a line's beginning, not a number.
_LEAP = 30
_ANNEX_RANK = -1
# A notice that carries a plan has few numbers of its own.
_OWN_NUMBERS = 12
_TITLE_END = re.compile(
    r"(?:纲要|规划|计划|方案|要点|意见|办法|规定|条例|细则|规则|制度|准则|章程|规程|标准|指引|预案)(?:[(\uff08][^()\uff08\uff09]*[)\uff09])?$"
)


class Numbered:
    """Builds the roots of a numbered text; an empty list when it bears no numbers."""

    def __init__(self, text: str, lines: list[Span]) -> None:
        self.text = text
        self.lines = lines
        self.marks = self._believed([marker(text, start, end) for start, end in lines])
        self.closing = Closing(text, lines, self.marks)

    def build(self) -> Siblings:
        marked = [index for index, mark in enumerate(self.marks) if mark is not None]
        if not marked or (len(marked) == 1 and not self._alone(marked[0])):
            return Siblings()
        roots = Siblings()
        if opened := self.closing.only_annexes(marked[0]):
            paragraph("题头", roots, self.lines[: opened[0]])
            for start, stop in pairwise([*opened, len(self.lines)]):
                self._annex(roots, start, stop)
            return roots
        carried = self._carried(marked)
        first = marked[0] if carried is None else next(index for index in marked if index > carried)
        if first:
            head = paragraph("题头", roots, self.lines[: marked[0]])
            if carried is not None:
                stop = self.closing.carrier_ends(marked[0], carried)
                self._grow(head.children, marked[0], stop, head)
                head.lines += self.lines[stop:first]
        annexes = self.closing.annexes(first)
        end = annexes[0] if annexes else len(self.lines)
        last = self.closing.begins(first, end)
        self._grow(roots, first, last, None)
        count_subheads(self.text, roots)
        if last < end:
            paragraph("结尾", roots, self.lines[last:end])
        for start, stop in pairwise([*annexes, len(self.lines)]):
            self._annex(roots, start, stop)
        return roots

    def _grow(self, roots: Siblings, first: int, last: int, under: Node | None) -> None:
        """Open a clause at each number of lines[first:last]; other lines belong to the open one."""
        stack: list[Node] = []
        for index in range(first, last):
            mark = self.marks[index]
            if mark is not None:
                self._open(roots, stack, mark, self.lines[index], under)
            elif stack:
                self._owner(stack).lines.append(self.lines[index])
            elif under is not None:
                under.lines.append(self.lines[index])

    def _owner(self, stack: list[Node]) -> Node:
        """An unnumbered paragraph after the items (项) of an article is the article's next 款."""
        return next((node for node in reversed(stack) if node.rank == ARTICLE), stack[-1])

    def _open(self, roots: Siblings, stack: list[Node], mark: Marker, line: Span, under: Node | None) -> None:
        self._close(stack, mark)
        parent = stack[-1] if stack else under
        siblings = stack[-1].children if stack else roots
        node = child(parent, siblings, mark.number, mark.rank, kind_of(mark.rank, parent))
        node.mark, node.value = mark.length, mark.value
        node.lines.append(line)
        stack.append(node)

    def _close(self, stack: list[Node], mark: Marker) -> None:
        """Close the clauses that a number ends: those of its rank and within."""
        alike = [index for index, node in enumerate(stack) if node.rank == mark.rank]
        if len(alike) > 1:
            # A list within a list of the same numbers: it goes on where its count goes on.
            goes_on = [index for index in alike if stack[index].value + 1 == mark.value]
            del stack[(goes_on or alike)[-1] :]
            return
        while stack and stack[-1].rank >= mark.rank and not self._nested(stack, mark):
            stack.pop()

    def _nested(self, stack: list[Node], mark: Marker) -> bool:
        """A list that begins anew right after a colon stands under the clause that ends with it."""
        above = stack[-1]
        if mark.value != 1 or not above.lines or any(node.rank == mark.rank for node in stack[:-1]):
            return False
        if self.text[above.lines[-1][1] - 1] not in "\uff1a:":
            return False
        return above.value > 1 or above.rank != mark.rank

    def _annex(self, roots: Siblings, start: int, stop: int) -> None:
        found = annex(self.text[slice(*self.lines[start])])
        number = (found.group("number") or "") if found else ""
        node = child(None, roots, f"附件{number}", _ANNEX_RANK, "part")
        node.number, node.headed = f"附件{number}", True
        self._grow(node.children, start, stop, node)

    def _alone(self, index: int) -> bool:
        mark = self.marks[index]
        return mark is not None and mark.value == 1 and mark.rank != ITEM

    def _carried(self, marked: list[int]) -> int | None:
        """The title line of a document that a notice with numbers of its own carries, if there is one."""
        head = re.sub(r"\s+", "", "".join(self._line(index) for index in range(marked[0])))
        if "印发" not in head:
            return None
        # Such a title stands right above a number that begins anew.
        for above, at in pairwise(marked[: _OWN_NUMBERS + 2]):
            anew = self.marks[at]
            if anew is None or anew.value != 1 or anew.rank not in (PART, CHAPTER, ARTICLE):
                continue
            for index in range(at - 1, above, -1):
                line = self._line(index)
                title = re.sub(r"\s+", "", re.split(r"[(\uff08]", line)[0])
                if _TITLE_END.search(line) and len(line) <= 60 and title in head:
                    return index
        return None

    def _line(self, index: int) -> str:
        return self.text[slice(*self.lines[index])]

    @staticmethod
    def _believed(marks: list[Marker | None]) -> list[Marker | None]:
        """The marks without amounts and stray numbers at the beginning of lines."""
        last: dict[int, int] = {}
        out: list[Marker | None] = []
        for mark in marks:
            if mark is not None and not 0 < mark.value <= last.get(mark.rank, 0) + _LEAP:
                mark = None
            if mark is not None:
                last[mark.rank] = mark.value
            out.append(mark)
        return out

