"""The answer in a model's words, from numbered evidence only; what cannot be traced to it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pydantic import BaseModel, Field

from assistant import prompts
from assistant.errors import Unavailable
from assistant.library.composing import Found
from assistant.library.lexical import fold, grams
from assistant.library.passages import passages
from assistant.llm import Model
from assistant.tokens import count_tokens
from assistant.types import AnswerSentence, Citation

_SENTENCE = re.compile(r"([^\[\]【】\n]+?)((?:\s*[\[【]\d{1,2}[\]】])+)\s*[。;；!?！？]?")
_MARK = re.compile(r"\d{1,2}")
_FACT = re.compile(r"\d+(?:\.\d+)?%?|《[^《》]+》|“[^“”]+”")
_GROUNDED = 0.5       # the share of a sentence's character pairs that its evidence must print
_PROMPT_TOKENS = 700  # instructions and question, kept free of the budget for evidence
_MOST_EVIDENCE = 12


class Rewrite(BaseModel):
    """A model's reading of a question: official terms to look for beside its own words."""

    terms: list[str] = Field(max_length=8)


def official_terms(model: Model, question: str, earlier: str) -> tuple[str, ...]:
    """Terms that official documents would use, proposed by the model; none when it fails."""
    try:
        reply = model.complete(
            prompts.render("rewrite_query", question=prompts.fence(question), earlier=prompts.fence(earlier)),
            Rewrite)
    except Unavailable:
        return ()
    clean = (re.sub(r"[^一-鿿A-Za-z0-9%]", "", term) for term in reply.terms)
    return tuple(dict.fromkeys(term for term in clean if 2 <= len(term) <= 20))


def worded(model: Model, question: str, found: Sequence[Found], budget: int,
           tell: Callable[[str], None] | None = None) -> tuple[AnswerSentence, ...]:
    """Sentences of the model that their evidence bears out, in its order; empty when none is.

    budget: tokens of the model's context; each checked sentence goes to `tell` as it comes.
    Raises Unavailable when the model does not answer to the end.
    """
    evidence = _within(found, budget - _PROMPT_TOKENS)
    if not evidence:
        return ()
    listed = "\n".join(_line(number, item) for number, item in enumerate(evidence, 1))
    prompt = prompts.render("answer", question=prompts.fence(question), evidence=prompts.fence(listed))
    out: list[AnswerSentence] = []
    pending = ""
    for piece in model.stream(prompt):
        pending += piece
        # A number may still grow by its next digit or mark: what stands at the very end waits.
        complete = [match for match in _SENTENCE.finditer(pending) if match.end() < len(pending)]
        for match in complete:
            _take(match, evidence, out, tell)
        if complete:
            pending = pending[complete[-1].end():]
    for match in _SENTENCE.finditer(pending):
        _take(match, evidence, out, tell)
    return tuple(out)


def _take(match: re.Match[str], evidence: Sequence[Found], out: list[AnswerSentence],
          tell: Callable[[str], None] | None) -> None:
    sentence = checked(match[1], [int(n) for n in _MARK.findall(match[2])], evidence)
    if sentence is not None and all(sentence.text != said.text for said in out):
        out.append(sentence)
        if tell:
            tell(sentence.text)


def checked(text: str, numbers: Sequence[int], evidence: Sequence[Found]) -> AnswerSentence | None:
    """The sentence with exact quotes, or None when its citations do not exist or do not bear it out.

    Every number, title and quoted scheme must stand in the evidence cited, and at least
    half of its character pairs.
    """
    text = re.sub(r"^[-*·•\s]+|[,，;；。\s]+$", "", text)
    cited = [evidence[number - 1] for number in dict.fromkeys(numbers) if 1 <= number <= len(evidence)]
    if len(text) < 4 or not cited or len(cited) != len(set(numbers)):
        return None
    source = fold("".join(f"{item.head.title}{item.evidence.clause.text}" for item in cited))
    if any(fold(fact) not in source for fact in _FACT.findall(text)):
        return None
    pairs = {token for token in grams(text) if len(token) > 1}
    if not pairs or len(pairs & set(grams(source))) < _GROUNDED * len(pairs):
        return None
    citations = tuple(Citation(item.head.id, item.evidence.clause.id, _nearest(item, pairs)) for item in cited)
    return AnswerSentence(f"{text}。", citations)


def _nearest(item: Found, pairs: set[str]) -> str:
    clause = item.evidence.clause.text
    spans = passages(clause)
    start, end = max(spans, key=lambda span: len(pairs & set(grams(clause[span[0]:span[1]]))))
    return clause[start:end]


def _within(found: Sequence[Found], budget: int) -> list[Found]:
    out: list[Found] = []
    for item in found[:_MOST_EVIDENCE]:
        budget -= count_tokens(_line(len(out) + 1, item))
        if budget < 0:
            break
        out.append(item)
    return out


def _line(number: int, item: Found) -> str:
    return f"[{number}] 《{item.head.title}》 {item.evidence.clause.id}:{item.evidence.clause.text}"
