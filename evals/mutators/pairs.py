"""Pairs of documents: a province's outline, and a county's plan with weaknesses planted at known places."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.mutators.marks import Slot, fill, plain, slots
from evals.mutators.weaken import VERDICTS, equal, kind_of, weaker

STATEMENTS = Path(__file__).with_name("statements.toml")
Role = Literal["faithful", "equal", "weaker"]
_NUMERALS = "一二三四五六七八九十"
_PER_SECTION, _PER_ITEM = 3, 2
_HEADINGS = ("夯实基础", "突出重点", "完善机制", "强化保障", "压实责任")
_UPPER = ("云屏省法治政府建设实施纲要（2026—2030年）", "中共云屏省委 云屏省人民政府", "2026年2月10日",
          "为在法治轨道上推进各项工作，制定本纲要。")
_LOWER = ("苇泽县法治政府建设实施方案（2026—2030年）", "中共苇泽县委 苇泽县人民政府", "2026年7月20日",
          "为贯彻落实《云屏省法治政府建设实施纲要（2026—2030年）》，结合苇泽实际，制定本方案。")


@dataclass(frozen=True, slots=True)
class Planted:
    """One statement of the pair: where the upper document demands it, and what the draft makes of it."""

    id: str
    role: Role
    kind: str
    clause: str
    quote: str
    draft_clause: str
    draft_quote: str

    @property
    def verdicts(self) -> tuple[str, ...]:
        return VERDICTS[self.kind]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and everything planted. `name` is told with every case of it."""

    name: str
    upper: str
    lower: str
    planted: tuple[Planted, ...]


def pairs(seed: int = 2026, count: int = 3) -> Iterator[Pair]:
    """`count` drafts of one outline; over three of them every statement is faithful, equal and weaker once."""
    for turn in range(count):
        yield pair(seed, turn)


def clean(seed: int = 2026) -> Pair:
    """The pair with nothing planted."""
    return _assembled("clean", random.Random(seed), lambda index: "faithful", 0)


def pair(seed: int, turn: int) -> Pair:
    roles: tuple[Role, ...] = ("weaker", "equal", "faithful")
    return _assembled(f"pair{turn + 1}", random.Random(seed + turn), lambda index: roles[(index + turn) % 3], turn)


def _assembled(name: str, dice: random.Random, role_of: Callable[[int], Role], turn: int) -> Pair:
    parts = tomllib.loads(STATEMENTS.read_text(encoding="utf-8"))["part"]
    upper, lower = [*_UPPER], [*_LOWER]
    planted: list[Planted] = []
    index = section = item = 0
    for number, part in enumerate(parts):
        title = f"{_NUMERALS[number]}、{part['heading']}"
        upper.append(title)
        lower.append(title)
        places: list[str] = []
        for start in range(0, len(part["statements"]), _PER_SECTION):
            section += 1
            group = [fill(above, plain) for above, _ in part["statements"][start:start + _PER_SECTION]]
            heading = _HEADINGS[(start // _PER_SECTION) % len(_HEADINGS)]
            upper.append(f"（{_chinese(section)}）{heading}。{'。'.join(group)}。")
            places += [f"{_NUMERALS[number]}/({_chinese(section)})"] * len(group)
        said: list[str] = []
        made: list[tuple[Role, str, str]] = []
        for _, wording in part["statements"]:
            role, kind, text = _said(wording, role_of(index), index + turn, dice)
            made.append((role, kind, text))
            index += 1
            if text:
                said.append(text)
        where: dict[str, str] = {}
        for start in range(0, len(said), _PER_ITEM):
            item += 1
            lower.append(f"{item}.{'。'.join(said[start:start + _PER_ITEM])}。")
            where |= dict.fromkeys(said[start:start + _PER_ITEM], f"{_NUMERALS[number]}/{item}")
        for place, (above, _), (role, kind, text) in zip(places, part["statements"], made, strict=True):
            planted.append(Planted(f"{name}-{len(planted) + 1:02}", role, kind, place, fill(above, plain),
                                   where.get(text, ""), text))
    return Pair(name, "\n".join(upper), "\n".join(lower), tuple(planted))


def _said(wording: str, role: Role, turn: int, dice: random.Random) -> tuple[Role, str, str]:
    """(role, kind, text): a statement without a slot is left out when it is to be weaker, and so is every ninth."""
    marks = slots(wording)
    if role == "faithful":
        return role, "", fill(wording, plain)
    if role == "equal":
        ways = {slot.place: said for slot in marks if (said := equal(slot, dice))}
        if not ways:
            return "faithful", "", fill(wording, plain)
        return role, "", fill(wording, lambda slot: ways.get(slot.place) or plain(slot))
    if not marks or turn % 9 == 8:
        return role, "omission", ""
    chosen: Slot = marks[turn % len(marks)]
    return role, kind_of(chosen), fill(
        wording, lambda slot: weaker(slot, dice) if slot.place == chosen.place else plain(slot))


def _chinese(number: int) -> str:
    """
    >>> _chinese(3), _chinese(12), _chinese(20)
    ('三', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    return (_NUMERALS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_NUMERALS[ones - 1] if ones else "")
