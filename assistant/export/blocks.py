"""A draft as the blocks a page is set from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.types import Draft

PLACEHOLDER = re.compile("〔(?:待补充|待核)[:\uff1a][^〔〕]*〕")
_COUNT = "[一二三四五六七八九十百]+"
_LEVELS = (re.compile(f"{_COUNT}、"), re.compile(f"[(\uff08]{_COUNT}[)\uff09]"),
           re.compile("\\d+[.\uff0e、](?!\\d)"), re.compile("[(\uff08]\\d+[)\uff09]"))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `level` is 1–4 for a heading (一、 (一) 1. (1)), else 0."""

    kind: Literal["heading", "body"]
    text: str
    level: int = 0


def heading_level(text: str) -> int:
    """The level that the printed number of a heading shows; 0 when it has none.

    >>> [heading_level(t) for t in ("一、总体", "（二）执法", "3.清单", "(4)公开", "总体要求")]
    [1, 2, 3, 4, 0]
    """
    for level, pattern in enumerate(_LEVELS, 1):
        if pattern.match(text):
            return level
    return 0


def blocks(draft: Draft) -> tuple[Block, ...]:
    """The draft's paragraphs in order, without its title.

    The lines of `text` are taken where they hold every heading and sentence, because they keep
    the paragraphs; otherwise each section becomes a heading and one paragraph.
    """
    return _from_text(draft) or _from_sections(draft)


def _from_text(draft: Draft) -> tuple[Block, ...]:
    whole = "".join(draft.text.split())
    said = [sentence.text for section in draft.sections for sentence in section.sentences]
    headings = {section.heading: section.level for section in draft.sections if section.heading}
    if not whole or any("".join(part.split()) not in whole for part in [*said, *headings]):
        return ()
    found = []
    for line in (line.strip() for line in draft.text.splitlines()):
        if not line or line == draft.title:
            continue
        if line in headings:
            found.append(Block("heading", line, heading_level(line) or headings[line]))
        else:
            found.append(Block("body", line))
    return tuple(found)


def _from_sections(draft: Draft) -> tuple[Block, ...]:
    found = []
    for section in draft.sections:
        if section.heading:
            found.append(Block("heading", section.heading, heading_level(section.heading) or section.level))
        text = "".join(sentence.text for sentence in section.sentences)
        found += [Block("body", line.strip()) for line in text.splitlines() if line.strip()]
    return tuple(found)
