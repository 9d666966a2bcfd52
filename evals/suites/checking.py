"""Checking: verdicts against careful readers, planted weaknesses, equivalents and paraphrases, and drafts by themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from assistant import reading, review, types
from assistant.types import Document
from evals.context import ROOT, Absent, Context, digest
from evals.mutators import pairs as mutated
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import quotes
from evals.scoring.findings import OVERLAP, Statement, Told, same
from evals.suites import itself, verdicts
from evals.suites.rows import mean, of, rate

VERDICTS = {"fully": "covered", "partially": "partial", "reported_with_figures": "reported",
            "reported_qualitatively": "reported", "partially_reported": "partly", "not_reported": "silent",
            "shortfall": "below_target"}
NEIGHBOURS = {"fully": {"covered", "not_applicable"}, "partially": {"partial", "weaker", "covered"},
              "weaker": {"weaker", "partial"}, "conflicting": {"conflicting", "weaker", "partial"},
              "missing": {"missing", "partial", "not_applicable"}}
CARRIED_OUT = ("covered", "not_applicable")
CLEAN_ROLES = ("outline", "plan", "previous-report", "answer")


class Part(NamedTuple):
    """What one set of data yields."""

    rows: list[Row]
    misses: list[Miss]
    cases: Mapping[str, Mapping[str, float]]
    clusters: Mapping[str, Mapping[str, str]]
    digests: dict[str, str]


def run(context: Context) -> SuiteResult:
    """The demonstration draft, planted pairs, and the reference alignments, as far as they are there."""
    parts: list[Part] = []
    reasons: list[str] = []
    for make in (_demo, _planted, _reference):
        try:
            parts.append(make(context))
        except Absent as exc:
            reasons.append(str(exc))
    if not parts:
        raise Absent(";".join(reasons))
    return SuiteResult(
        "checking", "run", rows=tuple(row for part in parts for row in part.rows),
        misses=tuple(miss for part in parts for miss in part.misses),
        cases={k: v for part in parts for k, v in part.cases.items()},
        clusters={k: v for part in parts for k, v in part.clusters.items()},
        digests={k: v for part in parts for k, v in part.digests.items()})


def checked(context: Context, draft: Document, against: Sequence[Document]) -> dict[str, Any]:
    """A review as its JSON, made with the vectors of the run."""
    made: dict[str, Any] = types.to_json(review.review(draft, against, context.embedder))
    return made


# ------------------------------------------------------------- demonstration

def _demo(context: Context) -> Part:
    manifest = context.manifest
    if not manifest.get("defects"):
        raise Absent("清单中没有植入的缺陷 (no planted defects)")
    paths = {d["role"]: context.demo / d["file"] for d in manifest["documents"]}
    documents = {role: context.read(path) for role, path in paths.items()}
    context.tell("审核演示草案", 0.1)
    made = checked(context, documents["draft"], [documents["plan"], documents["outline"]])
    statements = [_statement(row, role) for key, role in (
        ("defects", "weaker"), ("equivalents", "equal"), ("paraphrases", "faithful"),
        ("not_applicable", "not_applicable")) for row in manifest.get(key, [])]
    rows, misses, values = verdicts.rows("demo", statements, made["findings"], lambda _: documents["draft"])
    own = dict(rows[0].scores)
    told, wrong, found = itself.internal(
        "demo", made["internal"], manifest["internal"], [d["draft"] for d in manifest["defects"] if d["draft"]],
        itself.characters(documents["draft"]))
    scores, alarms = itself.clean("demo", [documents[role] for role in CLEAN_ROLES] + _references())
    own |= told | scores | _not_applicable(statements, made["findings"])
    beyond, more = _beyond(made["beyond"], manifest.get("beyond", []))
    floor, below = itself.below_floor(made["floor"], manifest["defects"])
    rows[0] = Row("demo", SYSTEM, own | beyond | floor)
    return Part(rows, misses + wrong + alarms + more + below,
                {"demo/internal_found": found} | {f"demo/{name}": value for name, value in values.items()},
                {"demo": verdicts.clusters_of(statements) | {i["id"]: i["source"] for i in manifest["internal"]}},
                {"demo": digest(context.demo / "manifest.json", *paths.values())})


def _statement(row: Mapping[str, Any], role: Any) -> Statement:
    draft = row.get("draft") or {}
    return Statement(row["id"], role, row["upper"]["source"], row["upper"]["clause"], row["upper"]["quote"],
                     row.get("kind", ""), tuple(row.get("verdicts", ())), draft.get("clause", ""), draft.get("quote", ""))


def _references() -> list[Document]:
    return [reading.read_path(path) for path in sorted((ROOT / "evals" / "references").glob("*.txt"))]


def _not_applicable(statements: Sequence[Statement], findings: Sequence[Told]) -> dict[str, Score]:
    wanted = [s for s in statements if s.role == "not_applicable"]
    right = [any(f["verdict"] == "not_applicable" and same(f["requirement"], s.source, s.clause, s.quote) >= OVERLAP
                 for f in findings) for s in wanted]
    return {"not_applicable_told": rate(sum(right), len(right))} if wanted else {}


def _beyond(told: Sequence[Told], wanted: Sequence[Told]) -> tuple[dict[str, Score], list[Miss]]:
    if not wanted:
        return {}, []
    found, rest = quotes.match(told, wanted, "kind")
    scores = {f"beyond_{kind}_found": rate(sum(wanted[j]["kind"] == kind for j in found),
                                           sum(w["kind"] == kind for w in wanted)) for kind in ("no_basis", "raised")}
    scores["beyond_precision"] = rate(len(told) - len(rest), len(told))
    misses = [Miss("demo", f"{w['id']} {w['clause']}", f"{w['kind']}:{w['quote']}", "未发现", "beyond")
              for j, w in enumerate(wanted) if j not in found]
    misses += [Miss("demo", told[i]["clause"], f"有依据:{told[i]['quote']}", f"{told[i]['kind']}:{told[i]['reason']}",
                    "beyond alarm") for i in rest]
    return scores, misses


# ------------------------------------------------------------------- planted

def _planted(context: Context) -> Part:
    """Every pair of the mutators; a statement's source tells its pair, so that nothing is matched across pairs."""
    statements: list[Statement] = []
    findings: list[Told] = []
    drafts: dict[str, Document] = {}
    text = hashlib.sha256()
    for number, pair in enumerate(mutated.pairs()):
        context.tell("审核植入缺陷的草案", 0.3 + number / 10)
        upper = reading.read_text(pair.upper, f"{pair.name}-upper.txt")
        lower = reading.read_text(pair.lower, f"{pair.name}-draft.txt")
        drafts[upper.source] = lower
        findings += [{**f, "id": f"{pair.name}-{f['id']}"} for f in checked(context, lower, [upper])["findings"]]
        statements += [Statement(p.id, "weaker" if p.role == "weaker" else p.role, upper.source, p.clause, p.quote,
                                 p.kind, p.verdicts if p.role == "weaker" else (), p.draft_clause, p.draft_quote)
                       for p in pair.planted]
        text.update(f"{pair.upper}\0{pair.lower}\0".encode())
    rows, misses, values = verdicts.rows("planted", statements, findings, lambda s: drafts[s.source])
    whole = mutated.clean()
    alarms, wrong = itself.clean("planted", [reading.read_text(whole.upper, "clean-upper.txt"),
                                             reading.read_text(whole.lower, "clean-draft.txt")])
    floor, below = itself.floor()
    text.update(itself.FLOOR.read_bytes())
    rows[0] = Row("planted", SYSTEM, dict(rows[0].scores) | alarms | floor)
    return Part(rows, misses + wrong + below, {f"planted/{name}": value for name, value in values.items()},
                {"planted": verdicts.clusters_of(statements)}, {"planted": text.hexdigest()})


