"""The printed numbers that begin clauses (层次序数), by 党政机关公文格式 GB/T 9704-2012 §7.3.3
(一、 (一) 1. (1)) and 立法技术规范 (编 章 节 条 项)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.ordinals import value

_NUMERAL = "[一二三四五六七八九十百零〇]{1,5}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_SMALL = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"

# From the outermost to the innermost.
VOLUME, CHAPTER, DIVISION, ARTICLE, PART, SECTION, ITEM, SUBITEM, CIRCLE = range(9)
_UNITS = {"编": VOLUME, "分编": VOLUME, "章": CHAPTER, "部分": CHAPTER, "节": DIVISION, "条": ARTICLE}

_MARKER = re.compile(
    rf"(?P<law>第\s*(?P<ordinal>{_NUMERAL}|\d{{1,4}})\s*(?P<unit>分编|编|章|节|条|部分)(?P<of>之[一二三四五六七八九十])?)"
    rf"(?=[\s\u3000\uff1a:、,\uff0c.]|$|(?<=[编章节条分])[\u3400-\u9fff\u201c\u300a])[\s\u3000]*[\uff1a:、]?"
    rf"|(?P<part>{_NUMERAL})\s*[、.\uff0e\u2e33\uff61](?![一二三四五六七八九十]+[、级类线产批等])"
    rf"|[(\uff08]\s*(?P<section>{_NUMERAL})\s*[)\uff09][、.]?"
    r"|(?P<item>\d{1,3})\s*(?:[.\uff0e](?:(?!\d)|(?=20\d\d年|12\d{3}(?!\d)))|、(?!\d))"
    r"|[(\uff08]\s*(?P<subitem>\d{1,3})\s*[)\uff09][、.]?"
    rf"|(?P<circle>[{_CIRCLED}])[、.]?|(?P<bracketed>[{_BRACKETED}])|(?P<small>[{_SMALL}])|(?P<stopped>[{_STOPPED}])"
)
# What looks like a number of a clause but refers to one: (二)项规定, 第三条第二款规定 ...
_REFERRING = (
    r"项(?!目)|款(?!项)|目(?![标录前的])|条(?![例件块])|规定(?:的|情形|[\uff0c,])|所列|至[(\uff08第]|、[(\uff08第]|和第|或者第|及第"
)
_REFERENCE = re.compile(rf"{_REFERRING}|第[一二三四五六七八九十\d]{{1,4}}[项款条目]")
# (一)第九条增加一款 is no reference: a decision counts what it amends.
_REFERENCE_TO_ITEM = re.compile(rf"{_REFERRING}|第[一二三四五六七八九十\d]{{1,4}}[项款目]")


@dataclass(frozen=True, slots=True)
class Marker:
    """rank: one of the constants above; number: as ids print it; value: the count it names."""

    rank: int
    number: str
    value: int
    length: int


def marker(text: str, start: int, end: int) -> Marker | None:
    """The number that begins the line text[start:end], or None.

    >>> marker("\uff08十二\uff09创新方式", 0, 8)
    Marker(rank=5, number='(十二)', value=12, length=4)
    >>> marker("1.5亿元", 0, 5) is None and marker("\uff08二\uff09项规定的", 0, 7) is None
    True
    """
    match = _MARKER.match(text, start, end)
    if match is None:
        return None
    kind = match.lastgroup
    length = match.end() - start
    if match.group("law"):
        if _REFERENCE.match(text, match.end("law"), end):
            return None
        written = match.group("ordinal")
        number = f"第{written}{match.group('unit')}{match.group('of') or ''}"
        return Marker(_UNITS[match.group("unit")], number, value(written), length)
    written = match.group(kind or 0)
    if kind in ("section", "subitem", "bracketed") and _REFERENCE_TO_ITEM.match(text, match.end(), end):
        return None
    if kind == "part":
        return Marker(PART, written, value(written), length)
    if kind == "section":
        return Marker(SECTION, f"({written})", value(written), length)
    if kind == "bracketed":
        count = _BRACKETED.index(written) + 1
        return Marker(SECTION, f"({'一二三四五六七八九十'[count - 1]})", count, length)
    if kind == "item":
        return Marker(ITEM, str(int(written)), int(written), length)
    if kind == "stopped":
        count = _STOPPED.index(written) + 1
        return Marker(ITEM, str(count), count, length)
    if kind == "subitem":
        return Marker(SUBITEM, f"({int(written)})", int(written), length)
    if kind == "small":
        count = _SMALL.index(written) + 1
        return Marker(SUBITEM, f"({count})", count, length)
    return Marker(CIRCLE, written, _CIRCLED.index(written) + 1, length)
