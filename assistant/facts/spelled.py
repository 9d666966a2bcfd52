"""Numbers in Chinese numerals: 百分之九十五, 九成五, 三分之二, 翻一番, 两期以上, 三万元.

Most Chinese numerals in official texts are no numbers (统一, 三级, 两个确立, 三项制度),
so each must prove itself: by a unit, by 至少 or 以上, by what it counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.numerals import Number, han_number, tidy
from assistant.facts.qualifiers import qualify
from assistant.facts.quantity import Form
from assistant.facts.units import APPOINT, COUNTABLE, DURATIONS, HAN_BARE, HAN_NEXT, HAN_UNIT, LIMIT_VERB, LIMITED

_RUN_CHARS = "一二两三四五六七八九十百千零〇万亿"
#: A run of numerals with something behind it that a number can have; bounded, so that a
#: run of any length costs no more than its length.
RUN = re.compile(f"[{_RUN_CHARS}半][{_RUN_CHARS}]{{0,19}}+(?=[{HAN_NEXT}])")
_PARTS = re.compile(
    "(?P<d>[一二三四五六七八九十百千]+)分之(?P<n>[一二两三四五六七八九十百零〇]+(?:点[零〇一二三四五六七八九]+)?)"
)
_TENTHS = re.compile(
    "(?P<n>[一二两三四五六七八九])成(?P<half>[一二三四五六七八九半])?(?![立为果效员功本都渝熟长交分因就品绩了人])"
)
_DOUBLED = re.compile("(?P<n>[一两二三1-3])番")
_AMOUNT = re.compile(f"(?P<n>[{_RUN_CHARS}]+)(?P<more>余|多)?(?P<s2>[万亿])?(?P<more2>余|多)?")
_RANGE = re.compile("(?P<low>[一二两三四五六七八九十百]+)[至到—-](?P<high>[一二三四五六七八九十百]+)")
_HALF = re.compile("半(?:个)?(?P<unit>小时|天|年|月)(?=(?:以)?内|之内)")
#: 半数以上, 不少于半数, 过半数; a bare 半数 is a manner of speaking.
_MAJORITY = re.compile("(?P<half>半数)(?P<open>以上|以下|通过|同意|赞成)?")
_BOUND = re.compile("(?:不少于|不低于|不超过|超过|不足|达到|达|过|少于|低于|高于|多于)(?:总数的|总人数的)?$")
_DIGIT_WORD = re.compile("[一二两三四五六七八九]")
_HELD = re.compile("举办|开展|组织|召开|培训|刊发|编发|印发|播出|完成|共|[，、]|^$|专题|大讲堂|讲座|简报|专栏")
_FREQUENT = re.compile("每(?:人|年|半年|季|月|周|届|[两三四五六](?:年|个?月|个?周|个季度))|任期内|年度|半年|一年")
_NAMES = re.compile(
    "[24两四]个(?:意识|自信|维护|确立)|[两2]个一百年|[34三四]个(?:全面|代表)|[一1]次(?:性|办|告|就|到位)"
)
_ERRAND = re.compile("(?:最多|只)[跑进]$|一窗$")
#: 人大二次会议, 届三次全会: which meeting of a body, no count of meetings.
_SESSION = re.compile("(?:届|人大|政协|大会|党代会|常委会|全委会)$")
_MEETING = re.compile("次(?:全体)?(?:会议|全会|常委会|大会)")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number found: `more` for 余 and 多; `form` only where the words themselves settle it."""

    value: Number
    unit: str
    end: int
    more: bool = False
    form: Form | None = None
    upper: Number | None = None


def is_name(text: str, at: int) -> bool:
    """两个确立, 最多跑一次: a number at `at` that belongs to a fixed expression."""
    lead = text[max(0, at - 3):at]
    if lead.endswith(("连续", "每超", "每满", "每增")):
        return True  # 连续两次: in a row, how often is not counted; 每超一人: a step
    return _NAMES.match(text, at) is not None or _ERRAND.search(lead) is not None


