"""What a source hands to cleaning: the decoded text and what was seen beside it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Note, Repair


@dataclass(frozen=True, slots=True)
class RawText:
    """Decoded text; a newline is a paragraph break. Offsets of `repairs` are into `text`.

    format: txt, html, docx or pdf. `title_hint` is the source's own word for its
    title (an HTML <title>, a docx core property), or None.
    """

    text: str
    format: str = "txt"
    notes: tuple[Note, ...] = ()
    repairs: tuple[Repair, ...] = ()
    title_hint: str | None = None
