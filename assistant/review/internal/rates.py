"""Changes and percentages against the figures beside them (增减与比率)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_SHARE = re.compile(r"(?:占(?:比|总数的|全部的)?(?:约|达|为)?|比例(?:为|达)?)\s?(?P<p>\d+(?:\.\d+)?)[%％]")
_GROWTH = re.compile(
    r"(?:由|从)(?P<lead>[^，。；\d]{0,12}(?:20\d\d年(?:度)?)?(?:的)?)\s?(?P<a>\d+(?:\.\d+)?)(?P<u>[%％]|万?[\u4e00-\u9fff]{0,4}?)"
    r"(?P<verb>上升|增加|增长|提高|提升|下降|减少|降低|压缩|压减|缩短|缩减|精简|减)(?:至|到|为)(?P<mid>20\d\d年(?:的)?)?\s?(?P<b>\d+(?:\.\d+)?)[^，。；]{0,4}"
    r"(?:，(?P<verb2>同比)?(?:累计|整体|平均)?(?:增长|上升|提高|提升|下降|减少|降低|增幅|降幅|压缩|压减|缩短|缩减|精简)(?:了|率|达|为)*\s?(?P<p>\d+(?:\.\d+)?)[%％])?"
)
_COMPARED = re.compile(
    r"(?P<b>\d+(?:\.\d+)?)(?P<u>(?:万?(?:件|人|次|起|个|项|元|宗|户|家|条|场|名|亿元)|个?工作日|天|小时|分钟))[^。；\d]{0,6}，?(?:较|比|与)[^，。；\d]{0,4}(?:上年|去年|上一年|20\d\d年)"
    r"[^，。；\d]{0,6}(?P<a>\d+(?:\.\d+)?)(?P=u)?(?:相比)?[^。；\d]{0,4}?(?P<verb>上升|增加|增长|提高|下降|减少|降低|缩短|压缩|压减)(?:了)?(?P<p>\d+(?:\.\d+)?)[%％]"
)
_REDUCED = re.compile(
    r"(?P<a>\d+)(?P<u>[项个件类条种])[^，。；]{0,12}(?:优化|调整|压减|精简|缩减|整合|清理|减少|归并)(?:至|到|为|成)(?P<b>\d+)(?P=u)"
    r"[^，。；\d]{0,8}，(?P<verb>收回|取消|减少|压减|精简|核减|剔除|下放|减)(?:了)?[^，。；\d]{0,8}(?P<c>\d+)(?P=u)"
)
_PERCENT = re.compile(r"(?P<p>\d+(?:\.\d+)?)\s?[%％]")
_MAY_EXCEED = re.compile(
    "增|升|提高|长|同比|环比|扩大|是.{0,10}的|相当于|完成.{0,12}(?:计划|任务|目标)|超额|翻|倍|较|比上|比去|相比|与.{0,12}比"
)


def check(view: View) -> Iterator[InternalFinding]:
    """Each place where a change is not that of its figures, or a share is more than the whole."""
    for sentence in view.sentences:
        yield from _growth(sentence)
        yield from _compared(sentence)
        yield from _reduced(sentence)
        yield from _percentages(sentence)


def _growth(sentence: Sentence) -> Iterator[InternalFinding]:
    """由120件增至150件,增长25%."""
    for match in _GROWTH.finditer(sentence.text):
        a, b = float(match["a"]), float(match["b"])
        rises = match["verb"] in ("上升", "增加", "增长", "提高", "提升")
        if a == 0 or (len(match["a"]) == 4 and match["a"].startswith("20")):
            continue
        if (b > a) != rises and a != b:
            yield sentence.finding(
                "trend",
                "high",
                match.start(),
                match.end(),
                f"“{match['verb']}”与数据变化方向（{a:g}→{b:g}）不符",
                confidence=0.92,
            )
        elif match["p"] and match["u"] not in ("%", "％"):
            told, right = float(match["p"]), abs(b - a) / a * 100
            if abs(right - told) > max(0.6, 10.0 ** -len(match["p"].partition(".")[2])):
                yield sentence.finding(
                    "rate",
                    "high",
                    match.start(),
                    match.end(),
                    f"变化幅度与数据不符：{a:g}→{b:g}约{right:.1f}%",
                    confidence=0.85,
                )


def _compared(sentence: Sentence) -> Iterator[InternalFinding]:
    """120件,比上年的100件增长20%."""
    for match in _COMPARED.finditer(sentence.text):
        now, then, told = float(match["b"]), float(match["a"]), float(match["p"])
        change = (now - then) / then * 100 if then else 0.0
        rises = match["verb"] in ("上升", "增加", "增长", "提高")
        if then and (abs(abs(change) - told) > 0.6 or (change > 0) != rises):
            yield sentence.finding(
                "rate",
                "high",
                match.start(),
                match.end(),
                f"变化幅度与数据不符：{then:g}→{now:g}，变化约{change:+.1f}%",
                confidence=0.85,
            )


def _reduced(sentence: Sentence) -> Iterator[InternalFinding]:
    """112项优化为68项,收回44项: what was taken away is the difference."""
    for match in _REDUCED.finditer(sentence.text):
        whole, left, gone = int(match["a"]), int(match["b"]), int(match["c"])
        if left < whole and whole - left != gone:
            yield sentence.finding(
                "sum",
                "high",
                match.start(),
                match.end(),
                f"{whole}{match['u']}减为{left}{match['u']}，差额{whole - left}{match['u']}，与“{match['verb']}{gone}{match['u']}”不符",
                confidence=0.85,
            )


def _percentages(sentence: Sentence) -> Iterator[InternalFinding]:
    """A rate above 100 %, and shares of one whole that add up to more."""
    text = sentence.text
    for match in _PERCENT.finditer(text):
        lead = text[max(0, match.start() - 16) : match.start()]
        if float(match["p"]) > 100 and re.search("率|比例|占|度|覆盖", lead) and not _MAY_EXCEED.search(lead):
            yield sentence.finding(
                "percentage",
                "high",
                max(0, match.start() - 12),
                match.end(),
                f"比率{match['p']}%超过100%",
                confidence=0.93,
            )
    shares = list(_SHARE.finditer(text))
    row = re.search(r"分别占[^。；]{0,12}?((?:\d+(?:\.\d+)?[%％][、和，]?){2,})", text)
    if row:
        values = [float(v) for v in re.findall(r"\d+(?:\.\d+)?", row[1])]
        if sum(values) > 100.6:
            yield sentence.finding(
                "percentage", "high", row.start(), row.end(), f"各项占比合计{sum(values):g}%，超过100%"
            )
    elif (
        len(shares) >= 2 and "其中" in text and sum(float(m["p"]) for m in shares) > 100.6 and text.count("其中") == 1
    ):
        total = sum(float(m["p"]) for m in shares)
        yield sentence.finding(
            "percentage",
            "medium",
            shares[0].start(),
            shares[-1].end(),
            f"各项占比合计{total:g}%，超过100%",
            confidence=0.8,
        )
