"""Each step of the ranking in and out, with a paired test: run by hand from the checkout's root.

    python -m tests.library.benchmark_retrieval

For every variant: recall@5, recall@10, MRR over all questions of the five documents, and the
two-sided p of a paired sign-flip test of its reciprocal ranks and recalls@10 against the whole.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.library import Library, retrieval
from assistant.library.retrieval import STEPS, Steps
from tests.library.test_reference import SHARED, Question, given, own

VARIANTS: dict[str, Steps] = {
    "whole": STEPS,
    "without everyday words read as official": replace(STEPS, expansion=0.0),
    "without BM25 of clauses": replace(STEPS, clause_words=0.0),
    "without BM25 of sentences": replace(STEPS, sentence_words=0.0),
    "without any BM25": replace(STEPS, clause_words=0.0, sentence_words=0.0),
    "without best-sentence vectors": replace(STEPS, best_sentence=0.0),
    "without mean vectors": replace(STEPS, mean_sentence=0.0),
    "without any vectors": replace(STEPS, best_sentence=0.0, mean_sentence=0.0),
    "without places": replace(STEPS, place=0.0),
    "without levels": replace(STEPS, level=0.0),
    "without years": replace(STEPS, year=0.0),
    "without plans and reports told apart": replace(STEPS, kind=0.0),
    "without bodies": replace(STEPS, body=0.0),
    "without exact marks": replace(STEPS, exact=0.0),
    "without the opening's reduction": replace(STEPS, opening=0.0),
}
Values = npt.NDArray[np.float64]


def measured(library: Library, questions: list[Question], steps: Steps) -> Values:
    """float64[q,3]: recall@5, recall@10, reciprocal rank of each question."""
    searcher = library.searcher
    view = searcher.view()
    out = []
    for question in questions:
        asked = view.understand(question.text)
        vector = library.embedder.embed([question.text], query=True)[0]
        ranked = retrieval.rank(view.snapshot, asked, vector, 10, steps=steps)
        found = [(head.source[:3], clause.id) for head, clause in view.clauses([int(r) for r in ranked.rows])]
        out.append((len(question.gold & set(found[:5])) / len(question.gold),
                    len(question.gold & set(found)) / len(question.gold),
                    next((1 / rank for rank, key in enumerate(found, 1) if key in question.gold), 0.0)))
    return np.array(out)


def sign_flip(difference: Values, rounds: int = 10_000) -> float:
    """Two-sided p of a mean difference under random signs."""
    if not difference.any():
        return 1.0
    signs = np.random.default_rng(0).choice((-1.0, 1.0), (rounds, len(difference)))
    return float((np.abs((signs * difference).mean(1)) >= abs(difference.mean()) - 1e-12).mean())


def main() -> None:
    from assistant.reading import read_path
    questions = [q for q in [*given(), *own("questions.tsv"), *own("questions_later.tsv"),
                             *own("questions_more.tsv"), *own("questions_everyday.tsv"),
                             *own("questions_last.tsv"), *own("questions_blind.tsv")] if q.gold]
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder)) as library:
        for path in sorted((SHARED / "corpus").glob("*.txt")):
            library.add(read_path(path))
        library.update_index()
        whole = measured(library, questions, STEPS)
        print(f"{len(questions)} questions")
        for name, steps in VARIANTS.items():
            values = measured(library, questions, steps)
            p10, pmrr = (sign_flip(values[:, column] - whole[:, column]) for column in (1, 2))
            means = " ".join(f"{value:.3f}" for value in values.mean(0))
            print(f"{name:42} {means}   p(R@10) {p10:.3f}  p(MRR) {pmrr:.3f}", flush=True)


if __name__ == "__main__":
    main()
