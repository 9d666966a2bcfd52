"""Drafting: coverage of the reference report, faithfulness, traps and conflicts, beside six controls."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant import types
from evals.context import ROOT, Absent, Context, digest
from evals.controls import shuffled_citations, shuffled_numbers
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import coverage, faithfulness
from evals.scoring.folding import fold
from evals.scoring.folding import sentences as folding_sentences
from evals.suites.rows import mean, rate

NUGGETS = ROOT / "evals" / "nuggets" / "demo.json"
REFERENCES = ROOT / "evals" / "references"
TEMPLATE = ("一、主要工作情况。\n坚持以习近平法治思想为指导,扎实推进法治政府建设。\n二、存在的不足和原因。\n"
            "三、主要负责人履行第一责任人职责情况。\n四、下一年度工作安排。\n")
LONG = 25


def run(context: Context) -> SuiteResult:
    """A draft of the demonstration district, or the saved one the user gave. Raises Absent without nuggets."""
    finished = sorted(REFERENCES.glob("*.txt"))
    if not NUGGETS.is_file() or not finished:
        raise Absent("没有要点或参考报告 (no nuggets or reference report)")
    nuggets, decoys = coverage.load(NUGGETS)
    reference = finished[0].read_text(encoding="utf-8")
    files = _inputs(context)
    sources = {path.name: context.read(path) for path in files["material"]}
    texts = ["\n".join(c.text for c in d.clauses) for d in sources.values()]
    begun = time.perf_counter()
    draft = _saved(context.draft) if context.draft else _drafted(context, files)
    seconds = time.perf_counter() - begun
    all_documents = [*sources.values(), *(context.read(files[k]) for k in ("plan", "previous") if files.get(k))]
    clauses = {(key, c.id): c.text for d in all_documents for c in d.clauses for key in (d.source, d.id) if key}
    sentences = [s for section in draft["sections"] for s in section["sentences"]]

    systems: dict[str, tuple[str, Sequence[Mapping[str, Any]]]] = {
        SYSTEM: (draft["text"], sentences),
        "empty": ("", []),
        "reference": (reference, []),
        "concatenated": ("\n".join(texts), []),
        "template": (TEMPLATE, []),
        "shuffled_numbers": (shuffled_numbers(draft["text"]),
                             [{**s, "text": t} for s, t in zip(sentences, _per_sentence(sentences), strict=True)]),
        "shuffled_citations": (draft["text"], shuffled_citations(sentences)),
    }
    rows: list[Row] = []
    misses: list[Miss] = []
    cases: dict[str, dict[str, float]] = {}
    for system, (text, cited) in systems.items():
        covered = coverage.score(text, nuggets, decoys, reference, texts)
        scores: dict[str, Score] = {
            "vital_covered": mean({n.id: float(covered.labels[n.id] == "supported") for n in nuggets if n.vital}),
            "lenient": Score(covered.lenient, len(nuggets)),
            "traps": Score(float(len(covered.decoys)), len(decoys)),
            "length_ratio": Score(covered.length_ratio, 1),
            "longest_copied": Score(float(covered.longest_copied), 1),
            "copied_sentences": _copied(text, texts),
        }
        if cited:
            scores |= _faithful(faithfulness.score(cited, clauses))
        if system == SYSTEM:
            told = faithfulness.score(cited, clauses)
            misses += [Miss("demo", f"faithfulness {i}", "", wrong, "faithfulness")
                       for i, wrong in enumerate(told.wrong, 1)]
            misses += [Miss("demo", n.id, n.text, covered.labels[n.id], "vital" if n.vital else "okay")
                       for n in nuggets if covered.labels[n.id] != "supported"]
            misses += [Miss("demo", id, "不应出现", "出现", "trap") for id in covered.decoys]
            cases["demo/vital_covered"] = {n.id: float(covered.labels[n.id] == "supported")
                                           for n in nuggets if n.vital}
            scores |= _conflicts(context, draft)
        rows.append(Row("demo", system, scores))
    return SuiteResult("drafting", "run", rows=tuple(rows), misses=tuple(misses), cases=cases,
                       digests={"demo": digest(NUGGETS, *finished, *files["material"])},
                       timings={"draft": seconds})


def _inputs(context: Context) -> dict[str, Any]:
    roles: dict[str, list[Path]] = {}
    for entry in context.manifest["documents"]:
        roles.setdefault(entry["role"], []).append(context.demo / entry["file"])
    if "submission" not in roles:
        raise Absent("清单中没有报送材料 (no submissions)")
    return {"material": roles["submission"], "plan": roles.get("draft", [None])[0],
            "previous": roles.get("previous-report", [None])[0]}


def _drafted(context: Context, files: Mapping[str, Any]) -> dict[str, Any]:
    context.tell("起草演示报告", 0.3)
    case = next(d for d in context.manifest["documents"] if d["role"] == "submission")
    with context.service("drafting") as service:
        made = service.drafts.create("annual-report", case["region"], int(case["period"]),
                                     material=[str(p) for p in files["material"]],
                                     plan=str(files["plan"]) if files["plan"] else None,
                                     previous=str(files["previous"]) if files["previous"] else None)
    out: dict[str, Any] = types.to_json(made)
    return out


def _saved(path: Path) -> dict[str, Any]:
    """A draft kept as JSON. Raises ValueError when it is none."""
    draft: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if not {"text", "sections"} <= draft.keys():
        raise ValueError(f"{path.name} 不是草稿 (not a draft)")
    return draft


def _per_sentence(sentences: Sequence[Mapping[str, Any]]) -> list[str]:
    """The sentences with all their numbers moved around among them."""
    moved = shuffled_numbers("\x1f".join(s["text"] for s in sentences))
    return moved.split("\x1f") if sentences else []


def _copied(text: str, sources: Sequence[str]) -> Score:
    """The share of sentences longer than 25 characters that stand whole in a source."""
    folded = [fold(s) for s in sources]
    long = [fold(s).rstrip("。;") for s in folding_sentences(text)]
    long = [s for s in long if len(s) > LONG]
    return rate(sum(any(s in source for source in folded) for s in long), len(long))


def _faithful(told: faithfulness.Faithfulness) -> dict[str, Score]:
    def score(value: float | None, n: int) -> Score:
        return rate(round(value * n), n) if value is not None else Score(None, n)
    return {"numbers_found": score(told.numbers_found, told.numbers_n),
            "citation_recall": score(told.citation_recall, told.sentences_n),
            "citation_precision": score(told.citation_precision, told.citations_n),
            "quotes_exact": score(told.quotes_exact, told.citations_n),
            "dangling": Score(float(told.dangling), told.citations_n)}


def _conflicts(context: Context, draft: Mapping[str, Any]) -> dict[str, Score]:
    wanted = context.manifest.get("conflicts", [])
    if not wanted:
        return {}
    told = [{float(v["value"]) for v in c["values"] if isinstance(v["value"], (int, float))}
            for c in draft["conflicts"]]
    hit = sum(any({float(v["value"]) for v in w["values"]} <= values for values in told) for w in wanted)
    return {"conflicts_surfaced": rate(hit, len(wanted))}
