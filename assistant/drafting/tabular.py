"""Rows of a table (表格) read as statements: 网上可办率 | 98.3% is 网上可办率98.3%.

Only a row that cannot be misread becomes one: a name and a single figure with its unit, remarks
behind it. A row with two figures, or under a heading that tells of targets or of another year, stays a row,
which selection lists for the writer to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CELL = re.compile(r"\t+| \| ")
_ORDINAL = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}|\(\d{1,3}\)")
_FIGURE = re.compile(r"(?:约|近|超)?\d[\d,]*(?:\.\d+)?(?:[万亿])?[余多]?(?:[一-鿿]{1,4}(?:\([^()]{1,4}\))?|%|‰)")
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HEADING = re.compile(r"序号|指标|项目|名称|内容|完成|数量|备注|情况|单位|事项")
#: Columns whose figures are not what was done this year.
_OTHER = re.compile(r"目标|计划|任务数|要求|上年|去年|同期|[12]\d{3}年|增幅|同比")


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int


def is_row(text: str) -> bool:
    """Whether a line is a row of cells."""
    return _CELL.search(text.strip()) is not None


def plain_rows(text: str) -> str:
    """`text`, of the same length, with its readable rows as phrases and their headings blank.

    >>> plain_rows("1\\t网上可办率\\t98.3%\\t居前列").split()
    ['网上可办率', '98.3%,居前列']
    >>> plain_rows("网上可办率\\t95%\\t98.3%") == "网上可办率\\t95%\\t98.3%"
    True
    """
    if "\t" not in text and " | " not in text:
        return text
    out: list[str] = []
    misleading = False
    for line in text.splitlines(keepends=True):
        if not is_row(line):
            misleading = False
            out.append(line)
            continue
        cells = _cells(line)
        if not any(_FIGURE.fullmatch(c.text) or _BARE.fullmatch(c.text) for c in cells) and _HEADING.search(line):
            misleading = any(_OTHER.search(c.text) for c in cells)
            out.append(re.sub(r"[^\n]", " ", line))
            continue
        out.append(line if misleading else _phrase(line, cells))
    return "".join(out)


def _cells(line: str) -> list[_Cell]:
    cells: list[_Cell] = []
    start = 0
    for match in (*_CELL.finditer(line), None):
        end = match.start() if match else len(line.rstrip("\n"))
        raw = line[start:end]
        left = len(raw) - len(raw.lstrip())
        if raw.strip():
            cells.append(_Cell(raw.strip(), start + left, start + left + len(raw.strip())))
        start = match.end() if match else end
    return cells


def _phrase(line: str, cells: list[_Cell]) -> str:
    """The row as a phrase of the same length; the row itself when it cannot be read for certain."""
    told = cells[1:] if cells and _ORDINAL.fullmatch(cells[0].text) else cells
    figures = [c for c in told[1:] if _FIGURE.fullmatch(c.text) or _BARE.fullmatch(c.text)]
    if len(figures) != 1 or not re.search(r"[一-鿿]", told[0].text) or not _FIGURE.fullmatch(figures[0].text):
        return line
    kept = [told[0], *figures, *(c for c in told[1:] if c is not figures[0])]
    if [c.start for c in kept] != sorted(c.start for c in kept):
        return line
    out = [" "] * len(line)
    for at, cell in enumerate(kept):
        out[cell.start:cell.end] = cell.text
        if at > 1:
            out[cell.start - 1] = ","
    return "".join(out[:-1]) + "\n" if line.endswith("\n") else "".join(out)
