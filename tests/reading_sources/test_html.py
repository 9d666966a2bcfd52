"""A saved page gives its text, its table of metadata and its title, and nothing of the portal."""

from __future__ import annotations

import contextlib
import random
import time
from pathlib import Path

import pytest

from assistant.errors import AssistantError, Unreadable
from assistant.reading import worker
from assistant.reading.raw import RawText
from assistant.reading.sources import load
from assistant.settings import Settings

HEAD = '<!DOCTYPE html><html><head><meta charset="utf-8">' \
       '<title>云溪县法治政府建设实施方案_云溪县人民政府</title></head><body>'
NAVIGATION = """<div class="top"><ul><li><a href="#">首页</a></li>
<li><a>政务公开</a></li><li><a>互动交流</a></li></ul></div>
<div class="crumb">您当前的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>文件</a></div>"""
METADATA = """<table class="xxgk"><tr><td>索引号：</td><td>11500/2023-1</td>
<td>发文字号：</td><td>云府发〔2022〕8号</td></tr>
<tr><td>发布机构：</td><td>云溪县人民政府</td><td>成文日期：</td><td>2022-10-14</td></tr></table>"""
TITLE = '<h1>云溪县法治政府建设实施方案</h1><div class="info">发布时间：2022-10-15 来源：县司法局</div>'
BODY = """<p>各镇人民政府，县政府各部门：</p><p>　　为全面推进依法行政，结合实际，制定本方案。</p>
<p>　　<strong>一、总体要求</strong></p><p>　　坚持依法行政，到2025年，
行政规范性文件合法性审查率达到100%。</p><p>二、主要任务</p><p>　　全面落实各项任务，不断提升服务水平，确保取得实效。</p>
<p>附件：<a href="a.docx">任务分解表.docx</a></p>"""
AFTER = """<div class="related"><h3>相关链接</h3><ul><li><a>政策解读：实施方案解读</a></li>
<li><a>图解</a></li></ul></div>
<div class="bdshare">分享到：微信 微博</div>
<div class="foot"><p>主办：云溪县人民政府办公室 承办：县大数据局</p>
<p>版权所有，未经许可不得转载。</p><p>渝ICP备12345号</p></div>"""
WANTED = ["云溪县法治政府建设实施方案", "各镇人民政府，县政府各部门：",
          "为全面推进依法行政，结合实际，制定本方案。", "一、总体要求",
          "坚持依法行政，到2025年，行政规范性文件合法性审查率达到100%。", "二、主要任务",
          "全面落实各项任务，不断提升服务水平，确保取得实效。", "附件：任务分解表.docx"]


def page(body: str = f'<div class="content">{BODY}</div>', around: bool = True) -> bytes:
    before, after = (NAVIGATION + METADATA + TITLE, AFTER) if around else ("", "")
    return (HEAD + before + body + after + "</body></html>").encode()


def read(data: bytes) -> RawText:
    return load(data, "页.html")


def test_the_text_stands_and_the_portal_goes_told() -> None:
    raw = read(page())
    lines = raw.text.split("\n")
    assert [line for line in lines if line in WANTED] == WANTED
    for gone in ("首页", "互动交流", "相关链接", "解读", "分享", "主办", "ICP", "版权"):
        assert gone not in raw.text
    told = " ".join(r.before for r in raw.repairs if r.kind == "chrome")
    for gone in ("互动交流", "相关链接", "分享到", "ICP备"):
        assert gone in told
    assert all(r.after == "" and 0 <= r.at <= len(raw.text) for r in raw.repairs)
    assert raw.title_hint == "云溪县法治政府建设实施方案"


def test_the_metadata_table_stands_as_labelled_lines() -> None:
    lines = read(page()).text.split("\n")
    for line in ("索引号：11500/2023-1", "发文字号：云府发〔2022〕8号",
                 "发布机构：云溪县人民政府", "成文日期：2022-10-14",
                 "发布时间：2022-10-15 来源：县司法局"):
        assert line in lines


