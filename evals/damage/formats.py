"""A damaged document as the bytes of a txt, html, docx or pdf file, as such files really come."""

from __future__ import annotations

import html
import io
import random
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Literal

from evals.damage.kinds import Damaged
from evals.damage.plans import Block, words

Format = Literal["txt", "html", "docx", "pdf"]
FORMATS: tuple[Format, ...] = ("txt", "html", "docx", "pdf")
_CENTRED = ("title", "subtitle", "docnumber")
_FONT = "STSong-Light"


def write(kind: Format, damaged: Damaged, dice: random.Random) -> bytes:
    """Raises ImportError when the library that writes docx or pdf is not installed."""
    return {"txt": write_txt, "html": write_html, "docx": write_docx, "pdf": write_pdf}[kind](damaged, dice)


def _body(damaged: Damaged) -> Iterator[tuple[Block, str]]:
    """Every printed paragraph of the text, the second body included."""
    yield from zip(damaged.plan.blocks, damaged.lines, strict=True)
    if damaged.twice is not None:
        yield from zip(damaged.plan.blocks[damaged.twice:], damaged.lines[damaged.twice:], strict=True)


# --------------------------------------------------------------------- txt

def write_txt(damaged: Damaged, dice: random.Random) -> bytes:
    """Lines with the indents and blank lines of scraped text; UTF-8, GB18030, or both in one file."""
    gap = dice.choice(("\n", "\n\n", "\r\n"))
    indent = dice.choice(("", "　　", "    "))
    body = [line if block.style in _CENTRED else indent + line for block, line in _body(damaged)]
    text = gap.join([*damaged.before, *body, *damaged.after]) + gap
    choice = dice.random()
    if choice < 0.5:
        return text.encode("utf-8-sig" if choice < 0.1 else "utf-8")
    if choice < 0.75:
        return text.encode("gb18030")
    return b"\n".join(line.encode("gb18030" if dice.random() < 0.25 else "utf-8") for line in text.split("\n"))


# -------------------------------------------------------------------- html

def write_html(damaged: Damaged, dice: random.Random) -> bytes:
    """A portal's page: modern, with word processor spans, or laid out in nested tables."""
    style = dice.randrange(3)
    content = "".join(_paragraph_html(block, line, style) for block, line in _body(damaged))
    if style == 2:
        content = f"<table width='100%'><tr><td><table><tr><td class='nr'>{content}</td></tr></table></td></tr></table>"
    else:
        content = f"<div class='{('article-content', 'TRS_Editor')[style]}' id='zoom'>{content}</div>"
    before, after = (_around_html(damaged, dice) if damaged.before else ("", ""))
    charset = dice.choice(("utf-8", "utf-8", "gb2312"))
    page = (f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{html.escape(damaged.plan.title)}'
            f"_{damaged.plan.place}人民政府</title><style>.none{{display:none}}</style></head>\n<body>{before}{content}"
            f"<div class='none'>{words()['portal']['hidden']}</div>{after}"
            "<script>var page='<div>';</script></body></html>")
    return page.encode("utf-8" if charset == "utf-8" else "gb18030")


def _paragraph_html(block: Block, line: str, style: int) -> str:
    text = html.escape(line)
    if style == 1:  # spans as pasted from a word processor, wrapped in the middle of words
        cut = len(line) // 2
        text = (f"<span style='font-family:仿宋'>{html.escape(line[:cut])}</span>"
                f"<span lang='EN-US'>{html.escape(line[cut:])}</span>")
    if style == 2:
        return f"{'' if block.style in _CENTRED else '　　'}{text}<br>\n"
    centred = " style='text-align:center'" if block.style in _CENTRED else " style='text-indent:2em'"
    return f"<p{centred}>{'' if block.style in _CENTRED else '&nbsp;&nbsp;&nbsp;&nbsp;'}{text}</p>\n"


