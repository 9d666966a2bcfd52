"""Plain text: what its bytes mean, line by line where one file mixes encodings.

Whole UTF-8 (with or without BOM), UTF-16 and whole GB18030 are the common cases and
take one pass. A file that is neither is decided line by line and, within a line, run by
run; every such line is reported. Bytes that mean nothing become U+FFFD and are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.reading.raw import RawText
from assistant.reading.sources.refuse import refusal
from assistant.types import Repair

_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"),
)
# Line ends of every kind, and what old word processors leave for one (VT, FF).
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_WORD = re.compile(r"[^\W_]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_LOST = "\ufffd"
# A real Chinese text keeps nearly all its characters within GB 2312 or the common part of
# Big5; text read in a wrong encoding scatters over the rare ones (about a third is common).
_PLAUSIBLE = 0.92
# Lead bytes: GB 2312 marks, figures, pinyin vowels and characters; Big5 marks and its 5,401 common characters.
_COMMON = (("gb2312", ((0xA1, 0xA3), (0xA8, 0xA8), (0xB0, 0xF7))), ("big5", ((0xA1, 0xC6),)))
_MAX_TOLD = 20


def load_txt(data: bytes, name: str) -> RawText:
    """Raises Unreadable for bytes that are no text, or no words."""
    text, repairs = decode(data, name)
    if not _WORD.search(text):
        raise refusal("no_words", name)
    return RawText(text, "txt", repairs=tuple(repairs))


def decode(data: bytes, name: str) -> tuple[str, list[Repair]]:
    """Text with `\\n` as its only line end, and what had to be mended. Raises Unreadable.

    >>> decode("法治\\r\\n政府".encode("gb18030"), "a.txt")
    ('法治\\n政府', [])
    """
    repairs: list[Repair] = []
    text = _whole(data)
    if text is None:
        _refuse_binary(data, name)
        text, repairs = _by_line(data)
        if text.count(_LOST) * 10 > len(text):
            raise refusal("binary", name)
    text = _BREAKS.sub("\n", text)
    return _without_controls(text, repairs, name)


def _whole(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            if encoding.startswith("utf-8"):
                data = data[len(bom):]
                break
            return data[len(bom):].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    bare = _utf16_without_bom(data)
    if bare is not None:
        return bare
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if plausibility(text) >= _PLAUSIBLE else None


def _utf16_without_bom(data: bytes) -> str | None:
    """Line ends and digits of such a text leave NUL bytes, nearly all on one side."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or even + odd == 0:
        return None
    try:
        text = data.decode("utf-16-le" if odd >= even else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return text if plausibility(text) >= _PLAUSIBLE else None


def plausibility(text: str, limit: int = 20000) -> float:
    """The share of characters that Chinese official texts use among all that are not blank.

    >>> plausibility("依法行政。")
    1.0
    """
    shown = [char for char in text[:limit] if char > " "]
    return sum(map(_common, shown)) / len(shown) if shown else 1.0


@lru_cache(maxsize=8192)
def _common(char: str) -> bool:
    if char < "\x7f" or char in "—·〔〕‘’“”…々〇\u2002\u2003\xa0\ufeff\u200b":
        return True
    for encoding, ranges in _COMMON:
        try:
            lead = char.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if any(low <= lead <= high for low, high in ranges):
            return True
    return False


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:65536]
    odd = sum(sample.count(byte) for byte in (*range(9), *range(14, 32), 127))
    if odd > 8 and odd > len(sample) // 100:
        raise refusal("binary", name)


# ------------------------------------------------------- mixed: lines, then runs

def _by_line(data: bytes) -> tuple[str, list[Repair]]:
    parts: list[str] = []
    repairs: list[Repair] = []
    at = 0
    majority = _majority(data)
    for line in data.split(b"\n"):
        text, told = _line(line, majority)
        if told is not None and len(repairs) < _MAX_TOLD:
            repairs.append(Repair("encoding", told, text.strip()[:40], at))
        parts.append(text)
        at += len(text) + 1
    return "\n".join(parts), repairs


