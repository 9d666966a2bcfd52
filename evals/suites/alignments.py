"""Verdicts on real documents against careful readers: each requirement of the higher one, and what the lower makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assistant.types import Document
from evals.context import Absent, Context, digest
from evals.result import SYSTEM, Miss, Row, Score
from evals.scoring.findings import OVERLAP, Told, same
from evals.suites.rows import mean, of
from evals.suites.verdicts import SHARE, pairs_of

#: What a reader's verdict is called here; the first of each is right, the others are neighbours (one reader's word).
VERDICTS = {"fully": ("covered", "not_applicable"), "partially": ("partial", "weaker", "covered"),
            "weaker": ("weaker", "partial"), "conflicting": ("conflicting", "weaker", "partial"),
            "missing": ("missing", "partial", "not_applicable"),
            "reported_with_figures": ("reported",), "reported_qualitatively": ("reported",),
            "partially_reported": ("partly",), "not_reported": ("silent",), "shortfall": ("below_target",)}
PLAN = frozenset({"fully", "partially", "weaker", "conflicting", "missing"})
CARRIED_OUT = ("covered", "not_applicable")
WORST = ("conflicting", "missing", "weaker", "partial", "below_target", "silent", "partly")
Gold = Mapping[str, Any]
Review = Callable[[Document, Document], Sequence[Told]]


class Answer(NamedTuple):
    """What was told of one requirement; verdict "none" where nothing was."""

    verdict: str
    clause: str = ""
    reason: str = ""


class Aligned(NamedTuple):
    """Rows, errors, values by case, clusters, the digest of the data, and what was not scored."""

    rows: list[Row]
    misses: list[Miss]
    cases: dict[str, dict[str, float]]
    clusters: dict[str, str]
    digest: str
    unscored: list[Miss]


def run(context: Context, review: Review) -> Aligned:
    """Every pair of documents of the gold reviewed once. Raises Absent when none of them is there."""
    every = context.gold_file("alignments")["alignments"]
    files = context.reference_files()
    unscored = [Miss("reference", a["id"], f"{a['upper']['doc']} → {a['lower']['doc']}", why, "absent")
                for a in every if (why := _unusable(a, files))]
    gold = [a for a in every if not _unusable(a, files)]
    if not gold:
        raise Absent("审核答案所说的文件都不在 (none of the documents of the alignments is there)")
    pairs = sorted({(a["upper"]["doc"], a["lower"]["doc"]) for a in gold})
    told: dict[str, Answer] = {}
    for number, (upper, lower) in enumerate(pairs):
        context.tell(f"审核 {lower} 对照 {upper}", 0.6 + 0.4 * number / len(pairs))
        findings = review(context.read(files[lower]), context.read(files[upper]))
        told |= {a["id"]: _told(findings, a["upper"]) for a in gold if (a["upper"]["doc"], a["lower"]["doc"]) == (upper, lower)}
    systems = {SYSTEM: told, "always_flag": {a["id"]: Answer("partial" if a["verdict"] in PLAN else "partly") for a in gold},
               "never_flag": {a["id"]: Answer("covered" if a["verdict"] in PLAN else "reported") for a in gold},
               "similarity_only": _similar(context, gold, files)}
    clusters = {a["id"]: f"{a['upper']['doc']}|{a['lower']['doc']}|{a['upper']['clause']}" for a in gold}
    rows = [Row("reference", system, _scores(gold, answers, clusters)) for system, answers in systems.items()]
    assert context.gold is not None
    return Aligned(rows, _misses(gold, told), {"reference/verdict": _right(gold, told), "reference/clause_first": _first(gold, told)},
                   clusters, digest(*files.values(), *sorted(context.gold.glob("alignments*.json"))), unscored)


def _unusable(a: Gold, files: Mapping[str, Path]) -> str:
    """Why this alignment cannot be scored; empty when it can."""
    if a["verdict"] not in VERDICTS:
        return f"答案的结论 {a['verdict']} 不在约定之中"
    lacks = [doc for doc in (a["upper"]["doc"], a["lower"]["doc"]) if doc not in files]
    return f"文件 {'、'.join(lacks)} 不在" if lacks else ""


def _told(findings: Sequence[Told], upper: Mapping[str, str]) -> Answer:
    """What was told of the requirement nearest to this quote.

    Where the quote spans several of our requirements, the least carried out of them speaks.
    """
    near = [(share, f) for f in findings if (share := same(f["requirement"], "", upper["clause"], upper["quote"])) >= OVERLAP]
    if not near:
        return Answer("none", "", "没有这条要求")
    told = min(near, key=lambda n: (WORST.index(n[1]["verdict"]) if n[1]["verdict"] in WORST else 9, -n[0]))[1]
    return Answer(str(told["verdict"]), str(told["draft"][0]["clause"]) if told["draft"] else "", str(told["reason"]))


def _similar(context: Context, gold: Sequence[Gold], files: Mapping[str, Path]) -> dict[str, Answer]:
    """The clause that shares most character pairs with the requirement; carried out when it shares half of them."""
    clauses = {lower: [(c.id, pairs_of(c.text)) for c in context.read(files[lower]).clauses]
               for lower in {a["lower"]["doc"] for a in gold}}
    out = {}
    for a in gold:
        mine = pairs_of(a["upper"]["quote"])
        shared, clause = max(((len(mine & other) / max(1, len(mine)), id) for id, other in clauses[a["lower"]["doc"]]),
                             key=lambda hit: hit[0], default=(0.0, ""))
        yes, no = ("covered", "missing") if a["verdict"] in PLAN else ("reported", "silent")
        out[a["id"]] = Answer(yes if shared >= SHARE else no, clause)
    return out


def _scores(gold: Sequence[Gold], told: Mapping[str, Answer], clusters: Mapping[str, str]) -> dict[str, Score]:
    """`verdict`: right or a neighbour. `verdict_exact`: right, each of the readers' verdicts weighing the same."""
    wanted = {a["id"]: a["verdict"] for a in gold}
    fully = [id for id, verdict in wanted.items() if verdict in PLAN]
    return {
        "verdict": mean(_right(gold, told), clusters), "clause_first": mean(_first(gold, told), clusters),
        "balanced_accuracy": of(lambda ids: _balanced([(wanted[i] == "fully", told[i].verdict in CARRIED_OUT) for i in ids]),
                                fully, clusters),
        "verdict_exact": of(lambda ids: _by_class([(wanted[i], told[i].verdict) for i in ids]), list(wanted), clusters)}


