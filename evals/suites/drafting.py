"""Drafting: coverage of the reference report, truth to its sources, traps, conflicts and ledger, beside six controls.

`net_coverage` is what copying everything cannot win: vital facts covered less the share
of traps fallen into.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import types
from assistant.drafting import DraftRequest
from assistant.types import Document
from evals import cases as case_files
from evals.context import ROOT, Absent, Context, digest
from evals.controls import TEMPLATE, shuffled_citations, shuffled_numbers
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import coverage, faithfulness, planted
from evals.scoring.folding import fold
from evals.scoring.folding import sentences as split
from evals.suites import grounding, opinions
from evals.suites.rows import by_split, mean, of, rate

NUGGETS = ROOT / "evals" / "nuggets" / "demo.json"
LONG = 25
WISHED = 3000

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """What a draft is held against. `manifest` is there for the demonstration only."""

    name: str
    nuggets: tuple[coverage.Nugget, ...]
    decoys: tuple[coverage.Decoy, ...]
    reference: str
    sources: tuple[Document, ...]
    beside: tuple[Document, ...]
    digest: str
    manifest: Json
    proposed: tuple[coverage.Nugget, ...] = ()


def run(context: Context) -> SuiteResult:
    """A draft of the demonstration district, or the saved one the user gave. Raises Absent, ValueError."""
    case = _case(context)
    seconds: dict[str, float] = {}
    if context.draft:
        draft = _saved(context.draft)
    elif context.case:
        raise Absent("评别的文件须用 --draft 给出草稿 (another document is scored with --draft)")
    else:
        draft = drafted(context, seconds)
    rows, misses, values = _scored(case, draft)
    cases: dict[str, Mapping[str, float]] = {f"{case.name}/{metric}": scores for metric, scores in values.items()}
    clusters = {case.name: {n.id: (n.sources or (n.section or n.id,))[0].rsplit("/", 1)[-1] for n in case.nuggets}
                | {row["id"]: row["requirement"]["clause"] for row in case.manifest.get("ledger", [])}}
    rows += by_split(case.name, {"vital_covered": values["vital_covered"]}, clusters[case.name])
    digests = {case.name: case.digest}
    if not context.draft:
        rows[0] = Row(case.name, SYSTEM, dict(rows[0].scores) | _length(context, seconds))
        for more, wrong in (opinions.run(context), _gate(context, case, draft)):
            rows += more
            misses += wrong
    return SuiteResult("drafting", "run", rows=tuple(rows), misses=tuple(misses), cases=cases, clusters=clusters,
                       unscored=tuple(Miss(case.name, n.id, n.text, "要点待确认", "proposed") for n in case.proposed),
                       digests=digests, timings=seconds,
                       judge=context.judge.column(draft["text"], case.nuggets) if context.judge else None)


def _case(context: Context) -> Case:
    if context.case:
        made = case_files.load(context.case)
        return Case("case", made.nuggets, made.decoys, made.reference, made.sources, (),
                    digest(context.case), {}, made.proposed)
    reference = sorted((ROOT / "evals" / "references").glob("*.txt"))
    if not NUGGETS.is_file() or not reference:
        raise Absent("没有要点或参考报告 (no nuggets or reference report)")
    nuggets, decoys = coverage.load(NUGGETS)
    files = inputs(context)
    beside = tuple(context.read(files[role]) for role in ("plan", "previous"))
    return Case("demo", nuggets, decoys, reference[0].read_text(encoding="utf-8"),
                tuple(context.read(path) for path in files["material"]), beside,
                digest(NUGGETS, *reference, *files["material"], files["plan"], files["previous"],
                       context.demo / "manifest.json"), context.manifest)


def inputs(context: Context) -> dict[str, Any]:
    """The paths of submissions, plan and last year's report. Raises Absent."""
    roles: dict[str, list[Path]] = {}
    for entry in context.manifest["documents"]:
        roles.setdefault(entry["role"], []).append(context.demo / entry["file"])
    if missing := {"submission", "draft", "previous-report"} - set(roles):
        raise Absent(f"清单中没有 {'、'.join(sorted(missing))} (missing from the manifest)")
    return {"material": roles["submission"], "plan": roles["draft"][0], "previous": roles["previous-report"][0]}


