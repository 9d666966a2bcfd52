"""Checking: verdicts against careful readers, planted defects, equivalents and paraphrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant import types
from assistant.service import Service
from evals.context import Absent, Context, digest
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import findings as scoring
from evals.scoring.findings import OVERLAP, same_requirement
from evals.suites.rows import mean, rate

VERDICTS = {"fully": "covered", "partially": "partial", "reported_with_figures": "reported",
            "reported_qualitatively": "reported", "partially_reported": "partly", "not_reported": "silent",
            "shortfall": "below_target"}
NEIGHBOURS = {"fully": {"covered", "not_applicable"}, "partially": {"partial", "weaker", "covered"},
              "weaker": {"weaker", "partial"}, "conflicting": {"conflicting", "weaker", "partial"},
              "missing": {"missing", "partial", "not_applicable"}}
CARRIED_OUT = {"covered", "not_applicable"}


def run(context: Context) -> SuiteResult:
    """The reference alignments and the demonstration draft, as far as they are there."""
    rows: list[Row] = []
    misses: list[Miss] = []
    cases: dict[str, dict[str, float]] = {}
    digests: dict[str, str] = {}
    with context.service("checking") as service:
        for part in (_reference, _demo):
            try:
                more, wrong, values, data = part(context, service)
            except Absent:
                continue
            rows += more
            misses += wrong
            cases |= values
            digests |= data
    if not rows:
        raise Absent("没有可审核的数据 (nothing to check)")
    return SuiteResult("checking", "run", rows=tuple(rows), misses=tuple(misses), cases=cases, digests=digests,
                       timings={})


Part = tuple[list[Row], list[Miss], dict[str, dict[str, float]], dict[str, str]]


def _reference(context: Context, service: Service) -> Part:
    gold = context.gold_file("alignments")["alignments"]
    files = context.reference_files()
    pairs = sorted({(a["upper"]["doc"], a["lower"]["doc"]) for a in gold})
    reviews: dict[tuple[str, str], Sequence[Mapping[str, Any]]] = {}
    for number, (upper, lower) in enumerate(pairs):
        context.tell(f"审核 {lower} 对照 {upper}", number / len(pairs))
        made = service.reviews.check(str(files[lower]), [str(files[upper])])
        reviews[upper, lower] = types.to_json(made.findings)
    right: dict[str, float] = {}
    clause: dict[str, float] = {}
    fully: dict[str, tuple[bool, bool]] = {}
    misses: list[Miss] = []
    for a in gold:
        told = nearest(reviews[a["upper"]["doc"], a["lower"]["doc"]], a["upper"])
        got = str(told["verdict"]) if told else "none"
        wanted = a["verdict"]
        accepted = {VERDICTS.get(wanted, wanted)} | NEIGHBOURS.get(wanted, set())
        right[a["id"]] = float(got in accepted)
        if wanted in NEIGHBOURS:
            fully[a["id"]] = (wanted == "fully", got in CARRIED_OUT)
        if told and a["lower"]["clauses"]:
            first = told["draft"][0]["clause"] if told["draft"] else ""
            clause[a["id"]] = float(first in a["lower"]["clauses"])
        elif a["lower"]["clauses"]:
            clause[a["id"]] = 0.0
        if not right[a["id"]]:
            misses.append(Miss("reference", a["id"], f"{wanted}:{a['upper']['quote']} — {a['reason']}",
                               f"{got}:{told['reason'] if told else '没有这条要求'}", "verdict"))
    clusters = {a["id"]: a["upper"]["doc"] + a["lower"]["doc"] + a["upper"]["clause"] for a in gold}
    scores = {"verdict": mean(right, clusters), "clause_first": mean(clause, clusters),
              "balanced_accuracy": _balanced(fully)}
    controls = [Row("reference", name, {"balanced_accuracy": _balanced({k: (v[0], says) for k, v in fully.items()})})
                for name, says in (("always_flag", False), ("never_flag", True))]
    return ([Row("reference", SYSTEM, scores), *controls], misses,
            {"reference/verdict": right, "reference/clause_first": clause}, {"reference": digest(*files.values())})


def nearest(findings: Sequence[Mapping[str, Any]], upper: Mapping[str, str]) -> Mapping[str, Any] | None:
    """The finding whose requirement shares most with this quote in its clause; None below half.

    Where the quote spans several of our requirements, the least carried out of them speaks.
    """
    worst = ("conflicting", "missing", "weaker", "partial", "below_target", "silent", "partly")
    near = [(same_requirement(f, upper), f) for f in findings]
    near = [(share, f) for share, f in near if share >= OVERLAP]
    if not near:
        return None
    return min(near, key=lambda n: (worst.index(n[1]["verdict"]) if n[1]["verdict"] in worst else 9, -n[0]))[1]


def _balanced(pairs: Mapping[str, tuple[bool, bool]]) -> Score:
    """The mean of the two classes' recalls."""
    yes = [told for gold, told in pairs.values() if gold]
    no = [not told for gold, told in pairs.values() if not gold]
    if not yes or not no:
        return Score(None, len(pairs))
    return Score((sum(yes) / len(yes) + sum(no) / len(no)) / 2, len(pairs))


