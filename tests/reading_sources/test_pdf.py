"""A PDF with a text layer gives its paragraphs; one without, or locked, or cut, is refused."""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import AssistantError, Unreadable
from assistant.reading import worker
from assistant.reading.raw import RawText

Make = Callable[..., bytes]
TITLE = "云溪县人民政府办公室关于印发《云溪县法治政府建设实施方案（2021—2025年）》的通知"
BODY = ["一、总体要求", *(
    f"（{n}）坚持依法行政。全面推进法治政府建设，到2025年，重大行政决策合法性审查率达到100%，办理行政复议案件1.5万件，"
    f"群众满意度不低于95.5%，各镇（街道）实现全覆盖，完成第{at}项任务。" for at, n in enumerate("一二三四五六七八九"))]


def read(data: bytes) -> RawText:
    return worker.parse(data, "文.pdf")


@pytest.mark.parametrize("indent", [True, False])
def test_broken_lines_are_joined_and_paragraphs_parted(make_pdf: Make, indent: bool) -> None:
    raw = read(make_pdf(["^" + TITLE, *BODY], head="云溪县人民政府文件", indent=indent, per_page=12))
    assert raw.text.split("\n") == [TITLE, *BODY]
    assert raw.format == "pdf"


@pytest.mark.slow
def test_a_pdf_set_by_a_word_processor_gives_the_paragraphs_that_went_in(tmp_path: Path) -> None:
    """Indented and not, justified and ragged."""
    docx = pytest.importorskip("docx")
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    names = []
    for indent, align in ((32, 3), (0, 3), (32, 0)):
        document = docx.Document()
        document.sections[0].header.paragraphs[0].text = "云溪县人民政府文件"
        for at, text in enumerate([TITLE, *BODY, *BODY]):
            paragraph = document.add_paragraph()
            paragraph.add_run(text).font.size = docx.shared.Pt(16 if at else 22)
            paragraph.alignment = align if at else 1
            paragraph.paragraph_format.first_line_indent = docx.shared.Pt(indent if at else 0)
            paragraph.paragraph_format.space_after = docx.shared.Pt(0)
        names.append(str(tmp_path / f"{indent}{align}.docx"))
        document.save(names[-1])
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", str(tmp_path), *names], check=True, capture_output=True, timeout=120)
    for name in names:
        raw = read(Path(name).with_suffix(".pdf").read_bytes())
        assert [line.replace(" ", "") for line in raw.text.split("\n")] == [TITLE, *BODY, *BODY], name


def test_page_numbers_and_running_heads_go_told_once_a_kind(make_pdf: Make) -> None:
    raw = read(make_pdf(BODY * 3, head="云溪县人民政府文件"))
    assert "文件" not in raw.text and "—" not in raw.text
    told = {r.kind: r for r in raw.repairs}
    assert told["page_number"].count == told["running_head"].count >= 3
    assert told["running_head"].before == "云溪县人民政府文件"


def test_a_number_that_stands_in_the_text_is_no_page_number(make_pdf: Make) -> None:
    raw = read(make_pdf(["一、办理情况", "2022", "共办理案件若干。"], per_page=8))
    assert raw.text.split("\n") == ["一、办理情况", "2022", "共办理案件若干。"]


def test_two_columns_are_read_one_after_the_other() -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(595, 842))
    page.setFont("STSong-Light", 10)
    text = {60: "左栏坚持依法行政全面推进法治政府建设取得实", 320: "右栏深化行政执法体制改革着力提升执法质效果"}
    for row in range(24):
        for x, line in text.items():
            page.drawString(x, 780 - 16 * row, line)
    page.save()
    joined = read(stream.getvalue()).text.replace("\n", "")
    assert joined == text[60] * 24 + text[320] * 24


def test_a_turned_page_reads_upright(make_pdf: Make) -> None:
    pypdf = pytest.importorskip("pypdf")
    upright = make_pdf(BODY[:3])
    for angle in (90, 180, 270):
        writer = pypdf.PdfWriter()
        for source in pypdf.PdfReader(io.BytesIO(upright)).pages:
            page = writer.add_page(source)
            # The content is turned one way, the page the other: it is shown upright.
            page.add_transformation(pypdf.Transformation().rotate(angle).translate(
                *{90: (841.9, 0), 180: (595.3, 841.9), 270: (0, 595.3)}[angle]))
            if angle != 180:
                page.mediabox.upper_right = page.cropbox.upper_right = (841.9, 595.3)
            page.rotate(angle)
        stream = io.BytesIO()
        writer.write(stream)
        assert read(stream.getvalue()).text.split("\n") == BODY[:3], angle


