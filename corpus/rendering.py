"""A master as the file an office would hold: portal page, Word with real numbering, paginated PDF, text.

The same master gives the same bytes every time: no clock, no random ids, zip entries dated 1980.
"""

from __future__ import annotations

import html
import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from markup import Block, Master, plain, wide
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

EPOCH = (1980, 1, 1, 0, 0, 0)
FIRST_LIST = 90  # above the lists of the default template
SONG = "STSong-Light"
GRID_CHARACTER = 156 * mm / 28
GRID_LINE = 225 * mm / 22
INDENT = "\u3000\u3000"
CLOSING = "，。；：、）》〕”！？%"


def dated(iso: str) -> str:
    """
    >>> dated("2026-03-08")
    '2026年3月8日'
    """
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日"


def title_lines(master: Master) -> list[str]:
    return [master.first("title"), *master.meta.get("draftmark", [])]


# --------------------------------------------------------------------- text

def text(master: Master, encoding: str, newline: str = "\n") -> bytes:
    """As typed into a plain editor: title, addressee, body, signature, date."""
    lines = [*title_lines(master), ""]
    if master.first("number"):
        lines += [master.first("number"), ""]
    if master.first("addressee"):
        lines.append(wide(master.first("addressee") + ":"))
    for kind, line in plain(master):
        lines.append(line if kind in ("row", "caption") else INDENT + line)
    lines += ["", *master.meta.get("issuer", []), dated(master.first("date"))]
    return newline.join([*lines, ""]).encode(encoding)


# --------------------------------------------------------------------- html

def page(master: Master) -> bytes:
    """Saved from a portal: navigation, head data as a table, text, related links, footer."""
    def p(line: str, style: str = "") -> str:
        style = f' style="{style}"' if style else ""
        return f"<p{style}>{html.escape(line, quote=False)}</p>"

    title = master.first("title")
    name, _, years = title.partition(wide("("))
    body = [p(name, "text-align:center;font-size:22pt"), p(wide("(") + years, "text-align:center")]
    body += [p(INDENT + line) for _, line in plain(master)]
    cells = [("索引号", master.first("index")), ("主题分类", "司法、综合政务"), ("发布机构", "省委办公厅 省政府办公厅"),
             ("发文字号", master.first("number")), ("成文日期", dated(master.first("date"))),
             ("发布日期", dated(master.first("published"))), ("体裁分类", "纲要"), ("有效性", "有效")]
    table = "".join(f"<tr><th>{cells[i][0]}</th><td>{cells[i][1]}</td><th>{cells[i + 1][0]}</th>"
                    f"<td>{cells[i + 1][1]}</td></tr>\n" for i in range(0, len(cells), 2))
    links = "".join(f'<li><a href="#">{label}</a></li>' for label in
                    ("首页", "政务公开", "政务服务", "政民互动", "数据开放", "走进青岚"))
    related = "".join(f'<li><a href="#">{label}</a></li>' for label in
                      (f"图解：{title}", "新闻发布会实录：解读法治政府建设实施纲要", "一问一答：今后五年怎么干"))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{master.first("carrier")} - 青岚省人民政府门户网站</title>
