"""Requirements (要求): the smallest phrases that can be met or missed alone, with their slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.facts.actions import ENUMERATOR, goes_on_forbidding
from assistant.facts.actor import names_actor
from assistant.facts.deadlines import Deadline
from assistant.facts.frequency import Frequency
from assistant.facts.marks import NOTHING, Marks, Told, read_marks
from assistant.facts.modality import FORWARD, Modality
from assistant.facts.names import cited_titles
from assistant.facts.phrase import Phrase, phrase_of
from assistant.facts.quantity import Quantity
from assistant.facts.statements import (
    Kind,
    Opening,
    demands,
    is_background,
    is_definition,
    is_guiding,
    is_preamble,
    may_define,
    may_describe,
    opening_of,
)
from assistant.facts.targets import Aim, can_aim, is_measured, targets_of
from assistant.types import Requirement, Target

_ONLY_DATE = re.compile("^[，\\s]*(?:力争|争取|努力|确保|要|应当?|用)*(?:到|在|于|至)?$")
#: 各部门主要负责人|为第一责任人
_RESPONSIBLE = re.compile("(?:作为|为|是)[^，]{0,6}责任人$")
_BOUND = ("低于", "高于", "少于", "多于", "超过", "不足", "不满", "未满", "不到", "未达到")
_GOAL = re.compile("目标")
#: A note of who answers for an item, in brackets behind it: an owner, not a demand of its own.
_IN_CHARGE = re.compile("^[（(](?:责任|牵头|配合|主办|协办|实施|主管)(?:单位|部门|领导)|^[（(]完成时[限间]"
                        "|^[（(][^（()）]{2,60}(?:牵头|负责|配合)[）)]$")
#: 努力实现A、确保B: the states behind go on under it.
_LIFTING = ("努力", "力争", "确保", "推动", "促进", "实现", "使", "做到")


@dataclass(slots=True)
class _Run:
    """What the phrases of one run inherit from those before them. `held`: there is a topic,
    scope or frequency that only the next phrase takes."""

    actor: str | None = None
    modal: Modality | None = None
    forbidden: Modality | None = None
    deadline: Deadline | None = None
    exception: str | None = None
    scope: str | None = None
    frequency: Frequency | None = None
    topic: int | None = None
    topic_dated: bool = False
    joint: bool = False
    limits: list[Quantity] = field(default_factory=list)
    held: bool = False


class _Reader:
    """One pass over one clause."""

    def __init__(self, printed: str, clause: str, goal: bool, guiding: bool, year: int | None) -> None:
        self.printed, self.clause = printed, clause
        self.goal, self.guiding = goal, guiding
        self.marks: Marks = read_marks(printed, year)
        self.text = self.marks.text
        self.defines, self.describes = may_define(self.text), may_describe(self.text)
        self.aims = can_aim(self.text)
        self.out: list[Requirement] = []

    def read(self, skip: int) -> tuple[Requirement, ...]:
        """All requirements but those that end before `skip` (a heading)."""
        described = False
        phrases = self.marks.cut.phrases
        for first, past in self.marks.cut.sentences:
            start, end = phrases[first][0], phrases[past - 1][1]
            if end <= skip:
                continue
            sentence = self.text[start:end]
            if self.defines and is_preamble(sentence):
                continue
            if self.describes and is_background(sentence):
                described = True
                if not demands(sentence):
                    continue
            self._sentence(first, past, sentence, described)
        return tuple(self.out)

    def _sentence(self, first: int, past: int, sentence: str, described: bool) -> None:
        text, marks, phrases = self.text, self.marks, self.marks.cut.phrases
        run = _Run()
        acted, lifted, goal = False, False, self.goal
        guiding = self.guiding or is_guiding(sentence)
        sentence_end = phrases[past - 1][1]
        silent = not marks.any_before(sentence_end)
        phrase = ""
        for index in range(first, past):
            start, end, stop = phrases[index]
            if index == first and (enumerator := ENUMERATOR.match(text, start, end)) and enumerator.end() < end:
                start = enumerator.end()
            before, phrase = phrase, text[start:end]
            told = NOTHING if silent else marks.take(start, end)
            lasting = run.deadline
            if told is not NOTHING:
                _slots(run, told)
                own = told.deadlines
                if own and not told.numbers and end - own[0].end <= 1 and _opens(text, start, own[0]):
                    run.topic = start if run.topic is None else run.topic
                    run.topic_dated = goal = run.held = True
                    _inherit(run, told.modal)
                    continue
                goal = goal or bool(own)
            look = phrase_of(phrase)
            following = Opening.NONE
            if index + 1 < past and stop not in "；;":
                # How the next one opens matters only to a phrase without a verb at its head.
                following = Opening.PLAIN
                if look.head is None:
                    following = opening_of(text[phrases[index + 1][0]:phrases[index + 1][1]])
            kind = look.kind(following, bool(told.modal), bool(told.numbers))
            if self.defines and is_definition(phrase):
                kind = Kind.SLOGAN
            if kind is Kind.ACT and _IN_CHARGE.match(phrase):
                continue
            if kind is Kind.TOPIC:
                self._topic(run, start, look, told)
                continue
            wanted = kind is Kind.ACT or (kind is Kind.EFFECT and not acted)
            if guiding and wanted:
                wanted = bool(told.numbers or told.deadlines or run.modal) or any(word.rung >= 4 for word in told.modal)
            elif kind is Kind.STATE:
                lifted = lifted or before.startswith(_LIFTING)
                wanted = not described and (goal or lifted or is_measured(phrase))
            if wanted:
                self._add(run, start, end, look, told, goal, sentence, sentence_end)
                acted = True
            if kind is not Kind.STATE:
                lifted = False
            if told.deadlines and not _opens(text, start, told.deadlines[0]):
                run.deadline = lasting  # said of its own subject, not of what follows
            if run.held and kind is not Kind.MANNER:
                run.topic, run.topic_dated, run.scope, run.frequency, run.held = None, False, None, None, False
                run.limits = []
            if stop in "；;":
                run.modal = run.forbidden = run.exception = None

    def _topic(self, run: _Run, start: int, look: Phrase, told: Told) -> None:
        """A condition or topic: it opens the quote of the phrase behind it.

        A share, a reach or a bound in it is a limit (低于八十分的，…); a mere count is only its case.
        """
        run.limits += [
            item for item in told.numbers
            if item.unit == "%" or look.text.endswith("范围内") or (item.qualifier or "").startswith(_BOUND)
            or (item.unit == "年" and item.qualifier is None)  # 实施满两年的
        ]
        run.topic = start if run.topic is None else run.topic
        run.held = True
        _inherit(run, told.modal)
        if names_actor(look.text):
            run.actor, run.joint = _RESPONSIBLE.sub("", look.text), True
        elif actor := look.actor():
            run.actor = actor

    def _add(
        self, run: _Run, start: int, end: int, look: Phrase, told: Told, goal: bool, sentence: str, sentence_end: int
    ) -> None:
        words, numbers, cut = told.modal, told.numbers, self.marks.cut
        aim_start = start
        if run.limits and run.topic is not None:
            numbers, aim_start = [*run.limits, *numbers], run.topic
            run.limits = []
        phrase, head = look.text, look.head
        if actor := look.actor():
            rate = not words and any(item.unit == "%" for item in numbers)
            if not rate:
                run.actor = f"{run.actor}、{actor}" if run.joint else actor
        run.joint = False
        forbidden: Modality | None = None
        modal: str | None = None
        if words or run.forbidden:
            forbidden = _forbidden(run, words, phrase)
            modal = _modal(run, words, forbidden)
            _inherit(run, words)
        elif run.modal:
            modal = run.modal.word
        dated = bool(told.deadlines) or run.topic_dated
        limit = _limit(run, told)
        targets: tuple[Target, ...] = ()
        if numbers or (forbidden is None and (dated or (self.aims and look.aims()))):
            later = self.text[end + 1:sentence_end]
            targets = targets_of(Aim(cut, aim_start, end, numbers, limit, dated, goal, later))
        quote = self.printed[start if run.topic is None else run.topic:end]
        # Positional: the fields of Requirement in their order; by name costs a third more here.
        self.out.append(Requirement(
            self.clause, quote, run.actor,
            phrase[head[0]:head[1]] if head else None,  # action
            phrase[head[1]:] if head else None,  # object
            look.members(),
            modal, forbidden is not None, targets,
            limit.label if limit else None,
            run.frequency.label if run.frequency else None,
            run.scope, run.exception,
            tuple([title.name for title in cited_titles(quote)]) if "《" in quote else (),
            sentence,
        ))


def _limit(run: _Run, told: Told) -> Deadline | None:
    """The deadline over this phrase. One said of what went before does not bind what comes back every year."""
    limit = run.deadline
    once = limit is not None and not limit.recurring and not told.deadlines
    if once and any(item.per_year for item in told.frequencies):
        return None
    return limit


def _forbidden(run: _Run, words: Sequence[Modality], phrase: str) -> Modality | None:
    """The prohibition over this phrase: its own, or that of a phrase before which it goes on."""
    own = next((word for word in words if word.prohibition), None)
    if own is None and run.forbidden is not None:
        if not words and goes_on_forbidding(phrase):
            return run.forbidden
        run.forbidden = None
    return own


def _opens(text: str, start: int, limit: Deadline) -> bool:
    """The deadline opens its phrase (到2025年，…) and so holds for those behind it."""
    return _ONLY_DATE.match(text[start:limit.start]) is not None


def _slots(run: _Run, told: Told) -> None:
    """Deadline, scope, frequency and exception of a phrase, or of the topic before it."""
    if told.deadlines:
        run.deadline = told.deadlines[0]
    if told.scopes or told.frequencies:
        run.held = True
    if told.scopes:
        run.scope = run.scope or told.scopes[0].text
    if told.frequencies and (run.frequency is None or run.frequency.per_year is None):
        run.frequency = next((item for item in told.frequencies if item.per_year is not None), told.frequencies[0])
    if told.exceptions:
        run.exception = told.exceptions[0].text


def _inherit(run: _Run, words: Sequence[Modality]) -> None:
    for word in words:
        if word.prohibition:
            run.forbidden = word
        elif word.word in FORWARD:
            run.modal = word


def _modal(run: _Run, words: Sequence[Modality], forbidden: Modality | None) -> str | None:
    if forbidden is not None:
        return forbidden.word
    if not words:
        return run.modal.word if run.modal else None
    soft = [word for word in words if word.soft]
    if soft:
        return min(soft, key=lambda word: word.rung).word
    return max(words, key=lambda word: word.rung).word


def read_requirements(
    text: str, clause: str, goal: bool = False, guiding: bool = False, skip: int = 0, year: int | None = None
) -> tuple[Requirement, ...]:
    """As `requirements_of`; `goal`: the clause states aims; `guiding`: principles, where only what
    is demanded in so many words counts; `skip`: offset where its heading ends."""
    return _Reader(text, clause, goal, guiding, year).read(skip)


def requirements_of(text: str, clause: str = "") -> tuple[Requirement, ...]:
    """The requirements of a text that is known to demand something.

    >>> [(r.quote, r.modality) for r in requirements_of("各级党委要切实履行职责，及时研究问题。严禁重复督查。")]
    [('各级党委要切实履行职责', '要'), ('及时研究问题', '要'), ('严禁重复督查', '严禁')]
    >>> requirements_of("确保每人每年接受不少于60学时的培训")[0].targets[0].value
    60
    """
    return read_requirements(text, clause, bool(_GOAL.search(text[:20])))
