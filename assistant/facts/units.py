"""Units and measure words (facts/data/units.toml) as patterns, and which of them span time."""

from __future__ import annotations

import re

from assistant.facts.lexicon import alternation, table, words

MONEY = frozenset(words("units", "money"))
DROP_GE = frozenset(words("units", "drop_ge"))
DURATIONS = frozenset(words("units", "durations"))
#: 三年, 30日, 6个月 are spans of time, and quantities only where something limits them.
LIMITED = frozenset(["年", "个月", "周", "日", "个季度", "个年度"])
LIMIT_VERB = re.compile(
    "(?:压缩|缩短|延长|提前|期(?:限)?(?:一般)?(?:为|不|是)|压减|缩减|减|有效期|生效期|任期|期限|时限|为期|(?<!圆)满|未满|不满|不少于|不超过|届满|到期)[^，、]{0,10}$"
)


def _guarded(names: tuple[str, ...]) -> str:
    """The units, the longest first, each with what may not follow it."""
    data = table("units")
    out = []
    for name in sorted(set(names), key=lambda item: (-len(item), item)):
        chars = data["not_before"].get(name, "")
        others = data["not_before_words"].get(name, [])
        guard = (f"(?![{chars}])" if chars else "") + (f"(?!{alternation(others)})" if others else "")
        out.append(re.escape(name) + guard)
    return "|".join(out)


_MONEY = alternation(MONEY) + "(?!月|旦)"
#: Behind a Chinese numeral a unit of two characters is as safe as behind a printed one.
_HAN = (*words("units", "han"), *(unit for unit in words("units", "measures") if len(unit) > 1 and unit.isalpha()))
_BARE = alternation(words("units", "bare"))

#: Groups: rate, money, unit, bare (empty, before a noun such as 部门).
UNIT = re.compile(
    rf"\s?(?:(?P<rate>%|‰|％)|(?P<money>{_MONEY}(?:/(?:吨|平方米|人|亩|桶|月|年|天|次|件|公斤))?)"
    f"|(?P<unit>{_guarded(words('units', 'measures'))})|(?P<bare>(?={_BARE})))"
)
#: What may follow a number in Chinese numerals; groups: money, unit.
HAN_UNIT = re.compile(f"(?P<money>{_MONEY})|(?P<unit>{_guarded(_HAN)})")
HAN_BARE = re.compile(_BARE)
#: The first characters of all that can stand behind a Chinese numeral that is a number.
HAN_NEXT = "".join(
    sorted({unit[0] for unit in (*_HAN, *words("units", "bare"), *MONEY)} | set("余多成分番倍点天数至到—-"))
)
COUNTABLE = re.compile(alternation(words("units", "countable")))
APPOINT = re.compile(alternation(words("units", "appoint")) + "[^，、]{0,6}$")