<meta name="keywords" content="法治政府,纲要">
<style>.nav{{background:#1f4e8c}}.meta td{{padding:4px}}</style>
<script>var siteId="qinglan";function share(to){{return to;}}</script>
</head>
<body>
<div class="header"><div class="logo">青岚省人民政府</div>
<div class="tools"><a href="#">无障碍浏览</a> | <a href="#">长者模式</a> | <a href="#">繁体</a></div></div>
<div class="nav"><ul>{links}</ul></div>
<div class="location">您现在的位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a>
&gt; <a href="#">政策文件</a></div>
<div class="main">
<table class="meta">
{table}</table>
<h1>{master.first("carrier")}</h1>
<div class="info"><span>发布时间：{master.first("published")} 09:30</span><span>来源：青岚日报</span>
<span>字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div class="content" id="zoom">
{chr(10).join(body)}
</div>
<div class="share">分享到：<a href="#" onclick="share('wx')">微信</a> <a href="#" onclick="share('wb')">微博</a>
<a href="#">打印本页</a> <a href="#">关闭窗口</a></div>
<div class="related"><h3>相关阅读</h3><ul>{related}</ul></div>
</div>
<div class="footer"><ul><li>国务院部门网站</li><li>省级部门网站</li><li>市县网站</li></ul>
<p>主办单位：青岚省人民政府办公厅 承办单位：青岚省大数据中心</p>
<p>网站标识码：QL00000001 青ICP备00000001号 青公网安备00000000000001号</p>
<p>扫一扫在手机打开当前页</p></div>
</body>
</html>
""".encode()


# --------------------------------------------------------------------- word

def word(master: Master) -> bytes:
    """A Word file; `@auto all` numbers parts, sections and items by Word, `@auto items` the items alone."""
    document = Word()
    _page_setup(document, master)
    auto = {"all": ("part", "section", "item"), "items": ("item",)}.get(master.first("auto"), ())
    lists = _Lists(document, {kind: "through" in master.meta.get(kind + "s", []) or kind == "part" for kind in auto})
    if master.first("notice"):
        _notice(document, master)
    for i, line in enumerate(title_lines(master)):
        name, mark, years = line.partition(wide("(")) if i == 0 else (line, "", "")
        _line(document, name, "方正小标宋简体", 22, center=True)
        if years:
            _line(document, mark + years, "楷体_GB2312", 16, center=True)
    if master.first("number") and not master.first("notice"):
        _line(document, master.first("number"), "仿宋_GB2312", 16, center=True)
    if master.first("addressee") and not master.first("notice"):
        _line(document, wide(master.first("addressee") + ":"), "仿宋_GB2312", 16, indent=False)
    for block in master.blocks:
        _block(document, block, lists)
    if not master.first("notice") and not master.first("draftmark"):
        _signature(document, master)
    return _fixed(document)


def _page_setup(document: Any, master: Master) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "仿宋_GB2312", Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    core = document.core_properties
    core.author, core.title, core.comments = master.first("issuer"), master.first("title"), ""
    if master.first("draftmark"):
        section.header.paragraphs[0].text = "征求意见稿 请注意保管"
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


class _Lists:
    """Word lists of one level each; a kind that does not run through begins a new list under a new heading."""

    FORMATS = {"part": ("chineseCounting", "%1、"), "section": ("chineseCounting", wide("(%1)")),
               "item": ("decimal", "%1.")}

    def __init__(self, document: Any, through: dict[str, bool]) -> None:
        self.root = document.part.numbering_part.element
        self.through = through
        self.used: dict[str, int] = {}
        self.count = FIRST_LIST
        for level, kind in enumerate(through):
            form, shown = self.FORMATS[kind]
            self.root.insert(0, parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{FIRST_LIST + level}"><w:multiLevelType '
                f'w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:suff w:val="nothing"/><w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr></w:lvl></w:abstractNum>'))

    def number(self, kind: str) -> int:
        """The list that the next paragraph of this kind belongs to."""
        if kind not in self.used:
            anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
            self.root.append(parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.count}"><w:abstractNumId '
                f'w:val="{FIRST_LIST + list(self.through).index(kind)}"/>{anew}</w:num>'))
            self.used[kind] = self.count
            self.count += 1
        return self.used[kind]

    def begin(self, kind: str) -> None:
        """A part or section begins: what it holds is counted anew unless it runs through."""
        below = {"part": ("section", "item"), "section": ("item",)}.get(kind, ())
        for lower in below:
            if not self.through.get(lower, True):
                self.used.pop(lower, None)


def _block(document: Any, block: Block, lists: _Lists) -> None:
    if block.kind == "table":
        _line(document, block.text, "黑体", 16, center=True)
        table = document.add_table(rows=0, cols=len(block.rows[0]))
        table.style = "Table Grid"
        for row in block.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
        return
    font = {"part": "黑体", "section": "楷体_GB2312"}.get(block.kind, "仿宋_GB2312")
    lists.begin(block.kind)
    numbered = block.kind in lists.through
    paragraph = _line(document, block.text if numbered else wide(block.number) + block.text, font, 16)
    if numbered:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = lists.number(block.kind)


def _line(document: Any, line: str, font: str, size: int, center: bool = False, indent: bool = True) -> Any:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(line)
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), font)
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    return paragraph


def _notice(document: Any, master: Master) -> None:
    _line(document, master.first("number"), "仿宋_GB2312", 16, center=True)
    for line in master.first("notice").split("|"):
        _line(document, line, "方正小标宋简体", 22, center=True)
    _line(document, wide(master.first("addressee") + ":"), "仿宋_GB2312", 16, indent=False)
    _line(document, master.first("noticebody"), "仿宋_GB2312", 16)
    _signature(document, master)


def _signature(document: Any, master: Master) -> None:
    for line in [*master.meta.get("issuer", []), dated(master.first("date"))]:
        _line(document, line, "仿宋_GB2312", 16, indent=False).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _fixed(document: Any) -> bytes:
    """The package with its entries sorted and dated alike."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


# ---------------------------------------------------------------------- pdf

def pdf(master: Master) -> bytes:
    """A text PDF on the official grid of 22 lines by 28 characters, with a running head and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle(master.first("title"))
    canvas.setAuthor(master.first("issuer"))
    signature = [*master.meta.get("issuer", []), dated(master.first("date"))]
    lines = [("title", line) for line in title_lines(master)] + [("body", "")]
    lines += [("body", line) for _, text in plain(master) for line in _wrap(INDENT + text)]
    lines += [("body", "")] + [("right", line) for line in signature]
    for first in range(0, len(lines), 22):
        page_number = first // 22 + 1
        canvas.setFont(SONG, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 20 * mm, master.first("header"))
        canvas.drawCentredString(A4[0] / 2, 18 * mm, f"— {page_number} —")
        for row, (style, line) in enumerate(lines[first:first + 22]):
            _draw(canvas, line, style, A4[1] - 37 * mm - (row + 0.8) * GRID_LINE)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, line: str, style: str, y: float) -> None:
    if style == "title":
        canvas.setFont(SONG, 20)
        canvas.drawCentredString(A4[0] / 2, y, line)
        return
    canvas.setFont(SONG, GRID_CHARACTER)
    if style == "right":
        canvas.drawRightString(A4[0] - 26 * mm - 2 * GRID_CHARACTER, y, line)
        return
    indent = len(line) - len(line.lstrip("\u3000"))
    canvas.drawString(28 * mm + indent * GRID_CHARACTER, y, line.lstrip("\u3000"))


def _wrap(text: str) -> list[str]:
    """Lines of 28 characters (two half-width ones count as one); no line begins with a closing mark.

    >>> _wrap("甲" * 28 + "，乙")
    ['甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲，', '乙']
    """
    lines, line, width = [], "", 0.0
    for c in text:
        size = 0.5 if c.isascii() else 1.0
        if width + size > 28 and c not in CLOSING and not (c.isascii() and line[-1:].isascii()):
            lines.append(line)
            line, width = "", 0.0
        line, width = line + c, width + size
    return [*lines, line]


def render(master: Master, target: Path) -> bytes:
    """The bytes for this suffix; `@encoding` and `@newline` of the master decide for text."""
    if target.suffix == ".txt":
        newline = "\r\n" if master.first("newline") == "crlf" else "\n"
        return text(master, master.first("encoding", "utf-8"), newline)
    return {".html": page, ".docx": word, ".pdf": pdf}[target.suffix](master)
