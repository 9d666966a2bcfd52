"""What a number is about (指标): the nearest noun phrase, before it or after it."""

from __future__ import annotations

import re

from assistant.facts.actions import lead_length
from assistant.facts.lexicon import alternation, words
from assistant.facts.quantity import Quantity
from assistant.facts.units import DURATIONS

_CLOSING = re.compile(
    "(?:[、和与,，:：;；\\s]|(?<![惠普涉波危])及|(?<!圆)满|(?:由|从)(?:年初|上年|去年|原来|之前|过去|同期)的?"
    "|(?:较|比|与)(?:上年|去年|前年|同期|上年同期|去年同期|年初|[0-9]{4}年(?:底|末)?)(?:同期|相比)?"
    "|(?:高于|低于|高出|超|好于|优于|快于|与)[^，]{0,10}(?:平均(?:水平|值)?|目标|预期|增速|标准|水平|全[国省市区县州])(?:还)?"
    "|(?:是|为|相当于)[^，、]{0,16}的|连续[0-9一二两三四五六七八九十]+[年月季]|(?:由|从)(?:人均|平均|最初)"
    "|(?<=[初年末])新增|[两三四五]年平?均|由负转正|由降转升|可比|再|继续|同口径|按?可比口径|按可比价格?(?:计算)?|同比|环比|年均|分别|合计|总计|共计?|累计|总数|达到?(?:了)?|(?<!行)为|是"
    "|至|到|在|由|从|对|向|约|近|超过?|突破|逾|迈上|迈入|跨上|跨入|跃上|站上|接近|"
    "不少于|不低于|不得少于|不得低于|不得超过|不超过|不高于|不迟于|至迟于?|至少|最多|最少|最长|最快|最短|平均|仅|只|还|尚"
    "|已|已有|有|(?<![平人村户年])均|都|全部|力争|首次|每人每[年月]|(?<=[\u4e00-\u9fff]{2})(?:完成|实现)"
    "|应当|必须|须|应|一般|原则上|可以|争取|确保|保持|控制|(?<=..)维持|稳定|提高|提升|上升|上涨|下降|降低|回落|收窄|改善|优化"
    "|前移|后移|前进|压减|压降|核减|精简|缩减|调减|净减|净增|降|减|增|增加|增长|增长率|压缩|缩短|延长|减少"
    "|扩大|扩展|拓展|升|高|低|翻了?|[≥≤><=]|(?<=[^占])占)+$"
)
_OPENING = re.compile(
    "(?:[、和与并且,，:：;；\\s]|及(?![格时])|其中[:：,，]?|(?:截至|截止到?)?[0-9]{4}年(?:[0-9]{1,2}月份?)?[底末]?(?:之?前)?|今?年[底末]前?|至少|不少于|包括|力争|争取|努力|确保|保证|实现|使|但|到(?![位账期达场岗案庭])|截至|目前|全年"
    "|今年以来|今年|一年来|年内|累计|共计?|已|有(?![效序关力限机])|全面|推动|并|同时|还|又|均|即(?!办|时)|将|把|对"
    "|拟(?!定|订|制)|计划|预计|要|应当|应(?![急对诉用])|必须|须|[0-9]{1,2}月?(?:至|-|—)[0-9]{1,2}月份?"
    "|[0-9]{1,2}月底?)+"
)
#: 较法定期限 (缩短25天): only what it is compared with.
_THAN = re.compile("(?:较|比|同)[^，、]{1,10}")
_RATE = re.compile(
    "(?:率|比例|比重|占比|覆盖面|指数|得分|成绩|总量|总数|总额|总值|数量|规模|面积|密度|浓度|收入|支出|增加值"
    "|投资|产值|余额|总数|起数|案件数|立案数|发案数|成本|价格|标准|增速|增幅|涨幅|里程|能耗|缺口|得分率|满意度|知晓度|安全感|时限|时间|期限|次数|人数|户数|件数|金额)$"
)
_BODY = re.compile(alternation([*words("actors", "bodies"), *words("actors", "persons")]) + "$")
_AFTER = re.compile("(?:及?以上|或以上|以下|以内|之内|内|左右|上下|不等|余|多)?(?:的)?")
_ASIDE = re.compile("[(（][\u4e00-\u9fff、/]{1,3}[)）]")
_STOP = re.compile(
    "[，。；;、：:！？\n()（）]|进行|实行|开展|实施|完成|参与|参加|参考|得到|获得|获|被|全部(?!$)|均|已|全面(?!清理|排查|检查|体检|审查|评估|体检)|中[有已]|年[底内]|的标准|的要求|共计?(?=[约近超]?[0-9])"
    "|按照|纳入|列入|聘有|设立|接受|建成(?!区)|建立|配备|达到|达(?=[0-9约近])|占|为(?=[0-9约近])|印发|联合(?!检查|执法|整治|督查|巡查|行动|惩戒)"
    "|[\u4e00-\u9fff]{1,2}了|承接|聘请|入驻|追发|接入|挂牌|出台|推动|实现|由|向(?!社)|对|予以|给予|作为|并|后(?!评估)"
    "|台阶|大关|(?<=.{2})到(?!位|期|案|庭|岗)|(?:上升|提高|提升|增加|增长|下降|降低|减少|压缩|缩短|扩大|扩展|调整|升|降|增|减)(?:了|到|至|为)"
)
#: 各部门每两年|组织
_OFTEN = re.compile(".{0,30}?(?P<often>每(?:人每年|半年|季度?|月|周|[两二三四五]年|年度?))")
#: 增速|居全市 第二
_RANKED = re.compile(
    "(?:首次|继续|连续)?(?:(?:由|从|[跃稳位]?居|位?列|进入|跻身|保持|名列|排名?|升至)(?:在)?|全[国省市区县州])"
    "[^，、]{0,10}$"
)
_REVIEWED = re.compile("进行(?:了)?(?P<act>[\u4e00-\u9fff]{2,10})")


def is_measure(name: str) -> bool:
    """合格率, 总量, 收入: a name that says itself what is measured."""
    return _RATE.search(name) is not None


def tidied(words_before: str) -> str:
    """Closing verbs and opening adverbs cut off, until nothing more comes off."""
    text = words_before.strip()
    while True:
        shorter = text
        if closed := _CLOSING.search(shorter):
            shorter = shorter[: closed.start()]
        if opened := _OPENING.match(shorter):
            shorter = shorter[opened.end():]
        shorter = "" if _THAN.fullmatch(shorter) else shorter.strip()
        if shorter == text:
            return text
        text = shorter


def noun_after(text: str, start: int, end: int) -> str:
    """The noun that follows a number: 49个|市级政务服务职能部门."""
    skip = _AFTER.match(text, start, end)
    at = skip.end() if skip else start
    if aside := _ASIDE.match(text, at, end):
        at = aside.end()  # 1.25万套(间)
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
    before = tidied(text[floor:quantity.start])
    after = noun_after(text, quantity.end, ceiling)
    if often := _OFTEN.match(before):
        before = before[often.end():] or before[: often.start("often")]
    if quantity.form == "rank":
        return tidied(_RANKED.sub("", before))
    if _RATE.search(before):
        return before
    if quantity.unit in DURATIONS and quantity.comparator == "<=" and quantity.end < ceiling:
        behind = text[quantity.end:min(ceiling, quantity.end + 14)].strip("，、的")
        return after if len(after) > 1 else behind or before  # 15日内|报送备案
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
