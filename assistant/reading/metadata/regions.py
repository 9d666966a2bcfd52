"""Regions (行政区划): their names at the beginning of a title or an office, in full, with their level.

Names come from data/regions.txt (GB/T 2260); a place that is not listed there (renamed,
newly set up, invented) is read by its ending: 省, 市, 区, 县, 镇 …
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.types import Level

_HAN = "[\u4e00-\u9fff]"
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_PROVINCE = rf"{_HAN}{{2,4}}省|{_HAN}{{2,7}}自治区|北京市|天津市|上海市|重庆市|{_HAN}{{2}}特别行政区"
_PREFECTURE = rf"{_HAN}{{2,10}}?(?:自治州|地区|盟)|{_HAN}{{2,6}}?市"
_COUNTY = rf"{_HAN}{{2,12}}?(?:自治县|自治旗)|{_HAN}{{1,6}}?(?:新区|开发区|林区|特区|区|县|旗|市)"
_TOWN = rf"{_HAN}{{1,7}}?(?:街道|民族乡|镇|乡|苏木)"
# Words that end like a place and are none, or name any place of their kind.
_NOT_PLACES = re.compile(
    r"^(?:全|各|本|我|该|两|三|市|区|县|省|州|城|乡|村|镇|社|园|辖|地|景|片|库|山|小|新|老|灾|牧|郊|上|下|中|大|开|在|对|把|为|由|关)"
    r"(?:省|市|区|县|镇|乡|州)$|城市|都市|超市|股市|区市|县市|市区|县区|示范[区县市]|自由贸易|保税区|风景|社区|园区|辖区|小区|乡镇|城镇|城乡"
    r"|村镇|街镇|地区$|法治|法制|建设|工作|政府|关于|进一步|推进|年度|\d|实施|监督|管理|执法|行政|司法|人民|委员|加强|印发|开展|落实|全面|中共|中国|国务院|中央|办公|^委"
)


@dataclass(frozen=True, slots=True)
class Region:
    """full: as complete as can be told (河南省漯河市源汇区); name: its last part."""

    full: str
    name: str
    level: Level
    printed: str


@cache
def _table() -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Prefecture to province, and county to its (province, prefecture) pairs."""
    prefectures: dict[str, str] = {}
    counties: dict[str, list[tuple[str, str]]] = {}
    province = ""
    for line in resources.files("assistant.reading").joinpath("data/regions.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith(" "):
            province = line
            continue
        prefecture, _, names = line.strip().partition(":")
        if prefecture != "-":
            prefectures[prefecture] = province
        for name in names.split():
            counties.setdefault(name, []).append((province, "" if prefecture == "-" else prefecture))
    return prefectures, counties


@cache
def _provinces() -> frozenset[str]:
    prefectures, counties = _table()
    return frozenset(prefectures.values()) | {province for pairs in counties.values() for province, _ in pairs}


def leading_region(words: str, text: str = "") -> Region | None:
    """The region that `words` begin with, made full with the help of `text`; None when there is none.

    >>> leading_region("漯河市源汇区法治政府建设示范创建工作实施方案").full
    '河南省漯河市源汇区'
    >>> leading_region("全市法治政府建设工作要点") is None
    True
    """
    words = re.sub(r"\s+", "", words).lstrip("\u300a\u3008\u201c").removeprefix("中共").removeprefix("关于")
    rest = words
    province = prefecture = county = ""
    known = next((name for name in _provinces() if rest.startswith(name)), "")
    if known:
        province, rest = known, rest[len(known):]
    else:
        match = re.match(_PROVINCE, rest)
        if match and not _NOT_PLACES.search(match.group()):
            province, rest = match.group(), rest[match.end():]
    prefectures, counties = _table()
    found = _longest(rest, prefectures) or _shaped(rest, _PREFECTURE)
    if found and province not in _MUNICIPALITIES and not (found in counties and found not in prefectures
                                                          and not _shaped(rest[len(found):], _COUNTY)):
        prefecture, rest = found, rest[len(found):]
    found = _longest(rest, counties) or _shaped(rest, _COUNTY)
    if found:
        county, rest = found, rest[len(found):]
    town = _shaped(rest, _TOWN)
    if not (province or prefecture or county or town):
        return None
    return _complete(province, prefecture, county, town, text)


def _longest(rest: str, names: dict[str, str] | dict[str, list[tuple[str, str]]]) -> str:
    return next((rest[:size] for size in range(min(len(rest), 15), 1, -1) if rest[:size] in names), "")


def _shaped(rest: str, shape: str) -> str:
    match = re.match(shape, rest)
    if match is None or _NOT_PLACES.search(match.group()):
        return ""
    # A name is followed by an office, a year or a matter, not by the rest of a longer word.
    return "" if rest[match.end() : match.end() + 1] in ("场", "民", "域", "划", "间", "政", "级", "委") and len(
        match.group()) <= 2 else match.group()


def _complete(province: str, prefecture: str, county: str, town: str, text: str) -> Region:
    prefectures, counties = _table()
    printed = province + prefecture + county + town
    if prefecture and not province:
        home = prefectures.get(prefecture)
        if home and (not county or (home, prefecture) in counties.get(county, [])):
            province = home
    elif county and not prefecture and not province:
        above = _printed_above(county, text)
        homes = counties.get(county, [])
        if above:
            outer = next((pair for pair in homes if above in pair), None)
            province, prefecture = outer if outer else ("", above)
        elif len(homes) == 1:
            province, prefecture = homes[0]
    elif county and province and not prefecture:
        city = next((city for home, city in counties.get(county, []) if home == province), "")
        prefecture = city
    if town and not (county or prefecture or province):
        told = re.search(
            rf"(?:^|[\s\u300a\uff0c。、\uff1a(\uff08])(?:现?将|在|由|对|为)?({_HAN}{{2,6}}[区县旗市]){re.escape(town)}", text)
        around = leading_region(told.group(1)) if told else None
        if around and around.level in ("区县", "市"):
            return Region(around.full + town, town, "乡镇", printed)
    name = town or county or prefecture or province
    return Region(province + prefecture + county + town, name, _level(province, prefecture, county, town), printed)


def _printed_above(county: str, text: str) -> str:
    """The city or province that the text prints most often right before a county's name."""
    prefectures, _ = _table()
    seen: Counter[str] = Counter()
    for match in re.finditer(re.escape(county), text):
        before = text[max(0, match.start() - 12) : match.start()]
        for size in range(len(before), 1, -1):
            if before[-size:] in prefectures or before[-size:] in _MUNICIPALITIES:
                seen[before[-size:]] += 1
                break
        else:
            other = re.search(rf"({_HAN}{{2,4}}(?:市|州))$", before)
            if other and not _NOT_PLACES.search(other.group(1)):
                seen[other.group(1)] += 1
    return seen.most_common(1)[0][0] if seen else ""


def _level(province: str, prefecture: str, county: str, town: str) -> Level:
    if town:
        return "乡镇"
    if county:
        return "区县"
    return "市" if prefecture else "省"
