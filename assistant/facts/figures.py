"""Reported figures (数据): value, unit, what they count, for which time, done or only planned."""

from __future__ import annotations

import re

from assistant.facts.actions import ENUMERATOR, lead_length, verb_at_head
from assistant.facts.actor import read_actor
from assistant.facts.dates import DateMention, dates_in
from assistant.facts.distribution import distributed
from assistant.facts.indicators import indicator_of, noun_after, tidied
from assistant.facts.lexicon import words
from assistant.facts.numerals import fold
from assistant.facts.periods import Period, periods
from assistant.facts.quantities import Quantity, read_quantities
from assistant.facts.segments import Segments, Span, segment, shielded
from assistant.types import Figure

_PLANNED = re.compile("|".join(words("cues", "planned")))
_WILL = re.compile("(?<![或即必行])将(?P<adverb>会|要|于|在|陆续|继续|进一步|组织|全面|逐步|重点|适时|审议)?")
#: 将A纳入B: 将 is 把 here.
_TURNED = re.compile("[^，。；]{0,40}(?:(?:由|从)[^，。；]{1,16}(?:到|至|为)|纳入|作为"
    "|列入|分解|细化为|转化为|移送|下放|延伸|挂钩|融入|贯穿)")
_INTENT_HINT = re.compile("[拟将计预打争力有期筹准下明正]")
_SUBJECT_HINT = re.compile("局|委|办|政府|部|院|镇|乡|街道|中心|大队|支队|所|处")


def is_planned(sentence: str) -> bool:
    """Told as intended (拟, 计划, 将 …), not as done.

    >>> is_planned("拟对30个部门进行调整"), is_planned("将73项措施分解细化为79项"), is_planned("将审议307项事项")
    (True, False, True)
    """
    if not _INTENT_HINT.search(sentence):
        return False
    if _PLANNED.search(sentence):
        return True
    return any(
        (will["adverb"] or verb_at_head(sentence[will.end():])) and not _TURNED.match(sentence, will.end())
        for will in _WILL.finditer(sentence)
    )


def _quote(
    text: str, start: int, end: int, quantity: Quantity, siblings: list[Quantity], shields: tuple[Span, ...]
) -> tuple[int, int]:
    """The smallest stretch between 、 that holds one number alone; a 、 in brackets cuts nothing."""
    left, right = start, end
    at = text.rfind("、", start, quantity.start)
    while at >= 0 and shielded(shields, at):
        at = text.rfind("、", start, at)
    if at >= 0 and any(start <= item.number < at for item in siblings):
        left = at + 1
    after = text.find("、", quantity.end, end)
    while after >= 0 and shielded(shields, after):
        after = text.find("、", after + 1, end)
    if after >= 0 and any(after < item.number < end for item in siblings):
        right = after
    return left, right


