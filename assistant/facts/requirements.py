"""Requirements (要求): the smallest phrases that can be met or missed alone, with their slots."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.actions import ENUMERATOR, goes_on_forbidding, is_state, verb_at_head
from assistant.facts.actor import read_actor
from assistant.facts.dates import DateMention, dates
from assistant.facts.deadlines import Deadline, deadlines
from assistant.facts.frequency import frequency
from assistant.facts.lists import read_lists
from assistant.facts.modality import FORWARD, Modality, modalities
from assistant.facts.names import cited_titles
from assistant.facts.numerals import fold
from assistant.facts.quantities import Quantity, read_quantities
from assistant.facts.scope import exceptions, scope
from assistant.facts.segments import Segments, ends_run, segment
from assistant.facts.statements import Kind, is_background, is_definition, is_guiding, kind_of
from assistant.facts.targets import Aim, is_trend, targets_of
from assistant.types import Requirement

_DATE_HINT = re.compile("[0-9]{1,4}\\s?[年月]|年底|年末|年内|二〇|五”?[末期]")
_FREQUENCY_HINT = re.compile("每|定期|常态化|任期|按[年季月]|逐[年季月]|适时|经常|一年|半年|一季")
_SCOPE_HINT = re.compile("[全所各任凡重主部试条若选抽个逐]")
_ONLY_DATE = re.compile("^[，\\s]*(?:力争|争取|努力|确保|要|应当?|用)*(?:到|在|于|至)?$")
_GOAL = re.compile("目标")
_LIFTING = re.compile("(?:努力|力争|确保|推动|促进|实现|使|做到)")


@dataclass(slots=True)
class _Run:
    """What the phrases of one run inherit from those before them."""

    actor: str | None = None
    modal: Modality | None = None
    forbidden: Modality | None = None
    deadline: Deadline | None = None
    exception: str | None = None
    topic: int | None = None
    topic_dated: bool = False
    lifting: bool = False


class _Reader:
    """One pass over one clause."""

    def __init__(self, text: str, clause: str, goal: bool, guiding: bool, year: int | None) -> None:
        self.printed = text
        self.text = fold(text)
        self.clause = clause
        self.goal, self.guiding = goal, guiding
        self.cut: Segments = segment(self.text)
        self.dates: tuple[DateMention, ...] = dates(self.text)
        self.quantities: tuple[Quantity, ...] = read_quantities(self.text, self.dates, self.cut.shields)
        self.deadlines = deadlines(self.text, year) if _DATE_HINT.search(self.text) else ()
        self.out: list[Requirement] = []

    def read(self, skip: int) -> tuple[Requirement, ...]:
        """All requirements but those that end before `skip` (a heading)."""
        described = False
        for first, past in self.cut.sentences:
            start, end = self.cut.phrases[first][0], self.cut.phrases[past - 1][1]
            if end <= skip:
                continue
            sentence = self.text[start:end]
            if is_background(sentence):
                described = True
                if "必须" not in sentence and "要" not in sentence:
                    continue
            self._sentence(first, past, sentence, described)
        return tuple(self.out)

    def _sentence(self, first: int, past: int, sentence: str, described: bool) -> None:
        text, phrases = self.text, self.cut.phrases
        run = _Run()
        acted = False
        goal = self.goal
        guiding = self.guiding or is_guiding(sentence)
        for index in range(first, past):
            start, end, stop = phrases[index]
            if index == first and (enumerator := ENUMERATOR.match(text, start, end)):
                start = enumerator.end()
            phrase = text[start:end]
            own = [item for item in self.deadlines if start <= item.start < end]
            if own:
                run.deadline, goal = own[0], True
            numbers = [item for item in self.quantities if start <= item.number < end]
            words = [item for item in modalities(phrase) if not self._quoted(start + item.start)]
            if own and not numbers and _ONLY_DATE.match(text[start:own[0].start]) and end - own[0].end <= 1:
                run.topic = start if run.topic is None else run.topic
                run.topic_dated = True
                self._inherit(run, words)
                continue
            following = text[phrases[index + 1][0]:phrases[index + 1][1]] if index + 1 < past and not ends_run(stop) else ""
            kind = Kind.SLOGAN if is_definition(phrase) else kind_of(phrase, following, bool(words), bool(numbers))
            if kind is Kind.TOPIC:
                self._topic(run, start, end, phrase)
                continue
            firm = bool(numbers) or bool(own) or any(word.rung >= 4 for word in words)
            wanted = kind is Kind.ACT or (kind is Kind.EFFECT and not acted)
            if guiding and not firm:
                wanted = False
            if kind is Kind.STATE and not described:
                wanted = goal or run.lifting or is_trend(phrase)
            if wanted:
                self._add(run, start, end, phrase, words, numbers, own, goal, sentence, index, past)
                acted = True
            run.lifting = _LIFTING.match(phrase) is not None or (run.lifting and kind is Kind.STATE)
            run.topic, run.topic_dated = None, False
            if ends_run(stop):
                run.modal = run.forbidden = run.exception = None

    def _topic(self, run: _Run, start: int, end: int, phrase: str) -> None:
        """A condition or topic: it opens the quote of the phrase behind it."""
        run.topic = start if run.topic is None else run.topic
        found = exceptions(phrase)
        run.exception = found[0].text if found else run.exception
        if (actor := read_actor(self.text, start, end)) is not None:
            run.actor = actor.name

    def _quoted(self, at: int) -> bool:
        return any(left < at < right and self.text[left] in "“《" for left, right in self.cut.shields)

    @staticmethod
    def _inherit(run: _Run, words: list[Modality]) -> None:
        for word in words:
            if word.prohibition:
                run.forbidden = word
            elif word.word in FORWARD:
                run.modal = word

    def _add(self, run: _Run, start: int, end: int, phrase: str, words: list[Modality], numbers: list[Quantity],
             own: list[Deadline], goal: bool, sentence: str, index: int, past: int) -> None:
        text, phrases = self.text, self.cut.phrases
        begin = run.topic if run.topic is not None else start
        if not is_state(phrase) and (actor := read_actor(text, start, end)) is not None:
            run.actor = actor.name
        forbidden = next((word for word in words if word.prohibition), None)
        if forbidden is None and run.forbidden is not None:
            if not words and goes_on_forbidding(phrase):
                forbidden = run.forbidden
            else:
                run.forbidden = None
        modal = self._modal(run, words, forbidden)
        self._inherit(run, words)
        verb = verb_at_head(phrase)
        later = phrases[index + 1:past]
        aim = Aim(
            cut=self.cut, start=start, end=end, quantities=numbers, deadline=run.deadline,
            dated=bool(own) or run.topic_dated, goal=goal,
            more_states=bool(later) and kind_of(text[later[0][0]:later[0][1]], "", False, False) is Kind.STATE,
            number_follows=any(later[0][0] <= item.number < later[-1][1] and item.unit == "%" for item in self.quantities)
            if later else False,
        )
        enumerations = read_lists(self.cut, start, end)
        found = exceptions(text[begin:end])
        when = frequency(text[begin:end]) if _FREQUENCY_HINT.search(text, begin, end) else None
        reach = scope(text[begin:end]) if _SCOPE_HINT.search(text, begin, end) else None
        self.out.append(Requirement(
            clause=self.clause,
            quote=self.printed[begin:end],
            actor=run.actor,
            action=phrase[verb[0]:verb[1]] if verb else None,
            object=phrase[verb[1]:] if verb else None,
            members=max((item.members for item in enumerations), key=len, default=()),
            modality=modal,
            prohibition=forbidden is not None,
            targets=targets_of(aim) if forbidden is None or numbers else (),
            deadline=run.deadline.label if run.deadline else None,
            frequency=when.label if when else None,
            scope=reach.text if reach else None,
            exception=found[0].text if found else run.exception,
            cited=tuple(title.name for title in cited_titles(text[begin:end])),
            sentence=sentence,
        ))

    @staticmethod
    def _modal(run: _Run, words: list[Modality], forbidden: Modality | None) -> str | None:
        if forbidden is not None:
            return forbidden.word
        soft = [word for word in words if word.soft]
        if soft:
            return min(soft, key=lambda word: word.rung).word
        if words:
            return max(words, key=lambda word: word.rung).word
        return run.modal.word if run.modal else None


def read_requirements(
    text: str, clause: str, goal: bool = False, guiding: bool = False, skip: int = 0, year: int | None = None
) -> tuple[Requirement, ...]:
    """As `requirements_of`; `goal`: the clause states aims; `guiding`: principles, where only what
    is demanded in so many words counts; `skip`: offset where its heading ends."""
    return _Reader(text, clause, goal, guiding, year).read(skip)


def requirements_of(text: str, clause: str = "") -> tuple[Requirement, ...]:
    """The requirements of a text that is known to demand something.

    >>> [(r.quote, r.modality) for r in requirements_of("各级党委要切实履行领导职责，及时研究解决重大问题。严禁重复督查。")]
    [('各级党委要切实履行领导职责', '要'), ('及时研究解决重大问题', '要'), ('严禁重复督查', '严禁')]
    >>> requirements_of("确保每人每年接受不少于60学时的培训")[0].targets[0].value
    60
    """
    return read_requirements(text, clause, bool(_GOAL.search(text[:20])))
