"""The verb of a phrase: where its adverbs end, its act begins, and what state it tells."""

from __future__ import annotations

import re

from assistant.facts.lexicon import alternation, words

VERBS = alternation(words("actions", "verbs"))
ADVERBS = alternation(words("actions", "adverbs"))

#: 并, 还要, (一), 一是: what may open a phrase before its adverbs.
ENUMERATOR = re.compile(
    "\\s*(?:第[一二三四五六七八九十百零0-9]+[编章节条款项](?:之[一二三四五])?\\s+"
    "|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十0-9]{1,3}[)）]"
    "|[0-9]{1,3}[.．、](?![0-9])|[①-⑳]|[一二三四五六七八九十]{1,2}(?:是(?:要)?|要)|其[一二三四]，?)\\s*"
)
#: What a phrase with an enumerator can begin with.
MAY_ENUMERATE = frozenset("第一二三四五六七八九十0123456789(（其 \t\u3000①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_LEAD = re.compile(f"(?:{ADVERBS}(?:、|地|和)?)*?(?P<verb>{VERBS})了?")
#: Behind a verb these make it a noun: 合格率, 执法部门, 负责人员.
_NOUN_MADE = re.compile("率|性|力|度(?!假)|者|员|人(?=[应须要不可有对向将在提依的、，]|$)|组(?![织建成合团])|部门|机关|机构"
    "|局|委|厅|主管|人员")
_NOUN_FIRST = frozenset("率性力度者员人组部机局委厅主")
_JOINED = re.compile("并|、|和|或者?")
_ANY = re.compile(VERBS)
_ADVERB = re.compile(ADVERBS)
_STATE_ENDS = words("actions", "state_verbs")
_EFFECT_ENDS = words("actions", "effect_nouns")
_EFFECT_LAST = frozenset(word[-1] for word in _EFFECT_ENDS)
_STATE = re.compile(
    f"{alternation(words('actions', 'state_adverbs'))}(?:得到|实现"
    f"|取得)?{alternation(words('actions', 'state_verbs'))}$"
)
_EFFECT = re.compile(
    "(?:切实|不断|进一步|全面|有效|着力|持续|大力|努力|充分|更好|共同|最大限度|全力"
    f"|增进与?)*{alternation(words('actions', 'effects'))}"
)
#: 进入全市第一方阵: a place among others is a state as well.
_PLACED_ENDS = ("一流", "前列", "领先", "第一方阵", "先进行列", "先进水平", "前茅", "领先水平", "上游", "首位")
_PLACED = re.compile(
    "(?:达到?|跻身|进入|迈入|位居|位列|保持|走在|处于|居于|居|稳居)(?:在)?(?:全[国省市区县州域]|中?西部|中部|东部|国内|国际|同类)"
)
_FORBIDDEN_ON = re.compile(alternation(words("actions", "forbidden_on")))


def lead_length(phrase: str) -> int:
    """How many characters of adverbs and verb open the phrase, before its object; 0 without a verb.

    >>> lead_length("建立健全行政复议制度"), lead_length("进一步完善体系"), lead_length("重点部门")
    (4, 5, 0)
    """
    found = verb_at_head(phrase)
    return found[1] if found else 0


def verb_at_head(phrase: str) -> tuple[int, int] | None:
    """Where the verb lies in a phrase that begins with one, adverbs skipped."""
    match = _LEAD.match(phrase)
    if match is None:
        return None
    end = match.end()
    if end == len(phrase):
        return match.start("verb"), end
    while phrase[end] in "并、和或" and (joint := _JOINED.match(phrase, end)) and (more := _ANY.match(phrase, joint.end())):
        end = more.end()  # 制定和修订, 清理、废止
        if end == len(phrase):
            return match.start("verb"), end
    if phrase[end] in _NOUN_FIRST and _NOUN_MADE.match(phrase, end):
        return None
    return match.start("verb"), end


def acts_at(text: str, at: int) -> bool:
    """Whether an adverb or a verb of duty stands at this offset."""
    return _ADVERB.match(text, at) is not None or _ANY.match(text, at) is not None


def any_verb(text: str, start: int, end: int) -> bool:
    """Whether a verb of duty stands anywhere in `text[start:end]`."""
    return _ANY.search(text, start, end) is not None


def is_state(phrase: str) -> bool:
    """A subject with what it has become: 应急能力显著增强 (and not an act: 显著增强应急能力).

    >>> is_state("行政执法体制机制基本完善"), is_state("不断完善"), is_state("加强行政执法")
    (True, False, False)
    """
    if phrase.endswith(_PLACED_ENDS) and (placed := _PLACED.search(phrase)):
        return placed.start() >= 2
    match = _STATE.search(phrase) if phrase.endswith(_STATE_ENDS) else None
    return match is not None and match.start() >= 2


def is_effect(phrase: str) -> bool:
    """An effect hoped for and no act that can be checked: 增强公众参与实效, 形成执法合力."""
    if phrase.startswith("形成") and phrase.endswith(("合力", "局面", "格局", "氛围", "态势")):
        return True
    return phrase[-1] in _EFFECT_LAST and phrase.endswith(_EFFECT_ENDS) and _EFFECT.match(phrase) is not None


def goes_on_forbidding(phrase: str) -> bool:
    """Begins with what one would forbid (搞, 采取, 变相 …): the prohibition before it reaches it."""
    return _FORBIDDEN_ON.match(phrase) is not None
