"""Changes and percentages against the figures beside them (增减与比率)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_SHARE = re.compile(r"(?:占(?:比|总数的|全部的)?(?:约|达|为)?|比例(?:为|达)?)\s?(?P<p>\d+(?:\.\d+)?)[%％]")
_GROWTH = re.compile(
    r"(?:由|从)(?P<lead>[^，。；\d]{0,12}(?:20\d\d年(?:度)?)?(?:的)?)\s?(?P<a>\d+(?:\.\d+)?)(?P<u>万?[\u4e00-\u9fff]{0,4}?)"
    r"(?P<verb>上升|增加|增长|提高|提升|下降|减少|降低|压缩|缩短|减)(?:至|到|为)(?P<mid>20\d\d年(?:的)?)?\s?(?P<b>\d+(?:\.\d+)?)[^，。；]{0,4}"
    r"(?:，(?P<verb2>同比)?(?:增长|上升|提高|下降|减少|降低|增幅|降幅|压缩)(?:了|率|达|为)?\s?(?P<p>\d+(?:\.\d+)?)[%％])?"
)
_PERCENT = re.compile(r"(?P<p>\d+(?:\.\d+)?)\s?[%％]")
_MAY_EXCEED = re.compile(
    "增|升|提高|长|同比|环比|扩大|是.{0,10}的|相当于|完成.{0,12}(?:计划|任务|目标)|超额|翻|倍|较|比上|比去|相比|与.{0,12}比"
)


def check(view: View) -> Iterator[InternalFinding]:
    """Each place where a change is not that of its figures, or a share is more than the whole."""
    for sentence in view.sentences:
        yield from _growth(sentence)
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
        elif match["p"] and "%" not in match["u"]:
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
