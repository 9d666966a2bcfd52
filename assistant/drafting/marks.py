"""Widths of marks: rules read half-width marks and digits, the report prints full-width marks.

Both conversions change no length, so an offset in one is an offset in the other.
"""

from __future__ import annotations

import re

_FULL = {0x2C: 0xFF0C, 0x3B: 0xFF1B, 0x3A: 0xFF1A, 0x28: 0xFF08, 0x29: 0xFF09, 0x21: 0xFF01, 0x3F: 0xFF1F}
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
#: A comma or colon between digits (1,246; 11:30) is part of the number.
_IN_NUMBER = re.compile(r"(?<=\d)[,:](?=\d{2,3}(?!\d))")


def half(text: str) -> str:
    """Full-width letters, digits and ASCII marks as half-width ones.

    >>> half("（２６件），") == "(26件)" + ","
    True
    """
    return text.translate(_HALF)


def full(text: str) -> str:
    """Half-width marks as the full-width ones that official Chinese prints; digits and letters stay.

    >>> full("办结1,246件(含简易程序),办结率98.2%") == "办结1,246件（含简易程序），办结率98.2%"
    True
    """
    kept = {match.start() for match in _IN_NUMBER.finditer(text)}
    if not kept:
        return text.translate(_FULL)
    return "".join(char if at in kept else char.translate(_FULL) for at, char in enumerate(text))


def squeeze(text: str) -> str:
    """What two texts are compared by: no white space, half-width marks.

    >>> squeeze("办结 ２６件，") == "办结26件,"
    True
    """
    return "".join(half(text).split())
