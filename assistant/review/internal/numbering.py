"""Numbers of parts, sections and items: continuous, unique, in one scheme (序号)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.reading.ordinals import value
from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding, Severity

_DIGITS = "零一二三四五六七八九"
_STYLES = (
    ("汉字加顿号", re.compile(r"[一二三四五六七八九十百]+$")),
    ("括号汉字", re.compile(r"[（(][一二三四五六七八九十百]+[）)]$")),
    ("阿拉伯数字", re.compile(r"\d+$")),
    ("括号数字", re.compile(r"[（(]\d+[）)]$")),
    ("条", re.compile(r"第.+条$")),
    ("章", re.compile(r"第.+章$")),
    ("节", re.compile(r"第.+节$")),
    ("部分", re.compile(r"第.+部分$")),
)
_HALF = str.maketrans("（）", "()")
_RUN_IN = re.compile(
    r"(?:^|[。；;：:，,、\n\s”）)])(?P<n>[一二三四五六七八九十]{1,3})(?P<word>是|要|、)(?=[\u4e00-\u9fff“])"
)
_SEPARATOR = re.compile(r"^\s*\d{1,3}(?P<mark>[.．、])(?!\d)")


def check(view: View) -> Iterator[InternalFinding]:
    """Repeated, skipped and out-of-order numbers; a scheme changed on the way; 一是 二是 四是."""
    numbered: dict[str, list[Passage]] = {}
    for passage in view.passages:
        style = _style(passage.clause.number)
        if style and _shown(passage):
            numbered.setdefault(style, []).append(passage)
    for passages in numbered.values():
        yield from _sequence(view, passages)
    yield from _separators(view)
    for passage in view.passages:
        yield from _run_in(passage)


def _style(number: str) -> str | None:
    return next((name for name, pattern in _STYLES if number and pattern.match(number)), None)


def _shown(passage: Passage) -> bool:
    """Whether the number is printed: unnumbered headings are counted by the reader, not by the author."""
    return passage.text.lstrip().translate(_HALF).startswith(passage.clause.number.translate(_HALF))


def _count(passage: Passage) -> int:
    return value(passage.clause.number.strip("（()）第章条节部分"))


def _printed(example: str, number: int) -> str:
    """`number` written as the example is.

    >>> _printed("(二十八)", 27), _printed("74", 5), _printed("五", 12)
    ('(二十七)', '5', '十二')
    """
    core = re.sub(r"[0-9零〇一二三四五六七八九十百]+", "{}", example, count=1)
    if re.search(r"\d", example):
        return core.format(number)
    tens, ones = divmod(number, 10)
    words = ("" if tens == 1 else _DIGITS[tens] if 1 < tens < 10 else "") + ("十" if tens else "")
    return core.format(words.replace("零", "") + (_DIGITS[ones] if ones else "")) if number < 100 else example


def _restarts(passages: Sequence[Passage]) -> bool | None:
    """Whether the numbers begin anew under each parent; None when there is too little to tell."""
    firsts = [(a, b) for a, b in pairwise(passages) if a.clause.parent != b.clause.parent]
    if not firsts:
        return None
    ones = sum(_count(b) == 1 for _, b in firsts)
    continuing = sum(_count(b) == _count(a) + 1 and _count(b) != 1 for a, b in firsts)
    return None if ones == continuing else ones > continuing


def _sequence(view: View, passages: list[Passage]) -> Iterator[InternalFinding]:
    restarts = _restarts(passages)
    told: set[int] = set()
    for index, passage in enumerate(passages):
        number, before = _count(passage), passages[index - 1] if index else None
        if before is None or (restarts is not False and before.clause.parent != passage.clause.parent):
            expected = 1
            if before is not None and restarts is None and number == _count(before) + 1:
                continue
        else:
            expected = _count(before) + 1
        if number == expected or index in told or not number:
            continue
        new_parent = before is not None and before.clause.parent != passage.clause.parent
        if new_parent and number == 1 and restarts is False:
            yield _told(
                passage,
                "numbering_scheme",
                "medium",
                f"全文该级序号连续编排，此处却从“{passage.clause.number}”重新起编",
                _printed(passage.clause.number, expected),
            )
            told |= _rest(passages, index)
            continue
        if new_parent and restarts and before is not None and number == _count(before) + 1:
            yield _told(
                passage,
                "numbering_scheme",
                "medium",
                "其他部分该级序号均从头起编，此处却接续上一部分编号",
                _printed(passage.clause.number, 1),
            )
            told |= _rest(passages, index)
            continue
        if number < expected or not _hidden(view, passages, index, expected):
            yield from _fault(passages, index, expected, told)


def _rest(passages: list[Passage], index: int) -> set[int]:
    """The following siblings, whose numbers only go on from the one already told."""
    rest = set()
    for n in range(index, len(passages) - 1):
        if _count(passages[n + 1]) != _count(passages[n]) + 1:
            break
        rest.add(n + 1)
    return rest


def _hidden(view: View, passages: list[Passage], index: int, expected: int) -> bool:
    """Whether the missing number stands at the head of a line inside a clause before: unread, not unwritten."""
    wanted = _printed(passages[index].clause.number, expected).translate(_HALF)
    mark = "" if wanted.endswith((")", "条", "章", "节")) else "[.．、]"
    between = (
        p
        for p in view.passages
        if p.start < passages[index].start and (index == 0 or p.start > passages[index - 1].start)
    )
    return any(
        re.match(re.escape(wanted) + mark, line.strip().translate(_HALF))
        for passage in between
        for line in passage.text.split("\n")
    )


def _fault(passages: list[Passage], index: int, expected: int, told: set[int]) -> Iterator[InternalFinding]:
    passage, number = passages[index], _count(passages[index])
    following = _count(passages[index + 1]) if index + 1 < len(passages) else 0
    right = _printed(passage.clause.number, expected)
    if number > expected:
        missing = "、".join(_printed(passage.clause.number, n) for n in range(expected, min(number, expected + 4)))
        if following == number and number == expected + 1:
            told.add(index + 1)
            yield _told(
                passage,
                "numbering_repeated",
                "medium",
                f"序号“{passage.clause.number}”重号且缺“{missing}”，此处应为“{right}”",
                right,
            )
        else:
            alone = following == expected + 1  # the next number is right again: only this one is wrong
            if alone:
                told.add(index + 1)
            message = f"序号有误，应为“{right}”" if alone else f"序号不连续，缺“{missing}”"
            yield _told(passage, "numbering_skipped", "medium", message, right)
    elif index and number == _count(passages[index - 1]):
        yield _told(
            passage, "numbering_repeated", "medium", f"序号“{passage.clause.number}”重号，应为“{right}”", right
        )
        if following == expected + 1:
            told.add(index + 1)
    elif any(_count(p) == number and p.clause.parent == passage.clause.parent for p in passages[:index]):
        yield _told(
            passage, "numbering_repeated", "medium", f"序号“{passage.clause.number}”重号，应为“{right}”", right
        )
    else:
        yield _told(passage, "numbering_order", "medium", f"序号次序有误，应为“{right}”", right, 0.8)


def _told(
    passage: Passage, code: str, severity: Severity, message: str, suggestion: str, confidence: float = 0.95
) -> InternalFinding:
    line = passage.text.split("\n", 1)[0]
    end = min([len(line), *(at + 1 for mark in "。；" if (at := line.find(mark)) >= 0)])
    return passage.finding(
        code,
        severity,
        0,
        min(end, 60),
        message,
        f"改为“{suggestion}”，并核对其后序号",
        confidence,
    )


def _separators(view: View) -> Iterator[InternalFinding]:
    """1. here and 1、 there."""
    marks = [
        (passage, match)
        for passage in view.passages
        if passage.clause.kind == "item"
        if (match := _SEPARATOR.match(passage.text))
    ]
    counts = Counter(match["mark"].replace("．", ".") for _, match in marks)
    if len(counts) < 2:
        return
    usual, rare = (mark for mark, _ in counts.most_common(2))
    if counts[rare] * 4 > counts[usual]:
        return
    for passage, match in marks:
        if match["mark"].replace("．", ".") == rare:
            yield _told(
                passage,
                "numbering_scheme",
                "low",
                f"同级序号标点不统一：全文多用“{usual}”，此处用“{rare}”",
                match.group().strip().replace(match["mark"], usual),
                0.85,
            )
            return


def _run_in(passage: Passage) -> Iterator[InternalFinding]:
    """一是 … 二是 … 三是 … within a paragraph."""
    found = [(match, value(match["n"])) for match in _RUN_IN.finditer(passage.text) if match["word"] == "是"]
    before = 0
    for position, (match, number) in enumerate(found):
        start, end = passage.around(match.start("n"), match.end("word"), 24)
        if number == before + 1 or (number == 1 and (before == 0 or before >= 2)):
            before = number
            continue
        alone = len(found) == 1 or (number > 1 and before == 0 and position == 0 and len(found) < 3)
        if not alone:
            code = "numbering_repeated" if number == before else "numbering_skipped"
            right = _printed(match["n"], before + 1)
            yield passage.finding(
                code,
                "medium",
                start,
                end,
                f"分述序号不连续：“{match['n']}是”前应有“{right}是”"
                if number > before
                else f"分述序号“{match['n']}是”重复或次序有误",
                f"改为“{right}是”，并核对其后序号",
                0.9,
            )
        before = number
