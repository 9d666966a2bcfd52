"""What is ordinary in a text: its own characters and words, and those of official Chinese.

Made only for a text that shows broken bytes; weighs what a lost byte may have been.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise

from assistant.reading.cleaning.gbk import letter_of, pair, with_lead, with_trail
from assistant.reading.cleaning.traditional import simple

_ANNOTATED = re.compile(r"([\u3400-\u9fff])[(\uff08]([^()\uff08\uff09\s]{1,12})[)\uff09]")
_IN_BRACKETS = re.compile(r"[(\uff08][^()\uff08\uff09\u3400-\u9fff\d]{1,12}[)\uff09]")
# Bytes that vanished between two characters held no more than this many characters.
_GAP = 4
_LOOKED_UP = 400
_HAN = re.compile("[\u3400-\u9fff]")


@cache
def _words() -> tuple[str, ...]:
    lines = resources.files("assistant.reading").joinpath("data/words.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The characters and the character pairs of data/words.txt."""
    return frozenset("".join(_words())), frozenset(a + b for word in _words() for a, b in pairwise(word))


@cache
def _beginnings() -> frozenset[str]:
    """The first two characters of the words of data/words.txt."""
    return frozenset(word[:2] for word in _words() if len(word) > 1)


class Words:
    """The ordinary words of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._letters = Counter(text)

    def common(self, letter: str) -> bool:
        """Whether a character is ordinary here: met several times, or in the vocabulary."""
        return self._letters[letter] >= 3 or letter in _vocabulary()[0] or (
            letter > "\u3400" and simple(letter) in _vocabulary()[0]
        )

    def together(self, one: str, two: str) -> int:
        """How often two characters stand together in this text, or 1 when the vocabulary joins them."""
        return self._pairs[one, two] or int(simple(one + two) in _vocabulary()[1])

    def reads_on(self, words: str) -> bool:
        """Whether what was read again, with the character on either side, is made of ordinary words.

        Behind a mark a word must begin, and a line must not end in the middle.
        """
        inner = words[1:-1]
        if not all(map(self.common, inner)) or (words[-1:] == "\n" and _HAN.match(inner[-1:])):
            return False
        if not _HAN.match(words[:1]) and not self._pairs[words[0], words[1]] and simple(words[1:3]) not in _beginnings():
            return False
        return all(
            self.together(one, two) for one, two in pairwise(words) if _HAN.match(one) and _HAN.match(two)
        )

    @cached_property
    def plain(self) -> str:
        """The text without annotations."""
        return _IN_BRACKETS.sub("", self.text)

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter(pairwise(self.plain))

    @cached_property
    def readings(self) -> dict[str, Counter[str]]:
        """Pinyin to the characters that this text annotates so."""
        out: dict[str, Counter[str]] = {}
        for letter, reading in _ANNOTATED.findall(self.text):
            out.setdefault(reading, Counter())[letter] += 1
        return out

    def choose(self, before: str, candidates: list[str], after: str) -> str | None:
        """The candidate that the words around it ask for; None when they do not tell."""
        ranked = sorted(((self._weight(before, letter, after), letter) for letter in candidates), reverse=True)
        if not ranked or ranked[0][0] <= 1:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.2:
            return None
        return ranked[0][1]

    def _weight(self, before: str, letter: str, after: str) -> float:
        pairs = _vocabulary()[1]
        left, right = self._pairs[before, letter], self._pairs[letter, after]
        if not (left or right) and not self.common(letter):
            return 0.0
        known = (simple(before + letter) in pairs) + (simple(letter + after) in pairs)
        if not (left or right or known):
            return 0.0
        return 3 * math.log1p(left) + 3 * math.log1p(right) + 2 * known + 0.3 * math.log1p(self._letters[letter])

    def word(self, before: str, trail: int, lead: int, after: str) -> str | None:
        """Two characters, of which the first's last and the second's first byte are left; None when in doubt."""
        known = _vocabulary()[1]
        ranked: list[tuple[float, str]] = []
        for first in filter(self.common, with_trail(trail)):
            for second in filter(self.common, with_lead(lead)):
                inside = math.log1p(self._pairs[first, second]) + (simple(first + second) in known)
                around = self._pairs[before, first] + self._pairs[second, after]
                if inside and around:
                    ranked.append((3 * inside + math.log1p(around), first + second))
        ranked.sort(reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 1):
            return None
        return ranked[0][1]

    def bridge(self, before: str, lead: int, trail: int, after: str) -> str | None:
        """Two characters, of which the first's first and the second's last byte are left and the bytes
        between them vanished; None when in doubt."""
        ranked: list[tuple[float, str]] = []
        for first in filter(self.common, with_lead(lead)):
            inner = (pair(first) or (0, 0))[1]
            for second in filter(self.common, with_trail(trail)):
                if letter_of(inner, (pair(second) or (0, 0))[0]) is None and self.together(first, second):
                    around = bool(self.together(before, first)) + bool(after and self.together(second, after))
                    if around:
                        ranked.append((around + math.log1p(self.together(first, second)), first + second))
        ranked.sort(reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.5):
            return None
        return ranked[0][1]

    def between(self, before: str, lead: int, trail: int, following: int | None) -> str | None:
        """What this text writes after `before` that begins with byte `lead`, ends with byte `trail`, and
        holds between them nothing but bytes that a reading one byte off drops (a place without a
        character). `following`: the first byte of the character after it, where it is known.
        """
        found: Counter[str] = Counter()
        at = self.plain.find(before)
        looked = 0
        while at >= 0 and looked < _LOOKED_UP:
            words = self.plain[at + 1 : at + 3 + _GAP]
            codes = [pair(letter) for letter in words]
            for size in range(1, len(codes)):
                one, two = codes[size - 1], codes[size]
                if not one or not two or codes[0] is None or codes[0][0] != lead or letter_of(one[1], two[0]):
                    break
                if two[1] == trail:
                    after = codes[size + 1] if size + 1 < len(codes) else None
                    found[words[: size + 1]] += following is None or (after is not None and after[0] == following)
                    break
            at = self.plain.find(before, at + 1)
            looked += 1
        best = found.most_common(1)
        return best[0][0] if best and best[0][1] else None
