"""Runs decoded one byte off (错位乱码): a GBK text that lost a byte reads as other characters
until a single byte sets it right again.

    实?!对颇鲜》ㄖ握ㄔO施   ←  实。《云南省法治…设施

The bytes of the run are taken back, shifted by one, and read again. The byte that is
gone is chosen by the words around it (the text's own, then data/words.txt), by the pinyin
annotation that swallowed it, or it is flagged and its place stays marked.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.reading.cleaning.annotations import syllable
from assistant.reading.cleaning.gbk import letter_of, pair
from assistant.reading.cleaning.traced import Edit, Traced
from assistant.reading.cleaning.traditional import simple, traditional
from assistant.reading.cleaning.unshift import Run, unshift
from assistant.reading.cleaning.words import Words
from assistant.types import Repair

# Replacement marks, and letters that Chinese official texts never hold but shifted bytes do.
_MARKS = "?\uff1f\ufffd"
_ODD = "\u3041-\u30fe\u3105-\u3129\u2550-\u257f\u0391-\u03c9\u0410-\u0451\u02ca-\u02d9\u33ce\u33d1\u33d2\u33d5"
# Letters of pinyin belong in brackets; between two characters they are broken bytes.
_TONED = "\u0100-\u01dc"
_PROBE = re.compile(f"[{_MARKS}{_ODD}]|(?<=[\u3400-\u9fff])[{_TONED}](?=[\u3400-\u9fff])")
_READING = re.compile(r"([^\s()\uff08\uff09\u3000-\uffff]{1,10})[)\uff09]")
_LONGEST = 160
# A text with more false starts than this is not a broken text of ours: the rest is left as it is.
_ATTEMPTS = 600
_HAN = re.compile("[\u3400-\u9fff]")
_QUESTION = re.compile("什么|如何|怎[么样]|[吗呢吧么哪谁何]|是否|多少|几[个次种项]|难道|能否|可否|是不是|有没有|能不能")
_ASKED = 40
# A second byte below 0x80 shows as a sign; the reading of its character may stand behind it.
_SIGN_READ = re.compile(r"[@-~](?=[\u3400-\u9fff]|[(\uff08][^()\uff08\uff09\u3000-\uffff]{1,10}[)\uff09])")
# A shifted run goes on to the first byte below 0x80, which it takes with it.
_CLOSED = re.compile(r"[^\x00-\x7f\s\uff0c。、\uff1b\uff1a\uff1f\uff01]{0,40}(?P<end>[?@-\[\]^_`a-z{|}~\uff1f]|(?=[\uff0c。、\uff1b\s]))")


def mend_bytes(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text with its shifted runs read right; what cannot be told is flagged (`applied` false)."""
    text = traced.text
    words: Words | None = None
    edits: list[Edit] = []
    repairs: list[Repair] = []
    done = attempts = 0
    for at in _places(text):
        if at < done or not _suspicious(text, at):
            continue
        attempts += 1
        if attempts > _ATTEMPTS:
            break
        words = words or Words(text)
        run = _marked(text, at, words) if text[at] in _MARKS else None
        run = run or _unmarked(text, at, done, words)
        if run is None:
            end = at + 1 if text[at] == "\ufffd" else _unread(text, at)
            if end > at:
                repairs.append(traced.told("lost_byte", at, end, "", applied=False))
                done = end
            continue
        edits.append((run.start, run.end, run.after))
        done = run.end
        repairs.append(traced.told("byte_shift", run.start, run.end, simple(run.after)))
        if run.lost:
            repairs.append(traced.told("lost_byte", run.start, run.end, "", applied=False, count=run.lost))
        elif run.guessed or not words.reads_on(_before(text, run.start) + run.after + (text[run.end : run.end + 1] or "\n")):
            # Bytes without a character vanish unseen: what does not read on may lack one.
            repairs.append(traced.told("lost_byte", run.start, run.end, simple(run.after), applied=False))
    return (traced.edit(edits), repairs) if edits else (traced, repairs)


@cache
def _rare() -> re.Pattern[str]:
    """A character outside everyday writing, the first level of GB/T 2312; two of them in a row are looked at."""
    everyday = b"".join(
        bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF)
        if (lead, trail) < (0xD7, 0xFA)
    ).decode("gb2312")
    return re.compile(f"[^{everyday}\x00-\u33ff\ua000-\U0010ffff]")


def _places(text: str) -> list[int]:
    """Where bytes may be broken: marks, odd letters, and two rare characters in a row."""
    places = {match.start() for match in _PROBE.finditer(text)}
    # A traditional text is full of characters that are rare in a simplified one, and nothing follows from them.
    if not traditional(text):
        rare = {match.start() for match in _rare().finditer(text)}
        places |= {at for at in rare if at + 1 in rare}
    return sorted(places)


def _suspicious(text: str, at: int) -> bool:
    """A question mark is a question unless a character or a reading stands right behind it."""
    if text[at] not in "?\uff1f":
        return True
    following = text[at + 1 : at + 2]
    return bool(following) and at > 0 and not following.isspace() and (
        bool(_HAN.match(following)) or following in "?\uff1f!,\uff01" or bool(_toned(text, at + 1))
        or pair(following) is not None or bool(_SIGN_READ.match(text, at + 1))
    )


