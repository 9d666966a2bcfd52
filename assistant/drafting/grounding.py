"""The grounding gate: a sentence says nothing that its cited quotes do not say.

`ground` is a pure function, the same for both engines: every number with unit,
indicator, year and modality, every date, title, organisation and scheme name must
stand in the quotes, width of marks and writing of numbers aside. Quotes must be
exact substrings of the clauses they name. A computed number must follow from cited ones.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.drafting.amounts import amounts
from assistant.drafting.evidence import Evidence, Told, by_name, evidence, numbers_of
from assistant.drafting.marks import full, half, squeeze
from assistant.drafting.measures import Measure, amount, pairs, same_unit
from assistant.drafting.selection import planned
from assistant.facts.dates import dates
from assistant.facts.names import cited_titles, organisations, schemes
from assistant.facts.segments import segment
from assistant.types import Citation, Document, DraftSentence

Kind = Literal["uncited", "quote", "number", "indicator", "period", "date", "title", "name", "planned", "claim",
               "negation", "unsupported", "computed", "opening"]

#: Claims that a sentence may make only in its source's words.
_CLAIMS = ("首个", "首家", "首批", "首创", "首次", "率先", "第一", "唯一", "全国", "全省", "全市", "全覆盖", "荣获",
           "获评", "表彰", "优秀", "先进", "示范", "圆满", "超额", "翻番", "零投诉", "零发生", "最高", "最多", "最大",
           "创新", "领先", "排名", "名列", "突破")
#: Bodies that any report of a district may name: they state nothing by themselves.
_COMMON_BODIES = re.compile(
    r"^(?:各.*|[省市区县]?(?:委|政府|直部门|级部门)|[区县市]委、[区县市]政府|党委|政府|部门|人民政府|.{0,"
    r"1}级各部门|镇街|乡镇|街道|机关)$")
_NEGATIVE = re.compile(r"未(?!来|成年)|没有|尚未|不予|不合格|不符合|无(?=[一-鿿]{1,3}(?:案件|事故|伤亡))")
_ENUMERATOR = re.compile(r"^[一二三四五六七八九十]{1,3}是(?=[一-鿿])")
_FROM = re.compile(r"(?:由|从)[^,]{0,6}$")
_PLACEHOLDER = re.compile(r"〔(?:待补充|待核):[^〔〕]+〕")
_GLUE = re.compile(
    r"区司法局|我[区县市]|全[区县市]|20\d\d年|全年|其中|分别|以及|进一步|将|重点|开展|推进|加强|完善|健全|工作|"
    r"方面|主要|原因|一是|二是|三是|四是|五是|六是|七是|八是")
SUPPORT = 0.55
#: By how much another number's words must be nearer for a number to count as told crosswise.
CROSSED = 0.3


@dataclass(frozen=True, slots=True)
class Violation:
    """What a sentence says and its quotes do not. `text` is the piece at fault."""

    kind: Kind
    text: str
    message: str


def ground(sentence: str, citations: Sequence[Citation], sources: Mapping[str, Document] | Iterable[Document], *,
           year: int | None = None, computed: str | None = None) -> tuple[Violation, ...]:
    """The faults of one sentence that states something; none means it may stand.

    `year`: the report's, what a sentence without a year speaks of. `computed`: the formula
    of a number that stands in no quote, over numbers that do ("(243-171)/171").
    """
    sentence = _ENUMERATOR.sub("", sentence)
    if not citations:
        return (Violation("uncited", sentence, "没有来源"),)
    told = evidence(citations, by_name(sources), year)
    if told.bad:
        return tuple(Violation("quote", c.quote, f"引文不是“{c.document}”{c.clause}条的原文") for c in told.bad)
    plain = half(sentence)
    found = [*_numbers(sentence, told, year, computed), *_digits(plain, told, computed), *_dates(sentence, told, year),
             *_names(sentence, told), *_claims(plain, told), *_phrases(sentence, plain, told, year)]
    return tuple(dict.fromkeys(found))


def ground_sentence(sentence: DraftSentence, sources: Mapping[str, Document] | Iterable[Document], *,
                    year: int | None = None) -> tuple[Violation, ...]:
    """The faults of a sentence by its status: an opening states no fact, a placeholder no value."""
    if sentence.status == "placeholder":
        rest = half(sentence.text).strip("。")
        return () if _PLACEHOLDER.fullmatch(rest) and not re.search(r"\d", rest) else (
            Violation("opening", sentence.text, "待补充、待核处不得写数值"),)
    if sentence.status == "opening":
        return opening_faults(sentence.text, year)
    return ground(sentence.text, sentence.citations, sources, year=year, computed=sentence.computed)


def opening_faults(text: str, year: int | None = None) -> tuple[Violation, ...]:
    """What an official opening must not hold: numbers, titles, claims, years but the report's and the next."""
    allowed = {year, year + 1} if year else set()
    named = [d for d in dates(text) if d.year not in allowed or d.month]
    found = [full(half(text))[q.start:q.end] for q in amounts(full(half(text)))]
    found += [t.name for t in cited_titles(text)] + [text[d.start:d.end] for d in named]
    found += [word for word in _CLAIMS if word in text]
    return tuple(Violation("opening", piece, "官样开头不得载有事实") for piece in found)


