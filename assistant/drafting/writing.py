"""One paragraph by a model: numbered evidence out, bounded sentences back, the gate between.

What fails the gate is asked for once more with the reasons, then left out and told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field

from assistant.drafting.grounding import ground
from assistant.drafting.marks import full
from assistant.llm import Model
from assistant.prompts import Rendered, fence
from assistant.types import Citation, Document, DraftSentence, Exclusion

#: A paragraph's evidence is cut into lots of this many characters, so that the reply fits into 1,024 tokens.
LOT = 900


class Sentence(BaseModel):
    """One sentence and the numbers of the evidence it rests on."""

    text: str = Field(min_length=2, max_length=400)
    evidence: list[int] = Field(min_length=1, max_length=12)


class Paragraph(BaseModel):
    """The paragraph a model writes."""

    sentences: list[Sentence] = Field(min_length=1, max_length=24)


@dataclass(frozen=True, slots=True)
class Written:
    """Sentences that passed, and what a model said that did not, with the reasons."""

    sentences: tuple[DraftSentence, ...]
    refused: tuple[Exclusion, ...]
    digest: str


def write(model: Model, render: Callable[[str, str], Rendered], cited: Sequence[Citation],
          sources: Mapping[str, Document], year: int | None) -> Written:
    """A paragraph over this evidence. `render` takes the evidence and the faults of the first try.

    Raises Unavailable and BadReply as the model does.
    """
    listed = list(dict.fromkeys(cited))
    prompt = render(evidence_lines(listed, sources), "(无)")
    good, bad = _sift(model.complete(prompt, Paragraph), listed, sources, year)
    if bad:
        faults = "\n".join(f"“{fence(text)}”:{reason}" for text, reason in bad[:12])
        again = render(evidence_lines(listed, sources), faults)
        second, still = _sift(model.complete(again, Paragraph), listed, sources, year)
        if len(second) >= len(good):
            good, bad = second, still
    refused = tuple(Exclusion(text, model.name, f"模型所写未通过依据核对:{reason}") for text, reason in bad)
    return Written(tuple(good), refused, prompt.digest)


def evidence_lines(cited: Sequence[Citation], sources: Mapping[str, Document]) -> str:
    """[1] source:quote, a line each, as data."""
    lines = []
    for number, citation in enumerate(cited, 1):
        document = sources.get(citation.document)
        name = document.source if document else citation.document
        lines.append(f"[{number}] {name}:{fence(citation.quote)}")
    return "\n".join(lines)


def _sift(reply: Paragraph, cited: Sequence[Citation], sources: Mapping[str, Document],
          year: int | None) -> tuple[list[DraftSentence], list[tuple[str, str]]]:
    good: list[DraftSentence] = []
    bad: list[tuple[str, str]] = []
    for item in reply.sentences:
        text = full("".join(item.text.split())).strip()
        if not text:
            continue
        text = text if text.endswith(("。", "!", "?")) else text + "。"
        named = [n for n in dict.fromkeys(item.evidence) if 1 <= n <= len(cited)]
        if len(named) != len(set(item.evidence)):
            bad.append((text, "引用了不存在的材料编号"))
            continue
        quotes = tuple(cited[n - 1] for n in named)
        faults = ground(text, quotes, sources, year=year)
        if faults:
            bad.append((text, ";".join(f.message for f in faults[:3])))
        elif all(text != other.text for other in good):
            good.append(DraftSentence(text, quotes))
    return good, bad


def lots(cited: Sequence[Citation]) -> list[list[Citation]]:
    """The evidence in lots that a prompt can hold."""
    out: list[list[Citation]] = [[]]
    size = 0
    for citation in cited:
        if out[-1] and size + len(citation.quote) > LOT:
            out.append([])
            size = 0
        out[-1].append(citation)
        size += len(citation.quote)
    return [lot for lot in out if lot]
