"""Runs decoded one byte off (错位乱码), made the way pages make them: in the bytes.

Two causes, both seen on scraped pages in GB encodings. A program that works on bytes
puts a reading in brackets between the two bytes of a character; or a lead byte is lost.
Either way the decoder pairs the bytes that follow wrongly, until a byte below 0x80 sets
it right: bytes without a character vanish, a lead byte before an ASCII sign takes that
sign with it and shows as "?".
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from evals.damage.traditional import reading

# A run longer than this would leave no reader a chance; real ones are short.
_LONGEST = 14


def decode(data: bytes) -> str:
    """Bytes as a careless GB decoder shows them.

    >>> decode("。《云".encode("gb18030")[1:])
    '！对?'
    """
    out: list[str] = []
    at = 0
    while at < len(data):
        lead = data[at]
        if lead < 0x80:
            out.append(chr(lead))
            at += 1
            continue
        pair = data[at:at + 2]
        if len(pair) < 2 or pair[1] < 0x40 or pair[1] == 0x7F:
            out.append("?")
        else:
            try:
                char = pair.decode("gb18030")
            except UnicodeDecodeError:
                char = ""
            out.append("" if "\ue000" <= char <= "\uf8ff" else char)
        at += 2
    return "".join(out)


def shift(text: str, dice: random.Random) -> tuple[str, str, str, int] | None:
    """One run of `text` damaged: the new text, the damaged run, what it was, and where. None: no place.

    No figure is touched: a damage that takes a digit with it cannot be mended by anybody.
    """
    for make, place in _places(text, dice):
        data = make(text, place)
        if data is not None:
            after = decode(data)
            start, end, tail = _changed(text, after)
            was, now = text[start:end], after[start:len(after) - tail]
            if (1 < len(was) <= _LONGEST and now and not any(char.isdigit() for char in was + now)
                    and "?" in now and any("\u4e00" <= char <= "\u9fff" for char in was)):
                return after, now, was, start
    return None


def _places(text: str, dice: random.Random) -> Iterator[tuple[Callable[[str, int], bytes | None], int]]:
    """Readings first where there is a place for one; lead bytes are lost mostly of marks, as on real pages."""
    places = dice.sample(range(len(text)), len(text))
    marks = [place for place in places if text[place] in "，。、；"]
    others = [place for place in places if text[place] not in "，。、；"]
    if dice.random() < 0.5:
        yield from ((_reading_between, place) for place in places)
    if dice.random() < 0.7:
        yield from ((_lead_lost, place) for place in marks)
    yield from ((_lead_lost, place) for place in others)


def _lead_lost(text: str, place: int) -> bytes | None:
    if ord(text[place]) < 0x80:
        return None
    head, tail = text[:place].encode("gb18030"), text[place:].encode("gb18030")
    return head + b"?" + tail[1:]


def _reading_between(text: str, place: int) -> bytes | None:
    """The second byte of one character and the first of the next look like a character with a reading."""
    if place + 1 >= len(text) or min(ord(text[place]), ord(text[place + 1])) < 0x80:
        return None
    data = text.encode("gb18030")
    at = len(text[:place].encode("gb18030")) + 1
    try:
        phantom = data[at:at + 2].decode("gb18030")
    except UnicodeDecodeError:
        return None
    sound = reading(phantom)
    if sound is None:
        return None
    return data[:at + 2] + f"({sound})".encode("gb18030") + data[at + 2:]


def _changed(before: str, after: str) -> tuple[int, int, int]:
    """Start and end in `before` of what differs, and how many characters stand alike behind it."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < min(len(before), len(after)) - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return start, len(before) - tail, tail
