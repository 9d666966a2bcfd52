"""Searching and answering: from a question to hits with marks, and to sentences with citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.errors import Unavailable
from assistant.library import comparison, composing, conversation, doubt, slots, wording
from assistant.library.catalogue import Filter
from assistant.library.composing import Found
from assistant.library.doubt import Doubt
from assistant.library.evidence import Evidence, Fitting
from assistant.library.query import Query
from assistant.library.searcher import Searcher
from assistant.library.view import View
from assistant.llm import Model
from assistant.settings import Settings
from assistant.types import Answer, Clause, DocumentRef, Hit, Search

_LOOKED_AT = 4         # clauses that may hold what is asked before it is said to be missing
_READ = 16             # clauses an answer is made from
_SPARE = 4             # clauses looked at beyond those asked for, in place of bare headings
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Result:
    """Everything known of one question after searching."""

    view: View
    query: Query
    fitting: Fitting
    found: tuple[Found, ...]
    doubt: Doubt | None


class Answerer:
    """One question at a time on a searcher that is shared."""

    def __init__(self, searcher: Searcher, settings: Settings | None = None) -> None:
        self.searcher = searcher
        self.settings = settings

    def search(self, text: str, k: int = 10, where: Filter | None = None) -> Search:
        """The k best clauses, each once, with the spans that answer."""
        result = self._look(text, k, where)
        return Search(text, result.doubt is None, _hits(result.found[:k]))

    def answer(self, question: str, history: Sequence[tuple[str, str]] = (), where: Filter | None = None,
               model: Model | None = None, tell: Callable[[str], None] | None = None) -> Answer:
        """A cited answer, or a refusal that says what is missing and what comes nearest."""
        asked = conversation.resolve(question, history, self.searcher.view().shelf)
        if asked.before is not None:
            where = self._same_document(asked.before, where)
        terms = wording.official_terms(model, question, asked.text) if model is not None else ()
        result = self._look(asked.text, _READ, where, terms, asked.new)
        if result.doubt is not None:
            return _refusal(result)
        if model is not None and self.settings is not None:
            try:
                budget = self.settings.context_tokens - self.settings.reply_tokens
                sentences = wording.worded(model, asked.text, _told(result), budget, tell)
            except Unavailable:
                sentences = ()
            if sentences:
                return Answer("\n".join(s.text for s in sentences), sentences, True, f"model:{model.name}",
                              _hits(result.found[:_NEAREST]))
        return self._extract(result, where)

    def _extract(self, result: Result, where: Filter | None) -> Answer:
        own = _meant(result.view, result.query, result.found)
        reported = result.view.years(result.query)
        silent: tuple[str, ...] = ()
        said = ""
        if len(reported) > 1:
            sentences, silent = composing.by_year(own, result.fitting, reported)
            said = f"没有查到相关内容的年度：{'、'.join(silent)}。"
        elif comparison.compares(result.query):
            sentences, silent = composing.compared(
                result.found, result.fitting, result.view.compared(result.query, where))
            said = f"没有查到相关内容的文件：{'、'.join(f'《{name}》' for name in silent)}。"
        else:
            sentences = composing.plain(own, result.fitting)
        if not sentences:
            return _refusal(replace(result, doubt=Doubt("compared", f"没有查到其中任何一个的相关内容（{'、'.join(silent)}）")))
        lines = [sentence.text for sentence in sentences] + ([said] if silent else [])
        return Answer("\n".join(lines), sentences, True, "extractive", _hits(result.found[:_NEAREST]))

    def _look(self, text: str, k: int, where: Filter | None, terms: Sequence[str] = (),
              new: str | None = None) -> Result:
        """`terms`: official ones to look for as well; `new`: the part of the text that is asked now."""
        searcher = self.searcher
        view = searcher.view()
        query = view.understand(text)
        if terms:
            query = replace(query, official=tuple(dict.fromkeys((*query.official, *terms))))
        vector = searcher.embedder.embed([text], query=True)[0]
        snapshot = view.snapshot
        ranked = view.find(query, vector, max(k, _LOOKED_AT) + _SPARE, where)
        fitting = Fitting(query, snapshot.bm25, snapshot.clauses)
        if new is not None and slots.wanted(new) is not None:
            fitting = fitting.of_part(new)
        rows = [int(row) for row in ranked.rows]
        found = []
        for row, (head, clause), score in zip(rows, view.clauses(rows), ranked.scores, strict=True):
            evidence = (fitting.best(clause, snapshot.cosines(vector, row), head.period)
                        or Evidence(clause, 0, len(clause.text), 0.0, False, (), 0.0, 0.0))
            found.append(Found(head, float(score), evidence))
        # A bare heading only announces what the clauses under it say.
        found.sort(key=lambda item: _bare(item.evidence.clause))
        del found[max(k, _LOOKED_AT):]
        about = _meant(view, query, found)[:_LOOKED_AT]
        reason = doubt.doubt(query, fitting, [item.evidence for item in about],
                             self._margin(ranked.cosine), ranked.standing, lambda term: view.mentions(term, where))
        return Result(view, query, fitting, tuple(found), reason)

    def _margin(self, cosine: float) -> float:
        unrelated = self.searcher.embedder.unrelated_below
        # Of a model whose unrelated texts are not known, a cosine says nothing.
        return cosine - unrelated if unrelated > 0 else 0.0

    def _same_document(self, before: str, where: Filter | None) -> Filter | None:
        found = self._look(before, 1, where).found
        if not found:
            return where
        return replace(where or Filter(), documents=(found[0].head.id,))


def _meant(view: View, query: Query, found: Sequence[Found]) -> list[Found]:
    """Where a question names a place or a level, what its documents say; where it names a body, what
    that body's documents say or what prints its name."""
    own, of_body = view.own(query), view.of_body(query)
    return [item for item in found if item.head.id in own and (
        item.head.id in of_body or not of_body or any(name in item.evidence.clause.text for name in query.aim.body_names))]


def _told(result: Result) -> list[Found]:
    """What a model may word: of the documents meant, and not of another year than that asked for."""
    return [item for item in _meant(result.view, result.query, result.found) if item.evidence.told]


def _bare(clause: Clause) -> bool:
    heading = clause.heading.rstrip("。:：")
    return bool(heading) and clause.text.rstrip(" \n。:：").endswith(heading)


def _hits(found: Sequence[Found]) -> tuple[Hit, ...]:
    return tuple(
        Hit(rank, round(item.score, 4), DocumentRef(item.head.id, item.head.title, item.head.source),
            item.evidence.clause.id, item.evidence.clause.heading, item.evidence.clause.text, item.evidence.marks)
        for rank, item in enumerate(found, 1))


def _refusal(result: Result) -> Answer:
    reason = result.doubt.reason if result.doubt else ""
    nearest = result.found[:_NEAREST]
    text = f"文库不能回答这个问题：{reason}。"
    if nearest:
        text += "最接近的内容见" + "、".join(
            f"《{item.head.title}》（{item.evidence.clause.id}）" for item in nearest) + "，请自行判断。"
    return Answer(text, (), False, "extractive", _hits(nearest))
