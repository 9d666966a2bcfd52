"""Sections to the text of the draft, and the text's paragraphs back to sections."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import DraftSection


def text_of(title: str, sections: Sequence[DraftSection]) -> str:
    """Title, headings and paragraphs, a line each; no citation marks."""
    lines = [title] if title else []
    for section in sections:
        if section.heading:
            lines.append(section.heading)
        body = "".join(sentence.text for sentence in section.sentences)
        if body:
            lines.append(body)
    return "\n".join(lines)


def paragraphs(sections: Sequence[DraftSection]) -> tuple[int, ...]:
    """Indexes of the sections that hold a paragraph, in order: 第一段, 第二段 …"""
    return tuple(index for index, section in enumerate(sections) if section.sentences)
