"""Modality (效力): a fall to the last rung (探索、鼓励、可以、适时 …) from anything firmer.

Differences above that rung (严格执行, 落实, 健全, 加强) are style (design.md).
"""

from __future__ import annotations

import re
from functools import cache

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.lexicon import DATA

#: Where the rung itself is what is asked (有权拒绝, 允许 ...), a permission is no fall.
_PERMISSION = re.compile("有权|可以|允许|自主|自愿")
#: In these the word is no modal: 可以 said of what citizens may do, names, quoted slogans.
_HARMLESS = re.compile(
    "哪些[^,。;,]{0,8}可以|可以[^,。;,]{1,8}的(?:事项|情形|单位|材料|证明|领域|场景|业务|服务|渠道|窗口|案件|项目|证照|企业|人员|对象)|适时(?:调整|更新|修订|完善|修改)|可以?(?:不予|从轻|减轻|免予|不罚)|视情节|(?<=[后即就都均方便])可以?(?=先|于|在|由|当)|鼓励和?支持创新|激励|鼓励机制"
    "|探索创新|必要时间|可行性(?:论证|研究|评估)|大力鼓励群众举报|争取[^,。]{0,6}(?:资金|支持|项目"
    "|试点)")


#: 视财力情况安排: done as circumstances allow.
_GIVEN = re.compile(
    "视(?!情节)[一-鿿]{0,8}?(?:情况|财力|实际|条件|需要)"
    "(?:而定|逐步|分步|分年|解决|保障|安排|确定|开展|落实|办理|配备|推进|予以)|量力而行|量力安排"
    "|视(?:本级|自身|当地)?(?:财力|财政|经费|资金|人手|人员|条件|实际)(?:情况|状况|许可)?")


@cache
def weak_words() -> re.Pattern[str]:
    """The words of the last rung, longest first."""
    lines = (DATA / "modality.txt").read_text(encoding="utf-8").splitlines()
    found = {word for line in lines if line and not line.startswith("#") for word in line.split()}
    return re.compile("|".join(sorted(map(re.escape, found), key=lambda word: (-len(word), word))))


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when the phrase that answers stands on the last rung and the ask does not."""
    pattern = weak_words()
    if pattern.search(ask.text) or _PERMISSION.search(ask.text):
        return None
    if ask.requirement.modality and pattern.search(ask.requirement.modality):
        return None
    for carrier in answer.carriers:
        if (given := _GIVEN.search(carrier)) and not _GIVEN.search(ask.sentence):
            return Fault("modality", "weaker", f"效力:上位为明确要求,草案写为“{given.group()}”,降为可做可不做", 0.85, given.group())
        found = pattern.search(_HARMLESS.sub("", carrier))
        if found and not _only_about_others(carrier, found):
            word = found.group()
            firm = ask.requirement.modality or ""
            asked = f"上位为“{firm}”" if firm else "上位为明确要求"
            return Fault("modality", "weaker", f"效力:{asked},草案写为“{word}”,降为可做可不做", 0.9, word, firm)
    return None


def _only_about_others(carrier: str, found: re.Match[str]) -> bool:
    # 企业可以拒绝 / 群众可以举报 give a right to others; they do not loosen the duty.
    return found.group() in ("可以", "也可") and bool(
        re.search("(?:企业|群众|公民|当事人|申请人|公众|社会组织|(?<!执)法人(?!员))[^,,]{0,8}$", carrier[:found.start()]))
