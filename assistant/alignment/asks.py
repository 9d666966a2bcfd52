"""What is asked and what answers: the two sides every slot comparator gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.alignment.align import Candidate
from assistant.alignment.folding import fold
from assistant.alignment.terms import Term, coverage
from assistant.facts import quantities
from assistant.types import FindingKind, Requirement, Verdict


@dataclass(frozen=True, slots=True)
class Ask:
    """A requirement to be met. `text` is its own phrase, `sentence` what stands around it.

    `period_end`: the last year of the asking plan, or None where it names none.
    """

    requirement: Requirement
    text: str
    sentence: str
    folded: str
    folded_sentence: str
    regions: tuple[str, ...] = ()
    period_end: int | None = None

    @staticmethod
    def of(requirement: Requirement, regions: tuple[str, ...] = (), period_end: int | None = None) -> Ask:
        """The asking side of a requirement."""
        sentence = requirement.sentence or requirement.quote
        return Ask(requirement, requirement.quote, sentence, fold(requirement.quote, regions),
                   fold(sentence, regions), regions, period_end)


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence of the draft that speaks of it.

    `carriers`: the phrases that carry the answer, in order of the text: those that hold
    nearly as much of what is asked as the best one; `main` is the best, `core` the run of
    neighbours round it that say it together. `clause` is all
    that the clause prints. Folded alike.
    """

    candidate: Candidate
    main: str
    carriers: tuple[str, ...]
    sentence: str
    clause: str
    folded_main: str
    folded_carriers: str
    folded_sentence: str
    core: tuple[str, ...] = ()

    @property
    def before(self) -> tuple[str, ...]:
        """The phrases of the sentence before the first carrier, in order."""
        start = self.candidate.sentence.start
        out: list[str] = []
        for a, b in self.candidate.sentence.phrases:
            piece = self.sentence[a - start:b - start]
            if piece in self.carriers:
                break
            out.append(piece)
        return tuple(out)

    @staticmethod
    def of(ask: Ask, candidate: Candidate, clause: str, weigh: Callable[[Term], float],
           claimed: frozenset[int] = frozenset()) -> Answer:
        """Find which phrases of the candidate's sentence carry what is asked.

        `claimed`: numbers of phrases that answer another requirement better.
        """
        sentence = candidate.sentence
        offset = sentence.start
        pieces = [sentence.text[a - offset:b - offset] for a, b in sentence.phrases]
        folded = [fold(piece, ask.regions) for piece in pieces]
        # Where more is asked than to follow a document, its title does not carry the answer.
        bare = _TITLE.sub("", ask.folded)
        plain = [_TITLE.sub("", piece) for piece in folded] if _TITLE.search(ask.folded) and len(bare) >= 8 else folded
        held = [coverage(ask.folded if plain is folded else bare, piece, weigh) for piece in plain]
        free = [i for i in range(len(held)) if i not in claimed] or list(range(len(held)))
        best = max(free, key=lambda i: (held[i], -i))
        top = held[best]
        first, last = _stretch(ask.folded, folded, best, weigh)
        measured = _measured(ask.text, pieces) - claimed
        if measured and not measured & set(range(first, last + 1)):
            # 收到申请后,5个工作日内答复: the phrase with the value belongs to it.
            near = min(measured, key=lambda i: abs(i - best))
            if abs(near - best) <= 2:
                first, last = min(first, near), max(last, near)
        if best + 1 < len(pieces) and best + 1 not in claimed and _TOPIC.search(pieces[best]):
            last = max(last, best + 1)  # 不出庭的,按规定问责: the topic and what is done about it
        keep = [i for i, share in enumerate(held) if i == best or (
            i not in claimed and (first <= i <= last or (share >= 0.55 * top and share > 0.15)))]
        return Answer(candidate, pieces[best], tuple(pieces[i] for i in keep), sentence.text, clause,
                      folded[best], ",".join(folded[i] for i in keep), sentence.folded,
                      tuple(pieces[first:last + 1]))


_TITLE = re.compile("《[^》]*》")
_TOPIC = re.compile("(?:的|时|之?[前后]|情况下|之日起)$")


def _measured(asked: str, pieces: list[str]) -> set[int]:
    """The phrases that hold a value in a unit of the asking phrase's values."""
    units = {quantity.unit for quantity in quantities(asked) if quantity.unit}
    return {i for i, piece in enumerate(pieces) if units & {q.unit for q in quantities(piece)}} if units else set()


def _stretch(asked: str, pieces: list[str], best: int, weigh: Callable[[Term], float]) -> tuple[int, int]:
    """The shortest run of up to four phrases round the best that holds most of what is asked."""
    chosen, value = (best, best), coverage(asked, pieces[best], weigh)
    for first in range(max(0, best - 3), best + 1):
        for last in range(best, min(len(pieces), first + 4)):
            if (first, last) == (best, best):
                continue
            worth = coverage(asked, ",".join(pieces[first:last + 1]), weigh) - 0.08 * (last - first)
            if worth > value + 1e-9:
                chosen, value = (first, last), worth
    return chosen


@dataclass(frozen=True, slots=True)
class Fault:
    """One slot that does not hold. `sure` is 0..1; `said` the words of the draft at fault;
    `wanted` the words asked for; `also` further kinds under which it may be sought."""

    kind: FindingKind
    verdict: Verdict
    reason: str
    sure: float = 0.9
    said: str = ""
    wanted: str = ""
    also: tuple[FindingKind, ...] = ()
