"""Comments in a file that someone else wrote: at the words, and nothing else touched."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import Unreadable
from assistant.export import export_review
from assistant.export.folding import fold
from assistant.export.remarks import Remark
from assistant.export.word_comments import annotate
from assistant.types import Clause, Document, InternalFinding, Review

from .office import needs_office, needs_poppler, pdf_text, to_pdf
from .samples import HOSTILE, review


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def shapes(data: bytes) -> list[tuple[str, str]]:
    """Every character of the text with the formatting of its run."""
    made = docx.Document(io.BytesIO(data))
    found = []
    for text in made.element.iter(qn("w:t")):
        run = text.getparent()
        shape = run.find(qn("w:rPr"))
        label = "" if shape is None else "".join(f"{child.tag}{sorted(child.attrib.items())}" for child in shape)
        found += [(letter, label) for letter in text.text or ""]
    return found


def covered(data: bytes) -> dict[str, str]:
    """For each comment's number, the words between its marks."""
    made = docx.Document(io.BytesIO(data))
    opened: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for element in made.element.iter():
        number = element.get(qn("w:id")) or ""
        if element.tag == qn("w:commentRangeStart"):
            opened[number] = []
        elif element.tag == qn("w:commentRangeEnd"):
            done[number] = "".join(opened.pop(number))
        elif element.tag == qn("w:t"):
            for words in opened.values():
                words.append(element.text or "")
    assert opened == {}
    references = {element.get(qn("w:id")) for element in made.element.iter(qn("w:commentReference"))}
    assert references == set(done)
    return done


def comment(original: bytes, quote: str, clauses: tuple[Clause, ...] = (), clause: str = "一") -> tuple[bytes, str]:
    done = annotate(original, [Remark(clause, quote, ("说明",))], clauses)
    words = covered(done.data)
    assert len(words) == 1
    assert shapes(done.data) == shapes(original)
    return done.data, next(iter(words.values()))


def runs(*texts: str) -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph()
    for number, text in enumerate(texts):
        run = paragraph.add_run(text)
        run.bold, run.italic = bool(number % 2), bool(number % 3)
    return saved(made)


def test_a_quote_over_several_runs_keeps_every_formatting() -> None:
    original = runs("严格落实行政", "执法人员培训", "制度，每年不少于", "40学时。")
    _, words = comment(original, "执法人员培训制度,每年不少于40学时")
    assert words == "执法人员培训制度，每年不少于40学时"


