"""A body that stands twice (正文重复): kept once, the first time.

Pages with a print view, and careless scrapers, give the whole text again. Told from a
sentence that is repeated by its size: the second time must be a third of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from assistant.reading.cleaning.lines import drop, spans
from assistant.reading.cleaning.traced import Traced
from assistant.types import Repair

_SPACE = re.compile(r"\s+")
_SHARE = 0.3
_ANCHOR = 24
# A sentence used more often than this tells nothing; lines may be missing from a copy, not this many in a row.
_OFTEN = 6
_WINDOW = 12


def keep_once(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text without its second body."""
    text = traced.text
    lines = spans(text)
    keys = [_SPACE.sub("", text[start:end]) for start, end in lines]
    chosen = _second_body(keys)
    repairs = []
    if chosen:
        first = min(chosen)
        start, end = lines[first]
        repairs.append(traced.told("duplicate_body", start, min(end, start + 60), "", count=len(chosen)))
    return (traced.edit(drop(lines, chosen, text)), repairs) if chosen else (traced, repairs)


def one_title(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text without a title line that is printed again right below (the page's title above the document's)."""
    lines = spans(traced.text)
    keys = [_SPACE.sub("", traced.text[start:end]) for start, end in lines]
    chosen = _titles_again(keys)
    repairs = [traced.told("duplicate_title", *lines[index], "") for index in sorted(chosen)]
    return (traced.edit(drop(lines, chosen, traced.text)), repairs) if chosen else (traced, repairs)


def _second_body(keys: list[str]) -> set[int]:
    """The lines of the second copy: the distance at which most of the text stands again tells it."""
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if len(key) >= _ANCHOR:
            places.setdefault(key, []).append(index)
    votes: Counter[int] = Counter()
    for key, indexes in places.items():
        for one, other in combinations(indexes[:_OFTEN], 2):
            votes[other - one] += len(key)
    if not votes:
        return set()
    distance = votes.most_common(1)[0][0]
    again = [index for index in range(distance, len(keys)) if keys[index] == keys[index - distance]
             and len(keys[index]) >= _ANCHOR]
    first = _longest_stretch(again)
    if not first:
        return set()
    # A copy begins after all that it copies.
    copied = [index for index in first if index - distance < first[0]]
    if len(copied) < len(first) or sum(len(keys[index]) for index in copied) < _SHARE * sum(map(len, keys)):
        return set()
    chosen: set[int] = set()
    original = first[0] - distance
    for index in range(first[0], len(keys)):
        window = keys[original : min(original + _WINDOW, first[0])]
        if keys[index] in window:
            original += window.index(keys[index]) + 1
            chosen.add(index)
    one, other = first[0] - distance, first[0]
    while one > 0 and other - 1 > one - 1 and keys[other - 1] == keys[one - 1]:
        one, other = one - 1, other - 1
        chosen.add(other)
    # The copy's title may stand further from its body than the first time (a byline lies between).
    if other - 1 > one and other - 1 not in chosen and keys[other - 1] in keys[:one]:
        chosen.add(other - 1)
    return chosen


def _longest_stretch(indexes: list[int]) -> list[int]:
    """Of rising line numbers, the most that follow each other without a wide gap."""
    best: list[int] = []
    current: list[int] = []
    for index in indexes:
        if current and index - current[-1] > _WINDOW:
            current = []
        current.append(index)
        if len(current) > len(best):
            best = list(current)
    return best


def _titles_again(keys: list[str]) -> set[int]:
    """Of two like lines at the head, the first: the page's title above the document's own."""
    chosen = set()
    head = [index for index in range(min(len(keys), 30)) if 6 <= len(keys[index]) <= 120]
    for position, index in enumerate(head):
        if keys[index].endswith(("。", "\uff1b", "\uff0c")):
            break
        for span in (1, 2, 3):
            following = head[position + 1 : position + 1 + span]
            if len(following) == span and following[-1] - index == span and "".join(
                keys[other] for other in following
            ) == keys[index]:
                chosen.add(index)
    return chosen
