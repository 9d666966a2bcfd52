"""What weakens a statement, one function a kind; and what leaves it as strong or makes it stronger.

The words here were chosen from official drafts at large, not from what the checker knows.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from evals.mutators.marks import Slot, deadline

KINDS = ("omission", "partial_list", "number", "deadline", "frequency", "modality", "scope", "actor", "exception",
         "contradiction", "basis", "wording")
#: What the checker may say of a planted weakness without being wrong.
VERDICTS: Mapping[str, tuple[str, ...]] = {
    "omission": ("missing",), "partial_list": ("partial", "weaker"), "number": ("weaker", "conflicting"),
    "deadline": ("weaker", "conflicting"), "frequency": ("weaker", "conflicting"), "modality": ("weaker", "partial"),
    "scope": ("weaker", "partial"), "actor": ("weaker", "partial", "conflicting"),
    "exception": ("weaker", "partial", "conflicting"), "contradiction": ("conflicting", "weaker", "missing"),
    "basis": ("conflicting", "partial", "weaker", "missing"), "wording": ("conflicting", "partial", "weaker", "missing"),
}
_SLOTS = {"min": "number", "max": "number", "rate": "number", "by": "deadline", "within": "deadline",
          "every": "frequency", "must": "modality", "all": "scope", "who": "actor", "list": "partial_list",
          "title": "basis", "term": "wording", "ban": "contradiction", "do": "contradiction", "but": "exception"}
_SLOWER = {"月": ("季度", "半年"), "季度": ("半年", "年"), "半年": ("年", "两年"), "年": ("两年", "三年"), "三年": ("五年",)}
_FASTER = {"月": ("周",), "季度": ("月",), "半年": ("季度",), "年": ("半年", "季度"), "三年": ("两年", "年")}
_SOFT = ("尽量", "视情", "鼓励", "可以", "提倡")
_FIRM = ("应当", "一律要", "须")
_LOOPHOLES = ("，情况特殊的除外，", "，经主要领导批准的除外，", "原则上")
_NUMERALS = "零一二三四五六七八九"


def kind_of(slot: Slot) -> str:
    """The kind of weakness that this slot can carry."""
    return _SLOTS[slot.name]


def weaker(slot: Slot, dice: random.Random) -> str:
    """What stands in this place after the weakness was planted."""
    return _WEAKER[slot.name](slot, dice)


def equal(slot: Slot, dice: random.Random) -> str | None:
    """Another way of saying the same or more in this place; None where there is none."""
    say = _EQUAL.get(slot.name)
    return say(slot, dice) if say else None


def _fewer(slot: Slot, dice: random.Random) -> str:
    value = int(slot.fields[0])
    less = max(1, round(value * dice.choice((0.5, 0.7)))) if value > 1 else 0
    return f"不少于{less}{slot.fields[1]}" if less else "视情安排"


def _worse_rate(slot: Slot, dice: random.Random) -> str:
    return f"{int(slot.fields[0]) - dice.choice((5, 10))}%"


def _later(slot: Slot, dice: random.Random) -> str:
    year, _, month = slot.fields[0].partition("-")
    if slot.fields[0].endswith("-"):
        return deadline(f"{int(year) + dice.choice((2, 5))}-")
    return deadline(f"{int(year) + dice.choice((1, 2))}" + (f"-{month}" if month else ""))


def _earlier(slot: Slot, dice: random.Random) -> str | None:
    year, _, month = slot.fields[0].partition("-")
    if slot.fields[0].endswith("-"):
        return None
    return deadline(f"{year}-{int(month) - 3:02}") if month else dice.choice((f"{year}年12月31日前", f"{year}年10月底前"))


def _fewer_members(slot: Slot, dice: random.Random) -> str:
    members = slot.fields[0].split("、")
    gone = dice.sample(range(1, len(members)), max(1, len(members) // 3))
    return "、".join(m for i, m in enumerate(members) if i not in gone)


def _turned(slot: Slot, dice: random.Random) -> str:
    members = slot.fields[0].split("、")
    dice.shuffle(members)
    return "、".join(members)


def _second(slot: Slot, dice: random.Random) -> str:
    return slot.fields[1]


def _more(slot: Slot, dice: random.Random) -> str:
    value, unit = int(slot.fields[0]), slot.fields[1]
    return dice.choice((f"{value + max(1, value // 5)}{unit}以上", f"{spelled(value)}{unit}以上"))


def _better_rate(slot: Slot, dice: random.Random) -> str:
    value = int(slot.fields[0])
    return f"百分之{spelled(value)}" if value == 100 or dice.random() < 0.5 else f"{value + 1}%"


def spelled(value: int) -> str:
    """
    >>> spelled(60), spelled(12), spelled(100), spelled(200)
    ('六十', '十二', '百', '二百')
    """
    if value == 100:
        return "百"
    if value > 100:
        return f"{_NUMERALS[value // 100]}百" + (spelled(value % 100) if value % 100 else "")
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else _NUMERALS[tens]) + ("十" if tens else "") + (_NUMERALS[ones] if ones or not tens else "")


_WEAKER: Mapping[str, Callable[[Slot, random.Random], str]] = {
    "min": _fewer, "rate": _worse_rate, "by": _later, "list": _fewer_members,
    "max": lambda s, dice: f"不超过{int(s.fields[0]) * dice.choice((2, 3))}{s.fields[1]}",
    "within": lambda s, dice: f"在{int(s.fields[0]) * dice.choice((2, 3))}{s.fields[1]}内",
    "every": lambda s, dice: f"每{dice.choice(_SLOWER[s.fields[0]])}",
    "must": lambda s, dice: dice.choice(_SOFT), "but": lambda s, dice: dice.choice(_LOOPHOLES),
    "all": _second, "who": _second, "title": _second, "term": _second, "ban": _second, "do": _second,
}
_EQUAL: Mapping[str, Callable[[Slot, random.Random], str | None]] = {
    "min": _more, "rate": _better_rate, "by": _earlier, "list": _turned,
    "max": lambda s, dice: f"不超过{max(1, int(s.fields[0]) - 1)}{s.fields[1]}",
    "within": lambda s, dice: f"在{int(s.fields[0]) - max(1, int(s.fields[0]) // 4)}{s.fields[1]}内",
    "every": lambda s, dice: f"每{dice.choice(_FASTER[s.fields[0]])}",
    "must": lambda s, dice: dice.choice(_FIRM),
}