def read_spelled(text: str, at: int, lead: str) -> Spelled | None:
    """The number that begins at `at`, or None where the numeral is part of a word.

    `lead`: what stands before it in its phrase, back to the last quantity.

    >>> read_spelled("百分之九十五以上", 0, ""), read_spelled("三项制度", 0, "")
    (Spelled(value=95, unit='%', end=6, more=False, form=None, upper=None), None)
    """
    before = text[at - 1] if at else ""
    if text[at] == "半":
        if (majority := _MAJORITY.match(text, at)) and (majority["open"] or _BOUND.search(lead)):
            return Spelled(50, "%", majority.end("half"), before == "过", "ratio")
        half = _HALF.match(text, at)
        return Spelled(0.5, half["unit"], half.end()) if half and before not in tuple("上下过一大两") else None
    if parts := _PARTS.match(text, at):
        return _share(parts)
    if before in tuple("翻了") and (doubled := _DOUBLED.match(text, at)) and "翻" in text[max(0, at - 2):at]:
        return Spelled(2 ** int(han_number(doubled["n"]) or 1), "倍", doubled.end())
    if (tenths := _TENTHS.match(text, at)) and before not in tuple("一不"):
        share = float(han_number(tenths["n"]) or 0) * 10
        if tenths["half"]:
            share += 5 if tenths["half"] == "半" else float(han_number(tenths["half"]) or 0)
        if share >= 20:
            return Spelled(int(share), "%", tenths.end(), False, "ratio")
    if before in tuple("第之统唯同专单任逐万") or (amount := _AMOUNT.match(text, at)) is None:
        return None
    unit = HAN_UNIT.match(text, amount.end())
    if unit is None:
        if range_ := _RANGE.match(text, at):
            return _from_to(text, range_, lead)
        if before == "等" and HAN_BARE.match(text, amount.end()) and (count := han_number(amount["n"])):
            return Spelled(count, "个", amount.end(), bool(amount["more"]))
        return None
    return _counted(text, at, amount, unit, lead)


def _from_to(text: str, match: re.Match[str], lead: str) -> Spelled | None:
    """三至五人, 一到三个月."""
    unit = HAN_UNIT.match(text, match.end())
    low, high = han_number(match["low"]), han_number(match["high"])
    if unit is None or not unit["unit"] or low is None or high is None or low >= high:
        return None
    return Spelled(low, unit["unit"], unit.end(), upper=high)


def _counted(text: str, at: int, amount: re.Match[str], unit: re.Match[str], lead: str) -> Spelled | None:
    more = bool(amount["more"] or amount["more2"])
    round_word = not _DIGIT_WORD.search(amount["n"])
    numeral = ("一" if round_word and amount["n"] != "十" else "") + amount["n"] + (amount["s2"] or "")
    kept = ""
    if unit["money"] and numeral[-1] in "万亿" and len(numeral) > 1:
        kept = "万亿" if numeral.endswith("万亿") and len(numeral) > 2 else numeral[-1]
        numeral = numeral[: -len(kept)]
    value = han_number(numeral)
    name = kept + unit["money"] if unit["money"] else unit["unit"]
    if value is None or is_name(text, at):
        return None
    if name == "次" and _MEETING.match(text, amount.end()) and _SESSION.search(text[max(0, at - 3):at]):
        return None
    if not _is_number(text, value, name, unit.end(), lead, round_word and not more):
        return None
    return Spelled(value, name, unit.end(), more)


def _is_number(text: str, value: Number, name: str, end: int, lead: str, round_word: bool) -> bool:
    """Whether numeral and unit are meant as a number here."""
    bound = qualify(lead, text, end, False, name in DURATIONS).comparator in (">=", "<=", ">", "<")
    if name == "分":
        return bound  # 十分重要
    if name == "期" and not (bound or _HELD.search(lead)):
        return False
    if round_word and text.startswith(("大关", "级", "俱乐部"), end):
        return False
    if round_word and value != 10:
        return lead.endswith(("近", "上", "逾", "超", "约", "超过", "突破"))
    if bound or name in ("个百分点", "百分点"):
        return True
    if name in LIMITED:
        return LIMIT_VERB.search(lead) is not None
    if value == 1:
        if name in ("次", "期", "场", "轮", "遍"):
            return _FREQUENT.search(lead) is not None and not lead.endswith(("进", "跑", "同", "又", "每"))
        return name in ("名", "人") and APPOINT.search(lead) is not None
    if lead.endswith(("这", "那")) or (name == "期" and text[end - 2] == "二"):
        return False
    if name in ("个", "项", "条"):
        if name == "个" and text[end:end + 1] in tuple("，。、；;\n") and len(lead) > 2:
            return True
        return COUNTABLE.match(text, end) is not None
    return True


def _share(match: re.Match[str]) -> Spelled | None:
    """百分之百, 千分之五, 三分之二."""
    whole = {"百": 100, "千": 1000}.get(match["d"]) or han_number(match["d"])
    part = 100 if match["n"] == "百" else han_number(match["n"])
    if not whole or part is None:
        return None
    if whole == 1000:
        return Spelled(part, "‰", match.end())
    if whole == 100:
        return Spelled(part, "%", match.end())
    return Spelled(tidy(round(100 * part / whole, 2)), "%", match.end(), False, "ratio")
