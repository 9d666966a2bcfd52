"""Numbers as officials write them: 1,246 · 30.7万 · 二百六十 · 百分之九十五 · 九成五.

Rules of writing: GB/T 15835-2011 (出版物上数字用法).
"""

from __future__ import annotations

import re

Number = int | float

_FULL = re.compile("[０-９Ａ-Ｚａ-ｚ％．＋－～／＞＜＝]")
_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if _FULL.match(chr(code))}

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
HAN_NUMERAL = "零〇一二两三四五六七八九十百千万亿"


def fold(text: str) -> str:
    """Full-width digits, letters and number signs as half-width ones; length unchanged.

    >>> fold("２６名，９５％")
    '26名，95%'
    """
    return text.translate(_FOLD) if _FULL.search(text) else text


def tidy(value: float) -> Number:
    """A whole number as int, anything else rounded where binary fractions would show.

    >>> tidy(30.7 * 10_000), tidy(0.05)
    (307000, 0.05)
    """
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def han_number(text: str) -> Number | None:
    """The value of a Chinese numeral; None where the characters are no numeral.

    >>> han_number("二百六十"), han_number("十二"), han_number("两万三千"), han_number("二〇二五")
    (260, 12, 23000, 2025)
    >>> han_number("九十八点五"), han_number("一百零五亿")
    (98.5, 10500000000)
    >>> han_number("十百") is None
    True
    """
    if not text:
        return None
    whole, point, fraction = text.partition("点")
    if point:
        base = han_number(whole)
        if base is None or not fraction or any(char not in _DIGITS for char in fraction):
            return None
        return tidy(base + float("0." + "".join(str(_DIGITS[char]) for char in fraction)))
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if len(text) >= 3 else None
    total, section, digit, last = 0, 0, None, 10_000
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _STEPS:
            step = _STEPS[char]
            if step >= last or (digit is None and section + total and step != 10):
                return None
            section += (1 if digit is None else digit) * step
            digit, last = None, step
        elif char in _SCALES:
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * _SCALES[char] if total and section == 0 else total + section * _SCALES[char]
            section, digit, last = 0, None, 10_000
        else:
            return None
    return total + section + (digit or 0)


def arabic_number(digits: str, scale: str = "") -> Number:
    """The value of printed digits with 万, 亿, 千, 百 folded in.

    >>> arabic_number("1,246"), arabic_number("30.7", "万"), arabic_number("1.2", "千万")
    (1246, 307000, 12000000)
    """
    value = float(digits.replace(",", ""))
    for char in scale:
        value *= _STEPS.get(char) or _SCALES[char]
    return tidy(value)
