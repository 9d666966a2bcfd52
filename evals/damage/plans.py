"""Clean official documents with known structure, generated from our own words by a seed."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

Style = Literal["title", "subtitle", "docnumber", "addressee", "body", "part", "section", "item", "signature"]
Shape = Literal["plan", "notice", "regulation"]
_HAN = "〇一二三四五六七八九"
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph: its number as printed ("（一）"), its text, and the clause it belongs to."""

    text: str
    clause: str
    style: Style
    number: str = ""

    @property
    def line(self) -> str:
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class Plan:
    """A clean document. `parents`: clause id to the id above it (None at the top)."""

    seed: int
    shape: Shape
    title: str
    place: str
    abbreviation: str
    topic: str
    year: int
    blocks: tuple[Block, ...]
    parents: dict[str, str | None]

    def clauses(self) -> dict[str, str]:
        """The text of every clause, its paragraphs joined by line ends, in order of first appearance."""
        texts: dict[str, str] = {}
        for block in self.blocks:
            before = texts.get(block.clause)
            texts[block.clause] = block.line if before is None else f"{before}\n{block.line}"
        return texts

    def with_lines(self, lines: list[str]) -> Plan:
        """The same structure with other text: one line a block, the number kept where it still stands first."""
        blocks = tuple(
            replace(block, text=line.removeprefix(block.number)) if line.startswith(block.number)
            else replace(block, text=line, number="") for block, line in zip(self.blocks, lines, strict=True))
        return replace(self, blocks=blocks)


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def han(value: int) -> str:
    """A number below a hundred in Chinese.

    >>> [han(n) for n in (1, 10, 12, 30)]
    ['一', '十', '十二', '三十']
    """
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else ("" if tens == 1 else _HAN[tens]) + "十") + (_HAN[ones] if ones else "")


def generate(seed: int, shape: Shape) -> Plan:
    """The document of this seed: the same for the same seed, on every machine."""
    return _Writer(seed, shape).plan()


