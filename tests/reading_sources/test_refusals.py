"""What cannot be read is refused by one clear sentence in both languages, at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import LimitReached, Unreadable
from assistant.reading import MOST_LINES, read_bytes, worker
from assistant.reading.sources.refuse import REASONS, refusal
from assistant.settings import Settings

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 200
ZIP = b"PK\x03\x04" + b"\0" * 26 + b"a.txt" + b"x" * 100
OFD = b"PK\x03\x04" + b"\0" * 26 + b"OFD.xml" + b"x" * 100
XLSX = b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml" + b"x" * 100
DOCX = b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml" + b"x" * 100
TEXT = "一、总体要求，全面推进依法行政。".encode()
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100

CASES = [
    ("空.txt", b"", "文件是空的", "empty"),
    ("空.docx", b"", "文件是空的", "empty"),
    ("旧.doc", OLE, "旧版 Word", "old Word"),
    ("旧.doc", TEXT, "旧版 Word", "old Word"),
    ("旧.docx", OLE, "旧版 Word", "old Word"),
    ("文.wps", OLE, "WPS 文字格式", "WPS file"),
    ("密.docx", ENCRYPTED, "密码保护", "encrypted"),
    ("文.rtf", b"{\\rtf1 abc}", "RTF", "RTF"),
    ("文.txt", b"{\\rtf1 abc}", "RTF", "RTF"),
    ("文.ofd", OFD, "OFD", "OFD"),
    ("文.docx", OFD, "OFD", "OFD"),
    ("表.xlsx", XLSX, "电子表格", "spreadsheet"),
    ("表.docx", XLSX, "电子表格", "spreadsheet"),
    ("包.zip", ZIP, "压缩包", "archive"),
    ("包.txt", ZIP, "压缩包", "archive"),
    ("包.docx", ZIP, "不是有效的 Word", "not a Word document"),
    ("包.rar", b"Rar!\x1a\x07\x00" + b"x" * 50, "压缩包", "archive"),
    ("图.jpg", JPEG, "图片", "picture"),
    ("图.docx", PNG, "图片", "picture"),
    ("图.txt", JPEG, "图片", "picture"),
    ("图.pdf", PNG, "图片", "picture"),
    ("音.mp3", b"ID3" + b"\0" * 99, "音视频", "sound"),
    ("页.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页归档", "web archive"),
    ("改名.txt", b"%PDF-1.7\n" + b"x" * 99, "后缀改为 .pdf", ".pdf"),
    ("改名.pdf", DOCX, "后缀改为 .docx", ".docx"),
    ("假.docx", TEXT, "不是有效的 Word", "not a Word document"),
    ("假.pdf", TEXT, "不是有效的 PDF", "not a PDF"),
    ("断.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "不完整或已损坏", "truncated"),
    ("断.docx", DOCX, "不完整或已损坏", "truncated"),
]


@pytest.mark.parametrize(("name", "data", "zh", "en"), CASES, ids=[f"{c[0]}-{c[2]}" for c in CASES])
def test_refused_by_name_in_both_languages_within_five_seconds(
    name: str, data: bytes, zh: str, en: str
) -> None:
    began = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        worker.parse(data, name)
    assert time.perf_counter() - began < 5
    assert zh in caught.value.zh and name in caught.value.zh
    assert en.lower() in caught.value.en.lower() and name in caught.value.en
    assert "\n" not in str(caught.value) and caught.value.exit_code == 2


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_is_told_in_both_languages_with_what_to_do(reason: str) -> None:
    error = refusal(reason, "文件.bin")
    assert re.search(r"请", error.zh), error.zh
    assert re.search(r"save|give|open|check|export|copy|unpack|recognise|change|ask|split|download|remove",
                     error.en), error.en
    assert not re.search("[\u4e00-\u9fff]", error.en.replace("文件.bin", ""))


def test_a_file_over_the_limit_is_not_parsed() -> None:
    with pytest.raises(LimitReached) as caught:
        worker.parse(b"x" * 1_200_000, "大.txt", Settings(home=Path(), max_file_mb=1))
    assert "超过上限" in caught.value.zh and "limit" in caught.value.en


def test_a_zip_bomb_is_refused_before_it_is_unpacked(make_docx: Callable[..., bytes]) -> None:
    bomb = make_docx("<w:p/>", extra={"word/media/a.xml": b" " * 60_000_000, "word/b.xml": b" " * 60_000_000})
    assert len(bomb) < 400_000
    began = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        worker.parse(bomb, "弹.docx")
    assert time.perf_counter() - began < 5
    assert "异常庞大" in caught.value.zh and "bomb" in caught.value.en


def test_a_part_that_inflates_two_hundredfold_is_refused(make_docx: Callable[..., bytes]) -> None:
    with pytest.raises(Unreadable, match="bomb"):
        worker.parse(make_docx("<w:p/>", extra={"word/a.xml": b" " * 20_000_000}), "弹.docx")


def test_thousands_of_entries_are_refused(make_docx: Callable[..., bytes]) -> None:
    with pytest.raises(Unreadable, match="bomb"):
        worker.parse(make_docx("<w:p/>", extra={f"word/{n}.xml": b"<a/>" for n in range(2100)}), "弹.docx")


@pytest.mark.parametrize("declared", [
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>',
    "<!DOCTYPE w><w/>",
])
def test_an_external_entity_in_any_part_is_refused(make_docx: Callable[..., bytes], declared: str) -> None:
    for part in ("word/styles.xml", "docProps/app.xml", "word/_rels/header1.xml.rels"):
        for encoded in (declared.encode(), declared.encode("utf-16")):
            with pytest.raises(Unreadable) as caught:
                worker.parse(make_docx("<w:p/>", extra={part: encoded}), "外.docx")
            assert "DOCTYPE" in caught.value.zh and "DOCTYPE" in caught.value.en


def test_billion_laughs_never_expand(make_docx: Callable[..., bytes]) -> None:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]><l>&j;</l>"
    began = time.perf_counter()
    with pytest.raises(Unreadable, match="DOCTYPE"):
        worker.parse(make_docx("<w:p/>", extra={"word/settings.xml": laughs}), "笑.docx")
    assert time.perf_counter() - began < 5


def test_a_text_of_endless_lines_is_refused_before_it_is_read() -> None:
    data = "".join(f"{n}.认真落实各项要求。\n" for n in range(MOST_LINES + 2)).encode()
    begun = time.process_time()
    with pytest.raises(LimitReached, match="上限"):
        read_bytes(data, "甲.txt")
    assert time.process_time() - begun < 5
