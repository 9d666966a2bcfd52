"""Changes to a draft by instruction: only the sentences concerned, the rest identical to the letter.

Without a model: remove, shorten, lengthen, add from the sources, restore, move, rename,
replace words, settle a conflict, go back to a version. What cannot be understood raises
BadInput that says what can be done; with a model any other wording is tried on one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.additions import additions
from assistant.drafting.budget import length_of
from assistant.drafting.changes import changes, next_version
from assistant.drafting.evidence import by_name
from assistant.drafting.grounding import ground_sentence
from assistant.drafting.instructions import (
    Add,
    GoBack,
    Instruction,
    Lengthen,
    Move,
    Remove,
    Rename,
    Replace,
    Restore,
    Settle,
    Shorten,
    Unclear,
    parse,
)
from assistant.drafting.marks import full, half, squeeze
from assistant.drafting.rephrasing import rephrase
from assistant.drafting.settle import settle
from assistant.drafting.statements import unnumbered
from assistant.drafting.targets import Spot, on_topic, section_for, speaks_of, spot
from assistant.drafting.topics import topics
from assistant.drafting.trimming import shorten, subject, without
from assistant.errors import BadInput
from assistant.library.embedding import Embedder
from assistant.llm import Model
from assistant.types import Document, Draft, DraftSection, DraftSentence

ABLE = ("可以这样说:不要写X;删除第N段;把第N段(或某节、全文)压缩到N字;补充X的数据;恢复X;把X移到Y后面;"
        "把“甲”改为“乙”;把第N段标题改为“…”;X以某单位为准(待核数据);回到第N版")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a revision works with."""

    materials: Sequence[Document]
    plan: Document | None
    previous: Document | None
    embedder: Embedder | None
    model: Model | None
    history: Sequence[Draft]


def revise(draft: Draft, instruction: str, materials: Sequence[Document], plan: Document | None = None,
           previous: Document | None = None, embedder: Embedder | None = None, model: Model | None = None,
           history: Sequence[Draft] = ()) -> Draft:
    """The next version of the draft with its `changed` pieces. The draft given is not changed.

    `history`: earlier versions, for going back and restoring. Raises BadInput for what is not
    understood or cannot be done, saying what can; Unavailable when only a model could and it does not answer.
    """
    desk = Desk(materials, plan, previous, embedder, model, history)
    now = draft
    for command in parse(instruction):
        now = _apply(now, command, desk)
    if now.sections == draft.sections and now.conflicts == draft.conflicts and now.title == draft.title and (
            now.notices == draft.notices):
        raise BadInput("按这个要求没有需要改动的地方", "nothing to change for this instruction")
    return replace(now, version=draft.version + 1, changed=changes(draft, now))


def _apply(draft: Draft, command: Instruction, desk: Desk) -> Draft:
    match command:
        case Remove():
            return _checked(draft, _remove(draft, command.target), desk)
        case Shorten():
            return _checked(draft, _shorten(draft, command), desk)
        case Lengthen():
            return _lengthen(draft, command, desk)
        case Add():
            return _add(draft, command, desk)
        case Restore():
            return _restore(draft, command.topic, desk)
        case Move():
            return _move(draft, command)
        case Rename():
            return _rename(draft, command)
        case Replace():
            return _replace(draft, command, desk)
        case Settle():
            return _settle(draft, command, desk)
        case GoBack():
            return _back(draft, command.version, desk)
        case Unclear():
            return rephrase(draft, command.text, desk.materials, desk.plan, desk.model, ABLE)


def _checked(before: Draft, after: Draft, desk: Desk) -> Draft:
    """A shortened sentence that its quotes no longer bear goes whole."""
    sources = by_name([*desk.materials, *([desk.plan] if desk.plan else [])])
    known = {s.text for section in before.sections for s in section.sentences}

    def edit(i: int, j: int, sentence: DraftSentence) -> DraftSentence | None:
        if sentence.text in known or sentence.status != "supported":
            return sentence
        return None if ground_sentence(sentence, sources, year=before.year) else sentence

    return next_version(before, _edited(after, edit), after.notices)


# --------------------------------------------------------------------- remove

def _remove(draft: Draft, target: str) -> Draft:
    place = spot(draft, target)
    if place is not None:
        if not place.sentences and not place.sections:
            raise _nowhere(target)
        return next_version(draft, _dropped(draft, place), draft.notices)
    concerned = set(on_topic(draft, target))
    if not concerned:
        raise _nowhere(target)

    def edit(i: int, j: int, sentence: DraftSentence) -> DraftSentence | None:
        if (i, j) not in concerned:
            return sentence
        if sentence.status == "placeholder" or speaks_of(subject(_bare(sentence.text)), target):
            return None
        return without(sentence, lambda phrase: speaks_of(phrase, target))

    return next_version(draft, _edited(draft, edit), draft.notices)


