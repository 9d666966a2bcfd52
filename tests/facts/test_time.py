"""Dates, deadlines, frequencies and periods."""

from __future__ import annotations

import pytest

from assistant.facts import dates, deadline, deadlines, frequency, period
from assistant.facts.dates import interval


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2022年底前完成", "2022-12-31"), ("2022年年底前", "2022-12-31"), ("到2022年底，", "2022-12-31"),
        ("2025年底实现", "2025-12-31"), ("到2025年，", "2025"), ("2025年前实现", "2025(前)"), ("2024年6月底前",
        "2024-06-30"),
        ("2024年6月30日前", "2024-06-30"), ("2023年上半年完成", "2023-06-30"), ("到“十五五”末", "2030-12-31"),
        ("应当于每年4月1日前公开", "--04-01"), ("2024年2月前", "2024-02(前)"),
    ],
)
def test_deadlines_as_the_contract_spells_them(text: str, label: str) -> None:
    found = deadline(text)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    "text",
    ["较2021年翻一番", "自2024年1月1日起施行", "2021—2025年", "《2022年工作要点》", "2022年以来",
    "截至2022年底", "2022年度考核"],
)
def test_dates_that_limit_nothing(text: str) -> None:
    assert deadlines(text) == ()


def test_deadlines_are_compared_as_intervals() -> None:
    june, year, before = deadline("2025年6月底前"), deadline("到2025年，"), deadline("2025年前")
    assert june
    assert year
    assert before
    assert year.later_than(june) is False  # 2025 may mean its first day
    assert deadline("2026年底前").later_than(june) is True  # type: ignore[union-attr]
    assert before.later_than(year) is False
    assert deadline("每年4月1日前").later_than(june) is None  # type: ignore[union-attr]


def test_a_date_without_a_year_takes_that_of_the_document() -> None:
    assert deadline("6月底前", 2026).label == "2026-06-30"  # type: ignore[union-attr]
    assert deadline("今年底前", 2026).label == "2026-12-31"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "label", "per_year"),
    [
        ("每年举办两次", "每年", 2), ("每半年一次", "每半年", 2), ("每季度不少于1次", "每季度", 4), ("每月1次",
        "每月", 12),
        ("每两年组织一次", "每两年", 0.5), ("任期内至少一次", "任期内", 0.2), ("每人每年60学时", "每人每年", 1),
        ("按季度通报", "每季度", 4), ("一年不超过2次", "每年", 2), ("定期通报", "定期", None),
    ],
)
def test_frequencies_can_be_compared(text: str, label: str, per_year: float | None) -> None:
    found = frequency(text)
    assert found is not None
    assert (found.label, found.per_year) == (label, per_year)


def test_twice_a_year_and_every_half_year_are_the_same() -> None:
    twice, half, vague, year = (frequency(text) for text in ("每年两次", "每半年一次", "定期", "每年一次"))
    assert twice
    assert half
    assert vague
    assert year
    assert not twice.rarer_than(half)
    assert not half.rarer_than(twice)
    assert year.rarer_than(half)
    assert vague.rarer_than(year)
    assert year.rarer_than(vague) is False


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2020年1-9月，有效防止", "2020-01/2020-09"), ("截至2020年11月，", "截至2020-11"), ("2022年，受理", "2022"),
        ("今年以来，", None), ("发布法治政府建设2021年度报告", None), ("2020年6月3-5日举行的会议", None),
    ],
)
def test_periods(text: str, label: str | None) -> None:
    assert period(text) == label


def test_last_year_is_counted_from_the_year_of_the_document() -> None:
    assert period("去年受理64件", 2023) == "2022"
    assert period("较上年增长5%", 2023) is None


def test_lost_marks_still_date() -> None:
    assert [item.iso for item in dates("20221014日（20212025年）")] == ["2022-10-14", "2021/2025"]


def test_impossible_days_do_not_raise() -> None:
    assert dates("2027年13月45日") is not None
    assert interval("2027-02-30") is not None
    assert deadline("2027年2月30日前") is not None