def test_other_parts_keep_their_bytes() -> None:
    original = runs("严格落实培训制度。")
    data, _ = comment(original, "培训制度")
    with zipfile.ZipFile(io.BytesIO(original)) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        changed = {name for name in after.namelist()
                   if name not in before.namelist() or before.read(name) != after.read(name)}
        assert set(before.namelist()) < set(after.namelist())
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_in_a_table_a_link_a_content_control_and_under_an_automatic_number() -> None:
    made = docx.Document()
    made.add_paragraph("做好备案审查工作。", style="List Number")
    made.add_table(1, 2).cell(0, 1).text = "2026年底前完成清单公布"
    paragraph = made.add_paragraph("详见")
    paragraph._p.append(parse_xml(
        f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t>公开网站专栏</w:t></w:r></w:hyperlink>'))
    made.element.body.insert(0, parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtContent><w:p><w:r><w:t>砚溪县实施方案</w:t></w:r></w:p></w:sdtContent></w:sdt>'))
    for quote, words in (("3.做好备案审查", "做好备案审查"), ("完成清单公布", "完成清单公布"), ("公开网站", "公开网站"),
                         ("砚溪县实施", "砚溪县实施")):
        data, found = comment(saved(made), quote)
        assert found == words
        reference = next(docx.Document(io.BytesIO(data)).element.iter(qn("w:commentReference")))
        assert reference.getparent().getparent().tag == qn("w:p")


def test_deleted_words_field_codes_and_fallback_copies_are_not_text() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("每年")
    paragraph._p.append(parse_xml(
        f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>不少于20学时</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(
        f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>不少于60学时</w:t></w:r></w:ins>'))
    box = "<w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"))
    data, words = comment(saved(made), "每年不少于60学时")
    assert words == "每年不少于60学时"
    assert b"\xe4\xb8\x8d\xe5\xb0\x91\xe4\xba\x8e20" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert comment(saved(made), "文本框")[1] == "文本框"


def test_comments_that_were_there_stay() -> None:
    made = docx.Document()
    run = made.add_paragraph("严格落实").add_run("培训制度。")
    made.add_comment(run, text="旧批注", author="审核人")
    done = annotate(saved(made), [Remark("", "严格落实", ("新批注",))])
    read = docx.Document(io.BytesIO(done.data))
    assert [(item.author, item.text) for item in read.comments] == [
        ("审核人", "旧批注"), ("法治政府建设文稿助手", "新批注")]
    assert sorted(covered(done.data).values()) == ["严格落实", "培训制度。"]


def test_of_repeated_words_those_in_the_clause_are_taken() -> None:
    made = docx.Document()
    for text in ("1.健全机制，落实责任。", "2.加强监督，落实责任。", "3.强化保障，落实责任。"):
        made.add_paragraph(text)
    clauses = tuple(Clause(f"一/{n}", "item", str(n), "", text) for n, text in (
        (1, "1.健全机制，落实责任。"), (2, "2.加强监督，落实责任。"), (3, "3.强化保障，落实责任。")))
    data, words = comment(saved(made), "落实责任", clauses, "一/2")
    assert words == "落实责任"
    second = docx.Document(io.BytesIO(data)).paragraphs[1]._p
    assert second.find(qn("w:commentRangeStart")) is not None


def test_words_that_are_not_there_stand_at_their_clause_and_are_told() -> None:
    made = docx.Document()
    made.add_paragraph("标题")
    made.add_paragraph("1.健全机制，落实责任。")
    clauses = (Clause("一/1", "item", "1", "", "1.健全机制，落实责任。"),)
    remarks = [Remark("一/1", "全然没有的话", ("说明",)), Remark("九", "也没有", ("说明",))]
    done = annotate(saved(made), remarks, clauses)
    assert sorted(covered(done.data).values()) == ["1.健全机制，落实责任。", "标题"]
    assert [remark.clause for remark in done.displaced] == ["一/1", "九"]


def test_a_quote_may_run_over_a_paragraph_and_remarks_may_overlap() -> None:
    made = docx.Document()
    made.add_paragraph("健全工作机制")
    made.add_paragraph("落实监管责任。")
    quotes = ["机制落实", "工作机制落实监管", "监管责任", "健全工作机制\n落实监管责任。"]
    done = annotate(saved(made), [Remark("", quote, ("说明",)) for quote in quotes])
    words = {"机制落实", "工作机制落实监管", "监管责任", "健全工作机制落实监管责任。"}
    assert set(covered(done.data).values()) == words
    assert shapes(done.data) == shapes(saved(made))


def test_hostile_words_in_a_remark_are_words() -> None:
    done = annotate(runs("严格落实培训制度。"), [Remark("", "培训", (HOSTILE, "</w:p>"))])
    only = next(iter(docx.Document(io.BytesIO(done.data)).comments))
    assert only.text == HOSTILE.replace("\x07", "") + "\n</w:p>"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(alphabet="甲乙丙丁戊己，。（）“” ", min_size=1, max_size=6), min_size=1, max_size=6), st.data())
def test_any_stretch_of_any_runs_is_marked_and_the_text_stays(texts: list[str], data: st.DataObject) -> None:
    whole = "".join(texts)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    original = runs(*texts)
    done = annotate(original, [Remark("", whole[start:end], ("说明",))])
    assert shapes(done.data) == shapes(original)
    if whole[start:end].strip():
        found = next(iter(covered(done.data).values()))
        assert fold(found).text == fold(whole[start:end]).text


def packed(**parts: bytes) -> bytes:
    stream, sound = io.BytesIO(), io.BytesIO(runs("正文"))
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name.replace("/", "_").replace(".", "_"), source.read(name)))
    return stream.getvalue()


