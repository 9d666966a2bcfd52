"""Masters of the demonstration documents: light markup with tags for what is planted.

    ; a remark                 @key value        # part      ## section      + item
    {header|text}              a tag: `text` is printed, `header` names what is planted
    = closing paragraph        @table caption, then rows whose cells are parted by |
    @sections through / @items through: numbers that do not start anew in each part

Marks of punctuation are typed half-width and printed full-width. Clause ids are
computed here from the markup alone, so that the manifest does not depend on the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

TAG = re.compile(r"\{([^{}]*)\|([^{}|]*)\}")
WIDE = {mark: chr(ord(mark) + 0xFEE0) for mark in ",;:()!?"}
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Tag:
    """What a tag plants: its header, the printed quote, the clause that prints it."""

    header: str
    quote: str
    clause: str


@dataclass
class Block:
    """kind: part, section, item, paragraph, table. `number` as printed, `run_in`: a section that goes on."""

    kind: str
    text: str
    number: str = ""
    clause: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Master:
    meta: dict[str, list[str]]
    blocks: list[Block]
    tags: list[Tag]

    def first(self, key: str, default: str = "") -> str:
        return self.meta.get(key, [default])[0]


def wide(text: str) -> str:
    """Half-width marks to full-width, but not between digits or letters (1,000; 9:30).

    >>> wide("共3,460件(批次),其中:合格")
    '共3,460件（批次），其中：合格'
    """
    out = []
    for i, c in enumerate(text):
        inside = 0 < i < len(text) - 1 and text[i - 1].isascii() and text[i + 1].isascii() and c in ",:" \
            and text[i - 1].isalnum() and text[i + 1].isalnum()
        out.append(c if inside else WIDE.get(c, c))
    return "".join(out)


def chinese(number: int) -> str:
    """
    >>> [chinese(n) for n in (3, 10, 17, 20, 41)]
    ['三', '十', '十七', '二十', '四十一']
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def load(path: Path) -> Master:
    """The master at `path`. Raises ValueError for a stray brace."""
    meta: dict[str, list[str]] = {}
    blocks: list[Block] = []
    tags: list[Tag] = []
    part = section = item = 0
    where: list[str] = []
    table: Block | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith(";"):
            table = table if line else None
            continue
        key = re.match(r"@(\w+) ?(.*)", line)
        if key and key[1] != "table":
            meta.setdefault(key[1], []).append(wide(key[2]))
            continue
        block = Block("paragraph", "")
        if key:
            block = table = Block("table", wide(key[2]))
        elif line.startswith("# "):
            part, item = part + 1, item if "through" in meta.get("items", []) else 0
            section = section if "through" in meta.get("sections", []) else 0
            block, where, line = Block("part", "", chinese(part) + "、"), [chinese(part)], line[2:]
        elif line.startswith("## "):
            section += 1
            item = item if "through" in meta.get("items", []) else 0
            typed = re.match(r"(?:\{[^|{}]*\|)?\(([^()]*)\)\}?", line[3:])
            number = typed[1] if typed else chinese(section)
            printed = line[3:] if typed else f"({number}){line[3:]}"
            block, where, line = Block("section", "", f"({number})"), [*where[:1], f"({number})"], printed
        elif line.startswith("+ "):
            item += 1
            where = [*[step for step in where if not step.isdigit()], str(item)]
            block, line = Block("item", "", f"{item}."), line[2:]
        elif line.startswith("= "):
            where, line = ["结尾"], line[2:]
        elif not part:
            where = ["题头"]
        block.clause = "/".join(where)
        text = TAG.sub(lambda m, c=block.clause: _tag(tags, m, c), line if not key else "")
        if "{" in text or "}" in text:
            raise ValueError(f"{path.name}: stray brace in {text[:40]}")
        if table is not None and not key and block.kind == "paragraph":
            table.rows.append([wide(cell) for cell in text.split("|")])
            continue
        table = block if key else None
        if not key:
            block.text = wide(text)
            if block.kind == "section" and block.text.startswith(wide(block.number)):
                block.text = block.text[len(block.number):]
        blocks.append(block)
    return Master(meta, blocks, tags)


def _tag(tags: list[Tag], found: re.Match[str], clause: str) -> str:
    quote = wide(found[2])
    if not quote:
        quote = tags[-1].quote
    tags.append(Tag(found[1], quote, clause))
    return found[2]


def plain(master: Master) -> list[tuple[str, str]]:
    """(kind, line) for plain text: numbers printed, tables as lines."""
    lines = []
    for block in master.blocks:
        if block.kind == "table":
            lines.append(("caption", block.text))
            lines += [("row", "  ".join(row)) for row in block.rows]
        else:
            lines.append((block.kind, wide(block.number) + block.text))
    return lines
