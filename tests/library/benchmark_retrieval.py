"""Each step of the ranking in and out, with a paired test: run by hand from the checkout's root.

    python -m tests.library.benchmark_retrieval

For every variant: recall@5, recall@10, MRR over all questions of the five documents, and over those
of the demonstration documents, where several levels and years stand side by side; and the two-sided
p of a paired sign-flip test of its reciprocal ranks and recalls@10 against the whole.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.library import Library, retrieval
from assistant.library.retrieval import STEPS, Steps
from tests.library.test_reference import ROOT, SHARED, Question, given, own

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


def measured(library: Library, questions: list[Question], steps: Steps, name: Callable[[str], str] = lambda n: n[:3]) -> Values:
    """float64[q,3]: recall@5, recall@10, reciprocal rank of each question. name: of a source, as the gold spells it."""
    searcher = library.searcher
    view = searcher.view()
    out = []
    for question in questions:
        asked = view.understand(question.text)
        vector = library.embedder.embed([question.text], query=True)[0]
        ranked = retrieval.rank(view.snapshot, asked, vector, 10, steps=steps)
        found = [(name(head.source), clause.id) for head, clause in view.clauses([int(r) for r in ranked.rows])]
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


def of_reference() -> tuple[list[Question], list[Path]]:
    """The questions of the five documents, and these."""
    sets = ("questions.tsv", "questions_later.tsv", "questions_more.tsv", "questions_everyday.tsv",
            "questions_last.tsv", "questions_blind.tsv")
    return [q for q in (*given(), *(q for name in sets for q in own(name))) if q.gold], sorted(
        (SHARED / "corpus").glob("*.txt"))


def of_demonstration() -> tuple[list[Question], list[Path]]:
    """The questions of the demonstration documents that need no other before them, and these."""
    data = json.loads((ROOT / "evals" / "questions.json").read_text(encoding="utf-8"))
    return [Question(q["stratum"], q["query"], frozenset((g["doc"], g["clause"]) for g in q["gold"]))
            for q in data["questions"] if q["gold"] and not q.get("after")], [ROOT / "corpus" / p for p in data["documents"]]


def compare(questions: list[Question], paths: list[Path], name: Callable[[str], str]) -> None:
    """Print every variant on these questions."""
    from assistant.reading import read_path
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder)) as library:
        for path in paths:
            library.add(read_path(path))
        library.update_index()
        whole = measured(library, questions, STEPS, name)
        print(f"{len(questions)} questions")
        for variant, steps in VARIANTS.items():
            values = measured(library, questions, steps, name)
            p10, pmrr = (sign_flip(values[:, column] - whole[:, column]) for column in (1, 2))
            means = " ".join(f"{value:.3f}" for value in values.mean(0))
            print(f"{variant:42} {means}   p(R@10) {p10:.3f}  p(MRR) {pmrr:.3f}", flush=True)


def main() -> None:
    compare(*of_demonstration(), lambda source: source)
    compare(*of_reference(), lambda source: source[:3])


if __name__ == "__main__":
    main()
