"""Structure (结构): from clean text to the tree of clauses, ids as printed.

    五/(十二)/28            part/(section)/item; brackets in ids are half-width
    第三章/第二十五条/(二)   laws and regulations; the paragraphs (款) of an article stay with it
    题头, 引言, 结尾         before the first part, in a news text, after the last part
    2/1                     unnumbered headings and the paragraphs under them, counted
    附件1/一                an annex with a text of its own
    三/(二)#2               a number its siblings bear already: counted on after #

Texts without any number or heading are paragraphs 1, 2, 3 … between 题头 (or 引言) and 结尾.
一是, 二是 and 第一, inside a paragraph are not clauses.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.cleaning.lines import Span, spans
from assistant.reading.cleaning.traced import Traced
from assistant.reading.structure import plain
from assistant.reading.structure.numbered import Numbered
from assistant.reading.structure.tree import Node, clause
from assistant.types import Clause

__all__ = ["Outline", "build"]


@dataclass(frozen=True, slots=True)
class Outline:
    """The clauses in the order of the text.

    `head` and `tail` are the lines before and after the body, as spans of the clean text.
    """

    clauses: tuple[Clause, ...]
    head: tuple[Span, ...]
    tail: tuple[Span, ...] = ()


def build(traced: Traced, news: bool = False) -> Outline:
    """The clauses of a clean text. `news` names the opening 引言 instead of 题头."""
    lines = spans(traced.text)
    roots = Numbered(traced.text, lines).build() if lines else []
    if not roots:
        roots = plain.build(traced.text, lines, news)
    head = next((node.lines for node in roots if node.id in ("题头", "引言")), [])
    tail = next((node.lines for node in roots if node.id == "结尾"), [])
    ordered: list[Node] = []
    waiting = list(reversed(roots))
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(reversed(node.children))
    return Outline(tuple(clause(node, traced) for node in ordered if node.lines), tuple(head), tuple(tail))
