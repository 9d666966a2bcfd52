"""Automatic numbers stand in the text as Word prints them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.reading.sources import load
from assistant.reading.sources.number_formats import printed

Make = Callable[..., bytes]
Para = Callable[..., str]


def level(at: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    return (f"<w:lvl w:ilvl='{at}'><w:start w:val='{start}'/><w:numFmt w:val='{number_format}'/>{more}"
            f"<w:lvlText w:val='{text}'/></w:lvl>")


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f"<w:abstractNum w:abstractNumId='{number}'>{more}{''.join(levels)}</w:abstractNum>"


def num(number: int, of: int, overrides: str = "") -> str:
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{of}'/>{overrides}</w:num>"


def at_level(ilvl: int, number: int = 1) -> str:
    return f"<w:numPr><w:ilvl w:val='{ilvl}'/><w:numId w:val='{number}'/></w:numPr>"


OFFICIAL = abstract(
    0, level(0, "chineseCountingThousand", "%1、", "<w:suff w:val='nothing'/>"),
    level(1, "chineseCountingThousand", "（%2）"), level(2, "decimal", "%3."), level(3, "decimal", "(%4)"),
    level(4, "decimalEnclosedCircle", "%5")) + num(1, 0)


def lines(data: bytes) -> list[str]:
    return load(data, "文.docx").text.split("\n")


def test_the_five_official_levels_count_and_restart(make_docx: Make, para: Para) -> None:
    order = [0, 1, 2, 2, 3, 4, 4, 1, 2, 0, 1]
    body = "".join(para(f"第{n}", at_level(ilvl)) for n, ilvl in enumerate(order))
    assert lines(make_docx(body, numbering=OFFICIAL)) == [
        "一、第0", "（一）第1", "1.第2", "2.第3", "(1)第4", "① 第5", "② 第6", "（二）第7", "1.第8",
        "二、第9", "（一）第10"]


def test_a_level_that_never_restarts_runs_through(make_docx: Make, para: Para) -> None:
    through = abstract(0, level(0, "chineseCounting", "%1、"),
                       level(1, "chineseCounting", "（%2）", "<w:lvlRestart w:val='0'/>")) + num(1, 0)
    body = "".join(para("文", at_level(ilvl)) for ilvl in (0, 1, 1, 0, 1))
    assert lines(make_docx(body, numbering=through)) == ["一、文", "（一）文", "（二）文", "二、文", "（三）文"]


def test_lists_share_counters_until_one_restarts(make_docx: Make, para: Para) -> None:
    again = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    lists = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, again)
    body = "".join(para("文", at_level(0, which)) for which in (1, 1, 2, 3, 3, 1))
    assert lines(make_docx(body, numbering=lists)) == ["1.文", "2.文", "3.文", "1.文", "2.文", "3.文"]


def test_a_replaced_level_and_a_later_start(make_docx: Make, para: Para) -> None:
    replaced = f"<w:lvlOverride w:ilvl='0'>{level(0, 'upperLetter', '%1)', start=3)}</w:lvlOverride>"
    lists = abstract(0, level(0, "decimal", "%1.", start=5)) + num(1, 0) + abstract(
        1, level(0, "decimal", "%1.")) + num(2, 1, replaced)
    body = para("文", at_level(0, 1)) + para("文", at_level(0, 2)) + para("文", at_level(0, 2))
    assert lines(make_docx(body, numbering=lists)) == ["5.文", "C)文", "D)文"]


def test_numbers_come_from_styles_and_what_they_are_based_on(make_docx: Make, para: Para) -> None:
    lists = abstract(0, level(0, "chineseCountingThousand", "第%1章", "<w:pStyle w:val='H1'/>"),
                     level(1, "chineseCountingThousand", "第%2条", "<w:pStyle w:val='H2'/>")) + num(4, 0)
    styles = ("<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/><w:pPr><w:numPr>"
              "<w:numId w:val='4'/></w:numPr></w:pPr></w:style>"
              "<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:pPr><w:numPr>"
              "<w:ilvl w:val='1'/><w:numId w:val='4'/></w:numPr></w:pPr></w:style>"
              "<w:style w:type='paragraph' w:styleId='H3'><w:name w:val='own'/><w:basedOn w:val='H2'/></w:style>")
    body = (para("总则", "<w:pStyle w:val='H1'/>") + para("甲", "<w:pStyle w:val='H2'/>")
            + para("乙", "<w:pStyle w:val='H3'/>")
            + para("无号", "<w:pStyle w:val='H2'/><w:numPr><w:numId w:val='0'/></w:numPr>")
            + para("分则", "<w:pStyle w:val='H1'/>"))
    assert lines(make_docx(body, numbering=lists, styles=styles)) == [
        "第一章 总则", "第一条 甲", "第二条 乙", "无号", "第二章 分则"]


def test_a_list_style_stands_for_its_list(make_docx: Make, para: Para) -> None:
    lists = (abstract(0, level(0, "decimal", "%1)")) + abstract(1, more="<w:numStyleLink w:val='L'/>")
             + num(1, 0) + num(2, 1))
    styles = ("<w:style w:type='numbering' w:styleId='L'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
              "</w:style>")
    body = para("文", at_level(0, 2)) + para("文", at_level(0, 2))
    assert lines(make_docx(body, numbering=lists, styles=styles)) == ["1)文", "2)文"]


def test_a_number_of_several_levels_and_a_legal_one(make_docx: Make, para: Para) -> None:
    lists = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 0)
    body = "".join(para("文", at_level(ilvl)) for ilvl in (0, 1, 1, 0, 1))
    assert lines(make_docx(body, numbering=lists)) == ["一、文", "1.1 文", "1.2 文", "二、文", "2.1 文"]


def test_bullets_print_no_number_and_an_unknown_list_none(make_docx: Make, para: Para) -> None:
    lists = abstract(0, level(0, "bullet", "\uf0b7")) + num(1, 0)
    assert lines(make_docx(para("甲", at_level(0)) + para("乙", at_level(0, 9)), numbering=lists)) == ["甲", "乙"]


def test_a_deleted_paragraph_takes_no_number(make_docx: Make, para: Para) -> None:
    gone = ("<w:p><w:pPr>" + at_level(0) + "<w:rPr><w:del w:author='a'/></w:rPr></w:pPr>"
            "<w:del w:author='a'><w:r><w:delText>删</w:delText></w:r></w:del></w:p>")
    raw = load(make_docx(para("甲", at_level(0)) + gone + para("乙", at_level(0)), numbering=OFFICIAL), "文.docx")
    assert raw.text == "一、甲\n二、乙"
    assert [note.text for note in raw.notes] == ["a：删"]


@pytest.mark.parametrize(("number_format", "values"), [
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○"}),
    ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 101: "一百零一", 1010: "一千零一十"}),
    ("ideographDigital", {1: "一", 10: "一〇", 21: "二一"}),
    ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
    ("ideographTraditional", {1: "甲", 3: "丙"}), ("ideographZodiac", {2: "丑"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 51: "51"}), ("decimalEnclosedParen", {2: "⑵"}),
    ("decimalEnclosedFullstop", {3: "⒊"}), ("decimalFullWidth", {12: "１２"}), ("decimalZero", {3: "03"}),
    ("upperRoman", {4: "IV"}), ("lowerLetter", {2: "b", 27: "aa"}), ("none", {1: ""}), ("unheardOf", {7: "7"}),
])
def test_every_format_prints_as_word_does(number_format: str, values: dict[int, str]) -> None:
    assert {value: printed(value, number_format) for value in values} == values


@pytest.mark.slow
def test_libreoffice_prints_the_same_numbers(make_docx: Make, para: Para, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    order = [0, 1, 2, 2, 3, 1, 0, 1, 2]
    body = "".join(para(f"内容{n}", at_level(ilvl)) for n, ilvl in enumerate(order))
    types = ("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' "
             "ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override "
             "PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument."
             "wordprocessingml.document.main+xml'/><Override PartName='/word/numbering.xml' ContentType="
             "'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml'/></Types>")
    data = make_docx(body, numbering=OFFICIAL, extra={"[Content_Types].xml": types})
    (tmp_path / "a.docx").write_bytes(data)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
                    "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
                   check=True, capture_output=True, timeout=120)
    theirs = (tmp_path / "a.txt").read_text(encoding="utf-8-sig").split("\n")
    assert [line.replace(" ", "").strip() for line in theirs if line.strip()] == [
        line.replace(" ", "") for line in lines(data)]
