"""Figures of one sentence that cannot all be right: a rate that its own counts contradict.

Only what arithmetic settles is told: 抽查80卷,合格76卷,合格率98% is wrong (76/80 is 95 %);
a rate over anything else is left alone. Rounding of the printed digits is allowed for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.conflicts import Counted, Found
from assistant.types import Conflict, ConflictValue

_RATE = re.compile(r"([一-鿿]{2,8})(?:率|比例)$")
#: Stems of a rate's name and of the part that it counts.
_STEMS = ("合格", "败诉", "调解成功", "成功", "办结", "结案", "整改", "纠错", "化解", "出庭", "回复", "答复", "公示",
          "达标", "审结")


def contradictions(numbers: Sequence[Counted]) -> tuple[Found, ...]:
    """Rates that the counts before them in the same sentence contradict."""
    out: list[Found] = []
    for at, rate in enumerate(numbers):
        stem = _stem(rate)
        if stem is None or isinstance(rate.measure.value, str):
            continue
        before = [n for n in numbers[max(0, at - 6):at] if _same_sentence(n, rate) and not n.measure.rate
                  and n.measure.form == "value"]
        part = next((n for n in reversed(before) if stem in n.measure.window), None)
        whole = next((n for n in reversed(before) if part is not None and n is not part
                      and n.measure.unit == part.measure.unit and n.measure.start < part.measure.start), None)
        if part is None or whole is None or isinstance(part.measure.value, str) or isinstance(whole.measure.value, str):
            continue
        if not whole.measure.value or part.measure.value > whole.measure.value:
            continue
        share = 100 * part.measure.value / whole.measure.value
        # Between them another whole may stand unsaid; only a neighbouring pair settles it.
        if before[-1] is not part or before[-2:-1] != [whole] or _near(share, float(rate.measure.value)):
            continue
        out.append(_found(rate, part, whole, share))
    return tuple(out)


def _stem(number: Counted) -> str | None:
    name = _RATE.search(re.sub(r"(?:均|为|达到|达|是)+$", "", number.measure.window))
    if name is None or number.measure.unit != "%" or re.search(r"按[期时]|及时|限期", name.group()):
        return None
    return next((stem for stem in _STEMS if stem in name.group(1)), None)


def _same_sentence(a: Counted, b: Counted) -> bool:
    x, y = a.statement, b.statement
    return (x.document, x.clause, x.sentence) == (y.document, y.clause, y.sentence)


def _near(share: float, printed: float) -> bool:
    digits = len(str(printed).partition(".")[2].rstrip("0"))
    return bool(abs(share - printed) <= max(0.6 * 10.0 ** -digits, 0.06))


def _found(rate: Counted, part: Counted, whole: Counted, share: float) -> Found:
    phrase = rate.statement.phrases[rate.phrase]
    basis = part.statement.phrases[part.phrase]
    label = re.sub(r"^其中", "", rate.measure.label)
    values = (ConflictValue(rate.measure.value, "%", rate.statement.source, phrase.quote, rate.statement.clause),
              ConflictValue(round(share, 1), "%",
                  f"{rate.statement.source}(按{part.measure.value}/{whole.measure.value}计算)",
                            basis.quote, part.statement.clause))
    return Found(Conflict(label, values), ((rate.statement.key, rate.phrase),))
