"""What a number counts: the words around it, so that two numbers can be told alike or apart.

受理218件 and 受理行政复议案件226件 count one thing, 收到243件 and 受理218件 do not.
An indicator is an action (受理, 办结 …) on an object (行政复议), in a unit, of a form
(value, increase, rate). An object left out is the one the sentence named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.drafting.amounts import amounts
from assistant.drafting.marks import full, half
from assistant.drafting.topics import DATA
from assistant.facts.names import organisations
from assistant.facts.numerals import tidy
from assistant.facts.quantities import Quantity
from assistant.facts.segments import ends_run, segment, shielded
from assistant.tables import from_table, read_table

_UNITS = (("件", "起", "宗"), ("人", "名", "位"), ("场", "场次", "次"), ("家", "户"), ("个", "项"), ("份", "册"),
          ("个", "处"))
_HAN = re.compile(r"[一-鿿A-Za-z]+")
_PARTIAL = re.compile(
    r"上半年|下半年|前[一二三四]季度|[第前]?[一二三四]季度|\d{1,2}(?:月份?)?(?:—|-|至|~)\d{1,2}月|截至[^,]{0,"
    r"12}?月[底末]?|^(?:在|于)?\d{1,2}月份?(?=$|,|共|累计|全[区县市])")
_LEAD = re.compile(
    r"^(?:其中|继续有效|督促整改|已整改|同时|并|还|也|另|目前|现|已|均|共|累计|共计|全年|今年以来|今年|本年度|[12]\d{3}年(?:度)?|截至目前|"
    r"年内|以来|,)+")
_VERDICT = re.compile(
    r"(?:均|都|分别)?(?:为|达到|达|是|在|超过|约|近|至|到|由|从|降至|降到|升至|提升至|提高到|压缩至|压缩到|增至|"
    r"减至)+$")


#: Phrases that say something of the phrase before them and cannot stand without it.
DEPENDENT = re.compile(
    r"^(?:其中|均|并(?!联)|分别|同比|环比|较|比|合格率|办结率|整改率|完成率|按期|满意率|好评率|其余|涉及金额|"
    r"金额|参演|参训|参加|受众|占|主要是|主要原因|原因|根源|这主要"
    r"|与(?:上年|去年)|持平|高于|低于|这是|未发生|逐案|全部|已完成|反馈率|公示率)")


@dataclass(frozen=True, slots=True)
class Words:
    actions: tuple[tuple[str, ...], ...]
    generic: tuple[str, ...]
    distinct: tuple[str, ...]


@cache
def words() -> Words:
    """Raises BadInput for a malformed file."""
    return from_table(Words, read_table(DATA / "measures.toml"), "measures.toml")


@cache
def _actions() -> tuple[tuple[str, int], ...]:
    found = [(word, group) for group, members in enumerate(words().actions) for word in members]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and what it counts. `start`, `end` are offsets in the text read.

    `window`: the words before it in its phrase; `after`: the words behind its unit;
    `action`: number of the group of verbs, -1 without one; `object`: the counted thing,
    inherited when `inherited`; `partial`: 上半年, 1—11月, else ""; `phrase`: its phrase.
    """

    value: float | int | str
    upper: float | int | None
    unit: str | None
    form: str
    start: int
    end: int
    window: str
    after: str
    action: int
    object: str
    inherited: bool
    partial: str
    phrase: str
    qualifier: str | None = None

    @property
    def rate(self) -> bool:
        return self.unit in ("%", "‰", "个百分点", "百分点")

    @property
    def label(self) -> str:
        """What to call the indicator: its own words, the inherited object before them."""
        own = _LEAD.sub("", _VERDICT.sub("", self.window)).strip("的,、. ")
        if self.inherited and self.object and self.object not in own:
            own = self.object if own and own in self.object else f"{self.object}{own}"
        return own or self.after or self.object


