"""From the words of a return to the words of a report: shorter, in the third person, no filler.

Every rule deletes or replaces by a name that the source carries; none adds a fact.
Words stand in data/style.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.drafting.amounts import amounts
from assistant.drafting.marks import full
from assistant.drafting.names import unify, without_subject
from assistant.drafting.selection_words import selection_words
from assistant.drafting.topics import DATA
from assistant.facts.names import cited_titles
from assistant.tables import from_table, read_table

_TIME_LEAD = (
    r"^(?:(?:%d年(?:度)?(?:以来)?|今年以来|今年|全年|本年度|本年|一年来|截至目前|目前|年内|近年来|期间)[,,]?)"
    r"+(?!底|末|[上下]半年|\d|[第前一二三四]?[一二三四]?季度|初)")
_LINK_LEAD = re.compile(r"^(?:同时|此外|另外|与此同时|并且|还|也|另)(?=[一-鿿])[,,]?")
_COUNT = re.compile(
    r"(?<![一-鿿]公)(?:共计|合计|总计|共)(?=受理|收到|办理|办结|开展|组织|审核|审查|排查|化解|查处|立案|检查|"
    r"发放|举办|召开|培训|处理|调解|清理|评查|审结|聘请|有|设立|建成|公开|制定)")
#: What a rule says, not what was done.
_NORM = re.compile(r"不得(?!不)|应当|处以?[^,]{1,12}(?:以上|以下)[^,]{0,8}罚款")
_BASIS = ("根据", "按照", "依据", "贯彻", "落实", "对照", "深入贯彻", "认真贯彻")
_ONLY_TIME = re.compile(
    r"[12]\d{3}年(?:度|以来)?|[一-鿿]{2,14}(?:局|委|办|厅|院|部门)(?:通报|统计|反馈|(?:统计|数据)?显示)|(?:据|根据|经)[^,]{0,14}(?:统计|通报|反馈|核定|数据|汇总|了解|悉|介绍)")
#: Rates of which nothing is reached.
_LOW_RATE = re.compile(r"败诉|纠错|投诉|发案|差错|违法|死亡|信访|撤销|改判|不合格|占比|比重|比例")
_FORMER = re.compile(
    r"(?:由|从)(?:去年|上年|前年|[12]\d{3}年)(?:度)?(?:同期)?的?[^,。;至到为增减提降升]{1,14}?(?=增加?|增至|"
    r"减少?|减至|提高|提升|上升|上涨|下降|降至|压缩|精简|升至)")
_ASIDE = re.compile(
    r"\((?=[^()]*(?:上年|去年|前年|上一年|(?<![\d—–~\-至])(?P<year>[12]\d{3})年(?![—–~\-至])))[^()《》]{1,40}\)")
#: 1,246 is printed 1246 in a report (GB/T 15835: no comma as a separator).
_SEPARATED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
#: White space that a form or a table leaves between Chinese words and figures.
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万]+")
_GAP = re.compile(r"\s+(?=[^A-Za-z])|(?<=[^A-Za-z])\s+")


@dataclass(frozen=True, slots=True)
class StyleWords:
    adverbs: tuple[str, ...]
    verbs: tuple[str, ...]
    perfect: tuple[str, ...]
    times: tuple[str, ...]
    set_up: tuple[str, ...]
    honours: tuple[str, ...]
    manner: tuple[str, ...]
    minor: tuple[str, ...]
    core: tuple[str, ...]


@cache
def style_words() -> StyleWords:
    """Raises BadInput for a malformed file."""
    return from_table(StyleWords, read_table(DATA / "style.toml"), "style.toml")


def tighten(phrase: str, name: str, year: int, first: bool) -> str:
    """A phrase in the report's words. `name`: the submitting body; `first`: it opens its statement.

    >>> tighten("我局扎实推进行政复议体制改革", "区司法局", 2023, first=True)
    '推进行政复议体制改革'
    >>> tighten("2023年,共受理复议申请218件", "区司法局", 2023, first=True)
    '受理复议申请218件'
    >>> tighten("受理量由去年的171件增至218件", "区司法局", 2023, first=False)
    '受理量增至218件'
    """
    text = without_asides(_FORMER.sub("", phrase), year).strip(" ,、")
    text = _SEPARATED.sub("", _GAP.sub("", text))
    if first:
        text = _LINK_LEAD.sub("", text)
    for _ in range(2):
        text = re.sub(_TIME_LEAD % year, "", text)
        if first:
            text = _LINK_LEAD.sub("", without_subject(text, name))
    text = re.sub(
        r"^(?:去年|上年|上一年)(?:度|同期)?", f"{year - 1}年", unify(text, name).replace("今年", f"{year}年"))
    for word in style_words().perfect:
        text = text.replace(word, word[:-1])
    text = re.sub(r"^[镇乡局]里还?(?=[一-鿿]{2})", "", text)
    text = re.sub(r"^组织开展(?=[^,]{2})", "开展", text)
    text = _COUNT.sub("", text)
    return _rates(_arabic(_plain_verb(text)))


def _arabic(text: str) -> str:
    """Counts in Chinese numerals as Arabic ones (GB/T 15835); a count that makes part of a name stays.

    >>> _arabic("研究议题十一项"), _arabic("覆盖群众十一万人次"), _arabic("三百二十余场次"), _arabic("召开会议两次")
    ('研究议题11项', '覆盖群众11万人次', '320余场次', '召开会议2次')
    >>> _arabic("落实三项制度"), _arabic("实现最多跑一次")
    ('落实三项制度', '实现最多跑一次')
    """
    for found in reversed(amounts(full(text))):
        numeral = _NUMERAL.match(text, found.number)
        if not found.han or found.unit == "%" or numeral is None or not isinstance(found.value, int) or found.upper is not None:
            continue
        small = found.value < 10
        if small and (found.end < len(text) or re.search(r"[跑办每第]$", text[:found.number])):
            continue
        ten_thousands = found.value >= 10_000 and found.value % 10_000 == 0
        printed = f"{found.value // 10_000}万" if ten_thousands else str(found.value)
        text = text[:numeral.start()] + printed + text[numeral.end():]
    return text


def without_asides(text: str, year: int) -> str:
    """`text` without the bracketed remarks on other years.

    >>> without_asides("受理253件(去年同期:179件)", 2025), without_asides("办结131件(含简易程序)", 2025)
    ('受理253件', '办结131件(含简易程序)')
    """
    for _, remark in reversed(asides(text, year)):
        text = text.replace(remark, "", 1)
    return text


def asides(text: str, year: int) -> tuple[tuple[int, str], ...]:
    """Bracketed remarks that tell of another year than `year`, with where they begin."""
    return tuple((m.start(), m.group()) for m in _ASIDE.finditer(text)
                 if not m["year"] or m["year"] != str(year))


def _rates(text: str) -> str:
    """Rates as a report tells them: 办结率99% → 办结率达99%, 败诉率5% → 败诉率为5%, 达到 → 达.

    >>> _rates("整改率99.1%"), _rates("败诉率6.8%"), _rates("人数达到12人")
    ('整改率达99.1%', '败诉率为6.8%', '人数达12人')
    """
    text = re.sub(r"达到(?=\d)", "达", text)
    text = re.sub(r"均为(?=100%)", "均达", text)
    return re.sub(r"([一-鿿]{0,6}(?:率|占比|比例|比重))(?=\d[\d.]*%)",
                  lambda m: m.group() + ("为" if _LOW_RATE.search(m.group()) else "达"), text)


def _plain_verb(text: str) -> str:
    """Without adorning adverbs before the verb at the start."""
    words = style_words()
    for adverb in sorted(words.adverbs, key=len, reverse=True):
        rest = text.removeprefix(adverb)
        if rest != text and rest.startswith(words.verbs):
            return rest
    return text


def only_time(phrase: str) -> bool:
    """Whether a phrase says no more than when (今年以来, 2023年).

    >>> only_time("今年以来"), only_time("2023年"), only_time("截至11月底")
    (True, True, False)
    """
    bare = phrase.strip(" ,")
    return bare in style_words().times or _ONLY_TIME.fullmatch(bare) is not None


def substance(phrase: str) -> int:
    """2: a fact (number, title, something set up or awarded); 1: a measure told without; 0: filler."""
    words = style_words()
    bare = re.sub(r"[“”]", "", phrase)
    if _NORM.search(bare) or (phrase.startswith(_BASIS) and re.search(r"[》条]$|规定$|要求$|精神$", phrase)):
        return 0
    if amounts(full(phrase)):
        return 2
    if cited_titles(phrase) and not phrase.startswith(_BASIS):
        return 2
    if is_filler(phrase):
        return 0
    if len(bare) >= 8 and (any(word in bare for word in words.honours) or _sets_up(bare)):
        return 2
    return 1 if len(re.findall(r"[一-鿿]", bare)) >= 5 else 0


def _sets_up(phrase: str) -> bool:
    """Whether a phrase opens with something set up, issued or put to use.

    >>> _sets_up("印发年度工作要点"), _sets_up("对照新修订的法律法规"), _sets_up("推进线上线下融合")
    (True, False, False)
    """
    text = phrase.replace("线上线下", "")
    for word in style_words().set_up:
        at = text.find(word)
        if 0 <= at <= 6 and not text.startswith("的", at + len(word)):
            return True
    return False


def is_filler(phrase: str) -> bool:
    """Whether a phrase states nothing (在…坚强领导下, 取得积极进展)."""
    words = selection_words().filler
    return phrase.startswith(words.starts) or any(word in phrase for word in words.words)
