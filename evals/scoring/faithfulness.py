"""Whether a draft or an answer is true to what it cites: figures, names, quotes, citations.

Citation recall and precision as ALCE defines them (Gao et al. 2023), with support of
slots in place of a language-inference model: a sentence is supported when every number
and name in it stands in its cited quotes and at least half of its words do (bare numbers
say nothing); a citation is precise when it supports some phrase of the sentence, or when without it the
others no longer do. What numbers mean is checked in `figures`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.scoring import figures, standing
from evals.scoring.folding import digits, fold, found_numbers, names, numbers, without_one

CONTENT_SHARE = 0.5
#: Shorter pieces beside the sentences are numbering and signatures.
UNSOURCED = 4
Clauses = Mapping[tuple[str, str], str]


@dataclass(slots=True)
class Faithfulness:
    """Counts, and `wrong`: (kind, what) of everything that failed, to look at."""

    numbers: int = 0
    numbers_found: int = 0
    names: int = 0
    names_found: int = 0
    sentences: int = 0
    recalled: int = 0
    citations: int = 0
    precise: int = 0
    exact: int = 0
    dangling: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def fail(self, kind: str, what: str) -> None:
        self.wrong.append((kind, what))


def score(sentences: Sequence[Mapping[str, Any]], clauses: Clauses, year: int | None = None) -> Faithfulness:
    """`sentences`: those of a draft's or an answer's JSON. `clauses`: text by (document, clause).

    `year`: what the whole speaks of; a number cited from another year must say so.
    """
    told = Faithfulness()
    for sentence in sentences:
        status = sentence.get("status", "supported")
        if status == "supported":
            _stated(sentence, clauses, year, told)
        else:
            _unstated(sentence["text"], status, year, told)
    return told


def _stated(sentence: Mapping[str, Any], clauses: Clauses, year: int | None, told: Faithfulness) -> None:
    text, quotes = sentence["text"], [c["quote"] for c in sentence["citations"]]
    told.sentences += 1
    for said, fault in figures.check(text, quotes, year, sentence.get("computed")):
        told.numbers += 1
        told.numbers_found += not fault
        if fault:
            told.fail("number", f"{said}:{fault}:{text}")
    evidence = fold("\n".join(quotes))
    for name in names(text):
        told.names += 1
        there = name.strip('"《》') in evidence
        told.names_found += there
        if not there:
            told.fail("name", f"出处中没有{name}:{text}")
    for place in standing.places(text):
        cited = {c["document"] for c in sentence["citations"]}
        there = place in evidence or any(place in fold(clause) for (document, _), clause in clauses.items() if document in cited)
        told.names += 1
        told.names_found += there
        if not there:
            told.fail("name", f"出处说的不是{place}:{text}")
    whole = supports(text, quotes, year, sentence.get("computed"))
    told.recalled += whole
    if not whole:
        told.fail("support", f"出处不足以支持:{text}")
    for index, citation in enumerate(sentence["citations"]):
        told.citations += 1
        clause = clauses.get((citation["document"], citation["clause"]))
        if clause is None:
            told.dangling += 1
            told.fail("dangling", f"出处不存在:{citation['document']} {citation['clause']}")
            continue
        if fold(citation["quote"]) and fold(citation["quote"]) in fold(clause):
            told.exact += 1
        else:
            told.fail("quote", f"引文与条款不符:{citation['quote'][:60]}")
        if carries(text, citation["quote"], year) or \
                (whole and not supports(text, quotes[:index] + quotes[index + 1:], year, sentence.get("computed"))):
            told.precise += 1
        else:
            told.fail("precision", f"出处多余:{citation['quote'][:60]} — {text}")


def _unstated(text: str, status: str, year: int | None, told: Faithfulness) -> None:
    """An opening or a marked place states no figure and no title; only the year spoken of and the next."""
    allowed = {f"{y}年" for y in (year, year + 1)} if year else set()
    for number in numbers(text):
        if number not in allowed:
            told.numbers += 1
            told.fail("number", f"{number} 出现在无出处的文字({status})里:{text}")
    for name in names(text):
        if name.startswith("《"):
            told.names += 1
            told.fail("name", f"{name} 出现在无出处的文字({status})里:{text}")


def beyond(text: str, sentences: Sequence[str]) -> list[str]:
    """Numbers that a draft's text prints and its sentences do not, or not as often.

    >>> beyond("一、成效\\n1.办理127件。", ["办理126件。"])
    ['127件']
    """
    def counted(piece: str) -> Counter[str]:
        return Counter(n.text for n in found_numbers(digits(without_one(piece))) if n.unit)
    kept: Counter[str] = Counter()
    for sentence in sentences:
        kept += counted(sentence)
    return sorted((counted(text) - kept).elements())


def unsourced(text: str, sentences: Sequence[str]) -> list[str]:
    """What a draft's text prints beside its sentences and headings, their numbering aside.

    >>> unsourced("一、成效\\n办理126件。受到各方好评。", ["成效", "办理126件。"])
    ['受到各方好评']
    """
    rest = fold(text)
    for piece in sorted(map(fold, sentences), key=len, reverse=True):
        rest = rest.replace(piece, "\n", 1) if piece else rest
    return [piece for piece in re.split(r"[\W\d_]+", rest) if len(piece) >= UNSOURCED]


def supports(text: str, quotes: Sequence[str], year: int | None = None, computed: str | None = None) -> bool:
    """Whether the quotes hold every number and name of the text and half of its character pairs.

    >>> supports("全年办理复议案件126件", ["2026年共办理行政复议案件126件"])
    True
    >>> supports("全年办理复议案件162件", ["2026年共办理行政复议案件126件"])
    False
    """
    if not quotes:
        return False
    if any(fault for _, fault in figures.check(text, quotes, year, computed)):
        return False
    evidence = fold("\n".join(quotes))
    if any(name.strip('"《》') not in evidence for name in names(text)):
        return False
    pairs = _pairs(digits(text))
    return bool(pairs) and len(pairs & _pairs(digits("\n".join(quotes)))) / len(pairs) >= CONTENT_SHARE


def carries(text: str, quote: str, year: int | None = None) -> bool:
    """Whether a quote supports some phrase of the text by itself.

    >>> carries("受理198件,审结189件", "审结189件"), carries("受理198件,审结189件", "纠错15件")
    (True, False)
    """
    phrases = [p for p in re.split(r"[,;。!?:、]", digits(text)) if len(p) >= 4]
    return any(supports(phrase, [quote], year) for phrase in phrases)


def _pairs(text: str) -> set[str]:
    words = "".join(c if c.isalnum() and not c.isdecimal() else " " for c in text)
    return {words[i:i + 2] for i in range(len(words) - 1) if " " not in words[i:i + 2]}
