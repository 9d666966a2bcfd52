"""Searching and answering: from a question to hits with marks, and to sentences with citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.library.catalogue import Filter
from assistant.library.searcher import Searcher
from assistant.settings import Settings
from assistant.types import Answer, AnswerSentence, Citation, DocumentRef, Hit, Search


class Answerer:
    """One question at a time on a searcher that is shared."""

    def __init__(self, searcher: Searcher, settings: Settings | None = None) -> None:
        self.searcher = searcher
        self.settings = settings

    def search(self, text: str, k: int = 10, where: Filter | None = None) -> Search:
        """The k best clauses."""
        asked = self.searcher.understand(text)
        vector = self.searcher.embedder.embed([text], query=True)[0]
        ranked = self.searcher.find(asked, vector, k, where)
        found = self.searcher.clauses([int(row) for row in ranked.rows])
        hits = tuple(
            Hit(rank, round(float(score), 4), DocumentRef(head.id, head.title, head.source),
                clause.id, clause.heading, clause.text)
            for rank, ((head, clause), score) in enumerate(zip(found, ranked.scores, strict=False), 1))
        return Search(text, bool(hits), hits)

    def answer(self, question: str, history: Sequence[tuple[str, str]] = (), where: Filter | None = None,
               model: object = None, tell: Callable[[str], None] | None = None) -> Answer:
        """The best clauses' words."""
        found = self.search(question, 3, where)
        sentences = tuple(AnswerSentence(hit.text, (Citation(hit.document.id, hit.clause, hit.text),))
                          for hit in found.results[:1])
        return Answer("".join(s.text for s in sentences), sentences, found.answerable, "extractive", found.results)