def measures(text: str) -> tuple[Measure, ...]:
    """Every number of `text` (one sentence or more) with its context, in order.

    >>> [(m.value, m.label) for m in measures("共收到行政复议申请243件,受理218件,审结196件")]
    [(243, '收到行政复议申请'), (218, '行政复议受理'), (196, '行政复议审结')]
    """
    text = full(half(text))
    out: list[Measure] = []
    found = amounts(text)
    spans = segment(text)
    starts = {spans.phrases[first][0] for first, _ in spans.sentences}
    last_object = ""
    partial = ""
    stopped = ""
    for start, end, stop in spans.phrases:
        if start in starts:
            last_object = partial = ""
        if ends_run(stopped):
            partial = ""
        stopped = stop
        phrase = text[start:end]
        told = _PARTIAL.search(half(phrase))
        partial = told.group() if told else partial
        cursor, window = start, ""
        for quantity in (q for q in found if start <= q.number < end):
            own = half(text[cursor:quantity.start]) if quantity.start >= cursor else ""
            own = re.sub(
                r"^(?:\d{1,2}[.、)](?!\d)|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+[、是])+", "", own)
            window = own if _HAN.search(_VERDICT.sub("", own.strip("、和及与,"))) else _changed(window, own)
            follows = min([q.start for q in found if q.start >= quantity.end] + [end])
            after = re.split(r"[,、;。和及与()]", half(text[quantity.end:follows]))[0][:12]
            action, thing = _read(window, after)
            if action < 0 and out and cursor > start and re.match(r"[、和及与]|以及", own):
                action = out[-1].action
            inherited = len(thing) < 2 or _PLAIN_RATE.match(thing) is not None
            own = thing
            if inherited and last_object:
                thing = f"{last_object}{own}" if len(own) >= 2 else last_object
            elif thing and not inherited and not _aside(spans.shields, text, quantity.number):
                last_object = thing
            out.append(_measure(quantity, window, after, action, thing, inherited, partial, phrase))
            cursor = quantity.end
    return tuple(out)


def _aside(shields: Sequence[tuple[int, int]], text: str, at: int) -> bool:
    """Whether a number stands in brackets: what it counts there is not what the sentence goes on with."""
    span = shielded(tuple(shields), at)
    return span is not None and text[span[0]] in "(（"


def _changed(window: str, own: str) -> str:
    """The words before a number that another number parts from them: 率由92%提升至98% is 率提升至 for the second."""
    return (re.sub(r"(?:由|从)[^,]*$", "", window) + own) if re.search(r"[至到为]$", own) else window


def _measure(quantity: Quantity, window: str, after: str, action: int, thing: str, inherited: bool, partial: str,
             phrase: str) -> Measure:
    return Measure(quantity.value, quantity.upper, quantity.unit, quantity.form, quantity.start, quantity.end,
                   window.strip("、和及与, "), after, action, thing, inherited, partial, half(phrase),
                   quantity.qualifier)


def _read(window: str, after: str) -> tuple[int, str]:
    """The action group and the object that stand in the words around a number."""
    body = _without_body(_LEAD.sub("", _VERDICT.sub("", window.strip("、和及与, "))))
    best, group, verb = -1, -1, ""
    for word, number in _actions():
        at = body.rfind(word)
        if at >= 0 and at + len(word) > best:
            best, group, verb = at + len(word), number, word
    if group < 0:
        group, verb = next(((number, word) for word, number in _actions() if word in after), (-1, ""))
    thing = strip_generic(body, verb)
    if len(thing) < 2:
        thing = strip_generic(after, verb) or thing
    return group, thing


def _without_body(text: str) -> str:
    """`text` without the body that does it, where one opens it (区司法局审结 …)."""
    bodies = organisations(full(text))
    if bodies and bodies[0].start == 0 and 2 < bodies[0].end < len(text):
        text = text[bodies[0].end:]
    return re.sub(r"^[一-鿿]{2,3}[镇乡](?=[一-鿿]{2})", "", text)


#: Names that tell nothing of what they are a rate or a part of (满意率, 按期办结率, 合格).
_PLAIN_RATE = re.compile(
    r"^(?:群众|按期|按时|及时|回访|代表|委员|网上|办理|处理|使用|总体|综合|平均|、|和|为|达)*(?:满意|办结|好评|"
    r"合格|整改|化解|成功|完成|覆盖|公示|公开|达标|回复|答复|反馈|结案|履约|办复|调解|查处|接通|审结|及时|准确)"
    r"*[率度]?$")


