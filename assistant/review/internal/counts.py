"""A count against the list it announces: 五项制度 that are four, 三方面 with two (数与列举)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.ordinals import value
from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding

_N = "(?P<n>[两二三四五六七八九十]{1,2}|[2-9]|1[0-9])"
_UNIT = "(?:大|个|项|类|种|条|方面|个方面|点|环节|步|级|道|张)"
_NOUN = r"(?P<noun>[\u4e00-\u9fff“”]{0,12}?)"
_AHEAD = re.compile(rf"(?<![第\d—\-.〔]){_N}{_UNIT}{_NOUN}[：:](?P<list>[^。；;\n：:]+)(?=[。；;\n]|$)")
_BEHIND = re.compile(
    rf"(?P<list>(?:[\u4e00-\u9fff“”A-Za-z+]{{2,14}}、){{1,9}}[\u4e00-\u9fff“”A-Za-z+]{{2,14}}?)"
    rf"(?P<etc>等)?{_N}(?P<unit>大|个|项|类|种|张|本|份|条|支|道|步)(?P<noun>[\u4e00-\u9fff]{{2,8}})"
)
_LEVEL = "(?:国家|省|市|州|盟|县|区|旗|乡镇|镇街|街镇|乡|镇|街道|村居|村组|村|社区|组|网格|院落|楼栋)某*"
_LEVELS = re.compile(f"(?P<list>(?:{_LEVEL}、)+{_LEVEL})(?P<n>[两二三四五六])级")
_LEVELS_RUN = re.compile("(?<![省市州县区旗乡镇村全、（）()])(?P<list>[省市州县区旗乡镇村组]{2,5})(?P<n>[两二三四五六])级")
_LETTERED = re.compile(
    "(?P<list>(?:(?:[A-Z]|[甲乙丙丁戊己])[级类等档]?、)+(?:[A-Z]|[甲乙丙丁戊己])[级类等档]?)"
    "(?P<etc>等)?(?P<n>[两二三四五六七八九]|[2-9])(?:个|类|级|档|种)"
)
_TURNS = re.compile(
    "[“](?P<n>[一二两三四五六七八九十])(?P<one>[升降增减提压放管建清查改])(?P<m>[一二两三四五六七八九十])(?P<two>[升降增减提压放管建清查改])[”]"
    "(?:目标|要求|工作)?[：:，（(](?P<list>[^。]{8,200})"
)
_SAME_LEAD = re.compile(
    "(?P<w>[\u4e00-\u9fff]{2})[^，。；、]{1,8}(?P<more>(?:、(?P=w)[^，。；、]{1,8})+)，?(?:实现|做到|推进|落实|确保|达到)?[“](?P<n>[两二三四五六七八九十])(?P=w)[”]"
)
_SHORT = re.compile(
    r"[“]?(?P<n>[两二三四五六七八九十])(?P<word>[\u4e00-\u9fff]{1,4})[”]?[（(](?P<list>[^（）()]{4,120})[）)]"
)
_RUN = re.compile(
    rf"{_N}(?:个|项|条|大|点)?(?:方面|举措|措施|问题|工作|任务|不足|原因|重点|环节|机制|制度|行动|短板|差距|抓手|要求){{1,2}}"
)
_IS = re.compile(r"(?:^|[。；;：:，,\n\s])(?P<n>[一二三四五六七八九十]{1,2})是(?=[\u4e00-\u9fff“])")
_FIRST = re.compile(r"(?:^|[。；;：:，,\n\s])(?:第(?P<n>[一二三四五六七八九十]))[，,]")
_BRACKETS = re.compile("（[^（）]*）|\\([^()]*\\)|“[^“”]*”|《[^《》]*》")
_NOT_A_COUNT = ("以下简称", "含", "不含", "包括但不限于", "如", "例如", "见", "指", "各")
_END = re.compile(
    rf"{_N}(?:个|项|大)?(?:方面|举措|措施|问题|工作|任务|重点|部分|阶段)(?:的?(?:工作|措施|问题|任务|举措))?[：:。]?$"
)


def check(view: View) -> Iterator[InternalFinding]:
    """Counts that disagree with the members listed beside them, or with the numbered clauses below."""
    for passage in view.passages:
        yield from _ahead(passage)
        yield from _behind(passage)
        yield from _levels(passage)
        yield from _lettered(passage)
        yield from _turns(passage)
        yield from _same_lead(passage)
        yield from _short(passage)
        yield from _runs(passage)
    yield from _children(view)
    yield from _problems(view)
    yield from _parts(view)


def _count(text: str) -> int:
    return value(text)


def _members(text: str) -> set[int]:
    """How many members a list may have: split at 、 and, perhaps, at a last 和/及/以及.

    >>> sorted(_members("甲制度、乙制度和丙制度"))
    [2, 3]
    """
    bare = _BRACKETS.sub("某", text).strip("，,、 ")
    parts = [part for part in re.split("、", bare) if part]
    joined = len(re.findall("以及|[和及与]", parts[-1])) if parts else 0
    return set(range(len(parts), len(parts) + joined + 1))


def _ahead(passage: Passage) -> Iterator[InternalFinding]:
    """五项制度:甲、乙、丙、丁。"""
    for match in _AHEAD.finditer(passage.text):
        listed, number = match["list"], _count(match["n"])
        if (
            "、" not in listed
            or re.search("[一二三四五]是|等|第[一二三]", listed)
            or "，" in _BRACKETS.sub("", listed)
        ):
            continue
        found = _members(listed)
        longest = max(len(part) for part in re.split("、", _BRACKETS.sub("某", listed)))
        if number >= 2 and number not in found and longest <= 18:
            yield _told(passage, match.start(), match.end(), match["n"], found)


def _behind(passage: Passage) -> Iterator[InternalFinding]:
    """甲、乙、丙、丁五项制度; with 等 only too many are wrong."""
    for match in _BEHIND.finditer(_BRACKETS.sub(lambda m: "某" * len(m.group()), passage.text)):
        number, found = _count(match["n"]), _members(match["list"])
        if number in found or (number < 3 and not (match["unit"] in "张本份" and min(found) == 3)):
            continue
        if match["etc"]:
            if min(found) <= number:
                continue
        elif number > 2 and not _named(match) and (abs(number - min(found, key=lambda n: abs(n - number))) > 2 or max(found) < 3):
            continue
        before = passage.text[match.start() - 1 : match.start()]
        if before and before not in "，。；：、\n（" and max(found) > number:
            continue  # the list may begin inside a longer row
        yield _told(passage, match.start(), match.end(), match["n"], found, 0.82)


def _levels(passage: Passage) -> Iterator[InternalFinding]:
    """县、乡、村三级: the list is always whole."""
    for match in _LEVELS.finditer(_BRACKETS.sub(lambda m: "某" * len(m.group()), passage.text)):
        listed = match["list"].count("、") + 1
        if listed != _count(match["n"]):
            yield _told(passage, match.start(), match.end(), match["n"], {listed}, 0.88)
    for match in _LEVELS_RUN.finditer(passage.text):
        listed = len(match["list"]) - match["list"].count("乡镇")
        if listed != _count(match["n"]) and len(set(match["list"])) == len(match["list"]):
            yield _told(passage, match.start(), match.end(), match["n"], {listed}, 0.85)


def _lettered(passage: Passage) -> Iterator[InternalFinding]:
    """A、B、C、D四个等级."""
    for match in _LETTERED.finditer(passage.text):
        listed = match["list"].count("、") + 1
        if not match["etc"] and listed != _count(match["n"]):
            yield _told(passage, match.start(), match.end(), match["n"], {listed}, 0.9)


def _same_lead(passage: Passage) -> Iterator[InternalFinding]:
    """统一事项、统一流程、统一标识,实现“三统一”."""
    for match in _SAME_LEAD.finditer(passage.text):
        listed = match["more"].count("、") + 1
        if listed != _count(match["n"]):
            yield _told(passage, match.start(), match.end(), match["n"], {listed}, 0.88)


def _turns(passage: Passage) -> Iterator[InternalFinding]:
    """“三降一升”:甲下降、乙下降、丙下降、丁上升: each sign as often as it is announced."""
    for match in _TURNS.finditer(passage.text):
        told = {match["one"]: _count(match["n"]), match["two"]: _count(match["m"])}
        found = {sign: match["list"].count(sign) for sign in told}
        if match["one"] == match["two"] or not all(found.values()) or found == told:
            continue
        if abs(sum(found.values()) - sum(told.values())) > 2:
            continue
        start, end = passage.around(match.start(), match.end("two") + 1, 16)
        listed = "、".join(f"“{sign}”{count}项" for sign, count in found.items())
        yield passage.finding("count_list", "medium", start, end, f"所列为{listed}", "核对数目或补齐内容", 0.8)


def _parts(view: View) -> Iterator[InternalFinding]:
    """四个方面整治重点, where the part of that heading has another number of numbered clauses."""
    for part in view.passages:
        heading = part.clause.heading
        below = [p for p in view.passages if p.clause.parent == part.clause.id and p.clause.number]
        if part.clause.kind != "part" or not 4 <= len(heading) <= 8 or not 2 <= len(below) <= 12:
            continue
        pattern = re.compile(f"(?<![第一二三四五六七八九十]){_N}(?:个|大|项)(?:方面)?(?:的)?{re.escape(heading)}")
        for passage, match in view.search(pattern):
            if _count(match["n"]) != len(below) and passage is not part:
                start, end = passage.around(match.start(), match.end())
                yield passage.finding(
                    "count_list",
                    "medium",
                    start,
                    end,
                    f"称“{match.group()}”，“{heading}”部分实列{len(below)}项",
                    "核对数目或补齐内容",
                    0.85,
                )


def _named(match: re.Match[str]) -> bool:
    """甲清单、乙清单三张清单: the members bear the noun themselves, so the list is all of it."""
    parts = match["list"].split("、")
    return len(parts) >= 2 and all(part.endswith(match["noun"][:2]) for part in parts)


def _short(passage: Passage) -> Iterator[InternalFinding]:
    """“四统一”(统一甲、统一乙、统一丙)。"""
    for match in _SHORT.finditer(passage.text):
        listed, number = match["list"], _count(match["n"])
        if (
            re.search("[一二两三四五六七八九十]", match["word"])
            or "、" not in listed
            or listed.startswith(_NOT_A_COUNT)
        ):
            continue
        if re.search("[，；。]|等|第", listed) or re.fullmatch("[年月日号]|级以上|十.*", match["word"]):
            continue
        before = passage.text[max(0, match.start() - 1) : match.start()]
        if before in tuple("一二三四五六七八九十第"):
            continue
        found = _members(listed)
        if number not in found and abs(number - min(found, key=lambda n: abs(n - number))) <= 3:
            yield _told(passage, match.start(), match.end(), match["n"], found, 0.85)


def _runs(passage: Passage) -> Iterator[InternalFinding]:
    """三个方面:一是…二是…。"""
    text = passage.text
    for ordinals in (_IS, _FIRST):
        marks = list(ordinals.finditer(text))
        rows: list[list[re.Match[str]]] = []
        for mark in marks:
            if _count(mark["n"]) == 1 or not rows:
                rows.append([])
            rows[-1].append(mark)
        for row in rows:
            if len(row) < 2 or _count(row[0]["n"]) != 1:
                continue
            first = row[0].start()
            lead = text[max(0, first - 40) : first + 1]
            lead = re.split("[。；\n]", lead.rstrip("。；：:，\n "))[-1]
            told = list(_RUN.finditer(lead))
            last = _count(row[-1]["n"])
            if told and _count(told[-1]["n"]) != last and len(row) == last and _count(told[-1]["n"]) >= 2:
                at = text.rfind(lead, 0, first + 1) + told[-1].start()
                start, end = passage.around(at, at + len(told[-1].group()))
                yield passage.finding(
                    "count_list",
                    "medium",
                    start,
                    end,
                    f"称“{told[-1].group()}”，实列{last}项",
                    "核对数目或补齐内容",
                    0.88,
                )


def _children(view: View) -> Iterator[InternalFinding]:
    """A clause that announces N things and has another number of numbered clauses below."""
    for passage in view.passages:
        match = _END.search(passage.text.rstrip())
        if match is None or passage.clause.kind == "item":
            continue
        below = [p for p in view.passages if p.clause.parent == passage.clause.id and p.clause.number]
        number = _count(match["n"])
        if len(below) >= 2 and number >= 2 and len(below) != number:
            start, end = passage.around(match.start(), match.end())
            yield passage.finding(
                "count_list",
                "medium",
                start,
                end,
                f"称“{match.group().rstrip('：:。')}”，其下实列{len(below)}项",
                "核对数目或补齐内容",
                0.85,
            )


def _problems(view: View) -> Iterator[InternalFinding]:
    """An answer that speaks of N 方面 in its opening and has another number of parts 关于…问题."""
    parts = [p for p in view.passages if p.clause.kind == "part" and "问题" in p.clause.heading]
    if view.head is None or len(parts) < 2:
        return
    for match in re.finditer(rf"{_N}(?:个|大)?(?:方面|类)(?=[的共\d问意，；])", view.head.text):
        if _count(match["n"]) != len(parts):
            start, end = view.head.around(match.start(), match.end(), 16)
            yield view.head.finding(
                "count_list",
                "medium",
                start,
                end,
                f"称“{match.group()}”，正文实答{len(parts)}个问题",
                "核对数目或补齐内容",
                0.8,
            )
        return


def _told(
    passage: Passage, start: int, end: int, number: str, found: set[int], confidence: float = 0.88
) -> InternalFinding:
    counts = "或".join(str(n) for n in sorted(found))
    return passage.finding(
        "count_list", "medium", start, end, f"数目为“{number}”，实列{counts}项", "核对数目或补齐内容", confidence
    )
