"""Retrieval: the right clauses first, refusal where nothing answers, beside three controls on the same vectors."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.service import Service
from evals import controls
from evals.context import Context
from evals.questions import Question, QuestionSet
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import ranking
from evals.suites import asking
from evals.suites.rows import by_split, mean, rate

K = 10
HARD = ("colloquial", "paraphrase")


def run(context: Context) -> SuiteResult:
    """On every set of questions that is there. Raises Absent when none is."""
    return asking.run("retrieval", context, _score)


def _score(context: Context, asked: QuestionSet, service: Service) -> tuple[
        list[Row], list[Miss], dict[str, dict[str, float]]]:
    answerable = [q for q in asked.alone if q.answerable]
    gold = {q.id: q.gold for q in answerable}
    runs: dict[str, list[str]] = {}
    refused: dict[str, bool] = {}
    for number, q in enumerate(asked.alone):
        context.tell(f"检索 {asked.name}", number / len(asked.alone))
        found = service.documents.search(q.query, K)
        runs[q.id] = [asked.key(hit.document.source, hit.clause) for hit in found.results]
        refused[q.id] = not found.answerable
    scored = ranking.score(runs, gold)
    own = _scores(scored, answerable, asked.clusters)
    unanswerable = [q.id for q in asked.alone if not q.answerable]
    own["refused_unanswerable"] = rate(sum(refused[q] for q in unanswerable), len(unanswerable))
    own["refused_answerable"] = rate(sum(refused[q] for q in gold), len(gold))
    rows = [Row(asked.name, SYSTEM, own)]
    for system, ranked in controls.retrieval(service, asked, K).items():
        rows.append(Row(asked.name, system, _scores(ranking.score(ranked, gold), answerable, asked.clusters)))
    rows += by_split(asked.name, scored, asked.clusters)
    return rows, _misses(asked, scored["recall@10"], runs, refused), scored


def _scores(scored: Mapping[str, Mapping[str, float]], asked: list[Question],
            clusters: Mapping[str, str]) -> dict[str, Score]:
    hard = {q.id for q in asked if q.stratum in HARD}
    scores = {metric: mean(values, clusters) for metric, values in scored.items()}
    scores["recall@10_hard"] = mean({q: v for q, v in scored["recall@10"].items() if q in hard}, clusters)
    return scores


def _misses(asked: QuestionSet, recall: Mapping[str, float], runs: Mapping[str, list[str]],
            refused: Mapping[str, bool]) -> list[Miss]:
    misses = []
    for q in asked.alone:
        case = f"{q.id} {q.query}"
        if q.answerable and recall[q.id] < 1:
            missing = [key for key in q.gold if key not in runs[q.id]]
            misses.append(Miss(asked.name, case, "; ".join(missing), "; ".join(runs[q.id]), q.stratum))
        if q.answerable and refused[q.id]:
            misses.append(Miss(asked.name, case, "; ".join(q.gold), "拒答", "refused"))
        if not q.answerable and not refused[q.id]:
            misses.append(Miss(asked.name, case, "拒答", "; ".join(runs[q.id][:3]), q.stratum))
    return misses
