"""A body that stands twice (正文重复): kept once, the first time.

Pages with a print view, and careless scrapers, give the whole text again. Told from a
sentence that is repeated by its size: the second time must be a third of the text.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.reading.cleaning.lines import drop, spans
from assistant.reading.cleaning.traced import Traced
from assistant.types import Repair

_SPACE = re.compile(r"\s+")
_SHARE = 0.3
_ANCHOR = 24


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
    first: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for index, key in enumerate(keys):
        if len(key) >= _ANCHOR:
            seen = first.setdefault(key, index)
            # A copy goes up line by line, and begins after the lines it copies.
            if seen != index and (not pairs or pairs[-1][0] < seen < pairs[0][1]):
                pairs.append((seen, index))
    total = sum(map(len, keys))
    if not pairs or sum(len(keys[later]) for _, later in pairs) < _SHARE * total:
        return set()
    chosen = {later for _, later in pairs}
    for (a, b), (c, d) in pairwise(pairs):
        # Short lines between two repeated ones (headings) belong to the copy when they are alike.
        if c - a == d - b:
            chosen |= {b + step for step in range(1, d - b) if keys[b + step] == keys[a + step]}
    a, b = pairs[0]
    while b - 1 > a and a > 0 and keys[b - 1] == keys[a - 1]:
        a, b = a - 1, b - 1
        chosen.add(b)
    # The copy's title may stand further from its body than the first time (a byline lies between).
    if b - 1 > a and b - 1 not in chosen and keys[b - 1] in keys[:a]:
        chosen.add(b - 1)
    a, b = pairs[-1]
    while b + 1 < len(keys) and keys[b + 1] == keys[a + 1]:
        a, b = a + 1, b + 1
        chosen.add(b)
    return chosen


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
