"""Where the closing (结尾) begins: what stands after the last clause and is not a part of it."""

from __future__ import annotations

import re

from assistant.reading.cleaning.lines import Span
from assistant.reading.structure.markers import Marker

# Sentences that officials close with, signatures, dates, contacts and lists of annexes.
_OPENERS = re.compile(
    r"^(?:附\s*件|附\s*[:\uff1a]|附表|附录|联\s*系\s*(?:人|电\s*话|方\s*式)|(?:办公室|咨询|监督|举报)?电\s*话|抄\s*送|主\s*送|印\s*发"
    r"|特此|此致|以上(?:报告|意见|通知|请示|情况)|妥否|当否|请予?(?:审议|审示|批示|批复|研究)|\d{4}年\d{1,2}月\d{1,2}日$"
    r"|[〇○零一二三四五六七八九]{4}年|本(?:方案|意见|通知|纲要|规划|计划|办法|规定|细则|要点)(?:自|由|中)|签\s*发|审\s*核\s*[:\uff1a]"
    r"|\(?(?:此件|信息公开|公开属性|此页))"
)
_DATE = re.compile(r"^[\d〇○零一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$")
_SENTENCE_END = "。\uff01\uff1f"


class Closing:
    def __init__(self, text: str, lines: list[Span], marks: list[Marker | None]) -> None:
        self.text, self.lines, self.marks = text, lines, marks

    def begins(self, marks: list[Marker | None]) -> int:
        """The line at which the closing begins; the number of lines when there is none."""
        count = len(self.lines)
        last = max(index for index, mark in enumerate(marks) if mark is not None)
        # A list of annexes after the body is numbered too: go back to the line that opens it.
        for index in range(last, max(last - 30, 0), -1):
            if marks[index] is None and _OPENERS.match(self._line(index)) and self._line(index).startswith("附"):
                last = max((at for at in range(index) if marks[at] is not None), default=0)
                break
        for index in range(last + 1, count):
            if _OPENERS.match(self._line(index)):
                return index if index == last + 1 or not self._one_paragraph_each(marks, last) else last + 1
        if last + 1 < count and self._one_paragraph_each(marks, last):
            return last + 1
        return count

    def _one_paragraph_each(self, marks: list[Marker | None], last: int) -> bool:
        """Whether clauses like the last one, text run into their line, take one paragraph each."""
        mark = marks[last]
        assert mark is not None
        if not self._runs_in(last):
            return False
        alike = [index for index in range(last) if (m := marks[index]) is not None and m.rank == mark.rank
                 and self._runs_in(index)]
        single = sum(1 for index in alike if marks[index + 1] is not None)
        return single >= 2 and single >= 0.8 * len(alike)

    def _runs_in(self, index: int) -> bool:
        line = self._line(index)
        return len(line) > 60 or (line[-1] in _SENTENCE_END and line.count("。") > 1)

    def _line(self, index: int) -> str:
        return self.text[slice(*self.lines[index])]
