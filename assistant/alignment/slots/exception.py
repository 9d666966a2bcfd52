"""Exceptions (例外) that the draft adds and the source does not have."""

from __future__ import annotations

import re

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold_marks

_OPENS = re.compile(
    r"除[^,。;]{1,40}?(?:之外|以外|外|除外)(?![^,。;]{0,2}还)"
    r"|[^,。;]{0,30}(?:的除外|除外)"
    r"|原则上(?!不设|只设)|一般(?=不得|应|要|先|情况下)"
    r"|(?:确需|确有|确因|特殊情况|情况特殊|紧急情况|时间紧急|工作急需|工作需要)[^,。;]{0,24}(?:可|除外|不受|另行|自行)"
    r"|(?:认为|经)[^,。;]{1,24}可以?(?:不|暂缓|免|先行|例外)"
    r"|[^,。;]{2,20}(?:时|的|情况下)(?:可以?(?:顺延|延长|延期|暂缓|适当|放宽|不|免|先)|另行"
    r"|不(?:再|予|举行|公开|公布|实施|适用|执行|开展|组织|进行|纳入|听取|征求|检查|评估|审核|审查|备案|考试|移送)"
    r"(?!的))"
    r"|[^,。;]{0,24}(?:不适用|不受(?:此|上述|前述|该)?[^,。;]{0,4}限制?(?![^,。;]{0,2}定)|不在此[限列例]|不计(?:时限|期限|入)|可?(?:以)?从[简宽](?!从[严快])|另作(?:处理|规定|安排)|暂不(?:执行|适用|实行|纳入|要求)|不(?:强制|硬性)要求|不作(?:强制|硬性)?要求)$"
    r"|(?<!企业)(?<!群众)(?<!事人)(?<!请人)可以?(?:适当|适度|酌情)?(?:不(?!予|罚|限于|少于|低于|超)|放宽|从宽|暂缓|缓(?:办|行|缴|报)|豁免)[^,。;]{0,8}$"
    r"|(?:的|时)可以?(?:往后|延后|推后|推迟|晚于)[^,。;]{0,4}$"
    r"|可以?(?:不征求|不公开|不公布|不审核|不审查|不评估|不经|不执行|免于|暂缓)")
_OPENER = re.compile("除[^,。;]{1,40}外$")
_PROVISO = re.compile("^(?:但|确需|确有|确因|特殊|情况|部门|起草|承办|经|有)|除外$|的除外|(?:时|的|情况下)(?:可|不|另)"
                      "|(?:不适用|限制?|此[列例]|不计(?:时限|期限|入)|从[简宽]|另作(?:处理|规定|安排)|要求|暂不[^,。;]{2})$"
                      "|可以?(?:适当|适度|酌情)?(?:不|放宽|从宽|暂缓|缓|豁免|往后|延后|推后|推迟)")
#: Exceptions that the law itself makes narrow nothing.
_LAWFUL = re.compile("法律|法规|法定|依法|国家秘密|涉密|秘密|规章另有|另有规定|商业秘密|个人隐私")
_WAIVES = re.compile("可以?(?:依法)?(?:不予|不罚|免予|免于|从轻|减轻)")
#: 除…外 may also mean "besides" (除落实…外,还…).
_BESIDES = re.compile("除[^,。;]{1,40}外,?[^。;]{0,6}(?:还|也|同时|另)")


def openings(text: str) -> list[str]:
    """The exceptions opened in a text, those made by law left out.

    >>> openings("除工作确需外,不得变相审批")
    ['除工作确需外']
    >>> openings("除法律法规另有规定外,一律公开")
    []
    """
    folded = fold_marks(text)
    besides = [found.span() for found in _BESIDES.finditer(folded)]
    out = []
    for found in _OPENS.finditer(folded):
        if found.group().startswith(("未", "没有", "不", "无")) and "可" not in found.group():
            continue  # 未经审核的不予公布 is the rule itself
        if any(a <= found.start() < b for a, b in besides) or _LAWFUL.search(found.group()):
            continue
        out.append(found.group())
    return out


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when the sentence that answers opens an exception the source does not know."""
    if openings(ask.text) or (openings(ask.sentence) and openings(ask.sentence) == openings(answer.sentence)):
        return None  # the source's own exception is no addition
    if _WAIVES.search(fold_marks(ask.text)):
        return None  # nor is what the source itself allows to be left undone
    for said in (item for text in _bearing(answer) for item in openings(text)):
        return Fault("exception", "weaker", f"例外:上位没有例外,草案增加“{said}”", 0.85, said)
    return None


def _bearing(answer: Answer) -> list[str]:
    """The texts whose exceptions bear on the answer: its core, 除…外 straight before
    one, and a proviso (但…的除外, 确需…的可以 …) straight behind it."""
    start = answer.candidate.sentence.start
    pieces = [answer.sentence[a - start:b - start] for a, b in answer.candidate.sentence.phrases]
    out = []
    for number, piece in enumerate(pieces):
        if piece not in answer.core and piece not in answer.carriers:
            continue
        if number and _OPENER.search(fold_marks(pieces[number - 1])):
            out.append(pieces[number - 1])
        if piece in answer.core:
            out.append(piece)
        for behind in pieces[number + 1:number + 3]:
            if behind not in answer.core and _PROVISO.search(fold_marks(behind)):
                out.append(behind)
    return out
