"""GBK, byte by byte: a character's two bytes, and the characters that share one of them."""

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
    return [letter for trail in range(0x40, 0xFF) if (letter := letter_of(lead, trail)) and not letter.isspace()]


@cache
def with_trail(trail: int) -> list[str]:
    """All characters with this second byte."""
    return [letter for lead in range(0x81, 0xFF) if (letter := letter_of(lead, trail)) and not letter.isspace()]
