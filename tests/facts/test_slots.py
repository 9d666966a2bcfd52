"""The small readers: modality, scope, exceptions, lists, names, actors."""

from __future__ import annotations

import pytest

from assistant.facts import (
    actor,
    cited_titles,
    document_numbers,
    exceptions,
    list_members,
    modalities,
    modality,
    organisations,
    schemes,
    scope,
    sentences,
)
from assistant.facts.segments import segment


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("必须公开", 5), ("严禁重复督查", 5), ("不得变相设置", 5), ("应当公开", 4), ("要切实履行", 4), ("确保落实", 4),
        ("健全机制", 3), ("力争达到60%", 2), ("努力实现下降", 2), ("探索建立机制", 1), ("鼓励先行先试", 1),
        ("适时开展督察", 1), ("尽量减少", 1), ("可以延长", 1),
    ],
)
def test_the_ladder_of_demand(text: str, rung: int) -> None:
    assert modality(text).rung == rung


@pytest.mark.parametrize("text", ["主要任务", "按照要求", "应急能力", "需要改变", "反应迅速", "重要内容",
    "不可抗力", "许可证", "必要时"])
def test_words_inside_other_words_are_no_modality(text: str) -> None:
    assert modalities(text) == ()


def test_lists_keep_brackets_and_quotations_whole() -> None:
    def members(text: str) -> tuple[str, ...]:
        return list_members(text)[0].members

    assert members("覆盖省、州(市)、县(市、区)三级") == ("省", "州(市)", "县(市、区)三级")
    assert members("落实“谁主管、谁负责”、“谁执法、谁普法”原则")[0] == "“谁主管、谁负责”"
    assert members("推进“马上办”“网上办”“就近办”") == ("“马上办”", "“网上办”", "“就近办”")
    assert members("健全公示、全过程记录和法制审核制度") == ("公示", "全过程记录", "法制审核制度")
    assert members("公共法律服务知晓率和首选率") == ("公共法律服务知晓率", "首选率")
    assert list_members("坚持稳中求进") == ()


def test_a_list_inside_another_is_its_own() -> None:
    found = list_members("解决老年人、残疾人等群体在出行、就医、消费等方面的困难")
    assert [item.members for item in found] == [("老年人", "残疾人"), ("出行", "就医", "消费")]


def test_exceptions_open_a_way_round() -> None:
    assert [item.kind for item in exceptions("除依法不公开的事项外，应当公布；原则上每年一次")] == ["besides",
        "principle"]
    assert exceptions("坚持以公开为常态、不公开为例外") == ()


def test_scope_is_read_with_its_noun() -> None:
    found = scope("对重点领域实行监管")
    assert found
    assert (found.text, found.breadth) == ("重点领域", "main")
    assert scope("建立健全镇街机制") is None


def test_titles_and_numbers_of_documents() -> None:
    text = "《关于转发〈办法〉的通知》(清府办发〔2022〕8号)"
    assert [(item.name, item.number) for item in cited_titles(text)] == [("关于转发〈办法〉的通知",
        "清府办发〔2022〕8号")]
    assert document_numbers(text)[0].year == 2022


def test_quoted_names_are_schemes_and_speech_is_not() -> None:
    assert [item.name for item in schemes("推行“一网通办”，有人说“好，就这样”")] == ["一网通办"]


def test_bodies_are_found_without_the_words_around_them() -> None:
    found = organisations("由清江县司法局会同县委编办，联合市公安局与市通信管理局印发")
    assert [item.name for item in found] == ["清江县司法局", "县委编办", "市公安局", "市通信管理局"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("各级政府及其部门主要负责人要切实履行职责", "各级政府及其部门主要负责人"),
        ("政府领导班子每年应当举办讲座", "政府领导班子"), ("由司法行政部门负责组织实施", "司法行政部门"),
        ("加强行政机关负责人出庭应诉工作", None), ("健全政府守信践诺机制", None), ("对行政机关公职人员严肃问责", None),
    ],
)
def test_who_must_act(text: str, name: str | None) -> None:
    found = actor(text)
    assert (found.name if found else None) == name


def test_nothing_is_cut_inside_titles_brackets_and_numbers() -> None:
    text = "按照《关于加强监管,优化服务的意见》(第1,2条)，查处1,246件；比例为3:1。"
    cut = segment(text)
    assert [text[start:end] for start, end, _ in cut.phrases] == [
        "按照《关于加强监管,优化服务的意见》(第1,2条)", "查处1,246件", "比例为3:1",
    ]
    assert len(sentences("甲。乙！丙\n丁")) == 4
