"""Does a passage speak of what is asked at all? The one question that is weighed, not compared.

A faithful paraphrase shares few words with its source, a neighbouring duty many. What
tells them apart is whether the passage answers *this* requirement better than it answers
any other of the same source (`margin`), and how much of the telling content it holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Weights of a logistic regression, few features and a strong penalty so that it carries
#: over: fitted on tests/review/material/tuning.json (faithful pairs against the nearest
#: wrong passage), the demonstration documents and the development half of the alignment
#: gold. Each of the three left out in turn, 0–2 % of the faithful and 0–3 % of the wrong
#: passages fell on the other side of one half.
_LEXICAL = (-4.30, 2.69, 2.36, 2.51, 0.41)
_WITH_VECTORS = (-5.02, 2.88, 1.87, 2.27, 0.35, 0.31)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a requirement and its nearest passage.

    cover, narrow: share of the phrase's weighted content in the passage's sentence and in
    its best window; copied: share of its character pairs; sentence_cover, sentence_copied:
    the same of the sentence that the phrase stands in; cosine: of the sentences,
    standardised, 0 without vectors; margin: how much better the window answers this
    requirement than the next best of another sentence; plain: share of the phrase that is
    boilerplate; figures: share of the asked values that stand in the passage (0.5: none asked);
    windows: how many there are, for standardised scores grow with the root of their number.
    """

    cover: float
    narrow: float
    copied: float
    sentence_cover: float
    sentence_copied: float
    cosine: float
    margin: float
    plain: float
    figures: float
    vectors: bool
    windows: int


def features(traits: Traits) -> tuple[float, ...]:
    """What the weights multiply; the last only with vectors."""
    return (1.0, max(traits.cover, traits.narrow), traits.sentence_cover, math.tanh(2 * traits.margin / math.sqrt(max(traits.windows, 4))),
            traits.figures, traits.cosine)


def spoken(traits: Traits) -> float:
    """How surely the passage speaks of the requirement, 0..1 (0.5: as likely as not)."""
    weights = _WITH_VECTORS if traits.vectors else _LEXICAL
    score = sum(weight * value for weight, value in zip(weights, features(traits), strict=False))
    return 1 / (1 + math.exp(-score))
