"""What a report says was done without a number (定性成效): 印发了工作要点, 建立联席会议机制."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.actions import ENUMERATOR, verb_at_head
from assistant.facts.actor import names_actor, read_actor
from assistant.facts.figures import is_planned
from assistant.facts.marks import NOTHING, read_marks
from assistant.facts.statements import Kind, is_definition, is_guiding, kind_of, opening_of

_LACKING = re.compile(
    "有待|不足|不够|差距|短板|弱项|薄弱|滞后|欠缺|缺乏|尚未|未能|不强|不高|不平衡|难以|困难|存在.{0,8}问题"
)
_DONE = re.compile("了|已|完成|成功|全部|首次|率先")


@dataclass(frozen=True, slots=True)
class Achievement:
    """One thing done, or only `planned`. `quote` is `text[start:end]` of the text it was read in.

    `told_done`: the words say so (了, 已, 完成); else the report only names the act.
    """

    clause: str
    quote: str
    action: str | None
    planned: bool
    subject: str | None
    start: int
    end: int
    told_done: bool = False


def achievements_of(text: str, clause: str = "") -> tuple[Achievement, ...]:
    """The acts and states without numbers that a report tells, in order.

    Slogans, manner, purpose and what is lacking are left out; 拟, 计划, 将 make it planned.

    >>> [(a.quote, a.planned) for a in achievements_of("印发了工作要点，健全机制。下一步，将开展督察。")]
    [('印发了工作要点', False), ('健全机制', False), ('将开展督察', True)]
    >>> achievements_of("为全县发展提供了有力保障，但执法力量仍有不足。")
    ()
    """
    marks = read_marks(text, None)
    folded, phrases = marks.text, marks.cut.phrases
    out: list[Achievement] = []
    for first, past in marks.cut.sentences:
        if is_guiding(folded[phrases[first][0]:phrases[past - 1][1]]):
            continue
        subject: str | None = None
        planned = False
        topic: int | None = None
        for index in range(first, past):
            start, end, _ = phrases[index]
            if index == first and (enumerator := ENUMERATOR.match(folded, start, end)) and enumerator.end() < end:
                start = enumerator.end()
            phrase = folded[start:end]
            told = marks.take(start, end)
            planned = planned or is_planned(phrase)
            if actor := read_actor(folded, start, end):
                subject = actor.name
            following = folded[phrases[index + 1][0]:phrases[index + 1][1]] if index + 1 < past else ""
            head = verb_at_head(phrase)
            kind = kind_of(phrase, opening_of(following), bool(told.modal), bool(told.numbers), head is not None)
            if kind is Kind.TOPIC:
                topic = start if topic is None else topic
                subject = phrase if names_actor(phrase) else subject
                continue
            said = kind in (Kind.ACT, Kind.STATE, Kind.EFFECT) and not _LACKING.search(phrase)
            if said and not is_definition(phrase) and (told is NOTHING or not told.numbers):
                begin = start if topic is None else topic
                action = phrase[head[0]:head[1]] if head else None
                out.append(Achievement(
                    clause, text[begin:end], action, planned, subject, begin, end, _DONE.search(phrase) is not None
                ))
            topic = None
    return tuple(out)
