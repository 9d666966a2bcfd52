"""How near what was reported comes to what the plan asks: shares of the plan's own words.

Two shares are added. `cover` weighs a word by how rare it is in plan and returns together; `key` looks only at the
words that tell this duty from the plan's other duties: of 建立规范性文件实施后评估机制 beside five other duties on
规范性文件, it is 评估.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alignment.folding import fold, region_names
from assistant.alignment.terms import PLAIN, Term, Weights, coverage, credit, keys, opened, terms
from assistant.drafting.marks import full
from assistant.drafting.statements import Statement

#: A word is telling when it is nearly as rare among the plan's duties as the rarest of its own.
_TELLING = 0.75


@dataclass(frozen=True, slots=True)
class Near:
    """A statement and how near it comes, 0 to 2."""

    statement: Statement
    score: float


class Nearness:
    """The statements of the returns, weighed against the duties of one plan."""

    def __init__(self, duties: Sequence[str], told: Sequence[Statement], regions: Sequence[str | None]) -> None:
        self._regions = region_names(regions)
        self._told = told
        self._texts = [opened(self._fold(_context(s))) for s in told]
        self._keys = [keys(text) for text in self._texts]
        folded = [self._fold(duty) for duty in duties]
        self._weights = Weights([*folded, *(self._fold(s.text) for s in told)])
        self._among = Weights(folded)

    def of(self, duty: str) -> list[Near]:
        """Statements that share a telling word with the duty, the nearest first."""
        folded = self._fold(duty)
        telling = self._telling(folded)
        if not telling:
            return []
        whole = sum(weight for _, weight in telling)
        out: list[Near] = []
        for statement, text, known in zip(self._told, self._texts, self._keys, strict=True):
            key = sum(weight * credit(term, known, text) for term, weight in telling) / whole
            if key:
                out.append(Near(statement, key + coverage(folded, text, self._weights.of)))
        return sorted(out, key=lambda near: -near.score)

    def _telling(self, folded: str) -> list[tuple[Term, float]]:
        weighed = [(term, self._among.of(term) / term.kind) for term in terms(folded)
                   if term.kind > PLAIN and len(term.word) > 1]
        top = max((weight for _, weight in weighed), default=0.0)
        return [(term, weight) for term, weight in weighed if weight >= _TELLING * top]

    def _fold(self, text: str) -> str:
        return fold(full(text.replace("百分之百", "100%")), self._regions)


def _context(statement: Statement) -> str:
    """What is kept of the statement, under its heading and after what its sentence said before."""
    return ",".join((*statement.headings[-1:], statement.before, *(p.text for p in statement.phrases)))
