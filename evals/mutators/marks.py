"""The marked wordings of statements.toml: plain text, and the slots a weakness can be planted in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_MARK = re.compile(r"\{(\w+)(?::([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """One mark of a wording: its name, its fields, and which of its kind it is."""

    name: str
    fields: tuple[str, ...]
    place: int


def slots(wording: str) -> tuple[Slot, ...]:
    """
    >>> slots("培训{min:30:学时}")
    (Slot(name='min', fields=('30', '学时'), place=0),)
    """
    return tuple(Slot(m[1], tuple(re.split("[:>]", m[2])) if m[2] else (), place)
                 for place, m in enumerate(_MARK.finditer(wording)))


def fill(wording: str, say: Callable[[Slot], str]) -> str:
    """The wording with every mark said.

    >>> fill("培训{min:30:学时}", plain)
    '培训不少于30学时'
    """
    every: Iterator[Slot] = iter(slots(wording))
    return _MARK.sub(lambda _: say(next(every)), wording)


def plain(slot: Slot) -> str:
    """What a faithful draft says in this place."""
    first, second, *_ = (*slot.fields, "", "")
    said: Mapping[str, Callable[[], str]] = {
        "min": lambda: f"不少于{first}{second}", "max": lambda: f"不超过{first}{second}", "rate": lambda: f"{first}%",
        "within": lambda: f"在{first}{second}内", "by": lambda: deadline(first), "every": lambda: f"每{first}",
        "but": lambda: "",
    }
    return said.get(slot.name, lambda: first)()


def deadline(value: str) -> str:
    """
    >>> deadline("2027-06"), deadline("2027"), deadline("1-")
    ('2027年6月底前', '2027年年底前', '每年1月底前')
    """
    year, _, month = value.partition("-")
    if value.endswith("-"):
        return f"每年{year}月底前"
    return f"{year}年{int(month)}月底前" if month else f"{year}年年底前"
