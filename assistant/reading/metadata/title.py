"""The title of a document, also over several lines, or where a notice carries it (印发…的通知)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.metadata.regions import leading_region
from assistant.reading.offices import offices

# A carrying notice: issuers 关于印发《title》的通知.
CARRIER = re.compile(
    r"(?P<before>[^\u300a\u300b。]{0,60}?)(?:关于)?(?:印发|转发|批转|下发|发布|公布|颁发)(?:\S{0,20}?)?[\u300a](?P<title>.+)[\u300b]\s*的\s*(?:通知|通报|公告|通告|决定|函)$"
)
_CARRIER_BARE = re.compile(r"关于(?:印发|转发|批转|下发|发布|公布)(?P<title>[^\u300a\u300b]{4,60})的通知$")
# What a title of an official document ends with (公文种类 and the kinds of plans, rules and reports).
KINDS = (
    "纲要", "规划", "计划", "方案", "要点", "意见", "办法", "规定", "条例", "细则", "规则", "规程", "准则", "守则",
    "章程", "制度", "决定", "决议", "公报", "公告", "通告", "通报", "通知", "报告", "请示", "批复", "议案", "函",
    "纪要", "情况", "总结", "汇报", "说明", "解读", "清单", "目录", "标准", "指引", "指南", "措施", "预案", "预算",
    "决算", "体系", "台账", "法", "法典", "令", "建议", "答复", "讲话", "批示", "声明", "倡议书", "白皮书", "报告书",
    "意见书", "任务", "安排", "材料", "综述", "举措", "机制", "协议", "合同", "指标", "工作",
)
_KIND_END = re.compile("(?:" + "|".join(sorted(KINDS, key=len, reverse=True)) + r")$")
_ENDS_SENTENCE = tuple("。\uff1b\uff0c;,")
_SUBTITLE = re.compile(
    r"^[(\uff08]?\s*(?:\d{4}\s*[\u2014\u2015\u2013\-~\uff5e至到]*\s*\d{0,4}\s*年?度?|[^()\uff08\uff09。\uff0c]{0,12}(?:试行|暂行|草案|修订|修正|稿|摘要|节选|版))\s*[)\uff09]$"
)
_NOTE = re.compile(r"^[(\uff08].*(?:公布|通过|印发|发布|施行|修订|修正|批准|令|会议).*[)\uff09]?$")
_BYLINE = re.compile(
    r"^(?:时间|日期|来源|作者|编辑|发布|记者|签发人|索引号|办理结果|办理类别|公开属性|是否公开|公开方式|紧急程度|缓急|份号|主题词)\s*[:\uff1a]|"
    r"^\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?$"
)
NUMBER_LINE = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,16}[\u3014\[\uff3b(\uff08]\d{4}[\u3015\]\uff3d)\uff09]\s*第?\s*\d{1,5}\s*号|[(\uff08]?第\s*(?:\d{1,5}|[一二三四五六七八九十百〇零]{1,5})\s*号[)\uff09]?)(?:\s*签发人.*)?$"
)
# A document number that lost one of the brackets around its year.
HALF_NUMBER = re.compile(
    r"^(?P<office>[\u4e00-\u9fff]{1,16})(?:[\u3014\[](?P<a>\d{4})(?P<b>\d{1,4})"
    r"|(?P<c>\d{4})[\u3015\]](?P<d>\d{1,4}))号$"
)
_REDHEAD = re.compile(r"^.{4,40}(?:文件|办公室文件|公报)$")
# The order (令), or a people's congress's announcement (公告), that promulgates a regulation; its number
# may stand on the next line.
ORDER = re.compile(
    r"^(?P<maker>[\u4e00-\u9fff]{2,28}?)(?:令|(?<=人民代表大会)公告|(?<=常务委员会)公告)"
    r"(?:[(\uff08]?第(?:\d+|[一二三四五六七八九十百〇零]+)号[)\uff09]?)?$"
)
# A page's headline over a document in full: 甲、乙印发《丙》.
HEADLINE = re.compile(
    "^(?P<before>[^\u300a\u300b。]{2,60}?)(?:联合)?(?:印发|发布|公布|出台|"
    "转发)了?\u300a(?P<title>[^\u300a\u300b]+)\u300b(?:全文)?$"
)
# The line under a report's title that tells where and by whom it was given.
GIVEN = re.compile(
    r"^[\u2014\-—]{1,4}.*(?:会议|大会|全会)|(?:人民代表大会|常委会|委员会|"
    r"全体会议).{0,20}(?:会议)?上[)\uff09]?$|^[(\uff08]?\d{4}年\d{1,2}月\d{1,2}日.{0,40}会议"
)
_SPEAKER = re.compile(
    r"(?:[省市区县州镇乡盟旗]长|主任|院长|检察长|书记|主席|局长|厅长|部长|"
    r"总理)[\s\u3000\uff1a:]*[\u4e00-\u9fff]{1,2}[\s\u3000]*[\u4e00-\u9fff]{0,2}$"
)
# The same with white space set between all characters (市  长   某 某 某).
_SPEAKER_ALONE = re.compile(r"^代?(?:[省市区县州镇乡盟旗]长|主任|院长|检察长|主席|局长|厅长|部长|总理)[\u4e00-\u9fff]{2,4}$")
_OFFICE = re.compile(r"(?:委员会|委|政府|办公室|办公厅|局|厅|部|院|会|公司|大学|学院|中心|领导小组|支队|总队|队)$")
_HALF_SUBTITLE = re.compile(r"(?<![(\uff08\d])(\d{4}[^()\uff08\uff09\d]{1,3}\d{4}年?[)\uff09])$")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Titles:
    """`line` is the index of the head line that the body's own title begins at, or -1."""

    title: str
    carrier: str | None
    line: int