@pytest.mark.parametrize("metadata", [
    "<ul><li><b>索引号：</b>11500/2023-1</li><li><b>发文字号：</b>云府发〔2022〕8号</li></ul>",
    "<dl><dt>索引号</dt><dd>11500/2023-1</dd><dt>发文字号</dt><dd>云府发〔2022〕8号</dd></dl>",
    "<div><div>索引号：</div><div>11500/2023-1</div><div>发文字号：</div><div>云府发〔2022〕8号</div></div>",
    "<table><tr><th>[ 索引号 ]</th><td>11500/2023-1</td></tr>"
    "<tr><th>[ 发文字号 ]</th><td>云府发〔2022〕8号</td></tr></table>",
])
def test_metadata_are_kept_in_whatever_elements_they_stand(metadata: str) -> None:
    lines = read(page(metadata + f'<div class="content">{BODY}</div>')).text.split("\n")
    assert "索引号：11500/2023-1" in lines and "发文字号：云府发〔2022〕8号" in lines


@pytest.mark.parametrize("body", [
    f"<table width='100%'><tr><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>",
    "<div id='zoom'>" + BODY.replace("<p>", "").replace("</p>", "<br/>") + "</div>",
    f"<form><div><div><div>{BODY}</div></div></div></form>",
    BODY,
    "<article><header><h2>全文如下</h2></header><section>" + BODY + "</section></article>",
])
def test_the_text_is_found_in_old_and_new_layouts(body: str) -> None:
    lines = read(page(body)).text.split("\n")
    assert [line for line in lines if line in WANTED] == WANTED


def test_text_in_two_containers_is_read_from_both() -> None:
    half = BODY.index("<p>二、")
    raw = read(page(f"<div class='a'>{BODY[:half]}</div><div class='b'>{BODY[half:]}</div>"))
    assert [line for line in raw.text.split("\n") if line in WANTED] == WANTED


def test_a_page_with_nothing_around_loses_nothing() -> None:
    assert read(page(around=False)).text.split("\n") == WANTED[1:]


@pytest.mark.parametrize("hidden", ["style='display:none'", "hidden", "style='VISIBILITY: hidden'", "class='x1'",
                                    "style='font-size:0'", "id='gone'"])
def test_hidden_text_is_left_out_and_told(hidden: str) -> None:
    sheet = "<style>.x1, #gone {display: none} .x1 .y {color:red}</style>"
    raw = read(page(f"{sheet}<div>{BODY}<div {hidden}>不可见的文字</div></div>"))
    assert "不可见" not in raw.text
    assert any(r.kind == "hidden_text" and r.before == "不可见的文字" for r in raw.repairs)


def test_scripts_comments_and_controls_are_no_text() -> None:
    raw = read(page("<script>document.write('<div>甲</div>')</script><!-- 乙 --><select><option>丙</option></select>"
                    f"<div>{BODY}<textarea>丁</textarea><button>戊</button></div>"))
    assert not set("甲乙丙丁戊") & set(raw.text)


def test_void_elements_swallow_no_text() -> None:
    body = "<p>一、甲<wbr>乙。</p><embed src='a.swf'><p>二、<source src=x>丙。</p>" + "<wbr>" * 3000 + "<p>三、丁。</p>"
    assert read(page(body, around=False)).text.split("\n") == ["一、甲乙。", "二、丙。", "三、丁。"]


def test_a_data_table_keeps_its_cells() -> None:
    table = ("<table><caption>任务表</caption><tr><th>指标</th><th>目标</th></tr>"
             "<tr><td>审查率</td><td>100%<br>以上</td></tr>"
             "<tr><td>满意度</td><td>95%</td></tr></table>")
    lines = read(page(f"<div>{BODY}{table}</div>")).text.split("\n")
    assert lines[-4:] == ["任务表", "指标 | 目标", "审查率 | 100% 以上", "满意度 | 95%"]


@pytest.mark.parametrize(("encoding", "declared"), [
    ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "gb2312"), ("utf-8", "no-such"), ("utf-16", "utf-8"),
    ("gb18030", ""),
])
def test_bytes_win_over_a_wrong_declaration(encoding: str, declared: str) -> None:
    meta = f'charset="{declared}"' if declared else ""
    data = page().decode().replace('charset="utf-8"', meta).encode(encoding)
    assert read(data).text == read(page()).text


def test_white_space_is_as_a_browser_shows_it() -> None:
    body = "<p>法治\n   政府  建设，\n全面\t推进。</p><pre>一、甲\n二、乙</pre><p>中<sub>1</sub>华&nbsp;</p>"
    raw = read(page(f"<div>{body}</div>", around=False))
    assert raw.text.split("\n") == ["法治政府 建设，全面 推进。", "一、甲", "二、乙", "中1华"]


