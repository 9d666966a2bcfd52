"""The same indicator with two values is a conflict; the same fact twice is said once.

Compared are numbers of different statements that count one thing (measures.same_indicator)
for one scope: a department's own figure and the district's are two indicators. Values far
apart need the same words; values near each other, or said to come from one source (据…统计),
need only the same action and much the same object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.drafting.measures import Measure, amount, measures, near, same_indicator, same_number
from assistant.drafting.names import region_kind, short_name
from assistant.drafting.periods import period
from assistant.drafting.statements import Statement
from assistant.drafting.topics import topics
from assistant.types import Conflict, ConflictValue

_SOURCED = re.compile(r"(?:据|根据|经)([一-鿿]{2,12}?)(?:统计|通报|反馈|提供|核定)")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a kept statement. `phrase` is the index of its phrase in the statement."""

    statement: Statement
    measure: Measure
    phrase: int
    scope: str
    year: int


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict with the places (statement key, phrase index) that hold its values."""

    conflict: Conflict
    places: tuple[tuple[tuple[str, str, int], int], ...]


def counted(kept: Sequence[Statement], region: str) -> tuple[Counted, ...]:
    """Every number of the kept phrases of statements that tell results."""
    out: list[Counted] = []
    for statement in kept:
        if statement.role not in ("done", "leader"):
            continue
        out += _of(statement, region)
    return tuple(out)


def _of(statement: Statement, region: str) -> list[Counted]:
    lead = len(statement.before)
    text = statement.before + statement.text
    found: list[Counted] = []
    years = _years(statement)
    for measure in measures_of(text):
        at = measure.start - lead + statement.start
        index = next((i for i, p in enumerate(statement.phrases) if p.start <= at < p.end), -1)
        if index >= 0:
            found.append(Counted(statement, measure, index, _scope(statement, measure, region), years[index]))
    return found


def _years(statement: Statement) -> list[int]:
    """The year each phrase speaks of: named, or as the phrase before it, or the return's."""
    years: list[int] = []
    now = statement.year
    for phrase in statement.phrases:
        now = period(phrase.text, statement.year).year or now
        years.append(now)
    return years


@cache
def measures_of(text: str) -> tuple[Measure, ...]:
    """`measures`, remembered: a returns' sentence is read several times."""
    return measures(text)


def _scope(statement: Statement, measure: Measure, region: str) -> str:
    """'' for the whole district, else the body whose own figure it is."""
    kind = region_kind(region)
    said = statement.before + statement.text
    words = (rf"全{kind}|我{kind}(?!域)|{kind}政府|{kind}级(?:部门)?|全域|辖区")
    if named := _named(measure, statement, region):
        return "" if topics().district_wide(named, statement.topic) else named
    if not statement.submitter or re.search(words, measure.phrase + measure.window) or _SOURCED.search(said):
        return ""
    return "" if topics().district_wide(statement.submitter, statement.topic) else statement.submitter


def _named(measure: Measure, statement: Statement, region: str) -> str:
    """Another body that the phrase names as the one whose figure it is (县市场监管局罚没款…), or ''."""
    kind = region_kind(region)
    found = re.match(rf"(?:其中)?({kind}[一-鿿]{{2,10}}?(?:局|委|办|院|中心|大队|支队))(?=[一-鿿])", measure.phrase)
    if not found or found.group(1).endswith(("政府办", "全县")):
        return ""
    name = short_name(found.group(1), region)
    return "" if name == statement.submitter or re.match(rf"{kind}(?:政府|委)$", name) else name


