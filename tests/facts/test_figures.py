"""Reported figures: what they count, for which time, done or planned; acts told without a number."""

from __future__ import annotations

import pytest

from assistant.facts import achievements_of, figures_of, is_planned


def test_the_indicator_is_the_noun_beside_the_number() -> None:
    found = figures_of("累计取消902项证明事项，接入49个市级部门，清理规章72件、规范性文件1001件，出庭应诉率90.9%。")
    assert [item.indicator for item in found] == [
        "取消证明事项", "接入市级部门", "清理规章", "规范性文件", "出庭应诉率",
    ]


def test_what_was_done_to_the_counted_is_told() -> None:
    first, second = figures_of("对173件规范性文件及57件合同进行了合法性审核。")
    assert second.indicator == "合同合法性审核"
    assert (first.value, second.value) == (173, 57)


def test_one_change_from_a_value_to_another_keeps_its_name() -> None:
    found = figures_of("案卷合格率由年初的89.6%提高到95.8%。")
    assert [(item.indicator, item.value) for item in found] == [("案卷合格率", 89.6), ("案卷合格率", 95.8)]


def test_a_period_holds_until_the_next() -> None:
    found = figures_of("2022年，办理案件12件。开展督察2次。今年以来，培训3期。")
    assert [item.period for item in found] == ["2022", "2022", None]


def test_a_year_inside_a_name_is_no_period() -> None:
    found = figures_of("公开发布法治政府建设2021年度报告共计81篇。印发《2020年要点》后培训3次。")
    assert [item.period for item in found] == [None, None]


def test_the_planned_is_never_told_as_done() -> None:
    found = figures_of("拟对30个部门1873项事项进行调整。已新建工作室15个。下一步，将新建20个。计划投入80万元。")
    assert [(item.value, item.planned) for item in found] == [(30, True), (1873, True), (15, False), (20, True),
        (80, True)]


@pytest.mark.parametrize(
    "text", ["将73项措施细化为79项", "将法治建设纳入考核", "制定年度计划3项", "草拟文件2件",
    "梳理拟赋予乡镇权力清单553项", "拟定方案4项"],
)
def test_words_that_only_sound_like_plans(text: str) -> None:
    assert not is_planned(text)


def test_the_quote_is_the_smallest_stretch_and_exact() -> None:
    text = "清理政府规章72件、规范性文件1001件，批复金额523.46亿元。"
    assert [item.quote for item in figures_of(text)] == ["清理政府规章72件", "规范性文件1001件", "批复金额523.46亿元"]


def test_approximations_are_kept_apart_from_the_value() -> None:
    found = figures_of("开展演练10余次，近150个项目，超过60%，16天以下。")
    assert [(item.value, item.qualifier) for item in found] == [(10, "余"), (150, "近"), (60, "超过"), (16, "以下")]


def test_acts_without_a_number() -> None:
    found = achievements_of(
        "县司法局印发了工作要点，建立联席会议机制，为发展提供了保障。下一步，将开展督察。但力量仍有不足。"
    )
    assert [(item.quote, item.planned) for item in found] == [
        ("县司法局印发了工作要点", False), ("建立联席会议机制", False), ("将开展督察", True),
    ]
    assert found[0].subject == "县司法局"
