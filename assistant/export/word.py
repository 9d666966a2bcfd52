"""A Word document in official layout, empty: page, grid, typefaces, styles, page numbers, labels."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistant.export.blocks import PLACEHOLDER
from assistant.export.layout import LATIN, PAGE_NUMBER_GAP_MM, Layout, families, line_points, squeeze_points
from assistant.export.text import printable
from assistant.standards import Font

TITLE, BODY, FLUSH, NOTE, CELL = "公文标题", "公文正文", "公文顶格", "公文附注", "表格文字"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
# GB 45438-2025 names the field AIGC and its members [at second hand]; 2 = assisted, not all generated.
_AIGC = '{"Label":"2","ContentProducer":"法治政府建设文稿助手","Note":"人工智能辅助起草，须经人工审核"}'
_HEADING_ROLES = {1: "heading1", 2: "heading2", 3: "heading3", 4: "heading3"}
_NOTE_POINTS, _NOTE_LINE_POINTS = 10.5, 16.0  # 5号, for tables and notes; not in the standard


def new_document(title: str, layout: Layout, label: str, landscape: bool = False) -> Any:
    """A python-docx document with the styles named above and Heading 1–4; `label` tells what made it."""
    document = docx.Document()
    _page(document, layout, landscape)
    _styles(document, layout)
    _page_numbers(document, layout)
    _properties(document, title, label)
    return document


def write(document: Any, style: str, text: str, centred: bool = False) -> Any:
    """Add a paragraph; placeholders in it are highlighted. Returns the paragraph."""
    paragraph = document.add_paragraph(style=style)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    at = 0
    text = printable(text)
    for mark in PLACEHOLDER.finditer(text):
        if mark.start() > at:
            paragraph.add_run(text[at:mark.start()])
        paragraph.add_run(mark.group()).font.highlight_color = WD_COLOR_INDEX.YELLOW
        at = mark.end()
    if at < len(text):
        paragraph.add_run(text[at:])
    return paragraph


def heading(document: Any, level: int, text: str) -> Any:
    return write(document, f"Heading {min(max(level, 1), 4)}", text)


def table(document: Any, headers: tuple[str, ...], widths_mm: tuple[float, ...],
          rows: Sequence[tuple[str, ...]]) -> Any:
    """A ruled table whose header row is repeated on every page."""
    grid = document.add_table(rows=1, cols=len(headers))
    grid.style = "Table Grid"
    grid.autofit = False
    for column, width in zip(grid.columns, widths_mm, strict=True):
        column.width = Mm(width)
    _fill(grid.rows[0].cells, headers, widths_mm, bold=True)
    mark = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in rows:
        _fill(grid.add_row().cells, row, widths_mm)
    return grid


def to_bytes(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(cells: Any, texts: tuple[str, ...], widths_mm: tuple[float, ...], bold: bool = False) -> None:
    for cell, text, width in zip(cells, texts, widths_mm, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.style = CELL
        for number, line in enumerate(printable(text).split("\n")):
            if number:
                paragraph.add_run().add_break()
            paragraph.add_run(line).bold = bold or None


def _page(document: Any, layout: Layout, landscape: bool) -> None:
    page, section = layout.page, document.sections[0]
    section.page_width, section.page_height = Mm(page.width_mm), Mm(page.height_mm)
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
    section.header_distance = Mm(15)
    number_mm = layout.role("page_number").size_pt * 25.4 / 72
    section.footer_distance = Mm(page.bottom_mm - PAGE_NUMBER_GAP_MM - number_mm)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(page.height_mm), Mm(page.width_mm)
        section.top_margin = section.bottom_margin = Mm(25)
        section.left_margin = section.right_margin = Mm(20)
        section.footer_distance = Mm(12)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    # A grid of characters (linesAndChars) sets 14 a line in LibreOffice; the styles' spacing sets 28 in both.
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(line_points(page) * 20)))


def _styles(document: Any, layout: Layout) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    normal, pitch = document.styles["Normal"], line_points(layout.page)
    title, body = layout.role("title"), layout.role("body")
    _type(normal, body.family, body.size_pt)
    _spacing(normal, pitch)
    for name, family, points in (
            (TITLE, title.family, title.size_pt), (BODY, body.family, body.size_pt),
            (FLUSH, body.family, body.size_pt), (NOTE, layout.role("heading2").family, _NOTE_POINTS),
            (CELL, layout.role("page_number").family, _NOTE_POINTS)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _type(style, family, points)
        _spacing(style, _NOTE_LINE_POINTS if points == _NOTE_POINTS else pitch)
    shape = document.styles[TITLE].paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape.line_spacing, shape.keep_with_next = Pt(title.size_pt * 1.5), True
    _indent(document.styles[BODY], body)
    for name in (BODY, FLUSH):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _squeeze(document.styles[name], layout, body)
    for name in (NOTE, CELL):
        off = OxmlElement("w:snapToGrid")
        off.set(qn("w:val"), "0")
        document.styles[name].element.get_or_add_pPr().insert_element_before(
            off, "w:spacing", "w:ind", "w:jc", "w:rPr")
    for level, role in _HEADING_ROLES.items():
        font, style = layout.role(role), document.styles[f"Heading {level}"]
        _type(style, font.family, font.size_pt)
        style.font.bold, style.font.italic = font.bold, False
        _spacing(style, pitch)
        _indent(style, font)
        _squeeze(style, layout, font)
        style.paragraph_format.keep_with_next = True


def _type(style: Any, family: str, points: float) -> None:
    style.font.size = Pt(points)
    style.font.name = LATIN
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), family)
    fonts.set(qn("w:hint"), "eastAsia")
    color = properties.find(qn("w:color"))
    if color is not None:
        properties.remove(color)


def _spacing(style: Any, points: float) -> None:
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(int(points * 20) / 20)
    shape.widow_control = False


def _indent(style: Any, font: Font) -> None:
    """First line by characters (what Word shows as 2 字符), and in points for readers that know none."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(font.indent * 100))
    indent.set(qn("w:firstLine"), str(round(font.indent * font.size_pt * 20)))


