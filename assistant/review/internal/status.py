"""Done or only planned, and when: 拟 in a report of results, 今年以来 in a report of last year (时态)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_PLANNED = re.compile(
    r"(?:^|[，；。、])[^，；。、]{0,6}(?<![模虚比草])拟(?![定订稿人录音态任制合])|近期[^，。；]{0,14}将(?=审议|印发|出台|召开|启动|开展)"
    r"|(?:将于|即将|计划于|预计)(?=[^，。；]{2,})|将(?=陆续|择期|适时|尽快)"
    r"|将(?:全部|全面|逐步|继续|年内|正式|统一)?(?=组建|建成|达到|增至|完工|投用|启动|推开|出台|投入|落成|上线|挂牌|竣工|开工)"
    r"|(?:^|[，；。、])(?:计划|准备|打算|力争|有望)(?:年内|尽快|再|全面)?(?=新建|组建|建设|建成|出台|启动|开展|推出|培训|制定|修订|成立|设立|完成|增设)"
)
_NOT_DONE_PART = re.compile("下一步|下一年|下一年度|打算|思路|安排|计划|不足|问题|困难|展望")
_NEXT_PART = re.compile("下一步|下一年|打算|思路|安排")
#: 35项任务,年底已完成33项: fewer than were set. What explains it may stand in the same sentence or the next.
_SHORT = re.compile(
    r"(?:(?P<first>任务|指标|目标|举措|事项|项目|工程)[^，。；\d]{0,2})?(?<![\d.])(?P<n>\d+)(?P<u>[项个件条户])(?P<what>[^。；，\d]{0,10}(?:任务|指标|目标|举措|改革|事项|工程|项目|问题|工作))?"
    r"[^。；\d]{0,10}(?:截[至止]\d{1,2}月底?)?[^。；\d]{0,4}(?:已|均|年底|累计|实际)[^。；，\d]{0,4}(?:完成|办结|落实|实现|整改|达到)(?:整改|任务|目标)?(?:了)?(?P<m>\d+)(?P=u)"
)
_EXPLAINED = re.compile(
    "其余|剩余|余下|尚|正在|未|因|由于|受|转入|结转|结合|持续|跟踪|推进中|下一步|分阶段|长期|需|另|序时|跨年|其中|率|按期|力争|继续|明年|20\\d\\d年"
)
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
    yield from _shortfall(view, done)


def _planned(sentences: list[Sentence]) -> Iterator[InternalFinding]:
    told: set[str] = set()
    for sentence in sentences:
        bare = _NAMED.sub(lambda m: "　" * len(m.group()), sentence.text)
        match = _PLANNED.search(bare)
        if match and sentence.passage.clause.id not in told and not _NOT_DONE_PART.search(sentence.text[: min(20, match.start())]):
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


def _shortfall(view: View, sentences: list[Sentence]) -> Iterator[InternalFinding]:
    """Tasks of which fewer were done than were set, with no word of why or of what becomes of the rest."""
    for number, sentence in enumerate(sentences):
        following = sentences[number + 1].text if number + 1 < len(sentences) else ""
        for match in _SHORT.finditer(sentence.text):
            after = sentence.text[match.end() :] + following[:40]
            if (match["what"] or match["first"]) and int(match["m"]) < int(match["n"]) and not _EXPLAINED.search(after):
                yield sentence.finding(
                    "shortfall",
                    "medium",
                    match.start(),
                    match.end(),
                    f"{match['n']}{match['u']}只完成{match['m']}{match['u']}，未说明其余的情况和原因",
                    "说明未完成的原因和后续安排",
                    0.78,
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
        if not match.group().startswith(("今年", "本年")) and not (other_year and match.group() == "去年"):
            continue
        yield sentence.passage.finding(
            "relative_time",
            "low",
            start,
            max(end, start + len(match.group())),
            f"“{match.group()}”为相对时间，" + (f"本报告所述为{year}年" if other_year else "跨年引用时含义会变"),
            "写明年份" if year is None or match.group() == "去年" else f"改为“{year}年”",
            0.8 if other_year else 0.7,
        )
