"""Moving, renaming, replacing words: places and names change, facts do not."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.changes import next_version
from assistant.drafting.cutting import edited
from assistant.drafting.desk import Desk, nowhere
from assistant.drafting.evidence import by_name
from assistant.drafting.grounding import ground_sentence
from assistant.drafting.instructions import Move, Rename, Replace
from assistant.drafting.marks import full, half, squeeze
from assistant.drafting.numbering import renumbered
from assistant.drafting.statements import unnumbered
from assistant.drafting.targets import Spot, on_topic, section_for, spot
from assistant.errors import BadInput
from assistant.types import Draft, DraftSentence


def move(draft: Draft, command: Move) -> Draft:
    source = spot(draft, command.target) or Spot(on_topic(draft, command.target), ())
    if command.side == "front":
        return _to_front(draft, source, command.target)
    place = spot(draft, command.place)
    if place is None:
        at = section_for(draft, command.place, None)
        place = Spot(((at, 0),), (at,)) if at is not None else None
    if not source.sentences or place is None or not (place.sentences or place.sections):
        raise nowhere(command.target if not source.sentences else command.place)
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
    return next_version(draft, renumbered([draft.sections[i] for i in order]), draft.notices)


def _to_front(draft: Draft, source: Spot, target: str) -> Draft:
    """Before its neighbours: sections before those of their level in the same part, sentences in their paragraph."""
    if not source.sentences:
        raise nowhere(target)
    if not source.sections:
        row = source.sentences[0][0]
        return _first_in_paragraph(draft, source, row)
    head = min(source.sections)
    level = draft.sections[head].level
    first = head
    for at in range(head - 1, -1, -1):
        if draft.sections[at].heading and draft.sections[at].level < level:
            break
        if draft.sections[at].heading and draft.sections[at].level == level:
            first = at
    if first == head:
        raise BadInput(f"“{target}”已在最前", "it already stands first")
    return _move_sections(draft, source, Spot((), (first,)), "before")


def _first_in_paragraph(draft: Draft, source: Spot, row: int) -> Draft:
    mine = {j for i, j in source.sentences if i == row}
    said = draft.sections[row].sentences
    order = [*(s for j, s in enumerate(said) if j in mine), *(s for j, s in enumerate(said) if j not in mine)]
    sections = [replace(s, sentences=tuple(order)) if i == row else s for i, s in enumerate(draft.sections)]
    return next_version(draft, sections, draft.notices)


def rename(draft: Draft, command: Rename) -> Draft:
    if command.target in ("", "报告", "全文", "文件", "大"):
        return next_version(replace(draft, title=full(command.heading)), draft.sections, draft.notices)
    place = spot(draft, command.target)
    if place is None or not place.sections:
        raise nowhere(command.target)
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


def replace_words(draft: Draft, command: Replace, desk: Desk) -> Draft:
    wanted, fresh = squeeze(command.before), full(command.after)
    sources = by_name(desk.sources)
    hits = 0

    def edit(i: int, j: int, sentence: DraftSentence) -> DraftSentence | None:
        nonlocal hits
        if wanted not in squeeze(sentence.text) or full(command.before) not in full(sentence.text):
            return sentence
        hits += 1
        changed = replace(sentence, text=full(sentence.text).replace(full(command.before), fresh))
        faults = ground_sentence(changed, sources, year=draft.year)
        if faults:
            raise BadInput(f"不能改:{';'.join(f.message for f in faults[:2])}",
                f"cannot be changed: {faults[0].kind} has no source")
        return changed

    sections = edited(draft, edit)
    headings = [replace(s, heading=s.heading.replace(full(command.before), fresh)) for s in sections]
    if not hits and [s.heading for s in headings] == [s.heading for s in draft.sections]:
        raise nowhere(command.before)
    return next_version(draft, headings, draft.notices)
