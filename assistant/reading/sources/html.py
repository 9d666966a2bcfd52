"""A saved page: its bytes decoded, its depth checked, its main text told from the rest."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

from assistant.reading.raw import RawText
from assistant.reading.sources.builder import TextBuilder
from assistant.reading.sources.html_main import Chrome, hidden_selectors
from assistant.reading.sources.html_text import Renderer
from assistant.reading.sources.refuse import refusal
from assistant.reading.sources.txt import decode
from assistant.types import Repair

# Deeper than any page a portal makes; a parser needs quadratic time for what is far deeper.
MAX_DEPTH = 400
MAX_TAGS = 2_000_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)([^<>]*)>?")
# Inline elements that only format. One that carries attributes may hide its text and is kept.
_FORMATTING = frozenset(("b", "strong", "i", "em", "u", "font", "span", "big", "small", "tt", "ins", "mark"))
# Void elements younger than the parser, which would put all that follows into them.
_VOID = re.compile(r"<(?:wbr|source|track|embed)\b[^<>]*>", re.IGNORECASE)
_RAW = ("script", "style", "textarea", "noscript", "template", "xmp")
# Elements that never nest by mistake: void ones, and those whose end the parser supplies.
_FLAT = frozenset(re.findall(
    r"\w+", "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody "
    "tfoot option optgroup html head body"))


def load_html(data: bytes, name: str) -> RawText:
    """Raises Unreadable: nested (too deep), no_words, binary."""
    markup, mended = _decoded(data, name)
    bare, styles = _without_raw(markup)
    bare = _without_formatting(bare, _checked(bare, name))
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = lxml.html.document_fromstring(bare, parser=parser)
    except (lxml.etree.ParserError, ValueError) as exc:
        raise refusal("no_words", name) from exc
    title = " ".join((root.findtext(".//title") or "").split()) or None
    body = root.find("body")
    if body is None:
        body = root
    builder = TextBuilder()
    builder.repairs.extend(mended)
    Renderer(builder, Chrome(body, title, hidden_selectors(styles))).render(body)
    raw = builder.raw("html", _own_title(title))
    if not any(char.isalnum() for char in raw.text):
        raise refusal("no_words", name)
    return raw


def _own_title(title: str | None) -> str | None:
    """A page's title without the column and the site that follow it (…_要闻_某县人民政府网)."""
    first = re.split(r"\s*[_|]\s*", title or "")[0]
    return first if len(first) > 5 else title


def _decoded(data: bytes, name: str) -> tuple[str, list[Repair]]:
    """The byte order mark, then what the page says of itself, then what the bytes say."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = declared.group(1).decode("ascii", "replace").lower()
        encoding = "gb18030" if encoding in ("gb2312", "gbk", "gb18030", "x-gbk") else encoding
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""), []
        except (UnicodeDecodeError, LookupError):
            text, repairs = decode(data, name)
            if not repairs:
                repairs = [Repair("encoding", encoding, "按字节判定", 0)]
            return text, [Repair(r.kind, r.before, r.after, 0, count=r.count) for r in repairs[:1]]
    text, repairs = decode(data, name)
    return text, [Repair(r.kind, r.before, r.after, 0, count=len(repairs)) for r in repairs[:1]]


def _without_raw(markup: str) -> tuple[str, list[str]]:
    """The markup without comments and elements whose content is no text; and its style sheets.

    Found by plain searching, one pass: an unclosed one ends the page.
    """
    lower = markup.lower()
    if len(lower) != len(markup):  # a few characters change length; positions must agree
        lower = re.sub("[A-Z]+", lambda found: found.group().lower(), markup)
    out: list[str] = []
    styles: list[str] = []
    at = 0
    opening = re.compile(rf"<!--|<({'|'.join(_RAW)})\b")
    while found := opening.search(lower, at):
        out.append(markup[at:found.start()])
        if found.group(1) is None:
            end = lower.find("-->", found.end())
            at = len(markup) if end < 0 else end + 3
            continue
        end = lower.find(f"</{found.group(1)}", found.end())
        if end < 0:
            at = len(markup) if found.group(1) != "noscript" else found.end()
            continue
        if found.group(1) == "style":
            styles.append(markup[found.end():end].partition(">")[2])
        close = lower.find(">", end)
        at = len(markup) if close < 0 else close + 1
        out.append(" ")
    out.append(markup[at:])
    return "".join(out), styles


def _checked(markup: str, name: str) -> set[str]:
    """Formatting tags that carry attributes in this page. Raises Unreadable for too deep or too many tags."""
    depth = tags = 0
    attributed: set[str] = set()
    for found in _TAG.finditer(markup):
        tags += 1
        if tags > MAX_TAGS:
            raise refusal("nested", name)
        tag = found.group(2).lower()
        if found.group(3) and tag in _FORMATTING:
            attributed.add(tag)
        if tag in _FLAT or found.group(3).endswith("/"):
            continue
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        if depth > MAX_DEPTH:
            raise refusal("nested", name)
    return attributed


def _without_formatting(markup: str, attributed: set[str]) -> str:
    """Bold and its like mean nothing here; without them a page has half the elements."""
    markup = _VOID.sub("", markup)
    plain = "|".join(sorted(_FORMATTING - attributed))
    return re.sub(rf"</?(?:{plain})\s*>", "", markup, flags=re.IGNORECASE) if plain else markup