def _demo(context: Context, service: Service) -> Part:
    manifest = context.manifest
    defects = [d for d in manifest.get("defects", []) if d.get("upper")]
    if not defects:
        raise Absent("清单中没有植入的缺陷 (no planted defects)")
    by_role = {d["role"]: context.demo / d["file"] for d in manifest["documents"]}
    context.tell("审核演示草案", 0.5)
    made = service.reviews.check(str(by_role["draft"]), [str(by_role["plan"]), str(by_role["outline"])])
    findings = types.to_json(made.findings)
    wanted = [{"id": d["id"], "kind": d["kind"], "upper": d["upper"], "verdicts": d["verdicts"]} for d in defects]
    outcome = scoring.match(findings, wanted)
    told = scoring.flagged(findings)

    def alarmed(items: Sequence[Mapping[str, Any]]) -> int:
        return sum(any(same_requirement(f, i["upper"]) >= OVERLAP for f in told) for i in items)

    equal, same = manifest.get("equivalents", []), manifest.get("paraphrases", [])
    scores = {"defects_found": rate(sum(outcome.hits.values()), len(wanted)),
              "equivalents_flagged": rate(alarmed(equal), len(equal)),
              "paraphrases_flagged": rate(alarmed(same), len(same))}
    scores |= {f"found_{kind}": rate(outcome.hits[kind], n) for kind, n in sorted(outcome.total.items())}
    internal = manifest.get("internal", [])
    if internal:
        found = [any(scoring.overlap(f.quote, d["quote"]) >= OVERLAP and d["quote"] for f in made.internal)
                 for d in internal]
        scores["internal_found"] = rate(sum(found), len(internal))
    always = {"defects_found": rate(len(wanted), len(wanted)), "equivalents_flagged": rate(len(equal), len(equal)),
              "paraphrases_flagged": rate(len(same), len(same))}
    never = {"defects_found": rate(0, len(wanted)), "equivalents_flagged": rate(0, len(equal)),
             "paraphrases_flagged": rate(0, len(same))}
    similar = _similarity(context, by_role, wanted, equal, same)
    misses = [Miss("demo", d["id"], f"{d['kind']}:{d['upper']['quote']}", "未发现", d["kind"])
              for d in defects if d["id"] in outcome.missed]
    return ([Row("demo", SYSTEM, scores), Row("demo", "always_flag", always), Row("demo", "never_flag", never),
             Row("demo", "similarity_only", similar)],
            misses, {"demo/defects_found": {d["id"]: float(d["id"] not in outcome.missed) for d in defects}},
            {"demo": digest(context.demo / "manifest.json", *by_role.values())})


def _similarity(context: Context, by_role: Mapping[str, Any], *groups: Sequence[Mapping[str, Any]]) -> dict[str, Score]:
    """Flag what shares fewer than half of its character pairs with the nearest clause of the draft."""
    document = context.read(by_role["draft"])
    clauses = [_pairs(c.text) for c in document.clauses]

    def flags(quote: str) -> bool:
        mine = _pairs(quote)
        return bool(mine) and max(len(mine & other) / len(mine) for other in clauses) < 0.5

    names = ("defects_found", "equivalents_flagged", "paraphrases_flagged")
    return {name: rate(sum(flags(i["upper"]["quote"]) for i in items), len(items))
            for name, items in zip(names, groups, strict=True)}


def _pairs(text: str) -> set[str]:
    kept = "".join(c for c in text if c.isalnum())
    return {kept[i:i + 2] for i in range(len(kept) - 1)}
