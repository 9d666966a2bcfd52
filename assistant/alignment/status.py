"""What a report tells of a commitment: reported, partly, silent, or below its target.

A report needs to say less than a plan: that a thing was done, with the number where the
plan set one. Modality, scope and deadlines of plans are not looked for in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.alignment.asks import Answer, Ask
from assistant.alignment.citations import titles
from assistant.alignment.folding import fold, region_names
from assistant.alignment.matching import Match, Matcher
from assistant.alignment.slots import basis, members, number, rhythm
from assistant.alignment.terms import keys, terms
from assistant.alignment.units import Passage
from assistant.facts import numerals, quantities
from assistant.library.embedding import Embedder
from assistant.types import ClauseQuote, Requirement

StatusName = Literal["reported", "partly", "silent", "below_target"]

#: Shares of the commitment's content standing in one sentence of the report.
REPORTED, PARTLY = 0.5, 0.3
_EACH = re.compile("每个|每一|各|全部|所有|全覆盖|普遍|100%|百分之百")
#: 12个乡镇中9个建成: so many of so many.
_PART = re.compile("(?P<whole>[0-9]+)(?P<unit>[个家名所项件])[^,，。;；0-9]{0,10}中[,，]?(?:已|有|已有)?(?P<part>[0-9]+)(?P=unit)")
_COUNTED = re.compile("每年|每季|每月|每半年|次|期|场|件|个|率|学时")


@dataclass(frozen=True, slots=True)
class Status:
    """The status of one commitment; `evidence` are exact substrings of their clauses."""

    requirement: Requirement
    verdict: StatusName
    evidence: tuple[ClauseQuote, ...]
    reason: str
    confidence: float


def statuses(requirements: Sequence[Requirement], passages: Iterable[Passage], *,
             headings: dict[str, str] | None = None, regions_of: tuple[str | None, ...] = (),
             embedder: Embedder | None = None,
             progress: Callable[[str, float], None] | None = None) -> tuple[Status, ...]:
    """The status of each commitment, in their order."""
    matcher = Matcher(requirements, passages, headings=headings, regions=region_names(regions_of),
                      embedder=embedder, progress=progress)
    return tuple(_status(matcher, matcher.match(item)) for item in matcher.requirements)


def report_status(requirement: Requirement, *passages: Passage, embedder: Embedder | None = None) -> Status:
    """The status of one commitment in some passages (for many, `statuses` is quicker)."""
    return statuses([requirement], passages, embedder=embedder)[0]


def _status(matcher: Matcher, match: Match) -> Status:
    item = match.requirement
    if not match.candidates or match.traits is None:
        return Status(item, "silent", (), "报告中没有相应内容。", 0.9)
    top = match.candidates[0]
    answer = matcher.answer(match, top)
    told = max(top.cover, top.narrow)
    if titles(match.ask.text) and basis.compare(match.ask, answer):
        return Status(item, "silent", (), "报告没有提到该文件的落实情况。", 0.7)
    if told < PARTLY and not (match.traits.sentence_cover >= 0.45 and told > 0.15):
        return Status(item, "silent", (), "报告中没有相应内容。", round(0.6 + 0.35 * (1 - told), 2))
    evidence = (ClauseQuote(top.sentence.clause, _quote(answer)),)
    below = _below(match.ask, answer)
    if below:
        return Status(item, "below_target", evidence, below, 0.85)
    missing = _missing(match.ask, answer)
    if told < REPORTED or missing:
        return Status(item, "partly", evidence, missing or "报告提到相近工作,未完全对应。", 0.6)
    return Status(item, "reported", evidence, "报告已反映。", round(min(0.95, 0.5 + told / 2), 2))


def _quote(answer: Answer) -> str:
    sentence = answer.candidate.sentence
    spans = [(a - sentence.start, b - sentence.start) for a, b in sentence.phrases
             if sentence.text[a - sentence.start:b - sentence.start] in answer.carriers]
    return sentence.text[spans[0][0]:spans[-1][1]] if spans else sentence.text


def _below(ask: Ask, answer: Answer) -> str:
    """Why the reported value falls short; "" when it does not or nothing was measured."""
    for slot in (number.compare, rhythm.compare):
        fault = slot(ask, answer)
        if fault and fault.said and fault.kind == "number":
            return fault.reason.replace("上位", "目标").replace("草案", "报告") + "。"
    if _EACH.search(ask.text):
        for carrier in answer.carriers:
            part = _PART.search(numerals.fold(carrier))
            if part and float(part["part"]) < float(part["whole"]):
                return f"数量:目标为全部,报告为“{part.group()}”。"
    if re.search("应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|全覆盖|100%|百分之百", ask.text):
        start = answer.candidate.sentence.start
        wanted = frozenset(key for term in terms(ask.folded) if term.kind > 0.2 for key in term.keys)
        for a, b in answer.candidate.sentence.phrases:
            piece = answer.sentence[a - start:b - start]
            if not wanted & keys(fold(piece, ask.regions)):
                continue
            for q in quantities(piece):
                if q.unit == "%" and not isinstance(q.value, str) and float(q.value) < 100 and q.form == "value":
                    return f"数量:目标为全部,报告为“{float(q.value):g}%”。"
    return ""


def _missing(ask: Ask, answer: Answer) -> str:
    fault = members.compare(ask, answer)
    if fault:
        return f"列举未报全:{fault.reason.split(':', 1)[-1]}。"
    wanted = [q for q in quantities(ask.text) if q.unit]
    if wanted and not any(True for q in quantities(answer.sentence)) and not number.whole(answer.sentence):
        return "提到该项工作,没有报告数据。"
    return ""
