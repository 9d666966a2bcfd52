"""Numbers as officials write them, and all that looks like one and is none."""

from __future__ import annotations

import pytest

from assistant.facts import fold, han_number, quantities


def told(text: str) -> list[tuple[object, str | None]]:
    return [(item.value, item.unit) for item in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("覆盖人数30.7万余人", 307_000, "人"), ("办件2万余件", 20_000, "件"), ("培训1100余人次", 1100, "人次"),
        ("合格率百分之九十五", 95, "%"), ("满意率超过九成", 90, "%"), ("网办率九成五以上", 95, "%"),
        ("约三分之二的乡镇", 66.67, "%"), ("不低于四分之一", 25, "%"), ("总量翻一番", 2, "倍"), ("总量翻两番", 4, "倍"),
        ("举办两期以上讲座", 2, "期"), ("不少于60学时", 60, "学时"), ("不少于40个学时", 40, "学时"),
        ("普及率≥80%", 80, "%"), ("减至16天以下", 16, "天"), ("近150个项目", 150, "个"), ("超过60%", 60, "%"),
        ("增长12.3%", 12.3, "%"), ("下降0.5个百分点", 0.5, "个百分点"), ("败诉率0.05%", 0.05, "%"),
        ("出庭率90.9%", 90.9, "%"), ("批复金额523.46亿元", 523.46, "亿元"), ("投资3.6万亿元", 3.6, "万亿元"),
        ("罚款3,580.5万元", 3580.5, "万元"), ("处三万元罚款", 3, "万元"), ("粮食1.3万亿斤", 1_300_000_000_000, "斤"),
        ("法律顾问２６名", 26, "名"), ("合格率９５％", 95, "%"), ("市普法办等8部门", 8, "个"),
        ("共5大类问题", 5, "类"), ("败诉率为0", 0, "%"), ("半小时内报告", 0.5, "小时"), ("培训二百六十余人次",
        260, "人次"),
        ("共反馈问题四十六个。", 46, "个"), ("20 万辆产能", 200_000, "辆"),
    ],
)
def test_every_way_of_writing_a_number(text: str, value: float, unit: str) -> None:
    assert told(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "2022年6月3日召开", "国办发〔2018〕115号", "第三次会议", "市五届人大常委会第十八次会议", "党的二十大精神",
        "联系电话：0837-6612345", "12345热线", "落实“三个区分开来”", "“双随机、一公开”监管", "“七五”普法",
        "《“十四五”规划30条措施》", "践行两个确立", "“12·4”国家宪法日", "1-9月", "一是完善，二是强化", "一站式服务",
        "一体化平台", "一件事一次办", "最多跑一次", "双方同意", "进一步加强", "一律取消", "行政执法三项制度",
        "四级联动",
        "三年行动计划", "两个维护", "第二十三条", "第1、2条规定", "5G网络", "4A级景区", "1+3+N体系", "三个方面工作",
        "各司其职", "统一标准", "千家万户", "连续3年获评", "5年来", "市政府令第96号",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "form", "comparator"),
    [
        ("同比增长12.3%", "increase", "="), ("同比下降三成", "decrease", "="), ("减少检查1300余次", "decrease", ">"),
        ("提高到58%左右", "value", "approx"), ("占7.4%", "ratio", "="), ("5-7个工作日", "range", "range"),
        ("位列全省第三", "rank", "rank"), ("保持全省前五。", "rank", "rank"), ("3.2:1", "ratio", "="),
        ("处五千元以上三万元以下罚款", "range", "range"), ("控制在8%以下", "value", "<="),
    ],
)
def test_rises_falls_shares_ranges_and_ranks_are_no_plain_values(text: str, form: str, comparator: str) -> None:
    (item,) = quantities(text)
    assert (item.form, item.comparator) == (form, comparator)


def test_a_range_keeps_both_ends_in_one_unit() -> None:
    (item,) = quantities("处2000元以上1万元以下罚款")
    assert (item.value, item.upper, item.unit) == (2000, 10_000, "元")
    (item,) = quantities("5-7个工作日内")
    assert (item.value, item.upper, item.unit) == (5, 7, "个工作日")


def test_round_the_clock_stands_inside_a_quotation() -> None:
    assert told("热线“7天×24小时”服务") == [("7×24", "小时")]


def test_the_span_covers_the_words_that_qualify() -> None:
    text = "每人不少于60学时以上的培训"
    (item,) = quantities(text)
    assert text[item.start:item.end] == "不少于60学时以上"


def test_a_comparator_reaches_over_the_noun_between() -> None:
    (item,) = quantities("法制审核人员不少于本单位执法人员总数5%的要求")
    assert item.comparator == ">="


def test_chinese_numerals() -> None:
    assert han_number("一百二十") == 120
    assert han_number("两万三千零五") == 23_005
    assert han_number("三千") == 3000
    assert han_number("三百三百") is None
    assert fold("１２％") == "12%"
