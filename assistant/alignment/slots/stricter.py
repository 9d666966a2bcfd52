"""Where the draft asks for more than its source: a higher value, a shorter time, an earlier day."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.alignment.asks import Answer, Ask
from assistant.alignment.slots.deadline import dated, later
from assistant.alignment.slots.number import family, size
from assistant.alignment.slots.rhythm import EVENTS, asked, count_beside, rhythms
from assistant.facts import quantities

#: The least characters that name a deed beside its day.
_DEED = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """The phrase of the draft that meets a measured demand; `how` tells what it raises,
    as "上位“…”,草案“…”", "" where it raises nothing."""

    phrase: str
    how: str = ""


def stricter(ask: Ask, answer: Answer) -> Measured | None:
    """How the draft meets a measured demand; None where nothing measured is asked."""
    raised = _rate(ask, answer) or _value(ask, answer) or _day(ask, answer)
    if raised:
        return raised
    return Measured(answer.main) if quantities(ask.text) or asked(ask) or dated(ask.text) else None


def _value(ask: Ask, answer: Answer) -> Measured | None:
    wanted = [q for q in quantities(ask.text) if not isinstance(q.value, str) and q.unit and q.form in ("value", "ratio")]
    if asked(ask) is not None:
        wanted = [q for q in wanted if q.unit not in EVENTS]
    if len(wanted) != 1:
        return None
    need = wanted[0]
    # The phrase that answers best speaks first: beside it may stand another step's value.
    for carrier in (answer.main, *(text for text in answer.carriers if text != answer.main)):
        mine = [q for q in quantities(carrier) if family(q) == family(need) and not isinstance(q.value, str)]
        if len(mine) != 1:
            continue
        if carrier != answer.main and any(family(q) == family(need) for q in quantities(answer.main)):
            break
        less = need.comparator in ("<=", "<") or (need.comparator == "=" and family(need) == "days")
        if (size(mine[0]) < size(need) - 1e-9) if less else (size(mine[0]) > size(need) + 1e-9):
            return Measured(carrier, f"上位“{ask.text[need.start:need.end]}”,草案“{carrier[mine[0].start:mine[0].end]}”")
    return None


def _rate(ask: Ask, answer: Answer) -> Measured | None:
    wanted = asked(ask)
    if wanted is None:
        return None
    events = [q for q in quantities(ask.text) if q.unit in EVENTS and not isinstance(q.value, str)]
    if any(q.comparator in ("<=", "<") for q in events):
        return None
    need = wanted.per_year or 0.0
    if events and wanted.times is None:
        need *= float(events[0].value)
    for carrier in answer.carriers:
        for mine in rhythms(carrier)[:1]:
            count = count_beside(carrier, mine, 1)
            have = mine.base * (count if count is not None else 1.0)
            if have > need + 1e-9:
                asks = f"{wanted.times or float(events[0].value):g}次" if events else ""
                return Measured(carrier, f"上位“{wanted.label}{asks}”,草案“{mine.label}{f'{count:g}次' if count else ''}”")
    return None


def _day(ask: Ask, answer: Answer) -> Measured | None:
    wanted = dated(ask.text)
    mine = [(item, carrier) for carrier in answer.carriers for item in dated(carrier)]
    if len(wanted) == 1 and len(mine) == 1 and later(wanted[0], mine[0][0]):
        day, carrier = mine[0]
        alone = len(carrier) - len(day.text) < _DEED  # 2027年6月底前, with its deed behind the comma
        return Measured(answer.main if alone else carrier, f"上位“{wanted[0].text}”,草案“{day.text}”")
    return None
