"""What differs between two versions of a draft, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.drafting.pages import text_of
from assistant.types import Change, Draft, DraftSection

#: From this likeness on a new piece is the old one changed.
ALIKE = 0.4


def changes(before: Draft, after: Draft) -> tuple[Change, ...]:
    """Each changed piece once; an added one has no `before`, a removed one no `after`."""
    old, new = _lines(before), _lines(after)
    out: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        out += _paired(old[a:b], new[c:d])
    return tuple(out)


def _paired(left: Sequence[str], right: Sequence[str]) -> list[Change]:
    """Old and new pieces that are alike, in order; the rest removed or added."""
    out: list[Change] = []
    start = 0
    for text in left:
        scores = [(SequenceMatcher(None, text, right[i], autojunk=False).ratio(), -i) for i in range(start, len(right))]
        ratio, at = max(scores, default=(0.0, 0))
        if ratio < ALIKE:
            out.append(Change(text, ""))
            continue
        out += [Change("", added) for added in right[start:-at]]
        out.append(Change(text, right[-at]))
        start = -at + 1
    return [*out, *(Change("", added) for added in right[start:])]


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
