"""The pieces of a clause that get a vector each: its sentences, long ones cut at a lesser stop."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。!?！？;；\n]*[。!?！？;；\n]?")
_LONGEST = 180
_SHORTEST = 2


def passages(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of the sentences of a text, without surrounding white space.

    >>> [ "一、总则。应当公开；不得拖延"[a:b] for a, b in passages("一、总则。应当公开；不得拖延")]
    ['一、总则。', '应当公开；', '不得拖延']
    """
    out: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start + _LONGEST // 3, start + _LONGEST) for mark in ",，、:： ")
            stop = cut + 1 if cut > start else start + _LONGEST
            out.append((start, stop))
            start = stop
        out.append((start, end))
    trimmed = (_trim(text, start, end) for start, end in out)
    return tuple((a, b) for a, b in trimmed if b - a >= _SHORTEST)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
