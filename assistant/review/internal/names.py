"""One body and one thing under one name (名称一致)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.review.internal.confusion import alike
from assistant.review.internal.view import Passage, View
from assistant.review.internal.words import variants, word_list
from assistant.types import InternalFinding

_BODY = re.compile(r"[\u4e00-\u9fff（）()]{2,24}?(?:领导小组|协调小组|联席会议|工作专班|专班|指挥部|委员会)(?:办公室)?")

_NAMES = re.compile(
    r"(?<=[、，。；：（\s和与])[省市区县]?[\u4e00-\u9fff]{3,12}(?:局|委员会|委|办公室|中心|大队|支队|法院|检察院)(?=[、，。；：）\s等和与])"
)
_ORGAN = re.compile("(领导小组|协调小组|联席会议|工作专班|专班|指挥部)(?:办公室)?$")
_PAIRS = {"治": frozenset("制"), "制": frozenset("治"), "察": frozenset("查"), "查": frozenset("察")}


def check(view: View) -> Iterator[InternalFinding]:
    """Names of one thing used side by side, and bodies whose names differ by an empty word."""
    yield from _variants(view)
    yield from _bodies(view)
    yield from _misspelt(view)


def _variants(view: View) -> Iterator[InternalFinding]:
    """Names of one thing, used side by side. The rarer ones are told, each once."""
    text = view.text
    for group in variants():
        places: dict[str, list[tuple[Passage, int]]] = {}
        for name in group.names:
            for passage in view.passages:
                for match in re.finditer(re.escape(name), passage.text):
                    if not _inside(passage.text, match.start(), match.end(), (*group.whole, *group.names), name):
                        places.setdefault(name, []).append((passage, match.start()))
        if len(places) < 2:
            continue
        keep = group.names[0] if group.names[0] in places else max(places, key=lambda name: text.count(name))
        for name, found in places.items():
            if name != keep and not (name in group.alike and keep in group.alike):
                passage, at = found[0]
                start, end = passage.around(at, at + len(name), 16)
                yield passage.finding(
                    "name_inconsistent",
                    "low",
                    start,
                    end,
                    f"同一事物名称不一：“{name}”{len(found)}处、“{keep}”{len(places[keep])}处"
                    + (f"；{group.note}" if group.note else ""),
                    f"统一为“{keep}”",
                    0.85,
                )


def _organs(
    names: list[str], counts: Counter[str], found: dict[str, tuple[Passage, int, int]]
) -> Iterator[InternalFinding]:
    """县专项整治工作专班 and 县专项整治工作领导小组: one stem, two kinds of organ, the rarer one named once."""
    stems: dict[str, list[str]] = {}
    for name in names:
        stem = _ORGAN.sub("", name)
        if stem != name and len(stem) >= 6:
            stems.setdefault(stem.removesuffix("工作"), []).append(name)
    for stem, alike_names in stems.items():
        usual, *rest = alike_names
        for rare in rest:
            if _ORGAN.search(rare)[1] != _ORGAN.search(usual)[1] and counts[rare] == 1 < counts[usual]:  # type: ignore[index]
                passage, start, end = found[rare]
                yield passage.finding(
                    "name_inconsistent",
                    "low",
                    start,
                    end,
                    f"“{stem}”的机构名称不一：“{rare}”与“{usual}”",
                    f"统一为“{usual}”",
                    0.75,
                )


def _misspelt(view: View) -> Iterator[InternalFinding]:
    """A body's or the place's own name with one letter put for another that sounds or looks like it."""
    text = f"{view.document.title}\n{view.text}"
    counts = Counter(name for name in _NAMES.findall(text) if len(name) >= 5)
    names = {name for name in counts if text.count(name) >= 2}
    region = re.findall("[\u4e00-\u9fff]{2,6}?(?:自治县|[县区市州旗])", view.document.region or "")
    for name in (*sorted(names), *region[-1:]):
        for at, letter in enumerate(name):
            others = alike(letter) | _PAIRS.get(letter, frozenset())
            pattern = re.compile(re.escape(name[:at]) + "(?P<other>.)" + re.escape(name[at + 1 :]))
            for passage, match in view.search(pattern):
                wrong = match.group()
                rare = text.count(wrong) * 2 <= text.count(name)
                if match["other"] in others and rare and wrong not in names:
                    yield passage.finding(
                        "name_inconsistent",
                        "medium",
                        match.start(),
                        match.end(),
                        f"名称“{wrong}”与他处“{name}”只差一字，疑为笔误",
                        f"统一为“{name}”",
                        0.82,
                    )


def _inside(text: str, start: int, end: int, longer: tuple[str, ...], name: str) -> bool:
    """Whether the place is only a piece of a longer name, or stands in a title."""
    for other in longer:
        at = other.find(name)
        if other != name and at >= 0 and text.startswith(other, start - at):
            return True
    opened = text.rfind("《", 0, start)
    return opened >= 0 and text.find("》", opened, start) < 0 and text.find("》", end) >= 0


def _bodies(view: View) -> Iterator[InternalFinding]:
    """领导小组 and the like under two names that differ by one empty word."""
    found: dict[str, tuple[Passage, int, int]] = {}
    counts: Counter[str] = Counter()
    for passage, match in view.search(_BODY):
        name = re.sub(
            "^.*?(?:由|向|与|和|在|成立|设立|建立|组建|及|以及|经|报|以|对|发挥|依托|，|、)", "", match.group()
        )
        counts[name] += 1
        found.setdefault(name, (passage, match.end() - len(name), match.end()))
    names = sorted(found, key=lambda name: -counts[name])
    yield from _organs(names, counts, found)
    for index, rare in enumerate(names):
        for usual in names[:index]:
            ops = [op for op in SequenceMatcher(None, usual, rare, autojunk=False).get_opcodes() if op[0] != "equal"]
            if len(ops) != 1 or min(len(usual), len(rare)) < 7:
                continue
            kind, a, b, c, d = ops[0]
            changed = usual[a:b] or rare[c:d]
            if kind != "replace" and a > 0 and changed in word_list("names", "slips"):
                passage, start, end = found[rare]
                yield passage.finding(
                    "name_inconsistent",
                    "low",
                    start,
                    end,
                    f"机构名称不一：“{rare}”与“{usual}”",
                    f"统一为“{usual}”",
                    0.75,
                )
                break
