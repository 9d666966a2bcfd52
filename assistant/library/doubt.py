"""When the library does not answer: reasons to refuse, each one a user can check.

Near misses are the rule: the topic stands there, the detail does not. So a refusal
names what is missing: a matter by its own name (data/concepts.txt) that no document
mentions, a detail (data/aspects.tsv) that no clause found states, or a value
(`slots`) that does not stand near the topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.library.evidence import Evidence, Fitting, strongest
from assistant.library.lexical import fold
from assistant.library.query import Query

_DATA = Path(__file__).parent / "data"
LEAST_FIT = 0.05       # the share of a question's terms that the best sentence prints
SOME_FIT = 0.2         # above it a low cosine alone is no reason

_SLOT_NAMES = {"phone": "电话号码", "money": "金额", "days": "天数或年限", "frequency": "次数或频次",
               "rate": "比率", "date": "时间", "age": "年龄",
               "words": "字数", "clock": "钟点", "count": "数量", "who": "责任主体"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a question is not answered: a kind and a reason in Chinese."""

    kind: str
    reason: str


def doubt(query: Query, fitting: Fitting, evidence: Sequence[Evidence], related: bool,
          mentions: Callable[[str], bool]) -> Doubt | None:
    """The first reason to refuse, None when there is none.

    evidence: of the clauses that come nearest; related: whether the vectors find them near at all;
    mentions: whether any document prints a term.
    """
    question = fold(query.text)
    for name in concepts():
        if name in question and not mentions(name):
            return Doubt("concept", f"文库中的文件没有提到“{name}”")
    fit = max((item.best_fit for item in evidence), default=0.0)
    if fit < LEAST_FIT or (fit < SOME_FIT and not related):
        return Doubt("far", "文库中没有与此相近的条款")
    texts = [fold(item.clause.text) for item in evidence]
    for asked, states in aspects():
        found = asked.search(question)
        if found and not any(states.search(text) for text in texts):
            return Doubt("aspect", f"文库中讲到这一主题，但没有写明“{found[0]}”")
    if fitting.slot is not None:
        best, with_value = strongest(evidence)
        if with_value < fitting.slot.near * best:
            return Doubt("slot", f"文库中讲到这一主题，但没有写明所问的{_SLOT_NAMES[fitting.slot.kind]}")
    return None


@cache
def concepts() -> tuple[str, ...]:
    """The listed names of matters, longest first."""
    lines = (_DATA / "concepts.txt").read_text(encoding="utf-8").splitlines()
    names = {fold(name) for line in lines if not line.startswith("#") for name in line.split()}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def aspects() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Each listed detail: how it is asked for, and what states it."""
    out = []
    for line in (_DATA / "aspects.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            asked, states = line.split("\t")
            out.append((re.compile(fold(asked)), re.compile(fold(states))))
    return tuple(out)
