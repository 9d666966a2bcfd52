"""Cleaning (清洗): the mends a careful reader makes before reading, each of them named.

    byteshift     runs decoded one byte off put right, or flagged
    invisible     zero-width, tag, bidi and control characters out
    annotations   pinyin in brackets out
    traditional   traditional to simplified, 著 to 着
    punctuation   full-width marks, half-width digits
    wrapped       lines cut at a fixed width joined again
    joined        paragraphs run together broken apart
    twice         a second body, a second title out
    chrome        the page around the text out, read as head data first
    contents      a table of contents (目录) out: its headings stand in the text again
    lost          a lost 年, 月, bracket, dash: told, with a suggestion, never changed

Every step first looks cheaply whether its damage is there. Steps that change the text
give each change as a Repair whose `at` is an offset in the source text; what is only told
has `applied=False`. White space at the edges of lines is layout and is not told.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.cleaning.annotations import drop_annotations
from assistant.reading.cleaning.byteshift import mend_bytes
from assistant.reading.cleaning.chrome import Surroundings, drop_chrome
from assistant.reading.cleaning.contents import drop_contents
from assistant.reading.cleaning.invisible import drop_invisible
from assistant.reading.cleaning.joined import break_apart
from assistant.reading.cleaning.lost import tell_lost
from assistant.reading.cleaning.punctuation import full_width
from assistant.reading.cleaning.traced import Traced
from assistant.reading.cleaning.traditional import to_simplified
from assistant.reading.cleaning.twice import keep_once, one_title
from assistant.reading.cleaning.wrapped import unwrap
from assistant.types import Repair

__all__ = ["Cleaned", "Surroundings", "Traced", "clean"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`traced` is the text as it should be; `repairs` in the order of the steps."""

    traced: Traced
    repairs: tuple[Repair, ...]
    surroundings: Surroundings


def clean(source: str) -> Cleaned:
    """Clean a decoded text. Never raises: what cannot be mended stays as it is."""
    traced = Traced.whole(source)
    if "\r" in source and "\n" not in source:
        traced = traced.with_text(source.replace("\r", "\n"))
    repairs: list[Repair] = []
    for step in (
        mend_bytes, drop_invisible, drop_annotations, to_simplified, full_width, unwrap, break_apart, keep_once,
    ):
        traced, made = step(traced)
        repairs += made
    traced, made, surroundings = drop_chrome(traced)
    repairs += made
    for step in (one_title, drop_contents):
        traced, made = step(traced)
        repairs += made
    repairs += tell_lost(traced)
    return Cleaned(traced, tuple(repairs), surroundings)
