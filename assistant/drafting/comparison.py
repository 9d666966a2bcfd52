"""Changes over last year, computed only when asked for, from two cited figures of one indicator."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.conflicts import Counted
from assistant.drafting.marks import full
from assistant.drafting.measures import amount, same_indicator
from assistant.types import Citation, DraftSentence


def comparisons(last: Sequence[Counted], numbers: Sequence[Counted], year: int) -> tuple[DraftSentence, ...]:
    """For each figure of `last` of the year before `year`, the change to this year's, marked as computed.

    Nothing is computed where this year has no figure, or more than one value.
    """
    out: list[DraftSentence] = []
    for old in last:
        if old.year != year - 1 or old.measure.rate or old.measure.form != "value":
            continue
        now = [n for n in numbers if n.year == year and n.scope == old.scope
               and same_indicator(n.measure, old.measure, close=True)]
        values = {amount(n.measure)[0] for n in now}
        before = amount(old.measure)[0]
        if len(values) != 1 or isinstance(before, str) or not before:
            continue
        after = amount(now[0].measure)[0]
        if isinstance(after, str) or now[0].measure.unit != old.measure.unit:
            continue
        share = round(100 * (float(after) - before) / before, 1)
        word = "增长" if share >= 0 else "下降"
        label = max((now[0].measure.label, old.measure.label), key=len).removeprefix("上年").removeprefix("去年")
        formula = f"({now[0].measure.value}-{old.measure.value})/{old.measure.value}"
        out.append(DraftSentence(full(f"{label}比上年{word}{abs(share):g}%。"), (_cite(now[0]), _cite(old)),
                                 computed=formula))
    return tuple(out)


def _cite(number: Counted) -> Citation:
    statement = number.statement
    return Citation(statement.document, statement.clause, statement.phrases[number.phrase].quote)
