"""Coverage of a reference document by a text, nugget by nugget (after nugget evaluation at TREC).

A nugget is one fact of the reference. It is supported only when every one of its
slots stands, in one of its wordings, within one window of sentences, and each figure
in the phrase of one of its words, or in the phrase beside it, said of the place and the
year of the reference as done (`standing`); partial when only its topic does: all of its
words without the figures. Decoys are statements that must not appear.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from evals.scoring import standing
from evals.scoring.folding import contains, digits, found_numbers, sentences
from evals.scoring.standing import ANYTHING, About

WINDOW = 3
#: Words without a figure may be told further apart and still are the topic.
TOPIC_WINDOW = 6
_CUT = re.compile(r"[,;。!?:]|(?<=[\w)%])、(?=[^、,;。]*\d)")
#: 2.4万余条 holds what 2.4万条 says.
_OVER = re.compile(r"(?<=\d)[余多](?=[^\W\d_])")
Label = Literal["supported", "partial", "absent"]


class CaseError(ValueError):
    """A case file is malformed; the message says where."""


@dataclass(frozen=True, slots=True)
class Nugget:
    """slots: for each slot the wordings that will do; topic: words of which one must stand for `partial`.

    `conflict`: the sources disagree, so that a careful draft leaves the value open; such a
    nugget is labelled and not counted. `origin`: written, proposed or confirmed.
    """

    id: str
    text: str
    vital: bool
    slots: tuple[tuple[str, ...], ...]
    topic: tuple[str, ...]
    section: str = ""
    origin: str = "written"
    sources: tuple[str, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Decoy:
    """A trap: when all of `slots` stand in one sentence, the text fell into it."""

    id: str
    kind: str
    slots: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """strict: supported vital nuggets over vital ones; lenient: partial ones count half, okay ones too."""

    labels: dict[str, Label]
    strict: float
    lenient: float
    decoys: tuple[str, ...]
    length_ratio: float
    longest_copied: int


def load(path: Path) -> tuple[tuple[Nugget, ...], tuple[Decoy, ...]]:
    """The nuggets and decoys of a case file. Raises CaseError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        nuggets = tuple(Nugget(n["id"], n["text"], n["vital"] in (True, "vital"), _slots(n["slots"]),
                               tuple(n["topic"]), n.get("section", ""), n.get("origin", "written"),
                               tuple(n.get("sources", [])), bool(n.get("conflict", False)))
                        for n in data["nuggets"])
        decoys = tuple(Decoy(d["id"], d.get("kind", ""), _slots(d["slots"])) for d in data.get("decoys", []))
    except (KeyError, TypeError, ValueError) as exc:
        raise CaseError(f"{path.name}: {exc!r}") from exc
    seen: set[str] = set()
    for id, slots in [(n.id, n.slots) for n in nuggets] + [(d.id, d.slots) for d in decoys]:
        if id in seen:
            raise CaseError(f"{path.name}: the id {id} stands twice")
        if not slots:
            raise CaseError(f"{path.name}: {id} has no slots and would always count")
        seen.add(id)
    return nuggets, decoys


def _slots(value: list[Any]) -> tuple[tuple[str, ...], ...]:
    rows = tuple(tuple(str(word) for word in (slot if isinstance(slot, list) else [slot])) for slot in value)
    if any(not slot or not all(word.strip() for word in slot) for slot in rows):
        raise ValueError("an empty slot")
    return rows


