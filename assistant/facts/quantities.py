"""Quantities in running text: a number, its unit, and how it is meant.

万 and 亿 are folded into the value, except before money, where they stay in the unit
with the number as printed (523.46亿元). Years, dates, document numbers, ordinals,
titles 《》, quoted names and fixed expressions (两个确立, 三项制度) are not quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.facts.dates import DateMention, dates
from assistant.facts.lexicon import alternation, table, words
from assistant.facts.numerals import Number, arabic_number, fold, han_number
from assistant.facts.qualifiers import Qualifier, qualify
from assistant.facts.segments import Span, segment
from assistant.types import Comparator

Form = Literal["value", "increase", "decrease", "ratio", "rank", "range"]

_MONEY = frozenset(words("units", "money"))
_DROP_GE = frozenset(words("units", "drop_ge"))
#: 三年, 30日, 6个月 are spans of time, and quantities only where something limits them.
_LIMITED = frozenset(["年", "个月", "周", "日", "个季度", "个年度"])
_DURATIONS = frozenset(words("units", "durations"))
_LIMIT_VERB = re.compile("(?:压缩|缩短|延长|压减|缩减|减|有效期|生效期|任期|期限|时限|为期|不少于|不超过|届满|到期)[^，、]{0,10}$")


def _units(names: tuple[str, ...]) -> str:
    data = table("units")
    guarded = []
    for name in sorted(set(names), key=lambda item: (-len(item), item)):
        chars = data["not_before"].get(name, "")
        others = data["not_before_words"].get(name, [])
        guard = (f"(?![{chars}])" if chars else "") + (f"(?!{alternation(others)})" if others else "")
        guarded.append(re.escape(name) + guard)
    return "|".join(guarded)


_BARE = alternation(words("units", "bare"))
_UNIT = re.compile(
    r"\s?(?:(?P<rate>%|‰|％)|(?P<money>" + alternation(_MONEY) + "(?!月|旦)(?:/(?:吨|平方米|人|亩|桶))?)"
    f"|(?P<unit>{_units(words('units', 'measures'))})|(?P<bare>(?={_BARE})))"
)
_HAN_UNIT = re.compile(
    r"(?P<money>" + alternation(_MONEY) + f"(?!月|旦))|(?P<unit>{_units(words('units', 'han'))})"
)
_HAN_BARE = re.compile(_BARE)
_AMOUNT = re.compile(
    r"(?P<n>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?)"
    r"\s?(?P<s1>[百千]?[万亿]{1,2}|[百千](?=[万余多]))?(?P<more>余|多|几|来(?=[万个名人]))?(?P<s2>万亿|[万亿])?(?P<more2>余|多)?(?:大(?=类|项|方面|领域|行动|工程|板块))?"
)
_TO = re.compile(r"\s?(?:[-—–―~～－]{1,2}|至|到)\s?(?=[0-9])")
_AROUND_CLOCK = re.compile("(?P<d>[0-9]+)(?:天)?[×xX*](?P<h>[0-9]+)(?P<u>小时)")
_SHARE_PRINTED = re.compile("(?P<n>[1-9])/(?P<d>[2-9]|10)(?=以上|以下|的|左右|，|。)")
_AND = re.compile("[、和及与\\s]*")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[:：∶][0-9]+(?:\.[0-9]+)?)+")
_PARTS = re.compile("(?P<d>[一二三四五六七八九十百千]+)分之(?P<n>[一二两三四五六七八九十百零〇]+(?:点[零〇一二三四五六七八九]+)?)")
_TENTHS = re.compile("(?P<n>[一二两三四五六七八九])成(?P<half>[一二三四五六七八九半])?(?![立为果效员功本都渝熟长交分因就品绩了人])")
_DOUBLED = re.compile("(?<=翻)(?P<n>[一两二三1-3])番|(?<=翻)倍")
_HAN_AMOUNT = re.compile("(?P<n>[一二两三四五六七八九十百千零〇万亿]+)(?P<more>余|多)?(?P<s2>[万亿])?(?P<more2>余|多)?")
_RANK = re.compile(
    "(?:居|列|排名?|位|名|前进到?|升至|上升到?|跃居|全[国省市区县州])[^，。、；]{0,10}?第\\s?(?P<n>[0-9]+|[一二三四五六七八九十]+)"
    "(?P<unit>位|名)?(?=[，。、；;,.)）]|$|位|名)"
)
#: A Chinese numeral that is a number has a unit, 余, 成, 分之 or 番 behind it; most do not.
_HAN_NEXT = "".join(sorted({unit[0] for unit in (*words("units", "han"), *words("units", "bare"), *_MONEY)} | set("余多成分番倍点")))
_HAN_RUN = re.compile(f"[一二两三四五六七八九十百千零〇万亿半][一二两三四五六七八九十百千零〇万亿]*(?=[{_HAN_NEXT}天])")
_DIGIT_RUN = re.compile("[0-9][0-9]*")
_DIGIT_WORD = re.compile("[一二两三四五六七八九]")
_HELD = re.compile("举办|开展|组织|召开|培训|刊发|编发|印发|播出|完成|共|[，、]|^$|专题|大讲堂|讲座|简报|专栏")
_HALF = re.compile("半(?:个)?(?P<unit>小时|天|年|月)(?=(?:以)?内|之内)")
_RATE_OF = re.compile("(?:率|比例|比重|占比)(?:均|都|仅|保持)?(?:为|是|达|达到|至)?$")
#: 全省前五, 进入全国前10: a rank without 第.
_TOP = re.compile("(?:全[国省市区县州]|居|列|排名|位|进入|保持在?|跻身)[^，。、；]{0,6}?前(?P<n>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?=[，。、；;,.]|$|位|名|强)")
_SLOGAN = re.compile("[24两四]个(?:意识|自信|维护|确立)|[两2]个一百年|[34三四]个(?:全面|代表)|(?:[一1]次(?:性|办|告|就|到位))")
_ERRAND = re.compile("(?:最多|只)[跑进]$|一窗$")
_COUNTABLE = re.compile(alternation(words("units", "countable")))
_APPOINT = re.compile(alternation(words("units", "appoint")) + "[^，、]{0,6}$")
_FREQUENT = re.compile("每(?:人|年|半年|季|月|周|届|[两三四五六]年)|任期内|年度|半年|一年")
_ORDINAL = re.compile("第[0-9一二三四五六七八九十、,和至—-]{1,12}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `text[start:end]`, 余, 以上 and the like included.

    `value` is a number; "7×24" and "6.7:39.9:53.4" stay strings; a range gives its lower
    end and `upper`. unit: %, 亿元, 件 …, None where none is printed. `number` is the
    offset of the first digit. `comparator`, `qualifier`: see facts/qualifiers.
    """

    value: Number | str
    unit: str | None
    comparator: Comparator
    qualifier: str | None
    form: Form
    start: int
    end: int
    number: int
    upper: Number | None = None
    han: bool = False


