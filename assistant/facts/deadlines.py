"""By when a thing must be done (时限), as a label and as days that can be compared."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.facts.dates import DateMention, dates
from assistant.facts.numerals import fold

_NOT_BEFORE = ("较", "比", "自", "从", "同", "与", "截至", "截止", "对", "是", "于年", "以")
_AFTER = re.compile(r"\s?(年?底前|底以前|前(?![三四五十\d期者往后景])|之前|以前|内|年内|底)?")
_WEAK_NEXT = re.compile(
    "\\s?(?:[，,]|基本|全面|完成|实现|建成|初步|力争|争取|要|全[省市区县州]|各|我|达|率先|将|启动|出台|制定"
    "|组织|开展|举办|新建|培育)"
)
_RELATIVE = re.compile(
    "(?:今年|本年|本年度|当年)?(?:年底|年末)(?:之?前|以前)?|今年底前?|今年内|本年度内"
    "|(?<![0-9一二两三四五六七八九十半数几个])年内"
)
_FULL_STOP = re.compile("[。；;\n]")
_EVERY = re.compile("每(?:个)?(?:年|年度|季度?|月)\\s?$")


@dataclass(frozen=True, slots=True)
class Deadline:
    """`label` as the contract has it: "2022-12-31", "2025", "2025(前)", "2023-06", or
    "--04-01" for one that comes back every year or has no year.

    The words mean some day from `earliest` to `latest` (None without a year);
    a deadline is later than another only when its earliest is after the other's latest.
    """

    label: str
    text: str
    start: int
    end: int
    earliest: date | None
    latest: date | None
    recurring: bool = False

    def later_than(self, other: Deadline) -> bool | None:
        """Whether this one surely falls after `other`; None where the two cannot be compared."""
        if self.earliest is None or other.latest is None or self.recurring != other.recurring:
            return None
        return self.earliest > other.latest


def _month_end(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _label(found: DateMention, before: bool, bottom: bool, year: int | None) -> tuple[str, date | None, date | None]:
    head = str(year) if year else "-"
    if found.kind == "day":
        month, day = found.month or 1, found.day or 1
        if not year:
            return f"--{month:02d}-{day:02d}", None, None
        when = date(year, month, min(day, _month_end(year, month)))
        return when.isoformat(), when, when
    if found.kind == "plan":
        last = date(found.year or 1, 12, 31)
        return last.isoformat(), last, last
    if found.kind in ("quarter", "half") or (found.kind == "month" and (bottom or found.edge)):
        month = found.month or 12
        day = {"上旬": 10, "中旬": 20, "初": 10}.get(found.edge) or _month_end(year or 2023, month)
        if not year:
            return f"--{month:02d}-{day:02d}", None, None
        when = date(year, month, day)
        return when.isoformat(), when, when
    if found.kind == "month":
        month = found.month or 1
        if not year:
            return f"--{month:02d}" + ("(前)" if before else ""), None, None
        first, last = date(year, month, 1), date(year, month, _month_end(year, month))
        if before:
            return f"{year}-{month:02d}(前)", first - timedelta(days=1), last
        return f"{year}-{month:02d}", first, last
    if not year:
        return head, None, None
    if bottom or found.edge in ("底", "年底", "末", "年末"):
        when = date(year, 12, 31)
        return when.isoformat(), when, when
    first, last = date(year, 1, 1), date(year, 12, 31)
    if before:
        return f"{year}(前)", first - timedelta(days=1), last
    return str(year), first, last


def read_deadline(text: str, found: DateMention, year: int | None = None) -> Deadline | None:
    """The deadline that this date states, or None where it only dates something."""
    if found.kind == "range" or (found.kind == "plan" and not found.edge):
        return None
    lead = text[max(0, found.start - 4):found.start]
    if lead.endswith(_NOT_BEFORE) or lead.endswith("“"):
        return None
    after = _AFTER.match(text, found.end)
    tail = after.group(1) if after else None
    rest = text[found.end:found.end + 2]
    if rest.startswith(("起", "以来", "开始", "至今", "后", "生效", "施行")):
        return None
    before = bool(tail and (tail.endswith("前")))
    bottom = bool(tail and "底" in tail)
    reach = lead.endswith(("到", "至"))
    strong = reach or bool(tail) or found.edge in ("底", "年底", "末", "年末")
    if not strong:
        at_head = found.start == 0 or text[found.start - 1] in "，。；,;：: \n、(（于在"
        if found.kind in ("day",) or not at_head or not _WEAK_NEXT.match(text, found.end):
            return None
    recurring = bool(_EVERY.search(lead))
    label, earliest, latest = _label(found, before, bottom, None if recurring else found.year or year)
    start = found.start - (1 if reach else 0)
    end = after.end() if after and tail else found.end
    return Deadline(label, text[start:end], start, end, earliest, latest, recurring)


def deadlines(text: str, year: int | None = None) -> tuple[Deadline, ...]:
    """Every deadline of `text`. `year` is what a date without a year falls in, if known.

    >>> [d.label for d in deadlines("到2022年底，组织建成率达100%；2025年前实现督察全覆盖；到2025年，全面纳入")]
    ['2022-12-31', '2025(前)', '2025']
    >>> [d.label for d in deadlines("2024年6月底前完成；每年4月1日前公开；较2021年翻一番；自2024年1月1日起施行")]
    ['2024-06-30', '--04-01']
    """
    text = fold(text)
    return deadlines_in(text, dates(text), year)


def deadlines_in(text: str, mentions: tuple[DateMention, ...], year: int | None = None) -> tuple[Deadline, ...]:
    """As `deadlines`, for a text already folded and dated."""
    found: list[Deadline] = []
    for mention in mentions:
        limit = read_deadline(text, mention, year)
        if limit is None:
            continue
        last = found[-1] if found else None
        if last and last.recurring and mention.year is None and not _FULL_STOP.search(text, last.end, limit.start):
            # 每年1月20日前报送，3月1日前公开: the second comes back every year too
            limit = read_deadline(text, mention, None)
            assert limit is not None
            limit = replace(limit, recurring=True)
        found.append(limit)
    if "年底" in text or "年末" in text or "年内" in text or "今年" in text or "本年" in text:
        for match in _RELATIVE.finditer(text):
            if match.start() and text[match.start() - 1] in "0123456789每上明后去两三年":
                continue
            if any(item.start < match.end() and match.start() < item.end for item in found):
                continue
            when = date(year, 12, 31) if year else None
            label = when.isoformat() if when else "--12-31"
            found.append(Deadline(label, match.group(), match.start(), match.end(), when, when))
        found.sort(key=lambda item: item.start)
    return tuple(found)


def deadline(text: str, year: int | None = None) -> Deadline | None:
    """The first deadline of `text`, or None."""
    found = deadlines(text, year)
    return found[0] if found else None