def _dropped(draft: Draft, place: Spot) -> list[DraftSection]:
    gone = set(place.sentences)
    sections = []
    for i, section in enumerate(draft.sections):
        if i in place.sections and not place.whole:
            continue
        sections.append(replace(section, sentences=tuple(s for j, s in enumerate(section.sentences) if (i, j) not in gone)))
    return sections


def _edited(draft: Draft, edit: Callable[[int, int, DraftSentence], DraftSentence | None]) -> list[DraftSection]:
    """Every sentence through `edit`; a section emptied by it goes with its heading."""
    out = []
    for i, section in enumerate(draft.sections):
        fresh = tuple(s for j, old in enumerate(section.sentences) if (s := edit(i, j, old)) is not None)
        out.append((replace(section, sentences=fresh), bool(section.sentences) and not fresh))
    return _without_empty(out)


def _without_empty(rows: Sequence[tuple[DraftSection, bool]]) -> list[DraftSection]:
    """Sections but those emptied (true) that head nothing below them."""
    out: list[DraftSection] = []
    for index, (section, emptied) in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        heads = below is not None and section.heading and below[0].level > section.level and not below[1]
        if emptied and section.level > 1 and not heads:
            continue
        out.append(section)
    return out


def _bare(text: str) -> str:
    """A sentence without 一是 at its start, with half-width marks."""
    return re.sub(r"^[一二三四五六七八九十]+是", "", half(text))


# -------------------------------------------------------------------- shorten

def _shorten(draft: Draft, command: Shorten) -> Draft:
    place = spot(draft, command.target) or Spot(on_topic(draft, command.target), ())
    if not place.sentences:
        raise _nowhere(command.target)
    if command.length < 10:
        raise BadInput(f"{command.length}字太短;请给出10字以上的字数", f"{command.length} characters are too few; give 10 or more")
    chosen = [draft.sections[i].sentences[j] for i, j in place.sentences]
    now = sum(length_of(s.text) for s in chosen)
    if now <= command.length:
        return replace(draft, notices=(f"“{command.target or '全文'}”现有{now}字,已不超过{command.length}字,未作改动",))
    fresh = shorten(chosen, command.length)
    if fresh is None:
        raise BadInput(f"“{command.target or '全文'}”压缩不到{command.length}字而仍成句;请放宽字数,或说“删除{command.target}”",
                       f"cannot be cut to {command.length} characters and still say something; allow more, or remove it")
    by_citation = iter(fresh)
    following: DraftSentence | None = next(by_citation, None)
    after: dict[tuple[int, int], DraftSentence | None] = {}
    for where, old in zip(place.sentences, chosen, strict=True):
        same = following is not None and following.citations == old.citations and following.status == old.status
        after[where] = following if same else None
        if same:
            following = next(by_citation, None)

    def edit(i: int, j: int, sentence: DraftSentence) -> DraftSentence | None:
        return after.get((i, j), sentence) if (i, j) in after else sentence

    return next_version(draft, _edited(draft, edit), draft.notices)


# ------------------------------------------------------------------------ add

def _add(draft: Draft, command: Add, desk: Desk) -> Draft:
    if command.comparison:
        plain = re.sub(r"(?:与|和|同)?(?:上一?年度?|去年|前年|同期|同比|对比|比较)+(?:的)?", "", command.topic).strip("的") or command.topic
        command = replace(command, topic=plain)
    found = additions(draft, command.topic, desk.materials, desk.plan, comparison=command.comparison)
    topic = topics().classify(command.topic)
    at: int | None = None
    if command.place:
        place = spot(draft, command.place)
        if place is None or not place.sentences:
            raise _nowhere(command.place)
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


def _lengthen(draft: Draft, command: Lengthen, desk: Desk) -> Draft:
    place = spot(draft, command.target)
    if place is None or not place.sentences:
        raise _nowhere(command.target)
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


# -------------------------------------------------------------------- restore

def _restore(draft: Draft, topic: str, desk: Desk) -> Draft:
    for old in sorted(desk.history, key=lambda d: -d.version):
        if old.version >= draft.version:
            continue
        lost = [(old.sections[i], old.sections[i].sentences[j]) for i, j in on_topic(old, topic)]
        now = {s.text for section in draft.sections for s in section.sentences}
        lost = [(section, s) for section, s in lost if s.text not in now]
        if lost:
            return _put_back(draft, lost)
    return _add(draft, Add(topic, ""), desk)


def _put_back(draft: Draft, lost: Sequence[tuple[DraftSection, DraftSentence]]) -> Draft:
    sections = list(draft.sections)
    for home, sentence in lost:
        at = next((i for i, s in enumerate(sections) if s.heading == home.heading), None)
        if at is None:
            sections.append(DraftSection(home.heading, (sentence,), home.level))
            continue
        mine = list(sections[at].sentences)
        twin = next((j for j, s in enumerate(mine) if s.citations == sentence.citations and s.status == sentence.status), None)
        if twin is not None:
            mine[twin] = sentence
        else:
            order = [s.citations for s in home.sentences]
            place = order.index(sentence.citations)
            after = [j for j, s in enumerate(mine) if s.citations in order[:place]]
            mine.insert(after[-1] + 1 if after else 0, sentence)
        sections[at] = replace(sections[at], sentences=tuple(mine))
    return next_version(draft, sections, draft.notices)


