"""Kinds (范围): the duty stated of one kind, one size or a few named cases of what the source speaks of."""

from __future__ import annotations

import re
from functools import cache

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold_marks
from assistant.alignment.lexicon import DATA
from assistant.alignment.terms import credit, keys, terms

_ABOVE = re.compile(
    "(?P<limit>(?:[0-9.]+|[一二三四五六七八九十百千万两]+)(?P<unit>万元|亿元|元|人|名|户|岁|亩|吨|平方米|年|级|天|件|起)"
    "(?:及)?(?:以上|以下|以后|之后|以来|以前|之前))的?(?P<noun>[\u4e00-\u9fff]{2,12})")
_FEW = re.compile(
    "(?P<few>[\u4e00-\u9fff]{2,6}?(?:[、和及][\u4e00-\u9fff]{2,6}?)+)(?P<kind>类|两类|等类|等)的?(?P<noun>[\u4e00-\u9fff]{2,6})")
_ALL = re.compile("各类?(?!自)|全部|所有|一切|每个|凡|任何")
#: What follows is an example or what comes first, no limit.
_SUCH = re.compile("(?:特别是|尤其是?|包括|重点|例如|以及|突出|聚焦)[^,。;]{0,4}$")
_MADE = re.compile("(?:新)?(?:出台|制定|制发|设立|成立|发生|形成|印发|受理|签订|立案|作出|发布|任职|入职)")
#: 不少于5年以上: how much, not which.
_MEASURES = re.compile("(?:少于|低于|至少|达到?|满|保存|保留|留存|提前|缩短|压缩|压减|提高|降低|增长|超过|为|每|在)$")


@cache
def _kinds() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """(names of the thing, names of one kind of it), as listed."""
    lines = (DATA / "kinds.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return tuple((tuple(whole.split()), tuple(part.split())) for whole, part in rows)


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when the draft speaks of one kind, size or handful where the source sets no such limit."""
    return _one_kind(ask, answer) or _sized(ask, answer) or _named(ask, answer)


def _fault(said: str, wanted: str = "", sure: float = 0.75) -> Fault:
    thing = f"上位为“{wanted}”" if wanted else "上位未作限定"
    return Fault("scope", "weaker", f"范围:{thing},草案限于“{said}”", sure, said, wanted)


def _one_kind(ask: Ask, answer: Answer) -> Fault | None:
    asked, whole = fold_marks(ask.text), fold_marks(ask.sentence)
    said, around = fold_marks(",".join(answer.carriers)), fold_marks(answer.sentence)
    for general, special in _kinds():
        name = next((word for word in sorted(general, key=len, reverse=True) if word in asked), "")
        if not name or any(word in whole for word in special):
            continue
        there = [word for word in special if word in said and not (word[0] == "新" and "新" in whole)]
        if not 1 <= len(there) <= 2:
            continue
        at = said.find(there[0])
        if _SUCH.search(said[:at]) or said[at + len(there[0]):].startswith(("等", "、")):
            continue
        rest = around
        for word in there:
            rest = rest.replace(word, "")
        if not any(word in rest for word in general):
            return _fault(there[0], name)
        # 新录用执法人员: the kind stands straight before the general name, and that only there.
        tied = next((word for word in there for each in general if word + each in around or f"{word}的{each}" in around), "")
        if tied and max(rest.count(each) for each in general) == 1 and not _ALL.search(said):
            return _fault(tied, name)
    return None


def _sized(ask: Ask, answer: Answer) -> Fault | None:
    whole = fold_marks(ask.sentence)
    for carrier in answer.carriers:
        said = fold_marks(carrier)
        for found in _ABOVE.finditer(said):
            dated = re.match("20[0-9]{2}年", found["limit"])
            unit = {"人": "[人名]", "名": "[人名]", "天": "[天日]"}.get(found["unit"], found["unit"])
            if not dated and re.search(f"[0-9一二三四五六七八九十百千万两]{unit}", whole):
                continue
            if dated and not _MADE.match(found["noun"]):
                continue  # by when, not which
            if found["limit"][0] in "两二三23" and unit == "[人名]":
                continue  # 两名以上执法人员: how many do it
            if found["limit"] in whole or _MEASURES.search(said[:found.start()]):
                continue
            if _touches(ask, found["noun"]):
                return _fault(found.group()[:16])
    return None


def _named(ask: Ask, answer: Answer) -> Fault | None:
    asked = fold_marks(ask.sentence)
    for carrier in answer.carriers:
        said = fold_marks(carrier)
        for found in _FEW.finditer(said):
            limited = "类" in found["kind"] or re.search(f"(?:{_ALL.pattern})[一-鿿]{{0,4}}{found['noun'][:2]}", asked)
            if re.search(f"、[^,。;、]{{2,8}}{found['noun'][:2]}", asked):
                continue  # the source has a list there itself
            if not limited or _ALL.search(said) or _SUCH.search(said[:found.start()]):
                continue
            if not _touches(ask, found["noun"]):
                continue
            if any(_touches(ask, member[-4:]) for member in re.split("[、和及]", found["few"])):
                continue
            return _fault(found["few"] + found["kind"] + found["noun"][:4])
    return None


def _touches(ask: Ask, noun: str) -> bool:
    """Whether the words speak of a thing that the source speaks of."""
    held = keys(ask.folded_sentence)
    return any(credit(term, held, ask.folded_sentence) >= 0.9 for term in terms(noun) if term.kind > 0.2)
