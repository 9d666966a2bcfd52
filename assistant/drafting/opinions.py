"""A people's congress's review opinions (审议意见): the problems they name and what they ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.marks import half
from assistant.drafting.prospects import LACKING
from assistant.drafting.statements import headings_of, unnumbered
from assistant.errors import BadInput
from assistant.facts.segments import segment
from assistant.types import Document

_DEMAND = re.compile(r"^(?:要|应|应当|建议|希望|需|必须|请|进一步要)")
_FRAME = re.compile(r"会议(?:认为|指出|强调|听取|审议)|提出如下|以上意见|审议意见如下|研究处理")


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `quote` is an exact substring of the clause; `asked`: what the opinion demands of it."""

    clause: str
    heading: str
    quote: str
    asked: str


def is_opinion(document: Document) -> bool:
    """Whether a document is a review opinion, by its title."""
    return "审议意见" in document.title and not re.search(r"研究处理|办理情况|落实情况|整改|报告$", document.title)


def opinion_among(plan: Document | None, materials: Sequence[Document]) -> tuple[Document, list[Document]]:
    """The opinion to answer and the materials without it. Raises BadInput when there is none."""
    if plan is not None:
        return plan, [d for d in materials if d.digest != plan.digest]
    found = next((d for d in materials if is_opinion(d)), None)
    if found is None:
        raise BadInput("没有审议意见;请用 --plan 指定审议意见文件", "no review opinion; name it with --plan")
    return found, [d for d in materials if d.digest != found.digest]


def problems(opinion: Document) -> tuple[Problem, ...]:
    """The problems in their order. A clause that only demands gives its demand as the problem to answer."""
    above = {clause.id: clause for clause in opinion.clauses}
    out: list[Problem] = []
    for clause in opinion.clauses:
        if clause.id.split("/")[0] in ("题头", "结尾", "引言"):
            continue
        headings = headings_of(clause, above)
        text, cut = half(clause.text), segment(clause.text)
        named: list[tuple[int, int]] = []
        asked: list[str] = []
        for first, past in cut.sentences:
            start, end = cut.span((first, past))
            sentence = unnumbered(text[start:end])
            if _FRAME.search(sentence) or (clause.heading and sentence == unnumbered(half(clause.heading))):
                continue
            if _DEMAND.match(sentence):
                asked.append(sentence)
                continue
            named += [(s, e) for s, e in _lacking(cut.phrases[first:past], text)]
        heading = unnumbered(headings[0]) if headings else ""
        demand = ";".join(asked)
        out += [Problem(clause.id, heading, clause.text[s:e], demand) for s, e in named]
        if not named and asked:
            at = text.find(asked[0])
            if at >= 0:
                out.append(Problem(clause.id, heading, clause.text[at:at + len(asked[0])], demand))
    return tuple(out)


def _lacking(phrases: Sequence[tuple[int, int, str]], text: str) -> list[tuple[int, int]]:
    """Phrases that each name a lack; what only leads up to one goes with it."""
    out: list[tuple[int, int]] = []
    begin: int | None = None
    for start, end, _ in phrases:
        plain = unnumbered(text[start:end])
        start = end - len(plain)
        begin = start if begin is None else begin
        if LACKING.search(plain):
            out.append((begin, end))
            begin = None
    return out
