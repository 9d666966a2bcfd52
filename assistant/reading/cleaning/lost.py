"""Marks that were lost (疑似丢字): told with a suggestion, never put in, for they may be the author's.

    20221014日            2022年10月14日       〔20228号     〔2022〕8号
    (20212025年)          (2021—2025年)        2021—2025年)  (2021—2025年)
    《… 》 “ … ” ( … )    a mark without its partner (`unpaired`: where it would be looked for first)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from assistant.reading.cleaning.traced import Traced
from assistant.types import Repair

_PAIRS = {"\uff08": "\uff09", "\u300a": "\u300b", "\u3008": "\u3009", "\u201c": "\u201d", "\u2018": "\u2019",
          "\u3014": "\u3015", "\u3010": "\u3011", "(": ")", "[": "]"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_ANY = re.compile("[" + re.escape("".join((*_PAIRS, *_CLOSERS))) + "\n]")
# Every number that can have lost a mark holds a year: looked for first, then the forms at its place.
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(\d{4})(年?)(\d{2})(月?)(\d{2})日")
_DAYS = re.compile(r"(\d{4})年([1-9]\d{1,2})日")
_MONTH = re.compile(r"(20\d{2})(0?[1-9]|1[0-2])月(?=\d{1,2}日|[底初末中份至到起以前后\uff0c。、])")
_MONTH_END = re.compile(r"(20\d{2})年(0?[1-9]|1[0-2])(?=[)\uff09底初末中前\uff0c。\uff1b])")
_NUMBER = re.compile(r"(\d{4})[\u3015\]]?(\d{1,4})号")
# What stands before the year in a document number (发文机关代字).
_NUMBER_WORDS = ("发", "办", "字", "函", "法", "政")
_SPAN = re.compile(r"((?:19|20)\d{2})(20\d{2})(年?)(?!\d)")
_SPAN_YEAR = re.compile(r"(\d{4}[\u2014\u2015\u2013\uff5e~\-]{1,2}20\d{2})(?=[)\uff09]\u300b)")
_SPAN_CLOSED = re.compile(r"(?:19|20)\d{2}[\u2014\u2015\u2013\uff5e~\-]{1,2}20\d{2}年$")
_BREAK = re.compile("[\uff0c。\uff1b\uff1a\uff01\uff1f、]")
_CONTEXT = 16
# More than this are not lost marks but another way of writing.
_MOST = 300


def tell_lost(traced: Traced) -> list[Repair]:
    """One repair with `applied` false for each mark that seems lost; `after` is the suggestion."""
    text = traced.text
    out: list[Repair] = []
    taken: list[tuple[int, int]] = []
    end = 0
    for start, stop, suggestion in sorted(_numbers(text)):
        if start >= end:
            out.append(traced.told("lost_char", start, stop, suggestion, applied=False))
            taken.append((start, stop))
            end = stop
    for mark, start, stop, suggestion in islice(_partners(text), _MOST):
        span = _SPAN_CLOSED.search(text, start, mark)
        if any(first <= mark < last for first, last in taken):
            continue
        if span and suggestion == "\uff08":
            whole = f"{suggestion}{span.group()}\uff09"
            out.append(traced.told("lost_char", span.start(), stop, whole, applied=False))
        else:
            partnered = _partnered(text[start:stop], mark - start, suggestion)
            out.append(traced.told("unpaired", start, stop, partnered, applied=False))
    return out


def _partnered(words: str, mark: int, partner: str) -> str:
    """The words with the missing partner where a reader would look for it first: at the next mark."""
    if partner in _CLOSERS:
        stop = _BREAK.search(words, mark + 1)
        place = stop.start() if stop else len(words)
    else:
        place = max((found.end() for found in _BREAK.finditer(words, 0, mark)), default=0)
    return words[:place] + partner + words[place:]


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, suggestion) of the numbers that a mark fell out of."""
    for found in _A_YEAR.finditer(text):
        at = found.start()
        before = text[at - 1] if at else ""
        if before.isdigit():
            continue
        if (match := _DAY.match(text, at)) and not (match.group(2) and match.group(4)):
            year, _, month, _, day = match.groups()
            if _day(year, month, day):
                yield at, match.end(), f"{year}年{int(month)}月{int(day)}日"
        elif match := _DAYS.match(text, at):
            year, digits = match.groups()
            days = [f"{year}年{int(digits[:cut])}月{int(digits[cut:])}日" for cut in (1, 2)
                    if digits[cut : cut + 1] not in ("", "0") and _day(year, digits[:cut], digits[cut:])]
            if days:
                yield at, match.end(), "或".join(days)
        elif (match := _MONTH.match(text, at)) or (match := _MONTH_END.match(text, at)):
            yield at, match.end(), f"{match.group(1)}年{int(match.group(2))}月"
        elif match := _NUMBER.match(text, at):
            # 〔20228号, 2022〕8号, 办发20228号: the office's brackets, or one of them, are gone.
            opened, closed = before in ("\u3014", "["), text[at + 4] in "\u3015]"
            bare = not opened and before in _NUMBER_WORDS and len(match.group(2)) < 4
            if opened != closed or bare:
                yield at - opened, match.end(), f"\u3014{match.group(1)}\u3015{int(match.group(2))}号"
        elif match := _SPAN.match(text, at):
            first, last, unit = match.groups()
            bracketed = (before and before in "(\uff08") or text[match.end() : match.end() + 1] in (")", "\uff09")
            if 0 < int(last) - int(first) <= 15 and (unit or bracketed):
                yield at, match.end(), f"{first}—{last}{unit or '年'}"
        elif before in ("\uff08", "(") and (match := _SPAN_YEAR.match(text, at)):
            yield at, match.end(), f"{match.group(1)}年"
        elif text[at + 4 : at + 5] == "度":
            yield at, at + 5, f"{found.group()}年度"


def _day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _partners(text: str) -> Iterator[tuple[int, int, int, str]]:
    """(mark, start, end, missing partner) of the marks of a pair that stand alone in their paragraph."""
    open_marks: list[tuple[int, str]] = []
    line_start = 0
    for match in (*_ANY.finditer(text), None):
        at = match.start() if match else len(text)
        mark = text[at] if match else "\n"
        if mark == "\n":
            for place, opener in open_marks:
                yield place, place, min(at, place + _CONTEXT), _PAIRS[opener]
            open_marks.clear()
            line_start = at + 1
        elif mark in _PAIRS:
            open_marks.append((at, mark))
        elif any(opener == _CLOSERS[mark] for _, opener in open_marks):
            while open_marks[-1][1] != _CLOSERS[mark]:
                place, opener = open_marks.pop()
                yield place, place, min(at, place + _CONTEXT), _PAIRS[opener]
            open_marks.pop()
        elif not text[line_start:at].strip().isdigit():
            yield at, max(line_start, at - _CONTEXT), at + 1, _CLOSERS[mark]