def squeeze(words: str) -> str:
    return re.sub(r"\s+", "", words)


def read_titles(head: list[str], news: bool, fallback: str) -> Titles:
    """Title and carrier title from the lines before the body."""
    carrier_end, carrier, inner = _carrier(head)
    if carrier is None and (carrying := CARRIER.match(squeeze(fallback))):
        # Only the page's own table has the notice's title.
        carrier, inner = _spaced(fallback), carrying.group("title")
    start, end = _own_title(head, carrier_end + 1, news)
    if carrier is not None:
        if start >= 0:
            own = _joined(head, start, end, news)
            wanted = inner if _same(own, inner) or not _KIND_END.search(_bare(own)) else own
            return Titles(wanted, carrier, start)
        if "\u300a" not in carrier and re.search(r"关于(?:公布|发布|下发)", carrier):
            return Titles(carrier, None, -1)  # a list that is made known stands in an annex
        return Titles(inner, carrier, -1)
    if start < 0:
        named = next((match.group("title") for line in head if (match := HEADLINE.match(squeeze(line)))), None)
        order = next((squeeze(line) for line in head if ORDER.match(squeeze(line))), None)
        return Titles(named or order or fallback, None, -1)
    return Titles(_joined(head, start, end, news), None, start)


def _carrier(head: list[str]) -> tuple[int, str | None, str]:
    """(last line, carrier title, carried title) of a notice's title over one to four lines."""
    for start in range(min(len(head), 14)):
        for size in range(1, 5):
            lines = head[start : start + size]
            if len(lines) < size or any(line.endswith((*_ENDS_SENTENCE, "\uff1a", ":")) for line in lines):
                break
            if any(NUMBER_LINE.match(line) or HALF_NUMBER.match(line) or _REDHEAD.match(line) or _BYLINE.match(line) for line in lines):
                break
            words = " ".join(line.strip() for line in lines)
            squeezed = squeeze(words)
            match = CARRIER.match(squeezed) or _CARRIER_BARE.search(squeezed)
            if match and len(squeezed) <= 2 * _LONGEST:
                found = start + size - 1, _spaced(words), match.group("title")
                # A page's headline leaves out who issues; the notice's own title below it does not.
                fuller = _carrier_of_issuer(head, found)
                return fuller or found
    return -1, None, ""


def _carrier_of_issuer(head: list[str], found: tuple[int, str, str]) -> tuple[int, str, str] | None:
    """The same carrier title further down, with its issuer before it."""
    if not found[1].startswith("关于"):
        return None
    end, carrier, inner = _carrier(head[found[0] + 1 :])
    if carrier is None or carrier == found[1] or not squeeze(carrier).endswith(squeeze(found[1])):
        return None
    return found[0] + 1 + end, carrier, inner


def _spaced(words: str) -> str:
    """White space out, but for the one between two offices."""
    pieces = re.split(r"\s+", words.strip())
    out = pieces[0]
    for piece in pieces[1:]:
        between = _OFFICE.search(out) and re.match(
            r"\S{2,30}?(?:委员会|委|政府|局|厅|部|院|办公室|办公厅|会)(?:关于|印发|转发|$)", piece)
        out += (" " if between else "") + piece
    return out