@pytest.mark.parametrize("broken", [
    b"PK\x03\x04 not a package",
    runs("正文")[:900],
    packed(word_document_xml=b"<w:document"),
    packed(word_document_xml=b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    packed(word_document_xml=b"<a>" + b" " * 60_000_000 + b"</a>"),
], ids=["no-zip", "cut", "no-xml", "doctype", "bomb"])
def test_a_damaged_or_unsafe_original_is_refused_and_nothing_is_written(broken: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        export_review(review(), tmp_path / "r.docx", broken, Document("d.docx", "", "", ()))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_requirement_stands_at_the_part_that_answers_its_chapter(tmp_path: Path) -> None:
    made = docx.Document()
    for text in ("砚溪县实施方案", "一、执法", "每年不少于40学时。", "二、保障", "落实经费。"):
        made.add_paragraph(text)
    document = Document("draft.docx", "", "", (
        Clause("题头", "paragraph", "", "", "砚溪县实施方案"),
        Clause("一", "part", "一", "执法", "一、执法\n每年不少于40学时。"),
        Clause("二", "part", "二", "保障", "二、保障\n落实经费。")))
    notices = export_review(review("每年不少于40学时", "一"), tmp_path / "r.docx", saved(made), document)
    assert notices == ()
    read = docx.Document(str(tmp_path / "r.docx"))
    said = {str(item.comment_id): item.text for item in read.comments}
    places = covered((tmp_path / "r.docx").read_bytes())
    by_words = {said[number].split("】")[0] + "】": words for number, words in places.items()}
    assert by_words["【审核概况】"] == "砚溪县实施方案"
    assert by_words["【未落实·一般】"] == "一、执法"
    assert by_words["【标准降低·严重】"] == "每年不少于40学时"
    assert not any("已落实·" in text for text in said.values())


def test_without_a_docx_a_new_file_is_made_of_the_clauses(tmp_path: Path) -> None:
    document = Document("draft.txt", "", "", (
        Clause("一", "part", "一", "执法", "一、执法"),
        Clause("一/1", "item", "1", "", "1.行政执法人员每年不少于40学时。\n第二段。")))
    export_review(review(), tmp_path / "r.docx", "一、执法".encode(), document)
    made = docx.Document(str(tmp_path / "r.docx"))
    texts = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert texts == ["砚溪县法治政府建设实施方案", "一、执法", "1.行政执法人员每年不少于40学时。", "第二段。"]
    assert "每年不少于40学时" in covered((tmp_path / "r.docx").read_bytes()).values()
    again = review("每年不少于40学时", "一/1")
    text = "砚溪县实施方案\n\n一、执法\n\n1.行政执法人员每年不少于40学时。"
    export_review(Review({**again.draft, "source": "draft.txt"}, again.against, again.summary, again.findings),
                  tmp_path / "text.docx", text.encode())
    assert "1.行政执法人员每年不少于40学时。" in [p.text for p in docx.Document(str(tmp_path / "text.docx")).paragraphs]
    export_review(review(), tmp_path / "bare.docx")
    assert "每年不少于40学时" in covered((tmp_path / "bare.docx").read_bytes()).values()


@needs_office
@needs_poppler
def test_office_opens_it_with_the_text_unchanged(tmp_path: Path) -> None:
    made = docx.Document()
    for number in range(30):
        made.add_paragraph(f"第{number}段：严格落实行政执法人员培训制度，每年不少于60学时。")
    table = made.add_table(2, 2)
    table.cell(1, 1).text = "完成清单公布"
    findings = tuple(InternalFinding("x", "low", "", f"第{number}段：严格", "说明") for number in range(30))
    (tmp_path / "before.docx").write_bytes(saved(made))
    export_review(Review({"source": "d.docx"}, (), {}, (), findings), tmp_path / "after.docx", saved(made),
                  Document("d.docx", "", "", ()))
    before, after = to_pdf(tmp_path, tmp_path / "before.docx", tmp_path / "after.docx")
    assert pdf_text(before) == pdf_text(after)
    assert len(covered((tmp_path / "after.docx").read_bytes())) == 31


def test_the_reader_of_this_project_finds_the_comments_again(tmp_path: Path) -> None:
    from assistant.reading import read_path

    original = runs("一、任务", "严格落实培训制度。")
    done = annotate(original, [Remark("", "培训制度", ("须写明学时",))])
    (tmp_path / "r.docx").write_bytes(done.data)
    read = read_path(tmp_path / "r.docx")
    assert any("须写明学时" in note.text for note in read.notes)
    assert "严格落实培训制度。" in "".join(clause.text for clause in read.clauses)


def test_an_empty_body_gets_no_comment_and_no_error() -> None:
    made = docx.Document()
    done = annotate(saved(made), [Remark("", "没有", ("说明",))])
    assert done.displaced
    assert zipfile.ZipFile(io.BytesIO(done.data)).namelist() == zipfile.ZipFile(io.BytesIO(saved(made))).namelist()
