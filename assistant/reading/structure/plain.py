"""Texts without printed numbers: unnumbered headings and paragraphs, counted."""

from __future__ import annotations

import re

from assistant.reading.cleaning.lines import Span
from assistant.reading.structure.closing import DATE, OPENERS, signature_begins
from assistant.reading.structure.tree import Node, child

_END = "。\uff1b\uff1a\uff01\uff1f\uff0c、;:!?,.\u2026"
_HEADING = 40
# A paragraph that opens so, after the last heading, speaks of one more matter beside the headed ones.
_BESIDES = re.compile(r"^(?:此外|另外|除此之外)[\uff0c,]")


def build(text: str, lines: list[Span], news: bool) -> list[Node]:
    """The roots of a text without numbers."""
    if not lines:
        return []
    heads = _headings(text, lines)
    opening = "引言" if news else "题头"
    roots: list[Node] = []
    body = [index for index in range(len(lines)) if index not in heads]
    paragraphs = [index for index in body if _is_paragraph(text[slice(*lines[index])])]
    if not heads:
        return _paragraphs(text, lines, opening, paragraphs, news)
    first = min(heads)
    if first:
        roots.append(Node(opening, "", 99, None, lines[:first]))
    last = _closing(text, lines, first)
    counted = [node for node in roots if node.id not in ("题头", "引言")]
    current: Node | None = None
    index = first
    while index < last:
        line = text[slice(*lines[index])]
        if index in heads:
            current = child(None, counted, str(len(counted) + 1), 99, "part")
            current.headed = True
            roots.append(current)
            while index < last and index in heads:
                current.lines.append(lines[index])
                index += 1
            continue
        if current is None or (_BESIDES.match(line) and not any(later > index for later in heads)):
            current = child(None, counted, str(len(counted) + 1), 99, "paragraph")
            roots.append(current)
            current.lines.append(lines[index])
        elif not current.headed:
            current.lines.append(lines[index])
        else:
            stretch = [later for later in range(index, last) if later not in heads]
            end = next((later for later in range(index, last) if later in heads), last)
            own = [later for later in stretch if later < end
                   and not (_BESIDES.match(text[slice(*lines[later])]) and not any(h > later for h in heads))]
            _under(text, lines, current, own)
            index = own[-1]
        index += 1
    if last < len(lines):
        roots.append(Node("结尾", "", 99, None, lines[last:]))
    return roots


def _under(text: str, lines: list[Span], node: Node, own: list[int]) -> None:
    """The paragraphs under a heading: one is the heading's own text, more are counted."""
    while own and text[lines[own[0]][1] - 1] in "\uff1a:" and len(own) > 1:
        node.lines.append(lines[own.pop(0)])
    if len(own) == 1:
        node.lines.append(lines[own[0]])
        return
    for index in own:
        paragraph = child(node, node.children, str(len(node.children) + 1), 99, "paragraph")
        paragraph.lines.append(lines[index])


def _paragraphs(text: str, lines: list[Span], opening: str, paragraphs: list[int], news: bool) -> list[Node]:
    first = paragraphs[0] if paragraphs else len(lines)
    if news and paragraphs:
        first += 1
    last = _closing(text, lines, first)
    if not paragraphs:
        alone = len(lines) == 1
        return [Node("1" if alone else opening, "1" if alone else "", 99, None, list(lines))]
    roots = [Node(opening, "", 99, None, lines[:first])] if first else []
    counted: list[Node] = []
    for index in range(first, last):
        child(None, counted, str(len(counted) + 1), 99, "paragraph").lines.append(lines[index])
    roots += counted
    if last < len(lines):
        roots.append(Node("结尾", "", 99, None, lines[last:]))
    return roots


def _closing(text: str, lines: list[Span], first: int) -> int:
    """The line at which the closing begins: signature, or the first closing sentence near the end."""
    words = [text[slice(*line)] for line in lines]
    last = len(lines)
    signed = signature_begins(words[first:], first)
    if signed is not None and len(lines) - signed <= 8:
        last = signed
    while last - 1 > first and OPENERS.match(words[last - 1]):
        last -= 1
    return last


def _is_paragraph(line: str) -> bool:
    return line[-1] in "。\uff1b\uff01\uff1f\u201d\uff1a:;!?." and (len(line) > 25 or line[-1] == "。")


def _headings(text: str, lines: list[Span]) -> set[int]:
    """Short lines without a stop that stand above paragraphs, from the second paragraph on."""
    short: list[bool] = []
    paragraphs: list[bool] = []
    for start, end in lines:
        line = text[start:end]
        paragraphs.append(_is_paragraph(line) or line[-1] in "\uff1a:")
        short.append(
            end - start <= _HEADING and line[-1] not in _END and not DATE.match(line) and not OPENERS.match(line)
        )
    found: set[int] = set()
    seen_paragraph = False
    for index in range(len(lines)):
        seen_paragraph = seen_paragraph or paragraphs[index]
        if seen_paragraph and short[index]:
            below = index + 1
            while below < len(lines) and short[below] and below - index < 3:
                below += 1
            if below < len(lines) and paragraphs[below]:
                found.add(index)
    return found
