"""What was done and what is left, against the whole (其余与两分)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.quantities import Quantity
from assistant.review.internal.counted import counted, figures, rough, worth
from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_PASSED = (
    ("通过", "缓议|未通过|退回|暂缓|否决"),
    ("合格|达标", "不合格|未达标"),
    ("采纳", "未采纳"),
    ("胜诉", "败诉"),
    ("同意|支持", "不同意|不支持"),
    ("办结", "未办结"),
    ("审结", "未审结"),
)
_REST = re.compile("其余|剩余|余下的?|其他")


def check(view: View) -> Iterator[InternalFinding]:
    """Each place where two parts do not make the figure that stands before them."""
    for sentence in view.sentences:
        numbers = counted(figures(sentence.text))
        yield from _rest(sentence, numbers)
        yield from _passed(sentence, numbers)


def _rest(sentence: Sentence, numbers: Sequence[Quantity]) -> Iterator[InternalFinding]:
    """13项任务已完成11项，其余2项…: what is named and the rest make the whole."""
    for match in _REST.finditer(sentence.text):
        last = next((q for q in numbers if match.end() <= q.start <= match.end() + 4), None)
        row = [q for q in numbers if last and q.end <= match.start() and q.unit == last.unit]
        if last is None or len(row) != 2 or any(rough(q) for q in (*row, last)):
            continue
        total, named = row
        if worth(named) + worth(last) != worth(total) and worth(named) < worth(total):
            added = worth(named) + worth(last)
            yield sentence.finding(
                "sum",
                "high",
                total.start,
                last.end,
                f"各项合计{added:g}{total.unit}，与总数{worth(total):g}{total.unit}不符",
                confidence=0.88,
            )


def _passed(sentence: Sentence, numbers: Sequence[Quantity]) -> Iterator[InternalFinding]:
    """审议7件,通过6件,缓议1件: three figures in a row, the last two the halves of the first."""
    text = sentence.text
    for total, one, other in zip(numbers, numbers[1:], numbers[2:], strict=False):
        row = (total, one, other)
        if len({q.unit for q in row}) > 1 or any(rough(q) for q in row):
            continue
        gaps = (text[total.end : one.start], text[one.end : other.start])
        halves = any(re.search(kept, gaps[0]) and re.search(back, gaps[1]) for kept, back in _PASSED)
        if not halves or any(not gap.startswith("，") or len(gap) > 8 for gap in gaps):
            continue
        added = worth(one) + worth(other)
        if added != worth(total):
            yield sentence.finding(
                "sum",
                "high",
                total.start,
                other.end,
                f"两项合计{added:g}{total.unit}，与总数{worth(total):g}{total.unit}不符",
                confidence=0.85,
            )