# ----------------------------------------------------------------- reference

def _reference(context: Context) -> Part:
    gold = context.gold_file("alignments")["alignments"]
    files = context.reference_files()
    gold = [a for a in gold if a["upper"]["doc"] in files and a["lower"]["doc"] in files]
    pairs = sorted({(a["upper"]["doc"], a["lower"]["doc"]) for a in gold})
    told: dict[str, tuple[str, str, str]] = {}
    for number, (upper, lower) in enumerate(pairs):
        context.tell(f"审核 {lower} 对照 {upper}", 0.6 + 0.4 * number / len(pairs))
        findings = checked(context, context.read(files[lower]), [context.read(files[upper])])["findings"]
        told |= {a["id"]: _verdict(findings, a["upper"]) for a in gold
                 if (a["upper"]["doc"], a["lower"]["doc"]) == (upper, lower)}
    clusters = {a["id"]: f"{a['upper']['doc']}|{a['lower']['doc']}|{a['upper']['clause']}" for a in gold}
    right: dict[str, float] = {}
    clause: dict[str, float] = {}
    misses: list[Miss] = []
    for a in gold:
        verdict, first, reason = told[a["id"]]
        right[a["id"]] = float(verdict in {VERDICTS.get(a["verdict"], a["verdict"])} | NEIGHBOURS.get(a["verdict"], set()))
        if a["lower"]["clauses"]:
            clause[a["id"]] = float(first in a["lower"]["clauses"])
        if not right[a["id"]] or not clause.get(a["id"], 1.0):
            misses.append(Miss("reference", a["id"], f"{a['verdict']}:{a['upper']['quote']} → {a['lower']['clauses']} "
                               f"{'; '.join(a['lower']['quotes'])} — {a['reason']}", f"{verdict} {first}:{reason}",
                               "clause" if right[a["id"]] else "verdict"))
    fully = {a["id"]: a["verdict"] == "fully" for a in gold if a["verdict"] in NEIGHBOURS}
    shared = _similar(context, gold, files)

    def balanced(says: Callable[[str], bool]) -> Score:
        return of(lambda cases: _balanced([(fully[c], says(c)) for c in cases]), list(fully), clusters)

    rows = [Row("reference", SYSTEM, {
        "verdict": mean(right, clusters), "clause_first": mean(clause, clusters),
        "balanced_accuracy": balanced(lambda case: told[case][0] in CARRIED_OUT)})]
    for name, says in (("always_flag", lambda case: False), ("never_flag", lambda case: True),
                       ("similarity_only", lambda case: shared[case] >= verdicts.SHARE)):
        rows.append(Row("reference", name, {"balanced_accuracy": balanced(says)}))
    return Part(rows, misses, {"reference/verdict": right, "reference/clause_first": clause},
                {"reference": clusters}, {"reference": digest(*files.values(), *_gold_files(context))})


