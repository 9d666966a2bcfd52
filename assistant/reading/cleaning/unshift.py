"""A run of characters that is one byte off, read again: its bytes shifted, its lost bytes weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.cleaning.gbk import letter_of, pair, with_lead, with_trail
from assistant.reading.cleaning.words import Words

Unit = tuple[int | None, int | None]

_HAN = re.compile("[\u3400-\u9fff]")
# The second byte of the full-width comma: with many first bytes it makes a place without a character.
_COMMA = 0xAC


@dataclass(slots=True)
class Run:
    """A damaged stretch [start, end) and what it should read; `lost` bytes could not be told.

    `guessed`: it holds a mark of which no byte is left.
    """

    start: int
    end: int
    after: str
    lost: int
    guessed: bool = False


def unshift(
    text: str, start: int, end: int, stream: list[int | None], tail_reading: str | None, words: Words,
) -> Run | None:
    """The characters of a shifted stream, judged against what stands in the text.

    `stream` pairs up to characters; None is a byte that is lost. `tail_reading` is the
    pinyin of a last character whose second byte is lost.
    """
    if len(stream) % 2:
        return None
    units = [(stream[index], stream[index + 1]) for index in range(0, len(stream), 2)]
    if units == [(None, stream[1])]:
        return _single(text, start, end, stream[1], tail_reading, words)
    if not any(first is not None and second is not None for first, second in units):
        return _short(text, start, end, units, tail_reading, words)
    before = text[start - 1] if start else "\n"
    after = text[end : end + 1] or "\n"
    out: list[str] = []
    good = lost = 0
    guessed = False
    for index, (lead, trail) in enumerate(units):
        left = out[-1][-1] if out else before
        right = _direct(units[index + 1]) or "" if index + 1 < len(units) else after
        if lead is not None and trail is not None:
            letters: str | None = _inner(units, index, left, right, words)
            good += all(words.common(letter) for letter in letters or "")
        elif trail is not None:
            chosen = words.choose(before, with_trail(trail), right)
            letters = _after_comma(before, chosen, words) if chosen else None
            guessed = bool(letters) and letters != chosen
        else:
            letters = _ending(lead, left, right, tail_reading, words) if lead is not None else ""
        lost += not letters
        out.append(letters or "\ufffd")
    sure = sum(1 for lead, trail in units if lead is not None and trail is not None)
    bad = sum(1 for letter in text[start:end] if _HAN.match(letter) and words.common(letter))
    if good < 0.7 * sure or good - bad < max(1, 0.3 * sure):
        return None
    return Run(start, end, "".join(out), lost, guessed)


def _single(text: str, start: int, end: int, trail: int | None, reading: str | None, words: Words) -> Run | None:
    """One character of which the second byte is left, told by the annotation behind it."""
    letters = [each for each in words.readings.get(reading or "", ()) if (pair(each) or (0, 0))[1] == trail]
    if len(letters) != 1:
        return None
    after = _after_comma(text[start - 1 : start], letters[0], words)
    return Run(start, end, after, 0, after != letters[0])


def _short(
    text: str, start: int, end: int, units: list[Unit], tail_reading: str | None, words: Words,
) -> Run | None:
    """A run so short that no character of it is whole."""
    before, after = text[start - 1 : start], text[end : end + 1] or "\n"
    (first, trail), (lead, last) = units[0], units[-1]
    if len(units) == 2 and first is None and last is None and trail is not None and lead is not None:
        word = words.word(before, trail, lead, after)
        return Run(start, end, word, 0) if word else None
    if len(units) == 1 and first is not None:
        letters = _ending(first, before, after, tail_reading, words)
        return Run(start, end, letters or "\ufffd", int(not letters))
    return None


def _direct(unit: Unit) -> str | None:
    lead, trail = unit
    return letter_of(lead, trail) if lead is not None and trail is not None else None


def _inner(
    units: list[Unit], index: int, left: str, right: str, words: Words,
) -> str:
    """A whole character, or the characters of which two halves are left when bytes vanished between them."""
    letter = _direct(units[index])
    if letter and (words.together(left, letter) or (right and words.together(letter, right))):
        return letter
    lead, trail = units[index]
    following = units[index + 1][0] if index + 1 < len(units) else None
    if lead is None or trail is None:
        return letter or "\ufffd"
    own = words.between(left, lead, trail, following)
    if own or (letter and words.common(letter)):
        return own or letter or ""
    return words.bridge(left, lead, trail, right) or letter or "\ufffd"


def _after_comma(before: str, chosen: str, words: Words) -> str:
    """A first character, whose first byte is lost, and before it the comma whose other byte may have vanished."""
    lead = (pair(chosen) or (0, 0))[0]
    if letter_of(_COMMA, lead) is None and not words.together(before, chosen):
        comma = next((mark for mark in ("\uff0c", ",") if words.together(mark, chosen)), "")
        return comma + chosen
    return chosen


def _ending(lead: int, left: str, right: str, reading: str | None, words: Words) -> str | None:
    """The last character, whose second byte is lost."""
    own = [each for each in words.readings.get(reading or "", ()) if (pair(each) or (0, 0))[0] == lead]
    return own[0] if len(own) == 1 else words.choose(left, own or with_lead(lead), right)
