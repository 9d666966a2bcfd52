"""Another place's name or rank left over from a copied text (行政区划)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.review.internal.view import View
from assistant.review.internal.words import word_list
from assistant.types import InternalFinding

_RANKS = "县区"
_OWN_RANK = re.compile("(?P<name>[\u4e00-\u9fff]{1,6}?)(?P<rank>自治县|[县区])$")
_RANKED = re.compile(
    "(?<![社片地园景城辖灾山林库新郊矿牧疫战校厂街湖港关治各州盟郡市州、])"
    "(?P<word>全(?P<r1>[县区])(?![域块级长、])|(?P<r2>[县区])委(?=[、，。依全办政常书宣组统主]|$)"
    "|(?P<r3>[县区])(?:人民)?政府(?!采购)|(?P<r4>[县区])司法局|(?P<r5>[县区])直)"
)
_FITTED = re.compile("结合(?P<name>[\u4e00-\u9fff]{2,4}?)(?:[县区市]|全[县区市])?实际")


def check(view: View) -> Iterator[InternalFinding]:
    """县 in the text of a 区, 区 in the text of a 县, and 结合 with another place's name."""
    if view.genre == "other":
        return
    region = view.document.region or ""
    match = _OWN_RANK.search(region)
    if match is not None:
        yield from _ranks(view, match["rank"][-1])
        yield from _names(view, region)
    elif not region and _count(view, "市", "省") <= _count(view, "县", "区"):
        yield from _ranks(view, "县" if view.text.count("县") > view.text.count("区") else "区")


def _count(view: View, *ranks: str) -> int:
    return sum(view.text.count(f"全{rank}") for rank in ranks)


def _ranks(view: View, own: str) -> Iterator[InternalFinding]:
    other = _RANKS.replace(own, "")
    found = list(view.search(_RANKED))
    counts = Counter(next(rank for rank in match.groups()[1:] if rank) for _, match in found)
    if counts[own] < 5 or counts[other] * 5 > counts[own]:
        return
    for passage, match in found:
        if next(rank for rank in match.groups()[1:] if rank) == other:
            start, end = passage.around(match.start(), match.end(), 24)
            message = f"本级为{own}，此处称“{match['word']}”"
            yield passage.finding("region", "medium", start, end, message, f"“{other}”改为“{own}”", 0.85)


def _names(view: View, region: str) -> Iterator[InternalFinding]:
    known = f"{region}{view.document.title}{''.join(view.document.issuer)}"
    for passage, match in view.search(_FITTED):
        name = match["name"]
        if (
            name in known
            or name.startswith(word_list("places", "any"))
            or name.endswith(("部门", "单位", "工作", "行业"))
        ):
            continue
        yield passage.finding(
            "region", "medium", match.start(), match.end(), f"“{name}”不是本地名称", "改为本地名称", 0.82
        )
