"""GBK, byte by byte: what a character's two bytes are, and how a text reads when shifted by one."""

from __future__ import annotations

from functools import cache

# Half-width marks as the bytes saw them: the text may have been folded after it was broken.
_WIDE = {mark: chr(ord(mark) + 0xFEE0) for mark in "!,:;?()"}


@cache
def pair(letter: str) -> tuple[int, int] | None:
    """The two GBK bytes of a character; None for what has not two."""
    try:
        code = _WIDE.get(letter, letter).encode("gbk")
    except UnicodeEncodeError:
        return None
    return (code[0], code[1]) if len(code) == 2 else None


@cache
def letter_of(lead: int, trail: int) -> str | None:
    """The character of two GBK bytes; None for a place without one, which decoders drop."""
    try:
        letter = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return letter if len(letter) == 1 else None


@cache
def with_lead(lead: int) -> list[str]:
    """All characters with this first byte."""
    return [letter for trail in range(0x40, 0xFF) if (letter := letter_of(lead, trail))]


@cache
def with_trail(trail: int) -> list[str]:
    """All characters with this second byte."""
    return [letter for lead in range(0x81, 0xFF) if (letter := letter_of(lead, trail))]


def shifted(text: str) -> tuple[str, list[int]]:
    """`text` read one byte off, and for each character read so the place of the one it begins in.

    >>> shifted("\u300a云南省")
    ('对颇鲜', [0, 1, 2])
    """
    out: list[str] = []
    places: list[int] = []
    codes = [pair(letter) for letter in text]
    for place in range(len(codes) - 1):
        one, two = codes[place], codes[place + 1]
        if one is not None and two is not None:
            letter = letter_of(one[1], two[0])
            if letter is not None:
                out.append(letter)
                places.append(place)
        else:
            out.append("\n")
            places.append(place)
    return "".join(out), places
