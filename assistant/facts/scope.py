"""What a requirement covers (适用范围), and the exceptions it allows (例外)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.facts.lexicon import alternation, words

Breadth = Literal["whole", "territory", "main", "part"]
_BREADTH: dict[str, Breadth] = {
    word: name for name in ("whole", "territory", "main", "part") for word in words("scope", name)
}
_NOUN = (
    "(?!各级|各|所有|重点|全部)[\u4e00-\u9fff]{0,8}?(?:部门|单位|机关|领域|地区|行业|环节|事项|人员|干部|企业"
    "|群体|项目|案件|岗位|区域|乡镇|街道|村|对象|政府|机构)"
)
_WORD = re.compile(alternation(_BREADTH))
_NOUN_BEHIND = re.compile(_NOUN)
_PLACES = re.compile("(?:地方|地区|市县|县区|县|市|州|区|乡镇|街道|镇|村|部门|单位|领域|行业|企业|学校)+")
_INSIDE = frozenset("健完安保齐")  # 健全镇街 is no 全镇
_NOT_SCOPE = re.compile(
    "主要(?:负责|领导|内容|任务|目标|做法|包括|是|用于)|重要(?:内容|作用|意义|途径|手段|依据|指标|任务|抓手"
    "|讲话|指示|论述|思想)|重大(?:意义|部署|决策部署|战略)"
    "|均衡|平均|全面|一律平等|重点(?:内容|任务|工作|是|加强|推进|整治|查处|抓好)|一般|凡是?例|选择性"
    "|优先(?!办理|保障)|全国人大|全国政协|部分(?:章|条)"
)
_OPENING = re.compile("除|原则上|一般|确有必要|确需|情况特殊|特殊情况|另有规定")
_BESIDES = re.compile("除[^，。；\n]{1,40}?(?:(?:之?外|以外)(?=[，。、；都均]|$)|(?<=[的情形项])(?:外)?(?=，))")
_NEED = re.compile("[^，。；\n]{2,20}?的(?=[，。；]|$)")
_EDGES = "，。；\n"


@dataclass(frozen=True, slots=True)
class Scope:
    """`word` widens (whole), names a territory, or narrows (main, part); `text` with its noun."""

    text: str
    word: str
    breadth: Breadth
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ExceptionClause:
    """kind: besides (除…外), save (…的除外), principle (原则上), general (一般), need (确需…的)."""

    text: str
    kind: str
    start: int
    end: int


def scopes(text: str) -> tuple[Scope, ...]:
    """The scope words of `text` in order.

    >>> [(s.text, s.breadth) for s in scopes("全省各级行政机关负责人，重点部门行政调解组织，所有乡镇")]
    [('全省', 'territory'), ('各级行政机关', 'whole'), ('重点部门', 'main'), ('所有乡镇', 'whole')]
    """
    found = []
    past = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start < past or (start and text[start - 1] in _INSIDE) or _NOT_SCOPE.match(text, start):
            continue
        if noun := (_PLACES if text[end - 1] == "的" else _NOUN_BEHIND).match(text, end):
            end = noun.end()
        word, past = match.group(), end
        found.append(Scope(text[start:end], word, _BREADTH[word], start, end))
    return tuple(found)


def scope(text: str) -> Scope | None:
    """The first scope of `text`, or None."""
    found = scopes(text)
    return found[0] if found else None


def exceptions(text: str) -> tuple[ExceptionClause, ...]:
    """The exceptions of `text` in order.

    >>> [(e.text, e.kind) for e in exceptions("除有法定依据外，严禁停产停业；原则上不设执法队伍；法律另有规定的除外")]
    [('除有法定依据外', 'besides'), ('原则上', 'principle'), ('法律另有规定的除外', 'save')]
    """
    found: list[ExceptionClause] = []
    past = 0
    for match in _OPENING.finditer(text):
        start, end = match.span()
        if start < past:
            continue
        word = match.group()
        kind = ""
        if word == "除":
            if text.startswith("外", end):
                floor = max(text.rfind(mark, 0, start) for mark in _EDGES) + 1
                start, end, kind = floor, end + 1, "save"
            elif besides := _BESIDES.match(text, start):
                end, kind = besides.end(), "besides"
        elif word == "原则上":
            kind = "principle"
        elif word == "一般":
            follows = text[end:end + 1] in tuple("不由应在实采按")
            kind = "general" if follows and (not start or text[start - 1] in "，。；\n的)）") else ""
        elif (need := _NEED.match(text, end)) and "除外" not in text[end:need.end() + 2]:
            end, kind = need.end(), "need"
        if kind:
            found.append(ExceptionClause(text[start:end], kind, start, end))
            past = end
    return tuple(found)