def _around_html(damaged: Damaged, dice: random.Random) -> tuple[str, str]:
    menu = "".join(f"<li><a href='#'>{text.format(place=damaged.plan.place)}</a></li>"
                   for text in words()["portal"]["menu"])
    fields = [field for line in damaged.before[1:] for field in _fields(line)]
    pairs = "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in fields)
    table = f"<table class='info'>{pairs}</table>" if len(fields) > 2 else "".join(
        f"<div class='info'>{line}</div>" for line in damaged.before[1:])
    crumb = dice.choice(("crumb", "position", "dqwz"))
    before = (f"<div class='header'><ul class='menu'>{menu}</ul></div>"
              f"<div class='{crumb}'>{html.escape(damaged.before[0])}</div>{table}")
    named = [line for line in damaged.after if line not in ("分享到：", "相关链接：")]
    linked = [line for line in named if "解读" in line or "通知" in line]
    links = "".join(f"<li><a href='#'>{html.escape(line)}</a></li>" for line in linked)
    rest = "".join(f"<p>{html.escape(line)}</p>" for line in named if line not in linked)
    related = f"<div class='xgwj'><h3>相关链接</h3><ul>{links}</ul></div>" if links else ""
    after = f"<div class='share'>分享到：<a>微信</a><a>微博</a></div>{related}<div class='foot'>{rest}</div>"
    return before, after


def _fields(line: str) -> list[tuple[str, str]]:
    """Label and value of the lines that `kinds` puts before a text."""
    found = re.findall(r"\[ (\w+) \] ([^\[]*)", line) or re.findall(r"^(\w+)：(\S*)$", line)
    return [(label, value.strip()) for label, value in found]


# -------------------------------------------------------------------- docx

