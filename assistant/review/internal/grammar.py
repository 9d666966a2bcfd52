"""Sentences that say something else than they mean (语法)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import View
from assistant.types import InternalFinding, Severity

_NUM = r"\d[\d,.]*\s?[万亿]?"
_WORD = r"[\u4e00-\u9fff%％]{0,5}?"
#: code, severity, confidence, pattern, message, suggestion
_RULES: tuple[tuple[str, Severity, float, re.Pattern[str], str, str], ...] = (
    (
        "lost_prohibition",
        "medium",
        0.85,
        re.compile(
            r"(?:严禁|禁止|不得|杜绝|不准|防止)[^，。；]{2,24}，(?:采取|实施|要求|设置|开展|进行|强制|搞)(?!有效|必要|果断|多种|针对|相应|积极|切实|切实有效|综合)"
            r"[^，。；]{0,40}(?:普遍|一律|一刀切|强制|变相|停产|停业|关停|擅自|违法|违规|乱|摊派|重复)[^，。；]{0,30}(?:措施|做法|行为|方式|手段|收费|检查)"
        ),
        "后一分句失去前面禁止词的管辖，易读成要求这样做",
        "后一分句补上“严禁”或“不得”",
    ),
    (
        "grammar",
        "low",
        0.75,
        re.compile(r"(?:健全|完善)(?:完善|健全)?[^，。；]{2,50}(?:等|的)?(?:机制|制度)建设(?=[，。；])"),
        "“健全（完善）……机制（制度）建设”搭配不当",
        "改为“健全……机制”或“加强……机制建设”",
    ),
    (
        "grammar",
        "medium",
        0.92,
        re.compile(
            r"(?:防止|避免|杜绝|严防|防范|以免)[^，。；]{0,14}?(?:不再|不会|不被|不)(?:发生|出现|重演|反弹|丢失|流失|泄露|泄漏|遗漏|漏报|延误|失控|缺位|外流|滥用|浪费)"
        ),
        "双重否定，意思相反",
        "删去“不再”",
    ),
    (
        "grammar",
        "low",
        0.9,
        re.compile(rf"(?:超过|不少于|不低于|至少|最少|最低|高于|大于|多于)\s?{_NUM}{_WORD}(?:以上|及以上)"),
        "“超过（不少于）”与“以上”语义重复",
        "保留其一",
    ),
    (
        "grammar",
        "low",
        0.9,
        re.compile(rf"(?:不超过|不高于|不多于|最多|至多|低于|少于)\s?{_NUM}{_WORD}(?:以下|以内|之内)"),
        "“不超过”与“以下”语义重复",
        "保留其一",
    ),
    (
        "grammar",
        "low",
        0.88,
        re.compile(
            rf"(?:近|将近|约|大约|约为|大概)\s?{_NUM}(?:多|余)?{_WORD}(?:左右|上下)|(?:近|约|将近|大约)\s?\d[\d,.]*\s?[万亿]?[余多]"
            rf"|\d[\d,.]*\s?[万亿]?[余多][\u4e00-\u9fff]{{0,3}}左右"
        ),
        "约数词语重复或矛盾",
        "保留一个约数词语",
    ),
    (
        "grammar",
        "medium",
        0.92,
        re.compile(r"(?:减少|降低|下降|缩短|压缩|压减)(?:了)?\s?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)倍"),
        "减少不能用“倍”",
        "改用百分比或分数",
    ),
    (
        "grammar",
        "low",
        0.9,
        re.compile(
            r"(?:目的|宗旨)(?:就)?是为了|原因(?:就)?是(?:由于|因为)|之所以[^，。；]{2,30}(?:的原因|是由于)|由于[^，。；]{2,20}的原因"
        ),
        "句式杂糅",
        "保留一种句式",
    ),
    (
        "grammar",
        "low",
        0.88,
        re.compile(
            r"(?:以|按照?|根据|围绕)[^，。；]{2,20}(?:为目的|为原则)(?:出发|进行)|本着[^，。；]{2,20}为(?:原则|目的)|围绕[^，。；]{2,16}为中心"
        ),
        "句式杂糅",
        "保留一种句式",
    ),
    (
        "grammar",
        "low",
        0.88,
        re.compile(r"(?:通过|经过|由于|随着|根据)[^，。；]{4,40}，(?:使得|使)(?!用|命|得上|其)[^，。；]{2,}"),
        "句首介词与“使”并用，缺主语",
        "删去“使”或句首介词",
    ),
    (
        "grammar",
        "medium",
        0.88,
        re.compile(
            r"(?:能否|是否)[^，。；]{2,30}(?:是|取决于)[^，。；]{0,12}(?:关键|保证|前提|基础)(?=[，。；])(?<!是否)"
        ),
        "一面对两面，前后不相应",
        "删去“能否”或后文补“是否”",
    ),
    (
        "grammar",
        "low",
        0.85,
        re.compile(
            r"(?:涉及|来源|来自|取决|有利|有益|致力|付诸|归功)(?:到|自|于){2}|(?:涉及|波及|触及|提及)到|付诸于|诉诸于|来自于|出自于|见诸于"
        ),
        "介词赘余",
        "删去多余的介词",
    ),
    (
        "grammar",
        "low",
        0.85,
        re.compile(
            r"(?:再次|重新)(?:重申|复核一次|再次)|(?:首次|第一次)(?:首创|处女)|(?:亲自|亲身)(?:亲手|亲临)|(?:目前|现在)(?:的)?(?:现状|当下)|"
            r"(?:全部|所有)(?:全体|全部)(?!门)|(?:互相|相互)(?:互通|互动互)|(?:进一步)(?:更加|更为|进一步)|(?:不断|持续)(?:日益|不断|持续)(?!地)|各个各|(?:必须|务必)(?:要必须|务必|必须)|(?:凡是|凡)所有"
        ),
        "词语重复",
        "删去一个",
    ),
    (
        "doubled_time",
        "low",
        0.88,
        re.compile(
            r"(?:截至目前|目前|截至\d{4}年[^，。；]{0,6})，(?:20\d\d年|今年以来|全年)(?=，)|(?:今年以来|20\d\d年(?:以来)?)，(?:截至目前|今年以来)(?=，)"
        ),
        "时间状语叠用",
        "保留一个",
    ),
    (
        "grammar",
        "low",
        0.85,
        re.compile(
            r"(?:加强|强化|加大)[^，。；、]{2,16}的?(?:力度|水平|能力)的?(?:力度|水平|能力)(?=[，。；])|加大[^，。；、的]{2,14}(?<!的)水平(?=[，。；])|(?:提高|提升)[^，。；、]{2,14}力度(?=[，。；])"
        ),
        "动宾搭配不当",
        "用“加大……力度”“提高……水平”",
    ),
    (
        "term",
        "low",
        0.85,
        re.compile(
            r"(?<![社园景校城])[区县市](?:组织部|宣传部|统战部|政法委)(?![署门分])(?:、[区县市](?:组织部|宣传部|统战部|政法委))*"
        ),
        "党委工作机关名称不全",
        "写作“区（县、市）委组织部”等",
    ),
)


def check(view: View) -> Iterator[InternalFinding]:
    """Prohibitions that do not reach far enough, doubled negatives, redundant words, mixed constructions."""
    told: dict[str, int] = {}
    for code, severity, confidence, pattern, message, suggestion in _RULES:
        for passage, match in view.search(pattern):
            told[message] = told.get(message, 0) + 1
            if told[message] <= 3:
                yield passage.finding(code, severity, match.start(), match.end(), message, suggestion, confidence)
