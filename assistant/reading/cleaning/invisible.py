"""What cannot be seen (不可见字符): zero-width, tag, bidi and control characters, byte-order marks,
variation selectors, private-use and unpaired codes. They split words, hide instructions and
carry no text."""

from __future__ import annotations

import re
from collections import Counter

from assistant.reading.cleaning.traced import Traced
from assistant.types import Repair

_KINDS = {
    "zero_width": "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f"
                  "\u3164\ufeff\uffa0\ufff9-\ufffb\ufe00-\ufe0f\U000e0100-\U000e01ef",
    "bidi": "\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "tag_character": "\U000e0000-\U000e007f",
    "control": "\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff",
    "private_use": "\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff",
}
_ANY = re.compile("[" + "".join(_KINDS.values()) + "]+")
_EACH = {kind: re.compile(f"[{letters}]") for kind, letters in _KINDS.items()}


def drop_invisible(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text without them; one repair a kind with its count and the first one's code."""
    spans = [match.span() for match in _ANY.finditer(traced.text)]
    if not spans:
        return traced, []
    first: dict[str, tuple[int, str]] = {}
    count: Counter[str] = Counter()
    for start, end in spans:
        for index in range(start, end):
            kind = next(name for name, each in _EACH.items() if each.match(traced.text[index]))
            count[kind] += 1
            first.setdefault(kind, (index, f"U+{ord(traced.text[index]):04X}"))
    repairs = [
        Repair(kind, first[kind][1], "", traced.source(first[kind][0]), count=number)
        for kind, number in count.items()
    ]
    return traced.edit([(start, end, "") for start, end in spans]), repairs