class _Writer:
    def __init__(self, seed: int, shape: Shape) -> None:
        self.dice = random.Random(f"{shape}-{seed}")
        self.seed, self.shape = seed, shape
        self.place, self.abbreviation = self.dice.choice(words()["places"])
        self.upper = self.dice.choice(words()["upper"])
        self.start = self.dice.randrange(2021, 2027)
        self.topic, kind = self.dice.choice(words()["topics"])
        self.kind = "办法" if shape == "regulation" else kind
        self.blocks: list[Block] = []
        self.parents: dict[str, str | None] = {}
        self._decks: dict[str, list[str]] = {}

    def plan(self) -> Plan:
        title = self._regulation() if self.shape == "regulation" else self._plan()
        return Plan(self.seed, self.shape, title, self.place, self.abbreviation, self.topic, self.start,
                    tuple(self.blocks), self.parents)

    # ------------------------------------------------------------ the two shapes

    def _plan(self) -> str:
        period = f"（{self.start}—{self.start + 2}年）"
        name = f"{self.place}{self.topic}{self.kind}"
        title = name + period
        if self.shape == "notice":
            self._put("题头", "title", f"{self.place}人民政府办公室关于印发《{title}》的通知")
            self._put("题头", "docnumber", f"{self.abbreviation}府办发〔{self.start}〕{self.dice.randrange(2, 60)}号")
            self._put("题头", "addressee", "各乡镇人民政府、街道办事处，各有关部门：")
            self._put("题头", "body", f"《{title}》已经{self.place}人民政府同意，现印发给你们，请认真贯彻执行。")
            self._put("题头", "signature", f"{self.place}人民政府办公室")
            self._put("题头", "signature", self._day())
        if self.dice.random() < 0.5:
            self._put("题头", "title", title)
        else:
            self._put("题头", "title", name)
            self._put("题头", "subtitle", period)
        self._put("题头", "body", self._fill(self.dice.choice(words()["basis"])))
        parts = self.dice.sample(words()["parts"], self.dice.randrange(5, 9))
        run_through = self.dice.random() < 0.4
        run_in = self.dice.random() < 0.7
        sections = 0
        for at, part in enumerate(parts, 1):
            top = han(at)
            self._put(top, "part", part["heading"], f"{top}、", None)
            if at == 1:
                self._put(top, "body", self._fill(self.dice.choice(words()["intros"])))
            chosen = self.dice.sample(part["sections"], self.dice.randrange(2, len(part["sections"]) + 1))
            headings = self.dice.sample(part["items"], len(part["items"]))
            for place, heading in enumerate(chosen, 1):
                sections += 1
                number = han(sections if run_through else place)
                section = f"{top}/({number})"
                text = "".join(self._sentence("section") for _ in range(self.dice.randrange(1, 4)))
                items = self.dice.choice((0, 0, 2, 3)) if len(headings) >= 3 else 0
                if run_in or items:
                    self._put(section, "section", f"{heading}。{text}", f"（{number}）", top)
                else:
                    self._put(section, "section", heading, f"（{number}）", top)
                    self._put(section, "body", text)
                for count in range(1, items + 1):
                    body = "".join(self._sentence("item") for _ in range(self.dice.randrange(1, 3)))
                    self._put(f"{section}/{count}", "item", f"{headings.pop()}。{body}", f"{count}.", section)
        if self.dice.random() < 0.7:
            self._put("结尾", "body", self._fill(self.dice.choice(words()["closings"])), "", None)
        return title

    def _regulation(self) -> str:
        title = f"{self.place}{self.dice.choice(words()['regulations'])}"
        self._put("题头", "title", title)
        meeting = f"{self.place}人民政府第{self.dice.randrange(2, 40)}次常务会议"
        self._put("题头", "subtitle", f"（{self._day()}{meeting}通过）")
        article = 0
        listings = self.dice.sample(words()["listing"], len(words()["listing"]))
        for at, name in enumerate(words()["chapters"], 1):
            chapter = f"第{han(at)}章"
            self._put(chapter, "part", f"　{name}", chapter, None)
            for _ in range(self.dice.randrange(2, 5)):
                article += 1
                number = f"第{han(article)}条"
                clause = f"{chapter}/{number}"
                if listings and self.dice.random() < 0.25:
                    opening, members = listings.pop()
                    self._put(clause, "section", f"　{opening}", number, chapter)
                    for count, member in enumerate(members, 1):
                        end = "。" if count == len(members) else "；"
                        self._put(f"{clause}/({han(count)})", "item", self._fill(member) + end,
                                  f"（{han(count)}）", clause)
                else:
                    self._put(clause, "section", f"　{self._sentence('article')}", number, chapter)
        article += 1
        self._put(f"{chapter}/第{han(article)}条", "section", f"　本办法自{self._day()}起施行。", f"第{han(article)}条",
                  chapter)
        return title

    # -------------------------------------------------------------------- words

    def _put(self, clause: str, style: Style, text: str, number: str = "", above: str | None = None) -> None:
        self.parents.setdefault(clause, above)
        self.blocks.append(Block(text, clause, style, number))

    def _sentence(self, kind: str) -> str:
        """Sentences are dealt from a shuffled deck: none comes twice before all have come."""
        deck = self._decks.setdefault(kind, [])
        if not deck:
            deck += self.dice.sample(words()["sentences"][kind], len(words()["sentences"][kind]))
        return self._fill(deck.pop())

    def _fill(self, text: str) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot.group(1)), text)

    def _slot(self, name: str) -> str:
        roll = self.dice.randrange
        match name:
            case "pct":
                return f"{roll(60, 101)}%" if roll(4) else f"{roll(80, 99)}.{roll(1, 10)}%"
            case "n":
                return str(roll(2, 16))
            case "many":
                return f"{roll(12, 900)}{'余' if roll(5) == 0 else ''}"
            case "sum":
                return str(roll(12, 900))
            case "wan":
                return f"{roll(1, 40)}.{roll(1, 10)}万"
            case "hours":
                return str(roll(20, 121))
            case "year":
                return str(self.start + roll(0, 3))
            case "month":
                return str(roll(1, 13))
            case "from":
                return str(self.start)
            case "to":
                return str(self.start + 4)
            case "dept":
                return str(self.dice.choice(words()["departments"]))
            case "subject":
                return str(self.dice.choice(words()["subjects"]))
            case "doc":
                return f"{self.upper}{self.dice.choice(words()['regulations'])}"
            case "place":
                return str(self.place)
            case "upper":
                return str(self.upper)
            case "topic":
                return str(self.topic)
        raise KeyError(name)

    def _day(self) -> str:
        return f"{self.start}年{self.dice.randrange(1, 13)}月{self.dice.randrange(1, 29)}日"
