"""Reading stays linear: no pattern goes quadratic on long or broken text."""

from __future__ import annotations

import time

import pytest

from assistant.facts import figures_of, requirements_of

PLAN = (
    "各级政府要健全行政执法公示、执法全过程记录、重大执法决定法制审核制度，"
    "每年举办两期以上讲座，到2027年底合格率达到95%以上。"
)
REPORT = "2022年，共办理行政复议案件217件、行政应诉案件36件，培训执法人员1100余人次，同比增长12.3%。"


def cost(text: str) -> float:
    start = time.process_time()
    requirements_of(text)
    figures_of(text)
    return time.process_time() - start


def test_ten_times_the_text_costs_ten_times_the_time() -> None:
    text = (PLAN + REPORT) * 20
    cost(text)
    small = min(cost(text) for _ in range(3))
    large = min(cost(text * 10) for _ in range(2))
    assert large < small * 25


@pytest.mark.parametrize(
    "text",
    ["“" * 20_000, "（" * 20_000, "《" * 20_000, "一" * 20_000, "1" * 5_000, "1," * 5_000, "、" * 20_000, "的" * 20_000,
     "由局" * 5_000, "除" * 10_000, "每" * 10_000, "2022年" * 3_000, "和" * 10_000, "全省" * 5_000, "对的" * 10_000],
)
def test_broken_text_is_not_a_trap(text: str) -> None:
    assert cost(text) < 5.0
