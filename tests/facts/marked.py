"""Texts with their labels inside: 增长6.1%〖6.1 %〗; a target with what it must be: 〖>=95 %;d=2025;f=每年〗."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.facts import extract
from assistant.reading import read_text

_MARK = re.compile("〖([^〗]*)〗")
_LABEL = re.compile("(?P<comparator>>=|<=|=|approx|>|<)?(?P<value>.+) (?P<unit>[^ ]+)$")
_WIDE = str.maketrans("(),:;", "（），：；")

Row = tuple[int, float | str, str | None]


@dataclass(frozen=True)
class Label:
    """A number in line `line`; None for what the label does not say."""

    line: int
    value: float | str
    unit: str | None
    comparator: str | None
    deadline: str | None
    frequency: str | None

    @property
    def row(self) -> Row:
        return self.line, self.value, self.unit


@dataclass(frozen=True)
class Found:
    """What was read; `comparator`, `deadline`, `frequency` only of targets."""

    line: int
    value: float | str
    unit: str | None
    comparator: str | None = None
    deadline: str | None = None
    frequency: str | None = None

    @property
    def row(self) -> Row:
        return self.line, self.value, self.unit


def _label(line: int, text: str) -> Label:
    body, *slots = text.split(";")
    match = _LABEL.match(body)
    assert match, text
    said = dict(slot.split("=", 1) for slot in slots)
    value = match["value"]
    number: float | str = float(value) if re.fullmatch(r"[0-9.]+", value) else value
    unit = None if match["unit"] == "-" else match["unit"]
    return Label(line, number, unit, match["comparator"], said.get("d"), said.get("f"))


def _squeezed(text: str) -> str:
    return "".join(text.split()).translate(_WIDE)


def unmarked(path: Path) -> str:
    """The text without its labels."""
    return _MARK.sub("", path.read_text(encoding="utf-8"))


def read_marked(path: Path) -> tuple[list[Label], list[Found]]:
    """The labels of a text, and what is read in it once they are taken out."""
    printed = path.read_text(encoding="utf-8").split("\n")
    labels = [_label(number, mark) for number, line in enumerate(printed) for mark in _MARK.findall(line)]
    clean = unmarked(path)
    lines = [_squeezed(line) for line in clean.split("\n")]
    document = read_text(clean, path.name)
    facts = extract(document)
    begins: dict[str, int] = {}
    last = 0
    for clause in document.clauses:
        head = _squeezed(clause.text)[:20]
        last = next((n for n in range(last, len(lines)) if lines[n] and (head in lines[n] or lines[n] in head)), last)
        begins[clause.id] = last

    def line_of(clause: str, quote: str) -> int:
        words = _squeezed(quote)
        return next((n for n in range(begins[clause], len(lines)) if words in lines[n]), -1)

    found = [Found(line_of(item.clause, item.quote), item.value, item.unit) for item in facts.figures]
    found += [
        Found(line_of(item.clause, item.quote), target.value, target.unit, target.comparator, target.deadline,
              item.frequency)
        for item in facts.requirements for target in item.targets
    ]
    return labels, found
