"""From the lines of a PDF to its paragraphs: running heads dropped, broken lines joined.

A line goes on in the next one when it fills the type area and the next is not indented;
that is how Chinese official documents are set (GB/T 9704-2012: 28 characters a line,
first lines indented by two).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.reading.sources.builder import TextBuilder, title_gap
from assistant.reading.sources.pdf_lines import Line, Page, em_of, lines_of

_PAGE_NUMBER = re.compile(
    r"[-—–―‐－_·•\s]*(?:\d{1,4}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|"
    r"[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)[-—–―‐－_·•\s]*")
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+(?=页)")
# Numbers that begin a paragraph after a full stop (1. but not 1.5).
_OPENING = re.compile(
    r"(?:[一二三四五六七八九十百]{1,4}[、．.]|[(（][一二三四五六七八九十百]{1,4}[)）]|[(（]\d{1,3}[)）]|[①-⑳]|"
    r"第[一二三四五六七八九十百零〇\d]{1,6}[编章节条]\s|附件?[:：\d]|\d{1,2}[.．、](?!\d))")
_FINAL = "。！？；：!?;:”」』"
_OPEN, _CLOSE = "《〈（(“‘〔[【", "》〉）)”’〕]】"
_MARGIN = 0.14


def paragraphs(pages: Sequence[Page], builder: TextBuilder) -> None:
    """Adds the paragraphs of all pages, and as repairs what was dropped between them."""
    lines = [lines_of(page, number) for number, page in enumerate(pages)]
    dropped = _running(lines, pages)
    every = [line for page in lines for line in page]
    flow = [line for line in every if id(line) not in dropped]
    area = _area(flow, em_of(pages), max((page.width for page in pages), default=0.0))
    counts = Counter(_kind_of(line) for line in every if id(line) in dropped)
    _tell_pages(pages, builder)
    text = ""
    at = 0
    for line in every:
        if id(line) in dropped:
            kind, sample = _kind_of(line)
            count = counts.pop((kind, sample), 0)  # told where it stands first
            if count:
                builder.repair(kind, line.text, count=count)
            continue
        at += 1
        if at == len(flow) or not area.goes_on(text, line, flow[at]):
            builder.paragraph(_joined(text, line.text))
            text = ""
        else:
            text = _joined(text, line.text)


def _tell_pages(pages: Sequence[Page], builder: TextBuilder) -> None:
    """Slanted text, pages that are pictures, folded character forms: each kind told once."""
    marked = [page.watermark for page in pages if page.watermark]
    if marked:
        builder.repair("watermark", marked[0][:80], count=len(marked))
    for number, page in enumerate(pages):
        if not page.glyphs:
            builder.repair("page_without_text", f"第{number + 1}页", applied=False)
    folded = sum(page.folded for page in pages)
    if folded:
        builder.repair("compatibility_character", "部首或兼容字形", "对应的通用字", count=folded)


def _joined(text: str, more: str) -> str:
    """A space stands between words of Latin text; a Latin word within Chinese is only broken."""
    words = text[-12:]
    latin = sum(char.isascii() and char.isalpha() for char in words) * 3 > 2 * len(words)
    return f"{text} {more}" if latin and words[-1:].isalnum() and more[:1].isalnum() else text + more


# --------------------------------------------------- running heads and feet

def _running(pages: Sequence[Sequence[Line]], shapes: Sequence[Page]) -> set[int]:
    """Identities of lines that are page numbers, or stand alike in the margin of many pages."""
    dropped: set[int] = set()
    seen: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for lines, shape in zip(pages, shapes, strict=True):
        by_height = sorted(lines, key=lambda line: -line.y)
        for edge in (by_height[:2], by_height[:-3:-1]):
            for place, line in enumerate(edge):
                if not _in_margin(line, shape):
                    break
                if _PAGE_NUMBER.fullmatch(line.text) and place == 0:
                    dropped.add(id(line))
                seen[_DIGITS.sub("#", line.text), round(line.y / 6)].append(line)
    for alike in seen.values():
        if (len(alike) >= 3 and len(alike) * 3 >= len(pages)) or len(alike) == len(pages) == 2:
            dropped.update(map(id, alike))
    return dropped


def _in_margin(line: Line, page: Page) -> bool:
    return line.y > (1 - _MARGIN) * page.height or line.y < _MARGIN * page.height


def _kind_of(line: Line) -> tuple[str, str]:
    """Page numbers are told together, a running head with its like."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return "page_number", "#"
    return "running_head", _DIGITS.sub("#", line.text)


