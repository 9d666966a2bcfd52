"""Retrieval: the right clauses first, refusal where nothing answers, beside three controls on the same vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.service import Service
from evals import controls
from evals.context import Absent, Context, digest
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import ranking
from evals.scoring.folding import fold
from evals.suites.rows import mean, rate

K = 10
HARD = ("colloquial", "paraphrase")


def run(context: Context) -> SuiteResult:
    """On every set of questions that is there. Raises Absent when none is."""
    rows: list[Row] = []
    misses: list[Miss] = []
    cases: dict[str, dict[str, float]] = {}
    digests: dict[str, str] = {}
    for name, load in (("demo", _demo), ("reference", _reference)):
        try:
            questions, paths = load(context)
        except Absent:
            continue
        with context.service(f"retrieval-{name}") as service:
            service.documents.add([str(path) for path in paths])
            sources = {d["id"]: d["source"] for d in service.documents.list()["documents"]}
            found, wrong, values = _score(context, name, questions, service, sources)
            rows += found
            misses += wrong
            cases |= values
        digests[name] = digest(*paths)
    if not rows:
        raise Absent("没有问题集 (no questions)")
    return SuiteResult("retrieval", "run", rows=tuple(rows), misses=tuple(misses), cases=cases, digests=digests,
                       timings={})


def _score(context: Context, name: str, questions: Sequence[Mapping[str, Any]], service: Service,
           sources: Mapping[str, str]) -> tuple[list[Row], list[Miss], dict[str, dict[str, float]]]:
    gold = {q["id"]: [f"{g['doc']}|{g['clause']}" for g in q["gold"]] for q in questions if q["gold"]}
    strata = {q["id"]: q["stratum"] for q in questions}
    runs: dict[str, list[str]] = {}
    refused: dict[str, bool] = {}
    exact: list[bool] = []
    for number, q in enumerate(questions):
        context.tell(f"检索 {name}", number / len(questions))
        answer = service.documents.search(q["query"], K)
        runs[q["id"]] = [f"{_stem(hit.document.source)}|{hit.clause}" for hit in answer.results]
        refused[q["id"]] = not answer.answerable
        asked = service.documents.ask(q["query"])
        for citation in (c for s in asked.sentences for c in s.citations):
            text = service.desk.library.get(citation.document).clause(citation.clause).text
            exact.append(fold(citation.quote) in fold(text))
    scored = ranking.score(runs, gold)
    clusters = {q: keys[0].split("|")[0] for q, keys in gold.items()}
    hard = {q: v for q, v in scored["recall@10"].items() if strata[q] in HARD}
    unanswerable = [q["id"] for q in questions if not q["gold"]]
    own = {metric: mean(values, clusters) for metric, values in scored.items()}
    own["recall@10_hard"] = mean(hard, clusters)
    own["refused_unanswerable"] = rate(sum(refused[q] for q in unanswerable), len(unanswerable))
    own["refused_answerable"] = rate(sum(refused[q] for q in gold), len(gold))
    own["quotes_exact"] = rate(sum(exact), len(exact))
    rows = [Row(name, SYSTEM, own)]
    for system, ranked in controls.retrieval(service, questions, sources, K).items():
        values = ranking.score({q: [f"{_stem(s)}|{c}" for s, c in keys] for q, keys in ranked.items()}, gold)
        scores: dict[str, Score] = {metric: mean(v, clusters) for metric, v in values.items()}
        scores["recall@10_hard"] = mean({q: v for q, v in values["recall@10"].items() if strata[q] in HARD}, clusters)
        rows.append(Row(name, system, scores))
    text = {q["id"]: q["query"] for q in questions}
    misses = [Miss(name, f"{q} {text[q]}", "; ".join(gold[q]), "; ".join(runs[q][:K]), strata[q])
              for q, value in scored["recall@10"].items() if value < 1]
    misses += [Miss(name, f"{q} {text[q]}", "拒答", "; ".join(runs[q][:3]), "unanswerable")
               for q in unanswerable if not refused[q]]
    misses += [Miss(name, f"{q} {text[q]}", "; ".join(gold[q]), "拒答", strata[q]) for q in gold if refused[q]]
    return rows, misses, {f"{name}/{metric}": values for metric, values in scored.items()}


def _stem(source: str) -> str:
    return source.split("_")[0] if source[:3].isdigit() else source


def _reference(context: Context) -> tuple[list[dict[str, Any]], list[Any]]:
    questions: list[dict[str, Any]] = context.gold_file("queries")
    return questions, list(context.reference_files().values())


def _demo(context: Context) -> tuple[list[dict[str, Any]], list[Any]]:
    from evals.context import ROOT
    path = ROOT / "evals" / "questions.json"
    if not path.is_file():
        raise Absent("没有演示问题 (no questions on the demonstration set)")
    import json
    data = json.loads(path.read_text(encoding="utf-8"))
    return data["questions"], [context.demo / name for name in data["documents"]]
