# ruff: noqa: E501  (Chinese letters count double)
"""What must hold for any text at all: it reads, every character has its place, twice is the same."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import Secret
from assistant.reading import read_text
from assistant.reading.places import source_of
from assistant.types import Document

# Letters that the rules speak of, so that their corners are met: numbers, brackets, marks, damage.
_PIECES = st.sampled_from([
    "一、", "二、", "三、", "（一）", "(二)", "1.", "2、", "(1)", "①", "第一章 总则", "第二条 ", "第三条", "附件1", "附件：",
    "目录", "\n", "\n\n", "\r\n", " ", "\u3000", "。", "，", ",", "；", ":", "：", "“", "”", "《", "》", "(", ")", "[", "]", "?", "？",
    "\ufffd", "發(fā)", "設(shè)", "?zhèn)", "ㄖ握ㄔO", "著力", "云麓市", "法治政府建设实施方案", "关于印发《某办法》的通知", "2022年", "20221014日",
    "〔20228号", "(20212025年)", "各镇人民政府：", "本报讯（记者 某）", "来源：", "首页 > 政务", "索引号：1", "Copyright", "特此报告。", "\u200b", "\ufeff",
    "\U000e0041", "\ud800", "\x00", "１２％", "推进依法行政，完善制度，加强监督，落实责任。", "某某局", "2023年1月9日", "此外，", "\u2028",
])
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.text("0123456789年月日〔〕号—-()发", max_size=8).map("2022{}".format), max_size=12).map("".join),
    st.text("芾硖趵刮榷ǖ囊?\ufffd？·。，法治政府(āáf)W|O", max_size=60),
    st.lists(_PIECES, max_size=80).map("".join),
    st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=60).map("".join),
)
_MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Document | None:
    try:
        return read_text(text)
    except Secret:
        return None


@_MANY
@given(_TEXTS)
def test_any_text_reads_and_every_character_has_its_place(text: str) -> None:
    document = read(text)
    if document is None:
        return
    for clause in document.clauses:
        covered = 0
        for start, source, length in clause.origin:
            assert start == covered
            assert length > 0
            assert source >= 0
            assert source + length <= len(text)
            covered += length
        assert covered == len(clause.text)
        if clause.text:
            assert 0 <= source_of(clause, len(clause.text) - 1) < len(text)
    for repair in document.repairs:
        assert 0 <= repair.at <= len(text)
        assert repair.count >= 1


@_MANY
@given(_TEXTS)
def test_ids_are_unique_and_parents_exist_before_their_children(text: str) -> None:
    document = read(text)
    if document is None:
        return
    seen: set[str] = set()
    for clause in document.clauses:
        assert clause.id not in seen
        assert clause.parent is None or clause.parent in seen
        assert "\uff08" not in clause.id
        seen.add(clause.id)


@_MANY
@given(_TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@_MANY
@given(st.lists(st.sampled_from("推进依法行政完善制度加强监督落实责任"), min_size=1, max_size=200).map("".join))
def test_undamaged_words_are_not_touched(text: str) -> None:
    document = read_text(text)
    assert "".join(clause.text for clause in document.clauses) == text
    assert document.repairs == ()


def test_unchanged_characters_trace_to_themselves() -> None:
    text = "\u200b一、推进發(fā)展,\r\n\r\n  完善制度。\n(一)加強監督(dū)。\n"
    document = read_text(text)
    changed: Any = str.maketrans("發強監，（）\r", "发强监,()\n")
    for clause in document.clauses:
        for offset, letter in enumerate(clause.text):
            place = source_of(clause, offset)
            assert text[place].translate(changed) == letter.translate(changed)
