"""From characters with their places to lines, in reading order, columns told apart.

Units are points; y grows upward. An em is the width of the page's usual Han character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_OPEN = "《〈（(“‘〔[【"
_NOT_AT_START = "，。、；：！？”’）》〉】〕%％,.;:!?)]}"
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


def lines_of(page: Page, number: int) -> list[Line]:
    """The lines of a page from top to bottom, the left column before the right."""
    em = em_of([page])
    rows = _rows(page.glyphs)
    gutter = _gutter(rows, page.width, em)
    if gutter is None:
        return [line for row in rows for line in _line(row, em, number)]
    spanning: list[list[Glyph]] = []
    left: list[list[Glyph]] = []
    right: list[list[Glyph]] = []
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
    for before, glyph in pairwise(row):
        bound = (before.char.isascii() and before.char.isalnum() and glyph.char.isascii()
                 and (glyph.char.isalnum() or glyph.char in "%.,/-"))
        if not (bound or glyph.char in _NOT_AT_START or before.char in _OPEN):
            break
        right = glyph.right
    return right - row[0].left


def em_of(pages: Sequence[Page]) -> float:
    """The width of the usual Han character, 12 points where there is none."""
    widths = [g.right - g.left for page in pages for g in page.glyphs if "\u4e00" <= g.char <= "\u9fff"]
    return median(widths) if widths else 12.0


def _gutter(rows: Sequence[Sequence[Glyph]], width: float, em: float) -> float | None:
    """The middle of the white band between two columns of running text, or None.

    A table has such a band too, but its cells do not fill their columns.
    """
    gaps: list[tuple[float, float]] = []
    crossing = 0
    for row in rows:
        inside = [(a.right, b.left) for a, b in pairwise(row)
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
