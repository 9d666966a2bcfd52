"""Enumerations (列举): the members that 、 和 及 以及 hold together.

Brackets and quotations are never cut: 乡镇(街道)、县(市、区) are two members.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.actions import lead_length
from assistant.facts.segments import Segments, Span, segment, shielded

_CLOSE = re.compile("(?:等|之类)(?!待|级|额|值|于|同|价)")
_LAST_JOIN = re.compile("(?:以及|及其|和|及|与|或者|或)(?![平谐解气睦蔼国时格否])")
_NOT_JOIN = re.compile("(?:共|人民|和|涉|参|普|推|以|不|缓|调|总|综|饱|温|柔)$")
_TAIL_VERB = re.compile(
    "(?:的|进行|实行|开展|纳入|作为|列入|向|是否|予以|在|给予|实施|办理|负责|应当|(?<![主重需])要(?!求)|不得|必须|落实到|融入"
    "|贯穿|依法|有机|相互|互相|直接|之间|方面|领域|(?<![平人年月户])均|都|分别|同比|[两三四五]级(?=[\u4e00-\u9fff])|达到|达(?=[0-9])|不低于|不少于|不超过|明显"
    "|显著|保持|控制在|实现(?!$)|报送(?!$)|切实|每年|每季)"
)
_TURN = re.compile("[^、，]{0,14}?(?:在|对|向|的|和|与)")
_MODAL_END = re.compile("[^、]{0,20}(?:应当|必须|不得|严禁|禁止|(?<![重主])要(?!求)|确保|可以)")
_DATE_END = re.compile("[^、]{0,6}[0-9]{4}年(?:[0-9]{1,2}月)?(?:年?底|年?末)?(?:之?前)?(?:基本|全面|初步|率先)?")
_MODAL_CHAR = re.compile("[必严禁应要确可年得]")
_PREPOSITION = re.compile("(?:对|将|把|在|向|由|与|从|按照?|以)(?!外)")
#: 各单位每年向|县委、县政府报送: the subject and its preposition are no member.
_TO_WHOM = re.compile("[^向对]{2,}(?<![方导趋取面])(?:向|对)(?![口外接策照标应象比话抗等])")
_OFTEN_END = re.compile("[^、]{0,12}每(?:人每年|半年|季度?|月|周|年度?)(?:至少|应当|都要|要)?")
_SHIELDED = re.compile("[“”《（(\"]")
_ADJACENT = re.compile("[”》](?=[“《])")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """`members` as printed; `open` where 等 says that there are more."""

    members: tuple[str, ...]
    start: int
    end: int
    open: bool = False


def _pieces(text: str, start: int, end: int, shields: tuple[Span, ...]) -> list[Span]:
    """The stretches between 、 and between adjacent quotations."""
    at = text.find("、", start, end)
    cuts: list[Span] = []
    while at >= 0:
        if not shields or shielded(shields, at) is None:
            cuts.append((at, at + 1))
        at = text.find("、", at + 1, end)
    if text.find("”“", start, end) >= 0 or text.find("》《", start, end) >= 0:
        cuts += [(match.end(), match.end()) for match in _ADJACENT.finditer(text, start, end) if match.end() < end]
        cuts.sort()
    pieces: list[Span] = []
    left = start
    for stop, resume in cuts:
        pieces.append((left, stop))
        left = resume
    pieces.append((left, end))
    return pieces


def _last(piece: str) -> tuple[list[str], bool]:
    """The last piece cut at 等 or where the sentence goes on, split at its conjunction."""
    closed = _CLOSE.search(piece) if "等" in piece or "之类" in piece else None
    if closed and closed.start() > 0:
        return _joined(piece[: closed.start()]), True
    tail = _TAIL_VERB.search(piece, 2)
    if tail and tail.group() == "的" and (again := _LAST_JOIN.search(piece)) and again.start() > tail.start():
        tail = None
    return _joined(piece[: tail.start()] if tail else piece), False


def _closed(piece: str) -> bool:
    return all(piece.count(mark) == piece.count(other) for mark, other in ("“”", "()", "（）", "《》"))


def _joined(piece: str) -> list[str]:
    joins = list(_LAST_JOIN.finditer(piece))
    for match in reversed(joins) if joins else ():
        left, right = piece[: match.start()], piece[match.end():]
        if len(left) >= 2 and len(right) >= 2 and not _NOT_JOIN.search(left) and _closed(left):
            return [left, right]
    return [piece]


def read_lists(cut: Segments, start: int, end: int) -> tuple[Enumeration, ...]:
    """The enumerations of one phrase `cut.text[start:end]`."""
    text = cut.text
    phrase = text[start:end]
    if "、" not in phrase and "”“" not in phrase and "》《" not in phrase:
        return _pair(phrase, start) if "和" in phrase or "与" in phrase or "及" in phrase else ()
    if not _SHIELDED.search(phrase) and "等" not in phrase[: phrase.rfind("、")]:
        return _plain(phrase, start)
    pieces = _pieces(text, start, end, cut.shields)
    if len(pieces) < 2:
        return _pair(phrase, start)
    middle = text.find("等", pieces[0][0], pieces[-1][0])
    if middle < 0 or not _CLOSE.search(text, middle, pieces[-1][0]):
        return _group(text, pieces)
    found: tuple[Enumeration, ...] = ()
    group: list[Span] = []
    for position, (a, b) in enumerate(pieces):
        closed = _CLOSE.search(text, a, b)
        if group and closed and closed.start() > a and position + 1 < len(pieces):
            found += _group(text, [*group, (a, closed.end())])
            turn = _TURN.match(text, closed.end(), b)
            group = [(turn.end() if turn else closed.end(), b)]
        else:
            group.append((a, b))
    return found + _group(text, group)


def _plain(phrase: str, offset: int) -> tuple[Enumeration, ...]:
    """As `_group`, for the usual phrase: no bracket or quotation in it, 等 at most at its end."""
    members = _plain_members(phrase)
    if not members:
        return ()
    skip, tail = phrase.find(members[0]), members[-1]
    is_open = phrase.find("等", phrase.rfind("、")) >= 0
    return (Enumeration(members, offset + skip, offset + phrase.rfind(tail) + len(tail), is_open),)


def _plain_members(phrase: str, head: int | None = None) -> tuple[str, ...]:
    parts = phrase.split("、")
    parts[0] = parts[0][_opening(parts[0], head):]
    parts[-1:] = _last(parts[-1])[0]
    members = tuple([part for part in parts if part])
    return members if len(members) > 1 else ()


def _group(text: str, pieces: list[Span]) -> tuple[Enumeration, ...]:
    """One enumeration: what opens its first member and closes its last cut off."""
    if len(pieces) < 2:
        return ()
    start, stop = pieces[0]
    skip = _opening(text[start:stop])
    members = [text[start + skip:stop]]
    for a, b in pieces[1:-1]:
        members.append(text[a:b])
    start_last, end_last = pieces[-1]
    tail, is_open = _last(text[start_last:end_last])
    members += tail
    clean = tuple([member for member in members if member and not member.isspace()])
    if len(clean) < 2:
        return ()
    return (Enumeration(clean, start + skip, text.find(tail[-1], start_last) + len(tail[-1]), is_open),)


def _opening(first: str, head: int | None = None) -> int:
    """How much of the first piece is no member: subject and modal word, verb, 对 and the like."""
    at = 0
    if _MODAL_CHAR.search(first) and (modal := _MODAL_END.match(first) or _DATE_END.match(first)):
        at = modal.end()
    if at or head is None or head >= len(first):
        head = lead_length(first[at:])
    at += head
    if not head and "每" in first and (often := _OFTEN_END.match(first, at)):
        at = often.end() + lead_length(first[often.end():])
    preposition = _PREPOSITION.match(first, at)
    if not head and not preposition and (whom := _TO_WHOM.match(first, at)) and whom.end() < len(first):
        return whom.end()
    return preposition.end() if preposition else at


def _pair(phrase: str, offset: int) -> tuple[Enumeration, ...]:
    """Two members without 、 count only when they end in the same word: 知晓率和首选率."""
    for match in _LAST_JOIN.finditer(phrase, 2):
        at, resume = match.span()
        head = phrase[at - 2:at]
        again = phrase.find(head, resume + 1)
        if again < 0 and head[-1] in "率度量":
            head = head[-1]
            again = phrase.find(head, resume + 1, resume + 8)
        if again > 0:
            skip = _opening(phrase[:at])
            if at - skip < 3:
                return ()
            finish = again + len(head)
            return (Enumeration((phrase[skip:at], phrase[resume:finish]), offset + skip, offset + finish),)
    return ()


def members_of(phrase: str, head: int | None = None) -> tuple[str, ...]:
    """The members of the longest enumeration of a phrase; empty where nothing is listed.

    `head`: where the verb at its head ends (0 without one), if that is known already.
    """
    if "、" not in phrase:
        if "”“" not in phrase and "》《" not in phrase:
            if "和" not in phrase and "与" not in phrase and "及" not in phrase:
                return ()
            found = _pair(phrase, 0)
            return found[0].members if found else ()
    elif not _SHIELDED.search(phrase) and "等" not in phrase[: phrase.rfind("、")]:
        return _plain_members(phrase, head)
    found = read_lists(segment(phrase), 0, len(phrase))
    return max((item.members for item in found), key=len, default=())


def list_members(text: str) -> tuple[Enumeration, ...]:
    """The enumerations of `text`, phrase by phrase.

    >>> [e.members for e in list_members("完善首问负责、一次告知、自助办理等制度，规范相关审批、实施程序和救济途径")]
    [('首问负责', '一次告知', '自助办理'), ('相关审批', '实施程序', '救济途径')]
    >>> [e.members for e in list_members("覆盖县(市、区)、乡镇(街道)，推进“一业一证”“一企一证”“证照联办”改革")]
    [('县(市、区)', '乡镇(街道)'), ('“一业一证”', '“一企一证”', '“证照联办”改革')]
    """
    cut = segment(text)
    return tuple(item for start, end, _ in cut.phrases for item in read_lists(cut, start, end))
