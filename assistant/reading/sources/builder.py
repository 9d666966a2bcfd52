"""Text as it grows, paragraph by paragraph, with what is told about it at its offsets."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading import pulse
from assistant.reading.raw import RawText
from assistant.types import Note, Repair

_BODY_NAME = re.compile(r"(?:政府|委员会|办公室|委|局|厅|院|部|会)$")


def title_gap(first: str, second: str) -> str:
    """What stands between two lines of one title: a space between two issuers, else nothing.

    >>> title_gap("中共青屏县委", "青屏县人民政府"), title_gap("青屏县人民政府", "关于加强管理的意见")
    (' ', '')
    """
    return " " if _BODY_NAME.search(first.strip()) and _BODY_NAME.search(second.strip()) else ""


class TextBuilder:
    """`at` is the offset where the next paragraph will stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.at = 0
        self.notes: list[Note] = []
        self.repairs: list[Repair] = []

    def paragraph(self, text: str) -> None:
        """Adds its lines, trimmed, each a paragraph; blank ones add nothing."""
        pulse.beat()
        for line in text.split("\n"):
            line = line.strip()
            if line:
                self._parts.append(line)
                self.at += len(line) + 1

    def note(self, kind: str, text: str, at: int | None = None) -> None:
        text = text.strip()
        if text:
            self.notes.append(Note(kind, text, at=at))

    def repair(self, kind: str, before: str, after: str = "", count: int = 1, applied: bool = True) -> None:
        """Something left out, mended or only seen where the next paragraph stands."""
        if before.strip():
            self.repairs.append(Repair(kind, before.strip(), after, self.at, applied, count))

    def raw(self, kind: str, title_hint: str | None = None) -> RawText:
        text = "\n".join(self._parts)
        repairs = tuple(replace(repair, at=min(repair.at, len(text))) for repair in self.repairs)
        return RawText(text, kind, tuple(self.notes), repairs, title_hint or None)