def _gold_files(context: Context) -> list[Any]:
    assert context.gold is not None
    return sorted(context.gold.glob("alignments*.json"))


def _verdict(findings: Sequence[Told], upper: Mapping[str, str]) -> tuple[str, str, str]:
    """(verdict, first clause cited, reason) of the requirement nearest to this quote; ("none", "", "") below half.

    Where the quote spans several of our requirements, the least carried out of them speaks.
    """
    worst = ("conflicting", "missing", "weaker", "partial", "below_target", "silent", "partly")
    near = [(share, f) for f in findings if (share := same(f["requirement"], "", upper["clause"], upper["quote"])) >= OVERLAP]
    if not near:
        return "none", "", "没有这条要求"
    told = min(near, key=lambda n: (worst.index(n[1]["verdict"]) if n[1]["verdict"] in worst else 9, -n[0]))[1]
    return str(told["verdict"]), str(told["draft"][0]["clause"]) if told["draft"] else "", str(told["reason"])


def _similar(context: Context, gold: Sequence[Mapping[str, Any]], files: Mapping[str, Any]) -> dict[str, float]:
    """The share of a requirement's character pairs that the nearest clause of the draft holds."""
    clauses = {lower: [verdicts.pairs_of(c.text) for c in context.read(files[lower]).clauses]
               for lower in {a["lower"]["doc"] for a in gold}}
    out = {}
    for a in gold:
        mine = verdicts.pairs_of(a["upper"]["quote"])
        out[a["id"]] = max(len(mine & other) / max(1, len(mine)) for other in clauses[a["lower"]["doc"]])
    return out


def _balanced(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """The mean of the two classes' recalls."""
    yes = [told for gold, told in pairs if gold]
    no = [not told for gold, told in pairs if not gold]
    return (sum(yes) / len(yes) + sum(no) / len(no)) / 2 if yes and no else None
