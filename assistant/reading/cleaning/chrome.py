"""What the portal put around the text (网页残留): breadcrumbs, tables of metadata, bylines,
share bars, related links, footers. Metadata are read as head data before they go.

Only whole lines go, and only at the head or the tail of the text, so that a sentence
that speaks of websites or copyright stays where it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.reading.cleaning.fields import read_fields
from assistant.reading.cleaning.lines import Span, drop, spans
from assistant.reading.cleaning.traced import Traced
from assistant.types import Repair

_BREADCRUMB = re.compile(
    r"^(?:您?(?:现在|当前)?的?(?:所在)?的?(?:位置|栏目)(?:是)?\s*[:\uff1a]?|(?:网站)?首页\s*[>\uff1e›»→/|\uff5c\u4e28-]).{0,120}$"
)
_SHARE = re.compile(
    r"^[【\[]?(?:字[号体](?:大小)?\s*[:\uff1a]?\s*[\[【]?\s*(?:大|小|默认|特大|[\[【])|分享(?:到|至|按钮)?\s*[:\uff1a]|"
    r"打印(?:本页|此页|正文|文章)?[】\]]?$|[【\[]?(?:打印|关闭|收藏|返回|保存)|我要(?:纠错|打印|分享)|下载(?:全文|文件|文档)"
    r"|(?:大|中|小)(?:\s+(?:大|中|小))+$|(?:无障碍|长者|适老|关怀版|简体|繁[体體]|English|登录|注册|网站首页|设为首页|加入收藏|手机版)"
    r"[^。\uff0c]{0,40}$|.{0,20}\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天]$)"
)
# A line of any of these begins the footer.
_FOOTER = re.compile(
    r"^(?:copyright\b|©|\(c\)|版权所有|技术支持|网站标识码|政府网站标识|扫一扫|扫码|微信扫|上一[篇条页]|下一[篇条页]"
    r"|(?:相关(?:链接|阅读|新闻|文件|信息|文章|解读|附件|稿件|报道|推荐)|(?:政策|草案|文件|图文|图片|专家|媒体)解读"
    r"|意见征集(?:反馈)?|征集反馈|延伸阅读|友情链接)\s*(?:[:\uff1a].*)?$"
    r"|原文链接|阅读原文|返回(?:顶部|首页|列表|上一页)|回到顶部|网站地图|网站声明|网站支持|联系我们|关于我们|隐私(?:声明|保护)"
    r"|站点地图|无障碍|适老化|长者(?:模式|助手)|政务(?:微博|微信)|官方(?:微博|微信)|收藏本站|设为首页|责任编辑"
    r"|(?:编辑|责编|校对|监制|[一二三]审)(?:\s*[:\uff1a]|\s+[\u4e00-\u9fff]{2,3}(?:\s|$))|来源\s*[:\uff1a]"
    r"|建议使用.*浏览器|在线投稿|关闭(?:窗口|本页)|打印(?:本页|此页)|分享到|特此?声明\s*[:\uff1a]|违法和不良信息"
    r"|(?:点赞|评论|收藏|转发|在看)(?:数|量)?\s*[:\uff1a]?\s*\d*$"
    r"|不良信息举报|您是第|您访问的|即将离开|政府网站找错)",
    re.IGNORECASE,
)
# These belong to a footer only where one follows, or a list of sites stands: they may be lines of an annex.
_BESIDE_FOOTER = re.compile(
    r"^(?:(?:主办|承办|协办)(?:单位)?\s*[:\uff1a].*|审核\s*[:\uff1a].*|微博|微信|客户端|手机版|移动版|新闻媒体网站|党政机关|事业单位"
    r"|安全生产举报|便民服务|部门[街乡]镇|部门镇街)$"
)
_FOOTER_ANYWHERE = re.compile(
    r"ICP备|ICP证|公网安备|网站标识码\s*[:\uff1a]|版权归.{1,20}所有|All Rights Reserved|Copyright\s*[©(\d]"
    r"|(?:版权所有|未经授权.{0,6}(?:禁止|不得)|举报电话\s*[:\uff1a]).*(?<!。)$",
    re.IGNORECASE,
)
_SITES = re.compile(r"^\S{0,14}(?:网站|网站群|门户网|政务网|子站)$")
_SENTENCE = re.compile(r"[。\uff1b]")
_HEAD_LINES = 25
_MARKER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(\uff08][一二三四五六七八九十]{1,3}[)\uff09]|"
    r"第[一二三四五六七八九十]{1,3}[编章节条])"
)


@dataclass(slots=True)
class Surroundings:
    """What the page said about its text: label names of LABELS and their values."""

    fields: dict[str, str] = field(default_factory=dict)


def drop_chrome(traced: Traced) -> tuple[Traced, list[Repair], Surroundings]:
    """The text without the page around it, a repair for each line, and what the page said."""
    text = traced.text
    lines = spans(text)
    said = Surroundings()
    chosen = _head(lines, text, said)
    chosen |= _tail(lines, text, said, max(chosen, default=-1) + 1)
    repairs = [traced.told("chrome", *lines[index], "") for index in sorted(chosen)]
    return (traced.edit(drop(lines, chosen, text)), repairs, said) if chosen else (traced, repairs, said)


def _head(lines: list[Span], text: str, said: Surroundings) -> set[int]:
    chosen: set[int] = set()
    waiting: str | None = None
    for index, (start, end) in enumerate(lines[:_HEAD_LINES]):
        line = text[start:end]
        if _MARKER.match(line) or (end - start > 60 and _SENTENCE.search(line)):
            break
        fields = read_fields(line)
        if fields is not None:
            chosen.add(index)
            waiting = None
            for name, value in fields:
                if name and value:
                    said.fields.setdefault(name, value)
                waiting = name if not value else None
        elif (end - start <= 140 and _BREADCRUMB.match(line) and re.search(r"[>\uff1e›»→]|首页", line)) or (
            end - start <= 80 and _SHARE.match(line)
        ):
            chosen.add(index)
            waiting = None
        elif waiting is not None and end - start <= 40 and index - 1 in chosen and _value_alone(lines, text, index):
            if waiting:
                said.fields.setdefault(waiting, line)
            chosen.add(index)
            waiting = None
        else:
            waiting = None
    return chosen


def _value_alone(lines: list[Span], text: str, index: int) -> bool:
    """Whether a line after a label without a value is that value: another label follows."""
    return index + 1 < len(lines) and read_fields(text[slice(*lines[index + 1])]) is not None


def _tail(lines: list[Span], text: str, said: Surroundings, floor: int) -> set[int]:
    """From the end upwards: lines that cannot be body, cut where the first footer stands."""
    last = len(lines)
    for index in range(len(lines) - 1, floor - 1, -1):
        line = text[slice(*lines[index])]
        if not _could_be_page(line):
            break
        last = index
    tail = [text[slice(*line)] for line in lines[last:]]
    cut = next((index for index, line in enumerate(tail) if _is_footer(line) or _is_site_list(tail, index)), None)
    if cut is None:
        return set()
    while cut and (_BESIDE_FOOTER.match(tail[cut - 1]) or _SITES.match(tail[cut - 1])):
        cut -= 1
    cut += last
    for start, end in lines[cut:]:
        for name, value in read_fields(text[start:end]) or ():
            if name in ("source", "publish_date") and value:
                said.fields.setdefault(name, value.strip("| "))
    return set(range(cut, len(lines)))


def _is_footer(line: str) -> bool:
    return bool(_FOOTER.match(line) or _FOOTER_ANYWHERE.search(line))


def _is_site_list(lines: list[str], index: int) -> bool:
    """Two sites in a row are the page's list of sites."""
    return index + 1 < len(lines) and bool(_SITES.match(lines[index]) and _SITES.match(lines[index + 1]))


def _could_be_page(line: str) -> bool:
    if len(line) > 200 or _MARKER.match(line):
        return False
    if _is_footer(line):
        return True
    annex = line.startswith(("附件", "附表", "附:", "附\uff1a"))
    return len(line) <= 90 and not line.endswith(("。", "\uff1b")) and not annex
