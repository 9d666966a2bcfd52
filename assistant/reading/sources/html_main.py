"""Which elements of a page are its main text, and which the portal around it.

The container of the running text is found by where the sentences stand, not by the names
of classes, which differ from portal to portal. Outside it only what belongs to the text
stays: its title, its table of metadata, its byline, further running text. Class names
decide only where they are plain (nav, footer, share) and never against running text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from lxml import etree

Decision = Literal["keep", "drop", "hidden", "descend"]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Labels of the table that portals print for the rules on disclosure (政府信息公开条例 art. 17 and
# its guides), as names of lines: enough to know the table by, not all that may stand in it.
METADATA_LABELS = frozenset((
    "索引号", "信息索引号", "发文字号", "文号", "发文文号", "文件编号", "发布机构", "发文机关", "发文单位", "发布单位",
    "制发机关", "公开机构", "成文日期", "生成日期", "发文日期", "发布日期", "公开日期", "公布日期", "主题分类",
    "体裁分类", "组配分类", "信息分类", "有效性", "时效性", "公文时效", "标题", "名称", "信息名称", "文件名称",
    "主题词", "关键词", "公开方式", "公开范围", "生效日期", "废止日期", "公开属性", "公开主体", "施行日期",
))
_LABEL_MARKS = re.compile(r"[\s\[\]【】:\uff1a\u3000]+")
_LABEL_INSIDE = re.compile(r"索\s*引\s*号|发文字号|文\s*号\s*[\]】:\uff1a]|发布机构|"
                           r"发文机关|成文日期|发布日期|主题分类")
_DROPPED_TAGS = _names(
    "head script style noscript template iframe object embed svg canvas audio video select option "
    "button input textarea map datalist dialog menu")
_CHROME_TAGS = frozenset(("nav", "footer", "aside"))
_CHROME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menubar"))
_CHROME_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|bread-?crumbs?|crumbs?|foot(?:er)?|copyright|share|bdshare|sharebox|"
    r"related|relate|recommend|bottom|btm|ft|side-?bar|toolbar|login|search|qr-?code|ewm|erweima|friend-?links?|yqlj|"
    r"position|location|dqwz|weizhi|mbx|print(?:er)?|pager?-?nav|prev-?next|comment-?list|font-?size|zihao|back-?top|"
    r"top-?bar|header-?nav|site-?map|wza)(?:$|[\s_-]|\d)", re.IGNORECASE)
_CHROME_TEXT = re.compile(
    r"^(?:您?(?:现在|当前)?的?(?:所在)?的?位置|当前位置|首页\s*[>\uff1e»›/|-]|版权所有|主办(?:单位)?\s*[:\uff1a]|承办(?:单位)?\s*[:\uff1a]|"
    r"网站标识码|[\w\s]*ICP备|.{0,4}公网安备|copyright|©|技术支持|建议使用|扫一扫|分享(?:到|至)|打印(?:本页|正文)?$|"
    r"关闭(?:窗口|本页)?$|上一[篇条]|下一[篇条]|相关(?:链接|阅读|新闻|文件|文章|信息|解读|推荐|稿件)|友情链接|网站地图|"
    r"联系我们|关于我们|返回顶部|字\s*[号体]|我要(?:纠错|打印)|无障碍|长者|适老|登录|注册|搜索)", re.IGNORECASE)
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|h1|main-?title|article-?title)(?:$|[\s_-])",
                          re.IGNORECASE)
_TITLE_WORDS = re.compile(r"(?:方案|纲要|规划|计划|通知|报告|意见|决定|办法|条例|规定|细则|公报|"
                          r"通告|公告|情况|总结|要点|函|批复)"
                          r"(?:[(\uff08〔].{1,30}[)\uff09〕])?$")
_BYLINE = re.compile(r"(?:时间|日期|来源|作者|发布|编辑)\s*[:\uff1a]?.*\d{4}\s*[-年./]\s*\d{1,2}|"
                     r"^\s*(?:来源|作者)\s*[:\uff1a]")
# Levels between the main text and what it shares a container with.
_NEAR_ABOVE, _NEAR_BELOW = 3, 1
_FILE = re.compile(r"附[件表]|\.(?:docx?|pdf|xlsx?|wps|zip|rar|ofd)\b", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)|"
    r"opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_SENTENCE = re.compile("[。\uff1b\uff0c,;、]")
_BLOCK_TAGS = _names(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul")


@dataclass(slots=True)
class Measure:
    """Characters, characters in links, and characters of running text (in text with marks)."""

    shown: int = 0
    linked: int = 0
    running: int = 0

    def add(self, other: Measure) -> None:
        self.shown += other.shown
        self.linked += other.linked
        self.running += other.running


def is_block(element: etree._Element) -> bool:
    return element.tag in _BLOCK_TAGS


class Chrome:
    """Decides for each element of one page whether it is kept, dropped, hidden or looked into."""

    def __init__(self, body: etree._Element, title: str | None, hidden: Collection[str]) -> None:
        self._hidden = frozenset(hidden)
        self._title = _bare(title or "")
        self._measures: dict[etree._Element, Measure] = {}
        self._measure(body, False)
        self._all = self._measures[body].running
        self.main = self._main(body)
        self._around = frozenset((self.main, *self.main.iterancestors()))
        self._inside = frozenset(self.main.iterdescendants())
        self._distance = {above: level for level, above in enumerate(self.main.iterancestors(), 1)}
        self._passed = False

    def decide(self, element: etree._Element) -> Decision:
        """descend: neither wholly text nor wholly chrome, its children are asked."""
        if element.tag in _DROPPED_TAGS or not isinstance(element.tag, str):
            return "drop"
        if self._is_hidden(element):
            return "hidden"
        if element in self._around:
            self._passed = self._passed or element is self.main
            return "descend"
        inside = element in self._inside
        if inside and not (is_block(element) or "class" in element.attrib or "id" in element.attrib):
            return "descend"
        measure = self._measures[element]
        if measure.shown == 0:
            return "descend"
        return self._within(element, measure) if inside else self._outside(element, measure)

    def stray(self, element: etree._Element, text: str) -> bool:
        """Whether text directly in `element` stands between blocks, outside the main text."""
        return (element in self._around and element is not self.main
                and not _of_text(text, False).running)

    def _within(self, element: etree._Element, measure: Measure) -> Decision:
        if measure.shown >= 400 or measure.running * 10 > max(self._all, 1):
            return "descend"
        if self._is_named(element):
            return "drop"
        if not is_block(element):
            return "descend"
        if measure.shown < 120 and measure.running < 30 and _CHROME_TEXT.match(_flat(element)):
            return "drop"
        return "drop" if self._is_link_list(element, measure) else "descend"

    def _is_link_list(self, element: etree._Element, measure: Measure) -> bool:
        """Three links or more and hardly a word beside them; a list of annexes is not one."""
        if measure.linked < measure.shown * 0.75 or measure.running:
            return False
        links = [all_text(link).strip() for link in element.iter("a")]
        enough = 3 if measure.linked >= measure.shown * 0.9 else 4
        return len(links) >= enough and not any(_FILE.search(link) for link in links)

    def _outside(self, element: etree._Element, measure: Measure) -> Decision:
        much = measure.running * 3 > self._all > 0
        if self._is_named(element) and not much:
            return "drop"
        if element.tag == "table" and len(set(_LABEL_INSIDE.findall(_flat(element)))) >= 2:
            return "keep"
        if not is_block(element) or not any(is_block(child) for child in element.iterdescendants()):
            return "keep" if self._belongs(element, measure, _flat(element)) else "drop"
        return "drop" if self._is_link_list(element, measure) else "descend"

    def _belongs(self, element: etree._Element, measure: Measure, text: str) -> bool:
        """Whether a block without blocks in it belongs to the text though it stands outside."""
        if _CHROME_TEXT.match(text):
            return False
        mostly_links = measure.linked * 2 > measure.shown
        if _LABEL_INSIDE.search(text) and len(text) < 400:
            return True
        if measure.linked < measure.shown * 0.3 and measure.running >= 40:
            return True
        if mostly_links:
            return False
        if _label(text) in METADATA_LABELS or self._value_of_label(element):
            return True
        if len(text) <= 120 and _BYLINE.search(text):
            return True
        if len(text) <= 120 and self._is_title(element, text):
            return True
        return measure.linked == 0 and len(text) <= 120 and self._stands_near(element)

    def _stands_near(self, element: etree._Element) -> bool:
        """Text without links close above the main text (a title, a document number) or right below it (a date)."""
        above = next(parent for parent in element.iterancestors() if parent in self._distance)
        if above.tag == "tr":  # a column beside it
            return False
        return self._distance[above] <= (_NEAR_BELOW if self._passed else _NEAR_ABOVE)

    def _value_of_label(self, element: etree._Element) -> bool:
        before = element.getprevious()
        return before is not None and _label(all_text(before)) in METADATA_LABELS

    def _is_title(self, element: etree._Element, text: str) -> bool:
        bare = _bare(text)
        named = bool(_TITLE_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}"))
        if len(bare) < 5:
            return False
        if bare in self._title:
            return element.tag in ("h1", "h2", "h3") or named or bool(_TITLE_WORDS.search(text))
        return bool((element.tag in ("h1", "h2") or named) and _TITLE_WORDS.search(text))

    def _is_named(self, element: etree._Element) -> bool:
        if element.tag in _CHROME_TAGS:
            return True
        if not element.keys():
            return False
        if element.get("role", "").lower() in _CHROME_ROLES:
            return True
        return bool(_CHROME_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}"))

    def _is_hidden(self, element: etree._Element) -> bool:
        if not element.keys():
            return False
        if "hidden" in element.attrib and element.get("hidden") != "until-found":
            return True
        if _HIDDEN_STYLE.search(element.get("style", "")):
            return True
        if not self._hidden:
            return False
        names = {f".{name}" for name in element.get("class", "").split()}
        return bool(self._hidden & names) or f"#{element.get('id', '')}" in self._hidden

    def _measure(self, element: etree._Element, linked: bool) -> Measure:
        measure = Measure()
        if isinstance(element.tag, str) and element.tag not in _DROPPED_TAGS and not self._is_hidden(element):
            linked = linked or element.tag == "a"
            measure.add(_of_text(element.text, linked))
            for child in element:
                measure.add(self._measure(child, linked))
                measure.add(_of_text(child.tail, linked))
            if self._is_named(element) and element.tag != "body":
                measure.running = 0 if measure.running < 200 else measure.running
        self._measures[element] = measure
        return measure

    def _main(self, body: etree._Element) -> etree._Element:
        """Downward from the body as long as one child holds three quarters of the running text."""
        here = body
        while True:
            total = self._measures[here].running
            best = max(here, key=lambda child: self._measures[child].running, default=None)
            if best is None or total == 0 or self._measures[best].running * 4 < total * 3:
                return here
            if not is_block(best) or best.tag in ("p", "li", "pre"):
                return here
            if best.tag in ("td", "th") and not _frames_text(best):
                return next(here.iterancestors("table"), here)
            here = best


def _frames_text(cell: etree._Element) -> bool:
    """Whether a cell lays out text (several blocks or breaks) rather than holding a datum."""
    return sum(1 for _ in cell.iterdescendants("p", "div", "br", "table")) >= 2


def all_text(element: etree._Element) -> str:
    """All character data below an element, in order."""
    return "".join(map(str, element.itertext()))


def _flat(element: etree._Element) -> str:
    return " ".join(all_text(element).split())


def _of_text(text: str | None, linked: bool) -> Measure:
    if not text:
        return Measure()
    shown = len(text) - sum(map(text.count, " \t\n\u3000\xa0"))
    running = shown if (not linked and shown >= 10 and _SENTENCE.search(text)
                        and not _CHROME_TEXT.match(text.strip())) else 0
    return Measure(shown, shown if linked else 0, running)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _label(text: str) -> str:
    return _LABEL_MARKS.sub("", text) if len(text) < 40 else ""


def label(text: str) -> str | None:
    """The metadata label that this cell is, without its brackets and colon, or None.

    >>> label("[ 发文字号 ]")
    '发文字号'
    """
    bare = _label(text)
    return bare if bare in METADATA_LABELS else None


def hidden_selectors(styles: Iterable[str]) -> set[str]:
    """The plain class and id selectors that a page's own style sheets hide.

    >>> sorted(hidden_selectors([".a, #b {display:none} .c .d{display:none} .e{color:red}"]))
    ['#b', '.a']
    """
    found: set[str] = set()
    for sheet in styles:
        for selectors, rule in _RULE.findall(sheet[:500_000]):
            if _HIDDEN_STYLE.search(rule):
                found.update(s for s in (part.strip() for part in selectors.split(","))
                             if re.fullmatch(r"[.#][\w-]+", s))
    return found
