"""Printed numbers of headings in their order: 一、 for parts, （一） for sections, 1. for paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.marks import full
from assistant.types import DraftSection

HAN = "一二三四五六七八九十"
_PRINTED = {1: re.compile(r"^[一二三四五六七八九十]+、"), 2: re.compile(r"^[(（][一二三四五六七八九十]+[)）]"),
            3: re.compile(r"^\d+\.(?!\d)")}


def ordinal(number: int) -> str:
    """1 to 19 in Chinese numerals.

    >>> ordinal(3), ordinal(12)
    ('三', '十二')
    """
    return HAN[number - 1] if number <= 10 else "十" + HAN[number - 11]


def renumbered(sections: Sequence[DraftSection]) -> list[DraftSection]:
    """The sections with the numbers that their headings print in sequence; unnumbered headings stay."""
    counts = {1: 0, 2: 0, 3: 0}
    out: list[DraftSection] = []
    for section in sections:
        printed = _PRINTED.get(section.level)
        if printed is not None and (found := printed.match(section.heading)):
            counts[section.level] += 1
            lead = _lead(section.level, counts[section.level])
            section = replace(section, heading=lead + section.heading[found.end():])
        if section.heading:
            counts |= {level: 0 for level in counts if level > section.level}
        out.append(section)
    return out


def _lead(level: int, count: int) -> str:
    if level == 3:
        return f"{count}."
    return f"{ordinal(count)}、" if level == 1 else full(f"({ordinal(count)})")
