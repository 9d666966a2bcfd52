"""Sentences made shorter by leaving out phrases; nothing is reworded.

A phrase whose number has its object from an earlier phrase goes when that one goes; a
body named at a sentence's start stays its subject when the first phrase goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.amounts import amounts
from assistant.drafting.budget import length_of
from assistant.drafting.marks import full, half
from assistant.drafting.measures import DEPENDENT, measures, overlap
from assistant.drafting.style import style_words, substance
from assistant.facts.names import organisations
from assistant.facts.segments import ends_run, segment
from assistant.types import DraftSentence

#: Verbs that a reader of names takes for the beginning of a body's name.
_NOT_A_BODY = ("审核", "审查", "报送", "会同", "提请", "列席", "牵头")
_ENUMERATOR = re.compile(r"^[一二三四五六七八九十]+是")


@dataclass(frozen=True, slots=True)
class Cell:
    """A phrase of a sentence. `stop`: the mark behind it. `needs`: the cell it cannot stand without."""

    text: str
    stop: str
    weight: float
    needs: int = -1


def cells(text: str) -> tuple[Cell, ...]:
    """The phrases of a sentence with weights and dependences."""
    cut = segment(text)
    found = measures(text)
    spans = [(start, end, stop) for start, end, stop in cut.phrases]
    out: list[Cell] = []
    for index, (start, end, stop) in enumerate(spans):
        phrase = half(text[start:end])
        needs = -1
        for measure in found:
            if start <= measure.start < end and measure.inherited and measure.object:
                needs = next((i for i in range(index - 1, -1, -1)
                              if overlap(measure.object, half(text[spans[i][0]:spans[i][1]])) >= 0.99), needs)
        if needs < 0 and index and not ends_run(spans[index - 1][2]) and DEPENDENT.match(phrase):
            needs = index - 1
        out.append(Cell(text[start:end], stop, _weight(phrase), needs))
    return tuple(out)


def _weight(phrase: str) -> float:
    words = style_words()
    weight = {2: 2.0, 1: 0.5, 0: 0.1}[substance(phrase)]
    weight += 0.3 * min(max(len(amounts(full(phrase))) - 1, 0), 3)
    weight += 0.6 if any(word in phrase for word in words.core) else 0.0
    weight -= 0.8 if any(word in phrase for word in words.minor) else 0.0
    return weight


def without(sentence: DraftSentence, gone: Callable[[str], bool]) -> DraftSentence | None:
    """The sentence without the phrases that `gone` holds for and those that hang on them; None when none is left."""
    parts = cells(sentence.text)
    out = {i for i, cell in enumerate(parts) if gone(half(cell.text))}
    return _kept(sentence, parts, out)


def _kept(sentence: DraftSentence, parts: Sequence[Cell], out: set[int]) -> DraftSentence | None:
    out = _closed(parts, out)
    if not out:
        return sentence
    left = [i for i in range(len(parts)) if i not in out]
    if not left or all(substance(half(parts[i].text)) == 0 for i in left):
        return None
    lead = _lead(parts[0].text) if 0 in out else ""
    text = ""
    for place, index in enumerate(left):
        cell = parts[index]
        later = left[place + 1] if place + 1 < len(left) else None
        run = any(ends_run(parts[i].stop) for i in range(index, later)) if later is not None else False
        text += cell.text + ("" if later is None else "；" if run else "，")
    if lead and not half(text).startswith(lead):
        text = full(lead) + text
    return replace(sentence, text=text + "。")


def _closed(parts: Sequence[Cell], out: set[int]) -> set[int]:
    closed = set(out)
    for index, cell in enumerate(parts):
        if cell.needs in closed:
            closed.add(index)
    return closed


def _lead(text: str) -> str:
    """What the first phrase opens with and the rest needs: 一是, or the body that acts."""
    plain = half(text)
    enumerator = _ENUMERATOR.match(plain)
    start = enumerator.end() if enumerator else 0
    body = subject(plain[start:])
    intends = re.match(r"将|拟|计划", plain[start + len(body):])
    return (enumerator.group() if enumerator else "") + body + (intends.group() if intends else "")


def subject(text: str) -> str:
    """The body or town that a sentence opens with, "" when it opens otherwise.

    >>> subject("区司法局审结案件3件"), subject("青石镇调解纠纷3件"), subject("审核区政府合同3份")
    ('区司法局', '青石镇', '')
    """
    bodies = [b for b in organisations(full(text)) if b.start == 0]
    if bodies and not bodies[0].name.startswith((*style_words().verbs, *_NOT_A_BODY)):
        return bodies[0].name
    town = re.match(r"[一-鿿]{2,3}(?:[镇乡]|街道)(?=[一-鿿])", text)
    return town.group() if town else ""


def shorten(sentences: Sequence[DraftSentence], limit: int) -> tuple[DraftSentence, ...] | None:
    """Some sentences within `limit` characters, the least weighty phrases gone first; None when not even
    one sentence fits. Placeholders stay; openings go first."""
    kept: list[DraftSentence | None] = list(sentences)
    parts = [cells(s.text) if s.status == "supported" else () for s in sentences]
    gone: list[set[int]] = [set() for _ in sentences]
    for index, sentence in enumerate(sentences):
        if sentence.status == "opening" and _size(kept) > limit:
            kept[index] = None
    order = sorted(((i, j) for i, row in enumerate(parts) for j in range(len(row))),
                   key=lambda cell: _worth(parts[cell[0]], cell[1]))
    for i, j in order:
        if _size(kept) <= limit:
            break
        if kept[i] is None or j in gone[i]:
            continue
        gone[i] = _closed(parts[i], gone[i] | {j})
        kept[i] = _kept(sentences[i], parts[i], gone[i])
    found = tuple(s for s in kept if s is not None)
    if _size(found) > limit or not any(s.status == "supported" for s in found):
        return None
    return _refilled(sentences, parts, gone, limit)


def _refilled(sentences: Sequence[DraftSentence], parts: Sequence[tuple[Cell, ...]], gone: list[set[int]],
              limit: int) -> tuple[DraftSentence, ...]:
    """Phrases dropped early come back, the weightiest first, where they still fit."""
    def built() -> list[DraftSentence | None]:
        return [_kept(s, parts[i], gone[i]) if parts[i] else (None if s.status == "opening" else s)
                for i, s in enumerate(sentences)]

    for i, j in sorted(((i, j) for i, row in enumerate(gone) for j in row), key=lambda c: -parts[c[0]][c[1]].weight):
        if j not in gone[i] or (parts[i][j].needs >= 0 and parts[i][j].needs in gone[i]):
            continue
        gone[i].discard(j)
        if _size(built()) > limit:
            gone[i].add(j)
    return tuple(s for s in built() if s is not None)


def _worth(row: Sequence[Cell], at: int) -> tuple[float, int]:
    group = _closed(row, {at})
    return max(row[i].weight for i in group), -length_of(row[at].text)


def _size(sentences: Sequence[DraftSentence | None]) -> int:
    return sum(length_of(s.text) for s in sentences if s is not None)
