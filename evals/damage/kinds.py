"""Damage to text, kind by kind, as the issue on reading lists it; every site is known.

Each function takes the lines of a document and gives new ones. `Site`s say what was
there: of damage that is repaired for scoring, of damage that may only be reported so
that the report can be looked for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from evals.damage.plans import Plan, words
from evals.damage.shifted import shift
from evals.damage.traditional import annotated, traditional

Kind = Literal["chrome", "twice", "annotations", "traditional", "bytes", "half_width", "invisible", "lost"]
KINDS: tuple[Kind, ...] = ("chrome", "twice", "annotations", "traditional", "bytes", "half_width", "invisible", "lost")
REPORTED_ONLY = frozenset(("lost",))

_HALF = str.maketrans("，；：（）！？％", ",;:()!?%")
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u200e", "\u202c",
              "\U000e0041", "\U000e0066", "\U000e007f")
# What is lost, by a pattern with the lost character as its group, for each kind of loss.
_LOSSES = (
    ("年", re.compile(r"20\d\d(年)\d{1,2}月\d{1,2}日")), ("月", re.compile(r"20\d\d年\d{1,2}(月)\d{1,2}日")),
    ("—", re.compile(r"20\d\d(—)20\d\d年")), ("〕", re.compile(r"〔20\d\d(〕)\d+号")),
    ("（", re.compile(r"(（)20\d\d—20\d\d年）")), ("）", re.compile(r"（20\d\d—20\d\d年(）)")),
)


@dataclass(frozen=True, slots=True)
class Site:
    """`now` stands in the damaged text where `was` stood in the clean one; `line`: index of the block."""

    kind: Kind
    now: str
    was: str
    line: int


@dataclass(slots=True)
class Damaged:
    """Lines under damage. `lines`: one a block; `before` and `after`: lines of the page around them.

    `expected` is the text that a perfect reader gives back: clean, but with what was lost still lost.
    """

    plan: Plan
    lines: list[str]
    expected: list[str]
    before: list[str]
    after: list[str]
    sites: list[Site]
    readings: int = 0
    twice: int | None = None

    @classmethod
    def of(cls, plan: Plan) -> Damaged:
        lines = [block.line for block in plan.blocks]
        return cls(plan, lines, list(lines), [], [], [])

    def page(self) -> list[str]:
        """All lines as they stand on the page."""
        again = [] if self.twice is None else self.lines[self.twice:]
        return [*self.before, *self.lines, *again, *self.after]


def apply(kind: Kind, damaged: Damaged, dice: random.Random) -> None:
    _APPLY[kind](damaged, dice)


# The order in which damage befalls a page: the text first, then its encoding, then the page around it.
ORDER: tuple[Kind, ...] = ("lost", "traditional", "annotations", "bytes", "half_width", "invisible", "twice", "chrome")


def _lost(damaged: Damaged, dice: random.Random) -> None:
    spots = [(at, name, found) for at, line in enumerate(damaged.lines) for name, pattern in _LOSSES
             for found in pattern.finditer(line)]
    dice.shuffle(spots)
    used: set[int] = set()
    for at, _, found in spots:
        if at in used:
            continue
        used.add(at)
        start, end = found.span(1)
        line = damaged.lines[at]
        damaged.lines[at] = damaged.expected[at] = line[:start] + line[end:]
        now = found.group()[:start - found.start()] + found.group()[end - found.start():]
        damaged.sites.append(Site("lost", now, found.group(), at))
        if len(used) == 3:
            return


def _traditional(damaged: Damaged, dice: random.Random) -> None:
    damaged.lines = [traditional(line) for line in damaged.lines]


def _annotations(damaged: Damaged, dice: random.Random) -> None:
    for at, line in enumerate(damaged.lines):
        damaged.lines[at], count = annotated(traditional(line), dice)
        damaged.readings += count


def _bytes(damaged: Damaged, dice: random.Random) -> None:
    """Two to four runs in body text, in different paragraphs."""
    wanted = dice.randrange(2, 5)
    places = [at for at, block in enumerate(damaged.plan.blocks)
              if block.style in ("body", "section", "item") and len(block.text) > 40]
    dice.shuffle(places)
    for at in places:
        number = len(damaged.plan.blocks[at].number) + 12
        head, body = damaged.lines[at][:number], damaged.lines[at][number:]
        made = shift(body, dice)
        if made is None:
            continue
        after, now, was, _ = made
        damaged.lines[at] = head + after
        damaged.sites.append(Site("bytes", now, was, at))
        wanted -= 1
        if wanted == 0:
            return


def _half_width(damaged: Damaged, dice: random.Random) -> None:
    damaged.lines = [line.translate(_HALF) for line in damaged.lines]


def _invisible(damaged: Damaged, dice: random.Random) -> None:
    for at, line in enumerate(damaged.lines):
        out = list(line)
        for _ in range(len(line) // 25 + (dice.random() < 0.3)):
            out.insert(dice.randrange(len(out) + 1), dice.choice(_INVISIBLE))
        damaged.lines[at] = "".join(out)


def _twice(damaged: Damaged, dice: random.Random) -> None:
    """From the title, or from the first paragraph under it."""
    body = next(at for at, block in enumerate(damaged.plan.blocks) if block.style == "body")
    damaged.twice = dice.choice((0, body))


def _chrome(damaged: Damaged, dice: random.Random) -> None:
    portal, plan = words()["portal"], damaged.plan
    fields = {"place": plan.place, "title": plan.title, "topic": plan.topic, "abbr": plan.abbreviation,
              "digits": str(dice.randrange(10 ** 9, 10 ** 10))}
    day = f"{plan.year}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
    number = next((block.text for block in plan.blocks if block.style == "docnumber"), "")
    crumbs = [portal["crumbs"][0], *dice.sample(portal["crumbs"][1:], 2)]
    index = f"{dice.randrange(10 ** 8, 10 ** 9)}/{plan.year}-{dice.randrange(10 ** 4, 10 ** 5)}"
    damaged.before = dice.choice((
        [f"您当前的位置：{' > '.join(crumbs)}",
         f"[ 索引号 ] {index} [ 发文字号 ] {number}",
         f"[ 发布机构 ] {plan.place}人民政府办公室 [ 有效性 ] 有效 [ 成文日期 ] {day} [ 发布日期 ] {day}"],
        [f"当前位置：{'>'.join(crumbs)}", f"索引号：{index}", f"发文字号：{number}",
         f"发布机构：{plan.place}人民政府办公室", f"发布日期：{day}"],
        [f"首页 > {' > '.join(crumbs[1:])}",
         f"发布时间：{day} 来源：{plan.place}人民政府办公室 浏览次数：{dice.randrange(900)}",
         "【字体：大 中 小】"],
    ))
    related = [text.format(**fields) for text in dice.sample(portal["related"], 2)]
    footer = [text.format(**fields) for text in dice.sample(portal["footer"], 4)]
    damaged.after = ["分享到：", *(["相关链接：", *related] if dice.random() < 0.7 else []), "扫一扫在手机打开当前页",
                     *footer]


_APPLY: dict[Kind, Callable[[Damaged, random.Random], None]] = {
    "lost": _lost, "traditional": _traditional, "annotations": _annotations, "bytes": _bytes,
    "half_width": _half_width, "invisible": _invisible, "twice": _twice, "chrome": _chrome,
}
