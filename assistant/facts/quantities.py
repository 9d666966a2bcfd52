"""Quantities in running text: a number, its unit, and how it is meant.

万 and 亿 are folded into the value, except before money, where they stay in the unit
with the number as printed (523.46亿元). Years, dates, document numbers, ordinals,
titles 《》, quoted names and fixed expressions (两个确立, 三项制度) are not quantities.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.facts.dates import DateMention, dates
from assistant.facts.numerals import Number, arabic_number, fold, tidy
from assistant.facts.qualifiers import Qualifier, qualify
from assistant.facts.quantity import Form, Quantity
from assistant.facts.ranks import ranks
from assistant.facts.segments import Span, segment
from assistant.facts.spelled import RUN, is_name, read_spelled
from assistant.facts.units import DROP_GE, DURATIONS, LIMIT_VERB, LIMITED, UNIT
from assistant.types import Comparator

__all__ = ["Form", "Quantity", "quantities", "read_quantities"]

_AMOUNT = re.compile(
    r"(?P<n>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?)"
    r"\s?(?P<s1>[百千]?[万亿]{1,2}|[百千](?=[万余多]))?(?P<more>余|多|几|来(?=[万个名人]))?(?P<s2>万亿"
    r"|[万亿])?(?P<more2>余|多)?(?:大(?=类|项|方面|领域|行动|工程|板块))?"
)
_TO = re.compile(r"\s?(?:[-—–―~～－]{1,2}|至|到)\s?(?=[0-9])")
_AROUND_CLOCK = re.compile("(?P<d>[0-9]+)(?:天)?[×xX*](?P<h>[0-9]+)(?P<u>小时)")
_SHARE_PRINTED = re.compile("(?P<n>[1-9])/(?P<d>[2-9]|10)(?=以上|以下|的|左右|，|。)")
_AND = re.compile("[、和及与\\s]*")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[:：∶][0-9]+(?:\.[0-9]+)?)+")
_DIGITS = re.compile("[0-9][0-9]*")
_ITEM = re.compile("[0-9]{1,3}[.．、](?![0-9])")
_RATE_OF = re.compile("(?:率|比例|比重|占比)(?:均|都|仅|保持)?(?:为|是|达|达到|至)?$")
_ORDINAL = re.compile("第[0-9一二三四五六七八九十、,和至—-]{1,12}$")


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
        return lead[max(lead.rfind(mark) for mark in ("，", "。", "；", ";", "\n", ", ")) + 1:]

    def _add(
        self, value: Number | str, unit: str | None, at: int, end: int, more: bool, form: Form | None = None,
        upper: Number | None = None, han: bool = False,
    ) -> int:
        lead = self._window(at)
        if unit in DROP_GE:
            unit = unit[1:]
        meant: Qualifier = qualify(lead, self.text, end, more, unit in DURATIONS)
        if unit in LIMITED and not self._limited(meant, lead):
            return end
        if form == "ratio" and meant.form in ("increase", "decrease"):
            form = meant.form  # 下降三成 is a fall
        form = form or ("range" if upper is not None else meant.form)
        last = self.out[-1] if self.out else None
        if form == "value" and last and last.unit == unit and last.form in ("increase", "decrease"):
            form = last.form if _AND.fullmatch(self.text, last.end, at) else form
        comparator: Comparator = "range" if upper is not None else meant.comparator
        start, past = at - meant.before, end + meant.after
        self.out.append(Quantity(value, unit, comparator, meant.word, form, start, past, at, upper, han))
        return end + meant.after

    @staticmethod
    def _limited(meant: Qualifier, lead: str) -> bool:
        return meant.comparator in (">=", "<=", "<", ">") or bool(LIMIT_VERB.search(lead))

    def _clock(self, clock: re.Match[str]) -> int:
        start, end = clock.span()
        self.out.append(Quantity(f"{clock['d']}×{clock['h']}", clock["u"], "=", None, "value", start, end, start))
        return end

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
            part = tidy(round(100 * int(share["n"]) / int(share["d"]), 2))
            return self._add(part, "%", at, share.end(), False, "ratio")
        if (ratio := _RATIO.match(text, at)) and not text.startswith(("%", "亿", "万"), ratio.end()):
            self.out.append(Quantity(ratio.group().replace("：", ":"), None, "=", None, "ratio", at, ratio.end(), at))
            return ratio.end()
        if before in "、至和" and _ORDINAL.search(text[max(0, at - 12):at]):
            return first.end()
        last, end = first, first.end()
        if (gap := _TO.match(text, end)) and (second := _AMOUNT.match(text, gap.end())):
            last, end = second, second.end()
        unit = UNIT.match(text, end)
        if unit is None:
            return self._unitless(first, at)
        if before == "前" and unit["unit"] not in ("名", "位"):
            return end
        if unit["rate"] and last is first and (gap := _TO.match(text, unit.end())):
            second = _AMOUNT.match(text, gap.end())
            again = UNIT.match(text, second.end()) if second else None
            if second and again and again["rate"]:
                last, unit = second, again
        if is_name(text, at) or (text.startswith("“", unit.end()) and unit["unit"] not in ("名", "位", "人")):
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
        found = read_spelled(self.text, at, self._window(at))
        if found is None:
            return run_end
        return max(run_end, self._add(found.value, found.unit, at, found.end, found.more, found.form, han=True))


def _in_full(value: Number, unit: str) -> Number:
    """3 万元 as 30000 元."""
    return arabic_number(str(value), unit[:-1]) if unit[-1] == "元" else value


def _joined(found: list[Quantity]) -> list[Quantity]:
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
    anchors = [match.span() for match in _DIGITS.finditer(text)]
    if anchors and not anchors[0][0] and _ITEM.match(text):
        del anchors[0]  # the number of the item itself
    if runs := [match.span() for match in RUN.finditer(text)]:
        anchors = sorted(anchors + runs)
    out = _Reader(text, found, shields).read(anchors) if anchors else []
    if "第" in text or "前" in text:
        told = {item.number for item in out}
        out += [rank for rank in ranks(text) if rank.number not in told]
        out.sort(key=lambda item: item.number)
    return tuple(_joined(out)) if out else ()


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order.

    >>> told = quantities("清理政府规章72件、行政规范性文件1,001件，覆盖30.7万余人，批复金额523.46亿元")
    >>> [(q.value, q.unit) for q in told]
    [(72, '件'), (1001, '件'), (307000, '人'), (523.46, '亿元')]
    >>> told = quantities("不少于60学时、普及率≥80%、减至16天以下、近150个、举办两期以上")
    >>> [(q.value, q.unit, q.comparator) for q in told]
    [(60, '学时', '>='), (80, '%', '>='), (16, '天', '<='), (150, '个', 'approx'), (2, '期', '>=')]
    >>> told = quantities("增长12.3%，下降0.5个百分点，九成，三分之二，翻一番，5-7个工作日")
    >>> [(q.value, q.unit, q.form) for q in told[:3]]
    [(12.3, '%', 'increase'), (0.5, '个百分点', 'decrease'), (90, '%', 'ratio')]
    >>> [(q.value, q.unit, q.form) for q in told[3:]]
    [(66.67, '%', 'ratio'), (2, '倍', 'value'), (5, '个工作日', 'range')]
    >>> quantities("增强“四个意识”、做到两个维护，第三次会议，12345热线，国发〔2021〕2号，2022年6月3日，一站式")
    ()
    """
    text = fold(text)
    return read_quantities(text, dates(text), segment(text).shields)
