"""The extractive answer: sentences that quote the clauses found, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.library import comparison, slots
from assistant.library.catalogue import Head
from assistant.library.evidence import NUMBERING, Evidence, Fitting
from assistant.library.lexical import fold
from assistant.types import AnswerSentence, Citation

MOST = 4              # sentences of a plain answer
MOST_COMPARED = 8     # documents of a comparison
_ENOUGH_FIT = 0.55    # of the best sentence's fit
_SOME_FIT = 0.35      # what tells of the year asked for answers where it fits so well
_LITTLE_FIT = 0.2     # below it hardly a word of the question is printed anywhere, and the score alone decides
_ENOUGH_SCORE = 0.62  # of the best clause's score
_LONGEST_QUOTE = 110
_LONGEST_LIST = 320
_ENUMERATION = re.compile(r"一是|首先|第一[,，,]|[:：]\s*$")
_NEXT_MEMBER = re.compile(r"\s*(?:[二三四五六七八九十]是|其次|再次|最后|第[二三四五六七八九十][,，])[^。;；]*[。;；]?")

_RATE = re.compile(r"..率")   # two rates asked for at once are not compared with each other


@dataclass(frozen=True, slots=True)
class Found:
    """A clause found: its document, the fused score and its best sentence."""

    head: Head
    score: float
    evidence: Evidence


def plain(found: Sequence[Found], fitting: Fitting) -> tuple[AnswerSentence, ...]:
    """Quotes of the clauses that answer, the best first, none said twice."""
    chosen: list[Found] = []
    said: set[str] = set()
    for item in _answering(found, fitting):
        text = fold(quote(item.evidence))
        if text not in said and len(chosen) < MOST:
            said.add(text)
            chosen.append(item)
    chosen += _other_values(chosen, fitting)
    return tuple(_sentence(item) for item in chosen)


def _other_values(chosen: Sequence[Found], fitting: Fitting) -> list[Found]:
    """The sentences of the clauses chosen that hold the other values a question asks for (…多少项,完成了多少项)."""
    out: list[Found] = []
    parts = slots.asks(fitting.query.text)
    for place, part in enumerate(parts[1:], 1):
        one = fitting.of_part(part)
        if one.slot is None:
            continue
        # As many values as parts that ask for the like: a sentence with fewer answers another part.
        needed = sum(slot is not None and slot.kind == one.slot.kind for slot in map(slots.wanted, parts[:place + 1]))
        for item in chosen:
            said = [i.evidence for i in (*chosen, *out) if i.head.id == item.head.id
                    and i.evidence.clause.id == item.evidence.clause.id]
            if sum(slots.values(evidence.printed, one.slot, slots.unit(part)) for evidence in said) >= needed:
                continue
            evidence = one.another(item.evidence.clause, [e.start for e in said], item.head.period)
            if evidence is not None:
                out.append(replace(item, evidence=evidence))
    return out[:MOST]


def compared(found: Sequence[Found], fitting: Fitting, heads: Sequence[Head]) -> tuple[
        tuple[AnswerSentence, ...], tuple[str, ...]]:
    """One quote a document, a summary first where the values can be compared; and the titles of
    the documents (of `heads`) that do not say."""
    best: dict[str, Found] = {}
    for item in _answering(found, fitting, strict=False):
        best.setdefault(item.head.id, item)
    chosen = [best[head.id] for head in heads if head.id in best][:MOST_COMPARED]
    silent = tuple(head.title for head in heads if head.id not in best)
    sentences = [_sentence(item) for item in chosen]
    if fitting.slot is not None and len(set(_RATE.findall(fitting.query.text))) < 2:
        values = [comparison.value_of(item.evidence, fitting.slot) for item in chosen]
        labels = [_place(item.head) for item in chosen]
        if len(set(labels)) < len(labels):
            labels = [f"《{item.head.title}》" for item in chosen]
        summary = comparison.summary(labels, values, fitting.slot)
        if summary is not None:
            sentences.insert(0, AnswerSentence(summary, tuple(s.citations[0] for s in sentences)))
    return tuple(sentences), silent


def by_year(found: Sequence[Found], fitting: Fitting, asked: Sequence[int]) -> tuple[
        tuple[AnswerSentence, ...], tuple[str, ...]]:
    """What answers for each of the years asked for, and the years of which nothing tells.

    Values that differ between documents are all given.
    """
    chosen: list[Found] = []
    silent: list[str] = []
    for year in asked:
        one = fitting.of_year(year)
        again = ((item, one.best(item.evidence.clause, (), item.head.period)) for item in found)
        # A span of years tells what is to be reached in it, not what was reached in one of them.
        least = 1 if fitting.query.aim.kind == "plan" else 2
        told = [replace(item, evidence=evidence) for item, evidence in again
                if evidence is not None and evidence.told >= least]
        answering = [item for item in _answering(told, one) if one.slot is None or item.evidence.holds]
        # What a year's own report says of it goes before what a later one remembers.
        answering.sort(key=lambda item: str(year) not in (item.head.period or ""))
        held = [None if one.slot is None else comparison.value_of(item.evidence, one.slot) for item in answering]
        # The same value said again adds nothing; another one is a conflict, and shown.
        chosen += [item for place, item in enumerate(answering) if held[place] is None or held[place] not in held[:place]]
        if not answering:
            silent.append(f"{year}年")
    return tuple(_sentence(item) for item in chosen), tuple(silent)


def _answering(found: Sequence[Found], fitting: Fitting, strict: bool = True) -> list[Found]:
    """Those whose best sentence fits nearly as well as the best of all, holds the value asked for and
    tells of the year asked for."""
    if not found:
        return []
    top_fit = max(item.evidence.fit for item in found)
    told = [item for item in found if item.evidence.told == 2 and (fitting.slot is None or item.evidence.holds)
            and item.evidence.fit >= _SOME_FIT * top_fit]
    if fitting.years and told:
        found, top_fit = told, max(item.evidence.fit for item in told)
    top_score = max(item.score for item in found)
    holding = fitting.slot is not None and any(item.evidence.holds for item in found)
    # An amount that the question names must stand in what answers, where it stands anywhere.
    named = [number for number in fitting.query.exact if number[0].isdigit()]
    with_numbers = [item for item in found if all(number in item.evidence.printed for number in named)]
    out = []
    for item in with_numbers or found:
        near = item.evidence.fit >= _ENOUGH_FIT * top_fit or top_fit < _LITTLE_FIT
        high = item.score >= _ENOUGH_SCORE * top_score
        if holding and not (item.evidence.holds and near):
            continue
        if (near and high) if strict else (near or high):
            out.append(item)
    return out or list(found[:1])


def quote(evidence: Evidence) -> str:
    """What to quote of the best sentence: whole when short, else the run of phrases that answers.

    Always an exact substring of the clause's text.
    """
    text = evidence.clause.text
    start, end = evidence.start, evidence.end
    if end - start > _LONGEST_QUOTE and evidence.marks:
        first, last = evidence.marks[0][0], evidence.marks[-1][1]
        if last - first <= _LONGEST_QUOTE:
            start, end = first, last
        else:
            start, end = max(evidence.marks, key=lambda mark: mark[1] - mark[0])
    numbering = NUMBERING.match(text[start:end])
    if numbering and numbering.end() < end - start:
        start += numbering.end()
    end = _enumeration_end(text, start, end)
    return text[start:end].strip()


def _enumeration_end(text: str, start: int, end: int) -> int:
    """Where an enumeration (一是…;二是…) begun in a quote ends, within the longest quote of a list."""
    stop = end
    while stop < len(text) and stop - start < _LONGEST_LIST and _ENUMERATION.search(text[start:end]):
        following = _NEXT_MEMBER.match(text, stop)
        if following is None:
            break
        stop = following.end()
    return stop if stop - start <= _LONGEST_LIST else end


def _sentence(item: Found) -> AnswerSentence:
    words = quote(item.evidence)
    clause = item.evidence.clause.id
    said = words.rstrip("，；,;、:：")
    stop = "" if said[-1:] in "。!?！？" else "。"
    return AnswerSentence(f"《{item.head.title}》（{clause}）：{said}{stop}",
                          (Citation(item.head.id, clause, words),))


def _place(head: Head) -> str:
    if head.region:
        parts = re.findall(r".+?(?:自治区|自治州|自治县|省|市|区|县|州|旗|镇|乡)", head.region)
        return parts[-1] if parts else head.region
    return f"《{head.title}》"
