"""Control rows: what a scorer must put in its place, always run and always printed."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evals.statistics import SEED

if TYPE_CHECKING:
    from assistant.service import Service
    from evals.questions import QuestionSet


TEMPLATE = ("一、主要工作情况。\n坚持以习近平法治思想为指导，扎实推进法治政府建设。\n二、存在的不足和原因。\n"
            "三、主要负责人履行第一责任人职责情况。\n四、下一年度工作安排。\n")


def retrieval(service: Service, asked: QuestionSet, k: int) -> dict[str, dict[str, list[str]]]:
    """BM25 alone, vectors alone, and a stock LangChain pipeline: {system: {question: ["document|clause"]}}."""
    from evals.systems import bm25_only, langchain_stock, similarity_only
    library = service.desk.library
    clauses = [(d.source, c.id, c.text) for d in map(library.get, library.catalogue.ids()) for c in d.clauses]
    queries = {q.id: q.query for q in asked.alone}
    ranked = {
        "bm25_only": bm25_only(clauses, queries, k),
        "similarity_only": similarity_only(clauses, queries, k, library.embedder),
    }
    out = {system: {q: [asked.key(*place) for place in found] for q, found in run.items()}
           for system, run in ranked.items()}
    gold = {q.id: set(q.gold) for q in asked.alone}
    out["langchain_stock"] = {
        q: _of_chunks([[asked.key(*place) for place in chunk] for chunk in chunks], gold[q])
        for q, chunks in langchain_stock(clauses, queries, k, library.embedder).items()}
    return out


def _of_chunks(chunks: Sequence[Sequence[str]], gold: set[str]) -> list[str]:
    """Chunks as a ranking of clauses, in the chunks' favour: one that holds a right clause among others counts as it.

    >>> _of_chunks([["a", "b", "c"], ["c", "d"]], {"b", "d"})
    ['b', 'd']
    >>> _of_chunks([["a", "b"], ["c"]], {"z"})
    ['a', 'c']
    """
    out: list[str] = []
    for chunk in chunks:
        right = [clause for clause in chunk if clause in gold and clause not in out]
        out += right or [clause for clause in chunk if clause not in out][:1]
    return out


def shuffled_numbers(text: str, seed: int = SEED) -> str:
    """Every number of the text in another's place, so that no figure is right but all stand there."""
    found = re.findall(r"\d+(?:\.\d+)?", text)
    if len(set(found)) < 2:
        return re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), text)
    rng = random.Random(seed)
    moved = found[:]
    rng.shuffle(moved)
    for i, (old, new) in enumerate(zip(found, moved, strict=True)):
        if old == new:
            j = next((j for j in range(len(moved)) if moved[j] != old and found[j] != new), i)
            moved[i], moved[j] = moved[j], moved[i]
    replacements = iter(moved)
    return re.sub(r"\d+(?:\.\d+)?", lambda _: next(replacements), text)


def shuffled_citations(sentences: Sequence[Mapping[str, Any]], seed: int = SEED) -> list[dict[str, Any]]:
    """The same sentences, each with another sentence's citations."""
    cited = [s for s in sentences if s["citations"]]
    order = list(range(len(cited)))
    random.Random(seed).shuffle(order)
    turned = order[1:] + order[:1]
    other = {order[i]: cited[turned[i]]["citations"] for i in range(len(cited))}
    out, at = [], 0
    for sentence in sentences:
        if sentence["citations"]:
            out.append({**sentence, "citations": other[at]})
            at += 1
        else:
            out.append(dict(sentence))
    return out