class _Reader:
    def __init__(self, text: str, clause: str, year: int | None, planned: bool) -> None:
        self.printed, self.text = text, fold(text)
        self.clause, self.planned, self.year = clause, planned, year
        self.cut: Segments = segment(self.text)
        self.dates: tuple[DateMention, ...] = dates_in(self.text)
        self.quantities = read_quantities(self.text, self.dates, self.cut.shields)
        self.out: list[Figure] = []
        self.sentence = 0  #: where in `out` the figures of this sentence begin

    def read(self, skip: int) -> tuple[Figure, ...]:
        if not self.quantities:
            return ()
        spans: tuple[Period, ...] = periods(self.text, self.dates, self.cut.shields, self.year)
        running: str | None = None
        quantity, at = 0, 0
        phrases = self.cut.phrases
        for first, past in self.cut.sentences:
            start, end = phrases[first][0], phrases[past - 1][1]
            here: list[Period] = []
            while at < len(spans) and spans[at].start < end:
                if spans[at].start >= start:
                    here.append(spans[at])
                at += 1
            if here and here[0].scopes:
                running = here[0].label
            numbers: list[Quantity] = []
            while quantity < len(self.quantities) and self.quantities[quantity].number < end:
                if self.quantities[quantity].number >= start:
                    numbers.append(self.quantities[quantity])
                quantity += 1
            if numbers and end > skip:
                self._sentence(first, past, numbers, here, running)
        return tuple(self.out)

    def _sentence(
        self, first: int, past: int, numbers: list[Quantity], here: list[Period], running: str | None
    ) -> None:
        text, phrases = self.text, self.cut.phrases
        subject: str | None = None
        intended = self.planned
        index = 0
        self.sentence = len(self.out)
        for which in range(first, past):
            start, end, _ = phrases[which]
            if which == first and (enumerator := ENUMERATOR.match(text, start, end)) and enumerator.end() < end:
                start = enumerator.end()
            phrase = text[start:end]
            if is_planned(phrase):
                intended = True
            elif re.match("已|共|累计|完成|目前", phrase):
                intended = self.planned
            if _SUBJECT_HINT.search(phrase) and (actor := read_actor(text, start, end)) is not None:
                subject = actor.name
            mine: list[Quantity] = []
            while index < len(numbers) and numbers[index].number < end:
                mine.append(numbers[index])
                index += 1
            if mine:
                self._phrase(start, end, mine, which, intended, subject, here, running)

    def _phrase(
        self, start: int, end: int, mine: list[Quantity], which: int, intended: bool, subject: str | None,
        here: list[Period], running: str | None,
    ) -> None:
        text = self.text
        floor, name = start, ""
        shared = distributed(self.cut, start, mine, [figure.indicator for figure in self.out[self.sentence:]])
        for position, item in enumerate(mine):
            if isinstance(item.value, str):
                floor = item.end
                continue
            ceiling = mine[position + 1].start if position + 1 < len(mine) else end
            name = indicator_of(text, floor, item, ceiling) or name or self._beside(mine, position, end)
            name = name or self._before(which)
            if name in ("占", "占比", "比重") and self.out:
                name = self.out[-1].indicator.removesuffix("占比") + "占比"
            if shared:
                name = shared[position]
            left, right = _quote(text, start, end, item, mine, self.cut.shields)
            named = [span for span in here if span.start <= item.number and (span.opens or span.start >= start)]
            period = named[-1].label if named else running
            self.out.append(Figure(
                clause=self.clause, quote=self.printed[left:right], indicator=name, value=item.value, unit=item.unit,
                period=period, qualifier=item.qualifier, form=item.form, planned=intended, subject=subject,
            ))
            noun = noun_after(text, item.end, ceiling)
            at = text.find(noun, item.end, ceiling) if noun else -1
            floor = at + len(noun) if noun and at + len(noun) < ceiling else item.end

    def _beside(self, mine: list[Quantity], position: int, end: int) -> str:
        """12类45项民生实事: the first takes the name of the number that stands straight behind it."""
        if position + 1 == len(mine) or mine[position + 1].start != mine[position].end:
            return ""
        after = mine[position + 2].start if position + 2 < len(mine) else end
        return indicator_of(self.text, mine[position].end, mine[position + 1], after)

    def _before(self, which: int) -> str:
        """A phrase such as 增长5.7% takes its indicator from the phrase before it."""
        for back in range(which - 1, max(which - 4, -1), -1):
            start, end, _ = self.cut.phrases[back]
            if (enumerator := ENUMERATOR.match(self.text, start, end)) and enumerator.end() < end:
                start = enumerator.end()
            numbers = [item for item in self.quantities if start <= item.number < end]
            if numbers:
                name = indicator_of(self.text, start, numbers[0], end)
                if name:
                    return name
            elif verb_at_head(self.text[start:end]) is None:
                return tidied(self.text[start:end])
            elif back == which - 1:
                return self.text[start + lead_length(self.text[start:end]):end]
        return ""


def read_figures(text: str, clause: str, year: int | None, planned: bool, skip: int = 0) -> tuple[Figure, ...]:
    """As `figures_of`; `planned`: the clause stands under a heading about what is to come."""
    return _Reader(text, clause, year, planned).read(skip)


def figures_of(text: str, clause: str = "") -> tuple[Figure, ...]:
    """The figures of a text that is known to report.

    >>> [(f.indicator, f.value, f.unit, f.period) for f in figures_of("2020年1-9月，清理规章72件、规范性文件1001件。")]
    [('清理规章', 72, '件', '2020-01/2020-09'), ('规范性文件', 1001, '件', '2020-01/2020-09')]
    >>> [(f.value, f.planned) for f in figures_of("拟对30个部门1873项事项进行调整")]
    [(30, True), (1873, True)]
    """
    return read_figures(text, clause, None, False)