@cache
def _generic() -> re.Pattern[str]:
    plain = sorted(words().generic, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, plain)) + r"|[12]\d{3}年|[\s,、:;()“”\"《》●◆◇■□▲▶►➢➤★☆◎•※✓√]")


def strip_generic(text: str, action: str = "") -> str:
    """`text` without its action and the words that tell no indicator from another.

    >>> strip_generic("今年全区共受理行政复议案件", "受理")
    '行政复议'
    """
    return _generic().sub("", text.replace(action, "", 1) if action else text)


def same_unit(a: str | None, b: str | None) -> bool:
    """件, 起 and 宗 are one unit; so are 人 and 名; 件 and 件次 are not."""
    return a == b or any(a in group and b in group for group in _UNITS)


_MONEY = {"元": 1, "万元": 10_000, "百万元": 1_000_000, "千万元": 10_000_000, "亿元": 100_000_000}


def amount(measure: Measure) -> tuple[float | int | str, str | None]:
    """Value and unit with money in 元, so that 0.76亿元 is 7600万元.

    >>> [amount(m) for m in measures("挽回损失0.76亿元,追回7600万元")]
    [(76000000, '元'), (76000000, '元')]
    """
    scale = _MONEY.get(measure.unit or "")
    if scale is None or isinstance(measure.value, str):
        return measure.value, measure.unit
    return tidy(measure.value * scale), "元"


def same_indicator(a: Measure, b: Measure, close: bool = False) -> bool:
    """Whether two numbers count one thing. `close`: the values are near each other, so that
    one slip of the pen is likelier than two indicators; the objects may then differ a little."""
    if not same_unit(amount(a)[1], amount(b)[1]) or a.form != b.form or a.partial != b.partial:
        return False
    if a.rate != b.rate or (a.action != b.action):
        return False
    left, right = a.object, b.object
    if _distinct(a) != _distinct(b):
        return False
    if not left or not right:
        return False
    if left == right:
        return True
    return overlap(left, right) >= (0.6 if close else 0.9)


def is_partial(phrase: str) -> bool:
    """Whether a phrase only names a part of the year (上半年, 1—10月, 截至11月底).

    >>> is_partial("上半年"), is_partial("截至2026年9月底"), is_partial("上半年检查3家")
    (True, True, False)
    """
    return re.fullmatch(rf"(?:今年|[12]\d{{3}}年)?(?:{_PARTIAL.pattern})", phrase.strip(" ,")) is not None


def same_number(a: Measure, b: Measure) -> bool:
    """Whether one exact and telling number (4318件) is told twice: action, unit and object, modifiers aside."""
    if isinstance(a.value, str) or len(f"{a.value}".replace(".", "").strip("0")) < 3:
        return False
    if not same_unit(a.unit, b.unit) or a.rate or a.partial != b.partial:
        return False
    return a.action == b.action and bool(a.object) and bool(b.object) and overlap(a.object, b.object) >= 0.6


def _distinct(measure: Measure) -> frozenset[str]:
    said = measure.window + measure.after + (measure.object if measure.inherited else "")
    return frozenset(word for word in words().distinct if word in said)


def overlap(left: str, right: str) -> float:
    """Share of the shorter one's character pairs that the longer one has, 0 to 1.

    >>> overlap("行政复议", "行政复议")
    1.0
    """
    a, b = pairs(left), pairs(right)
    if not a or not b:
        return float(bool(left) and (left in right or right in left))
    return len(a & b) / min(len(a), len(b))


def pairs(text: str) -> frozenset[str]:
    """Adjacent pairs of characters, marks left out."""
    plain = "".join(_HAN.findall(text))
    return frozenset(plain[at:at + 2] for at in range(len(plain) - 1))


def near(a: float | int | str, b: float | int | str) -> bool:
    """Whether two different values are within a fifth of each other."""
    if isinstance(a, str) or isinstance(b, str):
        return False
    top = max(abs(a), abs(b))
    return top > 0 and abs(a - b) / top <= 0.2


def printed(values: Iterable[Measure], text: str) -> tuple[str, ...]:
    """The numbers as `text` prints them."""
    return tuple(full(half(text))[m.start:m.end] for m in values)
