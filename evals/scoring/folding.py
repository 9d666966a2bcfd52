"""Texts made comparable: white space gone, full and half width one, numerals in digits.

Written apart from the product on purpose: a scorer that shares the product's
reading of numbers would share its mistakes.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = str.maketrans({"—": "-", "―": "-", "–": "-", "-": "-", "~": "-"})
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千]+(?=[个项件次人名期场家篇户部条份学时年月日倍%万余亿])")
_PERCENT = re.compile(r"百分之([零〇一二三四五六七八九十百\d.]+)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MYRIAD = re.compile(r"(\d+(?:\.\d+)?)万")


def fold(text: str) -> str:
    """White space removed, width folded, quotation marks and brackets as one kind each.

    >>> fold("全面 推行“双随机、一公开”监管(区)") == fold('全面推行"双随机、一公开"监管(区)')
    True
    """
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    folded = re.sub(r"[“”„‟«»\"'‘’`]", '"', folded)
    return re.sub(r"\s+", "", folded)


def digits(text: str) -> str:
    """`fold`, and every number in digits.

    >>> digits("举办两期讲座,合格率百分之九十五,覆盖1,204件、30.7万人")
    '举办2期讲座,合格率95%,覆盖1204件、307000人'
    """
    folded = _GROUPED.sub("", fold(text))
    folded = _PERCENT.sub(lambda m: f"{_value(m[1])}%", folded)
    folded = _CHINESE.sub(lambda m: str(_value(m[0])), folded)
    return _MYRIAD.sub(lambda m: f"{float(m[1]) * 10000:.0f}", folded)


def _value(word: str) -> str:
    if re.fullmatch(r"[\d.]+", word):
        return word
    if not any(c in _UNITS for c in word):
        return "".join(str(_DIGITS[c]) for c in word)
    total, digit = 0, 0
    for c in word:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return str(total + digit)


def contains(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in `text`, both already through `digits`; a number must stand whole.

    >>> contains(digits("办理140件"), "40件"), contains(digits("办理40件"), "40件")
    (False, True)
    """
    start = text.find(wanted)
    while start >= 0:
        before = text[start - 1] if start else ""
        after = text[start + len(wanted):start + len(wanted) + 1]
        if not (wanted[:1].isdigit() and (before.isdigit() or before == ".")) \
                and not (wanted[-1:].isdigit() and after.isdigit()):
            return True
        start = text.find(wanted, start + 1)
    return False


def sentences(text: str) -> list[str]:
    """Sentences of a text, ended by 。!?; or a line break."""
    return [part.strip() for part in re.split(r"(?<=[。!?!?;;])|\n", text) if part.strip()]


def numbers(text: str) -> list[str]:
    """Every number with the unit behind it, as `digits` writes them; years and ordinals too.

    >>> numbers("2026年办理1204件,合格率95%")
    ['2026年', '1204件', '95%']
    """
    return [m[0] for m in re.finditer(r"\d+(?:\.\d+)?(?:%|个百分点|亿元|万元|人次|场次|学时|[^\d\W]?)", digits(text))]
