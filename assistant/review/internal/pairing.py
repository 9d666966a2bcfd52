"""Marks that come in pairs, and marks that stand twice (GB/T 15834)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Passage, View, han_count
from assistant.types import InternalFinding

_OPEN = {
    "(": "（）",
    "（": "（）",
    "[": "［］",
    "［": "［］",
    "〔": "〔〕",
    "【": "【】",
    "《": "《》",
    "〈": "〈〉",
    "“": "“”",
    "‘": "‘’",
    "「": "「」",
    "『": "『』",
}
_CLOSE = {
    ")": "（）",
    "）": "（）",
    "]": "［］",
    "］": "［］",
    "〕": "〔〕",
    "】": "【】",
    "》": "《》",
    "〉": "〈〉",
    "”": "“”",
    "’": "‘’",
    "」": "「」",
    "』": "『』",
}
_NAMES = {
    "（）": "括号",
    "［］": "方括号",
    "〔〕": "六角括号",
    "【】": "方头括号",
    "《》": "书名号",
    "〈〉": "单书名号",
    "“”": "引号",
    "‘’": "单引号",
    "「」": "引号",
    "『』": "引号",
}
_ENUMERATOR = re.compile(r"(?:^|[\s，。；：、,;:])[0-9a-zA-Z一二三四五六七八九十①-⑩]{1,3}$")
_DOUBLED = re.compile(r"[，、；：。！？,;][，、；：。！？,;]+|[“‘（《][，、。；：]|[。，、；：]{2,}")
_NESTED = re.compile("《[^《》]{0,60}《[^《》]{1,60}》[^《》]{0,40}》")
_UNSTOPPED = re.compile(r"[\u4e00-\u9fff0-9%％”）)》]$")


def check(view: View) -> Iterator[InternalFinding]:
    """Unpaired brackets and quotation marks, doubled punctuation, a paragraph without its last stop."""
    for passage in view.passages:
        yield from _pairs(passage)
        yield from _doubled(passage)
    yield from _nested(view)
    yield from _unstopped(view)


def _pairs(passage: Passage) -> Iterator[InternalFinding]:
    at = 0
    for line in passage.text.split("\n"):
        yield from _line(passage, line, at)
        at += len(line) + 1


def _line(passage: Passage, line: str, at: int) -> Iterator[InternalFinding]:
    stack: list[tuple[str, int]] = []
    lost: list[tuple[str, int, str]] = []
    for position, mark in enumerate(line):
        if mark in _OPEN:
            stack.append((_OPEN[mark], position))
        elif mark in _CLOSE:
            pair = _CLOSE[mark]
            held = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == pair), None)
            if held is None:
                if not (pair == "（）" and _ENUMERATOR.search(line[:position])) and not (
                    pair == "‘’" and line[:position][-1:].isascii()
                ):
                    lost.append((pair, position, pair[0]))
            else:
                lost += [(kind, place, kind[1]) for kind, place in stack[held + 1 :]]
                del stack[held:]
    lost += [(kind, place, kind[1]) for kind, place in stack]
    if line.count('"') % 2:
        place = line.rindex('"')
        lost.append(("“”", place, "”"))
    told: set[str] = set()
    for kind, place, missing in sorted(lost, key=lambda item: item[1]):
        if kind in told:
            continue
        told.add(kind)
        start, end = passage.around(at + place, at + place + 1)
        end = max(end, at + place + len(line[place : place + 16].rstrip("，。；：、")))
        reversed_ = any(k == kind and m != missing for k, _, m in lost)
        reason = "前后颠倒" if reversed_ and kind in ("“”", "‘’") else f"不成对，缺“{missing}”"
        yield passage.finding(
            "unpaired_mark", "medium", start, end, f"{_NAMES[kind]}{reason}", f"补上“{missing}”或删去多余的一半", 0.95
        )


def _doubled(passage: Passage) -> Iterator[InternalFinding]:
    for match in _DOUBLED.finditer(passage.text):
        marks = match.group()
        if marks[0] in "“‘（《" or marks not in ("？！", "！！", "！？", "。。。", "。。。。。。"):
            start, end = passage.around(match.start(), match.end(), 16)
            start = max(start, match.start() - 12)
            yield passage.finding(
                "punctuation",
                "low",
                start,
                min(len(passage.text), max(end, match.end())),
                f"标点“{marks}”重叠或位置不当",
                "保留一个标点",
                0.9,
            )


def _nested(view: View) -> Iterator[InternalFinding]:
    for passage, match in view.search(_NESTED):
        yield passage.finding(
            "punctuation",
            "low",
            match.start(),
            match.end(),
            "书名号内又用书名号，里层应用单书名号〈〉（GB/T 15834）",
            "里层改用“〈〉”",
            0.85,
        )
        return


def _unstopped(view: View) -> Iterator[InternalFinding]:
    """A paragraph of running text that ends without a mark: the words after it may be lost."""
    running = [
        (passage, at, line)
        for passage in view.passages
        if passage.clause.id not in ("题头", "结尾")
        for at, line in _lines(passage.text)
        if not (at == 0 and passage.clause.kind in ("part", "section") and "。" not in line)
        and han_count(line) >= 30
        and ("，" in line or "。" in line)
        and "\t" not in line
    ]
    open_ended = [item for item in running if _UNSTOPPED.search(item[2].rstrip())]
    if len(open_ended) * 5 > len(running) + 5:
        return  # a way of writing (lists, tables), not a slip
    for passage, at, line in open_ended:
        body = line.rstrip()
        cut = max(body.rfind(mark) for mark in "，。；：") + 1
        start = max(cut, len(body) - 40)
        if start < len(body):
            yield passage.finding(
                "unfinished",
                "low",
                at + start,
                at + len(body),
                "段末缺标点，句子可能不完整",
                "补全文字或句末标点",
                0.8,
            )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
