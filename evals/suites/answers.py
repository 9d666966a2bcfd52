"""Answers of the chat: what they hold, what they cite, when they refuse, beside answers a scorer must not like.

`citation_f1` is what pouring out whatever was found cannot win: of the right clauses how many
are cited, and of the cited ones how many are right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant import types
from assistant.service import Service
from assistant.types import Document
from evals.context import Context
from evals.controls import shuffled_citations
from evals.questions import Question, QuestionSet
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import faithfulness
from evals.scoring.folding import contains, digits, fold
from evals.suites import asking
from evals.suites.rows import by_split, mean, rate

DUMPED = 10


@dataclass(frozen=True, slots=True)
class Given:
    """One answer. `sentences`: as the JSON of `assistant ask` spells them, with sources for ids."""

    text: str
    sentences: tuple[Mapping[str, Any], ...]
    answerable: bool


def run(context: Context) -> SuiteResult:
    """On every set of questions that is there. Raises Absent when none is."""
    return asking.run("answers", context, _score)


def _score(context: Context, asked: QuestionSet, service: Service) -> tuple[
        list[Row], list[Miss], dict[str, dict[str, float]]]:
    library = service.desk.library
    documents = {id: library.get(id) for id in library.catalogue.ids()}
    clauses = {(d.source, c.id): c.text for d in documents.values() for c in d.clauses}
    ours: dict[str, Given] = {}
    dumped: dict[str, Given] = {}
    for number, q in enumerate(asked.questions):
        context.tell(f"问答 {asked.name}", number / len(asked.questions))
        history: tuple[tuple[str, str], ...] = ()
        if q.after:
            history = ((q.after, service.documents.ask(q.after).answer),)
        ours[q.id] = _given(types.to_json(service.documents.ask(q.query, history)), documents)
        hits = service.documents.search(q.query, DUMPED).results
        dumped[q.id] = Given("\n".join(h.text for h in hits), tuple(
            {"text": h.text, "citations": [{"document": h.document.source, "clause": h.clause, "quote": h.text}]}
            for h in hits), True)
    turned = iter(shuffled_citations([s for given in ours.values() for s in given.sentences]))
    systems = {
        SYSTEM: ours,
        "empty": {q.id: Given("", (), False) for q in asked.questions},
        "concatenated": dumped,
        "shuffled_citations": {id: Given(g.text, tuple(next(turned) for _ in g.sentences), g.answerable)
                               for id, g in ours.items()},
    }
    rows: list[Row] = []
    values: dict[str, dict[str, float]] = {}
    misses: list[Miss] = []
    for system, given in systems.items():
        scores, single, wrong = _scores(asked, given, clauses)
        rows.append(Row(asked.name, system, scores))
        if system == SYSTEM:
            values, misses = single, wrong
    rows += by_split(asked.name, values, asked.clusters)
    return rows, misses, values


def _given(answer: Mapping[str, Any], documents: Mapping[str, Document]) -> Given:
    """An answer with the source of each document for its id, and without the right title and clause before a sentence."""
    return Given(answer["answer"], tuple(
        {"text": _said(s, documents), "citations": [
            {**c, "document": documents[c["document"]].source if c["document"] in documents else c["document"]}
            for c in s["citations"]]} for s in answer["sentences"]), answer["answerable"])


def _said(sentence: Mapping[str, Any], documents: Mapping[str, Document]) -> str:
    """The sentence without “《title》(clause):”, where that is the title and the clause it cites."""
    text: str = sentence["text"]
    for citation in sentence["citations"]:
        if citation["document"] in documents:
            named = fold(f"《{documents[citation['document']].title}》({citation['clause']}):")
            if fold(text).startswith(named):
                return fold(text).removeprefix(named)
    return text


def _scores(asked: QuestionSet, given: Mapping[str, Given], clauses: Mapping[tuple[str, str], str]) -> tuple[
        dict[str, Score], dict[str, dict[str, float]], list[Miss]]:
    slots: dict[str, float] = {}
    follow: dict[str, float] = {}
    cited: dict[str, float] = {}
    both: dict[str, float] = {}
    compared: dict[str, float] = {}
    refused: dict[str, float] = {}
    right = told = 0
    misses: list[Miss] = []
    for q in asked.questions:
        answer = given[q.id]
        refused[q.id] = float(not answer.answerable)
        places = {asked.key(c["document"], c["clause"]) for s in answer.sentences for c in s["citations"]}
        if not q.answerable:
            if answer.answerable:
                misses.append(_miss(asked, q, "拒答", answer, "unanswerable"))
            continue
        if q.slots:
            held = [any(contains(digits(answer.text), digits(word)) for word in slot) for slot in q.slots]
            (follow if q.after else slots)[q.id] = sum(held) / len(held)
            if not all(held):
                lacks = "; ".join("/".join(slot) for slot, there in zip(q.slots, held, strict=True) if not there)
                misses.append(_miss(asked, q, f"应有 {lacks}", answer, "follow_up" if q.after else "slots"))
        cited[q.id] = float(bool(places & set(q.gold)))
        both[q.id] = 2 * len(places & set(q.gold)) / (len(places) + len(set(q.gold)))
        right += len(places & set(q.gold))
        told += len(places)
        if not cited[q.id]:
            misses.append(_miss(asked, q, f"应引 {'; '.join(q.gold)}", answer, "refused" if refused[q.id] else "citation"))
        if q.per_document:
            wanted = {key.split("|")[0] for key in q.gold}
            there = {key.split("|")[0] for key in places & set(q.gold)}
            compared[q.id] = len(there) / len(wanted)
            if there != wanted:
                misses.append(_miss(asked, q, f"未按文件答出 {'、'.join(sorted(wanted - there))}", answer, "comparison"))
    true = faithfulness.score([s for g in given.values() for s in g.sentences], clauses)
    misses += [Miss(asked.name, f"faithfulness {i}", "", what, kind) for i, (kind, what) in enumerate(true.wrong, 1)
               if kind != "precision"]
    return _table(asked, slots, follow, cited, both, compared, refused, (right, told), true), {
        "slots": slots, "cited_gold": cited, "citation_f1": both,
        "refused_right": {q.id: 1 - refused[q.id] if q.answerable else refused[q.id] for q in asked.questions}}, misses


def _table(asked: QuestionSet, slots: Mapping[str, float], follow: Mapping[str, float], cited: Mapping[str, float],
           both: Mapping[str, float], compared: Mapping[str, float], refused: Mapping[str, float], gold: tuple[int, int],
           true: faithfulness.Faithfulness) -> dict[str, Score]:
    clusters = asked.clusters
    unanswerable = [refused[q.id] for q in asked.questions if not q.answerable]
    answerable = [refused[q.id] for q in asked.questions if q.answerable and not q.after]
    scores: dict[str, Score] = {}
    if slots:
        scores["slots"] = mean(slots, clusters)
    if follow:
        scores["follow_up_slots"] = mean(follow, clusters)
    scores["cited_gold"] = mean(cited, clusters)
    scores["citation_f1"] = mean(both, clusters)
    scores["citations_in_gold"] = rate(*gold)
    if compared:
        scores["compared_by_document"] = mean(compared, clusters)
    return scores | {
        "refused_unanswerable": rate(round(sum(unanswerable)), len(unanswerable)),
        "refused_answerable": rate(round(sum(answerable)), len(answerable)),
        "numbers_found": rate(true.numbers_found, true.numbers), "names_found": rate(true.names_found, true.names),
        "citation_recall": rate(true.recalled, true.sentences), "quotes_exact": rate(true.exact, true.citations),
        "dangling": Score(float(true.dangling), true.citations)}


def _miss(asked: QuestionSet, q: Question, wanted: str, answer: Given, kind: str) -> Miss:
    places: Sequence[str] = [f"{c['document']} {c['clause']}" for s in answer.sentences for c in s["citations"]]
    text = answer.text if len(answer.text) <= 400 else answer.text[:400] + "…"
    return Miss(asked.name, f"{q.id} {q.after + ' → ' if q.after else ''}{q.query}", wanted,
                f"{text}\n[{'; '.join(places)}]", kind)
