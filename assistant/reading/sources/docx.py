"""A .docx as Word prints it: automatic numbers resolved, tables as text, changes accepted.

Read straight from the package's XML: the checks of `package` come first, and nothing of
the document is loaded that is not text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from assistant.reading.raw import RawText
from assistant.reading.sources.builder import TextBuilder, title_gap
from assistant.reading.sources.docx_inline import (
    MC,
    Inline,
    Paragraph,
    chosen,
    comment_ids,
    fields_balanced,
)
from assistant.reading.sources.numbering import Numbering, Styles, W, is_on, value
from assistant.reading.sources.package import Package
from assistant.reading.sources.refuse import refusal

CELL = " | "
_WRAPPERS = frozenset({W + tag for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")})
_PAGE_NUMBER = re.compile(r"^[\W_]*(?:第?\s*\d+\s*页?(?:\s*[/共]?\s*\d*\s*页?)?|page\s*\d+.*)?[\W_]*$", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"^(?:toc|目录)\s*\d", re.IGNORECASE)
# A cell with so many paragraphs is a frame for text, not a cell of data.
_FRAME_PARAGRAPHS = 12
_TITLES_MADE_BY_PROGRAMS = re.compile(
    r"^(?:microsoft word|文档\s*\d*$|document\s*\d*$|normal|untitled|无标题|word document)", re.IGNORECASE)


def load_docx(data: bytes, name: str) -> RawText:
    """Raises Unreadable: broken, locked, bomb, doctype, scan (pictures only), no_words."""
    package = Package(data, name)
    root = package.xml(package.main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise refusal("not_docx", name)
    raw = _Reader(package, body).raw()
    if not any(char.isalnum() for char in raw.text):
        pictures = any(part.startswith("word/media/") for part in package.names)
        raise refusal("scan" if pictures else "no_words", name)
    return raw


class _Reader:
    def __init__(self, package: Package, body: etree._Element) -> None:
        self._package = package
        self._related = package.related(package.main)
        self._body = body
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles)
        self._inline = Inline(self._styles, fields_balanced(body))
        self._builder = TextBuilder()
        self._beside = {"footnote": comment_ids(self._part("footnotes")),
                        "endnote": comment_ids(self._part("endnotes")),
                        "comment": comment_ids(self._part("comments"))}
        self._pending: Paragraph | None = None
        self._pending_number = ""

    def raw(self) -> RawText:
        self._blocks(self._body)
        self._flush()
        self._heads_and_feet()
        return self._builder.raw("docx", self._title())

    def _part(self, kind: str) -> etree._Element | None:
        for part in self._related.get(kind, ()):
            return self._package.xml(part)
        return None

    def _title(self) -> str | None:
        for part in self._package.related("").get("core-properties", ()):
            root = self._package.xml(part)
            title = None if root is None else root.findtext("{http://purl.org/dc/elements/1.1/}title")
            if title and title.strip() and not _TITLES_MADE_BY_PROGRAMS.match(title.strip()):
                return title.strip()
        return None

    # -------------------------------------------------------------- blocks

    def _blocks(self, parent: Iterable[etree._Element]) -> None:
        for element in parent:
            if element.tag == W + "p":
                self._paragraph(element)
            elif element.tag == W + "tbl":
                self._flush()
                self._table(element)
            elif element.tag in _WRAPPERS:
                self._blocks(element)
            elif element.tag == MC + "AlternateContent":
                self._blocks(chosen(element))

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(W + "pPr")
        style_id = value(properties, "pStyle")
        mark = None if properties is None else properties.find(W + "rPr")
        joined = mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)
        into = self._pending or Paragraph()
        continued = self._pending is not None
        self._pending = None
        before = into.text
        self._inline.read(element, into)
        if joined and not into.text.strip():
            self._pending = into  # the whole paragraph is deleted: no number is counted for it
            return
        if not continued or not before.strip():
            place = self._numbering.place(None if properties is None else properties.find(W + "numPr"), style_id)
            hidden = is_on(mark, "vanish") and not into.text.strip()
            self._pending_number = self._numbering.number(*place) if place and not hidden else ""
        if joined:
            self._pending = into
            return
        self._emit(into, self._is_contents(style_id), self._is_centred(properties, style_id))

    def _flush(self) -> None:
        if self._pending is not None:
            into, self._pending = self._pending, None
            self._emit(into, False, False)

    def _emit(self, into: Paragraph, contents: bool, centred: bool) -> None:
        number, self._pending_number = self._pending_number, ""
        builder = self._builder
        for box in into.boxes:
            inner, self._pending = self._pending, None
            self._blocks(box)
            self._flush()
            self._pending = inner
        if into.contents:
            builder.repair("contents_list", "".join(into.contents))
        if contents:
            builder.repair("contents_list", number + into.text)
            return
        if into.hidden:
            builder.repair("hidden_text", "".join(into.hidden))
        if into.readings:
            builder.repair("annotation", "".join(into.readings), count=len(into.readings))
        at = builder.at
        # A soft break in a centred title only wraps it; elsewhere writers use it for a new paragraph.
        text = _title(into.text) if centred else into.text
        builder.paragraph(_numbered(number, text.lstrip()) if number else text)
        for change in into.changes:
            builder.note(change.kind, _signed(change.author, change.date, change.text), at)
        for kind, note_id in into.references:
            self._beside_note(kind, note_id, at)

    def _beside_note(self, kind: str, note_id: str, at: int) -> None:
        element = self._beside[kind].get(note_id)
        if element is None:
            return
        text = " ".join(_plain(element))
        if kind == "comment":
            about = "".join(self._inline.commented.get(note_id, ())).strip()
            text = _signed(element.get(W + "author", ""), element.get(W + "date", "")[:10], text)
            text += f"（批注对象：{about}）" if about else ""
        self._builder.note(kind, text, at)

    def _is_contents(self, style_id: str | None) -> bool:
        return any(_CONTENTS_STYLE.match(style.name) for _, style in self._styles.chain(style_id)[:1])

    def _is_centred(self, properties: etree._Element | None, style_id: str | None) -> bool:
        alignment = value(properties, "jc")
        if alignment is not None:
            return alignment == "center"
        return next((s.centred for _, s in self._styles.chain(style_id or self._styles.default)
                     if s.centred is not None), False) or False

    # -------------------------------------------------------------- tables

    def _table(self, table: etree._Element) -> None:
        rows = list(_rows(table))
        width = max((len(row.findall(W + "tc")) for row in rows), default=0)
        frame = width <= 1 or any(
            len(cell.findall(W + "p")) > _FRAME_PARAGRAPHS for row in rows for cell in row.iterchildren(W + "tc"))
        for row in rows:
            if row.find(f"{W}trPr/{W}del") is not None:
                text = CELL.join(" ".join(_plain(cell)) for cell in row.iterchildren(W + "tc"))
                self._builder.note("deletion", text, self._builder.at)
            elif frame:
                for cell in _cells(row):
                    self._blocks(cell)
                    self._flush()
            else:
                self._row(row)

    def _row(self, row: etree._Element) -> None:
        outer, at = self._builder, self._builder.at
        cells: list[str] = []
        for cell in _cells(row):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(W + "val") != "restart":
                cells.append("")
                continue
            self._builder = TextBuilder()
            self._blocks(cell)
            self._flush()
            inner = self._builder
            cells.append(inner.raw("docx").text.replace("\n", " "))
            self._builder = outer
            for note in inner.notes:
                outer.note(note.kind, note.text, at)
            for repair in inner.repairs:
                outer.repair(repair.kind, repair.before, repair.after, repair.count)
        if any(cells):
            outer.paragraph(CELL.join(cells).strip())

    # ------------------------------------------------------ heads and feet

    def _heads_and_feet(self) -> None:
        for kind in ("header", "footer"):
            told: set[str] = set()
            for part in self._related.get(kind, ()):
                root = self._package.xml(part)
                lines = [] if root is None else [*_plain(root), *_watermarks(root)]
                text = "\n".join(line for line in lines if not _PAGE_NUMBER.match(line))
                if text and text not in told:
                    told.add(text)
                    self._builder.note(kind, text)


def _title(text: str) -> str:
    joined = ""
    for line in text.split("\n"):
        joined += title_gap(joined, line) + line.strip()
    return joined


def _rows(table: etree._Element) -> Iterable[etree._Element]:
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterable[etree._Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _plain(element: etree._Element) -> list[str]:
    """The paragraphs of a note, comment or header, without their fields' instructions."""
    lines: list[str] = []
    inline = Inline(Styles(None), False)
    for paragraph in element.iter(W + "p"):
        into = Paragraph()
        inline.read(paragraph, into)
        line = " ".join(into.text.split())
        if line:
            lines.append(line)
    return lines


def _watermarks(element: etree._Element) -> list[str]:
    """The words drawn behind the text, as Word keeps them in a header (VML)."""
    return [words for shape in element.iter("{urn:schemas-microsoft-com:vml}textpath") if (words := shape.get("string", ""))]


def _signed(author: str, date: str, text: str) -> str:
    who = "，".join(part for part in (author, date) if part)
    return f"{who}：{text.strip()}" if who and text.strip() else text


def _numbered(number: str, text: str) -> str:
    """Number and text as printed: Word puts a gap between, which keeps "3." and "12345热线" apart."""
    return f"{number} {text}" if number[-1:] in ".．" and text[:1].isdigit() else number + text