def _squeeze(style: Any, layout: Layout, font: Font) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(math.floor(squeeze_points(layout.page, font.size_pt) * 20)))
    style.element.get_or_add_rPr().insert_element_before(
        spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")


def _page_numbers(document: Any, layout: Layout) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    section, font = document.sections[0], layout.role("page_number")
    for footer, side in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer,
                                                                      WD_ALIGN_PARAGRAPH.LEFT)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        inset = Pt(font.size_pt)
        if side == WD_ALIGN_PARAGRAPH.RIGHT:
            paragraph.paragraph_format.right_indent = inset
        else:
            paragraph.paragraph_format.left_indent = inset
        for kind, text in (("text", "— "), ("field", "PAGE"), ("text", " —")):
            run = paragraph.add_run(text if kind == "text" else "")
            run.font.size = Pt(font.size_pt)
            run.font.name = font.family
            run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), font.family)
            if kind == "field":
                _field(run, text)


def _field(run: Any, code: str) -> None:
    for part in ("begin", code, "end"):
        if part in ("begin", "end"):
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), part)
        else:
            element = OxmlElement("w:instrText")
            element.text = f" {code} "
        run._r.append(element)


def _properties(document: Any, title: str, label: str) -> None:
    core = document.core_properties
    core.title, core.comments, core.keywords = printable(title)[:250], label, "人工智能辅助起草；须经人工审核"
    core.author, core.last_modified_by, core.language = "法治政府建设文稿助手", "法治政府建设文稿助手", "zh-CN"
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    core.revision = 1
    entries = (("AIGC", _AIGC), ("人工智能辅助说明", label))
    body = "".join(f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
                   f"<vt:lpwstr>{_escape(value)}</vt:lpwstr></property>"
                   for number, (name, value) in enumerate(entries, 2))
    xml = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
           '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
           'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
           f"{body}</Properties>")
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, xml.encode("utf-8"), package)
    package.relate_to(part, _CUSTOM_RELATION)


def _escape(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def name_substitutes(document: Any, layout: Layout) -> None:
    """Write into the font table what may stand in for each typeface, so that readers choose alike."""
    part = next(part for part in document.part.package.iter_parts() if part.partname.endswith("/fontTable.xml"))
    entries = "".join(f'<w:font w:name="{family}"><w:altName w:val="{",".join(stand_ins)}"/>'
                      f'<w:charset w:val="86"/></w:font>' for family, stand_ins in families(layout).items())
    part._blob = part.blob.replace(b"</w:fonts>", entries.encode("utf-8") + b"</w:fonts>")
