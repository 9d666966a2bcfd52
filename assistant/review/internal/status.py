"""Done or only planned, and when: 拟 in a report of results, 今年以来 in a report of last year (时态)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_PLANNED = re.compile(
    r"(?:^|[，；。、])[^，；。、]{0,6}(?<![模虚比草])拟(?![定订稿人录音态任制合])|近期[^，。；]{0,14}将(?=审议|印发|出台|召开|启动|开展)"
    r"|(?:将于|即将|计划于|预计)(?=[^，。；]{2,})|将(?=陆续|择期|适时|尽快)"
)
_NOT_DONE_PART = re.compile("下一步|下一年|下一年度|打算|思路|安排|计划|不足|问题|困难|展望")
_NEXT_PART = re.compile("下一步|下一年|打算|思路|安排")
_NAMED = re.compile("《[^》]*》|“[^”]*”")
_THIS_YEAR = re.compile("今年以来|今年(?!初|春)|本年度以来|去年|明年(?=[，将我])")


def check(view: View) -> Iterator[InternalFinding]:
    """In reports and answers only: plans told among results, and years named by 今年."""
    if view.genre not in ("report", "answer"):
        return
    later = _NEXT_PART if view.genre == "answer" else _NOT_DONE_PART  # an answer's parts are named by problems
    tops = {p.clause.id for p in view.passages if p.clause.kind == "part" and later.search(p.clause.heading)}
    done = [
        s
        for s in view.sentences
        if s.passage.clause.id.split("/")[0] not in tops and s.passage.clause.id not in ("题头", "结尾")
    ]
    yield from _planned(done)
    yield from _relative(view, done)


def _planned(sentences: list[Sentence]) -> Iterator[InternalFinding]:
    told: set[str] = set()
    for sentence in sentences:
        bare = _NAMED.sub(lambda m: "　" * len(m.group()), sentence.text)
        match = _PLANNED.search(bare)
        if match and sentence.passage.clause.id not in told and not _NOT_DONE_PART.search(sentence.text[:20]):
            told.add(sentence.passage.clause.id)
            start, end = sentence.passage.around(sentence.start + match.end() - 1, sentence.start + match.end())
            yield sentence.passage.finding(
                "planned_as_done",
                "low",
                start,
                end,
                "所述尚在计划中，与已完成的工作混列，应标明状态",
                "注明“拟”“正在”或移入下一步安排",
                0.75,
            )


def _relative(view: View, sentences: list[Sentence]) -> Iterator[InternalFinding]:
    """今年 is told of the year of writing; in a report of another year, or once quoted, it misleads."""
    day = view.issued or view.published
    other_year = bool(day and view.year and day.year != view.year and view.genre == "report")
    if view.genre == "report" and day and not other_year:
        return  # written in the year it tells of
    year = view.year if view.genre == "report" and view.year else day.year if day else None
    found = [(s, m) for s in sentences for m in _THIS_YEAR.finditer(s.text)]
    for sentence, match in found if other_year else found[:1]:
        start, end = sentence.passage.around(sentence.start + match.start(), sentence.start + match.end(), 8)
        if not match.group().startswith("今年") and not match.group().startswith("本年"):
            continue
        yield sentence.passage.finding(
            "relative_time",
            "low",
            start,
            max(end, start + len(match.group())),
            f"“{match.group()}”为相对时间，" + (f"本报告所述为{year}年" if other_year else "跨年引用时含义会变"),
            f"改为“{year}年”" if year else "写明年份",
            0.8 if other_year else 0.7,
        )
