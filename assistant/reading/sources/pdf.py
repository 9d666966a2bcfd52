"""A PDF with a text layer, through PDFium: characters with their places, then lines and paragraphs.

PDFium (pypdfium2) is chosen over pypdf and pdfplumber because it is the quickest that
gives positions, renders what browsers render, and stays bounded on hostile files. It is
a C++ library: it only ever runs on unknown files in a limited process (`worker`).
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.reading import pulse
from assistant.reading.raw import RawText
from assistant.reading.sources.builder import TextBuilder
from assistant.reading.sources.pdf_lines import Glyph, Page
from assistant.reading.sources.pdf_paragraphs import paragraphs
from assistant.reading.sources.refuse import refusal

# The last line of a PDF; what was cut off no longer has it near the end.
_END, _END_WITHIN = b"%%EOF", 2048
_SCAN_CHARACTERS_A_PAGE = 12
_GARBLED_SHARE = 0.3
# Fonts without a proper map give radicals (⼀) and compatibility forms for plain characters.
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")


def load_pdf(data: bytes, name: str) -> RawText:
    """Raises Unreadable: broken, locked, scan, garbled."""
    if data.rfind(_END) < len(data) - _END_WITHIN:
        raise refusal("broken", name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as exc:
        code = pdfium.FPDF_GetLastError()
        locked = code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) or "assword" in str(exc)
        raise refusal("locked_pdf" if locked else "broken", name) from exc
    try:
        pages = [_page(document[number]) for number in range(len(document))]
        title = _title(document)
    except (pypdfium2.PdfiumError, IndexError) as exc:
        raise refusal("broken", name) from exc
    finally:
        document.close()
    return _text(pages, title, name)


def _text(pages: list[Page], title: str | None, name: str) -> RawText:
    glyphs = sum(len(page.glyphs) for page in pages)
    if not pages:
        raise refusal("broken", name)
    pictured = sum(page.pictured for page in pages)
    if glyphs == 0 or (pictured * 2 > len(pages) and glyphs < _SCAN_CHARACTERS_A_PAGE * len(pages)):
        raise refusal("scan", name)
    lost = sum(not _readable(glyph.char) for page in pages for glyph in page.glyphs)
    if lost > _GARBLED_SHARE * glyphs:
        raise refusal("garbled_pdf", name)
    builder = TextBuilder()
    paragraphs(pages, builder)
    raw = builder.raw("pdf", title)
    if not any(char.isalnum() for char in raw.text):
        raise refusal("scan", name)
    return raw


def _readable(char: str) -> bool:
    return char != "\ufffd" and not "\ue000" <= char <= "\uf8ff" and ord(char) < 0xF0000


def _page(page: Any) -> Page:
    pulse.beat()
    rotation = page.get_rotation()
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    if rotation in (90, 270):
        width, height = height, width
    text = page.get_textpage()
    glyphs: list[Glyph] = []
    slanted = 0
    watermark: list[str] = []
    for char, x, y, x0, x1, size, angle in _characters(text.raw):
        if angle % 360 not in (0, (360 - rotation) % 360, rotation):
            slanted += 1
            watermark.append(char)
            continue
        glyphs.append(_turned(char, x, y, x0, x1, size, rotation, (left, bottom, right, top)))
    folded = 0
    for at, glyph in enumerate(glyphs):
        if _COMPATIBILITY.match(glyph.char):
            glyphs[at] = glyph.with_char(unicodedata.normalize("NFKC", glyph.char))
            folded += 1
    pictured = len(glyphs) < 4 * _SCAN_CHARACTERS_A_PAGE and (not glyphs or _has_picture(page, width * height))
    text.close()
    page.close()
    return Page(width, height, glyphs, pictured, "".join(watermark), folded)


def _characters(text: Any) -> Iterator[tuple[str, float, float, float, float, float, int]]:
    """Character, its origin, left and right edge, height, and angle in degrees."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in (0x02, 0xFFFE):
            code = 0x2D  # PDFium's mark for a hyphen at a line's end
        char = chr(code) if code else "\ufffd"
        if char.isspace() or unicodedata.category(char) == "Cc":
            continue  # spaces are told from the gaps
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        angle = round(pdfium.FPDFText_GetCharAngle(text, index) * 57.29578 / 5) * 5
        yield char, x.value, y.value, box.left, box.right, box.top - box.bottom, angle


def _turned(char: str, x: float, y: float, x0: float, x1: float, size: float, rotation: int,
            box: tuple[float, float, float, float]) -> Glyph:
    """The glyph as the page is shown: y upward from the bottom of the page as turned."""
    left, bottom, right, top = box
    if rotation == 90:
        return Glyph(char, y - bottom, y - bottom + size, right - x, size)
    if rotation == 180:
        return Glyph(char, right - x1, right - x0, top - y, size)
    if rotation == 270:
        return Glyph(char, top - y, top - y + size, x - left, size)
    return Glyph(char, x0 - left, x1 - left, y - bottom, size)


def _has_picture(page: Any, area: float) -> bool:
    """Whether one picture covers half of the page."""
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > area / 2:
            return True
    return False


def _title(document: Any) -> str | None:
    title = str(document.get_metadata_value("Title") or "").strip()
    made_by_program = re.match(r"(?i)microsoft word|untitled|\(anonymous\)|无标题|.*\.(?:docx?|wps|pdf)$", title)
    return title if title and not made_by_program and _readable(title[0]) else None
