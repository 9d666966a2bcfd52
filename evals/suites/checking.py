"""Checking: verdicts against careful readers, planted weaknesses, equivalents and paraphrases, and drafts by themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assistant import reading, review, types
from assistant.types import Document
from evals.context import ROOT, Absent, Context, digest
from evals.mutators import pairs as mutated
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import quotes
from evals.scoring.findings import OVERLAP, Statement, Told, same
from evals.suites import alignments, itself, verdicts
from evals.suites.rows import rate

CLEAN_ROLES = ("outline", "plan", "previous-report", "answer")


class Part(NamedTuple):
    """What one set of data yields."""

    rows: list[Row]
    misses: list[Miss]
    cases: Mapping[str, Mapping[str, float]]
    clusters: Mapping[str, Mapping[str, str]]
    digests: dict[str, str]
    unscored: Sequence[Miss] = ()


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
    unscored = tuple(miss for part in parts for miss in part.unscored)
    return SuiteResult(
        "checking", "run", ";".join(reasons), rows=tuple(row for part in parts for row in part.rows),
        unscored=unscored, partial=frozenset(m.dataset for m in unscored),
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
    told = alignments.run(context, lambda draft, upper: checked(context, draft, [upper])["findings"])
    return Part(told.rows, told.misses, told.cases, {"reference": told.clusters}, {"reference": told.digest}, told.unscored)
