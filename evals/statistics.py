"""Intervals and tests, seeded: the same data give the same bytes.

Cluster bootstrap: documents are drawn with replacement, for cases of one document
are not independent (Field & Welsh 2007). Single rates have Wilson's interval (1927).
Two runs on the same cases are compared by a paired sign-flip test over clusters.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from itertools import product

SEED = 20260101
Z95 = 1.959963984540054


def wilson(hits: int, n: int, z: float = Z95) -> tuple[float, float]:
    """The 95 % interval of a rate.

    >>> tuple(round(x, 3) for x in wilson(9, 10))
    (0.596, 0.982)
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if n == 0:
        return 0.0, 1.0
    rate, share = hits / n, z * z / n
    centre = (rate + share / 2) / (1 + share)
    half = z / (1 + share) * math.sqrt(rate * (1 - rate) / n + share / (4 * n))
    return (0.0 if hits == 0 else centre - half), (1.0 if hits == n else centre + half)


def bootstrap(values: Mapping[str, float], clusters: Mapping[str, str] | None = None,
              draws: int = 2000, seed: int = SEED) -> tuple[float, float]:
    """The 95 % percentile interval of the mean of `values` (by case), drawing whole clusters.

    A case without a cluster is its own. Raises ValueError for no values.
    """
    if not values:
        raise ValueError("no values")
    groups: dict[str, list[float]] = {}
    for case in sorted(values):
        groups.setdefault((clusters or {}).get(case, case), []).append(values[case])
    sums = [(sum(group), len(group)) for _, group in sorted(groups.items())]
    rng = random.Random(seed)
    means = []
    for _ in range(draws):
        drawn = rng.choices(sums, k=len(sums))
        means.append(sum(s for s, _ in drawn) / sum(n for _, n in drawn))
    means.sort()
    return means[int(0.025 * draws)], means[min(draws - 1, int(0.975 * draws))]


def bootstrap_of(statistic: Callable[[Sequence[str]], float | None], cases: Sequence[str],
                 clusters: Mapping[str, str] | None = None, draws: int = 1000, seed: int = SEED) -> tuple[float, float]:
    """The same for any statistic of a list of cases; draws where it has no value are left out.

    Raises ValueError for no cases, or when no draw has a value.
    """
    groups: dict[str, list[str]] = {}
    for case in sorted(cases):
        groups.setdefault((clusters or {}).get(case, case), []).append(case)
    members = [group for _, group in sorted(groups.items())]
    if not members:
        raise ValueError("no cases")
    rng = random.Random(seed)
    drawn = [statistic([case for group in rng.choices(members, k=len(members)) for case in group])
             for _ in range(draws)]
    values = sorted(value for value in drawn if value is not None)
    if not values:
        raise ValueError("no draw has a value")
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]


def paired_test(old: Mapping[str, float], new: Mapping[str, float], clusters: Mapping[str, str] | None = None,
                draws: int = 5000, seed: int = SEED) -> tuple[float, float]:
    """(mean difference new - old, two-sided p) on the cases both hold, flipping signs of whole clusters.

    Exact up to 12 clusters, sampled above. p is 1.0 where nothing differs.
    """
    both = sorted(set(old) & set(new))
    if not both:
        raise ValueError("no case stands in both runs")
    sums: dict[str, float] = {}
    for case in both:
        cluster = (clusters or {}).get(case, case)
        sums[cluster] = sums.get(cluster, 0.0) + new[case] - old[case]
    deltas = [sums[cluster] for cluster in sorted(sums) if sums[cluster] != 0]
    observed = sum(deltas)
    if not deltas:
        return 0.0, 1.0
    signs: Sequence[tuple[int, ...]]
    if len(deltas) <= 12:
        signs = list(product((1, -1), repeat=len(deltas)))
        extra = 0
    else:
        rng = random.Random(seed)
        signs = [tuple(rng.choice((1, -1)) for _ in deltas) for _ in range(draws)]
        extra = 1
    as_far = sum(abs(sum(s * d for s, d in zip(row, deltas, strict=True))) >= abs(observed) - 1e-12
                 for row in signs)
    return observed / len(both), (as_far + extra) / (len(signs) + extra)
