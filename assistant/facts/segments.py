"""Sentences and phrases: where a text may be cut, in one pass.

A phrase (小句) is what stands between two commas; a sentence ends with 。！？ or a
line. A semicolon ends a *run* (分句) inside the sentence. Nothing is cut inside
《》, “”, brackets, or between digits (1,246 and 11.2:41.5).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

Span = tuple[int, int]

#: 《…》 with one level of nesting, short quotations, brackets. A quotation that holds
#: a full stop is speech, not a name, and stays open to cutting. Every branch opens with a plain
#: character, so that the scan skips to one.
_SHIELD = re.compile(
    "《(?:[^《》\n]|《[^《》\n]*》){1,120}》|“[^“”。\n]{1,60}”|‘[^‘’。\n]{1,40}’|\"[^\"。\n]{1,40}\""
    r"|\((?:[^()（）\n]|[(（][^()（）\n]{0,40}[)）]){0,80}[)）]|（(?:[^()（）\n]"
    r"|[(（][^()（）\n]{0,40}[)）]){0,80}[)）]"
    "|〔[^〔〕]{1,8}〕|【[^【】\n]{1,20}】"
)
_BREAK = re.compile("[，。；：！？,;:!?\n]")
_HARD = frozenset("。！？!?\n")
_RUN = frozenset("；;")


@dataclass(frozen=True, slots=True)
class Segments:
    """A text cut up. `phrases` are (start, end, stop): the mark that ended it, or ''.

    `sentences` are (first, past) indexes into `phrases`; `shields` are the spans
    that are never cut, in order, not overlapping.
    """

    text: str
    phrases: tuple[tuple[int, int, str], ...]
    sentences: tuple[Span, ...]
    shields: tuple[Span, ...]

    def span(self, sentence: Span) -> Span:
        """Start and end of a sentence in the text, its closing mark left out."""
        return self.phrases[sentence[0]][0], self.phrases[sentence[1] - 1][1]


def segment(text: str) -> Segments:
    """Cut `text`. Every character belongs to a phrase, a mark, or white space at an edge.

    >>> cut = segment("严控督查频次，严禁重复督查。按《条例》(第1、2条)办理；逐级上报。")
    >>> [cut.text[start:end] for start, end, _ in cut.phrases]
    ['严控督查频次', '严禁重复督查', '按《条例》(第1、2条)办理', '逐级上报']
    >>> cut.sentences
    ((0, 2), (2, 4))
    """
    shields = tuple([match.span() for match in _SHIELD.finditer(text)])
    phrases: list[tuple[int, int, str]] = []
    add = phrases.append
    sentences: list[Span] = []
    start = first = index = 0
    count, length = len(shields), len(text)
    for match in _BREAK.finditer(text):
        at = match.start()
        while index < count and shields[index][1] <= at:
            index += 1
        if index < count and shields[index][0] < at:
            continue
        mark = text[at]
        if mark in ",:：" and 0 < at < length - 1 and text[at - 1].isdigit() and text[at + 1].isdigit():
            continue
        if start < at:
            if text[start] > "\u3000" and text[at - 1] > "\u3000":
                add((start, at, mark))
            else:
                _keep(phrases, text, start, at, mark)
        if mark in _HARD and len(phrases) > first:
            sentences.append((first, len(phrases)))
            first = len(phrases)
        start = at + 1
    if start < length:
        _keep(phrases, text, start, length, "")
    if len(phrases) > first:
        sentences.append((first, len(phrases)))
    return Segments(text, tuple(phrases), tuple(sentences), shields)


def _keep(phrases: list[tuple[int, int, str]], text: str, left: int, right: int, mark: str) -> None:
    """Add the phrase without the white space at its edges, unless nothing else is in it."""
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    if left < right:
        phrases.append((left, right, mark))


def ends_run(stop: str) -> bool:
    """Whether this mark closes a run: what is said before does not bind what follows."""
    return stop in _RUN


def shielded(shields: tuple[Span, ...], at: int) -> Span | None:
    """The shield that holds this offset, or None."""
    index = bisect_right(shields, (at, 1 << 60)) - 1
    return shields[index] if index >= 0 and shields[index][0] <= at < shields[index][1] else None


def phrases(text: str) -> tuple[Span, ...]:
    """Start and end of every phrase (what stands between two commas)."""
    return tuple((start, end) for start, end, _ in segment(text).phrases)


def sentences(text: str) -> tuple[Span, ...]:
    """Start and end of every sentence, closing marks left out."""
    cut = segment(text)
    return tuple(cut.span(sentence) for sentence in cut.sentences)
