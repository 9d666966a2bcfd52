"""Runs one byte off: what is read again reads on, and what is in doubt is told."""

from __future__ import annotations

import random

import pytest

from assistant.reading import read_text
from evals.damage.cases import case
from evals.damage.score import score

FRAME = "云麓县普法工作方案\n一、要求\n{}\n二、其他\n抓好落实。"


def _damage(words: str, lost: int) -> str:
    """`words` as a decoder shows them when the lead byte of the character at `lost` is gone."""
    from evals.damage.shifted import decode

    head, tail = words[:lost].encode("gb18030"), words[lost:].encode("gb18030")
    return decode(head + b"?" + tail[1:] + b"\n").rstrip("\n")


@pytest.mark.parametrize(
    "question",
    ["政策怎么落实?群众满不满意?这是考验。", "为什么?因为基层缺人。",
     "企业需要什么服务?政府就提供什么服务。", "行不行?关键看落实。干得好不好?群众说了算。",
     "谁执法?谁普法。", "满意率98%?并非如此。", "淙区、瑄璟镇、犇鑫公司负责。"],
)
def test_questions_and_rare_names_are_left_alone(question: str) -> None:
    repairs = read_text(FRAME.format(question)).repairs
    assert [repair for repair in repairs if repair.kind in ("byte_shift", "lost_byte")] == []


@pytest.mark.parametrize("lost", range(2, 12))
def test_a_run_that_could_not_be_read_is_told(lost: int) -> None:
    sentence = "各单位应当建立健全协调联动机制，狠抓责任落实。"
    broken = _damage(sentence, lost)
    document = read_text(FRAME.format(broken))
    whole = "".join(clause.text for clause in document.clauses)
    told = [repair for repair in document.repairs if not repair.applied]
    assert sentence in whole or told


def test_nearly_every_broken_run_is_restored_or_told() -> None:
    runs = right = told = 0
    seeds = random.Random(5).sample(range(10_000), 12)
    for seed in seeds:
        for kinds in (("bytes",), ("annotations", "bytes", "half_width")):
            one = case("txt", "plan", kinds, seed)  # type: ignore[arg-type]
            reading = score(one, read_text("\n".join(one.damaged.lines)))
            runs, right, told = runs + reading.runs, right + reading.runs_restored, told + reading.runs_flagged
    assert runs > 40
    assert right >= 0.5 * runs and right + told >= 0.97 * runs