def superseded(numbers: Sequence[Counted]) -> tuple[Counted, ...]:
    """Figures of a part of the year where another place tells the whole year's."""
    def whole(a: Counted) -> bool:
        plain = replace(a.measure, partial="")
        return any(not b.measure.partial and _one_scope(a, b) and same_indicator(plain, b.measure, close=True)
                   for b in numbers if b is not a)

    def counted_beside(a: Counted) -> bool:
        own = re.sub(re.escape(a.measure.partial), "", a.measure.window).strip()
        return len(own) >= 2 and any(not b.measure.partial and b.measure.unit == a.measure.unit and own in b.measure.window
                                     and b.statement.key[:2] == a.statement.key[:2] for b in numbers)

    return tuple(a for a in numbers if a.measure.partial and ((a.measure.action >= 0 and whole(a)) or counted_beside(a)))


def conflicts(numbers: Sequence[Counted]) -> tuple[tuple[Found, ...], tuple[tuple[Counted, Counted], ...]]:
    """The conflicts, and the pairs that tell the same value twice from different places."""
    pairs: list[tuple[int, int]] = []
    twice: list[tuple[Counted, Counted]] = []
    for i, a in enumerate(numbers):
        for j in range(i + 1, len(numbers)):
            b = numbers[j]
            if a.statement.key == b.statement.key or not _one_thing(a, b):
                continue
            if amount(a.measure) == amount(b.measure) and a.measure.upper == b.measure.upper:
                twice.append((a, b))
            else:
                pairs.append((i, j))
    return tuple(_found(group, numbers) for group in _groups(pairs)), tuple(twice)


def _one_scope(a: Counted, b: Counted) -> bool:
    return a.scope == b.scope or a.statement.document == b.statement.document


def _one_thing(a: Counted, b: Counted) -> bool:
    if not _one_scope(a, b) or a.year != b.year:
        return False
    if (a.statement.document, a.statement.clause, a.statement.sentence) == (
            b.statement.document, b.statement.clause, b.statement.sentence):
        return False
    left, right = amount(a.measure)[0], amount(b.measure)[0]
    if left == right and (same_number(a.measure, b.measure) or _same_telling(a, b)):
        return True
    sourced = bool(_SOURCED.search(a.statement.text) or _SOURCED.search(b.statement.text))
    slip = a.measure.value == b.measure.value and a.measure.unit != b.measure.unit and left != right
    close = sourced or slip or left == right or near(left, right)
    return same_indicator(a.measure, b.measure, close) and (close or a.measure.object == b.measure.object)


def _same_telling(a: Counted, b: Counted) -> bool:
    """Whether a figure of many digits, of one action and one topic, is told twice with the object in other words."""
    digits = f"{a.measure.value}".replace(".", "").strip("0")
    return (len(digits) >= 3 and a.measure.action >= 0 and a.measure.action == b.measure.action and not a.measure.rate
            and a.statement.topic is not None and a.statement.topic == b.statement.topic
            and a.measure.unit == b.measure.unit and a.measure.partial == b.measure.partial)


def _groups(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    groups: list[set[int]] = []
    for pair in pairs:
        joined = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in joined] + [set(pair).union(*joined)]
    return [sorted(group) for group in groups]


def _found(group: Sequence[int], numbers: Sequence[Counted]) -> Found:
    items = [numbers[index] for index in group]
    label = max((item.measure.label for item in items if not item.measure.inherited), key=len,
                default=items[0].measure.label)
    values: dict[tuple[object, str], ConflictValue] = {}
    for item in items:
        statement, phrase = item.statement, item.statement.phrases[item.phrase]
        values.setdefault((item.measure.value, statement.source), ConflictValue(
            item.measure.value, item.measure.unit, statement.source, phrase.quote, statement.clause))
    places = tuple((item.statement.key, item.phrase) for item in items)
    return Found(Conflict(_indicator(label), tuple(values.values())), places)


def _indicator(label: str) -> str:
    """The indicator's name without scope words and numbers."""
    return re.sub(r"^(?:全年|今年|我?[全我][区县市]|共|累计)+|\d+|[〔〕]", "", label).strip("的,、 ") or "有关数据"


def settled_values(settled: Mapping[str, float | int | str]) -> dict[str, float | int | str]:
    """What the user has settled, by indicator."""
    return dict(settled)
