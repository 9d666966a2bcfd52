"""Removing and shortening: phrases and sentences go, none is reworded."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.drafting.budget import length_of
from assistant.drafting.changes import next_version
from assistant.drafting.desk import Desk, nowhere
from assistant.drafting.evidence import by_name
from assistant.drafting.grounding import ground_sentence
from assistant.drafting.instructions import Shorten
from assistant.drafting.marks import half
from assistant.drafting.targets import Spot, on_topic, speaks_of, spot
from assistant.drafting.trimming import shorten, subject, without
from assistant.errors import BadInput
from assistant.types import Draft, DraftSection, DraftSentence

Edit = Callable[[int, int, DraftSentence], DraftSentence | None]


def checked(before: Draft, after: Draft, desk: Desk) -> Draft:
    """A shortened sentence that its quotes no longer bear goes whole."""
    sources = by_name(desk.sources)
    known = {s.text for section in before.sections for s in section.sentences}

    def edit(i: int, j: int, sentence: DraftSentence) -> DraftSentence | None:
        if sentence.text in known or sentence.status != "supported":
            return sentence
        return None if ground_sentence(sentence, sources, year=before.year) else sentence

    return next_version(before, edited(after, edit), after.notices)


def remove(draft: Draft, target: str) -> Draft:
    place = spot(draft, target)
    if place is not None:
        if not place.sentences and not place.sections:
            raise nowhere(target)
        return next_version(draft, _dropped(draft, place), draft.notices)
    concerned = set(on_topic(draft, target))
    if not concerned:
        raise nowhere(target)

    def edit(i: int, j: int, sentence: DraftSentence) -> DraftSentence | None:
        if (i, j) not in concerned:
            return sentence
        if sentence.status == "placeholder" or speaks_of(subject(_bare(sentence.text)), target):
            return None
        return without(sentence, lambda phrase: speaks_of(phrase, target))

    return next_version(draft, edited(draft, edit), draft.notices)


def _dropped(draft: Draft, place: Spot) -> list[DraftSection]:
    gone = set(place.sentences)
    sections = []
    for i, section in enumerate(draft.sections):
        if i in place.sections and not place.whole:
            continue
        kept = tuple(s for j, s in enumerate(section.sentences) if (i, j) not in gone)
        sections.append(replace(section, sentences=kept))
    return sections


def edited(draft: Draft, edit: Edit) -> list[DraftSection]:
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


def shorten_to(draft: Draft, command: Shorten) -> Draft:
    place = spot(draft, command.target) or Spot(on_topic(draft, command.target), ())
    if not place.sentences:
        raise nowhere(command.target)
    chosen = [draft.sections[i].sentences[j] for i, j in place.sentences]
    now = sum(length_of(s.text) for s in chosen)
    # The whole draft's length counts its title and headings, which stay.
    form = length_of(draft.title) + sum(length_of(s.heading) for s in draft.sections) if place.whole else 0
    wished = command.length - form if command.length else int(command.share * now)
    if wished < 10:
        raise BadInput(f"{command.length or wished}字太短;请给出{form + 10}字以上的字数",
            f"{command.length or wished} characters are too few; give {form + 10} or more")
    if now <= wished:
        return replace(draft, notices=(
            f"“{command.target or '全文'}”现有{now + form}字,已不超过{wished + form}字,未作改动",))
    fresh = shorten(chosen, wished)
    if fresh is None:
        raise BadInput(
            f"“{command.target or '全文'}”压缩不到{wished}字而仍成句;请放宽字数,"
            f"或说“删除{command.target}”",
                       f"cannot be cut to {wished} characters and still say something; allow more,"
                       f" or remove it")
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

    return next_version(draft, edited(draft, edit), draft.notices)