# -------------------------------------------------------------------- numbers

def _numbers(sentence: str, told: Evidence, year: int | None, computed: str | None) -> list[Violation]:
    out: list[Violation] = []
    result = _compute(computed, told) if computed else None
    if computed and result is None:
        out.append(Violation("computed", computed, "算式中的数不在引文里,或算式有误"))
    for said in numbers_of(full(half(sentence)), year or 0):
        printed = half(sentence)[said.measure.start:said.measure.end]
        if result is not None and _equals(said.measure.value, result):
            continue
        same = [t for t in told.numbers if _same_amount(t.measure, said.measure)]
        if not same:
            out.append(Violation("number", printed, f"引文中没有“{printed}”这个数"))
            continue
        faults = [_against(said, candidate, told, year) for candidate in same]
        if all(faults):
            kind, reason = min((f for f in faults if f), key=lambda f: _ORDER.index(f[0]))
            out.append(Violation(kind, printed, reason))
    return out


_ORDER: tuple[Kind, ...] = ("planned", "period", "number", "indicator")


def _same_amount(a: Measure, b: Measure) -> bool:
    (left, unit), (right, other) = amount(a), amount(b)
    return left == right and a.upper == b.upper and same_unit(unit, other) and (
        a.form == b.form or {a.form, b.form} <= {"value", "ratio"})


def _against(said: Told, source: Told, told: Evidence, year: int | None) -> tuple[Kind, str] | None:
    """Why a number of the sentence is not this number of the source, or None when it is."""
    a, b = said.measure, source.measure
    if a.action >= 0 and b.action >= 0 and a.action != b.action:
        return "indicator", f"引文中这个数说的是“{b.label}”,不是“{a.label}”"
    if a.object and not _known(a.object, b, told):
        return "indicator", f"引文中这个数说的是“{b.label}”,不是“{a.label}”"
    if _anothers(a, b, [t.measure for t in told.numbers if t.year == source.year]):
        return "indicator", f"引文中这个数说的是“{b.label}”,不是“{a.label}”"
    if bool(a.qualifier) != bool(b.qualifier):
        return "number", "“余、近、超过、以上”等限定词与引文不一致"
    if a.partial != b.partial:
        return "period", f"引文中这个数的时段是“{b.partial or '全年'}”"
    if year and source.year and said.year and said.year != source.year:
        return "period", f"引文中这个数是{source.year}年的"
    if bool(_FROM.search(a.window)) != bool(_FROM.search(b.window)):
        return "indicator", "变化前后的两个数与引文颠倒"
    if (source.planned or "拟" in b.window) and not said.planned and "拟" not in a.window:
        return "planned", "引文说的是计划,不是已完成"
    return None


def _known(thing: str, source: Measure, told: Evidence) -> bool:
    """Whether the counted thing is named where the source's number stands (its phrase, object, clause)."""
    close = source.window + source.after + source.object + source.phrase
    wanted = pairs(thing)
    if not wanted:
        return thing in close or thing in told.around
    return len(wanted & pairs(close)) / len(wanted) >= 0.5 or len(wanted & pairs(told.around)) / len(wanted) >= 0.8


def _anothers(said: Measure, source: Measure, beside: Sequence[Measure]) -> bool:
    """Whether the words before the number are those of another number of the quotes (建议104件、提案138件 told crosswise)."""
    own = _likeness(said.window, source.window)
    return any(_likeness(said.window, other.window) >= own + CROSSED for other in beside
               if other.value != said.value and same_unit(other.unit, said.unit)
               and (said.action < 0 or other.action in (-1, said.action)))


def _likeness(left: str, right: str) -> float:
    """Share of the character pairs of two phrases that both have, 0 to 1."""
    a, b = pairs(left), pairs(right)
    return len(a & b) / len(a | b) if a and b else 0.0


