"""Who is made to act (责任主体): the body or person that opens a phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.actions import ENUMERATOR, MAY_ENUMERATE, acts_at, verb_at_head
from assistant.facts.lexicon import alternation, words

_NOUNS = (*words("actors", "bodies"), *words("actors", "persons"))
_NOUN = alternation(_NOUNS)
_ENDINGS = (*_NOUNS, ")", "）")
_FOUND = re.compile(f"{_NOUN}(?:\\([^()]{{1,12}}\\)|（[^（）]{{1,12}}）)?")
#: What an actor may be followed by, beside a verb or its adverb; and what shows that the noun goes on.
_FOLLOW = re.compile("及其|任期|每|对|将|把|向|按|依|在|于|为|以|与|从|经|未|不|应|要|须|必须|可|负责|牵头|是|至少|一般|原则上"
    "|[0-9]{1,4}[年月]|责令|挂牌|督办|约谈|给予|予以|没收|吊销|批准|结合|根据|围绕|会同|应当|参照|立足|聚焦|全面|自行|自|收到|接到|实行")
_GOES_ON = re.compile(f"{alternation(words('actors', 'persons'))}|单位|主要|正职|分管|及其|的")
_GOVERNMENT_NOUN = re.compile("治理|建设|机构|职能|规章|采购|投资|立法|督查|信息|网站|工作|数据|服务|管理|和社会")
_STOP = frozenset("，。；：:“《")
_LONGEST = 36
_BY = re.compile(
    f"由(?P<actor>[^，。；：:“《由]{{1,36}}?{_NOUN})"
    "(?=(?:依法|按|会同|统一|具体)?(?:负责|牵头|主管|组织|责令|给予|依|会同|按照|统筹|实施|制定|承担|作出|处))"
)
#: 考核工作领导小组|应当: a body whose name begins with a verb.
_TITLED = re.compile(f"(?P<actor>[^，。；：:“《的]{{1,16}}?{_NOUN})(?=应当|必须|不得|要(?!求)|可以|须)")
_DUTY = re.compile("应当|必须|不得|要|可以|须")
_NOT_SUBJECT = (
    *"由对将把在按依为以经未除向从与同使让因如若凡当到至不没", "通过", "其中", "根据", "围绕", "结合",
    "应当", "应", "必须", "要", "不得", "可以", "严禁", "禁止",
    "鼓励", "支持", "推动", "引导", "督促", "组织", "发挥", "加强", "实行", "实现", "充分",
)
_INNER = re.compile("[向把将0-9]|(?:的|日益|全面)$")
_ENDS = re.compile(f"{_NOUN}(?:\\([^()]{{1,12}}\\)|（[^（）]{{1,12}}）)?$")


@dataclass(frozen=True, slots=True)
class Actor:
    """The words that name who acts."""

    name: str
    start: int
    end: int


def _subject_end(phrase: str, offset: int) -> int:
    """Where the first actor noun ends that is followed by what it does; 0 where none is."""
    for match in _FOUND.finditer(phrase, offset, offset + _LONGEST + 12):
        end = match.end()
        if match.start() > offset + _LONGEST or not _STOP.isdisjoint(phrase[offset:end]):
            return 0
        if _GOES_ON.match(phrase, end):
            continue
        if phrase.endswith("政府", 0, end) and _GOVERNMENT_NOUN.match(phrase, end):
            continue
        if _FOLLOW.match(phrase, end) or acts_at(phrase, end):
            return end
    return 0


def read_actor(text: str, start: int, end: int, headed: bool | None = None) -> Actor | None:
    """The actor of the phrase `text[start:end]`, or None. `headed`: it begins with a verb, if known."""
    phrase = text[start:end]
    if headed and "由" not in phrase and not _DUTY.search(phrase):
        return None
    enumerator = ENUMERATOR.match(phrase) if phrase[:1] in MAY_ENUMERATE else None
    offset = enumerator.end() if enumerator else 0
    if not phrase.startswith(_NOT_SUBJECT, offset) and verb_at_head(phrase[offset:]) is None:
        last = _subject_end(phrase, offset)
        if last and not _INNER.search(phrase[offset:last]):
            return Actor(phrase[offset:last], start + offset, start + last)
    elif titled := _TITLED.match(phrase, offset):
        return Actor(titled["actor"], start + titled.start("actor"), start + titled.end("actor"))
    if "由" in phrase and (by := _BY.search(phrase)):
        return Actor(by["actor"], start + by.start("actor"), start + by.end("actor"))
    if phrase[:1] == "由" and (last := _subject_end(phrase, 1)):
        return Actor(phrase[1:last], start + 1, start + last)
    return None


def names_actor(phrase: str) -> bool:
    """A phrase that is nothing but an actor: 各镇人民政府、街道办事处."""
    return (
        phrase.endswith(_ENDINGS) and not phrase.startswith(_NOT_SUBJECT)
        and _ENDS.search(phrase) is not None and verb_at_head(phrase) is None
    )


def actor(text: str) -> Actor | None:
    """Who acts, as the first phrase that names someone says.

    >>> actor("区委依法治区办、区司法局要抓好督促落实").name
    '区委依法治区办、区司法局'
    >>> actor("由县级以上人民政府司法行政部门负责组织实施").name
    '县级以上人民政府司法行政部门'
    >>> actor("加强行政机关负责人出庭应诉工作") is None
    True
    """
    start = 0
    for piece in re.split("[，。；;,\n]", text):
        if found := read_actor(text, start, start + len(piece)):
            return found
        start += len(piece) + 1
    return None
