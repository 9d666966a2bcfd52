"""Where the body ends: closing sentences, signature, contacts, lists of annexes (结尾), and annexes (附件)."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.reading.cleaning.lines import Span
from assistant.reading.offices import offices
from assistant.reading.structure.markers import ARTICLE, Marker

# Sentences that officials close with, signatures, dates, contacts and lists of annexes.
OPENERS = re.compile(
    r"^(?:附\s*件|附\s*[:\uff1a]|附表|附录|联\s*系\s*(?:人|电\s*话|方\s*式)|(?:办公室|咨询|监督|举报)?电\s*话\s*[:\uff1a]|抄\s*送|主\s*送|印\s*发"
    r"|特此|此致|以上(?:报告|意见|通知|请示|情况|方案)|妥否|当否|请予?(?:审议|审示|批示|批复|研究)|各位(?:代表|委员|同志)[\uff01!\uff0c,]"
    r"|本(?:方案|意见|通知|纲要|规划|计划|办法|规定|细则|要点)自|签\s*发|[(\uff08](?:此件|信息公开|公开属性|此页|联系人|联系单位))"
)
DATE = re.compile(
    r"^[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$|^\d{8}日$"
)
# What all are bidden once more at the end.
_DUTY = re.compile(r"各[^\uff0c。\uff1b]{1,40}?(?:要|应当?|须|可)(?!求)")
_LIST = re.compile(r"^附\s*件?\s*[:\uff1a]")
_ANNEX = re.compile(
    r"^附\s*件\s*(?P<number>\d{1,2}|"
    r"[一二三四五六七八九十]{1,3})?\s*[:\uff1a]?\s*(?P<title>\S.{0,60})?$"
)
_SENTENCE_END = "。\uff01\uff1f"
_LIST_LINE = 70


def annex(line: str) -> re.Match[str] | None:
    """The line that opens an annex (附件1), with its number and, on the same line, its title."""
    return None if "。" in line else _ANNEX.match(line)


class Closing:
    """Reads the end of a numbered text. `marks` are the numbers that are believed so far."""

    def __init__(self, text: str, lines: list[Span], marks: list[Marker | None]) -> None:
        self.text, self.lines, self.marks = text, lines, marks

    def annexes(self, first: int) -> list[int]:
        """The lines at which annexes with a text of their own begin."""
        out = []
        for index in range(first + 1, len(self.lines) - 1):
            line = self._line(index)
            found = annex(line) if line.startswith("附") else None
            if found is None or (_LIST.match(line) and found.group("title")):
                continue
            following = self._line(index + 1)
            if found.group("title") and (annex(following) or DATE.match(following) or offices(following)):
                continue
            out.append(index)
        return out

    def only_annexes(self, first: int) -> list[int]:
        """The lines of the annexes of a notice that carries several and numbers nothing itself, or []."""
        opened = next((index for index in range(1, first) if (found := annex(self._line(index)))
                       and found.group("number") in ("1", "一") and not _LIST.match(self._line(index))), None)
        others = self.annexes(first) if opened is not None else []
        return [opened, *others] if opened is not None and others else []

    def begins(self, first: int, end: int) -> int:
        """The line, before `end`, at which the closing begins; `end` when there is none.

        Numbers in a list of annexes are taken from `marks`.
        """
        listing = next((index for index in range(first + 1, end) if _LIST.match(self._line(index))
                        or ((found := annex(self._line(index))) and found.group("title"))), None)
        if listing is not None:
            after = listing + 1
            while after < end and (len(self._line(after)) <= _LIST_LINE and "。" not in self._line(after)):
                self.marks[after] = None
                after += 1
            if any(self.marks[index] for index in range(after, end)):
                listing = None
        last = max(index for index in range(first, listing or end) if self.marks[index] is not None)
        usual = self._usual(last)
        if usual == 0 and not self._says(last):
            usual = 1  # a bare heading has a text
        after = end if usual is None else min(last + 1 + usual, end)
        signed = self._signature(last, end)
        for index in range(last + 1, end):
            if index in (listing, signed) or OPENERS.match(self._line(index)):
                return min(index, after)
        return after

    def carrier_ends(self, first: int, title: int) -> int:
        """The line, before the carried document's title, at which a notice's own numbers end."""
        for index in range(first + 1, title):
            if self._line(index).startswith("附") and OPENERS.match(self._line(index)):
                return index
        signed = self._signature(first, title)
        return title if signed is None else signed

    def _signature(self, last: int, end: int) -> int | None:
        return signature_begins([self._line(index) for index in range(last + 1, end)], last + 1)

    def _usual(self, last: int) -> int | None:
        """How many unnumbered paragraphs follow the number of a clause like the last one, if that is settled.

        A paragraph beyond the usual number, after the last clause, does not belong to it.
        """
        mark = self.marks[last]
        if mark is None or mark.rank == ARTICLE:
            return None
        marked = [index for index, other in enumerate(self.marks[: last + 1]) if other is not None]
        style = self._runs_in(last)
        counts: list[int] = []
        if not self._more(marked, last) and self._says(last):
            below = self._line(last + 1) if last + 1 < len(self.lines) else ""
            if _DUTY.match(below):
                return 0
        for index, following in pairwise(marked):
            here, there = self.marks[index], self.marks[following]
            if here is None or there is None or self._runs_in(index) != style:
                continue
            leaf = there.rank <= here.rank
            if (here.rank == mark.rank or not style) and (leaf or style):
                counts.append(following - index - 1)
        most = max(set(counts), key=counts.count, default=0)
        settled = counts.count(most)
        return most if settled >= 2 and settled >= 0.8 * len(counts) and most <= 1 else None

    def _more(self, marked: list[int], last: int) -> bool:
        """Whether any numbered line that says something is followed by an unnumbered one."""
        return any(self._says(index) and following > index + 1 for index, following in pairwise(marked) if index < last)

    def _says(self, index: int) -> bool:
        """Whether a numbered line is more than a heading."""
        line = self._line(index)
        return len(line) > _LIST_LINE or line[-1] in _SENTENCE_END + "\uff1b"

    def _runs_in(self, index: int) -> bool:
        line = self._line(index)
        return len(line) > 60 or (line[-1] in _SENTENCE_END and line.count("。") > 1)

    def _line(self, index: int) -> str:
        return self.text[slice(*self.lines[index])]


def signature_begins(lines: list[str], offset: int = 0) -> int | None:
    """The index (plus `offset`) of the first line of a signature: offices right above a date, or the date."""
    for index, line in enumerate(lines):
        if DATE.match(line):
            while index and offices(lines[index - 1]):
                index -= 1
            return index + offset
    return None
