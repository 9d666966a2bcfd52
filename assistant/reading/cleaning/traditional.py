"""Traditional characters to simplified (繁体转简体), and the 著 that means 着.

The converter is imported only for a text that holds traditional characters: the probe
is a list of characters that never stand in simplified writing (data/traditional.txt).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

from assistant.reading.cleaning.traced import Traced
from assistant.types import Repair

# 著 is right in 著作, 显著, 名著 ...; after or before these it stands for 着 (opencc t2s leaves it).
_ZHU = re.compile(
    r"著(?=[力眼手重想陆装落实色急火迷凉]|实)|(?<=[沿随本向朝穿戴接跟照伴围绕意味对凭为拿带顺有活看听坐站写等靠附衣执])著(?![名作述称书录])"
)


@cache
def _probe() -> re.Pattern[str]:
    letters = resources.files("assistant.reading").joinpath("data/traditional.txt").read_text("utf-8")
    return re.compile("[" + "".join(line for line in letters.splitlines() if not line.startswith("#")) + "]")


_SURROGATE = re.compile("([\ud800-\udfff]+)")  # halves of pairs: no letters, and the converter takes none


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def simple(words: str) -> str:
    """Words in simplified characters, of the same length.

    >>> simple("著力深化"), simple("著名"), simple("謁\\ud800") == "谒\\ud800"
    ('着力深化', '著名', True)
    """
    if _probe().search(words):
        words = "".join(part if _SURROGATE.match(part) else _converted(part) for part in _SURROGATE.split(words))
    return _ZHU.sub("着", words) if "著" in words else words


def _converted(words: str) -> str:
    changed: str = _converter().convert(words)
    if len(changed) == len(words):
        return changed
    return "".join(part if len(part := _converter().convert(letter)) == 1 else letter for letter in words)


def traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, not only holds some."""
    part = text[:20_000]
    return len(_probe().findall(part)) > max(4, len(part) // 50)


def to_simplified(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text in simplified characters; one repair for each pair of characters, with its count."""
    after = simple(traced.text)
    return (traced, []) if after == traced.text else (traced.with_text(after), _pairs(traced, after))


def _pairs(traced: Traced, after: str) -> list[Repair]:
    before = traced.text
    out = []
    for (old, new), number in Counter(zip(before, after, strict=True)).items():
        if old != new:
            at = before.find(old)
            while after[at] != new:
                at = before.find(old, at + 1)
            out.append(Repair("variant" if old == "著" else "traditional", old, new, traced.source(at), count=number))
    return out
