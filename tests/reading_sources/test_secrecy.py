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
    "秘密★2025年12月31日前", "机密☆5年", "MIMI\n秘密★5年",
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


def test_a_marking_on_a_page_and_in_a_pdf_is_refused(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(Secret):
        worker.parse("<html><body><p>机密★5年</p><p>云溪县实施方案，全面推进。</p></body></html>".encode(), "文.html")
    with pytest.raises(Secret):
        worker.parse(make_pdf(["机密★5年", "^云溪县实施方案", "一、总体要求"]), "文.pdf")