def write_docx(damaged: Damaged, dice: random.Random) -> bytes:
    """Automatic numbers where the lines still begin with theirs; a header, changes, a comment, a page number."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    automatic = (damaged.plan.shape != "regulation" and dice.random() < 0.7 and all(
        line.startswith(block.number) for block, line in zip(damaged.plan.blocks, damaged.lines, strict=True)))
    lists = _Lists(document) if automatic else None
    document.sections[0].header.paragraphs[0].text = f"{damaged.plan.place}人民政府"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    for line in damaged.before:
        document.add_paragraph(line)
    changed = False
    for block, line in _body(damaged):
        number = block.number if lists is not None and line.startswith(block.number) else ""
        paragraph = document.add_paragraph(line[len(number):] if number else line)
        if lists is not None and number:
            lists.number(paragraph, block)
        elif block.style in _CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if block.style == "section" and not changed:
            changed = True
            _track(paragraph)
    for line in damaged.after:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return _undated(stream.getvalue())


def _undated(data: bytes) -> bytes:
    """The same file without the hour it was written at, so that a set has one digest."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as written, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in written.namelist():
            fixed.writestr(zipfile.ZipInfo(name), written.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _Lists:
    """One multilevel list with the three official levels, its numbers as this plan counts them."""

    def __init__(self, document: Any) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        self._parse, self._space = parse_xml, nsdecls("w")
        self._root = document.part.numbering_part.element
        self._lists = 0
        self._sections: tuple[str, int] = ("", 0)
        self._abstract()

    def _abstract(self) -> None:
        levels = "".join(
            f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{number}'/>{more}<w:suff w:val='nothing'/>"
            f"<w:lvlText w:val='{text}'/></w:lvl>" for at, (number, text, more) in enumerate((
                ("chineseCountingThousand", "%1、", ""),
                ("chineseCountingThousand", "（%2）", "<w:lvlRestart w:val='0'/>"), ("decimal", "%3.", ""))))
        first = self._root.find(f"{{{self._root.nsmap['w']}}}num")
        element = self._parse(f"<w:abstractNum {self._space} w:abstractNumId='900'>{levels}</w:abstractNum>")
        if first is not None:
            first.addprevious(element)
        else:
            self._root.append(element)
        self._next_list("")

    def _next_list(self, override: str) -> None:
        self._lists += 1
        self._root.append(self._parse(
            f"<w:num {self._space} w:numId='{900 + self._lists}'><w:abstractNumId w:val='900'/>{override}</w:num>"))

    def number(self, paragraph: Any, block: Block) -> None:
        level = {"part": 0, "section": 1, "item": 2}[block.style]
        if block.number == "一、" and self._sections[1] > 0:  # the second body
            self._next_list("".join(f"<w:lvlOverride w:ilvl='{at}'><w:startOverride w:val='1'/></w:lvlOverride>"
                                    for at in range(3)))
            self._sections = ("", 0)
        elif block.number == "（一）" and self._sections[1] > 0:
            self._next_list("<w:lvlOverride w:ilvl='1'><w:startOverride w:val='1'/></w:lvlOverride>")
        if level == 1:
            self._sections = (block.clause, self._sections[1] + 1)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(self._parse(
            f"<w:numPr {self._space}><w:ilvl w:val='{level}'/><w:numId w:val='{900 + self._lists}'/></w:numPr>"))


def _track(paragraph: Any) -> None:
    """The second half of the paragraph as an insertion, and words deleted before it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    run = paragraph.runs[0]
    text = run.text
    run.text = text[:len(text) // 2]
    by = f"{nsdecls('w')} w:author='审核'"
    deleted = parse_xml(f"<w:del {by} w:id='1'><w:r><w:delText>原有的一句话。</w:delText></w:r></w:del>")
    inserted = parse_xml(f"<w:ins {by} w:id='2'><w:r><w:t xml:space='preserve'/></w:r></w:ins>")
    inserted[0][0].text = text[len(text) // 2:]
    run._r.addnext(deleted)
    deleted.addnext(inserted)


# --------------------------------------------------------------------- pdf

def write_pdf(damaged: Damaged, dice: random.Random) -> bytes:
    """A4, body in 16 points, first lines indented by two, page numbers below, a running head above."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595.3, 841.9), invariant=1)
    head = f"{damaged.plan.place}人民政府行政规范性文件" if dice.random() < 0.6 else ""
    setter = _Setter(canvas, head, lambda text, size: float(pdfmetrics.stringWidth(text, _FONT, size)))
    for line in damaged.before:
        setter.paragraph(line, 12, 0)
    for block, line in _body(damaged):
        if block.style == "title":
            setter.centred(line, 22)
        elif block.style in _CENTRED:
            setter.centred(line, 16)
        else:
            setter.paragraph(line, 16, 0 if block.style == "addressee" else 32)
    for line in damaged.after:
        setter.paragraph(line, 12, 0)
    setter.end_page()
    canvas.save()
    return stream.getvalue()


class _Setter:
    """Sets lines on pages, closing marks never first on a line."""

    LEFT, WIDTH, TOP, STEP, LINES = 79.0, 448.0, 720.0, 28.8, 22

    def __init__(self, canvas: Any, head: str, width: Any) -> None:
        self._canvas, self._head, self._width = canvas, head, width
        self._line, self._page = 0, 1

    def paragraph(self, text: str, size: float, indent: float) -> None:
        left, line = self.LEFT + indent, ""
        for char in text:
            if self._width(line + char, size) <= self.LEFT + self.WIDTH - left or char in "，。、；：）》”！？,;:!?)":
                line += char
                continue
            self._put(left, line, size)
            left, line = self.LEFT, char
        self._put(left, line, size)

    def centred(self, text: str, size: float) -> None:
        while text:
            fits = next(n for n in range(len(text), 0, -1) if self._width(text[:n], size) <= self.WIDTH * 0.9)
            self._put(297.6 - self._width(text[:fits], size) / 2, text[:fits], size)
            text = text[fits:]

    def _put(self, x: float, text: str, size: float) -> None:
        if self._line == self.LINES:
            self.end_page()
        self._canvas.setFont(_FONT, size)
        self._canvas.drawString(x, self.TOP - self.STEP * self._line, text)
        self._line += 1

    def end_page(self) -> None:
        self._canvas.setFont(_FONT, 14)
        self._canvas.drawCentredString(297.6, 55, f"— {self._page} —")
        if self._head:
            self._canvas.drawString(self.LEFT, 785, self._head)
        self._canvas.showPage()
        self._line, self._page = 0, self._page + 1
