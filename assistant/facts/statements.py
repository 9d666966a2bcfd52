"""What kind of statement a phrase is: an act, a state, a condition, a slogan …

The kinds follow the grammar of official writing: an act begins with its verb or has
a subject with 要/应当; manner (按照…要求), purpose (为…提供保障) and slogans demand
nothing; a condition or topic (对…的, …作出决定前) belongs to the phrase behind it.
"""

from __future__ import annotations

import re
from enum import Enum, IntEnum

from assistant.facts.actions import any_verb, is_effect, is_state, verb_at_head
from assistant.facts.actor import names_actor, read_actor
from assistant.facts.lexicon import alternation, words
from assistant.facts.modality import modalities


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


class Opening(IntEnum):
    """How a phrase opens, for the phrase before it: 要, 应当 (FIRM), 依法, 及时 (MODAL), else."""

    NONE = 0
    PLAIN = 1
    MODAL = 2
    FIRM = 3


def _any(key: str) -> str:
    return "(?:" + "|".join(words("cues", key)) + ")"


_SLOGAN = re.compile(_any("slogans"))
_SLOGAN_FIRST = frozenset("高坚以全深认始系学宣贯忠不增做完立服紧锚牢更统协")
_MANNER = tuple(words("cues", "manner_open"))
_MANNER_END = (*words("cues", "manner_close"), *"前后中下上时》", "过程中", "同时", "法律", "法规", "规章")
#: 通过集中整治，实现…: by what means, where more follows.
_THROUGH_END = ("整治", "行动", "活动", "方式", "形式", "渠道", "措施", "努力", "途径", "培训", "检查", "督查", "宣传", "等")
_PURPOSE_OPEN = tuple(words("cues", "purpose_open"))
_PURPOSE_CLOSE = tuple(words("cues", "purpose_close"))
_FOR_GOAL = re.compile("为到20[0-9]{2}年.*基础")
_BACKGROUND = re.compile(_any("background"))
#: Literal words without which nothing of it can match.
_BACKGROUND_HINT = re.compile("以来|近年来|取得|成效|存在|差距|有待|面临|形势|随着|新的更高|意义|目前|截至|已")
_GUIDING_FIRST = frozenset("高坚以全深认学宣贯立完")
_GUIDING = re.compile(_any("guiding"))
_DEFINITION = re.compile(_any("definitions"))
_PREAMBLE = re.compile("(?:第[^ ]{1,4}条\\s*)?为.*[制修订]定?本[\u4e00-\u9fff]{1,6}$", re.DOTALL)
_ABOUT_ITSELF = re.compile(
    "所称|是指|[订定]本|用本|照本|施行|生效|起实施|起执行|废止|负责解释|印发|特制|特通|[现特]将|同意|如下|对象为|范围为|为准"
)
_DOING = re.compile(alternation(words("cues", "doing")))
_TOPIC_END = (
    "的", "之外", "以外", "除外", "之后", "之前", "以前", "以后", "过程中", "基础上", "情况下", "条件下", "情形",
    "前提下", "期间", "同时",
    "领导下", "指导下", "支持下", "配合下", "推动下", "帮助下", "主持下",
)
#: 及时, 课时: words that end in 时 and open nothing.
_TIMES = tuple(f"{char}时" for char in "同及按限实小临准定随适学课工费耗平届历当一")
_EVENT_END = ("前", "后", "时", "之日", "之日起", "日起")
_BEFORE_EVENT = re.compile(
    "(?:作出|出台|实施|提交|决定|审议|发布|公布|施行|签订|办理|执行|开展|受理|立案|送达|印发|制定|结束|完成|届满"
    "|收到|发生|任职|上岗|换届).{0,12}$"
)
_MANNER_INSIDE = re.compile("(?:按照|根据|围绕|结合|立足|聚焦|依据)[^，]*(?:要求|原则|规定|精神|标准|部署|思路|程序)$")
_ABOUT = re.compile("对(?:于)?[^的]{1,16}(?:事项|案件|项目|人员|单位|企业|行为|情形|问题|申请)$")
_TOPIC_OPEN = (
    "对", "针对", "涉及", "除", "凡", "未", "经", "如", "若", "因", "属于", "符合", "遇", "在", "于", "违反", "有下列",
    "逾期", "情节", "拒不", "关于", "当",
)
_NEXT_FIRM = re.compile("(?:应当?|要|须|必须|不得|可以?|由|一律|均)")
_NEXT_MODAL = re.compile("(?:都|也|依法|按照?规定|予以|给予|视同|处|责令|严禁|统一|及时|全部|没有|未)")
#: First and last characters, asked before anything longer is tried.
_PURPOSE_FIRST = frozenset("为确") | {word[0] for word in _PURPOSE_OPEN}
_MANNER_FIRST = frozenset(word[0] for word in _MANNER)
_TOPIC_LAST = frozenset(word[-1] for word in (*_TOPIC_END, *_EVENT_END))
_ACTING = re.compile("实行|进行|开展|加强|给予|予以|实施|采取|严格|加大|追究")
_BA = ("将", "把", "对", "向", "与", "同", "由", "让", "使", "给", "从", "在", "会同", "因", "于")


def is_background(sentence: str) -> bool:
    """The sentence describes the present or the past: nothing in it is demanded."""
    return _BACKGROUND.search(sentence) is not None


def demands(sentence: str) -> bool:
    """要, 必须, 应当 in so many words: such a sentence demands even where it describes as well."""
    return any(word.rung >= 4 and word.word != "确保" for word in modalities(sentence))


def may_describe(text: str) -> bool:
    """Whether any sentence of `text` can be background; false for most clauses."""
    return _BACKGROUND_HINT.search(text) is not None


