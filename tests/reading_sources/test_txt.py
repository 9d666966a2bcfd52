"""Plain text is read whatever its bytes are, and what is no text is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import AssistantError, Unreadable
from assistant.reading.sources import load
from assistant.reading.sources.txt import decode, plausibility

TEXT = ("云溪县法治政府建设实施方案（2021—2025年）\n一、总体要求\n（一）坚持党的领导。各镇人民政府、县政府各部门要"
        "全面履行职责，到2025年，行政规范性文件合法性审查率达到100％。\n二、主要任务\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be",
                                      "utf-32", "gbk"])
def test_every_common_encoding_reads_alike(encoding: str) -> None:
    raw = load(TEXT.encode(encoding), "方案.txt")
    assert raw.text.strip() == TEXT.strip()
    assert raw.repairs == ()


def test_traditional_text_in_gb18030_is_not_taken_for_garbage() -> None:
    text = "為全面推進依法行政，建設(shè)法治政府，結(jié)合實際，制定本方案。\n" * 5
    assert decode(text.encode("gb18030"), "a.txt") == (text, [])


def test_lines_of_two_encodings_are_decided_one_by_one_and_told() -> None:
    lines = TEXT.split("\n")
    data = b"\n".join(line.encode("gb18030" if at == 1 else "utf-8") for at, line in enumerate(lines))
    text, repairs = decode(data, "a.txt")
    assert text == TEXT
    assert [(r.kind, r.before) for r in repairs] == [("encoding", "GB18030")]
    assert text[repairs[0].at:].startswith(repairs[0].after)


def test_two_encodings_within_a_line_are_told_apart() -> None:
    data = "一、坚持依法行政，".encode() + "规范执法行为。".encode("gb18030") + "全面落实".encode()
    text, repairs = decode(data, "a.txt")
    assert text == "一、坚持依法行政，规范执法行为。全面落实"
    assert len(repairs) == 1


def test_a_cut_character_is_one_loss_and_harms_no_neighbour() -> None:
    data = "坚持依法行政".encode()[:-1] + "，规范执法。\n推进改革。".encode()
    text, repairs = decode(data, "a.txt")
    assert text == "坚持依法行\ufffd，规范执法。\n推进改革。"
    assert [r.kind for r in repairs] == ["encoding"]


def test_nul_and_control_characters_go_and_are_counted() -> None:
    text, repairs = decode("坚持\0依法\x01行政，全面推进法治政府建设。\r\n下一段".encode(), "a.txt")
    assert text == "坚持依法行政，全面推进法治政府建设。\n下一段"
    assert [(r.kind, r.count, r.at) for r in repairs] == [("control_characters", 2, 2)]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\u2028", "\x85"])
def test_every_kind_of_line_end_parts_lines(end: str) -> None:
    assert load(f"一、总则{end}二、任务".encode(), "a.txt").text == "一、总则\n二、任务"


def test_a_text_that_mentions_a_format_is_still_a_text() -> None:
    assert load("PDF 文件以 %PDF- 开头，压缩包以 PK 开头。".encode(), "a.txt").format == "txt"


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x00\x01\x02\x03" * 1000, bytes(2000),
                                  b"\xff\x81 \xfe" * 500])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        load(data, "a.txt")
    assert "不是文字文件" in caught.value.zh or "没有文字" in caught.value.zh


@pytest.mark.parametrize("data", [b"   \n\n", "。。。\n—".encode(), b"\xef\xbb\xbf"])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="no words"):
        load(data, "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_read_or_are_refused(data: bytes) -> None:
    try:
        raw = load(data, "a.txt")
    except AssistantError:
        return
    assert "\r" not in raw.text and "\0" not in raw.text
    assert load(data, "a.txt") == raw


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_valid_utf8_loses_nothing(text: str) -> None:
    decoded, _ = decode(("法治" + text).encode(), "a.txt")
    assert decoded == "法治" + text.replace("\u2028", "\n").replace("\u2029", "\n")


def test_text_in_a_wrong_encoding_is_implausible() -> None:
    assert plausibility(TEXT.encode().decode("gb18030", "replace")) < 0.7 < 0.99 < plausibility(TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_megabytes_a_second(encoding: str) -> None:
    data = (TEXT * 8000).encode(encoding)
    began = time.perf_counter()
    load(data, "a.txt")
    assert len(data) / 1e6 / (time.perf_counter() - began) > 2
