"""What kind of statement a phrase is: an act, a state, a condition, a slogan …

The kinds follow the grammar of official writing: an act begins with its verb or has
a subject with 要/应当; manner (按照…要求), purpose (为…提供保障) and slogans demand
nothing; a condition or topic (对…的, …作出决定前) belongs to the phrase behind it.
"""

from __future__ import annotations

import re
from enum import Enum

from assistant.facts.actions import any_verb, is_effect, is_state, verb_at_head
from assistant.facts.actor import names_actor
from assistant.facts.lexicon import alternation, words


class Kind(Enum):
    """ACT and STATE can be required; TOPIC opens the next phrase; the rest demand nothing."""

    ACT = "act"
    STATE = "state"
    EFFECT = "effect"
    TOPIC = "topic"
    MANNER = "manner"
    PURPOSE = "purpose"
    SLOGAN = "slogan"
    OTHER = "other"


def _any(key: str) -> str:
    return "(?:" + "|".join(words("cues", key)) + ")"


_SLOGAN = re.compile(_any("slogans"))
_MANNER = re.compile(alternation(words("cues", "manner_open")))
_MANNER_END = re.compile(f"(?:{alternation(words('cues', 'manner_close'))}|[前后中下上时]|过程中|同时)$")
_PURPOSE = re.compile(f"{alternation(words('cues', 'purpose_open'))}|为.*{alternation(words('cues', 'purpose_close'))}$|为到20[0-9]{{2}}年.*基础|确保.{{0,20}}落到实处$")
_BACKGROUND = re.compile(_any("background"))
_GUIDING = re.compile(_any("guiding"))
_DEFINITION = re.compile(_any("definitions"))
_DOING = re.compile(alternation(words("cues", "doing")))
_TOPIC_END = re.compile(
    "(?:的|外|以外|除外|之后|之前|以前|以后|过程中|基础上|情况下|条件下|情形|的前提下|期间|同时)$"
)
_BEFORE_EVENT = re.compile("(?:作出|出台|实施|提交|决定|审议|发布|公布|施行|签订|办理|执行|开展|受理|立案|送达|印发|制定|结束|完成|届满|收到|发生|任职|上岗|换届).{0,12}(?:前|后|时|之日起?)$")
_TOPIC_OPEN = re.compile("(?:对于?|针对|涉及|除|凡是?|未经?|经|如|若|因|属于|符合|遇|在|于|违反|有下列|逾期|情节|拒不|关于|当)")
_NEXT_FIRM = re.compile("(?:应当?|要|须|必须|不得|可以?|由|一律|均)")
_NEXT_MODAL = re.compile("(?:应当?|要|须|必须|不得|可以?|由|一律|均|都|也|依法|按照?规定|予以|给予|视同|处|责令|严禁|统一|及时|全部|没有|未)")
_BA = re.compile("(?:将|把|对|向|与|同|由|让|使|给|从|在|会同|因|于)")


def is_background(sentence: str) -> bool:
    """The sentence describes the present or the past: nothing in it is demanded."""
    return _BACKGROUND.search(sentence) is not None


def is_guiding(sentence: str) -> bool:
    """Guiding thought (指导思想) from its first word to its last, numbers and duties aside."""
    return _GUIDING.match(sentence) is not None and sentence.count("，") >= 3


def is_definition(phrase: str) -> bool:
    """所称…是指, 自…起施行, 现印发: about the document itself."""
    return _DEFINITION.search(phrase) is not None


def kind_of(phrase: str, following: str, modal: bool, numbers: bool) -> Kind:
    """The kind of `phrase`; `following` is the next phrase of the sentence or "".

    `modal`: a word of the ladder stands in it; `numbers`: a quantity does.

    >>> kind_of("健全行政裁决机制", "", False, False), kind_of("按照国家有关要求", "健全机制", False, False)
    (<Kind.ACT: 'act'>, <Kind.MANNER: 'manner'>)
    >>> kind_of("行政执法机关作出重大执法决定前", "要严格进行法制审核", False, False)
    <Kind.TOPIC: 'topic'>
    >>> kind_of("为加快现代化建设提供有力保障", "", False, False), kind_of("应急能力显著增强", "", False, False)
    (<Kind.PURPOSE: 'purpose'>, <Kind.STATE: 'state'>)
    """
    if _SLOGAN.match(phrase):
        return Kind.SLOGAN
    if _PURPOSE.match(phrase):
        return Kind.PURPOSE
    if following and not numbers:
        if _TOPIC_END.search(phrase) or _BEFORE_EVENT.search(phrase):
            return Kind.TOPIC
        if names_actor(phrase):
            return Kind.TOPIC
    if _MANNER.match(phrase):
        if numbers:
            return Kind.ACT
        if _MANNER_END.search(phrase) or not _DOING.search(phrase, 2):
            return Kind.MANNER
        return Kind.ACT
    head = verb_at_head(phrase)
    if modal or numbers:
        return Kind.ACT
    if head is None:
        if following and _TOPIC_OPEN.match(phrase) and not _DOING.search(phrase, 1):
            return Kind.TOPIC
        if is_state(phrase):
            return Kind.STATE
        if following and _NEXT_FIRM.match(following) and not _BA.match(phrase):
            return Kind.TOPIC
        if following and _NEXT_MODAL.match(following) and not _BA.match(phrase) and not _DOING.search(phrase, 2):
            return Kind.TOPIC
        if _BA.match(phrase):
            return Kind.ACT if _DOING.search(phrase, 1) else (Kind.TOPIC if following else Kind.OTHER)
        return Kind.ACT if any_verb(phrase, 2, len(phrase)) else Kind.OTHER
    if is_effect(phrase):
        return Kind.EFFECT
    return Kind.ACT
