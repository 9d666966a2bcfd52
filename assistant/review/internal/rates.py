"""Rates, changes and flows against the figures beside them (比率、增减、口径)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_SHARE = re.compile(r"(?:占(?:比|总数的|全部的)?(?:约|达|为)?|比例(?:为|达)?)\s?(?P<p>\d+(?:\.\d+)?)[%％]")
_RATE = re.compile(
    r"(?P<name>办结|审结|整改|完成|答复|调解成功|合格|纠错|败诉|采纳|回复|结案)率(?:为|达到?|是)?\s?(?P<p>\d+(?:\.\d+)?)[%％]"
)
_GROWTH = re.compile(
    r"(?:由|从)(?P<lead>[^，。；\d]{0,12}(?:20\d\d年(?:度)?)?(?:的)?)\s?(?P<a>\d+(?:\.\d+)?)(?P<u>万?[\u4e00-\u9fff]{0,2}?)"
    r"(?P<verb>上升|增加|增长|提高|提升|下降|减少|降低|压缩|缩短|减)(?:至|到|为)(?P<mid>20\d\d年(?:的)?)?\s?(?P<b>\d+(?:\.\d+)?)[^，。；]{0,4}"
    r"(?:，(?P<verb2>同比)?(?:增长|上升|提高|下降|减少|降低|增幅|降幅|压缩)(?:了|率|达|为)?\s?(?P<p>\d+(?:\.\d+)?)[%％])?"
)
_GROUPS = re.compile(
    r"(?P<g>[\u4e00-\u9fff]{0,6}(?:组|小组|专班|分队))\s?(?P<a>\d+)\s?个[^。；]{0,10}?(?P<p>[\u4e00-\u9fff]{0,5}(?:人员|队员|干部|专家))\s?(?P<b>\d+)\s?[人名]"
)
_GROUPS_BACK = re.compile(
    r"(?P<a>\d+)\s?个(?P<g>[\u4e00-\u9fff]{0,6}(?:组|小组|专班|分队))[^。；\d]{0,10}(?P<b>\d+)\s?[人名]"
)
_PERCENT = re.compile(r"(?P<p>\d+(?:\.\d+)?)\s?[%％]")
_MAY_EXCEED = re.compile(
    "增|升|提高|长|同比|环比|扩大|是.{0,10}的|相当于|完成.{0,12}(?:计划|任务|目标)|超额|翻|覆盖倍|较|比"
)
_CHECKED = re.compile(
    r"(?:对)?(?P<a>\d+)件(?P<what>[\u4e00-\u9fff（）()]{0,12}?规范性文件)[^。；]{0,60}?(?:合法性)?(?:审核|审查)|(?:制定|出台|印发|制发)(?P<what2>[\u4e00-\u9fff（）()]{0,12}?规范性文件)(?P<a2>\d+)件"
)
_FILED = re.compile(
    r"(?:报送|报|上报)[^。；，]{0,20}?备案[^。；，\d]{0,16}?(?P<b>\d+)件|备案[^。；，\d]{0,16}(?P<b2>\d+)件"
)
_TOOK = re.compile(r"(?P<verb>受理|收到|接收|接到|登记|立案)(?P<what>[^，。；\d]{0,14})(?P<a>\d+)(?P<u>[件宗起])")
_ENDED = re.compile(
    r"(?P<verb>办结|审结|结案|处理完毕|化解|答复)(?P<what>[^，。；\d率]{0,10})(?P<b>\d+)(?P<u>[件宗起])"
)
_CARRIED = re.compile("上年|结转|旧存|历年|往年|累计|含|包括|积案")


def check(view: View) -> Iterator[InternalFinding]:
    """Each place where two figures of one sentence cannot both be right."""
    for sentence in view.sentences:
        yield from _rates(sentence)
        yield from _growth(sentence)
        yield from _groups(sentence)
        yield from _flows(sentence)
        yield from _percentages(sentence)


def _rates(sentence: Sentence) -> Iterator[InternalFinding]:
    """受理126件,审结118件,审结率93.7%."""
    text = sentence.text
    for match in _RATE.finditer(text):
        took = next((m for m in reversed(list(_TOOK.finditer(text[: match.start()])))), None)
        done = next(
            (
                m
                for m in reversed(
                    list(
                        re.finditer(
                            rf"{match['name']}[^，。；\d率]{{0,8}}(?P<b>\d+)[件宗起个项条]", text[: match.start()]
                        )
                    )
                )
            ),
            None,
        )
        if took is None or done is None or done.start() < took.start() or _CARRIED.search(text):
            continue
        if re.search("按期|按时|及时|法定|应", text[max(0, match.start() - 6) : match.start()]):
            continue
        whole, part, told = float(took["a"]), float(done["b"]), float(match["p"])
        if whole <= 0:
            continue
        right = 100 * part / whole
        decimals = len(match["p"].partition(".")[2])
        if abs(right - told) > max(0.6, 10.0**-decimals):
            yield sentence.finding(
                "rate",
                "high",
                took.start(),
                match.end(),
                f"{match['name']}率与所列数据不符：{part:g}÷{whole:g}≈{right:.1f}%",
                confidence=0.85,
            )


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


def _groups(sentence: Sentence) -> Iterator[InternalFinding]:
    for pattern in (_GROUPS, _GROUPS_BACK):
        for match in pattern.finditer(sentence.text):
            if int(match["a"]) > int(match["b"]):
                yield sentence.finding(
                    "groups_people",
                    "medium",
                    match.start(),
                    match.end(),
                    f"组数（{match['a']}）多于人数（{match['b']}），口径须说明",
                    "核对数据或注明人员可重复",
                    0.9,
                )


def _flows(sentence: Sentence) -> Iterator[InternalFinding]:
    text = sentence.text
    for checked in _CHECKED.finditer(text):
        filed = _FILED.search(text, checked.end())
        if filed is None:
            continue
        a, b = int(checked["a"] or checked["a2"]), int(filed["b"] or filed["b2"])
        whose = "部门" in text[checked.end() : filed.start()][-8:]
        if a != b and not whose and b > 0 and abs(a - b) <= max(a, b) // 2:
            yield sentence.finding(
                "flow",
                "medium" if b > a else "low",
                filed.start(),
                filed.end(),
                f"审核（制定）{a}件而报送备案{b}件，前后不一，请说明",
                "核对数据或说明差额",
                0.75,
            )
    for took in _TOOK.finditer(text):
        ended = _ENDED.search(text, took.end())
        if ended is None or ended["u"] != took["u"] or _CARRIED.search(text) or ended.start() - took.end() > 20:
            continue
        if int(ended["b"]) > int(took["a"]):
            yield sentence.finding(
                "flow",
                "medium",
                took.start(),
                ended.end(),
                f"{ended['verb']}数（{ended['b']}）大于{took['verb']}数（{took['a']}）",
                "核对数据或注明含上年结转",
                0.88,
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
