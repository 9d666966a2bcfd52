"""Broken words are told by the word meant; what is only short, coined or a name is left alone."""

from __future__ import annotations

import pytest

from assistant.review.internal.confusion import alike, slips


@pytest.mark.parametrize(("text", "wrong", "right"), [
    ("对重大风险隐患逐一登计", "登计", "登记"),
    ("程序暇疵由承办单位说明", "暇疵", "瑕疵"),
    ("严禁铺助人员单独执法", "铺助", "辅助"),
    ("营造良好氛维", "良好氛维", "良好氛围"),
    ("警示告戒、指导约谈", "告戒", "告诫"),
    ("建立行政复议主渠到", "主渠到", "主渠道"),
])
def test_a_letter_that_breaks_a_word_is_told(text: str, wrong: str, right: str) -> None:
    assert [(slip.wrong, slip.right) for slip in slips(text)] == [(wrong, right)]


@pytest.mark.parametrize("text", [
    "领导干部述法和会前学法", "首违不罚、免罚轻罚、少捕慎诉", "推行扫码入企和亮码检查", "小事不出村、大事不出镇、矛盾不出县",
    "县卫健局、县发改局、县住建局按职责办理", "申请人石映澜不服", "建设“渝快办”“智控平台”", "政府发〔2026〕3号",
    "府院联动、府检联动", "案均办理时间缩短", "镇街、村居两级", "本网讯（记者 唐孝忠）",
])
def test_short_forms_coined_words_and_names_are_left_alone(text: str) -> None:
    assert list(slips(text)) == []


def test_letters_of_one_reading_or_one_shape_are_alike() -> None:
    assert {"围", "维", "唯"} <= alike("围") | {"围"}
    assert "辅" in alike("铺")
    assert "水" not in alike("铺")
