"""Which documents a question is asked of (范围): those of the place, level, year, kind and body it names.

A question seldom names a document; it says 省里, 区方案, 2025年办了多少, 城管局. Each of these
speaks for some documents of the library, none of them shuts the others out of a search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.library import years
from assistant.library.catalogue import Head

_PLACE = re.compile(r"([一-鿿]{2,7}?)(特别行政区|自治区|自治州|自治县|省|市|区|县|州|盟|旗|镇|乡|街道)")
_NOT_A_PLACE = ("全", "各", "本", "地", "社", "辖", "园", "新", "城", "级")

_LISTED = re.compile(r"(?<![（(])[省市区县](?:里|级)?(?:[、和与跟及][省市区县](?:里|级)?(?![一-鿿]局))+|省市(?:[区县](?!域|内|划)|县区)")
_ALL_LEVELS = re.compile(r"各级|上下级|每一级|哪一级")
_ONE_LEVEL = re.compile(r"(?<![一-鿿])(?:按照?|依照?|根据|在)?([省市区县])(?:里|级|一级|纲要|方案|规划|上的|政府的?(?:纲要|方案))"
                        r"|(?<=[那个是年在])([省市区县])(?:里|级)(?![一-鿿]*(?:局|部门))")
_SAME_LEVEL = {"县": "区", "州": "市", "盟": "市", "旗": "区"}
_OF_LEVEL = {"省": "省", "市": "市", "区县": "区"}

# What was done is told by reports, what must be done by plans.
_DONE = re.compile(r"[近这]?两年|近[三几]年|办了|办理了|完成了|受理了|开展了|查了|做了|建了|建成了|培训了|组织了|成效"
                   r"|多少[件场起人次户家]|败诉了|了多少|了几"
                   r"|已经|有没有做|落实得|进展|情况怎么样|(?:19|20)\d\d年(?:全年|共|一共|总共)")
_REQUIRED = re.compile(r"要求|规定|应当|应该|必须|不得|能不能|可不可以|可以.{0,6}[吗嘛]|要不要|至少|最少|最多|最迟|最晚|不低于|不少于"
                       r"|不超过|期限|时限|目标|控制在|达到多少|怎么定|多久(?:一次|修订|内)|(?:年底|日|月)[以之]?前|严禁|由谁|谁负责")
_PLANS = re.compile("纲要|方案|规划|计划|办法|规定|条例|细则|决定|要点|通知|准则|标准")
_REPORTS = re.compile("报告|总结|情况|汇报|新闻|报道|函|材料")

_BODY = re.compile(r"[一-鿿]{2,14}?(?:局|厅|办公室|委员会|委|办)(?![一-鿿]*《)")


@dataclass(frozen=True, slots=True)
class Aim:
    """For each document of the library, 0..1, and 0 for all where the question names nothing of the sort.

    places: 1 its own place, 0.5 one above it. levels: 1 where its level is named; `named` are these
    (省, 市, 区). named_places: how many places are named as a document's own. years: 1 where its period
    covers a year asked for. kinds: 1 for a plan asked what must be done, for a report asked what
    was done; `kind` is plan, report or None. bodies: 1 where the body that issued it is named;
    `body_names` are these. strange: places named that no document is of.
    """

    places: tuple[float, ...]
    levels: tuple[float, ...]
    years: tuple[float, ...]
    kinds: tuple[float, ...]
    bodies: tuple[float, ...]
    body_names: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    named_places: int = 0
    kind: str | None = None
    strange: tuple[str, ...] = ()


def aim(question: str, heads: Sequence[Head]) -> Aim:
    """What a question says of the documents that are to answer it."""
    plain = re.sub(r"《[^《》]*》", "", question)
    own = [places_of(head) for head in heads]
    mentioned = {name for names in own for name in names if name in question}
    places = tuple(max((names[name] for name in names if name in mentioned), default=0.0) for names in own)
    named = _levels(_without(plain, mentioned), heads)
    asked = years.reported(question)
    kind = _kind(plain)
    if kind is None and len(named) > 1 and not asked:
        # Levels are compared by what they require; reports stand at one of them only.
        kind = "plan"
    bodies = [_body_named(plain, head) for head in heads]
    return Aim(
        places=places,
        levels=tuple(float(bool(levels_of(head) & named)) for head in heads),
        years=tuple(float(bool(asked & years.named(head.period or ""))) for head in heads),
        kinds=tuple(float(kind is not None and kind_of(head) == kind) for head in heads),
        bodies=tuple(float(body is not None) for body in bodies),
        body_names=tuple(dict.fromkeys(body for body in bodies if body)),
        named=named,
        named_places=len({max(names, key=len) for names, place in zip(own, places, strict=True) if place == 1.0}),
        kind=kind, strange=strange_places(question, heads))


def without_levels(text: str) -> str:
    """A question without the levels it lists (省、市、区)."""
    return _LISTED.sub(" ", text)


def mentioned(text: str, heads: Sequence[Head]) -> set[str]:
    """The names of the documents' places that a text mentions."""
    return {name for head in heads for name in places_of(head) if name in text}


