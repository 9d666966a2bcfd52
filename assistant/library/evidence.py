"""Which sentences of the clauses found answer, and with which words.

A sentence fits a question by the share of the question's terms it prints, rare
ones counting more; of several that fit, one that holds the value asked for
(`slots`) answers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence
from copy import copy
from dataclasses import dataclass, replace

from assistant.library import slots, years
from assistant.library.lexical import LayeredBM25, fold, grams
from assistant.library.passages import passages
from assistant.library.query import Query
from assistant.types import Clause

_PHRASE = re.compile(r"[^,，。;；:：!?！？\n]+")
NUMBERING = re.compile(r"^(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.、．](?!\d))\s*")
_PARTED = re.compile(r"[,，;；]")
_DATELINE = re.compile(r"(?:19|20)\d\d[\d年月\s]{2,12}日?")
# 由…负责 in the sentence itself, or a line on who answers for the whole clause.
_ASSIGNED = re.compile(r"由[^,，。;；]{2,30}(?:负责|牵头|承担|组织|办理|受理|约谈|开展|实施|审核|主持)|负责[^,，。;；人]|牵头")
_ASSIGNING = re.compile(r"[（(]?(?:责任|牵头|配合|主管|承办)(?:单位|部门|领导|人)[:：][^（）()。\n]+[）)]?")
_WITH_LINE = 110
_OFFICIAL_SHARE = 0.4    # an official term added for an everyday word counts less than a word asked with
_HEADING_SHARE = 0.75    # a run-in heading names the topic; the sentence after it says something
_OTHER_YEAR_SHARE = 0.5  # of the best score: a value of the year asked for goes before one of another year
_APART = 0.05
_NEAREST = 3.0           # a cosine .05 above the clause's mean is worth a fit of .15
_HOLDS_BONUS = 0.25      # a sentence with the value asked for goes before one that only fits a little better


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best sentence of one clause: its place, how well it fits (0..1), whether it holds the
    value asked for, whether it tells of the year asked for (`years.tells_of`), and the spans that answer. All spans
    are of the clause's text."""

    clause: Clause
    start: int
    end: int
    fit: float
    holds: bool
    marks: tuple[tuple[int, int], ...]
    best_fit: float
    fit_with_value: float
    told: int = 2

    @property
    def printed(self) -> str:
        """The sentence, folded."""
        return fold(self.clause.text[self.start:self.end])

    @property
    def quote(self) -> str:
        return self.clause.text[self.start:self.end]


