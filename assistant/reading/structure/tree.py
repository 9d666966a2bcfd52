"""Nodes of the clause tree while it is being built, and the clauses they become."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.reading.cleaning.traced import Run, Traced
from assistant.reading.structure.markers import ARTICLE, CHAPTER, DIVISION, PART, SECTION, VOLUME
from assistant.types import Clause, ClauseKind

Span = tuple[int, int]
_STOP = re.compile("[。\uff1b\uff01\uff1f]")
_FIRSTLY = re.compile(r"(?<=[\u3400-\u9fff])一是(?=[\u3400-\u9fff])")
_HEADING_LENGTH = 60
UNNUMBERED = 99


@dataclass(slots=True)
class Node:
    """One clause in the making. rank: of its marker, or 99 for what bears no number."""

    id: str
    number: str
    rank: int
    parent: Node | None
    lines: list[Span] = field(default_factory=list)
    mark: int = 0
    value: int = 0
    kind: ClauseKind = "paragraph"
    headed: bool = False
    children: Siblings = field(default_factory=lambda: Siblings())


class Siblings(list[Node]):
    """Clauses under one parent, in order; tells a repeated number apart."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, int] = {}

    def name(self, path: str) -> str:
        """`path`, or for one that stands here already `path#2`, `path#3`, …"""
        count = self._last[path] = self._last.get(path, 0) + 1
        return path if count == 1 else f"{path}#{count}"


def kind_of(rank: int, parent: Node | None) -> ClauseKind:
    """part, section or item, by the printed number and by what it stands under."""
    if rank in (VOLUME, CHAPTER):
        return "part"
    if parent is not None and parent.number.startswith("附件"):
        return "section" if rank == PART else "item"
    if rank == PART:
        return "section" if parent is not None and parent.rank in (VOLUME, CHAPTER, DIVISION) else "part"
    if rank in (DIVISION, ARTICLE):
        return "section"
    if rank == SECTION:
        under = parent is not None and (parent.rank == ARTICLE or parent.kind == "section")
        return "item" if under else "section"
    return "item"


def child(parent: Node | None, siblings: Siblings, number: str, rank: int, kind: ClauseKind) -> Node:
    """A new node under `parent`. A number that its siblings bear already gets `#2`, `#3`, …"""
    path = f"{parent.id}/{number}" if parent is not None else number
    node = Node(siblings.name(path), number, rank, parent, kind=kind)
    siblings.append(node)
    return node


def paragraph(name: str, siblings: Siblings, lines: list[Span]) -> Node:
    """A node that bears no printed number: 题头, 引言, 结尾."""
    node = Node(name, "", UNNUMBERED, None, lines)
    siblings.append(node)
    return node


def clause(node: Node, traced: Traced) -> Clause:
    """The finished clause: its lines joined by line breaks, each character with its place."""
    text = traced.text
    runs: list[Run] = []
    pieces: list[str] = []
    offset = 0
    for index, (start, end) in enumerate(node.lines):
        if index:
            pieces.append("\n")
            runs.append((offset, traced.source(min(node.lines[index - 1][1], len(text) - 1)), 1))
            offset += 1
        pieces.append(text[start:end])
        runs += [(offset + at, source, length) for at, source, length in traced.slice(start, end)]
        offset += end - start
    return Clause(
        node.id, node.kind, node.number, heading(node, text), "".join(pieces),
        node.parent.id if node.parent is not None else None, tuple(runs),
    )


def heading(node: Node, text: str) -> str:
    """The heading a clause prints: its own line, or the run-in sentence at its beginning."""
    if not node.lines or (node.rank == UNNUMBERED and not node.headed):
        return ""
    start, end = node.lines[0]
    if node.number.startswith("附件"):
        words = re.sub(r"^附\s*件\s*[\d一二三四五六七八九十]*\s*[:\uff1a]?\s*", "", text[start:end])
        second = text[slice(*node.lines[1])] if len(node.lines) > 1 else ""
        return words or (second if len(second) <= _HEADING_LENGTH and "。" not in second else "")
    start += node.mark
    line = text[start:end].strip()
    if node.rank == ARTICLE or (node.parent is not None and node.parent.rank == ARTICLE):
        # Articles and their items have no headings, but for one that is printed in 【】.
        named = re.match("\u3010([^\u3011]{1,40})\u3011", line)
        return named.group(1) if named else ""
    stop = _STOP.search(line)
    counted = _FIRSTLY.search(line, 0, _HEADING_LENGTH)
    if counted and (stop is None or counted.start() < stop.start()):
        # The stop between the heading and 一是 is lost.
        return line[: counted.start()]
    if stop is None:
        alone = len(node.lines) > 1 or bool(node.children) or len(line) <= _HEADING_LENGTH
        return line.rstrip("\uff1a:") if alone and len(line) <= 2 * _HEADING_LENGTH else ""
    first = line[: stop.start()]
    if first.count("\u201c") != first.count("\u201d"):
        return ""
    if stop.group() == "。" and len(first) <= _HEADING_LENGTH and (
        stop.end() < len(line) or len(node.lines) > 1 or node.children
    ):
        return first
    return ""
