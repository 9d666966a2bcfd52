"""Any text at all is read without an exception, and every quote is a substring of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts import achievements_of, figures_of, list_members, organisations, quantities, requirements_of
from assistant.facts.segments import segment

_PIECES = st.sampled_from([
    "每年", "不少于", "60", "学时", "，", "。", "；", "、", "“", "”", "《", "》", "（", "）", "2022年", "底前",
    "13月", "45日", "%", "百分之",
    "九十", "三分之", "〇", "半", "翻", "番", "第", "位", "严禁", "应当", "除", "外", "由", "局", "对", "的",
    "和", "等", "率", "全覆盖",
    "到", "至", "-", "×", "24小时", ":", "1.", "一是", "十四五", "末", "拟", "将", "万", "亿元", "\n", " ", "a",
    "９", "",
])
_OFFICIAL = st.lists(_PIECES, max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_OFFICIAL, st.text(max_size=80)))
def test_any_text_is_read(text: str) -> None:
    for item in requirements_of(text):
        assert item.quote in text
    for figure in figures_of(text):
        assert figure.quote in text
    for act in achievements_of(text):
        assert text[act.start:act.end] == act.quote
    for quantity in quantities(text):
        assert 0 <= quantity.start <= quantity.number < quantity.end <= len(text)
    for name in organisations(text):
        assert text[name.start:name.end] == name.name
    list_members(text)


@settings(max_examples=200, deadline=None)
@given(st.one_of(_OFFICIAL, st.text(max_size=80)))
def test_segments_lie_in_order_and_lose_only_marks(text: str) -> None:
    cut = segment(text)
    past = 0
    for start, end, _ in cut.phrases:
        assert past <= start < end <= len(text)
        assert not text[past:start].strip("，。；：！？,;:!? \n\t\r\u3000\xa0").strip()
        past = end
    assert not text[past:].strip("，。；：！？,;:!?").strip(" \n\t\r\u3000\xa0，。；：！？,;:!?").strip()
    assert [index for first, last in cut.sentences for index in range(first, last)] == list(range(len(cut.phrases)))
