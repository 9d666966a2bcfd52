"""Control rows: what a scorer must put in its place, always run and always printed."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.service import Service
from evals.statistics import SEED


def retrieval(service: Service, questions: Sequence[Mapping[str, Any]], sources: Mapping[str, str],
              k: int) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """BM25 alone, vectors alone, and a stock LangChain pipeline: {system: {question: [(source, clause)]}}."""
    from evals.systems import bm25_only, langchain_stock, similarity_only
    library = service.desk.library
    clauses = [(sources[d.id], c.id, c.text) for d in library.catalogue.documents() for c in d.clauses]
    asked = {str(q["id"]): str(q["query"]) for q in questions}
    return {
        "bm25_only": bm25_only(clauses, asked, k),
        "similarity_only": similarity_only(clauses, asked, k, library.embedder),
        "langchain_stock": langchain_stock(clauses, asked, k, library.embedder),
    }


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
            j = next(j for j in range(len(moved)) if moved[j] != old and found[j] != new)
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