def _digits(sentence: str, told: Evidence, computed: str | None) -> list[Violation]:
    """Digits that are no quantity, as in 12345热线: they too must stand in a quote."""
    folded = full(sentence)
    spans = [(q.start, q.end) for q in amounts(folded)] + [(d.start, d.end) for d in dates(folded)]
    runs = set(re.findall(r"\d+(?:\.\d+)?", told.text)) | set(re.findall(r"\d+", told.around))
    return [Violation("number", m.group(), f"引文中没有“{m.group()}”") for m in re.finditer(r"\d+(?:\.\d+)?", sentence)
            if not any(s <= m.start() < e for s, e in spans) and m.group() not in runs and not computed]


_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def _compute(formula: str, told: Evidence) -> float | None:
    """The value of + - * / over cited numbers (100 for percent is free), or None."""
    known = {float(t.measure.value) for t in told.numbers if not isinstance(t.measure.value, str)} | {100.0}
    try:
        return _value(ast.parse(formula.split("=")[0].strip(), mode="eval").body, known)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def _value(node: ast.expr, known: set[float]) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return float(_OPERATORS[type(node.op)](_value(node.left, known), _value(node.right, known)))
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and float(node.value) in known:
        return float(node.value)
    raise ValueError("not arithmetic over cited numbers")


def _equals(value: float | int | str, result: float) -> bool:
    return not isinstance(value, str) and any(abs(abs(v) - abs(float(value))) < 0.051 for v in (result, result * 100))


# ---------------------------------------------------------------- names, dates

def _dates(sentence: str, told: Evidence, year: int | None) -> list[Violation]:
    text = full(half(sentence))
    known = {(d.month, d.day) for d in dates(full(told.text))}
    years = {d.year for d in dates(full(told.text)) if d.year} | {t.year for t in told.numbers if t.year}
    years |= set(told.years) | ({year, year + 1} if year else set())
    out = []
    for found in dates(text):
        printed = text[found.start:found.end]
        if squeeze(printed) in told.text:
            continue
        if found.kind == "year" and found.year in years:
            continue
        if found.year in years and found.month and (found.month, found.day) in known:
            continue
        out.append(Violation("date", printed, f"引文中没有“{printed}”这个时间"))
    return out


def _names(sentence: str, told: Evidence) -> list[Violation]:
    out = [Violation("title", t.name, f"引文中没有《{t.name}》") for t in cited_titles(sentence)
           if squeeze(t.name) not in told.text and squeeze(t.name) not in told.around]
    out += [Violation("name", s.name, f"引文中没有“{s.name}”") for s in schemes(sentence)
            if squeeze(s.name) not in told.text and squeeze(s.name) not in told.around]
    for body in organisations(sentence):
        name = squeeze(body.name)
        bare = name[1:] if name[:1] in "区县市" else name
        if _COMMON_BODIES.match(name) or name in told.around or bare in told.around:
            continue
        if any(name.endswith(end) for end in ("政府办公室",)) and "政府办" in told.around:
            continue
        out.append(Violation("name", body.name, f"引文中没有“{body.name}”"))
    return out


def _claims(sentence: str, told: Evidence) -> list[Violation]:
    return [Violation("claim", word, f"引文中没有“{word}”的说法") for word in _CLAIMS
            if word in sentence and word not in told.text and word not in told.around]


# -------------------------------------------------------------------- phrases

def _without_numbers(text: str) -> str:
    for quantity in reversed(amounts(full(text))):
        text = text[:quantity.start] + " " + text[quantity.end:]
    return text


def _phrases(sentence: str, plain: str, told: Evidence, year: int | None) -> list[Violation]:
    out: list[Violation] = []
    hopes = planned(plain) or any(planned(plain[s:e]) for s, e, _ in segment(sentence).phrases)
    for start, end, _ in segment(sentence).phrases:
        phrase = plain[start:end]
        own = pairs(phrase)
        if len(own) < 3:
            continue
        near = [(len(own & pairs(text)) / len(own), text, intended) for text, intended in told.phrases]
        score, text, intended = max(near, default=(0.0, "", False))
        if score >= 0.8 and bool(_NEGATIVE.search(phrase)) != bool(_NEGATIVE.search(text)):
            out.append(Violation("negation", phrase, f"与引文“{text}”的肯定否定不一致"))
        if score >= 0.6 and intended and not hopes and not any(
                s >= 0.6 and not i for s, _, i in near):
            out.append(Violation("planned", phrase, "引文说的是计划,不是已完成"))
    wanted = pairs(_GLUE.sub(" ", re.sub(r"[“”《》]", "", _without_numbers(plain))))
    known = pairs(told.text) | pairs(told.around)
    if len(wanted) >= 4 and len(wanted & known) / len(wanted) < SUPPORT:
        out.append(Violation("unsupported", sentence, "内容大部分不见于引文"))
    return out
