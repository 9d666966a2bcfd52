"""Text as a file format can hold it."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold.

    >>> printable("a\\x00b\\x0bc")
    'abc'
    """
    return _UNPRINTABLE.sub("", text)
