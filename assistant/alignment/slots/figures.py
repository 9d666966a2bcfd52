"""Bare numbers (1日至20日, 第3类) of a copied phrase that no other slot reads."""

from __future__ import annotations

import re

from assistant.alignment.align import copied
from assistant.alignment.asks import Answer, Ask, Fault
from assistant.facts import dates, quantities
from assistant.facts.numerals import fold

_DIGITS = re.compile("[0-9]+(?:\\.[0-9]+)?")
_TITLE = re.compile("《[^》]*》|[(（][^)）]*号[)）]|[“\"][^”\"]*[”\"]")
#: From which share of shared character pairs on the phrase counts as copied.
COPY = 0.7


def _bare(text: str) -> list[str]:
    plain = fold(_TITLE.sub(lambda found: " " * len(found.group()), text))
    spans = [(q.start, q.end) for q in quantities(plain)] + [(d.start, d.end) for d in dates(plain)]
    return [found.group() for found in _DIGITS.finditer(plain)
            if not any(a <= found.start() < b for a, b in spans)]


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when a phrase is copied but a number in it is another."""
    wanted = _bare(ask.text)
    if not wanted or copied(ask.folded, answer.folded_carriers) < COPY:
        return None
    said = _bare("，".join(answer.carriers))
    if len(said) == len(wanted) and said != wanted:
        left, right = next((a, b) for a, b in zip(wanted, said, strict=True) if a != b)
        return Fault("number", "weaker", f"数量:上位为“{left}”,草案为“{right}”", 0.7, right, left)
    return None