def test_text_printed_twice_for_boldness_is_read_once() -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.setFont("STSong-Light", 16)
    for shift in (0, 0.4):
        page.drawString(100 + shift, 600, "一、总体要求人人有责")
    page.saveState()
    page.translate(200, 300)
    page.rotate(45)
    page.drawString(0, 0, "内部资料注意保存")
    page.restoreState()
    page.save()
    raw = read(stream.getvalue())
    assert raw.text == "一、总体要求人人有责"
    assert [(r.kind, r.before) for r in raw.repairs] == [("watermark", "内部资料注意保存")]


def _picture_pdf(pages: int) -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    image = pytest.importorskip("PIL.Image")
    from reportlab.lib.utils import ImageReader

    stream = io.BytesIO()
    document = canvas.Canvas(stream, pagesize=(595, 842))
    for number in range(pages):
        document.drawImage(ImageReader(image.new("RGB", (60, 84), "white")), 0, 0, 595, 842)
        document.drawString(290, 30, str(number + 1))
        document.showPage()
    document.save()
    return stream.getvalue()


def test_a_scan_is_refused_even_with_page_numbers_on_it() -> None:
    with pytest.raises(Unreadable) as caught:
        read(_picture_pdf(3))
    assert "没有文字层" in caught.value.zh and "no text layer" in caught.value.en


def test_a_page_without_text_among_others_is_told(make_pdf: Make) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    for source in (make_pdf(BODY), _picture_pdf(1)):
        for page in pypdf.PdfReader(io.BytesIO(source)).pages:
            writer.add_page(page)
    writer.add_blank_page(595, 842)
    stream = io.BytesIO()
    writer.write(stream)
    raw = read(stream.getvalue())
    assert [(r.kind, r.applied) for r in raw.repairs if r.kind == "page_without_text"] == [("page_without_text", False)]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_an_encrypted_pdf_is_refused(make_pdf: Make, algorithm: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf(BODY)))
    try:
        writer.encrypt("用户口令", "主人口令", algorithm=algorithm)
    except Exception as error:  # an optional library of pypdf is absent
        pytest.skip(f"cannot encrypt here: {error}")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(Unreadable) as caught:
        read(stream.getvalue())
    assert "密码保护" in caught.value.zh and "encrypted" in caught.value.en


def test_a_cut_pdf_is_refused_at_every_length(make_pdf: Make) -> None:
    whole = make_pdf(BODY * 4)
    for share in range(1, 12):
        with pytest.raises(Unreadable):
            read(whole[: len(whole) * share // 12])


def _form_bomb(depth: int = 12, width: int = 10) -> bytes:
    """Forms that each draw the next ten times over: a few kilobytes, 10^12 drawings."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
               b"/Resources << /XObject << /F 5 0 R >> /Font << /T << /Type /Font /Subtype /Type1 /BaseFont "
               b"/Helvetica >> >> >> >>"]
    content = b"BT /T 9 Tf (text) Tj ET /F Do"
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    for at in range(depth):
        draw = b"/F Do " * width if at < depth - 1 else b"BT /T 9 Tf (x) Tj ET"
        link = b"/XObject << /F %d 0 R >>" % (6 + at) if at < depth - 1 else b""
        objects.append(b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << %s /Font << /T << /Type "
                       b"/Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Length %d >>\nstream\n%s\nendstream"
                       % (link, len(draw), draw))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out))


def test_a_small_file_that_parses_for_long_is_stopped_within_five_seconds(make_pdf: Make) -> None:
    bomb = _form_bomb()
    assert len(bomb) < 9_000
    began = time.perf_counter()
    with contextlib.suppress(Unreadable):
        read(bomb)
    assert time.perf_counter() - began < 5
    assert read(make_pdf(BODY)).text


def test_damaged_pdfs_are_read_or_refused_never_a_traceback(make_pdf: Make) -> None:
    whole, dice = make_pdf(BODY), random.Random(5)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 20)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            read(bytes(data))
        except AssistantError:
            continue
