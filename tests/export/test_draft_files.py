"""The draft in official layout, its evidence, and the same as Markdown and JSON."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from assistant.errors import BadInput
from assistant.export import export_draft, export_evidence
from assistant.export.blocks import blocks
from assistant.types import Draft, DraftSection, DraftSentence, to_json

from .office import needs_office, needs_poppler, pdf_text, to_pdf
from .samples import BODY, draft


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("draft")
    notices = export_draft(draft(), place / "draft.docx")
    export_evidence(draft(), place / "evidence.docx")
    assert all("字体" in notice for notice in notices)
    return place


def east_asian(style: object) -> str:
    return str(style.element.rPr.rFonts.get(qn("w:eastAsia")))  # type: ignore[attr-defined]


def test_the_page_and_the_type_have_the_numbers_of_the_standard(folder: Path) -> None:
    made = docx.Document(str(folder / "draft.docx"))
    section = made.sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.left_margin,
               section.right_margin, section.bottom_margin)
    millimetres = [round(length.mm) for length in lengths if length is not None]
    assert millimetres == [210, 297, 37, 28, 26, 35]
    faces = {name: (east_asian(made.styles[name]), made.styles[name].font.size.pt)
             for name in ("公文标题", "公文正文", "Heading 1", "Heading 2", "Heading 3")}
    assert faces == {"公文标题": ("方正小标宋简体", 22), "公文正文": ("仿宋_GB2312", 16), "Heading 1": ("黑体", 16),
                     "Heading 2": ("楷体_GB2312", 16), "Heading 3": ("仿宋_GB2312", 16)}
    assert made.styles["公文正文"].element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert made.settings.odd_and_even_pages_header_footer
    assert [p.alignment for p in (section.footer.paragraphs[0], section.even_page_footer.paragraphs[0])] == [2, 0]


def test_no_typeface_is_shipped_and_substitutes_are_named(folder: Path) -> None:
    with zipfile.ZipFile(folder / "draft.docx") as package:
        assert [name for name in package.namelist() if "font" in name.lower()] == ["word/fontTable.xml"]
        table = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName' in table


def test_placeholders_are_highlighted_and_nothing_else_is(folder: Path) -> None:
    made = docx.Document(str(folder / "draft.docx"))
    marked = [run.text for paragraph in made.paragraphs for run in paragraph.runs if run.font.highlight_color]
    assert marked == ["〔待核：政务服务满意度〕", "〔待补充：全年办件量〕"]


def test_the_help_of_a_machine_is_told_in_the_text_and_in_the_metadata(folder: Path) -> None:
    for name in ("draft.docx", "evidence.docx"):
        made = docx.Document(str(folder / name))
        assert any("人工智能辅助起草" in paragraph.text and "审核" in paragraph.text for paragraph in made.paragraphs)
        assert "人工智能" in made.core_properties.comments
        with zipfile.ZipFile(folder / name) as package:
            assert '"Label"' in package.read("docProps/custom.xml").decode().replace("&quot;", '"')


def test_paragraphs_stand_in_order_each_in_the_style_of_its_level(folder: Path) -> None:
    made = docx.Document(str(folder / "draft.docx"))
    said = [(p.style.name, p.text) for p in made.paragraphs if p.text and p.style]
    assert said[0] == ("公文标题", draft().title)
    assert [name for name, _ in said[1:8]] == [
        "Heading 1", "公文正文", "Heading 2", "公文正文", "Heading 3", "公文正文", "Heading 1"]
    assert said[4][1] == BODY * 14


def test_a_draft_without_running_text_is_set_from_its_sections() -> None:
    bare = Draft("d", "标题", "", draft().sections)
    assert [block.kind for block in blocks(bare)] == ["heading", "body"] * 4


def test_the_evidence_holds_sources_ledger_gaps_conflicts_and_exclusions(folder: Path) -> None:
    made = docx.Document(str(folder / "evidence.docx"))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert "县司法局.docx 二/1“组织案卷评查三次，抽查案卷二百二十六卷”" in cells
    assert {"无材料", "98.1%", "99%", "其他年度的数据", "新句。"} <= set(cells)
    assert any("计算：113+113=226" in cell for cell in cells)
    assert any("全年办件量" in paragraph.text for paragraph in made.paragraphs)
    rows = list(made.tables[0].rows)[1:]
    assert len(rows) == sum(len(section.sentences) for section in draft().sections)


@needs_office
@needs_poppler
def test_rendered_it_has_22_lines_of_28_characters_on_a4(folder: Path) -> None:
    pdf, _ = to_pdf(folder, folder / "draft.docx", folder / "evidence.docx")
    size = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert "595" in size
    assert "841" in size
    second = pdf_text(pdf, "-layout", "-f", "2", "-l", "2").splitlines()
    lines = [line.strip() for line in second if line.strip() and not line.strip().startswith("—")]
    assert len(lines) == 22
    # The last line of a paragraph is short; a mark may hang over a line's end.
    assert sum(27 <= len(line) <= 29 for line in lines) >= 20
    assert "— 2 —" in "\n".join(second).replace("—2—", "— 2 —")
    picture = folder / "page"
    subprocess.run(["pdftoppm", "-r", "40", "-gray", "-f", "1", "-l", "1", str(pdf), str(picture)], check=True)
    pixels = next(folder.glob("page*.pgm")).read_bytes()
    assert 0.02 < sum(byte < 128 for byte in pixels) / len(pixels) < 0.5


def test_markdown_is_text_and_not_markup(tmp_path: Path) -> None:
    hostile = Draft("d", "标题 *x*", "", (DraftSection("一、<b>", (DraftSentence("1. 项 | `代码` [链接](http://x)"),)),))
    export_draft(hostile, tmp_path / "d.md")
    text = (tmp_path / "d.md").read_text(encoding="utf-8")
    assert text.startswith("# 标题 \\*x\\*\n")
    assert "## 一、\\<b\\>" in text
    assert "1\\. 项 \\| \\`代码\\` \\[链接\\](http://x)" in text
    export_evidence(draft(), tmp_path / "e.md")
    assert "| 政务服务满意度 | 98.1% |" in (tmp_path / "e.md").read_text(encoding="utf-8")


def test_json_is_the_draft_key_for_key(tmp_path: Path) -> None:
    export_draft(draft(), tmp_path / "d.json")
    assert json.loads((tmp_path / "d.json").read_text(encoding="utf-8")) == json.loads(json.dumps(to_json(draft())))


def test_an_unknown_suffix_and_a_closed_place_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"draft\.pdf"):
        export_draft(draft(), tmp_path / "draft.pdf")
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match=r"draft\.md"):
        export_draft(draft(), tmp_path / "file" / "draft.md")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
