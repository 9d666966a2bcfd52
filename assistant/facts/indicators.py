"""What a number is about (指标): the nearest noun phrase, before it or after it."""

from __future__ import annotations

import re

from assistant.facts.actions import lead_length
from assistant.facts.lexicon import alternation, words
from assistant.facts.quantities import Quantity

_CLOSING = re.compile(
    "(?:[、和及与,，:：;；\\s]|(?:由|从)(?:年初|上年|去年|原来|之前|过去)的?|较(?:上年|去年|[0-9]{4}年)"
    "|比上年|比去年|同比|环比|年均|分别|合计|总计|共计?|累计|达到?(?:了)?|为|是|至|到|在|由|从|约|近|超过?"
    "|突破|逾|"
    "不少于|不低于|不得少于|不得低于|不得超过|不超过|不高于|至少|最多|最少|最长|仅|已|已有|有|均|都|全部|力争"
    "|争取|确保|保持|控制|维持|稳定|提高|提升|上升|下降|降低|降|减|增|增加|增长|增长率|压缩|缩短|延长|减少"
    "|扩大|升|高|低|翻|[≥≤><=]|(?<=[^占])占)+$"
)
_OPENING = re.compile(
    "(?:[、和及与并且,，:：;；\\s]|其中[:：,，]?|包括|力争|争取|努力|确保|保证|实现|使|到|截至|目前|全年"
    "|今年以来|今年|一年来|年内|累计|共计?|已|有(?![效序关力限机])|全面|推动|并|同时|还|又|均|即|将|把|对"
    "|拟(?!定|订|制)|计划|预计|要|应当|应(?![急对诉用])|必须|须|[0-9]{1,2}月?(?:至|-|—)[0-9]{1,2}月份?"
    "|[0-9]{1,2}月底?)+"
)
_RATE = re.compile(
    "(?:率|比例|比重|占比|覆盖面|指数|得分|成绩|总量|总数|总额|总值|数量|规模|面积|密度|浓度|收入|支出|增加值"
    "|投资|产值|时限|时间|期限|次数|人数|户数|件数|金额)$"
)
_BODY = re.compile(alternation([*words("actors", "bodies"), *words("actors", "persons")]) + "$")
_AFTER = re.compile("(?:及?以上|或以上|以下|以内|之内|内|左右|上下|不等|余|多)?(?:的)?")
_STOP = re.compile(
    "[，。；;、：:！？\n()（）]|进行|实行|开展|实施|完成|参与|参加|参考|得到|获得|获|被|全部(?!$)|均|已|全面"
    "|按照|纳入|列入|聘有|设立|接受|建成|建立|配备|达到|达(?=[0-9约近])|占|为(?=[0-9约近])|印发|联合"
    "|[\u4e00-\u9fff]{1,2}了|承接|聘请|入驻|追发|接入|挂牌|出台|推动|实现|由|向(?!社)|对|予以|给予|作为|并|后"
    "|，"
)
_REVIEWED = re.compile("进行(?:了)?(?P<act>[\u4e00-\u9fff]{2,10})")


def _tidy(words_before: str) -> str:
    """Closing verbs and opening adverbs cut off, until nothing more comes off."""
    text = words_before.strip()
    while True:
        shorter = text
        if closed := _CLOSING.search(shorter):
            shorter = shorter[: closed.start()]
        if opened := _OPENING.match(shorter):
            shorter = shorter[opened.end():]
        shorter = shorter.strip()
        if shorter == text:
            return text
        text = shorter


def noun_after(text: str, start: int, end: int) -> str:
    """The noun that follows a number: 49个|市级政务服务职能部门."""
    skip = _AFTER.match(text, start, end)
    at = skip.end() if skip else start
    stop = _STOP.search(text, at, end)
    noun = text[at: stop.start() if stop else end]
    if stop and stop.group() in "(（":
        close = text.find(")" if stop.group() == "(" else "）", stop.end(), end)
        if 0 < close - stop.start() <= 8:
            noun = text[at:close + 1]
    return noun.strip("的 ”“和及与").removesuffix("以")


def indicator_of(text: str, floor: int, quantity: Quantity, ceiling: int, with_verb: bool = True) -> str:
    """A short noun phrase for `quantity`: from `text[floor:]` before it, or up to `ceiling` behind it.

    >>> from assistant.facts.quantities import quantities
    >>> def told(text):
    ...     return indicator_of(text, 0, quantities(text)[0], len(text))
    >>> told("累计取消902项证明事项"), told("清理政府规章72件"), told("行政调解组织建成率达100%")
    ('取消证明事项', '清理政府规章', '行政调解组织建成率')
    """
    before = _tidy(text[floor:quantity.start])
    after = noun_after(text, quantity.end, ceiling)
    if _RATE.search(before):
        return before
    if not after:
        return before or after
    if quantity.unit in ("%", "个百分点", "百分点", "‰", "倍"):
        return before or after
    act = _REVIEWED.search(text, quantity.end, ceiling)
    if act and len(after) < 24:
        return after + act["act"]
    if not before or not with_verb:
        return after
    verb = before[: lead_length(before)]
    rest = before[len(verb):]
    if verb and not rest:
        return verb + after
    if len(rest) > 2 and not verb and not _BODY.search(rest):
        return before if len(after) < 2 else after
    return (verb + after) if verb and len(verb) <= 6 else after
