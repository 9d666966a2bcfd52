"""Ranks: 位列全省第三, 居全市第一位, 保持全国前五. A rank is never a plain value."""

from __future__ import annotations

import re

from assistant.facts.numerals import han_number
from assistant.facts.quantity import Quantity

_PLACE = re.compile(
    "(?:居|列|排名?|位|名|前进到?|升至|上升到?|跃居|全[国省市区县州])[^，。、；]{0,10}?第\\s?"
    "(?P<n>[0-9]+|[一二三四五六七八九十]+)(?:位|名|(?=[，。、；;,.)）]|$))"
)
_TOP = re.compile(
    "(?:全[国省市区县州]|居|列|排名|位|进入|保持在?|跻身)[^，。、；]{0,6}?前"
    "(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:位|名|强|(?=[，。、；;,.]|$))"
)
#: 分别居全省第3位、第5位
_NEXT = re.compile("[、和及与]第(?P<n>[0-9]+|[一二三四五六七八九十]+)(?:位|名)")


def ranks(text: str) -> list[Quantity]:
    """The ranks of `text` (half-width digits), each with unit 位 and form rank.

    >>> [(rank.value, rank.qualifier) for rank in ranks("位列全省第三，保持全国前10名")]
    [(3, None), (10, '前')]
    """
    found = []
    for pattern, mark, word in ((_PLACE, "第", None), (_TOP, "前", "前")):
        if mark not in text:
            continue
        for match in pattern.finditer(text):
            value = int(match["n"]) if match["n"].isdigit() else han_number(match["n"])
            if value is not None:
                at = match.start("n")
                found.append(Quantity(value, "位", "rank", word, "rank", at - 1, match.end(), at))
            more = _NEXT.match(text, match.end()) if word is None else None
            while more and (value := int(more["n"]) if more["n"].isdigit() else han_number(more["n"])):
                at = more.start("n")
                found.append(Quantity(value, "位", "rank", None, "rank", at - 1, more.end(), at))
                more = _NEXT.match(text, more.end())
    return found
