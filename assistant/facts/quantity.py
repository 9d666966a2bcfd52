"""The shape of a quantity read in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.facts.numerals import Number
from assistant.types import Comparator

Form = Literal["value", "increase", "decrease", "ratio", "rank", "range"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `text[start:end]`, 余, 以上 and the like included.

    `value` is a number; "7×24" and "6.7:39.9:53.4" stay strings; a range gives its lower
    end and `upper`. unit: %, 亿元, 件 …, None where none is printed. `number` is the
    offset of the first digit; `han`: written in Chinese numerals. `comparator`,
    `qualifier`: see facts/qualifiers.
    """

    value: Number | str
    unit: str | None
    comparator: Comparator
    qualifier: str | None
    form: Form
    start: int
    end: int
    number: int
    upper: Number | None = None
    han: bool = False
