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

from assistant.reading.cleaning.traditional import simple

_ANNOTATED = re.compile(r"([\u3400-\u9fff])[(\uff08]([^()\uff08\uff09\s]{1,12})[)\uff09]")
_IN_BRACKETS = re.compile(r"[(\uff08][^()\uff08\uff09\u3400-\u9fff\d]{1,12}[)\uff09]")


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The characters and the character pairs of data/words.txt."""
    lines = resources.files("assistant.reading").joinpath("data/words.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return frozenset("".join(words)), frozenset(a + b for word in words for a, b in pairwise(word))


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

    @cached_property
    def plain(self) -> str:
        """The text without annotations."""
        return _IN_BRACKETS.sub("", self.text)

    @cached_property
    def _pairs(self) -> Counter[str]:
        return Counter(a + b for a, b in pairwise(self.plain))

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
        left, right = self._pairs[before + letter], self._pairs[letter + after]
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
                inside = math.log1p(self._pairs[first + second]) + (simple(first + second) in known)
                around = self._pairs[before + first] + self._pairs[second + after]
                if inside and around:
                    ranked.append((3 * inside + math.log1p(around), first + second))
        ranked.sort(reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 1):
            return None
        return ranked[0][1]

    def between(self, before: str, lead: int, trail: int, after: str) -> str | None:
        """Words of this text between two characters, beginning with byte `lead`, ending with byte `trail`."""
        found: Counter[str] = Counter()
        for match in re.finditer(re.escape(before) + r"([\u3400-\u9fff]{2,5}?)" + re.escape(after), self.plain):
            words = match.group(1)
            first, last = pair(words[0]), pair(words[-1])
            if first and last and first[0] == lead and last[1] == trail:
                found[words] += 1
        return found.most_common(1)[0][0] if found else None


# Half-width marks as the bytes saw them: the text may have been folded after it was broken.
_WIDE = {mark: chr(ord(mark) + 0xFEE0) for mark in "!,:;?()"}


@cache
def pair(letter: str) -> tuple[int, int] | None:
    """The two GBK bytes of a character; None for what has not two."""
    try:
        code = _WIDE.get(letter, letter).encode("gbk")
    except UnicodeEncodeError:
        return None
    return (code[0], code[1]) if len(code) == 2 else None


@cache
def letter_of(lead: int, trail: int) -> str | None:
    """The character of two GBK bytes."""
    try:
        letter = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return letter if len(letter) == 1 else None


@cache
def with_lead(lead: int) -> list[str]:
    return [letter for trail in range(0x40, 0xFF) if (letter := letter_of(lead, trail))]


@cache
def with_trail(trail: int) -> list[str]:
    return [letter for lead in range(0x81, 0xFF) if (letter := letter_of(lead, trail))]
