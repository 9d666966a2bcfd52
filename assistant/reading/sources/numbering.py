"""Automatic numbers of a .docx as Word prints them (ECMA-376 part 1, 17.9).

A paragraph points at a list (numId) and a level, itself or through its style; the list
points at an abstract list whose counters it shares with other lists, unless it restarts
them. `Numbering.number` must be called once for every numbered paragraph, in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from assistant.reading.sources.number_formats import printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


def value(element: etree._Element | None, child: str) -> str | None:
    """The w:val of a child, or None."""
    found = None if element is None else element.find(W + child)
    return None if found is None else found.get(W + "val")


def integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


def is_on(element: etree._Element | None, child: str) -> bool:
    """A toggle (w:vanish): present and not switched off."""
    found = None if element is None else element.find(W + child)
    return found is not None and found.get(W + "val", "true") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    based_on: str | None
    list_id: str | None
    level: int | None
    hidden: bool
    centred: bool | None


class Styles:
    """Paragraph and character styles with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for element in () if root is None else root.iter(W + "style"):
            style_id = element.get(W + "styleId", "")
            paragraph = element.find(W + "pPr")
            numbers = None if paragraph is None else paragraph.find(W + "numPr")
            level = value(numbers, "ilvl")
            alignment = value(paragraph, "jc")
            self._styles[style_id] = Style(
                value(element, "name") or "", value(element, "basedOn"), value(numbers, "numId"),
                None if level is None else integer(level), is_on(element.find(W + "rPr"), "vanish"),
                None if alignment is None else alignment == "center")
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self.default = style_id

    def chain(self, style_id: str | None) -> list[tuple[str, Style]]:
        """The style and those it is based on, nearest first."""
        found: list[tuple[str, Style]] = []
        while style_id is not None and style_id in self._styles and len(found) < 30:
            found.append((style_id, self._styles[style_id]))
            style_id = self._styles[style_id].based_on
        return found


class Numbering:
    """The lists of one document and where their counters stand."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._used: set[str] = set()
        for element in () if root is None else root.iter(W + "abstractNum"):
            abstract_id = element.get(W + "abstractNumId", "")
            self._abstract[abstract_id] = dict(map(_level, element.iterchildren(W + "lvl")))
            link = value(element, "numStyleLink")
            if link:
                self._links[abstract_id] = link
        for element in () if root is None else root.iter(W + "num"):
            replaced: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for override in element.iterchildren(W + "lvlOverride"):
                at = integer(override.get(W + "ilvl"))
                start = value(override, "startOverride")
                if start is not None:
                    starts[at] = integer(start, 1)
                for level in override.iterchildren(W + "lvl"):
                    replaced[at] = _level(level)[1]
            self._lists[element.get(W + "numId", "")] = (value(element, "abstractNumId") or "", replaced, starts)

    def place(self, numbers: etree._Element | None, style_id: str | None) -> tuple[str, int] | None:
        """List and level of a paragraph with this numPr and this style, or None."""
        direct, level_text = value(numbers, "numId"), value(numbers, "ilvl")
        chain = self._styles.chain(style_id or self._styles.default)
        if direct is None:
            for _, style in chain:
                if style.list_id is not None:
                    direct = style.list_id
                    break
            if direct is None:
                return None
            names = [name for name, _ in chain]
            for at, level in self._levels(direct).items():
                if level.style is not None and level.style in names[:1]:
                    return (direct, at) if direct != "0" else None
        if direct == "0" or direct not in self._lists:
            return None
        if level_text is None:
            level_text = next((str(style.level) for _, style in chain if style.level is not None), "0")
        return direct, min(max(integer(level_text), 0), _LEVELS - 1)

    def number(self, list_id: str, at: int) -> str:
        """Counts this paragraph and gives its number as printed, with what parts it from the text."""
        abstract_id, _, starts = self._lists[list_id]
        abstract_id = self._resolved(abstract_id)
        levels = self._levels(list_id)
        counters = self._counters.setdefault(abstract_id, [None] * _LEVELS)
        if list_id not in self._used:
            self._used.add(list_id)
            for level in starts:
                if 0 <= level < _LEVELS:
                    counters[level] = None
        here = levels.get(at, Level())
        reached = counters[at]
        counters[at] = starts.get(at, here.start) if reached is None else reached + 1
        for deeper in range(at + 1, _LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart > 0 and at < restart):
                counters[deeper] = None

        def figure(found: re.Match[str]) -> str:
            index = int(found.group(1)) - 1
            level = levels.get(index, Level())
            count = counters[index]
            shown = starts.get(index, level.start) if count is None else count
            return printed(shown, "decimal" if here.legal and level.number_format != "none"
                           else level.number_format)

        if here.number_format == "bullet":
            return ""
        text = _PLACE.sub(figure, here.text).strip()
        parted = here.suffix in ("tab", "space") and text and text[-1].isalnum()
        return text + " " if parted else text

    def _resolved(self, abstract_id: str) -> str:
        """An abstract list may stand for another through a list style (numStyleLink)."""
        for _ in range(5):
            link = self._links.get(abstract_id)
            if link is None:
                break
            for _, style in self._styles.chain(link):
                if style.list_id in self._lists:
                    abstract_id = self._lists[style.list_id or ""][0]
                    break
            else:
                break
        return abstract_id

    def _levels(self, list_id: str) -> dict[int, Level]:
        if list_id not in self._lists:
            return {}
        abstract_id, replaced, _ = self._lists[list_id]
        return self._abstract.get(self._resolved(abstract_id), {}) | replaced


def _level(element: etree._Element) -> tuple[int, Level]:
    restart = value(element, "lvlRestart")
    number_format = value(element, "numFmt")
    if number_format is None:  # newer formats stand behind mc:AlternateContent, with a fallback
        nested = list(element.iter(W + "numFmt"))
        number_format = nested[-1].get(W + "val") if nested else None
    return integer(element.get(W + "ilvl")), Level(
        integer(value(element, "start"), 0 if value(element, "start") is None else 1),
        number_format or "decimal", value(element, "lvlText") or "", value(element, "suff") or "tab",
        None if restart is None else integer(restart), is_on(element, "isLgl"), value(element, "pStyle"))