def drafted(context: Context, seconds: dict[str, float], length: int | None = None) -> Json:
    """The report of the demonstration district, as its JSON."""
    context.tell("起草演示报告", 0.3)
    files = inputs(context)
    submission = next(d for d in context.manifest["documents"] if d["role"] == "submission")
    begun = time.perf_counter()
    with context.service("drafting") as service:
        made = service.drafts.create(
            "annual-report", submission["region"], int(submission["period"]), plan=str(files["plan"]),
            material=[str(p) for p in files["material"]], previous=str(files["previous"]), length=length)
    seconds["draft" if length is None else "draft_of_length"] = time.perf_counter() - begun
    out: Json = types.to_json(made)
    return out


def _saved(path: Path) -> Json:
    """A draft kept as JSON. Raises ValueError when it is none."""
    try:
        draft = json.loads(path.read_text(encoding="utf-8"))
        sentences = [s for section in draft["sections"] for s in section["sentences"]]
        if not isinstance(draft["text"], str) or any(not isinstance(s["text"], str) or not isinstance(s["citations"], list)
                                                     for s in sentences):
            raise TypeError("text, citations")
    except (KeyError, TypeError, ValueError) as exc:
        raise ValueError(f"{path.name} 不是草稿 JSON (not a draft: {exc!r})") from exc
    whole: Json = draft
    return whole


def _scored(case: Case, draft: Json) -> tuple[list[Row], list[Miss], dict[str, dict[str, float]]]:
    texts = ["\n".join(c.text for c in d.clauses) for d in case.sources]
    sentences = [s for section in draft["sections"] for s in section["sentences"]]
    clauses = _clauses([*case.sources, *case.beside], sentences)
    moved = shuffled_numbers("\x1f".join(s["text"] for s in sentences)).split("\x1f") if sentences else []
    systems: dict[str, tuple[str, Sequence[Json]]] = {
        SYSTEM: (draft["text"], sentences),
        "empty": ("", []),
        "reference": (case.reference, []),
        "concatenated": ("\n".join(texts), []),
        "template": (TEMPLATE, []),
        "shuffled_numbers": ("\n".join(moved), [{**s, "text": t} for s, t in zip(sentences, moved, strict=True)]),
        "shuffled_citations": (draft["text"], shuffled_citations(sentences)),
    }
    rows: list[Row] = []
    misses: list[Miss] = []
    values: dict[str, dict[str, float]] = {}
    for system, (text, cited) in systems.items():
        covered = coverage.score(text, case.nuggets, case.decoys, case.reference, texts)
        told = faithfulness.score(cited, clauses, draft.get("year") or None)
        scores = _coverage(case, covered) | {"copied_sentences": _copied(text, texts)}
        fallen = planted.traps(text, case.manifest, covered.decoys)
        scores["traps"] = Score(float(len(fallen)), len(case.decoys))
        covers = scores["vital_covered"].value or 0.0
        scores["net_coverage"] = Score(max(0.0, covers - len(fallen) / max(1, len(case.decoys))), len(case.nuggets))
        if cited:
            scores |= _faithful(told)
        if system == SYSTEM:
            headings = [section["heading"] for section in draft["sections"]] + [draft.get("title", "")]
            beyond = faithfulness.beyond(text, [s["text"] for s in sentences] + headings)
            rest = faithfulness.unsourced(text, [s["text"] for s in sentences] + headings)
            wrong = told.numbers - told.numbers_found + len(beyond)
            scores |= {"figures_wrong": Score(float(wrong), told.numbers + len(beyond)),
                       "text_unsourced": Score(float(len(rest)), len(sentences)), "uncited": _uncited(sentences)}
            values["vital_covered"] = _vital(case, covered)
            misses += _misses(case, covered, told, beyond, fallen)
            misses += [Miss(case.name, f"text {i}", "正文与各句一致", f"正文另有:{piece}", "unsourced")
                       for i, piece in enumerate(rest, 1)]
            more, also, values_more = planted.promises(draft, case.manifest)
            scores |= {name: rate(*pair) for name, pair in more.items()}
            misses += [Miss(case.name, *m) for m in also]
            values |= values_more
        rows.append(Row(case.name, system, scores))
    return rows, misses, values