class Fitting:
    """How well texts fit one question. `years`: those it asks for, none when any will do."""

    def __init__(self, query: Query, bm25: LayeredBM25, clauses: int) -> None:
        self.query = query
        self.years = years.asked(query.text)
        self.slot = slots.wanted(query.text)
        self._question = fold(query.text)
        self._weights: dict[str, float] = {}
        for token in grams(query.topic):
            self._weights[token] = _rarity(bm25, clauses, token)
        for term in query.official:
            for token in grams(term):
                self._weights.setdefault(token, _OFFICIAL_SHARE * _rarity(bm25, clauses, token))
        # Single characters say little; a whole number or Latin word says much.
        self._weights = {token: weight for token, weight in self._weights.items()
                         if len(token) > 1 or token.isascii()} or self._weights
        self._total = sum(self._weights.values()) or 1.0

    def fit(self, text: str) -> float:
        """0..1: the share of the question's weighted terms that the text prints."""
        printed = fold(text)
        return sum(weight for token, weight in self._weights.items() if token in printed) / self._total

    def of_year(self, year: int) -> Fitting:
        """The same question asked for one of its years alone."""
        one = copy(self)
        one.years = frozenset((year,))
        return one

    def of_part(self, part: str) -> Fitting:
        """The same question where it asks for one of its values, in the words of that part."""
        one, here = copy(self), set(grams(part))
        slot = slots.wanted(part)
        if slot is not None and slot.kind == "count" and not slots.unit(part) and self.slot is not None:
            # 完成了多少: the value is of the kind asked for before, of something else perhaps.
            slot = replace(self.slot, heads=(), needed=0)
        one.slot = slot
        one._weights = {token: (2 if token in here else 1) * weight for token, weight in self._weights.items()}
        one._total = sum(one._weights.values()) or 1.0
        return one

    def best(self, clause: Clause, cosines: Sequence[float] = (), period: str | None = None) -> Evidence | None:
        """The sentence of a clause that answers best; None for a clause without text.

        cosines: of the question with each of its `passages`, where known: they tell which sentence
        is meant where the question's words are not the clause's. period: of the clause's document.
        """
        found: tuple[float, int, int, float, bool] | None = None
        dated: tuple[float, int, int, float, bool] | None = None
        best_fit = fit_with_value = 0.0
        spans = passages(clause.text)
        nearness = _nearness(cosines) if len(cosines) == len(spans) else [0.0] * len(spans)
        for (start, end), near in zip(spans, nearness, strict=True):
            text = clause.text[start:end]
            fit = self.fit(text)
            holds = self.slot is not None and self.slot.in_text(fold(text), self._question)
            best_fit = max(best_fit, fit)
            if holds:
                fit_with_value = max(fit_with_value, fit)
            score = fit + near + (_HOLDS_BONUS * fit if holds else 0.0)
            if not holds and _is_heading(clause, start, end):
                score *= _HEADING_SHARE
            if found is None or score > found[0]:
                found = (score, start, end, fit, holds)
            if self.years and holds and self._tells(text, clause, period) == 2 and (dated is None or score > dated[0]):
                dated = (score, start, end, fit, holds)
        if found is None:
            return None
        if dated is not None and dated[0] >= _OTHER_YEAR_SHARE * found[0]:
            found = dated
        if not found[4] and self.slot is not None and self.slot.kind in ("day", "date"):
            for start, end in passages(clause.text):
                if self._dates_all(clause, start, end):
                    found, fit_with_value = (found[0], start, end, best_fit, True), best_fit
        if self.slot is not None and self.slot.kind == "who" and (line := _ASSIGNING.search(clause.text)) is not None \
                and not _ASSIGNED.search(clause.text[found[1]:found[2]]):
            start = found[1] if 0 < line.end() - found[1] <= _WITH_LINE else line.start()
            found, fit_with_value = (found[0], start, line.end(), best_fit, True), best_fit
        _, start, end, fit, holds = found
        if not holds and _is_heading(clause, start, end):
            # The heading tells where the answer stands; what follows it is the answer.
            start, end = next(span for span in passages(clause.text) if span[0] >= end)
        told = self._tells(clause.text[start:end] if holds else "", clause, period)
        return Evidence(clause, start, end, fit, holds, self._marks(clause.text, start, end), best_fit,
                        fit_with_value, told)

    def another(self, clause: Clause, said: Container[int], period: str | None = None) -> Evidence | None:
        """The best sentence that holds the value asked for, those that begin at `said` left out."""
        spans = [(a, b) for a, b in passages(clause.text) if a not in said and self.slot is not None
                 and self.slot.in_text(fold(clause.text[a:b]), self._question)]
        if not spans:
            return None
        fit, start, end = max((self.fit(clause.text[a:b]), a, b) for a, b in spans)
        return Evidence(clause, start, end, fit, True, self._marks(clause.text, start, end), fit, fit,
                        self._tells(clause.text[start:end], clause, period))

    def _tells(self, sentence: str, clause: Clause, period: str | None) -> int:
        """`years.tells_of`: of the phrases of a sentence that hold the value asked for, with what stands
        before them in it; a year named after a value is not the value's."""
        if not self.years:
            return 2
        folded, best = fold(sentence), -1
        for phrase in _PHRASE.finditer(folded) if self.slot is not None else ():
            if self.slot is not None and self.slot.in_text(phrase[0], self._question):
                best = max(best, years.tells_of(self.years, folded[:phrase.end()], clause.text, period))
        return best if best >= 0 else years.tells_of(self.years, folded, clause.text, period)

    def _dates_all(self, clause: Clause, start: int, end: int) -> bool:
        """Whether a line dates its whole clause: a date of its own, or a heading with one (动员部署(6月下旬))."""
        text = clause.text[start:end]
        return _DATELINE.fullmatch(text) is not None or (
            self.slot is not None and _is_heading(clause, start, end) and self.slot.in_text(fold(text)))

    def _marks(self, text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The phrases of a sentence that print what was asked, at most three, neighbours joined."""
        spans = [(start + m.start(), start + m.end()) for m in _PHRASE.finditer(text[start:end])]
        if not spans:
            return ()
        scored = []
        for a, b in spans:
            score = self.fit(text[a:b])
            if self.slot is not None and self.slot.in_text(fold(text[a:b]), self._question):
                score += 0.1
            scored.append((score, a, b))
        top = max(scored)[0]
        if top <= 0:
            return ((start, end),)
        chosen = sorted((a, b) for score, a, b in sorted(scored, reverse=True)[:3] if score >= 0.5 * top)
        out = [chosen[0]]
        for a, b in chosen[1:]:
            if a - out[-1][1] <= 1:
                out[-1] = (out[-1][0], b)
            else:
                out.append((a, b))
        return tuple(out)


def _is_heading(clause: Clause, start: int, end: int) -> bool:
    """Whether a sentence is a run-in heading with text after it."""
    heading = NUMBERING.sub("", clause.heading)
    # What has parts between commas is a sentence, also where it stands first.
    return (start == 0 and bool(heading) and not _PARTED.search(heading) and heading in clause.text[start:end]
            and len(NUMBERING.sub("", clause.text[start:end])) <= len(heading) + 2
            and bool(clause.text[end:].strip(" \n。")))


def _nearness(cosines: Sequence[float]) -> list[float]:
    mean = sum(cosines) / len(cosines) if cosines else 0.0
    # Models differ in how far their cosines lie apart; none may outweigh the words.
    return [_NEAREST * max(-_APART, min(_APART, cosine - mean)) for cosine in cosines]


def _rarity(bm25: LayeredBM25, clauses: int, token: str) -> float:
    containing = bm25.frequency(token)
    return math.log(1 + (clauses - containing + 0.5) / (containing + 0.5))


def strongest(evidence: Sequence[Evidence]) -> tuple[float, float]:
    """Over several clauses: the best fit of any sentence, and of one that holds the value asked for."""
    return (max((e.best_fit for e in evidence), default=0.0),
            max((e.fit_with_value for e in evidence), default=0.0))
