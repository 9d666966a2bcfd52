"""The review as a spreadsheet: one row a finding, filters, text that is never a formula."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from assistant.errors import BadInput
from assistant.export import labels
from assistant.export.text import printable
from assistant.types import Finding, Review

CELL_LIMIT = 32_767  # characters that a cell can hold, by the format
COLOURS = {"conflicting": "#F8CBAD", "weaker": "#FFE699", "missing": "#F4B6B6", "partial": "#FFF2CC",
           "below_target": "#FFE699", "silent": "#F4B6B6", "partly": "#FFF2CC", "covered": "#E2EFDA",
           "reported": "#E2EFDA", "not_applicable": "#EDEDED"}
_FINDINGS = (("编号", 10), ("结论", 12), ("问题类别", 16), ("程度", 8), ("上位文件", 26), ("上位条款", 16),
             ("上位要求", 50), ("本稿条款", 16), ("本稿表述", 50), ("理由", 40), ("建议", 40), ("可信度", 8),
             ("审核意见", 24))
_INTERNAL = (("序号", 8), ("代码", 18), ("程度", 8), ("条款", 16), ("原文", 60), ("问题", 50), ("建议", 40),
             ("可信度", 8), ("审核意见", 24))
_BEYOND = (("序号", 8), ("类别", 18), ("条款", 16), ("原文", 60), ("理由", 50), ("审核意见", 24))


class Book:
    """A workbook whose cells are checked as they are written."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._stream, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
        shape = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self._head = self._book.add_format({**shape, "bold": True, "bg_color": "#D9E1F2"})
        self._plain = self._book.add_format(shape)
        self._coloured = {name: self._book.add_format({**shape, "bg_color": colour})
                          for name, colour in COLOURS.items()}
        self._long: list[tuple[str, str]] = []

    def sheet(self, name: str, columns: tuple[tuple[str, int], ...], rows: list[tuple[str | float, ...]],
              colour: tuple[int, list[str]] | None = None) -> None:
        """A sheet with a frozen, filtered header. `colour`: the column, and a verdict for each row."""
        sheet = self._book.add_worksheet(name)
        for column, (title, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            self._text(sheet, 0, column, title, self._head, name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                style = self._plain
                if colour is not None and column == colour[0]:
                    style = self._coloured.get(colour[1][number - 1], self._plain)
                if isinstance(value, str):
                    self._text(sheet, number, column, value, style, name)
                else:
                    _checked(sheet.write_number(number, column, value, style), name)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _text(self, sheet: Any, row: int, column: int, text: str, style: Any, name: str) -> None:
        text = printable(text)
        if len(text.encode("utf-16-le")) // 2 > CELL_LIMIT:
            self._long.append((f"{name}!{row + 1}行{column + 1}列", text))
            text = text[:16_000] + f"……（全文见“长文”表：{name}!{row + 1}行{column + 1}列）"
        _checked(sheet.write_string(row, column, text, style), name)

    def to_bytes(self) -> bytes:
        if self._long:
            rows: list[tuple[str | float, ...]] = [
                (place, float(number), text[start:start + 16_000]) for place, text in self._long
                for number, start in enumerate(range(0, len(text), 16_000), 1)]
            self.sheet("长文", (("位置", 24), ("段", 6), ("全文", 100)), rows)
        self._book.close()
        return self._stream.getvalue()


def review_xlsx(review: Review) -> bytes:
    """The bytes of the .xlsx: overview, requirements, the draft itself, beyond, floor."""
    book = Book()
    _overview(book, review)
    _findings(book, "逐项核对", review.findings)
    book.sheet("文稿自身", _INTERNAL, [
        (float(n), item.code, labels.severity(item.severity), item.clause, item.quote, item.message,
         item.suggestion, item.confidence, "") for n, item in enumerate(review.internal, 1)])
    book.sheet("超出依据", _BEYOND, [
        (float(n), labels.BEYOND.get(item.kind, item.kind), item.clause, item.quote, item.reason, "")
        for n, item in enumerate(review.beyond, 1)])
    _findings(book, "国家现行要求", review.floor)
    return book.to_bytes()


def _overview(book: Book, review: Review) -> None:
    rows: list[tuple[str | float, ...]] = [("审核文稿", str(review.draft.get("title") or review.draft.get("source")))]
    rows += [("对照文件", str(head.get("title") or head.get("source"))) for head in review.against]
    rows += [(labels.verdict(name), float(review.summary[name])) for name in labels.VERDICTS
             if name in review.summary]
    rows += [("文稿自身问题", float(len(review.internal))), ("超出依据", float(len(review.beyond))),
             ("说明", labels.AI_REVIEW_LINE)]
    book.sheet("概况", (("项目", 20), ("内容", 80)), rows)


def _findings(book: Book, name: str, findings: tuple[Finding, ...]) -> None:
    rows: list[tuple[str | float, ...]] = [
        (item.id, labels.verdict(item.verdict), labels.kinds(item.kinds), labels.severity(item.severity),
         item.requirement.source, item.requirement.clause, item.requirement.quote,
         "\n".join(quote.clause for quote in item.draft), "\n".join(quote.quote for quote in item.draft),
         item.reason, item.suggestion, item.confidence, "") for item in findings]
    book.sheet(name, _FINDINGS, rows, (1, [item.verdict for item in findings]))


def _checked(code: int, name: str) -> None:
    if code != 0:
        raise BadInput(f"写入表格“{name}”失败（代码 {code}）；请改导出为 .json",
                       f"a cell of sheet {name} could not be written (code {code}); export as .json")
