"""Every requirement of one text set against the passages of another: candidates and traits.

The one place that knows both sides whole, and so how well a passage answers this
statement compared with all others of the same source.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from assistant.alignment.align import Aligner, Candidate, Query, copied
from assistant.alignment.asks import Answer, Ask
from assistant.alignment.citations import titles
from assistant.alignment.folding import fold
from assistant.alignment.slots.members import missing
from assistant.alignment.terms import coverage, credit, keys, opened, terms
from assistant.alignment.topic import Traits, spoken
from assistant.alignment.units import Passage
from assistant.facts import quantities
from assistant.library.embedding import Embedder
from assistant.types import Requirement

#: How many candidates are kept, how many are compared slot by slot, and how far behind the best they may be.
CANDIDATES, COMPARED, BEHIND = 8, 4, 0.8
#: From here on a sibling phrase counts as answered.
HOME = 0.5
#: By how much another requirement must fit a phrase better to claim it, in roots of the
#: number of windows (as standardised scores grow).
CLAIM = 0.3
#: How much a phrase must say by itself to be missed, and how little of it stands where it is.
OWN, UNSAID = 1.5, 0.05
#: The same of half a phrase that is answered at less length.
HALF = 0.2
#: From this likeness on a cited title is taken for the wanted one, mis-written.
ALIKE = 0.7


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
        self.everything = "\n".join(fold(passage.text, regions) for passage in kept)
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
        self._statement = np.array([self._rows[(item.clause, item.sentence or item.quote)] for item in self.requirements],
                                   np.int32)
        scores = [self.aligner.scores(query) for query in self._queries]
        width = len(self.aligner.pool.windows)
        self.matrix = np.stack(scores) if scores else np.zeros((0, width), np.float32)
        self._place = {id(item): at for at, item in enumerate(self.requirements)}
        self._single = {(window.sentence, window.first): at for at, window in enumerate(self.aligner.pool.windows)
                        if window.first == window.last}
        self._matches: dict[int, Match] = {}
        self.followed = self._followed()

    def _query(self, item: Requirement) -> Query:
        return Query(item.quote, item.sentence or item.quote, self._headings.get(item.clause, ""))

    def margin(self, row: int, window: int) -> float:
        """How much better the window answers this requirement than any of another statement."""
        others = self.matrix[self._statement != self._statement[row], window]
        return float(self.matrix[row, window]) - (float(others.max()) if len(others) else 0.0)

    def _followed(self) -> float:
        """Share of the requirements that some passage speaks of: how closely the draft follows."""
        said = [spoken(traits) >= 0.5 for item in self.requirements
                if (traits := self.match(item).traits) is not None]
        return sum(said) / len(said) if said else 0.0

    def match(self, item: Requirement) -> Match:
        """The candidates of one requirement of this matcher, best first, with the traits of the first."""
        row = self._place[id(item)]
        known = self._matches.get(row)
        if known is None:
            ask = Ask.of(item, self.regions, self.period_end)
            found = self.aligner.candidates(self._queries[row], CANDIDATES, self.matrix[row])
            known = self._matches[row] = Match(item, ask, found,
                                               self.traits(item, ask, found[0]) if found else None)
        return known

    def traits(self, item: Requirement, ask: Ask, candidate: Candidate) -> Traits:
        """What is known of a requirement and one candidate."""
        row = self._place[id(item)]
        words = terms(ask.folded)
        return Traits(
            candidate.cover, candidate.narrow, candidate.copied,
            coverage(ask.folded_sentence, candidate.sentence.folded, self.aligner.weights.of),
            copied(ask.folded_sentence, candidate.sentence.folded),
            candidate.cosine, self.margin(row, candidate.index),
            sum(term.kind < 0.2 for term in words) / max(1, len(words)),
            figures(ask.text, candidate.sentence.text), self.aligner.embedder is not None, len(self.aligner.pool.windows))

    def share(self, item: Requirement) -> float:
        """What share of its sentence's content a requirement holds, 0..1."""
        weigh = self.aligner.weights.of
        whole = sum(map(weigh, terms(fold(item.sentence or item.quote, self.regions))))
        own = sum(map(weigh, terms(fold(item.quote, self.regions))))
        return min(1.0, own / whole) if whole else 1.0

    def home(self, match: Match) -> Answer | None:
        """Where the sentence of this requirement is answered, going by its other phrases;
        None when they are not answered either."""
        row = self._place[id(match.requirement)]
        best: tuple[float, Match] | None = None
        for other in np.flatnonzero(self._statement == self._statement[row]):
            if int(other) == row:
                continue
            sibling = self.match(self.requirements[int(other)])
            likely = spoken(sibling.traits) if sibling.traits else 0.0
            if likely >= HOME and (best is None or likely > best[0]):
                best = (likely, sibling)
        if best is None:
            return None
        return self.answer(match, best[1].candidates[0])

    def answer(self, match: Match, candidate: Candidate) -> Answer:
        """A candidate as an answer: which of its phrases speak of this requirement."""
        sentence = candidate.sentence
        return Answer.of(match.ask, candidate, self.texts[(sentence.source, sentence.clause)],
                         self.aligner.weights.of, self._claimed(match, candidate))

    def _claimed(self, match: Match, candidate: Candidate) -> frozenset[int]:
        """The phrases of the candidate's sentence that another requirement answers to better."""
        row = self._place[id(match.requirement)]
        out = []
        for number in range(len(candidate.sentence.phrases)):
            at = self._single[candidate.window.sentence, number]
            column = self.matrix[:, at]
            others = column[self._statement != self._statement[row]]
            if len(others) and float(others.max()) - float(column[row]) > CLAIM * math.sqrt(len(self.aligner.pool.windows)):
                out.append(number)
        return frozenset(out)

    def leftover(self, match: Match, home: Answer) -> bool:
        """Whether the answering sentence has a phrase that none of the other phrases of the
        asking sentence needs: it then stands for this one, in words of its own."""
        row = self._place[id(match.requirement)]
        used: set[str] = set()
        for other in np.flatnonzero(self._statement == self._statement[row]):
            if int(other) != row:
                used |= set(self.answer(self.match(self.requirements[int(other)]), home.candidate).core)
        start = home.candidate.sentence.start
        pieces = [home.sentence[a - start:b - start] for a, b in home.candidate.sentence.phrases]
        claimed = self._claimed(match, home.candidate)
        return any(piece not in used and number not in claimed and len(piece) >= 6
                   for number, piece in enumerate(pieces))

    def unsaid(self, match: Match, answer: Answer) -> bool:
        """Whether the answering sentence holds nothing of what this phrase alone says among
        the phrases of its sentence, and has no phrase left that might say it in other words."""
        row = self._place[id(match.requirement)]
        others = [self.requirements[int(other)] for other in np.flatnonzero(self._statement == self._statement[row])
                  if int(other) != row]
        if not others or quantities(match.ask.text):
            return False  # a measured phrase is judged by its value
        said = frozenset().union(*(keys(fold(item.quote, self.regions)) for item in others))
        own = [term for term in terms(match.ask.folded) if not term.keys & said]
        text = opened(answer.folded_sentence)
        held = keys(text)
        weigh = self.aligner.weights.of
        total = sum(map(weigh, own))
        kept = sum(weigh(term) * credit(term, held, text) for term in own)
        return total >= OWN and kept <= UNSAID * total and not self.leftover(match, answer)

    def half_said(self, match: Match, answer: Answer) -> str:
        """Of a phrase that asks two things with a comma between, the one of which nothing
        stands in a shorter answer; "" where both are spoken of."""
        parts = match.ask.folded.split(",")
        if len(parts) < 2 or len(answer.candidate.sentence.phrases) >= len(parts):
            return ""
        text = opened(answer.folded_sentence)
        held = keys(text)
        weigh = self.aligner.weights.of
        for part in parts:
            others = keys(",".join(other for other in parts if other != part))
            own = [term for term in terms(part) if not term.keys & others]
            total = sum(map(weigh, own))
            if not quantities(part) and total >= OWN and sum(weigh(term) * credit(term, held, text) for term in own) <= HALF * total:
                return part
        return ""

    def citing(self, match: Match) -> Answer | None:
        """The sentence that cites the document most like the one this requirement cites."""
        wanted = titles(match.ask.text)
        if not wanted:
            return None
        best: tuple[float, Candidate] | None = None
        for at, window in enumerate(self.aligner.pool.windows):
            if "《" not in window.text or window.first != window.last:
                continue
            like = max((SequenceMatcher(None, wanted[0], title).ratio() for title in titles(window.text)), default=0.0)
            if like >= ALIKE and (best is None or like > best[0]):
                best = (like, self.aligner.candidate(match.ask.folded, at, float(self.matrix[self._place[id(match.requirement)], at])))
        return self.answer(match, best[1]) if best else None

    def place(self, match: Match, answer: Answer) -> float:
        """How alike the headings are under which requirement and answer stand, 0..1."""
        return self.aligner.likeness(self._headings.get(match.requirement.clause, ""),
                                     answer.candidate.sentence.heading)

    def listing(self, match: Match, printed: bool = False) -> Answer | None:
        """The candidate that holds most of the members of the asked list, at least half of
        three or more: who names the same things speaks of them, in whatever words around.
        `printed`: only as the source prints them."""
        members = match.requirement.members
        if len(members) < 3:
            return None
        def count(text: str) -> int:
            if printed:
                return sum(fold(member, self.regions) in text for member in members)
            return len(members) - len(missing(members, opened(text), self.regions, pairing=False))

        held = [(count(item.sentence.folded), -at) for at, item in enumerate(match.candidates)]
        if not held or 2 * max(held)[0] < len(members):
            return None
        return self.answer(match, match.candidates[-max(held)[1]])

    def nearest(self, match: Match) -> Answer:
        """What comes nearest to a requirement that nothing answers: content and place."""
        heading = self._headings.get(match.requirement.clause, "")
        best = max(match.candidates, key=lambda item: item.cover + self.aligner.likeness(
            heading, item.sentence.heading) + 0.01 * item.score)
        return self.answer(match, best)

    def answers(self, match: Match) -> tuple[Answer, ...]:
        """The candidates worth comparing slot by slot: the best and those close behind it."""
        if not match.candidates:
            return ()
        top = match.candidates[0]
        near = [item for item in match.candidates[:COMPARED]
                if item is top or (item.score >= BEHIND * top.score and item.cover >= top.cover - 0.1)]
        return tuple(self.answer(match, item) for item in near)


def figures(asked: str, said: str) -> float:
    """Share of the asked values (with their units) that stand in the text; 0.5 where none is asked.

    >>> figures("不少于60学时", "每人每年60学时"), figures("不少于60学时", "加强培训"), figures("加强培训", "60学时")
    (1.0, 0.0, 0.5)
    """
    wanted = {(q.value, q.unit) for q in quantities(asked)}
    if not wanted:
        return 0.5
    held = {(q.value, q.unit) for q in quantities(said)}
    return len(wanted & held) / len(wanted)


def period_end(title: str, period: str | None) -> int | None:
    """The last year of a plan, from its period or the years in its title.

    >>> period_end("某省纲要(2026—2030年)", None)
    2030
    """
    found = re.findall(r"20\d\d", period or "") or re.findall(r"20\d\d", title)
    return max(int(year) for year in found) if found else None
