"""The documents of a library as a question may speak of them: their places, levels, years, kinds and bodies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from assistant.library import years
from assistant.library.catalogue import Head

Key = TypeVar("Key")

_PLACE = re.compile(r"([一-鿿]{2,7}?)(特别行政区|自治区|自治州|自治县|省|市|区|县|州|盟|旗|镇|乡|街道)")
_NOT_A_PLACE = ("全", "各", "本", "地", "社", "辖", "园", "新", "城", "级")
_OF_LEVEL = {"省": "省", "市": "市", "区县": "区"}
_PLANS = re.compile("纲要|方案|规划|计划|办法|规定|条例|细则|决定|要点|通知|准则|标准")
_REPORTS = re.compile("报告|总结|情况|汇报|新闻|报道|函|材料")
_BODY = re.compile(r"[一-鿿]{2,14}?(?:局|厅|办公室|委员会|委|办)(?![一-鿿]*《)")


class Shelf:
    """Head data turned over once a library: what is looked up stands under the word it is looked up by.

    Places are indexes into `heads`.
    """

    def __init__(self, heads: Sequence[Head]) -> None:
        self.heads = tuple(heads)

    @cached_property
    def by_place(self) -> dict[str, dict[int, float]]:
        """Under each name of a place: the documents of it (1.0) and of what lies in it (0.5)."""
        out: dict[str, dict[int, float]] = {}
        for place, head in enumerate(self.heads):
            for name, value in places_of(head).items():
                out.setdefault(name, {})[place] = value
        return out

    @cached_property
    def by_level(self) -> dict[str, list[int]]:
        return self._under(levels_of)

    @cached_property
    def by_year(self) -> dict[int, list[int]]:
        return self._under(lambda head: years.named(head.period or ""))

    @cached_property
    def by_kind(self) -> dict[str | None, list[int]]:
        return self._under(lambda head: (kind_of(head),))

    @cached_property
    def by_body(self) -> dict[str, list[int]]:
        return self._under(bodies_of)

    def mentioned(self, text: str) -> set[str]:
        """The names of places that a text mentions."""
        return {name for name in self.by_place if name in text}

    def _under(self, keys: Callable[[Head], Iterable[Key]]) -> dict[Key, list[int]]:
        out: dict[Key, list[int]] = {}
        for place, head in enumerate(self.heads):
            for key in keys(head):
                out.setdefault(key, []).append(place)
        return out


def places_of(head: Head) -> dict[str, float]:
    """The names a document's place goes by: its own 1.0, those above it 0.5."""
    source = head.region or "".join(head.issuer) or head.title
    found = [(stem, kind) for stem, kind in _PLACE.findall(source) if not stem.endswith(_NOT_A_PLACE)]
    out: dict[str, float] = {}
    for position, (stem, kind) in enumerate(found):
        value = 1.0 if position == len(found) - 1 else 0.5
        for name in (stem, stem + kind):
            if len(name) >= 2:
                out[name] = max(out.get(name, 0.0), value)
    return out


def levels_of(head: Head) -> frozenset[str]:
    """省, 市 or 区: the level as spoken; a city directly under the state is spoken of as 市 too."""
    level = _OF_LEVEL.get(head.level or "")
    cities = {"市"} if level == "省" and (head.region or "").endswith("市") else set()
    return frozenset({level} if level else ()) | cities


def kind_of(head: Head) -> str | None:
    """plan for what says what must be done, report for what tells what was done."""
    name = head.doc_type or head.title
    if _REPORTS.search(name):
        return "report"
    return "plan" if _PLANS.search(name) else None


def bodies_of(head: Head) -> tuple[str, ...]:
    """The bodies that issued a document, without their place: 司法局, not governments and party committees."""
    sources = head.issuer or (re.sub(r"[（(].*?[）)]", "", head.title.split("关于")[0]),)
    out = []
    for source in sources:
        bare = _PLACE.sub("", source, count=1) if _PLACE.match(source) else source
        found = _BODY.match(bare)
        if found and not found[0].startswith(("中共", "人民代表", "人民政府办", "人大")):
            out.append(found[0])
    return tuple(out)
