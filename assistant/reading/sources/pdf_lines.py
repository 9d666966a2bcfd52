"""From characters with places to paragraphs: lines, running heads, columns, joins.

Units are points; y grows upward. An em is the width of the page's usual Han character.
A line goes on in the next one when it fills the type area and the next is not indented;
that is how Chinese official documents are set (GB/T 9704-2012 §5.2.2: 28 characters a
line, first lines indented by two).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from assistant.reading.sources.builder import TextBuilder

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
_NOT_AT_START = "，。、；：！？”’）》〉】〕%％,.;:!?)]}"
_MARGIN = 0.14
_ROW_TOLERANCE = 0.35


@dataclass(frozen=True, slots=True)
class Glyph:
    char: str
    left: float
    right: float
    y: float
    size: float

    def with_char(self, char: str) -> Glyph:
        return Glyph(char, self.left, self.right, self.y, self.size)


@dataclass(frozen=True, slots=True)
class Page:
    """`pictured`: a picture covers half of it, or it holds no text; `watermark`: slanted text."""

    width: float
    height: float
    glyphs: list[Glyph]
    pictured: bool = False
    watermark: str = ""
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    left: float
    right: float
    y: float
    size: float
    first_width: float
    page: int


def paragraphs(pages: Sequence[Page], builder: TextBuilder) -> None:
    """Adds the paragraphs of all pages, and as repairs what was dropped between them."""
    lines = [_lines(page, number) for number, page in enumerate(pages)]
    dropped = _running(lines, pages)
    told: set[str] = set()
    counts = Counter(_kind_of(line) for page in lines for line in page if id(line) in dropped)
    flow: list[Line] = []
    bounds: list[tuple[int, Line]] = []
    for page in lines:
        for line in page:
            if id(line) in dropped:
                bounds.append((len(flow), line))
            else:
                flow.append(line)
    em = _em(pages)
    area = _areas(flow, em)
    for number, page_ in enumerate(pages):
        if page_.watermark and "watermark" not in told:
            told.add("watermark")
            builder.repair("watermark", page_.watermark[:80], count=sum(bool(p.watermark) for p in pages))
        if not page_.glyphs:
            builder.repair("page_without_text", f"第{number + 1}页")
    text = ""
    waiting = 0
    for at, line in enumerate(flow):
        while waiting < len(bounds) and bounds[waiting][0] <= at:
            kind, sample = _kind_of(bounds[waiting][1])
            if sample not in told:
                told.add(sample)
                builder.repair(kind, bounds[waiting][1].text, count=counts[kind, sample])
            waiting += 1
        text = _joined(text, line.text)
        if at + 1 == len(flow) or not area.goes_on(text[:-len(line.text)], line, flow[at + 1]):
            builder.paragraph(text)
            text = ""
    for _, line in bounds[waiting:]:
        kind, sample = _kind_of(line)
        if sample not in told:
            told.add(sample)
            builder.repair(kind, line.text, count=counts[kind, sample])
    folded = sum(page.folded for page in pages)
    if folded:
        builder.repair("compatibility_character", "部首或兼容字形", "对应的通用字", count=folded)


def _joined(text: str, more: str) -> str:
    if text and text[-1].isascii() and text[-1].isalnum() and more[:1].isascii() and more[:1].isalpha():
        return f"{text} {more}"
    return text + more


# ------------------------------------------------------------------- lines

def _lines(page: Page, number: int) -> list[Line]:
    em = _em([page])
    rows = _rows(page.glyphs)
    gutter = _gutter(rows, page.width, em)
    if gutter is None:
        return [line for row in rows for line in _line(row, em, number)]
    spanning, left, right = [], [], []
    for row in rows:
        halves = ([g for g in row if g.right <= gutter], [g for g in row if g.left >= gutter])
        if len(halves[0]) + len(halves[1]) < len(row):
            spanning.append(row)
            continue
        for half, column in zip(halves, (left, right), strict=True):
            if half:
                column.append(half)
    top = max((row[0].y for row in (*left[:1], *right[:1])), default=0.0)
    ordered = ([row for row in spanning if row[0].y > top], left, right,
               [row for row in spanning if row[0].y <= top])
    return [line for block in ordered for row in block for line in _line(row, em, number)]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs of one baseline, left to right; rows from the top of the page down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if rows and rows[-1][0].y - glyph.y <= _ROW_TOLERANCE * min(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_without_doubles(sorted(row, key=lambda g: g.left)) for row in rows]


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    """Bold is often faked by printing a character twice, a hair apart."""
    kept: list[Glyph] = []
    for glyph in row:
        width = max(glyph.right - glyph.left, 0.1)
        if any(k.char == glyph.char and abs(k.left - glyph.left) < 0.3 * width for k in kept[-2:]):
            continue
        kept.append(glyph)
    return kept


def _line(row: Sequence[Glyph], em: float, number: int) -> Iterator[Line]:
    text = ""
    last: Glyph | None = None
    for glyph in row:
        if last is not None:
            gap = glyph.left - last.right
            latin = last.char.isascii() and glyph.char.isascii()
            if gap > (0.18 if latin else 0.8) * em:
                text += " "
        text += glyph.char
        last = glyph
    if text.strip():
        yield Line(text, row[0].left, row[-1].right, row[0].y, median(g.size for g in row),
                   _first_width(row), number)


def _first_width(row: Sequence[Glyph]) -> float:
    """The width of what could not have been left behind at the end of the line before."""
    right = row[0].right
    for before, glyph in zip(row, row[1:], strict=False):
        bound = (before.char.isascii() and before.char.isalnum() and glyph.char.isascii()
                 and (glyph.char.isalnum() or glyph.char in "%.,/-"))
        if not (bound or glyph.char in _NOT_AT_START or before.char in _OPEN):
            break
        right = glyph.right
    return right - row[0].left


def _em(pages: Sequence[Page]) -> float:
    widths = [g.right - g.left for page in pages for g in page.glyphs if "\u4e00" <= g.char <= "\u9fff"]
    return median(widths) if widths else 12.0


def _gutter(rows: Sequence[Sequence[Glyph]], width: float, em: float) -> float | None:
    """The middle of the white band between two columns of running text, or None.

    A table has such a band too, but its cells do not fill their columns.
    """
    gaps: list[tuple[float, float]] = []
    crossing = 0
    for row in rows:
        inside = [(a.right, b.left) for a, b in zip(row, row[1:], strict=False)
                  if b.left - a.right > 1.2 * em and 0.35 * width < (a.right + b.left) / 2 < 0.65 * width]
        if inside:
            gaps.append(inside[0])
        elif row[0].left < 0.45 * width and row[-1].right > 0.55 * width:
            crossing += 1
    if len(gaps) < 10 or crossing > len(gaps) // 3:
        return None
    low, high = max(a for a, _ in gaps), min(b for _, b in gaps)
    if high - low < 0.8 * em:
        return None
    full = sum(low - a < 1.5 * em for a, _ in gaps)
    return (low + high) / 2 if full * 10 > len(gaps) * 6 else None


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
        if len(alike) >= 3 and len(alike) * 3 >= len(pages) or len(alike) == len(pages) == 2:
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
        full = room < after.first_width + 0.5 * self.em or len(line.text) == self.count
        if self.indented:  # a flush line goes on, unless the one before plainly stopped short
            return full or room < (0.15 if line.text[-1] in _FINAL else 0.35) * (right - left)
        return full and not (_OPENING.match(after.text) and line.text[-1] in _FINAL)

    def _title_goes_on(self, text: str, line: Line, after: Line, width: float) -> bool:
        if _unclosed(text + line.text):
            return True
        return (line.size > 1.15 * self.size and line.right - line.left > 0.5 * width
                and after.text[0] not in "（(" and line.text[-1] not in _FINAL)

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


def _areas(flow: Sequence[Line], em: float) -> _Area:
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
    steps = [a.y - b.y for a, b in zip(flow, flow[1:], strict=False)
             if a.page == b.page and 0 < a.y - b.y < 4 * em]
    indented = sum(1.2 * em < line.left - left < 3 * em for line in first_column)
    # Programs that break after so many characters, not at a width, leave ragged but equal counts.
    counts = Counter(len(line.text) for line in first_column)
    count, times = counts.most_common(1)[0]
    return _Area(left, right, em, median(steps) if steps else 2 * em,
                 median(line.size for line in first_column) or em,
                 indented >= 3 and indented * 8 > len(first_column),
                 count if count > 15 and times >= 4 and times * 4 > len(first_column) else 0)
