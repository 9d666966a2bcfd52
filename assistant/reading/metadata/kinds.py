"""Kinds of documents (文种), told from the title; short canonical names."""

from __future__ import annotations

import re

# First match wins. Sources: 党政机关公文处理工作条例 (the 15 kinds), 立法法, and the kinds of plans and
# reports that are issued with them.
_KINDS: tuple[tuple[str, str], ...] = (
    (r"审议意见.{0,12}(?:研究处理|办理|处理|落实|整改).{0,6}(?:情况|报告)", "审议意见研究处理情况报告"),
    (r"审议意见$", "审议意见"),
    (r"法治(?:政府(?:部门)?|部门|机关)建设.{0,12}(?:年度)?(?:工作)?(?:进展)?(?:情况)?(?:的)?(?:年度)?报告$|法治(?:政府(?:部门)?|部门|机关)建设(?:工作)?(?:年度)?情况$"
     r"|法治建设.{0,6}年度报告$|依法行政(?:工作)?(?:年度)?(?:情况)?(?:的)?报告$|"
     r"(?:依法治[省市区县].{0,10}|法治建设(?:工作)?)(?:情况|报告)$", "法治政府建设年度报告"),
    (r"政府工作报告", "政府工作报告"),
    (r"(?:述法|述职).{0,6}报告$", "述法报告"),
    (r"督察.{0,6}(?:情况)?(?:的)?(?:报告|通报)$", "督察报告"),
    (r"(?:工作)?(?:总结|小结)$|总结(?:及|和|暨).{0,20}(?:计划|打算|思路|安排)$", "工作总结"),
    (r"(?:情况|工作)?汇报$", "工作汇报"),
    (r"工作报告$|(?:情况|进展)(?:的)?报告$", "工作报告"),
    (r"实施纲要$", "实施纲要"), (r"规划纲要$", "规划纲要"), (r"纲要$", "纲要"),
    (r"实施方案$", "实施方案"), (r"工作方案$", "工作方案"), (r"行动方案$|行动计划$", "行动方案"), (r"方案$", "方案"),
    (r"(?:工作)?要点$", "工作要点"), (r"规划$", "规划"), (r"工作计划$|计划$", "工作计划"),
    (r"实施意见$", "实施意见"), (r"指导意见$", "指导意见"), (r"意见$", "意见"),
    (r"实施条例$", "条例"), (r"条例$", "条例"), (r"实施细则$|细则$", "实施细则"), (r"实施办法$", "实施办法"),
    (r"办法$", "办法"), (r"规定$", "规定"), (r"规则$", "规则"), (r"准则$", "准则"), (r"章程$", "章程"),
    (r"规程$", "规程"), (r"制度$", "制度"),
    (r"指标体系$", "指标体系"), (r"(?:清单|目录|台账|分解表|一览表)$", "清单"),
    (r"(?:中华人民共和国.{1,30}法|(?:法|法典|宪法))$", "法律"),
    (r"决定$", "决定"), (r"决议$", "决议"), (r"公报$", "公报"), (r"公告$", "公告"), (r"通告$", "通告"),
    (r"通报$", "通报"), (r"通知$", "通知"), (r"请示$", "请示"), (r"批复$", "批复"), (r"议案$", "议案"),
    (r"纪要$", "会议纪要"), (r"函$", "函"), (r"(?:建议|提案)$", "建议提案"), (r"答复(?:意见)?$", "答复"),
    (r"解读$", "政策解读"), (r"讲话$", "讲话"), (r"令$", "命令"),
    (r"报告$", "报告"), (r"(?:情况|材料|工作情况)$", "情况材料"),
)
_TABLE = tuple((re.compile(pattern), name) for pattern, name in _KINDS)
NEWS = "新闻报道"
_TAIL = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]$|[——\-]{1,2}.*$")


def kind_of_title(title: str) -> str | None:
    """The kind of document that bears this title; None when it does not tell.

    >>> kind_of_title("某市法治政府建设实施纲要\uff082021—2025年\uff09"), kind_of_title("某区2022年度法治政府建设情况")
    ('实施纲要', '法治政府建设年度报告')
    """
    words = re.sub(r"\s+", "", title)
    while True:
        for pattern, name in _TABLE:
            if pattern.search(words):
                return name
        shorter = _TAIL.sub("", words)
        if shorter == words:
            return None
        words = shorter


# A report of the day: 4月11日上午, 近日, …
_THAT_DAY = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚)?[,\uff0c]|(?:近日|日前|昨日|连日来|近期)[,\uff0c]?"
)


def is_news(opening: str, source: str = "") -> bool:
    """Whether a text opens as news do (本报讯, 记者, 电头) and does not carry a document in full.

    With a `source` that the page names, a headline that is no document's title over a report
    of the day is news as well.

    >>> is_news("本网讯\uff08记者 某某\uff09今日\uff0c某市召开会议")
    True
    >>> is_news("近日\uff0c某省印发了某办法\uff0c全文如下。")
    False
    """
    if "全文如下" in opening or "现印发" in opening:
        return False
    lines = [line.strip() for line in opening.split("\n") if line.strip()]
    if source and lines and len(lines[0]) < 60 and kind_of_title(lines[0]) is None:
        first = next((line for line in lines[1:4] if "。" in line), "")
        if _THAT_DAY.match(first) and not lines[1].endswith(("\uff1a", ":")):
            return True
    return bool(re.search(
        r"本[网报台刊]讯|(?:新华社|中新社|中新网|人民网|"
        r"本报)[\u4e00-\u9fff]{0,8}\d{0,2}月?\d{0,2}日?[电讯]|[(\uff08](?:本报|本网|实习|"
        r"见习)?(?:记者|通讯员|首席记者)"
                          r"|^(?:记者|通讯员)\s|记者(?:从|获悉|了解到|近日)", opening))
