"""A page's elements as text: blocks as paragraphs, tables as rows, breaks kept."""

from __future__ import annotations

import re

from lxml import etree

from assistant.reading.sources.builder import TextBuilder
from assistant.reading.sources.html_main import Chrome, all_text, is_block, label

CELL = " | "
_MAX_TOLD = 300
_SPACE = re.compile(r"[ \t\n\r\f]+")
# A line end of the markup between two Chinese characters is no space.
_WRAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_FRAME_CHARACTERS = 300
_LONGEST_LABEL = 10


class Renderer:
    """Walks a body once, in order, into a builder."""

    def __init__(self, builder: TextBuilder, chrome: Chrome) -> None:
        self._builder = builder
        self._chrome = chrome
        self._line: list[str] = []
        self._dropped: list[str] = []
        self._label: str | None = None

    def render(self, body: etree._Element) -> None:
        self._block(body, False)
        self._flush()
        if self._label is not None:
            self._builder.paragraph(self._label)
        self._tell()

    def _block(self, element: etree._Element, kept: bool) -> None:
        self._add(element.text, element)
        for child in element:
            self._child(child, kept)
            self._add(child.tail, element)

    def _child(self, child: etree._Element, kept: bool) -> None:
        if not isinstance(child.tag, str):
            return
        if child.tag == "br":
            self._flush()
            return
        if child.tag in ("rt", "rp"):
            self._reading(child)
            return
        decision = self._chrome.decide(child)
        if decision == "hidden":
            self._hide(child)
            return
        if decision == "drop" and not kept:
            self._drop(child)
            return
        kept = kept or decision == "keep"
        if child.tag == "table" and self._is_data(child):
            self._flush()
            self._table(child)
        elif is_block(child):
            self._flush()
            self._block(child, kept)
            self._flush(named=child.tag == "dt" and next(child.itersiblings(), child).tag == "dd")
        else:
            self._block(child, kept)

    # ---------------------------------------------------------------- lines

    def _add(self, text: str | None, within: etree._Element) -> None:
        if not text:
            return
        if self._chrome.stray(within, text):
            if any(char.isalnum() for char in text):
                self._dropped.append(flat(text))
            return
        if within.tag == "pre" or next(within.iterancestors("pre"), None) is not None:
            head, *rest = text.split("\n")
            self._line.append(head)
            for part in rest:
                self._flush()
                self._line.append(part)
            return
        self._line.append(text)

    def _flush(self, named: bool = False) -> None:
        text = flat("".join(self._line))
        self._line.clear()
        if text:
            self._tell()
            self._paragraph(text, named and len(text) <= _LONGEST_LABEL)

    def _paragraph(self, text: str, named: bool = False) -> None:
        """A metadata label in a block of its own is joined with its value, the next block; `named`: a label
        by its markup."""
        waiting, self._label = self._label, label(text) or (text.rstrip(":\uff1a") if named else None)
        if waiting is not None and self._label is None and len(text) <= 60 and text[-1] not in "。；：":
            text = f"{waiting}：{text}"
        elif waiting is not None:
            self._builder.paragraph(f"{waiting}：")
        if self._label is None:
            self._builder.paragraph(text)

    def _reading(self, element: etree._Element) -> None:
        text = all_text(element).strip()
        if element.tag == "rt" and text:
            self._builder.repair("annotation", text)

    def _hide(self, element: etree._Element) -> None:
        text = flat(all_text(element))
        if any(char.isalnum() for char in text):
            self._builder.repair("hidden_text", _short(text))

    def _drop(self, element: etree._Element) -> None:
        if element.tag in ("head", "script", "style", "noscript", "template"):
            return
        text = flat(" ".join(map(str, element.itertext())))
        if any(char.isalnum() for char in text):
            self._dropped.append(text)

    def _tell(self) -> None:
        """What was dropped side by side is one repair."""
        if self._dropped:
            self._builder.repair("chrome", _short(" ".join(self._dropped)), count=len(self._dropped))
            self._dropped.clear()

    # --------------------------------------------------------------- tables

    def _is_data(self, table: etree._Element) -> bool:
        """Rows and columns of short cells; a table that only lays out the page is not."""
        if next(table.iterdescendants("table"), None) is not None:
            return False
        cells = [cell for row in table.iterdescendants("tr") for cell in row if cell.tag in ("td", "th")]
        columns = max((sum(cell.tag in ("td", "th") for cell in row) for row in table.iterdescendants("tr")),
                      default=0)
        if columns < 2 or self._chrome.main in cells:
            return False
        blocks = max(sum(1 for part in cell.iterdescendants("p", "div", "br")) for cell in cells)
        longest = max(len(flat(all_text(cell))) for cell in cells)
        return not (blocks > 8 and longest > _FRAME_CHARACTERS)

    def _table(self, table: etree._Element) -> None:
        self._tell()
        for row in table.iterdescendants("caption", "tr"):
            if row.tag == "caption":
                self._builder.paragraph(flat(all_text(row)))
                continue
            cells = [self._cell(cell) for cell in row if cell.tag in ("td", "th")]
            if any(cells):
                for line in rows_of(cells):
                    self._builder.paragraph(line)

    def _cell(self, cell: etree._Element) -> str:
        inner = Renderer(TextBuilder(), self._chrome)
        inner._block(cell, True)
        inner._flush()
        if inner._label is not None:
            return inner._label
        for repair in inner._builder.repairs:
            self._builder.repair(repair.kind, repair.before, repair.after, repair.count)
        return inner._builder.raw("html").text.replace("\n", " ")


def rows_of(cells: list[str]) -> list[str]:
    """A row as one line, or, where its cells are metadata labels and values, a line for each pair.

    >>> rows_of(["索引号:", "0001/2023-1", "[ 文号 ]", ""])
    ['索引号：0001/2023-1', '文号：']
    """
    pairs: list[str] = []
    at = 0
    while at < len(cells):
        name = label(cells[at])
        if name is None:
            break
        follows = at + 1 < len(cells) and label(cells[at + 1]) is None
        pairs.append(f"{name}：{cells[at + 1] if follows else ''}")
        at += 2 if follows else 1
    if pairs and at >= len(cells):
        return pairs
    return [CELL.join(cells).strip()]


def flat(text: str) -> str:
    """White space as a browser shows it; none where the markup merely wraps Chinese text.

    >>> flat("法治\\n   政府  建设")
    '法治政府 建设'
    """
    return _SPACE.sub(" ", _WRAP.sub("", text)).strip()


def _short(text: str) -> str:
    return text if len(text) <= _MAX_TOLD else text[:_MAX_TOLD - 1] + "…"