def _before(text: str, at: int) -> str:
    """The character before a place, annotations left out; a line break at the beginning."""
    annotation = re.search(r"[(\uff08][^()\uff08\uff09\u3400-\u9fff]{1,12}[)\uff09]$", text[max(0, at - 14) : at])
    at -= len(annotation.group()) if annotation else 0
    return text[at - 1 : at] or "\n"


def _unread(text: str, at: int) -> int:
    """Where a broken run that could not be read ends; `at` when the mark asks a question or nothing tells."""
    if text[at] not in "?\uff1f" or _QUESTION.search(text, max(0, at - _ASKED), at):
        return at
    closed = _CLOSED.match(text, at + 1)
    if closed is None or not (closed.group("end").strip() or _rare().search(closed.group())):
        return at
    return closed.end()


def _toned(text: str, at: int) -> re.Match[str] | None:
    match = _READING.match(text, at)
    return match if match and not match.group(1).isascii() and syllable(match.group(1)) else None


def _marked(text: str, at: int, words: Words) -> Run | None:
    """A run that begins with a replacement mark."""
    before = text[at - 1] if at else ""
    position = at + 1
    lead: int | None = None
    reading = _toned(text, position)
    if reading:
        lead = _lead_from_reading(before, reading.group(1), words)
        if lead is None:
            return None
        position = reading.end()
    best: Run | None = None
    for take_marks in (False, True):
        found = _follow(text, at, position, lead, take_marks, words)
        if found and (best is None or (found.lost, -(found.end - found.start)) < (best.lost, best.start - best.end)):
            best = found
    return best


def _lead_from_reading(before: str, reading: str, words: Words) -> int | None:
    """The annotation was put between the bytes of a character that begins with the last byte before it."""
    code = pair(before) if before else None
    if code is None:
        return None
    leads = {
        read[1] for letter in words.readings.get(reading, ()) if (read := pair(letter)) and read[0] == code[1]
    }
    return leads.pop() if len(leads) == 1 else None


def _follow(text: str, at: int, position: int, lead: int | None, take_marks: bool, words: Words) -> Run | None:
    raw: list[tuple[int, int]] = []
    end = position
    limit = min(len(text), position + _LONGEST)
    while end < limit:
        if text[end] == "\ufffd" or (text[end] in "?\uff1f" and not take_marks) or text[end] in "()":
            break
        code = pair(text[end])
        if code is None:
            break
        raw.append(code)
        end += 1
    closing: int | None = None
    tail_reading: str | None = None
    closed = end < len(text) and (text[end] in _MARKS or 0x40 <= ord(text[end]) <= 0x7E)
    if not closed:
        return None
    if text[end] in _MARKS:
        reading = _toned(text, end + 1)
        end += 1
        if reading:
            tail_reading, end = reading.group(1), reading.end()
    else:
        closing = ord(text[end])
        end += 1
        following = _toned(text, end + 1) if text[end : end + 1] in "(\uff08" else None
        tail_reading = following.group(1) if following else None
    stream: list[int | None] = [lead, *(byte for code in raw for byte in code), closing]
    return unshift(text, at, end, stream, tail_reading, words)


def _unmarked(text: str, at: int, floor: int, words: Words) -> Run | None:
    """A run without a mark at its beginning: the stretch around `at` that gains most by shifting."""
    first = at
    while first > max(floor, at - _LONGEST) and pair(text[first - 1]) is not None:
        first -= 1
    last = at + 1 if pair(text[at]) is not None else at
    while last < min(len(text), at + _LONGEST) and pair(text[last]) is not None:
        last += 1
    codes = [pair(letter) for letter in text[first:last]]
    if len(codes) < 4:
        return None
    gains: list[int] = []
    for index in range(len(codes) - 1):
        one, two = codes[index], codes[index + 1]
        assert one is not None and two is not None
        letter = letter_of(one[1], two[0])
        shifted = 2 if letter is not None and words.common(letter) else -2
        gains.append(shifted - words.common(text[first + index]) - words.common(text[first + index + 1]))
    begin, end, total = _best_stretch(gains)
    if total < 4 or end - begin < 3:
        return None
    start, stop = first + begin, first + end + 1
    stream: list[int | None] = [None, *(byte for code in codes[begin : end + 1] if code for byte in code)]
    if stop < len(text) and 0x40 <= ord(text[stop]) <= 0x7E:
        stream.append(ord(text[stop]))
        stop += 1
    else:
        stream.append(None)
        stop += stop < len(text) and text[stop] in _MARKS
    return unshift(text, start, stop, stream, None, words)


def _best_stretch(gains: list[int]) -> tuple[int, int, int]:
    """(begin, end, sum) of the stretch of gains with the greatest sum."""
    best = (0, 0, 0)
    begin = total = 0
    for index, gain in enumerate(gains):
        if total <= 0:
            begin, total = index, 0
        total += gain
        if total > best[2]:
            best = (begin, index + 1, total)
    return best