_NAMED_PLACE = re.compile(r"(?:^|(?<=[,，、。和与跟在]))([一-鿿]{2,3}?(?:自治[区州县]|[省市区县州旗]))(?![场民容政域区级长际内界])")
_NO_NAME = re.compile(r"[个每全各哪几多的和到本我你他该这那其某外邻别想看去来问查办要有做是为被把给让说用按照像跟比啥咋没不]"
                      r"|[地社辖园新城景校灾山老]区|城市|都市|超市|上市|门市")


def strange_places(question: str, heads: Sequence[Head]) -> tuple[str, ...]:
    """Places that a question begins with and that no document is of.

    >>> strange_places("雁洲区2026年败诉率是多少", ()), strange_places("各区县怎么做", ()), strange_places("贫困县怎么办", ())
    (('雁洲区',), (), ())
    """
    from assistant.library.lexical import is_name, is_word
    known = {name for head in heads for name in places_of(head)}
    found = (place for place in _NAMED_PLACE.findall(re.sub(r"《[^《》]*》|“[^“”]*”", "#", question))
             if not _NO_NAME.search(place) and place not in known)
    # Provinces and cities stand in the dictionary, districts and counties seldom do.
    return tuple(place for place in found if is_name(place) or (place[-1] in "区县旗" and not is_word(place)))


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=4096)
def kind_of(head: Head) -> str | None:
    """plan for what says what must be done, report for what tells what was done."""
    name = head.doc_type or head.title
    if _REPORTS.search(name):
        return "report"
    return "plan" if _PLANS.search(name) else None


def _kind(question: str) -> str | None:
    done, required = _DONE.search(question), _REQUIRED.search(question)
    if bool(done) == bool(required):
        return None
    return "report" if done else "plan"


def _without(text: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "#")
    return text


def _levels(question: str, heads: Sequence[Head]) -> frozenset[str]:
    """The levels a question names, of those that the library has.

    >>> sorted(_levels("省、市、区分别要求多少", ())), sorted(_levels("那市里呢", ())), sorted(_levels("城市管理", ()))
    (['区', '市', '省'], ['市'], [])
    """
    listed = _LISTED.search(question)
    if listed is not None:
        found = set(re.findall("[省市区县]", listed[0]))
    elif _ALL_LEVELS.search(question):
        found = set("省市区")
    else:
        found = {a or b for a, b in _ONE_LEVEL.findall(question)}
    there = frozenset().union(*map(levels_of, heads)) if heads else frozenset("省市区")
    return frozenset(_SAME_LEVEL.get(level, level) for level in found) & there


def _body_named(question: str, head: Head) -> str | None:
    """The body that issued a document, where a question names it whole or shortened (城管局)."""
    return next((body for body in bodies_of(head) for short in _shorts(question, body[-1]) if _shortens(short, body)),
                None)


@lru_cache(maxsize=4096)
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


def _shorts(question: str, last: str) -> list[str]:
    """What may name a body in a question: runs of three to ten characters that end as its name does."""
    return [question[start:end + 1] for end, char in enumerate(question) if char == last
            for start in range(max(0, end - 9), end - 1)]


def _shortens(short: str, body: str) -> bool:
    """Whether a word is a body's name or a shorter form of it: first and last character, the order kept.

    >>> _shortens("城管局", "城市管理局"), _shortens("司法局", "应急管理局")
    (True, False)
    """
    if short[0] != body[0] or short[-1] != body[-1]:
        return False
    rest = iter(body)
    return all(char in rest for char in short)