def _own_title(head: list[str], floor: int, news: bool) -> tuple[int, int]:
    """Span of the head lines that make up the title of the body, or (-1, -1)."""
    best = (-1, -1)
    index = max(floor, 0)
    while index < len(head):
        if not _title_like(head[index]):
            index += 1
            continue
        end = index + 1
        while end < len(head) and end - index < 4 and _goes_on(head[index:end], head[end]):
            end += 1
        index += _offices_above(head[index:end])
        if (end < len(head) and _SUBTITLE.match(squeeze(head[end]))) or (
            end < len(head) and re.fullmatch(r"\d{4}.{1,3}\d{4}年?[)\uff09]", squeeze(head[end]))
        ):
            end += 1
        words = squeeze("".join(head[index:end]))
        ends_like_one = bool(_KIND_END.search(_bare(words)))
        if ends_like_one or (news and best[0] < 0):
            if best[0] < 0 or (ends_like_one and floor > 0):
                best = (index, end)
            if floor == 0:
                return best
        elif best[0] < 0 and floor == 0 and not _OFFICE.search(words):
            best = (index, end)
            if any(line.endswith("。") for line in head[end:]) or end == len(head):
                later = _later_kind(head, end)
                return later if later[0] >= 0 else best
        index = end
    return best


def _goes_on(lines: list[str], following: str) -> bool:
    """Whether a title goes on in the next line; its last word may stand there alone (通    报)."""
    if squeeze(following) in KINDS and not _KIND_END.search(_bare(squeeze(lines[-1]))):
        return True
    return _title_like(following) and not _whole(lines, following)


def _offices_above(lines: list[str]) -> int:
    """How many lines are offices that stand above a title complete without them (某市关于…)."""
    count = next((at for at, line in enumerate(lines) if not offices(squeeze(line))), 0)
    return count if count and leading_region(lines[count]) and "关于" in lines[count] else 0


def _later_kind(head: list[str], floor: int) -> tuple[int, int]:
    """A later line that ends as titles do, when the first title-like line did not."""
    for index in range(floor, len(head)):
        if _title_like(head[index]) and _KIND_END.search(_bare(squeeze(head[index]))):
            end = index + 1
            if end < len(head) and _SUBTITLE.match(squeeze(head[end])):
                end += 1
            return index, end
    return -1, -1


def _title_like(line: str) -> bool:
    words = squeeze(line)
    if HEADLINE.match(words) or ORDER.match(words):
        return False
    return (
        2 < len(words) <= _LONGEST and not words.endswith((*_ENDS_SENTENCE, "\uff1a", ":")) and "。" not in words
        and not any(form.match(words) for form in (NUMBER_LINE, HALF_NUMBER, _REDHEAD, _BYLINE, _NOTE))
        and not _SUBTITLE.match(words) and not re.match(r"^(?:目录|前言|序言|引言|附件\d*|—+)$", words)
        and not re.search(r"\d{4}年\d{1,2}月\d{1,2}日$|^\d{8}日?$", words) and not GIVEN.search(words)
        and not (len(words) < 30 and _SPEAKER.search(line.strip())) and not _SPEAKER_ALONE.match(words)
    )


def _whole(lines: list[str], following: str) -> bool:
    """Whether these lines are a title already, so that the next line is not a part of it."""
    words = squeeze("".join(lines))
    if _KIND_END.search(_bare(words)) and not re.match(r"^(?:的|和|及|与|—|——)", following):
        return not following.startswith(("——", "—", "--"))
    return False


def _joined(head: list[str], start: int, end: int, news: bool) -> str:
    lines = head[start:end]
    if news:
        return " ".join(re.sub(r"\s+", " ", line.strip()) for line in lines)
    title = "".join(squeeze(line) for line in lines).rstrip("|\u4e28_-")
    # 2021—2025年) under a title has lost its bracket: the title is given whole, the text stays as it is.
    return _HALF_SUBTITLE.sub("\uff08\\1", title)


def _bare(words: str) -> str:
    """Without the brackets at its end."""
    return re.sub(r"(?:[(\uff08][^()\uff08\uff09]*[)\uff09]|\d{4}.{1,3}\d{4}年?[)\uff09])+$", "", words)


def _same(own: str, inner: str) -> bool:
    def key(words: str) -> str:
        return re.sub(r"[\W_]", "", words)

    return key(own) in key(inner) or key(inner) in key(own)