def _amount(match: re.Match[str], unit_is_money: bool) -> tuple[Number, str]:
    """The value, and the 万/亿 that stays with a unit of money."""
    scale = (match["s1"] or "") + (match["s2"] or "")
    if unit_is_money:
        keep = scale[-2:] if scale.endswith("万亿") else scale[-1:] if scale[-1:] in ("万", "亿") else ""
        return arabic_number(match["n"], scale[: len(scale) - len(keep)] if keep else scale), keep
    return arabic_number(match["n"], scale), ""


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str, found: tuple[DateMention, ...], shields: tuple[Span, ...]) -> None:
        self.text = text
        self.blocked = [span for span in shields if text[span[0]] in "《“\"‘〔【"]
        if found:
            self.blocked = sorted(self.blocked + [(item.start, item.end) for item in found])
        self.out: list[Quantity] = []

    def read(self, anchors: list[Span]) -> list[Quantity]:
        text, blocked, index, past = self.text, self.blocked, 0, 0
        for at, end in anchors:
            if at < past:
                continue
            while index < len(blocked) and blocked[index][1] <= at:
                index += 1
            if index < len(blocked) and blocked[index][0] <= at:
                if text[at] < ":" and (clock := _AROUND_CLOCK.match(text, at)):
                    past = self._clock(clock)
                continue
            past = max(past, self._arabic(at) if text[at] < ":" else self._han(at, end))
        return self.out

    def _window(self, at: int) -> str:
        """What stands before the number, back to the last quantity or comma."""
        floor = max(0, at - 30, self.out[-1].end if self.out else 0)
        lead = self.text[floor:at]
        cut = max(lead.rfind("，"), lead.rfind("。"), lead.rfind("；"), lead.rfind(";"), lead.rfind("\n"), lead.rfind(", "))
        return lead[cut + 1:]

    def _add(self, value: Number | str, unit: str | None, at: int, end: int, more: bool, form: Form | None = None,
             upper: Number | None = None, han: bool = False) -> int:
        lead = self._window(at)
        if unit in _DROP_GE:
            unit = unit[1:]
        meant: Qualifier = qualify(lead, self.text, end, more, unit in _DURATIONS)
        if unit in _LIMITED and not self._limited(meant, lead):
            return end
        form = form or ("range" if upper is not None else meant.form)
        last = self.out[-1] if self.out else None
        if form == "value" and last and last.unit == unit and last.form in ("increase", "decrease") and at - last.end < 4:
            form = last.form if _AND.fullmatch(self.text, last.end, at) else form
        comparator: Comparator = "range" if upper is not None else meant.comparator
        self.out.append(Quantity(value, unit, comparator, meant.word, form, at - meant.before, end + meant.after, at, upper, han))
        return end + meant.after

    @staticmethod
    def _limited(meant: Qualifier, lead: str) -> bool:
        return meant.comparator in (">=", "<=", "<", ">") or bool(_LIMIT_VERB.search(lead))

    def _clock(self, clock: re.Match[str]) -> int:
        self.out.append(Quantity(f"{clock['d']}×{clock['h']}", clock["u"], "=", None, "value", clock.start(), clock.end(), clock.start()))
        return clock.end()

    def _arabic(self, at: int) -> int:
        text = self.text
        before = text[at - 1] if at else ""
        if clock := _AROUND_CLOCK.match(text, at):
            return self._clock(clock)
        first = _AMOUNT.match(text, at)
        if first is None:
            return at + 1
        if before and (before in "第〔.·/+＋每" or (before.isascii() and (before.isalnum() or before in "-_"))):
            return first.end()
        if share := _SHARE_PRINTED.match(text, at):
            return self._add(round(100 * int(share["n"]) / int(share["d"]), 2), "%", at, share.end(), False, "ratio")
        if (ratio := _RATIO.match(text, at)) and not text.startswith(("%", "亿", "万"), ratio.end()):
            self.out.append(Quantity(ratio.group().replace("：", ":"), None, "=", None, "ratio", at, ratio.end(), at))
            return ratio.end()
        if before in "、至和" and _ORDINAL.search(text[max(0, at - 12):at]):
            return first.end()
        last, end = first, first.end()
        if (gap := _TO.match(text, end)) and (second := _AMOUNT.match(text, gap.end())):
            last, end = second, second.end()
        unit = _UNIT.match(text, end)
        if unit is None:
            return self._unitless(first, at)
        if before == "前" and unit["unit"] not in ("名", "位"):
            return end
        if unit["rate"] and last is first and (gap := _TO.match(text, unit.end())):
            second = _AMOUNT.match(text, gap.end())
            again = _UNIT.match(text, second.end()) if second else None
            if second and again and again["rate"]:
                last, unit = second, again
        if _SLOGAN.match(text, at) or _ERRAND.search(text[max(0, at - 3):at]) or text.startswith("“", unit.end()):
            return unit.end()
        money = unit["money"] is not None
        value, kept = _amount(first, money)
        name: str | None = unit["money"] or unit["unit"] or (unit["rate"] and unit["rate"].replace("％", "%"))
        if unit["bare"] is not None:
            name = "个"
        upper: Number | None = None
        if last is not first:
            upper, kept = _amount(last, money)
            if not (first["s1"] or first["s2"]) and (last["s1"] or last["s2"]) and not money:
                value = arabic_number(first["n"], (last["s1"] or "") + (last["s2"] or ""))
        name = kept + (name or "") if money else name
        form: Form | None = "rank" if before == "前" else None
        more = bool(first["more"] or first["more2"])
        return self._add(value, name, at, unit.end(), more, form, upper)

    def _unitless(self, match: re.Match[str], at: int) -> int:
        """败诉率为0: a rate without its sign; any other number without a unit is a label."""
        if not at or self.text[at - 1] not in "率例重比为是达到至":
            return match.end()
        if _RATE_OF.search(self._window(at)) and (
            match.end() == len(self.text) or self.text[match.end()] in "，。、；;,)） \n"
        ):
            return self._add(arabic_number(match["n"]), "%", at, match.end("n"), False)
        return match.end()

    def _han(self, at: int, run_end: int) -> int:
        text = self.text
        before = text[at - 1] if at else ""
        if text[at] == "半":
            if (half := _HALF.match(text, at)) and before not in tuple("上下过一大两"):
                return self._add(0.5, half["unit"], at, half.end(), False, han=True)
            return run_end
        if parts := _PARTS.match(text, at):
            return self._parts(parts)
        if before == "翻" and (doubled := _DOUBLED.match(text, at)):
            times = han_number(doubled["n"]) if not doubled["n"].isdigit() else int(doubled["n"])
            return self._add(2 ** int(times or 1), "倍", at, doubled.end(), False)
        if tenths := _TENTHS.match(text, at):
            share = float(han_number(tenths["n"]) or 0) * 10
            if tenths["half"]:
                share += 5 if tenths["half"] == "半" else float(han_number(tenths["half"]) or 0)
            if before not in "一不" and share >= 20:
                return self._add(int(share), "%", at, tenths.end(), False, "ratio", han=True)
        if before in "第之统唯同专单任逐万" and before:
            return run_end
        match = _HAN_AMOUNT.match(text, at)
        if match is None:
            return run_end
        unit = _HAN_UNIT.match(text, match.end())
        if unit is None:
            if before == "等" and _HAN_BARE.match(text, match.end()) and (count := han_number(match["n"])):
                return self._add(count, "个", at, match.end(), bool(match["more"]), han=True)
            return run_end
        bare_scale = not _DIGIT_WORD.search(match["n"])
        value_text = ("一" + match["n"]) if bare_scale and match["n"] != "十" else match["n"]
        numeral = value_text + (match["s2"] or "")
        kept = ""
        if unit["money"] and numeral[-1] in "万亿" and len(numeral) > 1:
            kept = "万亿" if numeral.endswith("万亿") and len(numeral) > 2 else numeral[-1]
            numeral = numeral[: -len(kept)]
        value = han_number(numeral)
        if value is None or _SLOGAN.match(text, at) or _ERRAND.search(text[max(0, at - 3):at]):
            return run_end
        name = kept + (unit["money"] or "") if unit["money"] else unit["unit"]
        more = bool(match["more"] or match["more2"])
        if not self._counts(value, name, at, unit.end(), bare_scale and not more):
            return max(run_end, match.end())
        return self._add(value, name, at, unit.end(), more, han=True)

    def _counts(self, value: Number, name: str, at: int, end: int, round_word: bool) -> bool:
        """Whether a Chinese numeral is meant as a number here."""
        text = self.text
        lead = self._window(at)
        meant = qualify(lead, text, end, False, name in _DURATIONS)
        bound = meant.comparator in (">=", "<=", ">", "<")
        if name == "期" and not (bound or _HELD.search(lead)):
            return False
        if round_word and text.startswith(("大关", "级", "俱乐部"), end):
            return False
        if round_word and value != 10:
            return lead.endswith(("近", "上", "逾", "超", "约", "超过", "突破"))
        if bound or name in ("个百分点", "百分点"):
            return True
        if value == 1 and name in ("次", "期", "场"):
            return bool(_FREQUENT.search(lead)) and not lead.endswith(("进", "跑", "同", "又", "每"))
        if value == 1 and name in _LIMITED:
            return bool(_LIMIT_VERB.search(lead))
        if value == 1:
            return name in ("名", "人") and bool(_APPOINT.search(lead))
        if name in ("个", "项", "条"):
            if name == "个" and text[end:end + 1] in "，。、；;\n" and len(lead) > 2:
                return not lead.endswith(("这", "那"))
            return bool(_COUNTABLE.match(text, end)) and not lead.endswith("这")
        if name in ("部", "支", "类", "种"):
            return value >= 2 and not lead.endswith("这")
        return name not in _LIMITED or bool(_LIMIT_VERB.search(lead))

    def _parts(self, match: re.Match[str]) -> int:
        whole, part = han_number(match["d"].replace("百", "一百") if match["d"] == "百" else match["d"]), han_number(match["n"])
        if match["d"] in ("百", "千"):
            whole = 100 if match["d"] == "百" else 1000
        if match["n"] == "百":
            part = 100
        if not whole or part is None:
            return match.end()
        if whole == 1000:
            return self._add(part, "‰", match.start(), match.end(), False, han=True)
        form: Form | None = None if whole == 100 else "ratio"
        share = part if whole == 100 else round(100 * part / whole, 2)
        return self._add(share, "%", match.start(), match.end(), False, form, han=True)


