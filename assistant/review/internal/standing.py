"""How many there are of what does not change within a document, told in distant places (前后口径).

A county has as many 街道 on its last page as on its first; so with the units and people that a text
counts whole (全县582名执法人员), and with one deed of the year (制定规范性文件7件).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding

_KIND = "乡镇[（(]街道[）)]|镇[（(]街道[）)]|镇街道?|街镇|乡镇街道|乡镇|街道(?!办事处)|镇|乡(?!村)|村[（(]社区[）)]|社区|行政村|村(?!民)"
_DIVISION = re.compile(rf"(?<![\d.第年月])(?P<n>\d{{1,4}})个(?P<kind>{_KIND})")
_ROW = re.compile(rf"(?:\d{{1,4}}个(?:{_KIND})[、和及]?){{2,}}")
_WHOLE = re.compile("(?:(?:全|我|本)[县区市州旗]|辖|所有|所属)[^，。；\\d]{0,4}$")
_ALL = re.compile("^[\u4e00-\u9fff]{0,10}?(?:全部|均(?!衡)|全覆盖|都(?!市))")
_CHANGING = re.compile("原有|撤|合并|新设|新增|调整|增至|减至|增加到|其中|全省|全市的|试点|(?:19|20)\\d\\d年底前")
_PARTS = {
    "街道": "街", "镇": "镇", "乡": "乡", "乡镇": "乡镇", "社区": "社", "村": "村", "行政村": "村", "村（社区）": "村社",
}
_ROUND = "乡镇街"  # 镇街, 乡镇（街道）: all of that rank, whichever of them a place has

_NOUN = "(?P<noun>[\u4e00-\u9fff]{3,12}?)"
_UNIT = "(?P<u>[家个名支所人])"
_COUNTED_AFTER = re.compile(
    rf"(?:(?:(?:全|我|本)[县区市州旗]|辖区内?)(?:现有|共有|共)?|现有|共有|辖[^。；]{{2,24}}，(?:现有|共有|共)?){_NOUN}(?:共|达到?|为)?(?P<n>\d{{1,5}}){_UNIT}(?![月次])")
_COUNTED_BEFORE = re.compile(
    rf"(?P<lead>(?:(?:全|我|本)[县区市州旗](?:所有|共有|现有|共)?)?)(?<!\d)(?P<n>\d{{1,5}}){_UNIT}(?P<noun>[\u4e00-\u9fff]{{3,12}})")
_NEUTRAL = re.compile("^(?:行政|综合|各级|各类|在册|在岗|县级|区级|市级|县|区|市|政府|的)+")

_DEED = re.compile(
    "(?:^|[，。；：\\n])(?P<lead>[^，。；：\\n\\d]{0,12}?)(?P<verb>制定|出台|印发|受理|审结|办理|办结|化解|组织|举办|培育|建成|评查|清理|聘请|选聘|公布)"
    r"(?:了)?(?P<noun>[\u4e00-\u9fff“”]{4,14}?)(?:共)?(?P<n>\d[\d,]*(?:\.\d+)?万?)(?P<u>[件宗起个条项份卷名场次期])(?![次均])")
_SCOPE = re.compile("(?P<who>全[县区市州旗省]|[县区市州旗省](?:人民)?政府)?(?:全年|年内|共|累计|共计)*$")
_TOTAL = re.compile("全年|共|累计")


@dataclass(frozen=True, slots=True)
class _Told:
    """A count at its place: `what` is one thing for all who name it."""

    passage: Passage
    start: int
    end: int
    what: str
    number: str


def check(view: View) -> Iterator[InternalFinding]:
    """Each later place that counts the same thing otherwise than the first."""
    yield from _divisions(view)
    yield from _conflicts(_things(view))
    if view.genre == "report":
        yield from _conflicts(_deeds(view))


def _divisions(view: View) -> Iterator[InternalFinding]:
    """辖11个乡镇、3个街道 against 全县15个乡镇（街道）; none can have more than there are."""
    there: dict[str, int] = {}
    for passage, row in view.search(_ROW):
        if there or not _WHOLE.search(passage.text[max(0, row.start() - 8) : row.start()]):
            continue
        counts = [(_parts_of(m["kind"]), int(m["n"])) for m in _DIVISION.finditer(row.group())]
        there = dict(counts)
        for rank in (_ROUND, "乡镇", "村社"):
            there[rank] = sum(count for parts, count in counts if set(parts) <= set(rank))
    there = {parts: count for parts, count in there.items() if count > 1}
    for passage, match in view.search(_DIVISION):
        parts, number = _parts_of(match["kind"]), int(match["n"])
        lead = re.split("[，。；\n]", passage.text[: match.start()])[-1]
        if _CHANGING.search(lead) or _ROW.match(passage.text, match.start()):
            continue
        whole = bool(_WHOLE.search(lead) or _ALL.match(passage.text[match.end() : match.end() + 14]))
        known = there.get(parts)
        if parts == "乡镇" and number == there.get(_ROUND):
            continue  # 街道 counted with them, loosely
        if known is None and whole and parts != "乡" and number > 1:
            there[parts] = number
        elif known is not None and (number > known or (whole and number != known)):
            yield _finding(_Told(passage, match.start(), match.end(), match["kind"], match["n"]), str(known))


def _parts_of(kind: str) -> str:
    return _PARTS.get(kind.replace("(", "（").replace(")", "）"), _ROUND)


def _things(view: View) -> Iterator[_Told]:
    """行政执法单位34家, 全县582名执法人员, 34家执法单位全部…: what is counted whole."""
    names: set[str] = set()
    for passage, match in view.search(_COUNTED_AFTER):
        what = _NEUTRAL.sub("", match["noun"])
        if len(what) >= 3 and not re.search("[的和与及]", what):
            names.add(what)
            yield _Told(passage, match.start("n"), match.end(), _unit(match["u"]) + what, match["n"])
    for passage, match in view.search(_COUNTED_BEFORE):
        noun = _NEUTRAL.sub("", match["noun"])
        what = next((name for name in sorted(names, key=len, reverse=True) if noun.startswith(name)), "")
        if what and (match["lead"] or _ALL.match(noun[len(what) :])):
            yield _Told(passage, match.start("n"), match.end("u"), _unit(match["u"]) + what, match["n"])


def _unit(printed: str) -> str:
    return "人" if printed in "人名" else "家"


def _deeds(view: View) -> Iterator[_Told]:
    """制定行政规范性文件7件: what was done in the year, when no part of it is singled out."""
    for passage, match in view.search(_DEED):
        scope = _SCOPE.fullmatch(match["lead"])
        what = _NEUTRAL.sub("", match["noun"])
        if scope is None or len(what) < 4:
            continue
        if not (scope["who"] or _TOTAL.search(match["lead"])):
            continue
        yield _Told(passage, match.start("verb"), match.end(), match["verb"] + what + match["u"], match["n"])


def _conflicts(told: Iterator[_Told]) -> Iterator[InternalFinding]:
    first: dict[str, _Told] = {}
    for item in told:
        known = first.setdefault(item.what, item)
        if known.number != item.number:
            yield _finding(item, known.number)


def _finding(item: _Told, known: str) -> InternalFinding:
    start, end = item.passage.around(item.start, item.end)
    return item.passage.finding(
        "quantity_conflict", "high", start, end, f"同一口径前文为{known}，此处为{item.number}，前后不一", "核对数据", 0.85)
