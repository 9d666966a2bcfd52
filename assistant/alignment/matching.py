"""Every requirement of one text set against the passages of another: candidates and traits.

The one place that knows both sides whole, and so how well a passage answers this
statement compared with all others of the same source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.alignment.align import Aligner, Candidate, Query, copied
from assistant.alignment.asks import Answer, Ask
from assistant.alignment.folding import fold
from assistant.alignment.terms import coverage, terms
from assistant.alignment.topic import Traits
from assistant.alignment.units import Passage
from assistant.library.embedding import Embedder
from assistant.types import Requirement

#: From which share of shared character pairs on a phrase counts as copied.
COPIED = 0.7
#: How many candidates are compared slot by slot, and how far behind the best they may be.
COMPARED, BEHIND = 4, 0.8


@dataclass(frozen=True, slots=True)
class Match:
    """A requirement with what comes near it. `traits` belong to the first candidate."""

    requirement: Requirement
    ask: Ask
    candidates: tuple[Candidate, ...]
    traits: Traits | None


class Matcher:
    """Matches requirements with passages. `headings`: clause id → headings above it."""

    def __init__(self, requirements: Sequence[Requirement], passages: Iterable[Passage], *,
                 headings: dict[str, str] | None = None, regions: tuple[str, ...] = (),
                 period_end: int | None = None, embedder: Embedder | None = None,
                 progress: Callable[[str, float], None] | None = None) -> None:
        self.requirements = tuple(requirements)
        self.regions, self.period_end = regions, period_end
        self._headings = headings or {}
        kept = tuple(passages)
        self.texts = {(passage.source, passage.clause): passage.text for passage in kept}
        context = list(dict.fromkeys(item.sentence or item.quote for item in self.requirements))
        if progress:
            progress("计算向量", 0.1)
        self.aligner = Aligner(kept, context, regions, embedder)
        self._queries = [self._query(item) for item in self.requirements]
        self.aligner.prepare(self._queries)
        self._rows: dict[tuple[str, str], int] = {}
        for item in self.requirements:
            self._rows.setdefault((item.clause, item.sentence or item.quote), len(self._rows))
        if progress:
            progress("逐条比对", 0.4)
        scores = [self.aligner.scores(Query(sentence, "", self._headings.get(clause, "")))
                  for clause, sentence in self._rows]
        self.matrix = np.stack(scores) if scores and len(scores[0]) else np.zeros((len(scores), 0), np.float32)
        self._second = self._seconds()
        self.style = self._style()

    def _query(self, item: Requirement) -> Query:
        return Query(item.quote, item.sentence or item.quote, self._headings.get(item.clause, ""))

    def _seconds(self) -> tuple[np.ndarray, np.ndarray]:
        """For each passage the best and second best score over all statements."""
        if self.matrix.shape[0] < 2 or not self.matrix.shape[1]:
            width = self.matrix.shape[1]
            best = self.matrix.max(axis=0) if self.matrix.size else np.zeros(width, np.float32)
            return best, np.zeros(width, np.float32)
        part = np.partition(self.matrix, -2, axis=0)
        return part[-1], part[-2]

    def margin(self, row: int, sentence: int) -> float:
        """How much better the sentence answers this statement than the next best statement."""
        mine = float(self.matrix[row, sentence])
        best, second = float(self._second[0][sentence]), float(self._second[1][sentence])
        return mine - (second if mine >= best else best)

    def _style(self) -> float:
        """Share of the answered statements that are copied, 0 (own words) to 1."""
        found = []
        for (_, sentence), row in zip(self._rows, range(len(self._rows)), strict=True):
            if not self.matrix.shape[1]:
                return 0.0
            at = int(self.matrix[row].argmax())
            if self.margin(row, at) > 3:
                text = self.aligner.pool.sentences[at].folded
                folded = fold(sentence, self.regions)
                if coverage(folded, text, self.aligner.weights.of) > 0.4:
                    found.append(copied(folded, text) >= COPIED)
        return sum(found) / len(found) if len(found) >= 5 else 0.25

    def match(self, item: Requirement, k: int = 8) -> Match:
        """The candidates of one requirement, best first, with the traits of the first."""
        ask = Ask.of(item, self.regions, self.period_end)
        found = self.aligner.candidates(self._query(item), k)
        return Match(item, ask, found, self.traits(item, ask, found[0]) if found else None)

    def traits(self, item: Requirement, ask: Ask, candidate: Candidate) -> Traits:
        """What is known of a requirement and one candidate."""
        row = self._rows[(item.clause, item.sentence or item.quote)]
        words = terms(ask.folded)
        at = candidate.window.sentence
        return Traits(
            candidate.score, candidate.cover, candidate.narrow, candidate.copied,
            coverage(ask.folded_sentence, candidate.sentence.folded, self.aligner.weights.of),
            copied(ask.folded_sentence, candidate.sentence.folded),
            candidate.cosine, self.margin(row, at),
            sum(term.kind < 0.2 for term in words) / max(1, len(words)),
            self.style, self.aligner.embedder is not None)

    def answers(self, match: Match) -> tuple[Answer, ...]:
        """The candidates worth comparing slot by slot: the best and those close behind it."""
        if not match.candidates:
            return ()
        top = match.candidates[0]
        near = [item for item in match.candidates[:COMPARED]
                if item is top or (item.score >= BEHIND * top.score and item.cover >= top.cover - 0.1)]
        return tuple(Answer.of(match.ask, item, self.texts[(item.sentence.source, item.sentence.clause)],
                               self.aligner.weights.of) for item in near)


def period_end(title: str, period: str | None) -> int | None:
    """The last year of a plan, from its period or the years in its title.

    >>> period_end("某省纲要(2026—2030年)", None)
    2030
    """
    found = re.findall(r"20\d\d", period or "") or re.findall(r"20\d\d", title)
    return max(int(year) for year in found) if found else None
