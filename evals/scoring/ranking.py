"""Retrieval by document and clause, measured by ir-measures over pytrec-eval-terrier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

METRICS = ("recall@5", "recall@10", "ndcg@10", "mrr")


def score(runs: Mapping[str, Sequence[str]], gold: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """{metric: {question: value}} for ranked keys ("source|clause") against the right ones.

    A question whose run is empty scores 0. Raises ValueError for a question without gold.
    """
    if empty := [q for q, keys in gold.items() if not keys]:
        raise ValueError(f"no gold for {', '.join(sorted(empty))}")
    import ir_measures
    measures = {"recall@5": ir_measures.R @ 5, "recall@10": ir_measures.R @ 10,
                "ndcg@10": ir_measures.nDCG @ 10, "mrr": ir_measures.RR}
    qrels = [ir_measures.Qrel(q, key, 1) for q, keys in sorted(gold.items()) for key in sorted(set(keys))]
    ranked = [ir_measures.ScoredDoc(q, key, -float(rank)) for q, keys in sorted(runs.items()) if q in gold
              for rank, key in enumerate(dict.fromkeys(keys))]
    out = {name: dict.fromkeys(sorted(gold), 0.0) for name in METRICS}
    names = {measure: name for name, measure in measures.items()}
    for value in ir_measures.iter_calc(list(measures.values()), qrels, ranked):
        out[names[value.measure]][value.query_id] = float(value.value)
    return out
