"""A Word document reads as it prints with all changes accepted, and nothing beside it is lost."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pytest

from assistant.errors import AssistantError
from assistant.reading.raw import RawText
from assistant.reading.sources import load

Make = Callable[..., bytes]
Para = Callable[..., str]


def read(data: bytes) -> RawText:
    return load(data, "文.docx")


def notes(raw: RawText, kind: str) -> list[str]:
    return [note.text for note in raw.notes if note.kind == kind]


def test_a_document_made_by_word_reads_paragraph_by_paragraph() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.core_properties.title = "云溪县法治政府建设实施方案"
    document.add_heading("云溪县法治政府建设实施方案", 0)
    document.add_paragraph("一、总体要求")
    document.add_paragraph("　　坚持依法行政。")
    table = document.add_table(2, 3)
    for at, text in enumerate(["序号", "任务", "单位", "1", "推进改革", "司法局"]):
        table.cell(at // 3, at % 3).text = text
    document.add_paragraph("二、保障措施")
    document.sections[0].header.paragraphs[0].text = "云溪县人民政府文件"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    stream = io.BytesIO()
    document.save(stream)
    raw = read(stream.getvalue())
    assert raw.text.split("\n") == ["云溪县法治政府建设实施方案", "一、总体要求", "坚持依法行政。",
                                    "序号 | 任务 | 单位", "1 | 推进改革 | 司法局", "二、保障措施"]
    assert raw.title_hint == "云溪县法治政府建设实施方案"
    assert notes(raw, "header") == ["云溪县人民政府文件"]
    assert notes(raw, "footer") == []  # a page number is no note


def test_tracked_changes_read_as_accepted_and_are_told(make_docx: Make) -> None:
    body = ("<w:p><w:r><w:t>审查率达到</w:t></w:r>"
            "<w:del w:author='甲' w:date='2023-05-01T08:00:00Z'><w:r><w:delText>90%</w:delText></w:r></w:del>"
            "<w:ins w:author='乙' w:date='2023-05-02T08:00:00Z'><w:r><w:t>100%</w:t></w:r></w:ins>"
            "<w:r><w:t>。</w:t></w:r></w:p>"
            "<w:p><w:moveFrom w:author='甲'><w:r><w:t>移走的话。</w:t></w:r></w:moveFrom>"
            "<w:r><w:t>第二段。</w:t></w:r></w:p>"
            "<w:p><w:moveTo w:author='甲'><w:r><w:t>移来的话。</w:t></w:r></w:moveTo></w:p>")
    raw = read(make_docx(body))
    assert raw.text == "审查率达到100%。\n第二段。\n移来的话。"
    assert notes(raw, "deletion") == ["甲，2023-05-01：90%", "甲：移走的话。"]
    assert notes(raw, "insertion") == ["乙，2023-05-02：100%", "甲：移来的话。"]
    assert [raw.text[note.at:note.at + 3] for note in raw.notes if note.at is not None] == [
        "审查率", "审查率", "第二段", "移来的"]


def test_a_deleted_paragraph_mark_joins_what_it_parted(make_docx: Make, para: Para) -> None:
    deleted = "<w:rPr><w:del w:author='甲'/></w:rPr>"
    raw = read(make_docx(para("前半句，", deleted) + para("后半句。") + para("另一段。")))
    assert raw.text == "前半句，后半句。\n另一段。"


def test_a_deleted_row_is_told_and_left_out(make_docx: Make, para: Para) -> None:
    def row(text: str, properties: str = "") -> str:
        cells = "".join(f"<w:tc>{para(part)}</w:tc>" for part in text.split())
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    raw = read(make_docx(f"<w:tbl>{row('指标 目标')}{row('旧 90%', '<w:del/>')}{row('新 95%')}</w:tbl>" + para("完")))
    assert raw.text == "指标 | 目标\n新 | 95%\n完"
    assert notes(raw, "deletion") == ["旧 | 90%"]


def test_comments_stand_apart_with_what_they_are_about(make_docx: Make, para: Para) -> None:
    body = ("<w:p><w:commentRangeStart w:id='7'/><w:r><w:t>满意率达到95%</w:t></w:r><w:commentRangeEnd w:id='7'/>"
            "<w:r><w:commentReference w:id='7'/></w:r><w:r><w:t>以上。</w:t></w:r></w:p>")
    raw = read(make_docx(body, comments=f"<w:comment w:id='7' w:author='审核' w:date='2023-01-02T00:00:00Z'>"
                                        f"{para('请核对口径')}</w:comment>"))
    assert raw.text == "满意率达到95%以上。"
    assert notes(raw, "comment") == ["审核，2023-01-02：请核对口径（批注对象：满意率达到95%）"]


def test_footnotes_stand_apart(make_docx: Make, para: Para) -> None:
    body = "<w:p><w:r><w:t>依据条例</w:t><w:footnoteReference w:id='2'/></w:r><w:r><w:t>办理。</w:t></w:r></w:p>"
    raw = read(make_docx(body, footnotes=f"<w:footnote w:id='0' w:type='separator'>{para('--')}</w:footnote>"
                                         f"<w:footnote w:id='2'>{para('指政务公开条例')}</w:footnote>"))
    assert raw.text == "依据条例办理。"
    assert notes(raw, "footnote") == ["指政务公开条例"]


def test_a_text_box_is_read_once_though_it_stands_in_two_forms(make_docx: Make, para: Para) -> None:
    box = f"<w:txbxContent>{para('云溪县人民政府文件')}</w:txbxContent>"
    body = ("<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>" + box +
            "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r><w:r><w:t>云府发〔2022〕8号</w:t></w:r></w:p>")
    assert read(make_docx(body)).text == "云溪县人民政府文件\n云府发〔2022〕8号"


def test_fields_give_their_result_not_their_code(make_docx: Make) -> None:
    body = ("<w:p><w:r><w:t>见</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            "<w:r><w:instrText>REF _x \\h</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            "<w:r><w:t>附件1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
            "<w:hyperlink><w:r><w:t>全文链接</w:t></w:r></w:hyperlink>"
            "<w:fldSimple w:instr='DATE'><w:r><w:t>2023年</w:t></w:r></w:fldSimple></w:p>")
    assert read(make_docx(body)).text == "见附件1全文链接2023年"


def test_an_unclosed_field_does_not_swallow_the_rest(make_docx: Make, para: Para) -> None:
    body = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>" + para("一、总体要求") + para("正文。")
    assert read(make_docx(body)).text == "一、总体要求\n正文。"


def test_a_table_of_contents_is_left_out_and_told(make_docx: Make, para: Para) -> None:
    body = ("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>一、总体要求 1</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>二、主要任务 3</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
            + para("一、总体要求") + para("二、主要任务"))
    raw = read(make_docx(body))
    assert raw.text == "一、总体要求\n二、主要任务"
    assert [r.before for r in raw.repairs if r.kind == "contents_list"] == ["一、总体要求 1", "二、主要任务 3"]
    styled = read(make_docx(
        para("一、总体要求	1", "<w:pStyle w:val='T1'/>") + para("一、总体要求"),
        styles="<w:style w:type='paragraph' w:styleId='T1'><w:name w:val='toc 1'/></w:style>"))
    assert styled.text == "一、总体要求"


def test_hidden_text_is_left_out_and_told(make_docx: Make, para: Para) -> None:
    hidden = "<w:p><w:r><w:t>公开</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>不公开</w:t></w:r></w:p>"
    raw = read(make_docx(para("标题") + hidden))
    assert raw.text == "标题\n公开"
    assert [(r.kind, r.before, r.at) for r in raw.repairs] == [("hidden_text", "不公开", 3)]


def test_breaks_hyphens_tabs_and_readings(make_docx: Make) -> None:
    body = ("<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>20</w:t><w:softHyphen/><w:t>25</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>任务</w:t><w:tab/><w:t>单位</w:t></w:r></w:p>"
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zhì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>治</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r><w:r><w:t>理</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>云溪县</w:t><w:br/><w:t>实施方案</w:t></w:r></w:p>")
    raw = read(make_docx(body))
    assert raw.text.split("\n") == ["第一行", "第二行", "2021-2025", "任务\t单位", "治理", "云溪县实施方案"]
    assert [r.before for r in raw.repairs] == ["zhì"]


def test_merged_cells_stand_once_and_frames_are_text(make_docx: Make, para: Para) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"

    rows = ("<w:tr>" + cell(para("第一类"), "<w:vMerge w:val='restart'/>") + cell(para("甲")) + "</w:tr>"
            "<w:tr>" + cell(para("x"), "<w:vMerge/>") + cell(para("乙") + para("丙")) + "</w:tr>")
    frame = "<w:tbl><w:tr>" + cell(para("一、要求") + para("二、任务")) + "</w:tr></w:tbl>"
    assert read(make_docx(f"<w:tbl>{rows}</w:tbl>{frame}")).text == "第一类 | 甲\n| 乙 丙\n一、要求\n二、任务"


def test_content_controls_and_block_changes_are_walked_into(make_docx: Make, para: Para) -> None:
    body = (f"<w:sdt><w:sdtContent>{para('一、甲')}<w:sdt><w:sdtContent>{para('二、乙')}</w:sdtContent></w:sdt>"
            f"</w:sdtContent></w:sdt><w:customXml>{para('三、丙')}</w:customXml>")
    assert read(make_docx(body)).text == "一、甲\n二、乙\n三、丙"


def test_pictures_alone_are_called_a_scan(make_docx: Make) -> None:
    with pytest.raises(AssistantError, match="no text layer"):
        read(make_docx("<w:p/>", extra={"word/media/image1.png": b"x" * 100}))
    with pytest.raises(AssistantError, match="no words"):
        read(make_docx("<w:p/>"))


def test_xml_nested_without_end_is_refused(make_docx: Make) -> None:
    with pytest.raises(AssistantError):
        read(make_docx("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000))


def test_damaged_documents_are_read_or_refused_never_a_traceback(make_docx: Make, para: Para) -> None:
    whole = make_docx("".join(para(f"第{n}段，全面推进依法行政。") for n in range(60)))
    dice = random.Random(7)
    for _ in range(150):
        data = bytearray(whole)
        if dice.random() < 0.5:
            data = data[:dice.randrange(len(data))]
        for _ in range(dice.randrange(1, 6)):
            if data:
                data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            read(bytes(data))
        except AssistantError:
            continue


def test_a_cut_document_is_refused_at_every_length(make_docx: Make, para: Para) -> None:
    whole = make_docx("".join(para(f"第{n}段，全面推进依法行政。") for n in range(30)))
    for share in range(1, 20):
        with pytest.raises(AssistantError):
            read(whole[: len(whole) * share // 20])
