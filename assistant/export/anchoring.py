"""Where a quote stands in the XML of a Word document.

All text of the body, tables, content controls and text boxes is laid out as one row of
characters, each knowing its run; deleted text, field codes and the fallback copies of
drawings are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from lxml import etree

from assistant.export.folding import Folded, fold
from assistant.types import Clause

_MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_COUNT = "[一二三四五六七八九十百]+"
_NUMBER = re.compile(rf"(?:{_COUNT},|\({_COUNT}\)|\d+[.,]|\(\d+\)|第{_COUNT}[章条节])")
_LEAST, _SHARE = 8, 0.6  # the least characters, and share of a quote, that place it when it is not there whole


@dataclass(frozen=True, slots=True)
class Spot:
    """One character of the document: the text element and the offset in it."""

    element: Any
    offset: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Range:
    """First and last spot, by their places in the row; `exact` when the quote itself was found."""

    first: int
    last: int
    exact: bool


class Row:
    """The characters of a document part in order, and the search in them."""

    def __init__(self, root: Any) -> None:
        self.namespace = etree.QName(root).namespace
        self.spots: list[Spot] = []
        self.paragraphs: list[Any] = []
        characters: list[str] = []
        for paragraph in root.iter(f"{{{self.namespace}}}p"):
            if self._skipped(paragraph):
                continue
            self.paragraphs.append(paragraph)
            for element in paragraph.iter(f"{{{self.namespace}}}t"):
                if self._skipped(element) or self._owner(element) is not paragraph:
                    continue
                for offset, character in enumerate(element.text or ""):
                    self.spots.append(Spot(element, offset, len(self.paragraphs) - 1))
                    characters.append(character)
        self.folded: Folded = fold(characters)

    def _owner(self, element: Any) -> Any:
        return next((up for up in element.iterancestors(f"{{{self.namespace}}}p")), None)

    def _skipped(self, element: Any) -> bool:
        names = {f"{{{_MARKUP}}}Fallback", f"{{{self.namespace}}}rt", f"{{{self.namespace}}}del",
                 f"{{{self.namespace}}}moveFrom"}
        return any(up.tag in names for up in element.iterancestors())

    def place(self, clauses: Sequence[Clause]) -> dict[str, tuple[int, int]]:
        """For each clause found, its stretch of the folded row (start, end)."""
        starts: list[tuple[int, str]] = []
        at = 0
        for clause in clauses:
            start = self._start(fold(clause.text).text, at)
            if start is not None:
                starts.append((start, clause.id))
                at = start + 1
        borders = [*(start for start, _ in starts), len(self.folded.text)]
        return {name: (start, borders[n + 1]) for n, (start, name) in enumerate(starts)}

    def _start(self, text: str, at: int) -> int | None:
        bare = _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
        for wanted in (text[:40], bare[:40], text[:16], bare[:16]):
            if len(wanted) < 2:
                continue
            found = self.folded.text.find(wanted, at)
            if found >= 0:
                return found
        return None

    def find(self, quote: str, stretch: tuple[int, int] | None) -> Range | None:
        """The quote inside the stretch, else nearest to it, else the longest part of it inside."""
        text = fold(quote).text
        bare = _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
        for wanted in dict.fromkeys((text, bare)):
            if not wanted:
                continue
            places = self._all(wanted)
            if places:
                low, high = stretch or (0, len(self.folded.text))
                best = min(places, key=lambda p: 0 if low <= p < high else min(abs(p - low), abs(p - high)))
                return Range(self.folded.origin[best], self.folded.origin[best + len(wanted) - 1], True)
        return self._near(text, stretch) if text and stretch else None

    def _near(self, text: str, stretch: tuple[int, int]) -> Range | None:
        region = self.folded.text[stretch[0]:stretch[1]][:4000]
        block = SequenceMatcher(None, region, text, autojunk=False).find_longest_match(0, len(region), 0, len(text))
        if block.size < max(_LEAST, _SHARE * len(text)):
            return None
        first = stretch[0] + block.a
        return Range(self.folded.origin[first], self.folded.origin[first + block.size - 1], False)

    def _all(self, wanted: str) -> list[int]:
        found: list[int] = []
        at = self.folded.text.find(wanted)
        while at >= 0 and len(found) < 200:
            found.append(at)
            at = self.folded.text.find(wanted, at + 1)
        return found

    def paragraph_at(self, stretch: tuple[int, int] | None) -> Range | None:
        """The whole paragraph in which the stretch begins; the first with text when there is none."""
        if not self.spots:
            return None
        number = 0 if stretch is None else self.folded.origin[min(stretch[0], len(self.folded.origin) - 1)]
        paragraph = self.spots[number].paragraph
        inside = [n for n in range(len(self.spots)) if self.spots[n].paragraph == paragraph]
        return Range(inside[0], inside[-1], False)