def _clauses(documents: Sequence[Document], sentences: Sequence[Json]) -> dict[tuple[str, str], str]:
    """Text by (document, clause): by source name, and by the library's id where its quotes tell which it was."""
    out = {(d.source, c.id): c.text for d in documents for c in d.clauses}
    cited: dict[str, list[Json]] = {}
    for citation in (c for s in sentences for c in s["citations"]):
        cited.setdefault(citation["document"], []).append(citation)
    for name, citations in cited.items():
        if any(d.source == name for d in documents):
            continue
        hits = [(sum(fold(c["quote"]) in fold(out.get((d.source, c["clause"]), "")) for c in citations), d)
                for d in documents]
        best = max(hits, key=lambda h: h[0], default=None)
        if best and best[0] * 2 > len(citations):
            out |= {(name, c.id): c.text for c in best[1].clauses}
    return out


def _vital(case: Case, covered: coverage.Coverage) -> dict[str, float]:
    return {n.id: float(covered.labels[n.id] == "supported") for n in case.nuggets if n.vital and not n.conflict}


def _coverage(case: Case, covered: coverage.Coverage) -> dict[str, Score]:
    clusters = {n.id: (n.sources or (n.id,))[0] for n in case.nuggets}
    counted = {n.id: n for n in case.nuggets if not n.conflict}
    worth = {"supported": 1.0, "partial": 0.5, "absent": 0.0}

    def lenient(ids: Sequence[str]) -> float | None:
        weights = [(1.0 if counted[i].vital else 0.5, worth[covered.labels[i]]) for i in ids]
        return sum(w * v for w, v in weights) / sum(w for w, _ in weights) if weights else None

    return {
        "vital_covered": mean(_vital(case, covered), clusters),
        "lenient": of(lenient, list(counted), clusters),
        "length_ratio": Score(covered.length_ratio, 1),
        "longest_copied": Score(float(covered.longest_copied), 1),
    }


def _copied(text: str, sources: Sequence[str]) -> Score:
    """The share of sentences longer than 25 characters that stand whole in a source."""
    folded = [fold(s) for s in sources]
    long = [s for s in (fold(s).rstrip("。;") for s in split(text)) if len(s) > LONG]
    return rate(sum(any(s in source for source in folded) for s in long), len(long))


def _faithful(told: faithfulness.Faithfulness) -> dict[str, Score]:
    return {"numbers_found": rate(told.numbers_found, told.numbers), "names_found": rate(told.names_found, told.names),
            "citation_recall": rate(told.recalled, told.sentences),
            "citation_precision": rate(told.precise, told.citations), "quotes_exact": rate(told.exact, told.citations),
            "dangling": Score(float(told.dangling), told.citations)}


def _uncited(sentences: Sequence[Json]) -> Score:
    """The share of characters in sentences that cite nothing, marked places aside."""
    told = [s for s in sentences if s.get("status") != "placeholder"]
    return rate(sum(len(fold(s["text"])) for s in told if not s["citations"]), sum(len(fold(s["text"])) for s in told))


def _misses(case: Case, covered: coverage.Coverage, told: faithfulness.Faithfulness, beyond: Sequence[str],
            fallen: Sequence[str]) -> list[Miss]:
    misses = [Miss(case.name, f"faithfulness {i}", "", what, kind) for i, (kind, what) in enumerate(told.wrong, 1)]
    misses += [Miss(case.name, f"text {i}", "正文与各句一致", f"正文另有 {number}", "number")
               for i, number in enumerate(beyond, 1)]
    misses += [Miss(case.name, n.id, n.text, covered.labels[n.id], "vital" if n.vital else "okay")
               for n in case.nuggets if covered.labels[n.id] != "supported" and not n.conflict]
    return misses + [Miss(case.name, id, "不应出现", "出现", "trap") for id in fallen]


def _gate(context: Context, case: Case, draft: Json) -> tuple[list[Row], list[Miss]]:
    """The gate between sources and draft, held up to false sentences and to a model that lies."""
    files = inputs(context)
    documents = [*case.sources, *case.beside]
    rows, misses = grounding.held_up(draft, documents, draft["year"])
    context.tell("起草时模型说谎", 0.9)
    row, wrong = grounding.lied(
        DraftRequest(kind="annual-report", region=draft["region"], year=draft["year"]), case.sources,
        context.read(files["plan"]), context.read(files["previous"]), _clauses(documents, []))
    return [*rows, row], misses + wrong


def _length(context: Context, seconds: dict[str, float]) -> dict[str, Score]:
    """How far a draft of wished length lies off it, as a share."""
    text = drafted(context, seconds, WISHED)["text"]
    return {"length_missed": Score(abs(len(fold(text)) / WISHED - 1), 1)}
