"""Matching what was found against labels: each label is met once, whatever is left over is extra."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    met: int
    missed: int
    extra: int

    @property
    def recall(self) -> float:
        return self.met / max(1, self.met + self.missed)

    @property
    def precision(self) -> float:
        return self.met / max(1, self.met + self.extra)


def score(found: Iterable[object], wanted: Iterable[object]) -> Score:
    """Both are compared as multisets."""
    have, want = Counter(found), Counter(wanted)
    met = sum((have & want).values())
    return Score(met, sum(want.values()) - met, sum(have.values()) - met)
