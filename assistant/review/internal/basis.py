"""A basis that is over: documents whose period ended, or that another replaced (过期依据)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant import standards
from assistant.alignment.folding import fold_marks
from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_TITLE = re.compile("《((?:[^《》\n]|《[^《》\n]*》){2,90})》")
_ENDED = re.compile(r"(20\d\d)年?[-—―–~至](20\d\d)年?")
_AS_BASIS = re.compile("根据|依据|按照|依照|遵循|贯彻|落实|执行|对照|对标|实施|推进|遵照|结合|围绕")
_HISTORY = re.compile(
    "实施以来|以来|期间|收官|总结|上一?轮|回顾|届满|已经?|原|废止|同时废止|过去|五年来|5年来|验收|圆满|历史|替代|取代"
)
_FIVE_YEARS = re.compile('[“"]?(?P<n>十[二三四五六])五[”"]?(?=规划|时期|期间|普法|发展)')
_PUFA = re.compile('[“"](?P<n>[五六七八九])五[”"]?普法|[“"](?P<n2>[五六七八九])五[”"]普法')
_LAST_YEAR = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_PUFA_LAST = {"五": 2010, "六": 2015, "七": 2020, "八": 2025, "九": 2030}


def check(view: View) -> Iterator[InternalFinding]:
    """Titles with an ended period, plans of the five years before, and known replaced documents."""
    day = view.issued or (date(view.year, 1, 1) if view.year else None) or view.published or view.today
    if day is None:
        return
    told: set[str] = set()
    for sentence in view.sentences:
        text = sentence.text
        for match in _TITLE.finditer(text):
            reason = _over(match[1], day)
            phrase = re.split("[，；]", text[: match.start()])[-1]
            if (
                reason is None
                or match[1] in told
                or (not _AS_BASIS.search(phrase) and not _AS_BASIS.search(text[:40]))
            ):
                continue
            if _HISTORY.search(text[match.end() : match.end() + 30]) or _HISTORY.search(
                text[max(0, match.start() - 12) : match.start()]
            ):
                continue
            told.add(match[1])
            yield sentence.passage.finding(
                "superseded_basis",
                "high",
                sentence.start + match.start(),
                sentence.start + match.end(),
                reason,
                "改引现行文件",
                0.9,
            )
        for match in _FIVE_YEARS.finditer(text):
            yield from _expired(sentence, match, _LAST_YEAR.get(match["n"]), day)
        for match in _PUFA.finditer(text):
            yield from _expired(sentence, match, _PUFA_LAST.get(match["n"] or match["n2"]), day)


def _over(title: str, day: date) -> str | None:
    period = _ENDED.search(title)
    if period and int(period[2]) < day.year:
        return f"所引文件期间至{period[2]}年，已届满，不宜作为现行依据"
    folded = fold_marks(title)
    for entry in standards.superseded():
        if date.fromisoformat(entry.since) <= day and any(_names(fold_marks(word), folded) for word in entry.words):
            new = f"，现行为《{entry.replaced_by}》" if entry.replaced_by else ""
            return f"所引文件自{entry.since}起已被替代或届满{new}"
    return None


def _names(word: str, title: str) -> bool:
    """Whether a title is the one meant; a word in 《》 must be the whole of it."""
    return title == word[1:-1] if word.startswith("《") else word in title


def _expired(sentence: Sentence, match: re.Match[str], last: int | None, day: date) -> Iterator[InternalFinding]:
    text = sentence.text
    if last is None or last >= day.year or _HISTORY.search(text):
        return
    if "《" in text[: match.start()] and text.rfind("《", 0, match.start()) > text.rfind("》", 0, match.start()):
        return
    if _AS_BASIS.search(text[: match.start()]) or "纳入" in text[: match.start()]:
        start, end = sentence.passage.around(sentence.start + match.start(), sentence.start + match.end(), 20)
        yield sentence.passage.finding(
            "superseded_basis",
            "medium",
            start,
            end,
            f"“{match.group()}”至{last}年已届满，不宜作为现行任务的依据",
            "改为现行规划",
            0.85,
        )
