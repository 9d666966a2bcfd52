"""Two values of one indicator conflict; look-alikes do not; one fact told twice is told once."""

from __future__ import annotations

import pytest

from assistant.drafting import compose_draft
from assistant.drafting.request import DraftRequest
from assistant.reading import read_text
from assistant.types import Draft

REQUEST = DraftRequest("annual-report", "青岫区", 2023)


def draft(first: str, second: str, one: str = "司法局", two: str = "政府办公室") -> Draft:
    documents = [read_text(f"青岫区{name}2023年法治政府建设工作总结\n\n一、工作情况\n{text}\n", f"区{name}.txt")
                 for name, text in ((one, first), (two, second))]
    return compose_draft(REQUEST, documents, None, None, None)


@pytest.mark.parametrize(("first", "second", "values"), [
    ("全年共收到行政复议申请243件，受理218件。", "据区司法局统计，全区共受理行政复议案件226件。", {218, 226}),
    ("行政机关负责人出庭应诉率94.6%。", "全区行政机关负责人出庭应诉率96.4%。", {94.6, 96.4}),
    ("审核区政府合同协议137份。", "全年审核区政府合同协议142份。", {137, 142}),
    ("全区共有公职律师41名。", "全区公职律师达到44名。", {41, 44}),
    ("审查决策事项7件、政府合同（协议）88份。", "全区政府合同审查92份。", {88, 92}),
])
def test_two_values_are_a_conflict_and_neither_is_told(first: str, second: str, values: set[float]) -> None:
    made = draft(first, second)
    assert [{v.value for v in c.values} for c in made.conflicts] == [values]
    assert f"〔待核:{made.conflicts[0].indicator}〕" in made.text
    for value in made.conflicts[0].values:
        assert f"{value.value}{value.unit}" not in made.text
        assert str(value.value) in value.quote


@pytest.mark.parametrize(("first", "second"), [
    ("收到行政复议申请243件。", "全区受理行政复议案件218件。"),
    ("受理行政复议案件218件。", "全区办结行政复议案件196件。"),
    ("全区行政机关一审应诉案件129件。", "全区行政机关二审应诉案件31件。"),
    ("行政复议直接纠错率13.8%。", "行政应诉败诉率5.1%。"),
    ("培训全区执法人员1150人次。", "举办全区执法人员培训12期。"),
    ("全区人民调解组织排查矛盾纠纷3127件。", "全区排查化解矛盾纠纷11486件。"),
    ("公共法律服务群众满意率98.1%。", "办理建议提案198件，满意率99.2%。"),
])
def test_look_alikes_are_no_conflict(first: str, second: str) -> None:
    assert draft(first, second).conflicts == ()


def test_departments_own_figures_are_no_conflict() -> None:
    made = draft("组织执法人员培训8期。", "组织执法人员培训9期。", "市场监督管理局", "城市管理局")
    assert made.conflicts == ()
    assert "区市场监管局组织执法人员培训8期" in made.text
    assert "区城市管理局组织执法人员培训9期" in made.text


def test_one_fact_from_two_returns_is_told_once_with_both() -> None:
    made = draft("全区办理法律援助案件702件。", "全区全年办理法律援助案件702件。")
    assert made.text.count("702件") == 1
    sentence = next(s for section in made.sections for s in section.sentences if "702件" in s.text)
    assert {c.document for c in sentence.citations} == {"区司法局.txt", "区政府办公室.txt"}


def test_part_of_the_year_gives_way_to_the_whole_year() -> None:
    made = draft("上半年，全区受理行政复议案件102件。", "全年全区受理行政复议案件218件。")
    assert made.conflicts == ()
    assert "102件" not in made.text
    assert any("上半年" in item.reason for item in made.excluded)


def test_part_of_the_year_alone_keeps_its_period() -> None:
    made = draft("1—11月，全区受理行政复议案件202件。", "召开新闻发布会13场。")
    assert "1—11月，全区受理行政复议案件202件" in made.text


def test_a_rate_that_its_own_counts_contradict_is_not_told() -> None:
    made = draft("全区评查行政执法案卷80件，其中合格76件，合格率98%。", "召开新闻发布会13场。")
    assert "98%" not in made.text
    assert [{v.value for v in c.values} for c in made.conflicts] == [{98, 95.0}]


def test_a_rate_that_its_counts_bear_is_told() -> None:
    made = draft("全区评查行政执法案卷150件，合格145件，合格率96.7%。", "召开新闻发布会13场。")
    assert "96.7%" in made.text
    assert made.conflicts == ()


def test_one_figure_in_two_units_is_a_conflict() -> None:
    made = draft("办理行政处罚案件684件，罚没款412.6万元。", "区市场监管局全年罚没款412.6元。", one="市场监管局")
    assert [{(v.value, v.unit) for v in c.values} for c in made.conflicts] == [{(412.6, "万元"), (412.6, "元")}]


def test_what_hangs_on_a_figure_in_conflict_waits_with_it() -> None:
    made = draft("审查决策事项7件、政府合同88份，涉及金额13.7亿元。", "全区政府合同审查92份。")
    assert "决策事项7件" in made.text
    assert "13.7亿元" not in made.text


def test_a_rate_on_another_base_contradicts_nothing() -> None:
    assert draft("立案受理371件，审结358件，按期审结率100%。", "办理提案3件。").conflicts == ()
