"""What the document refers to in itself: annexes, articles, parts (援引)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.alignment.folding import fold_marks
from assistant.reading.ordinals import value
from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding

_LIST = re.compile(r"附\s?件[：:]\s*(?P<rest>[^\n]*(?:\n\s*\d{1,2}[.．、][^\n]*)*)")
_ENTRY = re.compile(r"(?:^|\n|\s)\s*(?P<n>\d{1,2})[.．、]\s*(?P<name>[^\n]+?)(?=\s+\d{1,2}[.．、]|\n|$)")
_CITED = re.compile(r"附\s?件\s?(?P<n>\d{1,2}|[一二三四五六七八九十])(?![\d.．、：:])")
_TITLED = re.compile(
    r"附\s?件\s?(?P<n>\d{1,2}|[一二三四五六七八九十])[：:、\s]*《(?P<name>[^《》]+)》|《(?P<name2>[^《》]+)》[（(](?:见)?附\s?件\s?(?P<n2>\d{1,2})[）)]"
)
_HEADED = re.compile(r"(?:^|\n)\s*附\s?件\s?(?P<n>\d{1,2}|[一二三四五六七八九十])?\s*(?=\n)")
_HEADING = re.compile(r"\s*附\s?件\s?(?P<n>\d{1,2}|[一二三四五六七八九十])?[：:]?[^\S\n]*\n\s*(?P<name>[^\n]{4,60})")
_TITLE = re.compile("《([^《》]{6,60})》")
_ARTICLE = re.compile(
    r"(?P<own>本(?:办法|规定|条例|细则|规则|方案|实施方案|意见|纲要|规划|计划)(?:的)?)(?P<n>第[（(]?[一二三四五六七八九十百0-9]+[）)]?(?P<u>条|章|部分|节))"
)
_BARE_ARTICLE = re.compile(
    r"(?:依照|按照|根据|违反|符合|有|见|依据|参照)(?:前述)?(?P<n>第[一二三四五六七八九十百0-9]+条)"
)
_ITEM = re.compile(
    r"(?:本(?:实施)?(?:方案|意见|计划|纲要|规划|办法|要点)|上述|前述)第[（(]?(?P<n>[一二三四五六七八九十百]+|\d+)[）)]?项"
)
_SECTION = re.compile(
    r"(?:见|按照|按|参照|依照|对照)(?:本(?:方案|意见|计划|纲要|规划))?(?P<whole>第(?P<n>[一二三四五六七八九十]+)部分)"
)


def check(view: View) -> Iterator[InternalFinding]:
    """Annexes named and cited, and articles, parts and items that do not exist."""
    yield from _annexes(view)
    yield from _articles(view)


def _number(text: str) -> int:
    return value(text)


def _annex_list(view: View) -> tuple[Passage, int, dict[int, str]] | None:
    """The passage that lists annexes, where its list begins, and the names by number."""
    for passage in reversed(view.passages):
        match = _LIST.search(passage.text)
        if match is None:
            continue
        entries = {int(m["n"]): m["name"].strip() for m in _ENTRY.finditer(match["rest"])}
        if not entries and match["rest"].strip():
            entries = {1: match["rest"].strip()}
        if entries:
            return passage, match.start(), entries
    return None


def _annexes(view: View) -> Iterator[InternalFinding]:
    listed = _annex_list(view)
    if listed is None:
        return (yield from _unlisted(view))
    passage, at, entries = listed
    row = sorted(entries)
    if row != list(range(1, len(row) + 1)):
        end = passage.text.find("\n", at)
        yield passage.finding(
            "annex", "medium", at, end if end > 0 else len(passage.text), "附件序号不连续", "核对附件序号", 0.9
        )
    for place, match in view.search(_CITED):
        number = _number(match["n"])
        if number not in entries and not (place is passage and match.start() >= at):
            start, end = place.around(match.start(), match.end(), 20)
            yield place.finding(
                "annex", "medium", start, end, f"文中引用附件{number}，附件说明中没有", "核对附件序号", 0.9
            )
    yield from _annex_names(view, passage, at, entries)
    bodies = [m for p, m in view.search(_HEADED) if not (p is passage and m.start() <= at)]
    attached = passage.text[at:].count("\n") > len(entries) + 1  # a table or text follows the list
    if not bodies and not attached and not any(clause.id.startswith("附件") for clause in view.document.clauses):
        line = passage.text.find("\n", at)
        yield passage.finding(
            "annex_absent",
            "low",
            at,
            min(line if line > 0 else len(passage.text), at + 60),
            f"附件说明列有{len(entries)}件，文后未见附件正文",
            "附上附件或删去附件说明",
            0.8,
        )


def _annex_names(view: View, passage: Passage, at: int, entries: dict[int, str]) -> Iterator[InternalFinding]:
    own = fold_marks(view.document.title or "")
    for place, match in view.search(_TITLED):
        number, name = _number(match["n"] or match["n2"]), match["name"] or match["name2"]
        if (
            number in entries
            and fold_marks(entries[number]) != fold_marks(name)
            and not (place is passage and match.start() >= at)
        ):
            yield place.finding(
                "annex_name",
                "medium",
                match.start(),
                match.end(),
                f"与附件说明所列名称“{entries[number]}”不一致",
                f"统一为“{entries[number]}”",
                0.9,
            )
    for clause in (p for p in view.passages if p.clause.id.startswith("附件")):
        headed = _HEADING.match(clause.text)
        number = _number(headed["n"] or "1") if headed else 0
        listed = fold_marks(entries.get(number, ""))
        if headed and listed:
            name = fold_marks(headed["name"].strip())
            if listed not in name and name not in listed and SequenceMatcher(None, name, listed).ratio() >= 0.5:
                yield clause.finding(
                    "annex_name",
                    "medium",
                    headed.start("name"),
                    headed.end("name"),
                    f"附件标题与附件说明所列名称“{entries[number]}”不一致",
                    f"统一为“{entries[number]}”",
                    0.88,
                )
    for place, match in view.search(_TITLE):
        name = fold_marks(match[1])
        if (place is passage and match.start() >= at) or name == own:
            continue
        for number, entry in entries.items():
            listed = fold_marks(entry)
            if name == listed or (name in listed and len(name) * 2 > len(listed)):
                break
            same_kind = name[-1] == listed[-1] or name[-1] in "表册单账" or listed[-1] in "表册单账"
            if same_kind and SequenceMatcher(None, name, listed, autojunk=False).ratio() >= 0.72:
                yield place.finding(
                    "annex_name",
                    "low",
                    match.start(),
                    match.end(),
                    f"疑指附件{number}，与所列名称“{entry}”不一致",
                    f"统一为“{entry}”",
                    0.7,
                )
                break


def _unlisted(view: View) -> Iterator[InternalFinding]:
    """附件1 cited where no annex is listed or attached at all."""
    if any(True for _ in view.search(_HEADED)) or any(c.id.startswith("附件") for c in view.document.clauses):
        return
    for place, match in view.search(_CITED):
        start, end = place.around(match.start(), match.end(), 20)
        yield place.finding(
            "annex", "medium", start, end, "文中引用附件，文后没有附件说明，也没有附件", "补附件或删去引用", 0.88
        )
        return


def _articles(view: View) -> Iterator[InternalFinding]:
    printed = {clause.number for clause in view.document.clauses}
    highest = {
        unit: max(
            (_number(n.strip("第条章节部分")) for n in printed if n.startswith("第") and n.endswith(unit)), default=0
        )
        for unit in ("条", "章", "节", "部分")
    }
    parts = max((_number(c.number) for c in view.document.clauses if c.kind == "part"), default=0)
    items = max((_number(c.number) for c in view.document.clauses if c.kind == "item"), default=0)
    highest["部分"] = highest["部分"] or parts
    for passage, match in view.search(_ARTICLE):
        unit = match["u"]
        top = highest.get(unit, 0) if unit != "项" else items
        if _number(match["n"].strip("第条章节部分项（()）")) > top:
            yield passage.finding(
                "cross_reference",
                "medium",
                match.start(),
                match.end(),
                f"本文没有{match['n']}" + (f"，至第{top}{unit}止" if top else ""),
                "核对援引",
                0.92,
            )
    if highest["条"] and view.genre == "law":
        for passage, match in view.search(_BARE_ARTICLE):
            if (
                _number(match["n"].strip("第条")) > highest["条"]
                and "》" not in passage.text[max(0, match.start("n") - 2) : match.start("n")]
            ):
                yield passage.finding(
                    "cross_reference", "medium", match.start(), match.end(), f"本文没有{match['n']}", "核对援引", 0.88
                )
    for passage, match in view.search(_ITEM):
        number = match["n"]
        top = (
            items
            if number.isdigit()
            else max(
                (_number(c.number.strip("（()）")) for c in view.document.clauses if c.kind == "section"), default=0
            )
        )
        if top and _number(number) > top:
            yield passage.finding(
                "cross_reference", "medium", match.start(), match.end(), f"本文没有第{number}项", "核对援引", 0.9
            )
    for passage, match in view.search(_SECTION):
        if highest["部分"] and _number(match["n"]) > highest["部分"]:
            yield passage.finding(
                "cross_reference", "medium", match.start(), match.end(), f"本文没有{match['whole']}", "核对援引", 0.9
            )
