"""What a text says of its own place and year, as done: the rest covers no fact of a reference.

A figure told of another district or year, as a plan or as not done is not the figure
of the reference, though every character of it stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evals.scoring.folding import digits, sentences

#: Where a phrase begins: its subject may stand before the word that tells how it stands.
_START = r"(?:^|(?<=[,;:。(])|(?<=[年区县市局月度步]))"
_PLANNED = re.compile(
    _START + r"(?:下[一1]年度?|明年|拟(?![定订制稿写人合议])|预计|打算|争取|力争|(?<!度)计划(?![的内外任书性单\d]|项目)"
    r"|将(?:会|要|在|继续|进一步|全面|着力|推动|推进|组织|开展|举办|建成|建设|建立|完成|修订|制定|实施|启动|力争|新增|新建|出台|加快|逐步|再))")
_DENIED = re.compile(r"(?:^|(?<=[,;:。年区县市局月])|(?<=[尚仍]))(?:未能|并未|从未|没有|未(?!来|成年|雨绸缪))[^,;。]*[,;。]?"
                     r"|(?:尚有|仍有|还有)[^,;。]*(?:未|没有)[^,;。]*[,;。]?")
_YEAR = re.compile(r"(?:^|(?<=[,;:。(]))(20\d\d)年(?!以来|至|-|前|底)")
_ANY_YEAR = re.compile(r"20\d\d(?=年)")
_LAST_YEAR = re.compile(r"(?:^|(?<=[,;:。(]))(?:上年度?|去年|上[一1]年度?)(?!同期|相比|末|底)")
_OWN_YEAR = r"今年|本年|当年"
#: A district where a sentence begins: 临江区办理…, not 会同区司法局 or 制定区级….
_PLACE = re.compile(r"^(?:[一-鿿]{2,3}[省市])?([一-鿿]{2}[区县市旗])(?![级政委人直域内里长属管块场容民际厅乡镇、,])")
#: What stands before 区, 县, 市 and is no name.
_ORDINARY = frozenset(Path(__file__).with_name("ordinary.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class About:
    """The year and the districts a reference speaks of; None and nothing where it names none."""

    year: int | None = None
    places: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reference: str) -> About:
        """
        >>> About.of("甲山县2026年度报告。2026年,甲山县办理案件12件,比2025年多2件。")
        About(year=2026, places=frozenset({'甲山县'}))
        """
        folded = digits(reference)
        years = Counter(_ANY_YEAR.findall(folded[:400]))
        return cls(int(years.most_common(1)[0][0]) if years else None, places(reference))


ANYTHING = About()


def places(text: str) -> frozenset[str]:
    """Districts whose sentences these are.

    >>> sorted(places("临江区办理12件,全区培训3期。澄漪市澜平县受理5件。社区矫正平稳。会同区司法局检查。制定区级预案"))
    ['临江区', '澜平县']
    """
    found = (_PLACE.match(digits(s)) for s in sentences(text))
    return frozenset(m[1] for m in found if m and m[1][:2] not in _ORDINARY and m[1][1] not in "全我各该本")


def own(text: Sequence[str], about: About) -> list[str]:
    """The sentences (already through `digits`) without what they say of others; none of a text that opens with another place."""
    named = [(at, name) for at, s in enumerate(text) for name in places(s)]
    if about.places and named and named[0][0] <= 1 and not any(_known(name, about) for _, name in named):
        return []
    return [stated(s, about) for s in text]


@lru_cache(maxsize=65_536)
def stated(sentence: str, about: About = ANYTHING) -> str:
    """What a sentence states as done, of the place and year.

    >>> me = About(2026, frozenset({"甲山县"}))
    >>> stated("2025年办理98件,2026年办理126件", me), stated("乙水县办理98件", me)
    ('2026年办理126件', '')
    >>> stated("培训3期,计划再办2期", me), stated("全年未评查案卷150卷,评查文件9件", me)
    ('培训3期,', '全年评查文件9件')
    """
    if about.places and any(not _known(name, about) for name in places(sentence)):
        return ""
    kept = _without_years(sentence, about.year)
    if planned := _PLANNED.search(kept):
        kept = kept[:planned.start()]
    return _DENIED.sub("", kept)


def plain(statement: str, about: About) -> bool:
    """Whether a statement is itself of this place and year, and no plan or denial."""
    return stated(statement, about) == statement and not re.search("[无未]|没有", statement)


def _without_years(sentence: str, year: int | None) -> str:
    """From another year named at the head of a phrase to the next mention of this one."""
    if year is None:
        return sentence
    kept, at = "", 0
    while True:
        others = [m.start() for m in _YEAR.finditer(sentence, at) if int(m[1]) != year]
        others += [m.start() for m in _LAST_YEAR.finditer(sentence, at)]
        if not others:
            return kept + sentence[at:]
        kept += sentence[at:min(others)]
        back = re.compile(rf"{year}年|{_OWN_YEAR}").search(sentence, min(others) + 1)
        if back is None:
            return kept
        at = back.start()


def _known(name: str, about: About) -> bool:
    return any(name in one or one in name for one in about.places)
