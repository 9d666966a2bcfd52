"""Which documents a question is asked of (范围): those of the place, level, year, kind and body it names.

A question seldom names a document; it says 省里, 区方案, 2025年办了多少, 城管局. Each of these
speaks for some documents of the library, none of them shuts the others out of a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.library import years
from assistant.library.embedding import Matrix
from assistant.library.shelf import Shelf, places_of

_LISTED = re.compile(r"(?<![（(])[省市区县](?:里|级)?(?:[、和与跟及][省市区县](?:里|级)?(?![一-鿿]局))+|省市(?:[区县](?!域|内|划)|县区)")
_ALL_LEVELS = re.compile(r"各级|上下级|每一级|哪一级")
_ONE_LEVEL = re.compile(r"(?<![一-鿿])(?:按照?|依照?|根据|在)?([省市区县])(?:里|级|一级|纲要|方案|规划|上的|政府的?(?:纲要|方案))"
                        r"|(?<=[那个是年在])([省市区县])(?:里|级)(?![一-鿿]*(?:局|部门))")
_SAME_LEVEL = {"县": "区", "州": "市", "盟": "市", "旗": "区"}

# What was done is told by reports, what must be done by plans.
_DONE = re.compile(r"[近这]?两年|近[三几]年|办了|办理了|完成了|受理了|开展了|查了|做了|建了|建成了|培训了|组织了|成效"
                   r"|多少[件场起人次户家]|败诉了|了多少|了几"
                   r"|已经|有没有做|落实得|进展|情况怎么样|(?:19|20)\d\d年(?:全年|共|一共|总共)")
_REQUIRED = re.compile(r"要求|规定|应当|应该|必须|不得|能不能|可不可以|可以.{0,6}[吗嘛]|要不要|至少|最少|最多|最迟|最晚|不低于|不少于"
                       r"|不超过|期限|时限|目标|控制在|达到多少|怎么定|多久(?:一次|修订|内)|(?:年底|日|月)[以之]?前|严禁|由谁|谁负责")
_NAMED_PLACE = re.compile(r"(?:^|(?<=[,，、。和与跟在]))([一-鿿]{2,3}?(?:自治[区州县]|[省市区县州旗]))(?![场民容政域区级长际内界])")
_NO_NAME = re.compile(r"[个每全各哪几多的和到本我你他该这那其某外邻别想看去来问查办要有做是为被把给让说用按照像跟比啥咋没不]"
                      r"|[地社辖园新城景校灾山老]区|城市|都市|超市|上市|门市")


@dataclass(frozen=True, slots=True)
class Aim:
    """float32[d] for each document of the library, 0..1, and 0 for all where the question names nothing of the sort.

    places: 1 its own place, 0.5 one above it. levels: 1 where its level is named; `named` are these
    (省, 市, 区). named_places: how many places are named as a document's own. years: 1 where its period
    covers a year asked for. kinds: 1 for a plan asked what must be done, for a report asked what
    was done; `kind` is plan, report or None. bodies: 1 where the body that issued it is named;
    `body_names` are these. strange: places named that no document is of.
    """

    places: Matrix
    levels: Matrix
    years: Matrix
    kinds: Matrix
    bodies: Matrix
    body_names: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    named_places: int = 0
    kind: str | None = None
    strange: tuple[str, ...] = ()


def aim(question: str, shelf: Shelf) -> Aim:
    """What a question says of the documents that are to answer it."""
    plain = re.sub(r"《[^《》]*》", "", question)
    mentioned = shelf.mentioned(question)
    named = _levels(_without(plain, mentioned)) & frozenset(shelf.by_level)
    asked = years.reported(question)
    kind = _kind(plain)
    if kind is None and len(named) > 1 and not asked:
        # Levels are compared by what they require; reports stand at one of them only.
        kind = "plan"
    bodies = tuple(body for body in shelf.by_body if _names(plain, body))
    size = len(shelf.heads)
    places = np.zeros(size, np.float32)
    for name in mentioned:
        for place, value in shelf.by_place[name].items():
            places[place] = max(places[place], value)
    own = (max(places_of(shelf.heads[place]), key=len) for place in np.flatnonzero(places == 1.0))
    return Aim(
        places=places,
        levels=_marked(size, (shelf.by_level[level] for level in named)),
        years=_marked(size, (shelf.by_year.get(year, []) for year in asked)),
        kinds=_marked(size, [] if kind is None else [shelf.by_kind.get(kind, [])]),
        bodies=_marked(size, (shelf.by_body[body] for body in bodies)),
        body_names=bodies, named=named, named_places=len(set(own)), kind=kind,
        strange=strange_places(question, shelf))


def _marked(size: int, places: Iterable[Sequence[int]]) -> Matrix:
    out = np.zeros(size, np.float32)
    for some in places:
        out[some] = 1.0
    return out


def without_levels(text: str) -> str:
    """A question without the levels it lists (省、市、区)."""
    return _LISTED.sub(" ", text)


def without_level(text: str) -> str:
    """A question without the one level it is asked of (省里).

    >>> without_level("省里要求达到多少")
    '要求达到多少'
    """
    return _ONE_LEVEL.sub("", text)


def strange_places(question: str, shelf: Shelf) -> tuple[str, ...]:
    """Places that a question begins with and that no document is of.

    >>> [strange_places(q, Shelf(())) for q in ("雁洲区2026年败诉率是多少", "各区县怎么做", "贫困县怎么办")]
    [('雁洲区',), (), ()]
    """
    from assistant.library.lexical import is_name, is_word
    found = (place for place in _NAMED_PLACE.findall(re.sub(r"《[^《》]*》|“[^“”]*”", "#", question))
             if not _NO_NAME.search(place) and place not in shelf.by_place)
    # Provinces and cities stand in the dictionary, districts and counties seldom do.
    return tuple(place for place in found if is_name(place) or (place[-1] in "区县旗" and not is_word(place)))


def _kind(question: str) -> str | None:
    done, required = _DONE.search(question), _REQUIRED.search(question)
    if bool(done) == bool(required):
        return None
    return "report" if done else "plan"


def _without(text: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "#")
    return text


def _levels(question: str) -> frozenset[str]:
    """The levels a question names.

    >>> sorted(_levels("省、市、区分别要求多少")), sorted(_levels("那市里呢")), sorted(_levels("城市管理"))
    (['区', '市', '省'], ['市'], [])
    """
    listed = _LISTED.search(question)
    if listed is not None:
        found = set(re.findall("[省市区县]", listed[0]))
    elif _ALL_LEVELS.search(question):
        found = set("省市区")
    else:
        found = {a or b for a, b in _ONE_LEVEL.findall(question)}
    return frozenset(_SAME_LEVEL.get(level, level) for level in found)


def _names(question: str, body: str) -> bool:
    """Whether a question names a body, whole or shortened (城管局)."""
    return any(_shortens(short, body) for short in _shorts(question, body[-1]))


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
