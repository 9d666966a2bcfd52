# ruff: noqa: E501  (Chinese letters count double)
"""Reading speed, from text to clauses: run this file to see it, the tests only hold a generous bound.

    python tests/reading/test_speed.py
"""

from __future__ import annotations

import time

import pytest

from assistant.reading import read_text

SENTENCES = (
    "各级行政机关应当严格依照法定权限和程序履行职责，不得推诿，不得超越权限。", "到2025年，行政执法案卷评查合格率达到95%以上，群众满意度不低于90%。",
    "建立健全行政执法与刑事司法衔接机制，推进信息共享、案情通报、案件移送。", "按照《某市行政执法监督办法》要求，每年组织不少于2次案卷评查。",
)


def plan(parts: int) -> str:
    lines = ["云麓市法治政府建设实施方案", "（2021—2025年）", "为推进法治政府建设，结合实际，制定本方案。"]
    numerals = "一二三四五六七八九十"
    number = 0
    for part in range(parts):
        lines.append(f"{numerals[part % 10]}、健全行政执法工作体系")
        for section in range(4):
            lines.append(f"（{numerals[section]}）完善行政执法程序")
            for _ in range(3):
                number = number % 90 + 1
                lines.append(f"{number}.全面落实制度。" + "".join(SENTENCES))
    return "\n".join(lines)


def megabytes_a_second(texts: list[str]) -> float:
    size = sum(len(text.encode()) for text in texts) / 1e6
    start = time.process_time()
    for text in texts:
        read_text(text)
    return size / (time.process_time() - start)


def test_a_megabyte_is_read_within_seconds() -> None:
    text = plan(10)
    read_text(text)
    assert megabytes_a_second([text] * 10) > 0.5


@pytest.mark.parametrize("times", [8])
def test_time_grows_with_length_only(times: int) -> None:
    read_text(plan(2))
    small, large = plan(10), plan(10 * times)

    def seconds(text: str) -> float:
        start = time.process_time()
        read_text(text)
        return time.process_time() - start

    once = min(seconds(small) for _ in range(3))
    assert min(seconds(large) for _ in range(2)) < 3 * times * once


def test_hostile_repetition_ends_soon() -> None:
    texts = ("法?" * 20_000, "一、\n" * 10_000, "（" * 20_000, "《" * 20_000, "法(fǎ)" * 10_000, "附件1\n" * 8_000, " " * 50_000, "\ufffd法" * 20_000)
    for text in texts:
        start = time.process_time()
        read_text(text)
        assert time.process_time() - start < 8


if __name__ == "__main__":
    from assistant.reading.cleaning.traditional import simple

    simple("設")
    clean_texts = [plan(10)] * 40
    damaged = [plan(10).replace("，", ",").replace("法", "法(fǎ)").replace("设", "設")] * 10
    for name, texts in (("clean", clean_texts), ("damaged", damaged)):
        print(f"{name:8} {len(texts)} documents, {megabytes_a_second(texts):.2f} MB of UTF-8 a second on one core")
    for count in (10, 100, 1000):
        short = [plan(1)] * count
        print(f"{count:8} short documents, {megabytes_a_second(short):.2f} MB a second")
