"""Where the draft asks for more than its source: a higher value, a shorter time, an earlier day."""

from __future__ import annotations

from assistant.alignment.asks import Answer, Ask
from assistant.alignment.slots.deadline import dated, later
from assistant.alignment.slots.number import family, size
from assistant.alignment.slots.rhythm import EVENTS, asked, count_beside, rhythms
from assistant.facts import quantities


def stricter(ask: Ask, answer: Answer) -> str:
    """What is raised, as "上位“…”,草案“…”"; "" where nothing measured is."""
    return _rate(ask, answer) or _value(ask, answer) or _day(ask, answer)


def _value(ask: Ask, answer: Answer) -> str:
    wanted = [q for q in quantities(ask.text) if not isinstance(q.value, str) and q.unit and q.form in ("value", "ratio")]
    if asked(ask) is not None:
        wanted = [q for q in wanted if q.unit not in EVENTS]
    if len(wanted) != 1:
        return ""
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
            return f"上位“{ask.text[need.start:need.end]}”,草案“{carrier[mine[0].start:mine[0].end]}”"
    return ""


def _rate(ask: Ask, answer: Answer) -> str:
    wanted = asked(ask)
    if wanted is None:
        return ""
    events = [q for q in quantities(ask.text) if q.unit in EVENTS and not isinstance(q.value, str)]
    if any(q.comparator in ("<=", "<") for q in events):
        return ""
    need = wanted.per_year or 0.0
    if events and wanted.times is None:
        need *= float(events[0].value)
    for carrier in answer.carriers:
        for mine in rhythms(carrier)[:1]:
            count = count_beside(carrier, mine, 1)
            have = mine.base * (count if count is not None else 1.0)
            if have > need + 1e-9:
                asks = f"{wanted.times or float(events[0].value):g}次" if events else ""
                return f"上位“{wanted.label}{asks}”,草案“{mine.label}{f'{count:g}次' if count else ''}”"
    return ""


def _day(ask: Ask, answer: Answer) -> str:
    wanted = dated(ask.text)
    mine = [item for carrier in answer.carriers for item in dated(carrier)]
    if len(wanted) == 1 and len(mine) == 1 and later(wanted[0], mine[0]):
        return f"上位“{wanted[0].text}”,草案“{mine[0].text}”"
    return ""
