"""How Word prints a list number (ECMA-376 part 1, 17.18.59 ST_NumberFormat), as far as Chinese
documents use it. A format not known here prints in Arabic figures.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def printed(value: int, number_format: str) -> str:
    """The number `value` as `number_format` prints it.

    >>> [printed(n, "chineseCountingThousand") for n in (1, 10, 12, 20, 105, 110)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十']
    >>> printed(21, "decimalEnclosedCircle"), printed(28, "upperLetter"), printed(4, "lowerRoman")
    ('㉑', 'BB', 'iv')
    """
    return _FORMATS.get(number_format, str)(value) if value >= 0 else str(value)


def counting(value: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千"),
             zero: str = "零", bare_ten: bool = True) -> str:
    """A number below 100,000,000 in Chinese words.

    >>> counting(10_010)
    '一万零一十'
    """
    if value == 0:
        return zero
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        gap = zero if low and low < 1000 else ""
        return counting(high, digits, units, zero, bare_ten) + "万" + (
            gap + counting(low, digits, units, zero, False) if low else "")
    words = ""
    pending = False
    for place in range(3, -1, -1):
        digit = value // 10 ** place % 10
        if digit:
            words += (zero if pending and words else "") + digits[digit] + units[place]
            pending = False
        else:
            pending = True
    return words[1:] if bare_ten and 10 <= value < 20 else words


def _tens_then_digits(value: int) -> str:
    """Word's chineseCounting: 十一 below a hundred, digit by digit from there (一○○)."""
    return counting(value) if value < 100 else _by_digit(value).replace("〇", "○")


def _by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _letters(value: int) -> str:
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else ""


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    words = ""
    for worth, sign in _ROMAN:
        words += sign * (value // worth)
        value %= worth
    return words


def _circled(value: int) -> str:
    for low, high, first in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if low <= value <= high:
            return chr(first + value - low)
    return str(value)


def _from(first: int, count: int) -> Callable[[int], str]:
    return lambda value: chr(first + value - 1) if 1 <= value <= count else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else ""


def _full_width(value: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(value))


def _legal(value: int) -> str:
    return counting(value, _LEGAL, ("", "拾", "佰", "仟"), bare_ten=False)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimalZero": lambda value: f"{value:02d}", "decimalHalfWidth": str,
    "decimalFullWidth": _full_width, "decimalFullWidth2": _full_width,
    "chineseCounting": _tens_then_digits, "taiwaneseCounting": _tens_then_digits,
    "chineseCountingThousand": counting, "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting, "ideographDigital": _by_digit, "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": _by_digit, "chineseLegalSimplified": _legal, "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle(_STEMS), "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "decimalEnclosedCircle": _circled, "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from(0x2488, 20), "decimalEnclosedParen": _from(0x2474, 20),
    "upperLetter": _letters, "lowerLetter": lambda value: _letters(value).lower(),
    "upperRoman": _roman, "lowerRoman": lambda value: _roman(value).lower(),
    "numberInDash": lambda value: f"- {value} -", "none": lambda value: "", "bullet": lambda value: "",
}
