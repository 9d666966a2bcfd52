"""Whether a figure means in a sentence what it means in the quotes: value, unit, indicator, period.

The indicator is judged by comparison only: a figure is wrong when another figure of the
same unit stands, in the quotes, nearer to the words that the sentence puts it with.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from evals.scoring.folding import Number, digits, found_numbers, places, without_one

#: How much nearer the other figure must stand: below it, wordings differ for style.
MARGIN = 0.34
NEAR = 0.6
_LAST_YEAR = re.compile(r"上年|去年|同比|上一年")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_CUT = re.compile(r"[,;。!?\n:]")
_BETWEEN = re.compile(r"(?<=[\w)%])、(?=[^、,;。]*\d)")
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


@dataclass(frozen=True, slots=True)
class Said:
    """A number with the words of its phrase and the year its sentence names before it."""

    number: Number
    words: frozenset[str]
    year: int | None


def check(text: str, quotes: Sequence[str], year: int | None = None,
          computed: str | None = None) -> Iterator[tuple[str, str]]:
    """Every number of `text` with its fault, empty when it stands in the quotes as it is said.

    `year`: what the text speaks of; that year itself may be named. `computed`: a formula
    over cited numbers, whose result may be told.

    >>> list(check("受理31件,调解126件", ["受理126件,调解31件"]))
    [('31件', '说的不是同一指标'), ('126件', '说的不是同一指标')]
    >>> list(check("办理742件", ["2025年办理742件"], 2026))
    [('742件', '出处说的是2025年')]
    """
    evidence = [said for quote in quotes for said in _said(digits(quote))]
    whole = digits("\n".join(quotes))
    results = _results(computed, {float(e.number.value) for e in evidence}) if computed else ()
    for mine in _said(digits(without_one(text))):
        number = mine.number
        if number.unit == "年" and len(number.value) == 4 and number.value.isdigit() and int(number.value) == year:
            continue
        if any(_rounds_to(result, number.value) for result in results):
            yield number.text, ""
            continue
        same = [e for e in evidence if e.number.value == number.value and _same_unit(e.number.unit, number.unit)]
        if not same:
            yield number.text, "" if _loose(whole, number) else "出处中没有这个数"
            continue
        yield number.text, _fault(mine, same, evidence, year, text)


def _fault(mine: Said, same: list[Said], evidence: list[Said], year: int | None, text: str) -> str:
    speaks = mine.year or year
    if speaks and not _LAST_YEAR.search(text) and mine.number.unit != "年" \
            and all(e.year not in (None, speaks) for e in same):
        return f"出处说的是{same[0].year}年"
    others = [e for e in evidence if e.number.unit == mine.number.unit and e.number.value != mine.number.value]
    best = max(_near(mine, e) for e in same)
    other = max((_near(mine, e) for e in others), default=0.0)
    return "说的不是同一指标" if other >= NEAR and other - best >= MARGIN else ""


def _near(mine: Said, other: Said) -> float:
    if not mine.words or not other.words:
        return 0.0
    return len(mine.words & other.words) / min(len(mine.words), len(other.words))


@lru_cache(maxsize=16_384)
def _said(text: str) -> tuple[Said, ...]:
    """The numbers of a folded text, each with the character pairs of its phrase."""
    cuts = sorted({0, len(text), *(m.end() for m in _CUT.finditer(text)), *(m.end() for m in _BETWEEN.finditer(text))})
    spans = list(pairwise(cuts))
    out = []
    for number in found_numbers(text):
        start, end = next((s, e) for s, e in spans if s <= number.start < e)
        words = re.sub(r"\d+(?:\.\d+)?", " ", text[start:end])
        begins = max(text.rfind(mark, 0, number.start) for mark in "。!?\n")
        years = _YEAR.findall(text[begins + 1:number.start])
        out.append(Said(number, _pairs(words), int(years[-1]) if years else None))
    return tuple(out)


def _same_unit(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"人", "名", "位"} or {one, other} <= {"件", "宗", "起"} or "" in (one, other)


def _loose(whole: str, number: Number) -> bool:
    """A number without a unit of its own (12345热线) need only stand there whole."""
    return number.unit in ("", "热") and bool(places(whole, number.value))


def _results(formula: str, cited: set[float]) -> tuple[float, ...]:
    """What a formula gives whose numbers are all cited (100, for percent, is free); nothing otherwise.

    >>> _results("189/198*100", {189.0, 198.0}), _results("189+5", {189.0})
    ((95.45454545454545,), ())
    """
    plain = digits(formula).replace("×", "*").replace("÷", "/").replace("%", "").split("=")[0]
    try:
        return (_value(ast.parse(re.sub(r"[^\d.+\-*/()]", "", plain), mode="eval").body, cited | {100.0}),)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return ()


def _value(node: ast.expr, cited: set[float]) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return float(_OPERATORS[type(node.op)](_value(node.left, cited), _value(node.right, cited)))
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and float(node.value) in cited:
        return float(node.value)
    raise ValueError("not a formula over cited numbers")


def _rounds_to(result: float, value: str) -> bool:
    places = len(value.partition(".")[2])
    return abs(abs(result) - float(value)) <= 0.5001 * float(10.0 ** -places)


def _pairs(text: str) -> frozenset[str]:
    words = "".join(c if c.isalnum() else " " for c in text)
    return frozenset(words[i:i + 2] for i in range(len(words) - 1) if " " not in words[i:i + 2])
