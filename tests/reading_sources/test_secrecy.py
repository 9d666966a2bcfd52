"""A secrecy marking at the head is refused; running text about secrets is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.errors import Secret
from assistant.reading import worker
from assistant.reading.secrecy import marking
from assistant.reading.sources import load

BODY = "\n云溪县人民政府文件\n云府发〔2022〕8号\n云溪县人民政府关于印发实施方案的通知\n各镇人民政府：\n一、总体要求"


@pytest.mark.parametrize("head", [
    "机密★5年", "秘密★", "绝密★启用前", "机密", "秘密", "绝　密", "000012\n机密★1年\n特急", "000012  机密★1年  特急",
    "密级：秘密", "[ 密级 ] 机密", "机密级", "绝密文件", "秘密★6个月", "秘密 ★ 长期", "機密★十年", "机\u200b密★5年",
    "特急 秘密★2年",
    "秘密★2025年12月31日前", "机密☆5年", "MIMI\n秘密★5年", "秘密★一年", "机 密 ★ 长 期", "【机密】★10年", "（秘密）★1年", "〔秘密〕",
    "秘密※3年", "★机密", "涉密等级：秘密", "密级：★秘密", "密 级：秘 密", "000003 | 秘密 | ★1年", "云溪县文件　　秘密★1年",
])
def test_a_marking_at_the_head_is_refused(head: str) -> None:
    with pytest.raises(Secret) as caught:
        load((head + BODY).encode(), "文.txt")
    assert "密级" in caught.value.zh and "未保存" in caught.value.zh
    assert "secrecy marking" in caught.value.en and "not kept" in caught.value.en


@pytest.mark.parametrize("text", [
    "一、工作人员应当保守国家秘密、商业秘密和个人隐私。" + BODY,
    "关于加强商业秘密保护工作的意见" + BODY,
    "保密工作要求\n严禁泄露秘密" + BODY,
    "国家秘密分为绝密、机密、秘密三级。" + BODY,
    "云溪县国家秘密定密管理办法\n第一条 标注“机密★5年”的文件，按规定保管。" + BODY,
    "密级：不涉密" + BODY, "商业秘密★典型案例" + BODY, "（一）秘密级。" + BODY, "一、秘密" + BODY,
    "密级：公开" + BODY, "[ 密级 ] 无" + BODY, "特急" + BODY, "主动公开" + BODY,
    "各单位：\n" * 40 + "机密★5年",
])
def test_running_text_about_secrets_is_read(text: str) -> None:
    assert marking(text) is None
    load(text.encode(), "文.txt")


def test_a_marking_in_a_word_header_is_refused(make_docx: Callable[..., bytes], para: Callable[..., str]) -> None:
    data = make_docx(para("云溪县实施方案") + para("一、总体要求"), header=para("机密★5年"))
    with pytest.raises(Secret):
        worker.parse(data, "文.docx")


def test_a_marking_in_a_text_box_is_refused(make_docx: Callable[..., bytes], para: Callable[..., str]) -> None:
    box = ("<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
           + para("秘密★3年") + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback/>"
           "</mc:AlternateContent></w:r></w:p>")
    with pytest.raises(Secret):
        worker.parse(make_docx(box + para("云溪县实施方案")), "文.docx")


def test_a_marking_in_a_table_or_a_watermark_is_refused(
    make_docx: Callable[..., bytes], para: Callable[..., str],
) -> None:
    def table(*cells: str) -> str:
        return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"

    drawn = ("<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textpath string='机密'/>"
             "</v:shape></w:pict></w:r></w:p>")
    body = para("云溪县实施方案") + para("一、总体要求")
    for data in (
        make_docx(table(para("000003"), para("秘密"), para("★1年")) + body),
        make_docx(table(para("密级"), para("秘密"), para("保密期限"), para("1年")) + body),
        make_docx(table(para("000003") + para("机密★5年") + para("特急"), para("")) + body),
        make_docx(table(table(para("秘密★一年")) + para("")) + body),
        make_docx(body, header=drawn), make_docx(body, footer=para("秘密★1年")),
    ):
        with pytest.raises(Secret):
            worker.parse(data, "文.docx")


def test_a_marking_beside_the_text_is_refused(make_pdf: Callable[..., bytes]) -> None:
    running = ["全面推进依法行政，健全制度体系，规范执法行为，强化监督。"] * 60
    with pytest.raises(Secret):
        worker.parse(make_pdf(["^云溪县实施方案", *running], head="机密★5年"), "文.pdf")
    menu = "<ul>" + "<li><a href='#'>栏目</a></li>" * 30 + "</ul><span>密级：机密</span>"
    page = f"<html><body>{menu}<div>{'<p>全面推进依法行政，健全制度体系。</p>' * 9}</div></body></html>"
    with pytest.raises(Secret):
        worker.parse(page.encode(), "文.html")


def test_a_marking_on_a_page_and_in_a_pdf_is_refused(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(Secret):
        worker.parse("<html><body><p>机密★5年</p><p>云溪县实施方案，全面推进。</p></body></html>".encode(), "文.html")
    with pytest.raises(Secret):
        worker.parse(make_pdf(["机密★5年", "^云溪县实施方案", "一、总体要求"]), "文.pdf")
