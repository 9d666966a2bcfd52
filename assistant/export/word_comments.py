"""Word comments in a file that someone else wrote: anchored at the words, nothing else touched.

python-docx 1.2 can add comments only to whole runs and writes every part anew; here runs
are split where a quote begins and ends (their formatting copied), and only the document
part, the comments part and the two lists that name it are rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from assistant.export.anchoring import Range, Row
from assistant.export.package import Package
from assistant.export.remarks import Remark
from assistant.export.text import printable
from assistant.types import Clause

AUTHOR, INITIALS = "法治政府建设文稿助手", "审"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = {"http://schemas.openxmlformats.org/wordprocessingml/2006/main":
         "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
         "http://purl.oclc.org/ooxml/wordprocessingml/main":
         "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Annotated:
    """`displaced`: remarks whose words were not found; they stand at their clause or at the title."""

    data: bytes
    displaced: tuple[Remark, ...]


def annotate(original: bytes, remarks: Sequence[Remark], clauses: Sequence[Clause] = ()) -> Annotated:
    """`original` (.docx) with one comment a remark. Raises Unreadable for a damaged or unsafe file."""
    package = Package(original)
    main = package.main_part()
    root = package.xml(main)
    row = Row(root)
    stretches = row.place(clauses)
    placed: list[tuple[Remark, Range]] = []
    displaced = []
    for remark in remarks:
        stretch = stretches.get(remark.clause)
        words = row.find(remark.quote, stretch) if remark.quote else None
        spot = words or row.paragraph_at(stretch)
        if spot is None or (remark.quote and (words is None or not words.exact)):
            displaced.append(remark)
        if spot is not None:
            placed.append((remark, spot))
    if placed:
        comments, name = _comments(package, main, row.namespace)
        first = 1 + max((int(c.get(f"{{{row.namespace}}}id", "-1")) for c in comments), default=-1)
        _mark(row, [(first + n, spot) for n, (_, spot) in enumerate(placed)])
        for number, (remark, _) in enumerate(placed, first):
            comments.append(_comment(row.namespace, number, remark))
        if name is None:
            folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
            package.add(main, _free(package, folder), comments, _TYPE, _KIND.get(row.namespace, _KIND[
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main"]))
        else:
            package.put(name, comments)
        package.put(main, root)
    return Annotated(package.to_bytes(), tuple(displaced))


def _comments(package: Package, main: str, namespace: str) -> tuple[Any, str | None]:
    name = package.related(main, "comments")
    if name is not None and name in package.names():
        return package.xml(name), name
    return etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace}), None


def _free(package: Package, folder: str) -> str:
    names = set(package.names())
    return next(name for n in range(len(names) + 1)
                if (name := f"{folder}comments{n or ''}.xml") not in names)


def _comment(namespace: str, number: int, remark: Remark) -> Any:
    def name(tag: str) -> str:
        return f"{{{namespace}}}{tag}"

    comment = etree.Element(name("comment"), nsmap={"w": namespace})
    for key, value in (("id", str(number)), ("author", AUTHOR), ("initials", INITIALS)):
        comment.set(name(key), value)
    for position, line in enumerate(remark.lines):
        paragraph = etree.SubElement(comment, name("p"))
        run = etree.SubElement(paragraph, name("r"))
        if position == 0:
            etree.SubElement(etree.SubElement(run, name("rPr")), name("b"))
        text = etree.SubElement(run, name("t"))
        text.text = printable(line)
        text.set(_SPACE, "preserve")
    return comment


def _mark(row: Row, ranges: list[tuple[int, Range]]) -> None:
    """Split the runs at every border once, then set the marks around the pieces."""
    cuts: dict[Any, set[int]] = {}
    for _, spot in ranges:
        cuts.setdefault(row.spots[spot.first].element, set()).add(row.spots[spot.first].offset)
        last = row.spots[spot.last]
        cuts.setdefault(last.element, set()).add(last.offset + 1)
    pieces = {element: _split(element, sorted(offsets), row.namespace) for element, offsets in cuts.items()}
    for number, spot in ranges:
        start = _piece(pieces, row, spot.first)
        end = _piece(pieces, row, spot.last)
        start.addprevious(_tag(row.namespace, "commentRangeStart", number))
        mark = _tag(row.namespace, "commentRangeEnd", number)
        end.addnext(mark)
        reference = etree.Element(f"{{{row.namespace}}}r")
        reference.append(_tag(row.namespace, "commentReference", number))
        _in_paragraph(mark, row.namespace).addnext(reference)


def _tag(namespace: str, name: str, number: int) -> Any:
    element = etree.Element(f"{{{namespace}}}{name}")
    element.set(f"{{{namespace}}}id", str(number))
    return element


def _piece(pieces: dict[Any, list[tuple[int, int, Any]]], row: Row, spot: int) -> Any:
    here = row.spots[spot]
    for start, end, element in pieces[here.element]:
        if start <= here.offset < end:
            return element.getparent()
    raise AssertionError("a spot lies outside the pieces of its own text")


def _in_paragraph(element: Any, namespace: str) -> Any:
    """The child of the paragraph that holds `element`: a reference may not stand in a hyperlink or field."""
    while element.getparent().tag != f"{{{namespace}}}p":
        element = element.getparent()
    return element


def _split(text: Any, offsets: list[int], namespace: str) -> list[tuple[int, int, Any]]:
    """Cut the run of a text element at these offsets. Returns (start, end, text element) of each piece."""
    whole = text.text or ""
    borders = [0, *(o for o in offsets if 0 < o < len(whole)), len(whole)]
    pieces = [(borders[0], borders[1], text)]
    run = text.getparent()
    # What stands beside the text in its run keeps its place: before it, it stays; after it, it moves on.
    _part_before(text, namespace)
    run = text.getparent()
    after = list(text.itersiblings())
    last = run
    for start, end in pairwise(borders[1:]):
        copy = _like(run, namespace)
        part = etree.SubElement(copy, text.tag)
        part.text = whole[start:end]
        part.set(_SPACE, "preserve")
        last.addnext(copy)
        last = copy
        pieces.append((start, end, part))
    if len(pieces) > 1:
        text.text = whole[:borders[1]]
        text.set(_SPACE, "preserve")
    if after:
        rest = _like(run, namespace)
        for child in after:
            rest.append(child)
        last.addnext(rest)
    return pieces


def _part_before(text: Any, namespace: str) -> None:
    """Put what stands before the text in its run into a run of its own."""
    before = [child for child in text.itersiblings(preceding=True) if child.tag != f"{{{namespace}}}rPr"]
    if before:
        run = text.getparent()
        head = _like(run, namespace)
        for child in reversed(before):
            head.append(child)
        run.addprevious(head)


def _like(run: Any, namespace: str) -> Any:
    copy = etree.Element(run.tag)
    for key, value in run.attrib.items():
        copy.set(key, value)
    properties = run.find(f"{{{namespace}}}rPr")
    if properties is not None:
        copy.append(deepcopy(properties))
    return copy
