"""Findings of a review against statements whose fate is known: one to one, kind by kind.

A finding answers for a planted weakness when it names the same requirement (its quote
overlaps in the same clause of the same document) with a verdict that a careful reader
would accept; each finding may answer for one weakness, each weakness for one finding.
What is flagged without being weaker is an alarm, and so is a second word on the same
phrase: the first counts, or telling every verdict of everything would find all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from evals.scoring.folding import fold

Role = Literal["weaker", "equal", "faithful", "not_applicable"]
Told = Mapping[str, Any]
CLEAN = frozenset({"covered", "not_applicable", "reported"})
OVERLAP = 0.5
#: Phrases of one clause may share words; who shares this much is the same phrase.
SAME_PHRASE = 0.8
#: A weakness has one kind, at times two; who names all twelve names none.
NAMED = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """One requirement of a higher document, and what the draft makes of it.

    `kind` and `verdicts` tell of a weaker one; `draft_clause` is empty where the draft is silent.
    """

    id: str
    role: Role
    source: str
    clause: str
    quote: str
    kind: str = ""
    verdicts: tuple[str, ...] = ()
    draft_clause: str = ""
    draft_quote: str = ""


@dataclass(slots=True)
class Judged:
    """By statement: whether a weakness was found, its kind named, its clause shown; whether another was flagged.

    `alarms` are findings that answer for nothing.
    """

    found: dict[str, float] = field(default_factory=dict)
    named: dict[str, float] = field(default_factory=dict)
    placed: dict[str, float] = field(default_factory=dict)
    flagged: dict[str, float] = field(default_factory=dict)
    alarms: list[Told] = field(default_factory=list)
    answered: dict[str, Told] = field(default_factory=dict)


def flagged(findings: Iterable[Told]) -> list[Told]:
    """The findings that tell of something wrong."""
    return [f for f in findings if f["verdict"] not in CLEAN]


@lru_cache(maxsize=65_536)
def overlap(one: str, other: str) -> float:
    """The share of the shorter text that the two share as their longest common run.

    >>> overlap("每年举办两期讲座", "应当每年举办两期讲座")
    1.0
    """
    a, b = sorted((fold(one), fold(other)), key=len)
    if not a:
        return 0.0
    if a in b:
        return 1.0
    best, row = 0, [0] * (len(b) + 1)
    for x in a:
        last = 0
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], (last + 1 if x == y else 0)
            best = max(best, row[j])
    return best / len(a)


def same(told: Mapping[str, str], source: str, clause: str, quote: str) -> float:
    """How well a quoted place is this one: 0 in another clause or document, else the overlap of the quotes."""
    if told["clause"] != clause or (source and source.rsplit("/", 1)[-1] != told.get("source", source)):
        return 0.0
    return overlap(told["quote"], quote)


def judge(findings: Sequence[Told], statements: Sequence[Statement]) -> Judged:
    """Best overlap first, weaknesses before the rest: a finding is spent on the first it answers for."""
    told, again = _first_words(flagged(findings))
    pairs = [(share, i, j) for i, f in enumerate(told) for j, s in enumerate(statements)
             if (share := same(f["requirement"], s.source, s.clause, s.quote)) >= OVERLAP]
    pairs.sort(key=lambda p: (-p[0], p[1], p[2]))
    out, spent, answered = Judged(), set[int](), dict[int, int]()
    for _, i, j in pairs:
        s = statements[j]
        if s.role == "weaker" and told[i]["verdict"] in s.verdicts and i not in spent and j not in answered:
            spent.add(i)
            answered[j] = i
    # What overlaps a weakness speaks of it, rightly or wrongly, and not of its neighbour.
    beside = {i for share, i, j in pairs if statements[j].role == "weaker"
              and share >= max((o for o, k, _ in pairs if k == i), default=0.0)}
    flags: dict[int, int] = {}
    for _, i, j in pairs:
        if statements[j].role != "weaker" and i not in spent and i not in beside and j not in flags:
            flags[j] = i
    for j, s in enumerate(statements):
        if s.role != "weaker":
            out.flagged[s.id] = float(j in flags)
            if j in flags:
                out.answered[s.id] = told[flags[j]]
            continue
        out.found[s.id] = float(j in answered)
        if j in answered:
            finding = told[answered[j]]
            out.answered[s.id] = finding
            out.named[s.id] = float(s.kind in finding["kinds"][:NAMED])
            if s.draft_clause:
                out.placed[s.id] = float(bool(finding["draft"]) and finding["draft"][0]["clause"] == s.draft_clause)
    out.alarms = [f for i, f in enumerate(told) if i not in spent and i not in beside] + again
    return out


def _first_words(told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """The first finding on each phrase, and those that speak of the same phrase again."""
    first: dict[tuple[str, str], list[Told]] = {}
    again: list[Told] = []
    for finding in told:
        required = finding["requirement"]
        known = first.setdefault((required.get("source", ""), required["clause"]), [])
        twice = any(overlap(k["requirement"]["quote"], required["quote"]) >= SAME_PHRASE for k in known)
        (again if twice else known).append(finding)
    kept = {id(finding) for known in first.values() for finding in known}
    return [f for f in told if id(f) in kept], again


def precision(judged: Judged) -> float | None:
    """Weaknesses found over weaknesses found and alarms; None when nothing was told."""
    hits = sum(judged.found.values())
    return hits / (hits + len(judged.alarms)) if hits or judged.alarms else None


def f1(recall: float | None, precise: float | None) -> float | None:
    """
    >>> f1(1.0, 0.5), f1(0.0, None), f1(None, 1.0)
    (0.6666666666666666, 0.0, None)
    """
    if recall is None:
        return None
    return 2 * recall * precise / (recall + precise) if precise and recall else 0.0
