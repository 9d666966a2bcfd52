"""When the library does not answer: reasons to refuse, each one a user can check.

Near misses are the rule: the topic stands there, the detail does not. So a refusal
names what is missing: a matter by its own name (data/concepts.txt) that no document
mentions, a detail (data/aspects.tsv) that no clause found states, or a value
(`slots`) that does not stand near the topic, or stands there for another year (`years`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from assistant.library import lexicon
from assistant.library.evidence import Evidence, Fitting, strongest
from assistant.library.lexical import fold, segment
from assistant.library.passages import passages
from assistant.library.query import Query

_DATA = Path(__file__).parent / "data"
LEAST_FIT = 0.05       # the share of a question's terms that the best sentence prints
SOME_FIT = 0.2         # above it a low cosine alone is no reason
TOUCHING = 0.1         # an everyday question prints little of the clause that answers it, but not nothing,
STANDING = 9.5         # and that clause stands out of the library by so many standard deviations, summed
CLEARLY = 0.015        # a cosine so far above the unrelated speaks for a clause that prints nothing of the question
SHARE = 3              # a name of a matter makes up at least a third of a question about it
TOLD = 0.5            # of the best sentence's fit: sentences that may state a detail of its topic

_SLOT_NAMES = {"phone": "电话号码", "money": "金额", "days": "天数或年限", "times": "次数", "frequency": "频次",
               "rate": "比率", "day": "日期", "date": "时间", "age": "年龄",
               "words": "字数", "clock": "钟点", "count": "数量", "who": "责任主体"}

_A_NOT_A = re.compile(r"([一-鿿])[不没]\1")
_ASKS = re.compile(r"[吗呢么?]|什么|多少|几|哪|谁|怎|如何|咋|啥|多[久长大高远]|何时|是否|为何|([一-鿿])[不没]\1")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a question is not answered: a kind and a reason in Chinese."""

    kind: str
    reason: str


def doubt(query: Query, fitting: Fitting, evidence: Sequence[Evidence], margin: float, standing: float,
          mentions: Callable[[str], bool]) -> Doubt | None:
    """The first reason to refuse, None when there is none.

    evidence: of the clauses that come nearest; margin: by how much the best cosine passes that of
    unrelated texts; standing: how far the best clause stands out (`retrieval`); mentions: whether
    any document prints a term.
    """
    question = fold(query.text)
    for name in _named(question):
        # A name said by the way in a long question is not what it asks about.
        if SHARE * len(name) >= sum(map(str.isalnum, query.topic)) and not _printed(name, evidence) \
                and not any(mentions(term) for term in (name, *lexicon.other_names(name))):
            return Doubt("concept", f"文库中的文件没有提到“{name}”")
    for place in query.aim.strange:
        if not any(fold(place) in fold(item.clause.text) for item in evidence):
            return Doubt("place", f"文库中没有“{place}”的文件")
    if not evidence:
        aimed = query.aim.places.any() or query.aim.named or query.aim.body_names
        return Doubt("far", "没有查到出自所问地方、层级或者单位的条款" if aimed else "文库中没有与此相近的条款")
    fit = max(item.best_fit for item in evidence)
    touched = fit >= TOUCHING and standing >= STANDING
    if (fit < LEAST_FIT and margin < CLEARLY) or (fit < SOME_FIT and margin < 0 and not touched):
        return Doubt("far", "文库中没有与此相近的条款")
    # 收不收费 asks for what 收费 names; what asks nothing asks for no detail.
    plain = f"{question} {_A_NOT_A.sub(lambda m: m[1], question)}" if _ASKS.search(question) else ""
    for asked, states in aspects():
        found = asked.search(plain)
        if found and not any(_tells(item, _filled(states, found), fitting, TOLD * fit) for item in evidence):
            return Doubt("aspect", f"文库中讲到这一主题，但没有写明“{found[0]}”")
    if fitting.slot is not None:
        best, with_value = strongest(evidence)
        # Where a question prints nothing of the clauses, what it counts has another name there too.
        renamed = fit < TOUCHING and any(fitting.slot.holds.search(item.printed) for item in evidence)
        if with_value < fitting.slot.near * best and not renamed:
            return Doubt("slot", f"文库中讲到这一主题，但没有写明所问的{_SLOT_NAMES[fitting.slot.kind]}")
    dated = [item for item in evidence
             if fitting.slot is None or (item.holds and item.fit >= fitting.slot.near * fit)]
    if fitting.years and dated and not any(item.told for item in dated):
        return Doubt("year", f"文库中讲到这一主题，但不是{'、'.join(map(str, sorted(fitting.years)))}年的")
    return None


def _printed(name: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence found prints all words of a name: 电子执法档案 for 电子档案."""
    parts = segment(name)
    return any(all(part in item.printed for part in parts) for item in evidence)


def _tells(item: Evidence, states: str, fitting: Fitting, least: float) -> bool:
    """Whether a sentence that fits the topic at least so well states a detail."""
    text = item.clause.text
    return any(re.search(states, fold(text[start:end])) and fitting.fit(text[start:end]) >= least
               for start, end in passages(text))


def _filled(states: str, found: re.Match[str]) -> str:
    return states.replace("\\1", re.escape(found[1])) if "\\1" in states else states


def _named(question: str) -> list[str]:
    """The listed matters a question names as words of its own, not across two: no 典当 in 民法典当作."""
    found = [name for name in concepts() if name in question]
    if not found:
        return []
    ends = set(accumulate((len(word) for word in segment(question)), initial=0))
    return [name for name in found
            if any(m.start() in ends and m.end() in ends for m in re.finditer(re.escape(name), question))]


@cache
def concepts() -> tuple[str, ...]:
    """The listed names of matters, longest first."""
    lines = (_DATA / "concepts.txt").read_text(encoding="utf-8").splitlines()
    names = {fold(name) for line in lines if not line.startswith("#") for name in line.split()}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def aspects() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each listed detail: how it is asked for, and a template of what states it (\\1: what was caught in asking)."""
    out = []
    for line in (_DATA / "aspects.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            asked, states = line.split("\t")
            out.append((re.compile(fold(asked)), fold(states)))
    return tuple(out)
