"""Deadlines (时限): later than the source's, or no longer named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.facts.dates import dates
from assistant.facts.deadlines import Deadline, deadlines
from assistant.facts.numerals import fold

_QUARTER = re.compile("(?:第)?([一二三四1-4])季度(?:末|底|结束)?(?:前|以前|之前)?")
#: 网办率2028年达到95%: a year by which, without 到 or 前.
#: 上半年结束以前, 国庆节前: parts and days of the year that every reader knows.
_PART = re.compile(
    "(?P<half>上半年|下半年|年中(?=前|以前|之前))(?:结束|末|底)?(?:前|以前|之前|内)?"
    "|(?P<feast>春节|五一|劳动节|七一|八一|国庆节?|十一|元旦)(?:假期|长假)?(?:前|以前|之前)")
_PARTS = {"上半年": (6, 30), "下半年": (12, 31), "年中": (6, 30), "春节": (2, 28), "五一": (4, 30), "劳动节": (4, 30), "七一": (6, 30),
          "八一": (7, 31), "国庆": (9, 30), "国庆节": (9, 30), "十一": (9, 30), "元旦": (12, 31)}
_TENTH = re.compile("(?<![0-9年])([0-9]{1,2})月([上中下])旬")
#: 当日上报: within the day, against spans of days and weeks.
_TODAY = re.compile("当[日天场]|即时|即日|[0-9]+小时(?:之|以)?内|不过夜")
_SPAN = re.compile(
    "(?:[2-9]|[0-9]{2,}|[两二三四五六七八九十])个?(?:工作)?[日天](?:之|以)?内"
    "|(?:[一1两二2三3半])个?(?:周|星期|月|季度|年)(?:之|以)?内")
_AT_ONCE = re.compile("当[日天场]|即|立刻|马上|小时|不过夜|第一时间|不隔夜")
_REACHED = re.compile(
    "(20[0-9]{2})年(?=(?:要|须|应)?(?:达到|达|实现|提高|提升|保持|降至|降到|覆盖|建成|完成|基本|全面"
    "|不低于|不少于|至少))")
_NEXT = re.compile("(?:次年|翌年|来年|第二年|下一?年度?)的?$")
_VAGUE = re.compile("逐步|有序|稳步|适时|尽早|条件成熟|持续|分步|分批|陆续")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NOW = re.compile("立即|即日起|马上|现已|已经|当年|年内|本年度|今年")


def dated(text: str) -> list[Deadline]:
    """The deadlines of a text, quarters and bare years of achievement included."""
    found = list(deadlines(text))
    folded = fold(text)
    for match in _REACHED.finditer(folded):
        if not any(item.start < match.end() and match.start() < item.end for item in found):
            year = int(match[1])
            found.append(Deadline(match[1], match.group(), match.start(), match.end(), date(year, 1, 1), date(year, 12, 31)))
    for match in _QUARTER.finditer(folded):
        if any(item.start < match.end() and match.start() < item.end for item in found) or not re.search(
                "末|底|前", match.group()):
            continue
        month = _QUARTERS[match[1]] * 3
        found.append(Deadline(f"--{month:02d}-{30 if month in (6, 9) else 31}", match.group(), match.start(),
                              match.end(), None, None, True))
    for match in _PART.finditer(folded):
        if any(item.start < match.end() and match.start() < item.end for item in found):
            continue
        month, day = _PARTS[match["half"] or match["feast"]]
        found.append(Deadline(f"--{month:02d}-{day:02d}", match.group(), match.start(), match.end(), None, None, True))
    for match in _TENTH.finditer(folded):
        if not any(item.start < match.end() and match.start() < item.end for item in found):
            day = {"上": 10, "中": 20, "下": 31}[match[2]]
            found.append(Deadline(f"--{int(match[1]):02d}-{day:02d}", match.group(), match.start(), match.end(), None, None, True))
    return sorted((_next_year(item, folded) for item in found), key=lambda item: item.start)


def _next_year(item: Deadline, folded: str) -> Deadline:
    """次年6月底前 beside a day of every year: twelve months on."""
    key = yearly(item)
    if key is None or item.latest is not None or not _NEXT.search(folded[:item.start]):
        return item
    return replace(item, label=f"--{key[0] + 12:02d}-{key[1]:02d}")


def _bare(text: str) -> list[Deadline]:
    """Years and months without 前 or 底, as tables print them, read as their last day."""
    out = []
    for item in dates(text):
        span = item.interval() if item.kind in ("year", "month", "day", "half", "quarter") else None
        if span:
            out.append(Deadline(item.iso, text[item.start:item.end], item.start, item.end, span[0], span[1]))
    return out


def yearly(item: Deadline) -> tuple[int, int] | None:
    """Month and day of a deadline that comes back every year; the end of a month without a day."""
    found = re.match(r"--(\d\d)(?:-(\d\d))?", item.label)
    return (int(found[1]), int(found[2] or 31)) if found else None


def _year(item: Deadline) -> int | None:
    return item.latest.year if item.latest else None


def later(mine: Deadline, wanted: Deadline) -> bool | None:
    """Whether `mine` surely falls after `wanted`; None where the two cannot be compared."""
    if wanted.latest is not None and mine.earliest is not None:
        if mine.earliest > wanted.latest:
            return True
        # 2027年前 and 2027年底前 are used for one another; another year is another year.
        return _end(mine) > _end(wanted) and mine.latest is not None and mine.latest.year > wanted.latest.year
    left, right = yearly(wanted), yearly(mine)
    return right > left if left and right else None


def _end(item: Deadline) -> date:
    return item.latest or date.max


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when the draft is later than the asking phrase, or names no time at all."""
    wanted = [item for item in dated(ask.text) if item.latest or yearly(item)]
    if not wanted:
        return _slower(ask, answer)
    vague = _VAGUE.search("".join(answer.carriers))
    mine = [item for text in answer.carriers for item in dated(text)]
    slow = _VAGUE.search(answer.main)
    if ((slow and not dated(answer.main)) or (not mine and vague)) and not _heads(answer) and not any(
            _VAGUE.search(text) for text in (ask.text, ask.sentence)):
        vague = slow or vague
        assert vague is not None
        return Fault("deadline", "weaker", f"时限:上位“{wanted[0].text}”,草案只写“{vague.group()}”", 0.85,
                     vague.group(), wanted[0].text)
    if len(mine) < len(wanted):
        mine = dated(answer.sentence) or mine
    mine = mine or dated(answer.sentence) or _bare(answer.sentence)
    mine = [item for item in mine if item.latest or yearly(item)]
    if not mine:
        head = answer.clause.split(answer.sentence)[0]
        mine = [item for item in dated(head)[-1:] if item.latest]
    if mine:
        pairs = list(zip(wanted, mine, strict=True)) if len(wanted) == len(mine) else [
            (item, _nearest(item, mine)) for item in wanted]
        for item, other in pairs:
            if later(other, item):
                return Fault("deadline", "weaker", f"时限:上位“{item.text}”,草案“{other.text}”,推迟", 0.95, other.text, item.text)
        return None
    first = wanted[0]
    if _NOW.search(answer.sentence):
        return None
    if ask.period_end and _year(first) == ask.period_end and not _VAGUE.search(answer.sentence):
        return None  # the end of the plan itself binds all that it names no time for
    said = f"草案只写“{vague.group()}”" if vague else "草案未写明时限"
    return Fault("deadline", "weaker", f"时限:上位“{first.text}”,{said}", 0.85 if vague else 0.75,
                 vague.group() if vague else "", first.text)


def _slower(ask: Ask, answer: Answer) -> Fault | None:
    """当日 of the source, days or weeks in the draft."""
    today, core = _TODAY.search(fold(ask.text)), fold("，".join(answer.core or answer.carriers))
    span = _SPAN.search(core)
    if not today or not span or _AT_ONCE.search(core) or _SPAN.search(fold(ask.text)):
        return None
    return Fault("deadline", "weaker", f"时限:上位“{today.group()}”,草案“{span.group()}”", 0.85, span.group(), today.group(), ("number",))


def _heads(answer: Answer) -> bool:
    """Whether a bare date stands before the phrase that answers (到2027年,逐步 …)."""
    start = answer.candidate.sentence.start
    pieces = [answer.sentence[a - start:b - start] for a, b in answer.candidate.sentence.phrases]
    at = pieces.index(answer.main) if answer.main in pieces else 0
    return any(len(piece) <= 14 and dated(piece) for piece in pieces[:at])


def _nearest(item: Deadline, mine: list[Deadline]) -> Deadline:
    same = [other for other in mine if (other.latest is None) == (item.latest is None)]
    comparable = same or mine
    on_time = [other for other in comparable if not later(other, item)]
    return on_time[0] if on_time else comparable[0]
