"""The text of one paragraph of a .docx: runs, fields, tracked changes, comments, breaks.

Changes are read as if accepted: what was inserted stands, what was deleted does not, and
each is told as a note. Text set as hidden is left out and told as a repair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from assistant.reading.sources.numbering import Styles, W, integer, is_on, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CONTAINERS = frozenset({
    W + tag for tag in ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo",
                        "ruby", "rubyBase")})
_SYMBOLS = {"F0FC": "√", "F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0FB": "×", "F06C": "●",
            "F06E": "■", "F075": "◆", "F0D8": "➢", "F0B7": "·"}


@dataclass(slots=True)
class Change:
    """One tracked change of a paragraph: kind is insertion or deletion."""

    kind: str
    author: str
    date: str
    text: str


@dataclass(slots=True)
class Paragraph:
    """What one paragraph holds. `references`: (footnote, endnote or comment, id)."""

    text: str = ""
    changes: list[Change] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shown: bool = False

    @property
    def contents_list(self) -> bool:
        return self.instruction.strip().upper().startswith("TOC")


class Inline:
    """Reads paragraphs in order: fields and comment ranges may run over several."""

    def __init__(self, styles: Styles, fields_balanced: bool) -> None:
        self._styles = styles
        self._balanced = fields_balanced
        self._fields: list[_Field] = []
        self.commented: dict[str, list[str]] = {}
        self._open_comments: set[str] = set()
        self._tags: dict[str, Callable[[etree._Element], str]] = {
            W + "t": lambda e: e.text or "", M + "t": lambda e: e.text or "",
            W + "tab": lambda e: "\t", W + "ptab": lambda e: "\t",
            W + "br": lambda e: "\n", W + "cr": lambda e: "\n",
            W + "noBreakHyphen": lambda e: "-", W + "softHyphen": lambda e: "",
            W + "sym": lambda e: _SYMBOLS.get(e.get(W + "char", "").upper(), ""),
        }

    def read(self, element: etree._Element, into: Paragraph) -> None:
        """Adds the text of a w:p to `into`."""
        for child in element:
            self._node(child, into, None)
        if not self._balanced:
            self._fields.clear()

    def _node(self, node: etree._Element, into: Paragraph, change: Change | None) -> None:
        tag = node.tag
        if tag == W + "r":
            self._run(node, into, change)
        elif tag in _CONTAINERS or (isinstance(tag, str) and tag.startswith(M)):
            if tag == M + "t":
                self._add(node.text or "", into, change)
            for child in node:
                self._node(child, into, change)
        elif tag in (W + "ins", W + "moveTo", W + "del", W + "moveFrom"):
            kind = "insertion" if tag in (W + "ins", W + "moveTo") else "deletion"
            inner = Change(kind, node.get(W + "author", ""), node.get(W + "date", "")[:10], "")
            for child in node:
                self._node(child, into, inner)
            if inner.text.strip():
                into.changes.append(inner)
        elif tag == MC + "AlternateContent":
            for child in chosen(node):
                self._node(child, into, change)
        elif tag == W + "commentRangeStart":
            self._open_comments.add(node.get(W + "id", ""))
        elif tag == W + "commentRangeEnd":
            self._open_comments.discard(node.get(W + "id", ""))
        elif tag == W + "rt":
            into.readings.append("".join(map(str, node.itertext())).strip())

    def _run(self, run: etree._Element, into: Paragraph, change: Change | None) -> None:
        properties = run.find(W + "rPr")
        style = value(properties, "rStyle")
        vanish = None if properties is None else properties.find(W + "vanish")
        hidden = is_on(properties, "vanish") if vanish is not None else any(
            s.hidden for _, s in self._styles.chain(style))
        for child in run:
            tag = child.tag
            if tag == W + "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif tag == W + "instrText":
                if self._fields:
                    self._fields[-1].instruction += child.text or ""
            elif tag == W + "delText":
                if change is not None and change.kind == "deletion":
                    change.text += child.text or ""
            elif tag in (W + "footnoteReference", W + "endnoteReference", W + "commentReference"):
                kind = str(tag)[len(W):-len("Reference")]
                if change is None or change.kind != "deletion":
                    into.references.append((kind, child.get(W + "id", "")))
            elif tag in (W + "drawing", W + "pict", W + "object", MC + "AlternateContent"):
                if change is None or change.kind != "deletion":
                    into.boxes.extend(text_boxes(child))
                if tag == MC + "AlternateContent":
                    for branch in chosen(child):
                        self._alternative(branch, into, change)
            elif tag == W + "ruby":
                self._node(child, into, change)
            elif tag in self._tags:
                text = self._tags[tag](child)
                if hidden:
                    into.hidden.append(text)
                else:
                    self._add(text, into, change)

    def _alternative(self, branch: etree._Element, into: Paragraph, change: Change | None) -> None:
        """Plain text within a branch of mc:AlternateContent in a run; its text boxes were taken."""
        if branch.tag == W + "t":
            self._add(branch.text or "", into, change)
        elif branch.tag == W + "r":
            self._run(branch, into, change)

    def _add(self, text: str, into: Paragraph, change: Change | None) -> None:
        if change is not None:
            change.text += text
            if change.kind == "deletion":
                return
        if any(not f.shown for f in self._fields):
            return
        if any(f.contents_list for f in self._fields):
            into.contents.append(text)
            return
        into.text += text
        for comment in self._open_comments:
            self.commented.setdefault(comment, []).append(text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def chosen(alternate: etree._Element) -> Iterator[etree._Element]:
    """The children of one branch of mc:AlternateContent: the same content stands in each."""
    branches = [b for b in alternate if b.tag in (MC + "Choice", MC + "Fallback")]
    if branches:
        yield from branches[0]


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes within a drawing, outermost only, each once."""
    if element.tag == MC + "AlternateContent":
        for child in chosen(element):
            yield from text_boxes(child)
    elif element.tag == W + "txbxContent":
        yield element
    else:
        for child in element:
            yield from text_boxes(child)


def fields_balanced(root: etree._Element) -> bool:
    """Whether every field of the document ends: an open one must not swallow what follows."""
    depth = 0
    for mark in root.iter(W + "fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType", ""), 0)
        if depth < 0:
            return False
    return depth == 0


def comment_ids(root: etree._Element | None) -> dict[str, etree._Element]:
    """Notes or comments of a part by id; separators (negative and special ids) are left out."""
    if root is None:
        return {}
    return {child.get(W + "id", ""): child for child in root
            if child.get(W + "type") in (None, "normal") and integer(child.get(W + "id"), 0) >= 0}