def _right(gold: Sequence[Gold], told: Mapping[str, Answer]) -> dict[str, float]:
    return {a["id"]: float(told[a["id"]].verdict in VERDICTS[a["verdict"]]) for a in gold}


def _first(gold: Sequence[Gold], told: Mapping[str, Answer]) -> dict[str, float]:
    return {a["id"]: float(told[a["id"]].clause in a["lower"]["clauses"]) for a in gold if a["lower"]["clauses"]}


def _by_class(pairs: Sequence[tuple[str, str]]) -> float | None:
    """The mean over the readers' verdicts of the share told exactly so.

    >>> _by_class([("fully", "covered"), ("fully", "covered"), ("missing", "covered")])
    0.5
    """
    hits: dict[str, list[bool]] = {}
    for wanted, told in pairs:
        hits.setdefault(wanted, []).append(told == VERDICTS[wanted][0])
    return sum(sum(h) / len(h) for h in hits.values()) / len(hits) if hits else None


def _balanced(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """The mean of the two classes' recalls."""
    yes = [told for gold, told in pairs if gold]
    no = [not told for gold, told in pairs if not gold]
    return (sum(yes) / len(yes) + sum(no) / len(no)) / 2 if yes and no else None


def _misses(gold: Sequence[Gold], told: Mapping[str, Answer]) -> list[Miss]:
    right, first = _right(gold, told), _first(gold, told)
    return [Miss("reference", a["id"], f"{a['verdict']}:{a['upper']['quote']} → {a['lower']['clauses']} "
                 f"{'; '.join(a['lower']['quotes'])} — {a['reason']}",
                 f"{told[a['id']].verdict} {told[a['id']].clause}:{told[a['id']].reason}",
                 "clause" if right[a["id"]] else "verdict")
            for a in gold if not right[a["id"]] or not first.get(a["id"], 1.0)]
