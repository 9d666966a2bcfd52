"""What differs between two versions of a draft, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.drafting.pages import text_of
from assistant.types import Change, Draft, DraftSection


def changes(before: Draft, after: Draft) -> tuple[Change, ...]:
    """Each changed piece once; an added one has no `before`, a removed one no `after`."""
    old, new = _lines(before), _lines(after)
    out: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        left, right = old[a:b], new[c:d]
        for index in range(max(len(left), len(right))):
            out.append(Change(left[index] if index < len(left) else "", right[index] if index < len(right) else ""))
    return tuple(out)


def _lines(draft: Draft) -> list[str]:
    found = [draft.title]
    for section in draft.sections:
        if section.heading:
            found.append(section.heading)
        found += [sentence.text for sentence in section.sentences]
    return found


def next_version(draft: Draft, sections: Sequence[DraftSection], notices: Sequence[str] = ()) -> Draft:
    """The draft with these sections as its next version, with what changed."""
    made = replace(draft, sections=tuple(sections), text=text_of(draft.title, sections), version=draft.version + 1,
                   notices=tuple(notices))
    return replace(made, changed=changes(draft, made))