# -------------------------------------------------------------------- joins

@dataclass(frozen=True, slots=True)
class _Area:
    """The type area of the body: its edges, its em, the usual step from line to line."""

    left: float
    right: float
    em: float
    step: float
    size: float
    indented: bool
    count: int

    def goes_on(self, text: str, line: Line, after: Line) -> bool:
        """Whether `after` continues the paragraph that is `text` and `line` so far."""
        if abs(line.size - after.size) > 0.2 * max(line.size, after.size):
            return False
        if line.page == after.page and line.y > after.y and line.y - after.y > 1.6 * self._step(line):
            return False
        left, right = self._edges(line, after)
        large = line.size > 1.15 * self.size
        if large or (self._centred(line, left, right) and self._centred(after, left, right)):
            return self._title_goes_on(text, line, after, right - left)
        if after.left - left > 1.2 * self.em:
            return False
        room = right - line.right
        if not text and line.left - left > 2.8 * self.em and room > 2 * self.em:
            return False  # a centred line among body text: a document number, a heading
        full = room < after.first_width + 0.5 * self.em or len(line.text) == self.count
        if self.indented:  # a flush line goes on, unless the one before plainly stopped short
            return full or room < (0.15 if line.text[-1] in _FINAL else 0.35) * (right - left)
        return full and not (_OPENING.match(after.text) and line.text[-1] in _FINAL)

    def _title_goes_on(self, text: str, line: Line, after: Line, width: float) -> bool:
        if _unclosed(text + line.text):
            return True
        if line.text[-1] in _FINAL or title_gap(line.text, after.text):
            return False
        if line.size <= 1.15 * self.size:
            return False
        long = line.right - line.left
        wrapped = long + after.first_width > width - 0.5 * self.em
        return wrapped or (long > 0.5 * width and after.text[0] not in "（(")

    def _step(self, line: Line) -> float:
        return self.step * max(1.0, line.size / self.size)

    def _edges(self, line: Line, after: Line) -> tuple[float, float]:
        """A second column has its own edges, as far from each other as the first's."""
        if line.left > self.right or after.left > self.right:
            shift = min(line.left, after.left) - self.left
            return self.left + shift, self.right + shift
        return self.left, self.right

    def _centred(self, line: Line, left: float, right: float) -> bool:
        before, behind = line.left - left, right - line.right
        return before > 0.5 * self.em and abs(before - behind) < max(1.5 * self.em, 0.1 * (right - left))


def _unclosed(text: str) -> bool:
    return sum(text.count(char) for char in _OPEN) > sum(text.count(char) for char in _CLOSE)


def _area(flow: Sequence[Line], em: float, width: float) -> _Area:
    if not flow:
        return _Area(0, 0, em, em, em, False, 0)
    lefts = Counter(round(line.left / 3) for line in flow if len(line.text) > 12)
    if not lefts:
        lefts = Counter(round(line.left / 3) for line in flow)
    usual = max(lefts.values())
    left = min(value for value, count in lefts.items() if count * 5 >= usual) * 3.0
    first_column = [line for line in flow if line.left < left + 4 * em]
    rights = sorted(line.right for line in first_column if len(line.text) > 12)
    right = rights[int(len(rights) * 0.9)] if rights else max(line.right for line in flow)
    if len(rights) < 4:  # too few to tell: as far from the right edge as from the left
        right = max(right, width - left - em)
    steps = [a.y - b.y for a, b in pairwise(flow)
             if a.page == b.page and 0 < a.y - b.y < 4 * em]
    indented = sum(1.2 * em < line.left - left < 3 * em for line in first_column)
    # Programs that break after so many characters, not at a width, leave ragged but equal counts.
    counts = Counter(len(line.text) for line in first_column)
    count, times = counts.most_common(1)[0]
    return _Area(left, right, em, median(steps) if steps else 2 * em,
                 median(line.size for line in first_column) or em,
                 indented >= 3 and indented * 8 > len(first_column),
                 count if count > 15 and times >= 4 and times * 4 > len(first_column) else 0)