def _majority(data: bytes) -> str:
    """The encoding of most of the text: a line in it is no news."""
    utf8 = gb = 0
    for line in data.split(b"\n"):
        if _NON_ASCII.search(line):
            try:
                line.decode("utf-8")
                utf8 += len(line)
            except UnicodeDecodeError:
                gb += len(line) if _as_gb18030(line) is not None else 0
    return "UTF-8" if utf8 >= gb else "GB18030"


def _as_gb18030(line: bytes) -> str | None:
    try:
        text = line.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if plausibility(text) >= _PLAUSIBLE else None


def _line(line: bytes, majority: str) -> tuple[str, str | None]:
    """The line's text, and the name of its encoding where that differs from the majority's."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return text, "UTF-8" if majority != "UTF-8" and not text.isascii() else None
    whole = _as_gb18030(line)
    if whole is not None:
        return whole, "GB18030" if majority != "GB18030" else None
    text = "".join(_runs(line))
    return text, "UTF-8 + GB18030" if _LOST not in text else "bytes of no encoding"


def _runs(line: bytes) -> Iterator[str]:
    """Greedy: a valid UTF-8 sequence of three or more bytes is one; else a GB18030 pair; else lost.

    Two-byte UTF-8 sequences (Latin letters) are taken only after another UTF-8 run, for
    every GB 2312 character with a lead byte below E0 looks like one half of the time.
    """
    at = 0
    in_utf8 = False
    while at < len(line):
        if line[at] < 0x80:
            end = at + 1
            while end < len(line) and line[end] < 0x80:
                end += 1
            yield line[at:end].decode("ascii")
            at = end
            continue
        size = _utf8_size(line, at)
        if size >= 3 or (size == 2 and in_utf8):
            yield line[at:at + size].decode("utf-8")
            at, in_utf8 = at + size, True
            continue
        pair = _gb_size(line, at)
        if pair:
            yield line[at:at + pair].decode("gb18030")
            at, in_utf8 = at + pair, False
            continue
        end = at + 1
        while in_utf8 and end < len(line) and 0x80 <= line[end] < 0xC0:
            end += 1  # the rest of one broken UTF-8 character is one loss
        yield _LOST
        at = end


def _utf8_size(line: bytes, at: int) -> int:
    lead = line[at]
    size = 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if 0xF0 <= lead < 0xF5 else 0
    try:
        return size if size and len(line[at:at + size].decode("utf-8")) == 1 else 0
    except UnicodeDecodeError:
        return 0


def _gb_size(line: bytes, at: int) -> int:
    for size in (2, 4):
        chunk = line[at:at + size]
        try:
            if len(chunk) == size and len(chunk.decode("gb18030")) == 1 and chunk[1] != 0x7F:
                # Within mixed text only what GB 2312 knows counts, else broken UTF-8 turns into rare Han.
                chunk.decode("gb18030").encode("gb2312")
                return size
        except UnicodeError:
            continue
    return 0


def _without_controls(text: str, repairs: list[Repair], name: str) -> tuple[str, list[Repair]]:
    """NUL and other control characters carry no text: dropped, counted, told once."""
    first = _CONTROLS.search(text)
    if first is None:
        return text, repairs
    count = sum(len(found.group()) for found in _CONTROLS.finditer(text))
    if count > 8 and count > len(text) // 20:
        raise refusal("binary", name)
    shifted = [
        Repair(r.kind, r.before, _CONTROLS.sub("", r.after),
               len(_CONTROLS.sub("", text[: r.at])), r.applied, r.count) for r in repairs
    ]
    told = Repair("control_characters", first.group()[:1].encode("unicode_escape").decode(), "",
                  first.start(), count=count)
    return _CONTROLS.sub("", text), [*shifted, told]