def is_guiding(sentence: str) -> bool:
    """Guiding thought (指导思想) from its first word to its last, numbers and duties aside."""
    return sentence[0] in _GUIDING_FIRST and _GUIDING.match(sentence) is not None and sentence.count("，") >= 3


def is_preamble(sentence: str) -> bool:
    """为了…，提高…，根据…，制定本办法: why the document is, from its first word to its last."""
    return _PREAMBLE.match(sentence) is not None


def is_definition(phrase: str) -> bool:
    """所称…是指, 自…起施行, 现印发: about the document itself."""
    return _DEFINITION.search(phrase) is not None


def may_define(text: str) -> bool:
    """Whether any phrase of `text` can be a definition; false for nearly all."""
    return _ABOUT_ITSELF.search(text) is not None


def _purpose(phrase: str, first: str) -> bool:
    if first == "为":
        return (
            phrase.endswith(_PURPOSE_CLOSE) or phrase.startswith("为了") or _FOR_GOAL.match(phrase) is not None
            or verb_at_head(phrase[1:]) is not None  # 为深入推进…; 为企业提供… is an act
        )
    if first == "确":
        return len(phrase) < 26 and phrase.endswith("落到实处")
    return phrase.startswith(_PURPOSE_OPEN)


def _about(phrase: str) -> bool:
    """对…的证照: a topic whose verbs all stand before its last 的."""
    if not phrase.startswith(("对", "针对")) or _ACTING.search(phrase):
        return False
    if _ABOUT.match(phrase):
        return True
    before, _, behind = phrase.rpartition("的")
    return bool(before) and len(behind) <= 12 and not _DOING.search(behind)


def opening_of(following: str) -> Opening:
    """How the next phrase of the sentence opens; "" where there is none."""
    if not following:
        return Opening.NONE
    if _NEXT_FIRM.match(following):
        return Opening.FIRM
    return Opening.MODAL if _NEXT_MODAL.match(following) else Opening.PLAIN


def kind_of(phrase: str, following: Opening, modal: bool, numbers: bool, headed: bool | None = None) -> Kind:
    """The kind of `phrase`, before a phrase that opens as `following` does.

    `modal`: a word of the ladder stands in it; `numbers`: a quantity does; `headed`: it
    begins with a verb, where that is known already.

    >>> kind_of("健全行政裁决机制", Opening.NONE, False, False)
    <Kind.ACT: 'act'>
    >>> kind_of("按照国家有关要求", opening_of("健全机制"), False, False)
    <Kind.MANNER: 'manner'>
    >>> kind_of("行政执法机关作出重大执法决定前", opening_of("要严格进行法制审核"), False, False)
    <Kind.TOPIC: 'topic'>
    >>> kind_of("为加快现代化建设提供有力保障", Opening.NONE, False, False)
    <Kind.PURPOSE: 'purpose'>
    >>> kind_of("应急能力显著增强", Opening.NONE, False, False)
    <Kind.STATE: 'state'>
    """
    first = phrase[0]
    if first in _SLOGAN_FIRST and _SLOGAN.match(phrase):
        return Kind.SLOGAN
    if first in _PURPOSE_FIRST and _purpose(phrase, first):
        return Kind.PURPOSE
    if phrase[-1] == "的" and following is Opening.NONE:
        return Kind.OTHER  # (一)拒不执行决定的；: a case among those listed
    if headed is None:
        headed = verb_at_head(phrase) is not None
    if following is not Opening.NONE:
        if not numbers and _opens_next(phrase, modal, headed):
            return Kind.TOPIC
        if numbers and not modal and phrase.endswith(("的", "范围内", "期间")):
            return Kind.TOPIC  # 一年内两次以上被纠正的，取消资格: a condition, whatever it counts
    if first in _MANNER_FIRST and phrase.startswith(_MANNER):
        through = first == "通" and following is not Opening.NONE and phrase.endswith(_THROUGH_END)
        if not numbers and (through or phrase.endswith(_MANNER_END) or not _DOING.search(phrase, 2)):
            return Kind.MANNER
        return Kind.ACT
    if modal or numbers:
        return Kind.ACT
    if headed:
        return Kind.EFFECT if is_effect(phrase) else Kind.ACT
    return _without_verb(phrase, following)


def _opens_next(phrase: str, modal: bool, headed: bool) -> bool:
    """A condition, a topic or an actor that stands before the phrase it belongs to."""
    if phrase[-1] in _TOPIC_LAST:
        if phrase.endswith(_TOPIC_END) or (phrase[0] == "除" and phrase[-1] == "外"):
            return True
        if phrase.endswith(_EVENT_END) and _BEFORE_EVENT.search(phrase):
            return True
        if phrase[-1] == "时" and not modal and not phrase.endswith(_TIMES):
            return True
    if not headed and (names_actor(phrase) or _about(phrase)):
        return True
    return modal and _MANNER_INSIDE.search(phrase) is not None


def _without_verb(phrase: str, following: Opening) -> Kind:
    """The kind of a phrase that does not begin with a verb."""
    more = following is not Opening.NONE
    if phrase[0] == "由" and read_actor(phrase, 0, len(phrase)):
        return Kind.ACT  # 由市人民政府责令改正
    if more and phrase.startswith(_TOPIC_OPEN) and not _DOING.search(phrase, 1):
        return Kind.TOPIC
    if is_state(phrase):
        return Kind.STATE
    turned = phrase.startswith(_BA)
    if following is Opening.FIRM and not turned:
        return Kind.TOPIC
    if following is Opening.MODAL and not turned and not _DOING.search(phrase, 2):
        return Kind.TOPIC
    if turned:
        return Kind.ACT if _DOING.search(phrase, 1) else (Kind.TOPIC if more else Kind.OTHER)
    return Kind.ACT if any_verb(phrase, 2, len(phrase)) else Kind.OTHER
