"""A model's opinion where the rules are in doubt: does a passage answer in other words?

It is asked only whether a requirement is spoken of. The slots stay with the rules: a
passage that the model calls an answer is compared like any other. What it returns is
checked (the quote, the numbers of its reason), refused once with the reason, then left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from assistant import prompts
from assistant.alignment.asks import Answer, Fault
from assistant.alignment.folding import fold_marks
from assistant.alignment.judge import faults_of
from assistant.alignment.matching import Match, Matcher
from assistant.alignment.topic import spoken
from assistant.alignment.verdicts import Judgement, judged
from assistant.errors import Unavailable

if TYPE_CHECKING:
    from assistant.llm import Model

#: Between these the rules leave open whether a passage speaks of the requirement.
DOUBT = (0.12, 0.62)
#: Passages shown, and opinions asked for in one review.
SHOWN, MOST = 4, 40
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


class Opinion(BaseModel):
    """The reply asked for. `passage` counts from 1; 0 for missing."""

    verdict: Literal["covered", "partial", "missing"]
    passage: int = Field(ge=0, le=SHOWN)
    quote: str = Field(max_length=200)
    reason: str = Field(max_length=160)


@dataclass(slots=True)
class Counsel:
    """A model with the number of opinions still to be asked; it gives up when the model fails."""

    model: Model
    left: int = MOST
    failed: bool = False

    def hear(self, matcher: Matcher, match: Match, rules: Judgement) -> Judgement:
        """The judgement with the model's opinion, or the rules' own where it has none that holds."""
        if self.failed or self.left <= 0 or not in_doubt(match, rules):
            return rules
        self.left -= 1
        answers = [matcher.answer(match, item) for item in match.candidates[:SHOWN]]
        try:
            opinion = self._checked(match, answers)
        except Unavailable:
            self.failed = True
            return rules
        return rules if opinion is None else _judged(match, answers, opinion, rules)

    def _checked(self, match: Match, answers: list[Answer]) -> Opinion | None:
        faults = ""
        for _ in range(2):
            opinion = self.model.complete(prompts.render(
                "judge", requirement=prompts.fence(match.ask.text), sentence=prompts.fence(match.ask.sentence),
                passages="\n".join(f"{number}. {prompts.fence(answer.sentence)}"
                                   for number, answer in enumerate(answers, 1)), faults=faults), Opinion)
            faults = wrong(opinion, match.ask.sentence, [answer.sentence for answer in answers])
            if not faults:
                return opinion
        return None


def in_doubt(match: Match, rules: Judgement) -> bool:
    """Whether the rules decided only that something is, or is not, spoken of, and were not sure."""
    if match.traits is None or any(fault.kind != "omission" for fault in rules.faults):
        return False
    return rules.verdict in ("covered", "partial", "missing") and DOUBT[0] <= spoken(match.traits) <= DOUBT[1]


def wrong(opinion: Opinion, sentence: str, passages: list[str]) -> str:
    """What is wrong with an opinion, told to the model; "" when nothing is."""
    if opinion.verdict == "missing":
        return "" if _numbers(opinion.reason) <= _numbers(sentence) else "理由里有要求中没有的数字。"
    if not 1 <= opinion.passage <= len(passages):
        return "passage 不是所列条款的编号。"
    passage = passages[opinion.passage - 1]
    if not opinion.quote or fold_marks(opinion.quote) not in fold_marks(passage):
        return "quote 不是该条款的原文。"
    if not _numbers(opinion.reason) <= _numbers(sentence) | _numbers(passage):
        return "理由里有要求和条款中没有的数字。"
    return ""


def _numbers(text: str) -> set[str]:
    return set(_DIGITS.findall(text))


def _judged(match: Match, answers: list[Answer], opinion: Opinion, rules: Judgement) -> Judgement:
    reason = opinion.reason.strip().rstrip("。") or "未写明理由"
    if opinion.verdict == "missing":
        fault = Fault("omission", "missing", f"内容:{reason}(模型意见)", 0.7)
        return judged(match.ask, None, (fault,), 0.3)
    answer = answers[opinion.passage - 1]
    faults = faults_of(match.ask, answer)
    if not faults and opinion.verdict == "partial":
        faults = (Fault("omission", "partial", f"内容:{reason}(模型意见)", 0.65),)
    told = judged(match.ask, answer, faults, 0.65)
    return told if faults else replace(told, reason=f"已落实:{reason}(模型意见)。")
