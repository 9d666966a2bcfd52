"""Labelled values that a portal prints around a text: its table of metadata, its byline."""

from __future__ import annotations

import re

# Labels of the metadata table that the rules on government information disclosure make portals
# print, and of the byline of a news page, each with the name it is kept under.
LABELS = {
    "index_number": ("索引号", "信息索引号", "索引"),
    "doc_number": ("发文字号", "文号", "文件编号", "发文文号", "公文编号"),
    "publisher": ("发布机构", "发文机关", "发布单位", "发文单位", "制发机关", "公开机构", "责任部门", "发布部门",
                  "信息来源", "发布人", "公开主体", "制定机关"),
    "date": ("成文日期", "生成日期", "发文日期", "成文时间", "制发日期"),
    "publish_date": ("发布日期", "发布时间", "公开日期", "公布日期", "时间", "日期", "发表时间", "更新时间",
                     "公开时间", "发稿时间"),
    "source": ("来源", "稿件来源", "文章来源"),
    "author": ("作者", "供稿", "撰稿"),
    "title": ("名称", "标题", "信息名称", "文件名称", "公文名称"),
    "": ("主题分类", "体裁分类", "有效性", "信息分类", "公开方式", "公开范围", "主题词", "关键词", "服务对象",
         "生效日期", "废止日期", "失效日期", "公文种类", "公文时效", "组配分类", "信息类别", "编辑", "责任编辑",
         "责编", "审核", "阅读量", "阅读", "浏览次数", "浏览量", "浏览", "点击数", "点击量", "点击率", "点击",
         "访问量", "字体", "字号", "字体大小", "打印", "分享", "分享到", "时效性", "效力状态", "公开属性",
         "公开时限", "内容分类", "所属主题", "所属机构", "发文类型", "施行日期", "体裁", "主题", "视力保护色",
         "语种", "载体类型", "信息有效性", "记录形式", "公开责任部门", "规章登记号", "登记号", "统一登记号", "统一编号",
         "文件状态", "文件类型", "发布状态", "施行时间", "废止时间", "有效期", "类别", "信息来源部门"),
}
_NAME_OF = {label: name for name, labels in LABELS.items() for label in labels}
_LABEL = re.compile(r"[\[【]([^\[\]【】]{1,16})[\]】]\s*[:\uff1a]?|[:\uff1a]")
# What a news page prints behind the name of its paper.
_TOOLS = re.compile(r"\s*[【\[(\uff08]?(?:字[体号]|打印|分享|关闭|收藏|大\s*中\s*小).*$")
# A label that is not listed still ends the value before it.
_UNKNOWN_LABEL = re.compile(r"(?:\s{2,}|\u3000+)[\u4e00-\u9fff]{2,6}\s*[:\uff1a].*$")
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[。\uff1b]")
_DATED = re.compile(
    r"^(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
    r"(?P<time>\s*\d{1,2}[:\uff1a]\d{2}(?:[:\uff1a]\d{2})?)?\s*"
)


def read_fields(line: str) -> list[tuple[str, str]] | None:
    """The (name, value) pairs of a line that is nothing but labelled values, else None.

    >>> read_fields("时间\uff1a2021-09-03 作者\uff1a区司法局")
    [('publish_date', '2021-09-03'), ('author', '区司法局')]
    >>> read_fields("来源\uff1a本县财政收入由三部分组成\uff0c其中税收占八成\uff0c非税占两成。") is None
    True
    """
    cells = _cells(line)
    if cells is not None:
        return cells
    found = _labels(line)
    out: list[tuple[str, str]] = []
    dated = _DATED.match(line)
    if dated and (abs(found[0][0] - dated.end()) <= 1 if found else _only_time(dated, line)):
        # A page's own date may come first, without a label.
        out.append(("publish_date", dated.group("day")))
        if not found:
            return out
    elif not found or found[0][0] > 0:
        return None
    for (_, start, name), following in zip(found, [*found[1:], None], strict=True):
        value = line[start : following[0] if following else len(line)]
        if name == "source":
            value = _TOOLS.sub("", value)
        value = _UNKNOWN_LABEL.sub("", value)
        value = value.strip(" |\u3000\u2002\xa0")
        if len(value) > 80 or (name and _SENTENCE.search(value)) or "。" in value:
            return None
        out.append((name, value))
    return out


def _labels(line: str) -> list[tuple[int, int, str]]:
    """(start, end, name) of the labels of a line: 时间:, 来 源:, [ 索引号 ]."""
    out: list[tuple[int, int, str]] = []
    for match in _LABEL.finditer(line):
        if match.group(1) is not None:
            key = _SPACE.sub("", match.group(1))
            if key in _NAME_OF:
                out.append((match.start(), match.end(), _NAME_OF[key]))
            continue
        key, start = "", None
        for at in range(match.start() - 1, max(match.start() - 17, -1), -1):
            if line[at].isspace():
                continue
            if not "\u4e00" <= line[at] <= "\u9fff":
                break
            key = line[at] + key
            if key in _NAME_OF and (at == 0 or line[at - 1].isspace() or line[at - 1].isdigit() or line[at - 1] in "|]】"):
                start, name = at, _NAME_OF[key]
        if start is not None:
            out.append((start, match.end(), name))
    return out


def _cells(line: str) -> list[tuple[str, str]] | None:
    """The pairs of a row of a table (索 引 号 | 0001 | 发文字号 | 某发1号 |), else None."""
    if "|" not in line and "\t" not in line:
        return None
    cells = [cell.strip() for cell in re.split(r"[|\t]", line)]
    keys = [re.sub(r"[\s:\uff1a]+", "", cell) for cell in cells]
    if keys[0] not in _NAME_OF:
        return None
    out: list[tuple[str, str]] = []
    for index, key in enumerate(keys):
        if key in _NAME_OF and (index == 0 or keys[index - 1] not in _NAME_OF or index % 2 == 0):
            value = cells[index + 1] if index + 1 < len(cells) and keys[index + 1] not in _NAME_OF else ""
            out.append((_NAME_OF[key], value))
    return out


def _only_time(dated: re.Match[str], line: str) -> bool:
    """A day with its time of day and nothing else is a page's, not a signature's."""
    return bool(dated.group("time")) and dated.end() == len(line)