def label(nugget: Nugget, folded: Sequence[str], about: About = ANYTHING, window: int = WINDOW) -> Label:
    """Whether the sentences (already through `digits`) support this nugget of a reference about that year and place."""
    words = tuple(slot for slot in nugget.slots if not _figure(slot))
    folded = [_OVER.sub("", s) for s in folded]
    # A nugget that is itself a plan, a denial or of another year is looked for in all that is said.
    said = standing.own(folded, about) if standing.plain(digits(nugget.text), about) else folded
    for start in range(len(said)):
        here = "".join(said[start:start + window])
        if _all(nugget.slots, here) and all(_bound(slot, words, here) for slot in nugget.slots if _figure(slot)):
            return "supported"
    wide = window if len(words) < len(nugget.slots) else TOPIC_WINDOW
    if len(nugget.slots) == 1 or not any(contains("".join(folded), _digits(word)) for word in nugget.topic):
        return "absent"
    near = any(_all(words, "".join(folded[start:start + wide])) for start in range(len(folded)))
    return "partial" if near else "absent"


def _figure(slot: tuple[str, ...]) -> bool:
    return any(re.match(r"\d[\d.]*[^\d.]", word) for word in slot)


def _bound(slot: tuple[str, ...], words: tuple[tuple[str, ...], ...], text: str) -> bool:
    """Whether some wording of this figure stands in a phrase with one of the words, or beside such a phrase.

    A phrase beside it does only when that phrase has no figure of the same unit of its own.
    """
    if not words:
        return True
    ends = [m.end() for m in _CUT.finditer(text)]
    cuts = sorted({0, len(text), *ends})
    phrases = [text[s:e] for s, e in pairwise(cuts)]
    forms = [_digits(word) for word in slot]
    for at, phrase in enumerate(phrases):
        form = next((f for f in forms if contains(phrase, f)), None)
        if form is None:
            continue
        if _any(words, phrase):
            return True
        unit = form.lstrip("0123456789.")
        for beside in (phrases[at - 1] if at else "", phrases[at + 1] if at + 1 < len(phrases) else ""):
            if _any(words, beside) and unit not in {n.unit for n in found_numbers(beside)}:
                return True
    return False


def _any(words: tuple[tuple[str, ...], ...], text: str) -> bool:
    return any(contains(text, _digits(word)) for slot in words for word in slot)


def score(text: str, nuggets: Sequence[Nugget], decoys: Sequence[Decoy], reference: str,
          sources: Sequence[str] = ()) -> Coverage:
    """The coverage of the reference's nuggets by `text`. Raises ValueError without vital nuggets."""
    counted = [n for n in nuggets if not n.conflict]
    vital = [n for n in counted if n.vital]
    if not vital:
        raise ValueError("no vital nuggets")
    folded = [digits(s) for s in sentences(text)]
    about = About.of(reference)
    labels = {n.id: label(n, folded, about) for n in nuggets}
    worth = {"supported": 1.0, "partial": 0.5, "absent": 0.0}
    weights = [(1.0 if n.vital else 0.5, worth[labels[n.id]]) for n in counted]
    fallen = tuple(d.id for d in decoys if any(_all(d.slots, sentence) for sentence in folded))
    return Coverage(
        labels, sum(labels[n.id] == "supported" for n in vital) / len(vital),
        sum(w * v for w, v in weights) / sum(w for w, _ in weights), fallen,
        len(digits(text)) / max(1, len(digits(reference))), longest_run(text, sources))


def longest_run(text: str, sources: Sequence[str]) -> int:
    """Characters of the longest run that `text` shares with a source, found by doubling and halving."""
    mine, theirs = digits(text), [digits(s) for s in sources]

    def shares(length: int) -> bool:
        if length == 0:
            return True
        grams = {s[i:i + length] for s in theirs for i in range(len(s) - length + 1)}
        return any(mine[i:i + length] in grams for i in range(len(mine) - length + 1))

    low, high = 0, 1
    while high <= len(mine) and shares(high):
        low, high = high, high * 2
    high = min(high, len(mine) + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if shares(middle) else (low, middle)
    return low


def _all(slots: tuple[tuple[str, ...], ...], text: str) -> bool:
    return all(any(contains(text, _digits(word)) for word in slot) for slot in slots)


@lru_cache(maxsize=20_000)
def _digits(word: str) -> str:
    return _OVER.sub("", digits(word))
