"""Adding from the sources, lengthening, restoring, going back to a version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.additions import additions
from assistant.drafting.changes import next_version
from assistant.drafting.desk import Desk, nowhere
from assistant.drafting.instructions import Add, Lengthen
from assistant.drafting.targets import on_topic, section_for, spot
from assistant.drafting.topics import topics
from assistant.errors import BadInput
from assistant.types import Draft, DraftSection, DraftSentence

_LAST_YEAR = re.compile(r"(?:与|和|同)?(?:上一?年度?|去年|前年|同期|同比|对比|比较)+(?:的)?")


def add(draft: Draft, command: Add, desk: Desk) -> Draft:
    if command.comparison:
        plain = _LAST_YEAR.sub("", command.topic).strip("的") or command.topic
        command = replace(command, topic=plain)
    found = additions(draft, command.topic, desk.materials, desk.plan, comparison=command.comparison,
                      previous=desk.previous)
    topic = topics().classify(command.topic)
    at: int | None = None
    if command.place:
        place = spot(draft, command.place)
        if place is None or not place.sentences:
            raise nowhere(command.place)
        at = place.sentences[-1][0]
    if at is None:
        at = section_for(draft, command.topic, topic.id if topic else None)
    if at is None:
        raise BadInput(f"不知道“{command.topic}”应放在哪一段;请说明,如“在第三段补充{command.topic}”",
                       f"no paragraph for {command.topic!r}; say where")
    return _inserted(draft, at, found)


def _inserted(draft: Draft, at: int, found: Sequence[DraftSentence]) -> Draft:
    """At the end of a paragraph, before its placeholders."""
    section = draft.sections[at]
    marks = len(section.sentences)
    while marks and section.sentences[marks - 1].status == "placeholder":
        marks -= 1
    fresh = replace(section, sentences=(*section.sentences[:marks], *found, *section.sentences[marks:]))
    return next_version(draft, [fresh if i == at else s for i, s in enumerate(draft.sections)], draft.notices)


def lengthen(draft: Draft, command: Lengthen, desk: Desk) -> Draft:
    place = spot(draft, command.target)
    if place is None or not place.sentences:
        raise nowhere(command.target)
    at = place.sentences[-1][0]
    heading = draft.sections[at].heading or command.target
    topic = topics().classify(heading + "".join(s.text for s in draft.sections[at].sentences))
    now = sum(len(draft.sections[i].sentences[j].text) for i, j in place.sentences)
    found: list[DraftSentence] = []
    for sentence in additions(draft, topic.heading if topic else heading, desk.materials, desk.plan,
                              topic=topic.id if topic else None):
        if now + len(sentence.text) <= 1.1 * command.length:
            found.append(sentence)
            now += len(sentence.text)
    if not found:
        raise BadInput("报送材料中没有更多可补充的内容", "the material holds nothing more on this")
    return _inserted(draft, at, found)


def restore(draft: Draft, topic: str, desk: Desk) -> Draft:
    for old in sorted(desk.history, key=lambda d: -d.version):
        if old.version >= draft.version:
            continue
        lost = [(old.sections[i], old.sections[i].sentences[j]) for i, j in on_topic(old, topic)]
        now = {s.text for section in draft.sections for s in section.sentences}
        lost = [(section, s) for section, s in lost if s.text not in now]
        if lost:
            return _put_back(draft, lost)
    return add(draft, Add(topic, ""), desk)


def _put_back(draft: Draft, lost: Sequence[tuple[DraftSection, DraftSentence]]) -> Draft:
    sections = list(draft.sections)
    for home, sentence in lost:
        at = next((i for i, s in enumerate(sections) if s.heading == home.heading), None)
        if at is None:
            sections.append(DraftSection(home.heading, (sentence,), home.level))
            continue
        mine = list(sections[at].sentences)
        twin = next((j for j, s in enumerate(mine)
                     if (s.citations, s.status) == (sentence.citations, sentence.status)), None)
        if twin is not None:
            mine[twin] = sentence
        else:
            order = [s.citations for s in home.sentences]
            place = order.index(sentence.citations)
            after = [j for j, s in enumerate(mine) if s.citations in order[:place]]
            mine.insert(after[-1] + 1 if after else 0, sentence)
        sections[at] = replace(sections[at], sentences=tuple(mine))
    return next_version(draft, sections, draft.notices)


def go_back(draft: Draft, version: int, desk: Desk) -> Draft:
    wanted = version or draft.version - 1
    for old in desk.history:
        if old.version == wanted:
            if old.sections == draft.sections and old.conflicts == draft.conflicts:
                break
            return replace(old, version=draft.version + 1, notices=(f"已恢复第{wanted}版的内容",))
    if wanted == draft.version or any(d.version == wanted for d in desk.history):
        raise BadInput(f"第{wanted}版就是现在的内容", f"version {wanted} is what stands now")
    known = "、".join(str(v) for v in sorted({d.version for d in desk.history} | {draft.version}))
    raise BadInput(f"没有第{wanted}版;现有版本:{known}", f"no version {wanted}; there are: {known}")
