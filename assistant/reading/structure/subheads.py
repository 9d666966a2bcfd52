"""Unnumbered headings under a numbered clause: counted, as in 一/1, 一/2.

Only where the clause has no numbers of its own below it and at least two short lines
without any stop each stand above running text: the lines of a table, a list or a
signature are not headings.
"""

from __future__ import annotations

import re

from assistant.reading.structure.markers import ARTICLE
from assistant.reading.structure.tree import UNNUMBERED, Node, Siblings, child

_HEADING = re.compile("^[\u3400-\u9fff“”‘’、\uff08\uff09+0-9A-Za-z]{3,24}$")
_RUNNING = re.compile(".{15,}[。\uff01\uff1f\uff1b\u201d]$")


def count_subheads(text: str, roots: Siblings) -> None:
    """Give unnumbered headings under numbered clauses clauses of their own."""
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        if not node.children and 0 <= node.rank < UNNUMBERED and node.rank != ARTICLE and len(node.lines) > 4:
            _split(text, node)


def _split(text: str, node: Node) -> None:
    words = [text[slice(*line)] for line in node.lines]
    heads = [
        index for index in range(1, len(words) - 1) if _HEADING.match(words[index]) and _RUNNING.match(words[index + 1])
    ]
    if len(heads) < 2 or any(not _RUNNING.match(line) for index, line in enumerate(words[heads[0]:], heads[0])
                             if index not in heads):
        return
    lines = node.lines
    node.lines = lines[: heads[0]]
    for count, (start, end) in enumerate(zip(heads, [*heads[1:], len(lines)], strict=True), 1):
        head = child(node, node.children, str(count), UNNUMBERED, "section")
        head.headed = True
        head.lines = lines[start:end]
