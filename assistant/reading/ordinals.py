"""The numbers that number clauses: 二十八, 〇, 128, ①, ㈠, ⑴."""

from __future__ import annotations

_DIGITS = {letter: number for number, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def value(written: str) -> int:
    """The number written in Chinese or Arabic numerals; 0 when it is none.

    >>> [value(word) for word in ("十", "二十八", "一百零五", "三〇", "74", "甲")]
    [10, 28, 105, 30, 74, 0]
    """
    if written.isascii():
        return int(written) if written.isdigit() else 0
    total = current = 0
    seen_unit = False
    for letter in written:
        if letter in _DIGITS:
            current = current * 10 + _DIGITS[letter] if not seen_unit else _DIGITS[letter]
        elif letter in _UNITS:
            total += (current or 1) * _UNITS[letter]
            current = 0
            seen_unit = True
        else:
            return 0
    return total + current
