"""Lines cut at a fixed width (硬换行), as text copied from a typeset page has them: joined again.

Told by their widths: most lines are equally long, and few of these end a sentence. A line
that begins with a number, or is set in, begins a paragraph; so does what follows a
short line.
"""

from __future__ import annotations

import re
from collections import Counter

from assistant.reading.cleaning.lines import spans
from assistant.reading.cleaning.traced import Edit, Traced
from assistant.types import Repair

_NARROWEST, _WIDEST = 16, 64
_FEWEST = 10
# Marks that may not begin a line make it up to two characters shorter or longer.
_SLACK = 2
_SHARE = 0.5
_END = "。\uff01\uff1f\uff1b:\uff1a"
_BEGINS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|[(\uff08][一二三四五六七八九十\d]{1,3}[)\uff09]|\d{1,3}[.、](?!\d)|第[一二三四五六七八九十百]{1,5}[编章节条]"
    r"|[①-⑳]|附\s*件)"
)


def unwrap(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text with its paragraphs whole, and one repair with the number of joins."""
    text = traced.text
    lines = spans(text)
    if len(lines) < _FEWEST:
        return traced, []
    width = _width([end - start for start, end in lines])
    if width is None:
        return traced, []
    full = [end - start >= width - _SLACK for start, end in lines]
    open_ended = sum(1 for is_full, (_, end) in zip(full, lines, strict=True) if is_full and text[end - 1] not in _END)
    if open_ended < 0.6 * sum(full):
        return traced, []
    set_in = _set_in(text, lines)
    edits: list[Edit] = []
    ended: list[bool] = []
    for index in range(len(lines) - 1):
        end = lines[index][1]
        following = lines[index + 1][0]
        new = (following in set_in) if set_in else text[end - 1] in _END
        blank = text.count("\n", end, following) > 1
        if full[index] and not new and not blank and not _BEGINS.match(text, following):
            edits.append((end, following, ""))
        elif edits and edits[-1][1] == lines[index][0]:
            ended.append(text[end - 1] in _END)
    # Lines of a list may be equally long by chance: paragraphs end in a stop.
    if not edits or sum(ended) < _SHARE * len(ended):
        return traced, []
    return traced.edit(edits), [traced.told("wrapped_lines", *edits[0], count=len(edits))]


def _width(lengths: list[int]) -> int | None:
    """The width at which most lines are cut."""
    counts = Counter(length for length in lengths if _NARROWEST <= length <= _WIDEST)
    best = max(counts, key=lambda width: sum(counts[width - step] for step in range(_SLACK + 1)), default=None)
    if best is None or max(lengths) > best + _SLACK:
        return None
    near = sum(counts[best - step] for step in range(-_SLACK, _SLACK + 1))
    return best if near >= _SHARE * len(lengths) else None


def _set_in(text: str, lines: list[tuple[int, int]]) -> set[int]:
    """The beginnings of lines that are set in further than the others; empty when none, or all, are."""
    indented = {start for start, _ in lines if start - (text.rfind("\n", 0, start) + 1) >= 2}
    return indented if 0 < len(indented) < 0.7 * len(lines) else set()
