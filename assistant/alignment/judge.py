"""Judge: does a passage hold what is asked? Slot by slot, exact; similarity never judges.

`weigh` only tells whether the passage speaks of the thing at all (object, topic), by
the share of its telling terms; every other verdict names the slot that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.slots import (
    actor,
    basis,
    deadline,
    exception,
    members,
    modality,
    number,
    polarity,
    rhythm,
    scope,
    wording,
)

Comparator = Callable[[Ask, Answer], Fault | None]

#: Gravest first; each tells at most one fault.
SLOTS: tuple[Comparator, ...] = (
    polarity.compare, wording.compare, basis.compare, number.compare, rhythm.compare, deadline.compare,
    modality.compare, exception.compare, scope.compare, actor.compare, members.compare,
)


@dataclass(frozen=True, slots=True)
class Held:
    """What one answering sentence amounts to: its faults, gravest first (none: it holds)."""

    answer: Answer
    faults: tuple[Fault, ...]

    @property
    def weight(self) -> float:
        """How bad: the sum of what is sure."""
        return sum(fault.sure for fault in self.faults)


def judge(ask: Ask, answers: Sequence[Answer]) -> Held | None:
    """The answer that holds best; None when there is none. Ties go to the nearer one."""
    held = [Held(answer, faults_of(ask, answer)) for answer in answers]
    return min(held, key=lambda item: item.weight) if held else None


def faults_of(ask: Ask, answer: Answer) -> tuple[Fault, ...]:
    """All slots compared."""
    found = [fault for slot in SLOTS if (fault := slot(ask, answer))]
    kinds = {fault.kind for fault in found}
    if "contradiction" in kinds:
        # 可以 in a permission that contradicts is no second fault.
        found = [fault for fault in found if fault.kind not in ("modality", "exception", "scope")]
    return tuple(found)
