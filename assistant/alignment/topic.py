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
    phrase that is boilerplate; style: how closely the whole draft copies its source;
    figures: share of the asked values that stand in it (0.5: none asked).
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
    figures: float
    vectors: bool


def squeeze(value: float, width: float) -> float:
    """A value of any size, bent into -1..1."""
    return math.tanh(value / width)


def spoken(traits: Traits) -> float:
    """How surely the passage speaks of the statement, 0..1 (0.5: as likely as not)."""
    return 1 / (1 + math.exp(-_score(traits)))


#: Weights of a logistic regression on tests/review/material/tuning.json (faithful pairs
#: against the nearest wrong passage), the demonstration documents and the development
#: half of the alignment gold; refitted with tests/review/fit_topic.py.
_WEIGHTS = {"": (-3.78, 1.12, 1.18, 1.32, 1.29, 0.91, 1.99, 0.29, 0.07, 0.35, -0.53, -0.39, 0.28, 0.0),
            "vectors": (-4.57, 1.15, 1.19, 1.27, 0.99, 0.57, 1.77, 0.42, 0.09, 0.33, -0.48, -0.32, 0.28, 0.38)}


def features(t: Traits) -> tuple[float, ...]:
    """What the weights multiply."""
    return (1.0, t.cover, t.narrow, t.copied, t.sentence_cover, t.sentence_copied, squeeze(t.margin, 8.0),
            squeeze(t.score, 30.0), t.style * t.cover, t.style * t.copied, t.style, t.plain, t.figures, t.cosine)


def _score(t: Traits) -> float:
    weights = _WEIGHTS["vectors" if t.vectors else ""]
    return sum(weight * value for weight, value in zip(weights, features(t), strict=True))
