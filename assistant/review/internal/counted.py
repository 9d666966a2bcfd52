"""The figures of a sentence that may be added up (可加总的数)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.quantities import Quantity, quantities

_RARE = re.compile(
    r"(?<![\d.〔第年月])(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>[卷份台册幅块笔栋套辆艘亩篇页间座盏枚封]|户次|条次|批次)"
)
_FORMS = ("value", "increase", "decrease")  # 新增18项、减少7项 are parts of a total too


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


def worth(quantity: Quantity) -> float:
    """Its number, in its own unit."""
    return float(quantity.value)


def rough(quantity: Quantity) -> bool:
    """余, 近, 以上: no figure to add up exactly."""
    return bool(quantity.qualifier) or quantity.comparator != "="
