"""Texts made comparable: white space gone, full and half width one, numerals in digits.

Written apart from the product on purpose: a scorer that shares the product's
reading of numbers would share its mistakes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_DASHES = str.maketrans({"—": "-", "―": "-", "–": "-", "-": "-", "~": "-"})
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(
    r"(?<![第十百千])[零〇一二两三四五六七八九十百千]+(?=个|项|件|次|人|名|期|场|家|篇|户|部|条|份|学时|年|月|日|倍|%|万|余|亿|卷|轮|支"
    r"|站|台|处|起|批|类|分钟|小时|工作日|天|镇|张|位|所|宗|册|款|届|季|周|卷|幢|座|套|间|版|级)")
_PERCENT = re.compile(r"百分之([零〇一二三四五六七八九十百\d.]+)")
_TENTHS = re.compile(r"([一二三四五六七八九])成(?=以上|以下|左右|多|的)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LARGE = re.compile(r"(\d+(?:\.\d+)?)([万亿])")
_DECIMAL_ZEROS = re.compile(r"(\d+)\.(\d*?)0+(?=\D|$)")
_UNIT = r"%|个百分点|平方米|平方公里|元|人次|户次|家次|场次|批次|个工作日|工作日|学时|小时|分钟|[^\W\d_]?"
_NUMBER = re.compile(rf"(?<![\d.])(\d+(?:\.\d+)?)(?:余|多)?({_UNIT})")
_NAMES = re.compile(r'《[^《》]*》|"[^"]*"|\[[^\]]*\]|〔[^〕]*〕|第\d+')
#: A unit that goes on is another unit: 8人 does not stand in 8人次.
_GOES_ON = {"人": "次", "户": "次", "家": "次", "场": "次", "批": "次", "台": "次", "学": "时"}


def fold(text: str) -> str:
    """White space removed, width folded, quotation marks and brackets as one kind each.

    >>> fold("全面 推行“双随机、一公开”监管(区)") == fold('全面推行"双随机、一公开"监管(区)')
    True
    """
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    folded = re.sub(r"[“”„‟«»\"'‘’`「」『』]", '"', folded)
    return re.sub(r"\s+", "", folded)


@lru_cache(maxsize=65_536)
def digits(text: str) -> str:
    """`fold`, and every number in digits, 万 and 亿 written out, without trailing zeros.

    >>> digits("举办两期讲座,合格率百分之九十五,覆盖1,204件、30.7万人")
    '举办2期讲座,合格率95%,覆盖1204件、307000人'
    >>> digits("合格率99.0%,清欠1.24亿元,九成以上")
    '合格率99%,清欠124000000元,90%以上'
    """
    folded = _GROUPED.sub("", fold(text))
    folded = _PERCENT.sub(lambda m: f"{_value(m[1])}%", folded)
    folded = _TENTHS.sub(lambda m: f"{_DIGITS[m[1]]}0%", folded)
    folded = _CHINESE.sub(lambda m: _value(m[0]), folded)
    folded = _LARGE.sub(lambda m: f"{float(m[1]) * (1e4 if m[2] == '万' else 1e8):.0f}", folded)
    return _DECIMAL_ZEROS.sub(lambda m: f"{m[1]}.{m[2]}" if m[2] else m[1], folded)


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


def places(text: str, wanted: str) -> list[int]:
    """Where `wanted` stands in `text`, both already through `digits`; a number must stand whole.

    >>> places(digits("办理140件,其中40件"), "40件"), places(digits("接待8人次"), "8人")
    ([9], [])
    """
    found, start = [], text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        before, after = text[start - 1:start], text[end:end + 1]
        inside = wanted[:1].isdigit() and (before.isdigit() or before == ".")
        goes_on = wanted[-1:].isdigit() and (after.isdigit() or (after == "." and text[end + 1:end + 2].isdigit()))
        longer = wanted[:1].isdigit() and _GOES_ON.get(wanted[-1:]) == after != ""
        if not (inside or goes_on or longer):
            found.append(start)
        start = text.find(wanted, start + 1)
    return found


def contains(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in `text`, both already through `digits`; a number must stand whole.

    >>> contains(digits("办理140件"), "40件"), contains(digits("办理40件"), "40件")
    (False, True)
    """
    return bool(wanted) and bool(places(text, wanted))


def sentences(text: str) -> list[str]:
    """Sentences of a text, ended by 。!?; or a line break."""
    return [part.strip() for part in re.split(r"(?<=[。!?!?;;])|\n", text) if part.strip()]


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the unit behind it as `digits` writes them; `start` and `end` count in the folded text."""

    value: str
    unit: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.value + self.unit


@lru_cache(maxsize=16_384)
def found_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text already through `digits`, those inside names (“…”, 《…》, 第…) left out.

    >>> [n.text for n in found_numbers(digits('2026年办理1204件,合格率95%,第3次“综合查1次”'))]
    ['2026年', '1204件', '95%']
    """
    named = [m.span() for m in _NAMES.finditer(text)]
    return tuple(Number(m[1], m[2], m.start(), m.end()) for m in _NUMBER.finditer(text)
                 if not any(s <= m.start() < e for s, e in named))


def numbers(text: str) -> list[str]:
    """Every number with the unit behind it, as `digits` writes them; a lone 一 is a word, not a number.

    >>> numbers("2026年办理1204件,合格率95%,统一部署一次")
    ['2026年', '1204件', '95%']
    """
    return [n.text for n in found_numbers(digits(without_one(text)))]


def without_one(text: str) -> str:
    """The text with every lone 一 taken out of the reach of `digits`: 统一部署, 一次 are words.

    >>> digits(without_one("统一部署,二十一次"))
    '统□部署,21次'
    """
    return re.sub(r"(?<![零〇一二两三四五六七八九十百千])[一](?![零〇一二两三四五六七八九十百千])", "□", text)


def names(text: str) -> list[str]:
    """Titles 《…》 and quoted names “…”, folded.

    >>> names("贯彻《行政执法监督条例》,推行“综合查一次”")
    ['《行政执法监督条例》', '"综合查一次"']
    """
    return re.findall(r'《[^《》]+》|"[^"]+"', fold(text))
