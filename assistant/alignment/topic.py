"""Does a passage speak of what is asked at all? The one question that is weighed, not compared.

A faithful paraphrase shares few words with its source, a neighbouring duty many. What
tells them apart is whether the passage answers *this* statement better than it answers
any other of the same source (`margin`), and how much of the telling content it holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a statement and its nearest passage, all as defined in align.py.

    score: of align.py; cover, narrow, copied: of the phrase; sentence_cover, sentence_copied: of the sentence
    it stands in; cosine: standardised, 0 without vectors; margin: how much better the
    passage answers this sentence than the next best of the source; plain: share of the
    phrase that is boilerplate; style: how closely the whole draft copies its source.
    """

    score: float
    cover: float
    narrow: float
    copied: float
    sentence_cover: float
    sentence_copied: float
    cosine: float
    margin: float
    plain: float
    style: float
    vectors: bool


def squeeze(value: float, width: float) -> float:
    """A value of any size, bent into -1..1."""
    return math.tanh(value / width)


def spoken(traits: Traits) -> float:
    """How surely the passage speaks of the statement, 0..1 (0.5: as likely as not)."""
    return 1 / (1 + math.exp(-_score(traits)))


def _score(t: Traits) -> float:
    return (8.0 * (t.cover - 0.45) + 2.0 * (t.narrow - 0.4) + 2.5 * squeeze(t.margin, 8.0)
            + 3.0 * (t.sentence_cover - 0.4))
