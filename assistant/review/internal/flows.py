"""Stocks and what came of them; groups and their people (流量与口径)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_GROUPS = re.compile(
    r"(?P<g>[\u4e00-\u9fff]{0,6}(?:组|小组|专班|分队))\s?(?P<a>\d+)\s?个[^。；]{0,10}?(?P<p>[\u4e00-\u9fff]{0,5}(?:人员|队员|干部|专家))\s?(?P<b>\d+)\s?[人名]"
)
_GROUPS_BACK = re.compile(
    r"(?P<a>\d+)\s?个(?P<g>[\u4e00-\u9fff]{0,6}(?:组|小组|专班|分队))[^。；\d]{0,10}(?P<b>\d+)\s?[人名]"
)
_CHECKED = re.compile(
    r"(?:对)?(?P<a>\d+)件(?P<what>[\u4e00-\u9fff（）()]{0,12}?规范性文件)[^。；]{0,60}?(?:合法性)?(?:审核|审查)|(?:制定|出台|印发|制发)(?P<what2>[\u4e00-\u9fff（）()]{0,12}?规范性文件)(?P<a2>\d+)件"
)
_FILED = re.compile(
    r"(?:报送|报|上报)[^。；，]{0,20}?备案[^。；，\d]{0,16}?(?P<b>\d+)件|备案[^。；，\d]{0,16}(?P<b2>\d+)件"
)
_CARRIED = re.compile("上年|结转|旧存|历年|往年|累计|含|包括|积案")
_COUNT = r"[^，。；\d率]{0,14}(?P<n>\d[\d,]*)(?P<u>[件宗起个条项份卷名人])(?![余多次])"
_AMOUNT = r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>[件宗起个条项份卷名人家户]|[万亿]元)(?![余多次])"
_RATE = re.compile(
    r"(?P<stem>(?!有效|概|利|税|频|汇|比|费|效)[\u4e00-\u9fff]{2})(?<!效)(?<!概)率"
    r"(?:为|达到?|是)?\s?(?P<p>\d+(?:\.\d+)?)[%％]"
)
_NOT = re.compile(rf"(?:不|未|没有)(?P<stem>合格|满意|整改|办结|审结|采纳|达标|完成|通过|履行|到位)[^，。；\d率]{{0,8}}{_AMOUNT}")
_LEFT = re.compile(
    rf"(?P<done>审结|办结|结案|答复)(?:了)?[^，。；\d率]{{0,8}}{_AMOUNT}[^。；]{{0,3}}[，、](?:其余|另有|尚有|还有)?"
    r"(?:结转|未结|未审结|未办结|在审|在办|正在(?:办理|审理)|转入)[^，。；\d]{0,6}(?:20\d\d年度?)?[^，。；\d]{0,6}(?P<m>\d[\d,]*)(?P=u)"
)
_OUT_OF = re.compile("(?:案件|问题|事项|文件|纠纷)中，")
_SHOULD = re.compile("应|受理|收到|发现|排查|交办|共")
_DONE = re.compile(rf"(?:审结|办结|结案|答复)[^，。；\d率]{{0,8}}{_AMOUNT}")
_UNENDED = re.compile(rf"(?:(?:尚未|未)(?:审结|办结|结案)|(?:尚|仍|正)在(?:审理|办理)(?:中)?|在[审办])(?:的)?(?:案件)?{_AMOUNT}")
_OTHER_RATE = re.compile("按期|按时|及时|法定|当期|综合|平均|实质|总体|有效|群众|诉前")


def _stream(took: str, done: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"(?P<verb>{took}){_COUNT}"), re.compile(f"(?P<verb>{done}){_COUNT}")


_STREAMS = (
    _stream("受理|收到|接收|接到|登记|立案|交办|转办", "办结|审结|结案|处理完毕|答复"),
    _stream("收到|接收|接到|申请", "受理|立案"),
    _stream("预警|推送|派发|转送", "核查|处置|办理|核实"),
    _stream("开庭(?:审理)?|应诉", "(?:负责人|实际)?出庭"),
    _stream("排查|摸排|调解(?!成功|员|委|组织)|受理", "成功化解|化解|成功调解|调解成功"),
    _stream("排查|摸排|发现|查出|梳理", "办结|审结|核查|整治到位"),
    _stream("审结|办结", "维持|撤销|驳回|终止|确认违法|[调和]解结案"),
    _stream("征集|收集|收到", "采纳|吸纳"),
    _stream("收集|征集|收到|梳理|反映", "(?:协调|帮助|推动)?解决"),
    _stream("发现|查出|查摆|反馈", "完成整改|整改"),
    _stream("抽查|检查|评查|考核|检测|参考|参加考试|报名", "合格|优秀|通过"),
    _stream("应(?:公开|建|配备|办|出庭|到|参加|参训)", "(?:已|实际|实)(?:公开|建|配备|办|出庭|到|参加|参训)"),
)


def check(view: View) -> Iterator[InternalFinding]:
    """Each place where what came out is more than what went in, or a rate is not their quotient."""
    for sentence in view.sentences:
        yield from _groups(sentence)
        yield from _filed(sentence)
        yield from _outrun(sentence)
        yield from _rates(sentence)
        yield from _complements(sentence)
        yield from _left_over(sentence)


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


def _filed(sentence: Sentence) -> Iterator[InternalFinding]:
    """审核7件 and 报送备案6件: the same documents, told twice."""
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


def _pairs(sentence: Sentence) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """受理…N件 and 审结…M件: a stock and what came of it, in this order, in one unit."""
    text = sentence.text
    if _CARRIED.search(text):
        return
    for took, done in _STREAMS:
        for whole in took.finditer(text):
            part = done.search(text, whole.end(), whole.end() + 60)
            if (
                part
                and part["u"] == whole["u"]
                and part.start() - whole.end() <= 20
                and not re.search("[。；]", text[whole.end() : part.start()])
            ):
                yield whole, part


def _outrun(sentence: Sentence) -> Iterator[InternalFinding]:
    """More came of it than there was."""
    for whole, part in _pairs(sentence):
        if _number(part) > _number(whole):
            yield sentence.finding(
                "flow",
                "medium",
                whole.start(),
                part.end(),
                f"“{part['verb']}”数（{part['n']}）大于“{whole['verb']}”数（{whole['n']}）",
                "核对数据或注明含上年结转",
                0.88,
            )


def _rates(sentence: Sentence) -> Iterator[InternalFinding]:
    """受理126件,审结118件,审结率93.7%: told when no figure before it in the sentence gives the rate."""
    text = sentence.text
    for rate in _RATE.finditer(text):
        if _OTHER_RATE.search(text[max(0, rate.start() - 4) : rate.start()]):
            continue
        before = text[: rate.start()]
        stem = rate["stem"]
        parts = [
            m
            for m in re.finditer(rf"{stem}[^，。；\d率]{{0,10}}{_AMOUNT}", before)
            if not before[: m.start()].endswith(("不", "未", "应"))
        ]
        if not parts:
            continue
        part = parts[-1]
        # The whole may stand sentences before: any figure of the paragraph that gives the rate clears it.
        earlier = sentence.passage.text[: sentence.start + part.start()]
        wholes = [m for m in _amounts(earlier, part["u"]) if _number(m) >= _number(part) > 0]
        near = [m for m in _amounts(text[: part.start()], part["u"]) if _number(m) >= _number(part) > 0]
        begins = near[-1].start() if near else part.start()
        if not near and _OUT_OF.search(text[: part.start()]):
            near = wholes[-1:]
        if rate["p"] == "100":  # told of those that should have been, whatever other figures stand before
            wholes = near = [m for m in near[-1:] if _SHOULD.search(text[max(0, m.start() - 8) : m.start()])]
        told, places = float(rate["p"]), len(rate["p"].partition(".")[2])
        slack = (0.6, 0.11, 0.02)[min(places, 2)]
        if near and all(abs(100 * _number(part) / _number(m) - told) > slack for m in wholes):
            whole = near[-1]
            right = 100 * _number(part) / _number(whole)
            yield sentence.finding(
                "rate",
                "high",
                begins,
                rate.end(),
                f"比率与所列数据不符：{part['n']}÷{whole['n']}≈{right:.1f}%",
                confidence=0.87,
            )


def _amounts(text: str, unit: str) -> list[re.Match[str]]:
    return [m for m in re.finditer(_AMOUNT, text) if m["u"] == unit]


def _complements(sentence: Sentence) -> Iterator[InternalFinding]:
    """评查240卷,合格率99.2%,不合格2卷: what failed and the rate make the whole."""
    text = sentence.text
    for failed in _NOT.finditer(text):
        told = re.search(rf"{failed['stem']}率(?:为|达到?)?\s?(?P<p>\d+(?:\.\d+)?)[%％]", text)
        wholes = [m for m in re.finditer(_AMOUNT, text[: failed.start()]) if m["u"] == failed["u"]]
        if told is None or not wholes or _OTHER_RATE.search(text[max(0, told.start() - 4) : told.start()]):
            continue
        rates = [100 - 100 * _number(failed) / _number(m) for m in wholes if _number(m) > _number(failed)]
        if rates and all(abs(rate - float(told["p"])) > 0.6 for rate in rates):
            yield sentence.finding(
                "rate",
                "high",
                min(told.start(), failed.start()),
                max(told.end(), failed.end()),
                f"“{told.group()}”与“{failed.group()}”不符：据总数应约{rates[-1]:.1f}%",
                confidence=0.85,
            )


def _left_over(sentence: Sentence) -> Iterator[InternalFinding]:
    """受理128件,审结119件,结转9件: what was ended and what is left make a figure that stands before, or the sum
    of two such (上年结转 and 新收)."""
    text = sentence.text
    yield from _unended(sentence)
    for match in _LEFT.finditer(text):
        before = [_number(m) for m in re.finditer(_AMOUNT, text[: match.start()]) if m["u"] == match["u"]]
        left = float(match["m"].replace(",", ""))
        added = _number(match) + left
        sums = {a + b for n, a in enumerate(before) for b in before[n + 1 :]} | {*before}
        ended = {_number(match), *(_number(m) for m in _DONE.finditer(text, 0, match.start()))}  # 办结88件,其中调解结案31件
        if before and sums.isdisjoint(done + left for done in ended) and not re.search("不予受理|撤回|终止", text):
            yield sentence.finding(
                "flow",
                "high",
                match.start(),
                match.end(),
                f"“{match['done']}”与结余合计{added:g}{match['u']}，与前文所列数均不符",
                "核对数据或注明含上年结转",
                0.85,
            )


def _unended(sentence: Sentence) -> Iterator[InternalFinding]:
    """受理181件。已审结168件,其中…;尚未审结13件: told where the figure before is the one that was taken."""
    text = sentence.text
    left = _UNENDED.search(text)
    done = re.search(rf"(?<!未)(?<!尚)已?(?:审结|办结|结案)[^，。；\d率]{{0,8}}{_AMOUNT}", text)
    if left is None or done is None or done.start() > left.start() or left["u"] != done["u"]:
        return
    earlier = sentence.passage.text[: sentence.start + done.start()]
    took = [_number(m) for m in re.finditer(_AMOUNT, earlier) if m["u"] == done["u"]]
    added = _number(done) + _number(left)
    pairs = {a + b for n, a in enumerate(took) for b in took[n + 1 :]}
    if took and added not in took and added not in pairs:
        yield sentence.finding(
            "flow",
            "high",
            left.start(),
            left.end(),
            f"已结与未结合计{added:g}{done['u']}，与前文所列数均不符",
            "核对数据或注明含上年结转",
            0.82,
        )


def _number(match: re.Match[str]) -> float:
    return float(match["n"].replace(",", ""))