def test_readings_over_characters_go_told() -> None:
    ruby = "<ruby>治<rp>(</rp><rt>zhì</rt><rp>)</rp></ruby>"
    raw = read(page(f"<div><p>{ruby}理体系，全面推进。</p></div>", around=False))
    assert raw.text == "治理体系，全面推进。"
    assert [(r.kind, r.before) for r in raw.repairs] == [("annotation", "zhì")]


def test_a_saved_page_named_txt_is_read_as_a_page() -> None:
    assert load(page(), "页.txt").format == "html"


BOMBS = {
    "nested divs": b"<div>" * 200_000,
    "nested divs with text": b"<html><body>" + "<div>法治".encode() * 200_000,
    "nested tables": b"<table><tr><td>" * 50_000,
    "open scripts": b"<script" * 200_000,
    "open comments": b"<!--" * 200_000,
    "brackets": b"<" * 2_000_000,
    "attributes": b"<p " + b"a=b " * 300_000 + b">" + "法治".encode(),
    "entities": b"<p>" + b"&amp;" * 500_000 + "法治".encode(),
    "many tags": "<b id=a>法</b>".encode() * 200_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_markup_ends_soon_and_leaves_the_pool_usable(name: str) -> None:
    began = time.perf_counter()
    with contextlib.suppress(Unreadable):
        worker.parse(BOMBS[name], "弹.html", Settings(home=Path(), parse_seconds=3))
    assert time.perf_counter() - began < 8
    assert worker.parse(page(), "页.html").format == "html"


def test_two_hundred_thousand_nested_divs_are_refused_within_five_seconds() -> None:
    began = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        worker.parse(BOMBS["nested divs with text"], "弹.html")
    assert time.perf_counter() - began < 5
    assert "嵌套" in caught.value.zh and "nested" in caught.value.en


def test_damaged_markup_is_read_or_refused_never_a_traceback() -> None:
    whole, dice = page(), random.Random(3)
    for _ in range(150):
        data = bytearray(whole[dice.randrange(len(whole)):] if dice.random() < 0.5 else whole)
        for _ in range(dice.randrange(30)):
            if data:
                data[dice.randrange(len(data))] = dice.choice(b"<>/\"' =&;\x00\xe4")
        try:
            read(bytes(data))
        except AssistantError:
            continue


def test_an_old_portal_laid_out_in_tables_gives_only_its_text() -> None:
    side = "".join(f"<tr><td><a>{name}</a></td></tr>" for name in ("机构职能", "政策法规", "规划计划", "预决算"))
    markup = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>政府信息公开</title></head><body>
<table width="1000"><tr><td><a>首 页</a> | <a>市情概况</a> | <a>网上办事</a></td></tr></table>
<table><tr><td width="200"><table><tr><td>信息公开目录</td></tr>{side}</table></td><td valign="top">
<table><tr><td>您的位置：<a>首页</a>&gt;&gt;<a>政务公开</a></td></tr></table>
<table border="1"><tr><td><b>索 引 号</b></td><td>0001/2023-15</td>
<td><b>主题分类</b></td><td>司法</td></tr></table>
<div align="center"><b>霁原市人民政府关于印发实施纲要的通知</b></div><div>{BODY}</div>
<div>【<a>大</a> <a>中</a> <a>小</a>】【<a>打印</a>】</div></td></tr></table>
<table><tr><td align="center">主办：霁原市人民政府　承办：办公室<br>
备案号：霁ICP备05000000号</td></tr></table></body></html>"""
    lines = read(markup.encode("gb18030")).text.split("\n")
    assert lines == ["索引号：0001/2023-15", "主题分类：司法", "霁原市人民政府关于印发实施纲要的通知", *WANTED[1:]]


def test_a_page_that_is_one_table_of_tasks_keeps_every_cell() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>推进第{n}项改革，落实责任，确保取得实效。</td><td>司法局</td></tr>"
                   for n in range(6))
    lines = read(f"<html><body><h1>任务分工表</h1><table>{rows}</table></body></html>".encode()).text.split("\n")
    assert lines[1:] == [f"{n} | 推进第{n}项改革，落实责任，确保取得实效。 | 司法局" for n in range(6)]
    assert lines[0] == "任务分工表"