def _in_full(value: Number, unit: str) -> Number:
    """3 万元 as 30000 元."""
    return arabic_number(str(value), unit[:-1]) if unit[-1] == "元" else value


def _joined(found: list[Quantity], text: str) -> list[Quantity]:
    """五千元以上三万元以下 is one range; so is 30日以上60日以下."""
    out: list[Quantity] = []
    for item in found:
        last = out[-1] if out else None
        if (
            last and last.end == item.start and last.comparator == ">=" and item.comparator == "<="
            and last.unit and item.unit and last.unit[-1] == item.unit[-1]
            and not isinstance(last.value, str) and not isinstance(item.value, str)
        ):
            low, high, unit = last.value, item.value, item.unit
            if last.unit != item.unit:
                low, high, unit = _in_full(low, last.unit), _in_full(high, item.unit), item.unit[-1]
            out[-1] = replace(last, value=low, comparator="range", form="range", upper=high, end=item.end, unit=unit)
        else:
            out.append(item)
    return out


def read_quantities(text: str, found: tuple[DateMention, ...], shields: tuple[Span, ...]) -> tuple[Quantity, ...]:
    """As `quantities`, for a text already folded, dated and cut."""
    anchors = [match.span() for match in _DIGIT_RUN.finditer(text)]
    if anchors and not anchors[0][0] and text[anchors[0][1]:anchors[0][1] + 1] in (".", "．", "、"):
        del anchors[0]  # the number of the item itself
    if runs := [match.span() for match in _HAN_RUN.finditer(text)]:
        anchors = sorted(anchors + runs)
    if not anchors and "第" not in text:
        return ()
    out = _Reader(text, found, shields).read(anchors)
    for match in _RANK.finditer(text) if "第" in text else ():
        digits = match["n"]
        value = int(digits) if digits.isdigit() else han_number(digits)
        if value is not None:
            end = match.end() + (1 if match["unit"] is None and text[match.end():match.end() + 1] in "位名" and match.end() < len(text) else 0)
            out.append(Quantity(value, "位", "rank", None, "rank", match.start("n") - 1, end, match.start("n")))
    for match in _TOP.finditer(text) if "前" in text else ():
        digits = match["n"]
        value = int(digits) if digits.isdigit() else han_number(digits)
        if value is not None and not any(item.number == match.start("n") for item in out):
            out.append(Quantity(value, "位", "rank", "前", "rank", match.start("n") - 1, match.end(), match.start("n")))
    out.sort(key=lambda item: item.number)
    return tuple(_joined(out, text))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order.

    >>> [(q.value, q.unit) for q in quantities("清理政府规章72件、行政规范性文件1,001件，覆盖30.7万余人，批复金额523.46亿元")]
    [(72, '件'), (1001, '件'), (307000, '人'), (523.46, '亿元')]
    >>> [(q.value, q.unit, q.comparator) for q in quantities("不少于60学时、普及率≥80%、减至16天以下、近150个、举办两期以上")]
    [(60, '学时', '>='), (80, '%', '>='), (16, '天', '<='), (150, '个', 'approx'), (2, '期', '>=')]
    >>> [(q.value, q.unit, q.form) for q in quantities("增长12.3%，下降0.5个百分点，百分之九十五，九成，三分之二，翻一番，5-7个工作日")]
    [(12.3, '%', 'increase'), (0.5, '个百分点', 'decrease'), (95, '%', 'value'), (90, '%', 'ratio'), (66.67, '%', 'ratio'), (2, '倍', 'value'), (5, '个工作日', 'range')]
    >>> quantities("增强“四个意识”、做到两个维护，第三次会议，12345热线，国发〔2021〕2号，2022年6月3日，一站式")
    ()
    """
    text = fold(text)
    return read_quantities(text, dates(text), segment(text).shields)
