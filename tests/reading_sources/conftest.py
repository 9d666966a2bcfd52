"""Builders of the files these tests read: packages of hand-made XML, PDFs set like official documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence

import pytest

from assistant.reading import worker

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, extra: dict[str, str | bytes] | None = None, **related: str) -> bytes:
    """A .docx of this body; `related` are parts by relation type (numbering, styles, comments, header...)."""
    space = (f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
             'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
             'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
             'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"')
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
                       f'Type="{_TYPES}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {space}><w:body>{body}'
                             "</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">' + "".join(
            f'<Relationship Id="r{at}" Type="{_TYPES}{kind}" Target="{kind}.xml"/>'
            for at, kind in enumerate(related)) + "</Relationships>",
    }
    roots = {"numbering": "numbering", "styles": "styles", "comments": "comments", "footnotes": "footnotes",
             "header": "hdr", "footer": "ftr"}
    for kind, content in related.items():
        parts[f"word/{kind}.xml"] = f"<w:{roots[kind]} {space}>{content}</w:{roots[kind]}>"
    return package(parts | (extra or {}))


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def pdf(paragraphs: Sequence[str], head: str = "", indent: bool = True, per_page: int = 22) -> bytes:
    """A4 in 28 characters a line, page numbers below; a paragraph with ^ is a centred title."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(595.3, 841.9))
    state = {"line": 0, "page": 1}

    def end_page() -> None:
        page.setFont("STSong-Light", 14)
        page.drawCentredString(297, 55, f"— {state['page']} —")
        if head:
            page.drawString(79, 790, head)
        page.showPage()
        state.update(line=0, page=state["page"] + 1)

    def put(x: float, text: str, size: float) -> None:
        if state["line"] >= per_page:
            end_page()
        page.setFont("STSong-Light", size)
        page.drawString(x, 720 - 28.8 * state["line"], text)
        state["line"] += 1

    for text in paragraphs:
        if text.startswith("^"):
            for at in range(1, len(text), 18):
                piece = text[at:at + 18]
                put(297 - pdfmetrics.stringWidth(piece, "STSong-Light", 22) / 2, piece, 22)
            continue
        left, width = (79 + 32, 448 - 32) if indent else (79, 448)
        line = ""
        for char in text:
            fits = pdfmetrics.stringWidth(line + char, "STSong-Light", 16) <= width
            if fits or char in "，。、；：）》”":  # a closing mark never begins a line
                line += char
                continue
            put(left, line, 16)
            left, width, line = 79, 448, char
        put(left, line, 16)
    end_page()
    page.save()
    return stream.getvalue()


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    return docx


@pytest.fixture
def make_package() -> Callable[..., bytes]:
    return package


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return pdf


@pytest.fixture
def para() -> Callable[..., str]:
    return paragraph


@pytest.fixture(scope="session", autouse=True)
def _no_process_left() -> Iterator[None]:
    yield
    worker.close()
