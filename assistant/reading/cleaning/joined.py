"""Paragraphs run together in one line (段落合并): broken apart again at their numbers.

Only in a line that holds two parts (一、 … 二、 …), or two articles, in sequence: the
enumeration inside a paragraph of a well-broken text is the author's own.
"""

from __future__ import annotations

import re

from assistant.reading.cleaning.lines import spans
from assistant.reading.cleaning.traced import Edit, Traced
from assistant.reading.ordinals import value
from assistant.types import Repair

_NUMERAL = "[一二三四五六七八九十百零〇]{1,5}"
_MARK = re.compile(
    rf"(?P<part>{_NUMERAL})、|[(\uff08](?P<section>{_NUMERAL})[)\uff09]"
    rf"|第(?P<law>{_NUMERAL})(?P<unit>[编章节条])(?=[\s\u3000])|(?<![\d.])(?P<item>\d{{1,3}})[.\uff0e、](?![\d])"
)
_ENDS = "。\uff1b\uff1a\uff01\uff1f;:!?\u201d)\uff09"
_BREAK = re.compile(
    r"(?<=[\u3400-\u9fff。\uff0c\uff1b\uff1a\uff01\uff1f\u201d\u300b)\uff09])"
    r"[ \t\u3000\xa0\u2000-\u200a]+(?=[\u3400-\u9fff\u201c\u300a(\uff08\d])"
)
# The title of a joined text ends where the sentence of its basis begins.
_TITLE = re.compile(
    r"[^。\uff0c\uff1b\uff1a\n]{4,60}?(?:纲要|规划|计划|方案|要点|意见|办法|规定|条例|细则|报告|总结|通知)(?:[(\uff08][^()\uff08\uff09\n]{2,20}[)\uff09])?"
    r"(?=为(?:了|深入|全面|贯彻|进一步|推进|加快|加强|落实|切实|规范|认真)|根据|按照|依据|\d{4}年[\uff0c,])"
)
# Headings that stand alone by custom: in a joined text nothing else tells where they end.
_CUSTOMARY = re.compile(
    r"(?:总体要求|指导思想|基本原则|主要原则|工作原则|总体目标|工作目标|主要目标|目标任务|主要任务|重点任务|工作任务|工作措施|主要措施|工作步骤|实施步骤|保障措施|组织保障|组织实施|工作要求|组织领导"
    r"|存在的(?:主要)?问题|存在(?:主要)?问题|下一步(?:工作)?(?:打算|安排|思路|计划)|主要(?:做法|举措|工作)(?:和|及)成效|总则|附则)(?=[\u3400-\u9fff])(?![的和及与])"
)
_LONG = 400


def break_apart(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text with its paragraphs on lines of their own, and one repair with their count."""
    text = traced.text
    lines = spans(text)
    edits: list[Edit] = []
    if sum(1 for start, _ in lines if (mark := _MARK.match(text, start)) and mark.lastgroup in ("part", "unit")) > 1:
        return traced, []
    for start, end in lines:
        if end - start >= _LONG or (len(lines) <= 3 and end - start >= 60):
            edits += _breaks(text, start, end)
    if not edits:
        return traced, []
    return traced.edit(edits), [traced.told("joined_lines", *edits[0], count=len(edits))]


def _breaks(text: str, start: int, end: int) -> list[Edit]:
    marks = _in_sequence(text, start, end)
    if sum(1 for _, kind, _ in marks if kind in ("part", "条")) < 2:
        return []
    # Where the white space of the old breaks is left, every such gap is a break.
    gaps = {match.start(): match.end() for match in _BREAK.finditer(text, start, end)}
    at_gap = sum(1 for place, _, _ in marks if place - 1 in gaps or any(place == stop for stop in gaps.values()))
    edits: dict[int, Edit] = {}
    if at_gap * 2 >= len(marks):
        for gap, stop in gaps.items():
            edits[gap] = (gap, stop, "\n")
    for place, _, _ in marks:
        if place > start and not any(text[index] == "\n" for index in range(place - 1, place)):
            before = place
            while before > start and text[before - 1].isspace():
                before -= 1
            edits.setdefault(before, (before, place, "\n"))
        custom = _CUSTOMARY.match(text, _after_mark(text, place))
        if custom:
            edits.setdefault(custom.end(), (custom.end(), custom.end(), "\n"))
    title = _TITLE.match(text, start)
    if title and title.end() < marks[0][0]:
        edits.setdefault(title.end(), (title.end(), title.end(), "\n"))
    return [edits[key] for key in sorted(edits)]


def _after_mark(text: str, place: int) -> int:
    match = _MARK.match(text, place)
    return match.end() if match else place


def _in_sequence(text: str, start: int, end: int) -> list[tuple[int, str, int]]:
    """(place, kind, number) of the marks that count on from the one before of their kind."""
    last = {"part": 0, "section": 0, "item": 0, "编": 0, "章": 0, "节": 0, "条": 0}
    found: list[tuple[int, str, int]] = []
    for match in _MARK.finditer(text, start, end):
        kind = match.group("unit") or match.lastgroup or ""
        written = match.group("part") or match.group("section") or match.group("law") or match.group("item")
        number = value(written)
        place = match.start()
        boundary = place == start or text[place - 1].isspace() or text[place - 1] in _ENDS
        # Numbers begin anew under each clause, and with a second copy of the text.
        restart = number == 1 and (kind in ("section", "item", "节") or last[kind] > 1)
        if number == last[kind] + 1 or (restart and boundary):
            if kind == "part" and boundary and place > start and text[place - 1] in "\uff1b\uff1a;:":
                continue
            if not boundary and kind != "section":
                continue
            if not boundary and not _heading_before(text, place, found):
                continue
            last[kind] = number
            found.append((place, kind, number))
    return found


def _heading_before(text: str, place: int, found: list[tuple[int, str, int]]) -> bool:
    """A mark right after a heading without a stop: the heading began at the last mark, near by."""
    return bool(found) and place - found[-1][0] <= 60 and "。" not in text[found[-1][0] : place]
