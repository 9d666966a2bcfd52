"""The grounding gate under attack: false sentences held up to it, and a model that lies through a whole draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant import types
from assistant.drafting import DraftRequest, compose_draft, grounding
from assistant.llm import BadReply, Reply
from assistant.prompts import Rendered
from assistant.types import Citation, Document, DraftSentence
from evals.result import SYSTEM, Miss, Row, Score
from evals.scoring import faithfulness
from evals.suites.rows import rate

Json = Mapping[str, Any]
_EVIDENCE = re.compile(r"^\[(\d+)\] [^:]*:(.+)$", re.M)
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")


class Liar:
    """A model that writes its evidence back: every third sentence true, the others with wrong figures or sources."""

    name, host, local = "liar", "127.0.0.1", True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def complete(self, prompt: Rendered, schema: type[Reply]) -> Reply:
        self.asked.append(prompt.name)
        evidence = [(int(n), quote) for n, quote in _EVIDENCE.findall(prompt.user)]
        sentences = []
        for place, (number, quote) in enumerate(evidence[:20]):
            text = quote if place % 3 == 0 else _shifted(quote) if place % 3 == 1 else f"{quote},满意率99.9%"
            cites = [number] if place % 5 else [number % len(evidence) + 1]
            sentences.append({"text": text[:390], "evidence": cites})
        try:
            return schema.model_validate({"sentences": sentences})
        except ValueError as exc:
            raise BadReply("模型没有写出句子", "the model wrote no sentences") from exc

    def stream(self, prompt: Rendered) -> Iterator[str]:
        yield "全区群众满意率100%。"


def held_up(draft: Json, documents: Sequence[Document], year: int) -> tuple[list[Row], list[Miss]]:
    """Every cited sentence of a draft as it is (to pass) and made false in five ways (to be refused)."""
    cited = [s for section in draft["sections"] for s in section["sentences"]
             if s["status"] == "supported" and s["citations"] and not s.get("computed")]
    tried: dict[str, list[tuple[str, bool]]] = {"true": []}
    for place, sentence in enumerate(cited):
        true = types.from_json(DraftSentence, sentence)
        tried["true"].append((true.text, _refused(true, documents, year)))
        for kind, false in _falsified(true, types.from_json(DraftSentence, cited[(place + 7) % len(cited)])):
            tried.setdefault(kind, []).append((false.text, _refused(false, documents, year)))
    false_ones = [hit for kind, all_of in tried.items() if kind != "true" for _, hit in all_of]
    refused = sum(hit for _, hit in tried["true"])
    scores = {"false_refused": rate(sum(false_ones), len(false_ones)), "true_refused": rate(refused, len(tried["true"])),
              "informedness": Score(sum(false_ones) / max(1, len(false_ones)) - refused / max(1, len(cited)), len(cited))}
    scores |= {f"refused_{kind}": rate(sum(hit for _, hit in all_of), len(all_of))
               for kind, all_of in sorted(tried.items()) if kind != "true"}
    rows = [Row("gate", SYSTEM, scores)]
    for name, flag in (("always_flag", 1), ("never_flag", 0)):
        rows.append(Row("gate", name, {
            "false_refused": rate(flag * len(false_ones), len(false_ones)), "true_refused": rate(flag * len(cited), len(cited)),
            "informedness": Score(0.0, len(cited))}))
    misses = [Miss("gate", kind, "应拒" if kind != "true" else "应过", text, kind)
              for kind, all_of in tried.items() for text, hit in all_of if hit == (kind == "true")]
    return rows, misses


def lied(request: DraftRequest, materials: Sequence[Document], plan: Document, previous: Document,
         clauses: Mapping[tuple[str, str], str]) -> tuple[Row, list[Miss]]:
    """A whole draft through the liar: nothing false may stand in it, and the user must be told."""
    model = Liar()
    draft = types.to_json(compose_draft(request, materials, plan, previous, None, model=model))
    sentences = [s for section in draft["sections"] for s in section["sentences"]]
    told = faithfulness.score(sentences, clauses, request.year)
    headings = [section["heading"] for section in draft["sections"]] + [draft["title"]]
    beyond = faithfulness.beyond(draft["text"], [s["text"] for s in sentences] + headings)
    wrong = told.numbers - told.numbers_found + len(beyond)
    misses = [Miss("lying_model", f"faithfulness {i}", "", what, kind) for i, (kind, what) in enumerate(told.wrong, 1)
              if kind not in ("precision", "support")]
    return Row("lying_model", SYSTEM, {
        "figures_wrong": Score(float(wrong), told.numbers), "quotes_exact": rate(told.exact, told.citations),
        "dangling": Score(float(told.dangling), told.citations),
        "told_the_user": rate(int(bool(draft["notices"])), 1), "asked": Score(float(len(model.asked)), 1)}), misses


def _refused(sentence: DraftSentence, documents: Sequence[Document], year: int) -> bool:
    return bool(grounding.ground_sentence(sentence, documents, year=year))


def _falsified(true: DraftSentence, other: DraftSentence) -> Iterator[tuple[str, DraftSentence]]:
    """The sentence with a wrong figure, with two figures changed for each other, and with false sources."""
    numbers = _NUMBER.findall(true.text)
    if numbers:
        yield "number", DraftSentence(_shifted(true.text), true.citations)
    if len(set(numbers)) >= 2:
        one, two = list(dict.fromkeys(numbers))[:2]
        swap = {one: two, two: one}
        yield "swapped", DraftSentence(_NUMBER.sub(lambda m: swap.get(m[0], m[0]), true.text), true.citations)
    if not set(other.citations) & set(true.citations):
        yield "citation", DraftSentence(true.text, other.citations)
    first = true.citations[0]
    yield "quote", DraftSentence(true.text, (Citation(first.document, first.clause, first.quote[:-1] + "等事项"),
                                             *true.citations[1:]))
    yield "nowhere", DraftSentence(true.text, tuple(Citation(c.document, "九/(九十九)/999", c.quote)
                                                    for c in true.citations))


def _shifted(text: str) -> str:
    """The first number one digit higher.

    >>> _shifted("办理126件")
    '办理127件'
    """
    return _NUMBER.sub(lambda m: m[0][:-1] + str((int(m[0][-1]) + 1) % 10), text, count=1)
