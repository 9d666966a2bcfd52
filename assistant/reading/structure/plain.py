"""Texts without printed numbers: unnumbered headings and paragraphs, counted."""

from __future__ import annotations

import re

from assistant.reading.cleaning.lines import Span
from assistant.reading.structure.closing import DATE, OPENERS, signature_begins
from assistant.reading.structure.tree import UNNUMBERED, Node, Siblings, child, paragraph

_END = "。\uff1b\uff1a\uff01\uff1f\uff0c、;:!?,.\u2026"
_HEADING = 40
# A paragraph that opens so, after the last heading, speaks of one more matter beside the headed ones.
_BESIDES = re.compile(r"^(?:此外|另外|除此之外)[\uff0c,]")


def build(text: str, lines: list[Span], news: bool) -> Siblings:
    """The roots of a text without numbers."""
    roots = Siblings()
    if not lines:
        return roots
    words = [text[slice(*line)] for line in lines]
    heads = _headings(words)
    opening = "引言" if news else "题头"
    if not heads:
        _paragraphs(roots, lines, words, opening, news)
        return roots
    first, last_head = min(heads), max(heads)
    if first:
        paragraph(opening, roots, lines[:first])
    last = _closing(words, first)
    index, count = first, 0
    while index < last:
        count += 1
        if index in heads:
            head = child(None, roots, str(count), UNNUMBERED, "part")
            head.headed = True
            while index < last and index in heads:
                head.lines.append(lines[index])
                index += 1
            end = index
            while end < last and end not in heads and not (end > last_head and _BESIDES.match(words[end])):
                end += 1
            _under(lines, words, head, index, end)
            index = max(end, index)
        else:
            child(None, roots, str(count), UNNUMBERED, "paragraph").lines.append(lines[index])
            index += 1
    if last < len(lines):
        paragraph("结尾", roots, lines[last:])
    return roots


def _under(lines: list[Span], words: list[str], head: Node, start: int, end: int) -> None:
    """The paragraphs under a heading: one is the heading's own text, more are counted."""
    while end - start > 1 and words[start][-1] in "\uff1a:":
        head.lines.append(lines[start])
        start += 1
    if end - start == 1:
        head.lines.append(lines[start])
        return
    for count, index in enumerate(range(start, end), 1):
        child(head, head.children, str(count), UNNUMBERED, "paragraph").lines.append(lines[index])


def _paragraphs(roots: Siblings, lines: list[Span], words: list[str], opening: str, news: bool) -> None:
    first = next((index for index, line in enumerate(words) if _is_paragraph(line)), len(lines))
    if first == len(lines) == 1:
        first = 0
    if news:
        first = min(first + 1, len(lines))
    last = _closing(words, first)
    if first:
        paragraph(opening, roots, lines[:first])
    for count, index in enumerate(range(first, last), 1):
        child(None, roots, str(count), UNNUMBERED, "paragraph").lines.append(lines[index])
    if last < len(lines):
        paragraph("结尾", roots, lines[last:])


def _closing(words: list[str], first: int) -> int:
    """The line at which the closing begins: signature, or the first closing sentence near the end."""
    last = len(words)
    signed = signature_begins(words[first:], first)
    if signed is not None and len(words) - signed <= 8:
        last = signed
    while last - 1 > first and OPENERS.match(words[last - 1]):
        last -= 1
    return last


def _is_paragraph(line: str) -> bool:
    return line[-1] in "。\uff1b\uff01\uff1f\u201d\uff1a:;!?." and (len(line) > 25 or line[-1] == "。")


def _headings(words: list[str]) -> set[int]:
    """Short lines without a stop that stand above paragraphs, from the second paragraph on."""
    short: list[bool] = []
    paragraphs: list[bool] = []
    for line in words:
        paragraphs.append(_is_paragraph(line) or line[-1] in "\uff1a:")
        short.append(
            len(line) <= _HEADING and line[-1] not in _END and not DATE.match(line) and not OPENERS.match(line)
        )
    found: set[int] = set()
    seen_paragraph = False
    for index in range(len(words)):
        seen_paragraph = seen_paragraph or paragraphs[index]
        if seen_paragraph and short[index]:
            below = index + 1
            while below < len(words) and short[below] and below - index < 3:
                below += 1
            if below < len(words) and paragraphs[below]:
                found.add(index)
    return found
