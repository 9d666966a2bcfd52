"""The figures of a sentence that may be added up (可加总的数)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.quantities import Quantity, quantities

_RARE = re.compile(
    r"(?<![\d.〔第年月])(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>[卷份台册幅块笔栋套辆艘亩篇页间座盏枚封]|户次|条次|批次)"
)
_FORMS = ("value", "increase", "decrease")  # 新增18项、减少7项 are parts of a total too
_MONEY = {"元": 1.0, "万元": 1e4, "亿元": 1e8}


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, and plain counts with rarer measure words (卷、份、台)."""
    found = list(quantities(text))
    for match in _RARE.finditer(text):
        if all(q.end <= match.start() or match.end() <= q.start for q in found):
            value = float(match["n"].replace(",", ""))
            start = match.start()
            found.append(Quantity(value, match["u"], "=", None, "value", start, match.end(), start))
    return sorted(found, key=lambda q: q.start)


def counted(found: Sequence[Quantity]) -> list[Quantity]:
    """Those that are plain numbers."""
    return [q for q in found if isinstance(q.value, (int, float)) and q.form in _FORMS and q.upper is None]


def worth(quantity: Quantity, unit: str | None = None) -> float:
    """Its number, in its own unit or in `unit` of the same measure.

    >>> worth(quantities("3200万元")[0], "亿元")
    0.32
    """
    own = quantity.unit or ""
    if unit is None or unit == own or not alike(own, unit):
        return float(quantity.value)
    return round(float(quantity.value) * _MONEY[own] / _MONEY[unit], 8)


def alike(one: str | None, other: str | None) -> bool:
    """Whether figures in these units may be added: the same unit, or both of money."""
    return one == other or (one in _MONEY and other in _MONEY)


def slack(total: Quantity, parts: Sequence[Quantity]) -> float:
    """How far a total may lie from its parts because it is printed in a larger unit, in its own unit."""
    if all(q.unit == total.unit for q in parts):
        return 1e-6
    decimals = len(f"{float(total.value):.6f}".rstrip("0").partition(".")[2])
    return 0.5 * 10.0**-decimals + 1e-6


def rough(quantity: Quantity) -> bool:
    """余, 近, 以上: no figure to add up exactly."""
    return bool(quantity.qualifier) or quantity.comparator != "="
