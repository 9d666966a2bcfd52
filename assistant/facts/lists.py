"""Enumerations (列举): the members that 、 和 及 以及 hold together.

Brackets and quotations are never cut: 乡镇(街道)、县(市、区) are two members.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.actions import lead_length
from assistant.facts.segments import Segments, Span, segment

_CLOSE = re.compile("(?:等|之类)(?!待|级|额|值|于|同|价)")
_LAST_JOIN = re.compile("(?:以及|及其|和|及|与|或者|或)(?![平谐解气睦蔼国时格否])")
_NOT_JOIN = re.compile("(?:共|人民|和|涉|参|普|推|以|不|缓|调|总|综|饱|温|柔)$")
_TAIL_VERB = re.compile(
    "(?:的|进行|实行|开展|纳入|作为|列入|向|是否|予以|在|给予|实施|办理|负责|应当|要|不得|必须|落实到|融入|贯穿|依法|有机|相互|互相|直接|之间|方面|领域)"
)
_TURN = re.compile("[^、，]{0,14}?(?:在|对|向|的|和|与)")
_MODAL_END = re.compile("[^、]{0,20}(?:应当|必须|不得|严禁|禁止|(?<![重主])要(?!求)|确保|可以)")
_DATE_END = re.compile("[^、]{0,6}[0-9]{4}年(?:[0-9]{1,2}月)?(?:年?底|年?末)?(?:之?前)?(?:基本|全面|初步|率先)?")
_PREPOSITION = re.compile("(?:对|将|把|在|向|由|与|从|按照?|以)(?!外)")
_ADJACENT = re.compile("[”》](?=[“《])")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """`members` as printed; `open` where 等 says that there are more."""

    members: tuple[str, ...]
    start: int
    end: int
    open: bool = False


def _cuts(text: str, start: int, end: int, shields: tuple[Span, ...]) -> list[int]:
    """Offsets of 、 outside shields, and of the seam between adjacent quotations (negative)."""
    cuts: list[int] = []
    at = text.find("、", start, end)
    while at >= 0:
        if not any(left < at < right for left, right in shields):
            cuts.append(at)
        at = text.find("、", at + 1, end)
    for match in _ADJACENT.finditer(text, start, end):
        if match.end() < end:
            cuts.append(-match.end())
    cuts.sort(key=abs)
    return cuts


def _last(piece: str) -> tuple[list[str], bool]:
    """The last piece cut at 等 or where the sentence goes on, split at its conjunction."""
    closed = _CLOSE.search(piece)
    if closed and closed.start() > 0:
        return _joined(piece[: closed.start()]), True
    tail = _TAIL_VERB.search(piece, 2)
    if tail and tail.group() == "的" and (again := _LAST_JOIN.search(piece)) and again.start() > tail.start():
        tail = None
    return _joined(piece[: tail.start()] if tail else piece), False


def _joined(piece: str) -> list[str]:
    for match in reversed(list(_LAST_JOIN.finditer(piece))):
        left, right = piece[: match.start()], piece[match.end():]
        if len(left) >= 2 and len(right) >= 2 and not _NOT_JOIN.search(left) and left.count("“") == left.count("”"):
            if left.count("(") == left.count(")") and left.count("《") == left.count("》"):
                return [left, right]
    return [piece]


def read_lists(cut: Segments, start: int, end: int) -> tuple[Enumeration, ...]:
    """The enumerations of one phrase `cut.text[start:end]`."""
    text = cut.text
    if "、" not in text[start:end] and "”“" not in text[start:end] and "》《" not in text[start:end]:
        return _pair(text, start, end)
    shields = tuple(span for span in cut.shields if span[0] < end and span[1] > start)
    cuts = _cuts(text, start, end, shields)
    if not cuts:
        return _pair(text, start, end)
    pieces: list[tuple[int, int]] = []
    left = start
    for at in cuts:
        pieces.append((left, abs(at)))
        left = at + 1 if at > 0 else -at
    pieces.append((left, end))
    found: list[Enumeration] = []
    group: list[Span] = []
    for position, (a, b) in enumerate(pieces):
        closed = _CLOSE.search(text, a, b)
        if group and closed and closed.start() > a and position + 1 < len(pieces):
            found += _group(text, [*group, (a, closed.end())])
            turn = _TURN.match(text, closed.end(), b)
            group = [(turn.end() if turn else closed.end(), b)]
        else:
            group.append((a, b))
    return (*found, *_group(text, group))


def _group(text: str, pieces: list[Span]) -> list[Enumeration]:
    """One enumeration: what opens its first member and closes its last cut off."""
    if len(pieces) < 2:
        return []
    first = text[pieces[0][0]:pieces[0][1]]
    skip = _opening(first)
    members = [first[skip:]] + [text[a:b] for a, b in pieces[1:-1]]
    tail, is_open = _last(text[pieces[-1][0]:pieces[-1][1]])
    members += tail
    clean = tuple(member.strip() for member in members if member.strip())
    finish = text.find(tail[-1], pieces[-1][0]) + len(tail[-1])
    return [Enumeration(clean, pieces[0][0] + skip, finish, is_open)] if len(clean) > 1 else []


def _opening(first: str) -> int:
    """How much of the first piece is no member: subject and modal word, verb, 对 and the like."""
    modal = _MODAL_END.match(first) or _DATE_END.match(first)
    at = modal.end() if modal else 0
    at += lead_length(first[at:])
    preposition = _PREPOSITION.match(first, at)
    return preposition.end() if preposition else at


def _pair(text: str, start: int, end: int) -> tuple[Enumeration, ...]:
    """Two members without 、 count only when they end in the same word: 知晓率和首选率."""
    if "和" not in text[start:end] and "与" not in text[start:end] and "及" not in text[start:end]:
        return ()
    for match in _LAST_JOIN.finditer(text, start + 2, end):
        left, right = text[start:match.start()], text[match.end():end]
        head = left[-2:]
        at = right.find(head)
        same = head and at > 0
        if not same and left[-1] in "率度量":
            at = right.find(left[-1])
            head = left[-1]
            same = 0 < at < 8
        if same:
            skip = _opening(left)
            if len(left) - skip < 3:
                return ()
            return (Enumeration((left[skip:], right[: at + len(head)]), start + skip, match.end() + at + len(head)),)
    return ()


def list_members(text: str) -> tuple[Enumeration, ...]:
    """The enumerations of `text`, phrase by phrase.

    >>> [e.members for e in list_members("完善首问负责、一次告知、自助办理等制度，规范相关审批、实施程序和救济途径")]
    [('首问负责', '一次告知', '自助办理'), ('相关审批', '实施程序', '救济途径')]
    >>> [e.members for e in list_members("覆盖县(市、区)、乡镇(街道)，推进“一业一证”“一企一证”“证照联办”改革")]
    [('县(市、区)', '乡镇(街道)'), ('“一业一证”', '“一企一证”', '“证照联办”改革')]
    """
    cut = segment(text)
    return tuple(item for start, end, _ in cut.phrases for item in read_lists(cut, start, end))
