"""A review as spreadsheet, page, Markdown and JSON."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from assistant.errors import BadInput
from assistant.export import export_review
from assistant.export.xlsx import CELL_LIMIT
from assistant.types import ClauseQuote, Finding, Review, SourceQuote, to_json

from .samples import HOSTILE, review

CLEANED = HOSTILE.replace("\x07", "")


class Reader(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_cells_are_text_and_never_formulas(tmp_path: Path) -> None:
    export_review(review(), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["概况", "逐项核对", "文稿自身", "超出依据", "国家现行要求"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert CLEANED in [cell.value for cell in cells]
    assert not any(cell.hyperlink for cell in cells)


def test_sheets_have_filters_a_frozen_head_and_coloured_verdicts(tmp_path: Path) -> None:
    export_review(review(), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["逐项核对"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:M4"
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == ["标准降低", "未落实", "已落实"]
    assert len({sheet.cell(row, 2).fill.fgColor.rgb for row in (2, 3, 4)}) == 3


def test_what_a_cell_cannot_hold_is_kept_whole_on_another_sheet(tmp_path: Path) -> None:
    long = "执法人员培训制度" * 5000
    found = Finding("F1", "weaker", (), "low", SourceQuote("u", "一", "x"), (ClauseQuote("一", long),), "r")
    export_review(Review({}, (), {}, (found,)), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    values = [str(row[8].value) for row in book["逐项核对"].iter_rows(min_row=2)]
    assert all(len(value) < CELL_LIMIT for value in values)
    assert "".join(str(row[2].value) for row in book["长文"].iter_rows(min_row=2)) == long


def test_the_page_stands_alone_and_runs_nothing(tmp_path: Path) -> None:
    export_review(review(HOSTILE), tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(page)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name in ("src", "href")]
    assert "http" not in page.replace("http-equiv", "")
    assert CLEANED in reader.text
    assert {"标准降低", "未落实", "已落实"} <= set(reader.text)


def test_both_quotes_stand_side_by_side_and_chapters_are_counted(tmp_path: Path) -> None:
    export_review(review(), tmp_path / "r.html")
    reader = Reader()
    reader.feed((tmp_path / "r.html").read_text(encoding="utf-8"))
    at = reader.text.index("每年不少于60学时")
    assert "每年不少于40学时" in reader.text[at:at + 8]
    assert reader.text.count("未见相应表述") == 1  # the reason; the missing words themselves are told in brackets
    heat = reader.text[reader.text.index("章节热力图"):reader.text.index("章节热力图") + 40]
    assert {"五", "六", "合计"} <= set(heat)


def test_markdown_and_json_hold_every_finding(tmp_path: Path) -> None:
    export_review(review(), tmp_path / "r.md")
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "\\<script\\>" in text
    assert "| F1 | 标准降低 | 严重 |" in text
    export_review(review(), tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8")) == json.loads(json.dumps(to_json(review())))


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"r\.pdf"):
        export_review(review(), tmp_path / "r.pdf")
