"""One-to-one matching of told places against known ones: internal defects, what lies beyond, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.scoring.findings import OVERLAP, overlap


def match(told: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]],
          field: str = "") -> tuple[dict[int, int], list[int]]:
    """({place in wanted: place in told}, places told that answer for none), best overlap first.

    Both have clause and quote; with `field`, that must be equal too.

    >>> match([{"clause": "一", "quote": "布署工作"}], [{"clause": "一", "quote": "布署"}])
    ({0: 0}, [])
    """
    pairs = sorted(((overlap(t["quote"], w["quote"]), i, j) for i, t in enumerate(told) for j, w in enumerate(wanted)
                    if t["clause"] == w["clause"] and (not field or t[field] == w[field])),
                   key=lambda p: (-p[0], p[1], p[2]))
    found: dict[int, int] = {}
    spent: set[int] = set()
    near: set[int] = set()
    for share, i, j in pairs:
        if share < OVERLAP:
            break
        near.add(i)
        if i not in spent and j not in found:
            found[j] = i
            spent.add(i)
    return found, [i for i in range(len(told)) if i not in near]
