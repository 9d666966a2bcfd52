"""Questions answered document by document: which ask for it, and what the documents' values come to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library.evidence import Evidence
from assistant.library.lexical import fold
from assistant.library.query import Query
from assistant.library.slots import Slot

_COMPARES = re.compile(
    r"各地|各区|各省|各市|各份|各文件|分别|一样吗|一不一样|是否一致|一致吗|有何不同|有什么不同|哪里不同|区别|差异|差别"
    r"|对比|比较|相比|几份文件|哪些文件|哪几份|每份文件|都有(?:哪些)?要求|都怎么|各自")
_CHINESE = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_COMPARABLE = ("count", "rate", "money", "days", "day", "date", "times", "frequency")


def compares(query: Query) -> bool:
    """Whether a question wants an answer from each document, or names two places or levels or more."""
    aim = query.aim
    return aim.named_places >= 2 or len(aim.named) >= 2 or (aim.named_places == 0 and _COMPARES.search(query.text) is not None)


def without_comparing(question: str) -> str:
    """A question without the words that ask for a comparison."""
    return _COMPARES.sub("", question)


def value_of(evidence: Evidence, slot: Slot) -> str | None:
    """The value that a clause's answering words hold, in one spelling; None for none or several.

    What is compared must be one value: a clause with two says too much for a summary.
    """
    values: list[str] = []
    for start, end in evidence.marks:
        text = fold(evidence.clause.text[start:end])
        if slot.in_text(text):
            values += [_spelt(match.group()) for match in slot.holds.finditer(text)]
    return values[0] if len(set(values)) == 1 else None


def summary(labels: Sequence[str], values: Sequence[str | None], slot: Slot | None) -> str | None:
    """One sentence on whether the documents agree; None when it cannot be said for all of them.

    >>> from assistant.library.slots import wanted
    >>> summary(["甲区", "乙区"], ["60学时", "40学时"], wanted("多少学时"))
    '各文件不一致：甲区60学时，乙区40学时。'
    """
    if slot is None or slot.kind not in _COMPARABLE or len(values) < 2 or None in values:
        return None
    if len(set(values)) == 1:
        return f"各文件一致，均为{values[0]}。"
    return "各文件不一致：" + "，".join(f"{label}{value}" for label, value in zip(labels, values, strict=True)) + "。"


def _spelt(value: str) -> str:
    text = re.sub(r"\s|个(?=[学课月])", "", value)
    first = _CHINESE.get(text[:1])
    return f"{first}{text[1:]}" if first and len(text) > 1 and text[1] not in _CHINESE else text
