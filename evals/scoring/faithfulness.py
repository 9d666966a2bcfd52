"""Whether a draft is true to what it cites: numbers, quotes, citations.

Citation recall and precision as ALCE defines them (Gao et al. 2023), with support
of slots in place of a language-inference model: a sentence is supported when every
number in it (with the unit behind it) stands in its cited quotes and at least half
of its content does; a citation is precise when it carries something that the
others do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.scoring.folding import contains, digits, fold, numbers

CONTENT_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """Rates in [0, 1]; None where nothing is to be counted. `wrong` lists what failed, to look at."""

    numbers_found: float | None
    numbers_n: int
    citation_recall: float | None
    sentences_n: int
    citation_precision: float | None
    citations_n: int
    quotes_exact: float | None
    dangling: int
    wrong: tuple[str, ...]


def score(sentences: Sequence[Mapping[str, Any]], clauses: Mapping[tuple[str, str], str]) -> Faithfulness:
    """`sentences`: those of a draft's or an answer's JSON. `clauses`: text by (document, clause)."""
    found = total = recalled = stating = precise = citations = exact = dangling = 0
    wrong: list[str] = []
    for sentence in sentences:
        status = sentence.get("status", "supported")
        if status == "placeholder":
            continue
        text, quotes = sentence["text"], [c["quote"] for c in sentence["citations"]]
        if status == "opening":
            if numbers(text):
                wrong.append(f"数据出现在无出处的起首语:{text}")
                total += len(numbers(text))
            continue
        stating += 1
        evidence = digits("\n".join(quotes))
        for number in numbers(text):
            total += 1
            if contains(evidence, number) or sentence.get("computed"):
                found += 1
            else:
                wrong.append(f"出处中没有 {number}:{text}")
        if supports(text, quotes):
            recalled += 1
        else:
            wrong.append(f"出处不足以支持:{text}")
        for index, citation in enumerate(sentence["citations"]):
            citations += 1
            clause = clauses.get((citation["document"], citation["clause"]))
            if clause is None:
                dangling += 1
                wrong.append(f"出处不存在:{citation['document']} {citation['clause']}")
                continue
            if fold(citation["quote"]) and fold(citation["quote"]) in fold(clause):
                exact += 1
            else:
                wrong.append(f"引文与条款不符:{citation['quote'][:40]}")
            others = quotes[:index] + quotes[index + 1:]
            if supports(text, quotes) and (supports(text, [citation["quote"]]) or not supports(text, others)):
                precise += 1
    return Faithfulness(_rate(found, total), total, _rate(recalled, stating), stating,
                        _rate(precise, citations), citations, _rate(exact, citations), dangling, tuple(wrong))


def supports(text: str, quotes: Sequence[str]) -> bool:
    """Whether the quotes hold every number of the text and half of its character pairs.

    >>> supports("全年办理复议案件126件", ["2026年共办理行政复议案件126件"])
    True
    >>> supports("全年办理复议案件162件", ["2026年共办理行政复议案件126件"])
    False
    """
    if not quotes:
        return False
    evidence = digits("\n".join(quotes))
    if not all(contains(evidence, number) for number in numbers(text)):
        return False
    pairs = _pairs(digits(text))
    return not pairs or len(pairs & _pairs(evidence)) / len(pairs) >= CONTENT_SHARE


def _pairs(text: str) -> set[str]:
    words = "".join(c if c.isalnum() else " " for c in text)
    return {words[i:i + 2] for i in range(len(words) - 1) if " " not in words[i:i + 2]}


def _rate(hits: int, n: int) -> float | None:
    return hits / n if n else None