def _back(draft: Draft, version: int, desk: Desk) -> Draft:
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


# ----------------------------------------------------------------- move, words

def _move(draft: Draft, command: Move) -> Draft:
    source, place = spot(draft, command.target), spot(draft, command.place)
    if source is None:
        source = Spot(on_topic(draft, command.target), ())
    if place is None:
        at = section_for(draft, command.place, None)
        place = Spot(((at, 0),), (at,)) if at is not None else None
    if not source.sentences or place is None or not (place.sentences or place.sections):
        raise _nowhere(command.target if not source.sentences else command.place)
    if source.sections and (place.sections and command.side != "end"):
        return _move_sections(draft, source, place, command.side)
    moved = [draft.sections[i].sentences[j] for i, j in source.sentences]
    row = (place.sentences[0][0] if place.sentences else place.sections[0]) if command.side == "before" else (
        place.sentences[-1][0] if place.sentences else place.sections[-1])
    gone = set(source.sentences)
    sections = []
    for i, section in enumerate(draft.sections):
        rest = [s for j, s in enumerate(section.sentences) if (i, j) not in gone]
        if i == row:
            rest = [*moved, *rest] if command.side == "before" else [*rest, *moved]
        if section.sentences and not rest and section.level > 1:
            continue
        sections.append(replace(section, sentences=tuple(rest)))
    return next_version(draft, sections, draft.notices)


def _move_sections(draft: Draft, source: Spot, place: Spot, side: str) -> Draft:
    rows = [i for i in range(len(draft.sections)) if i not in source.sections]
    anchor = min(place.sections) if side == "before" else max(place.sections)
    if anchor in source.sections:
        raise BadInput("移动的目标在所移内容之中", "the place lies within what is moved")
    cut = rows.index(anchor) + (0 if side == "before" else 1)
    order = [*rows[:cut], *sorted(source.sections), *rows[cut:]]
    return next_version(draft, [draft.sections[i] for i in order], draft.notices)


def _rename(draft: Draft, command: Rename) -> Draft:
    if command.target in ("", "报告", "全文", "文件", "大"):
        return replace(next_version(replace(draft, title=full(command.heading)), draft.sections, draft.notices), title=full(command.heading))
    place = spot(draft, command.target)
    if place is None or not place.sections:
        raise _nowhere(command.target)
    at = next((i for i in place.sections if draft.sections[i].heading), None)
    if at is None:
        raise BadInput("这一段没有标题", "this paragraph has no heading")
    old = draft.sections[at].heading
    lead = _numbering(old)
    heading = full(command.heading) if _numbering(command.heading) else lead + full(command.heading)
    sections = [replace(s, heading=heading) if i == at else s for i, s in enumerate(draft.sections)]
    return next_version(draft, sections, draft.notices)


def _numbering(heading: str) -> str:
    plain = half(heading)
    return heading[:len(plain) - len(unnumbered(plain))]


def _replace(draft: Draft, command: Replace, desk: Desk) -> Draft:
    wanted, fresh = squeeze(command.before), full(command.after)
    sources = by_name([*desk.materials, *([desk.plan] if desk.plan else [])])
    hits = 0

    def edit(i: int, j: int, sentence: DraftSentence) -> DraftSentence | None:
        nonlocal hits
        if wanted not in squeeze(sentence.text) or full(command.before) not in full(sentence.text):
            return sentence
        hits += 1
        changed = replace(sentence, text=full(sentence.text).replace(full(command.before), fresh))
        faults = ground_sentence(changed, sources, year=draft.year)
        if faults:
            raise BadInput(f"不能改:{';'.join(f.message for f in faults[:2])}", f"cannot be changed: {faults[0].kind} has no source")
        return changed

    sections = _edited(draft, edit)
    headings = [replace(s, heading=s.heading.replace(full(command.before), fresh)) for s in sections]
    if not hits and [s.heading for s in headings] == [s.heading for s in draft.sections]:
        raise _nowhere(command.before)
    return next_version(draft, headings, draft.notices)


def _settle(draft: Draft, command: Settle, desk: Desk) -> Draft:
    open_ones = [c for c in draft.conflicts if c.settled is None]
    indicator = command.indicator
    if not indicator and len(open_ones) == 1:
        indicator = open_ones[0].indicator
    if not open_ones:
        return rephrase(draft, f"{command.indicator}以{command.choice}为准", desk.materials, desk.plan, desk.model, ABLE)
    return settle(draft, indicator, command.choice)


def _nowhere(target: str) -> BadInput:
    return BadInput(f"草稿中没有找到“{target}”;请用第几段、标题或文中的词说明", f"nothing in the draft matches {target!r}; name a paragraph, a heading or its words")
