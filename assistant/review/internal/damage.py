"""What copying from the web has left behind: broken bytes, portal remains, lost beginnings (残损)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Passage, View, han_count
from assistant.review.internal.words import word_list
from assistant.types import InternalFinding

_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_QUESTION = re.compile(r"[\u4e00-\u9fff]\?[!?]?(?=[\u4e00-\u9fff])|\?{2,}(?=[\u4e00-\u9fff])")
_LEADING = re.compile(r"(?:^|\n)\s*(?P<m>[，。、；：！？）》”’])")
_CUT = re.compile(
    r"^[\u4e00-\u9fff“”、]{6,60}的(?:重要|坚实|有力|根本|坚强|基础性|关键)?(?:保障|基础|支撑|举措|任务|内容|体现|要求|路径|抓手|关键|前提|保证|基石)$"
)
_SUBJECT = re.compile("是|为|作为|系|成为|构成|提供|做好|夯实|筑牢")
_REASONS = {
    "mojibake": "字节损坏",
    "lost_char": "疑丢字",
    "lost_mark": "疑丢标点",
    "unsure": "疑有残损",
    "truncated": "疑有缺失",
}


def check(view: View) -> Iterator[InternalFinding]:
    """Suggestions of the reader that were not carried out, and what is still broken in the text."""
    yield from _suggested(view)
    for passage, match in view.search(_PRIVATE):
        start, end = passage.around(match.start(), match.end(), 12)
        yield passage.finding(
            "broken_bytes", "medium", start, end, "有无法显示的字符，原文字节损坏", "对照原件改正", 0.95
        )
    for passage, match in view.search(_QUESTION):
        start, end = passage.around(match.start(), match.end(), 12)
        yield passage.finding(
            "broken_bytes",
            "medium",
            max(0, match.start() - 8),
            min(len(passage.text), match.end() + 8),
            "字间夹有半角问号，疑为字节损坏",
            "对照原件改正",
            0.85,
        )
    yield from _remains(view)
    yield from _beginnings(view)


def _suggested(view: View) -> Iterator[InternalFinding]:
    """A repair that the reader only suggests becomes a finding at its words."""
    for repair in view.document.repairs:
        if repair.applied or not repair.before.strip() or repair.kind == "half_width":
            continue
        places = [p for p in view.passages if p.clause.id == repair.clause] or list(view.passages)
        for passage in places:
            at = passage.text.find(repair.before)
            if at >= 0:
                reason = _REASONS.get(repair.kind, "疑有残损")
                advice = f"改为“{repair.after}”" if repair.after else "对照原件改正"
                yield passage.finding(
                    "damage", "medium", at, at + len(repair.before), f"{reason}（{repair.kind}）", advice, 0.8
                )
                break


def _remains(view: View) -> Iterator[InternalFinding]:
    """Words of the web page round the text, told once for the document."""
    for word in word_list("portal", "remains"):
        for passage in view.passages:
            at = passage.text.find(word)
            if at >= 0:
                start, end = passage.around(at, at + len(word), 20)
                yield passage.finding("portal_remains", "low", start, end, "网页栏目文字混入正文", "删去", 0.85)
                return
    for word in word_list("portal", "broken"):
        for passage in view.passages:
            at = passage.text.find(word)
            if at >= 0:
                yield passage.finding(
                    "broken_bytes",
                    "medium",
                    at,
                    min(len(passage.text), at + len(word) + 8),
                    "编码错误产生的乱码",
                    "对照原件改正",
                    0.95,
                )
                return


def _beginnings(view: View) -> Iterator[InternalFinding]:
    for passage, match in view.search(_LEADING):
        start = match.start("m")
        end = passage.around(start + 1, start + 2, 20)[1]
        yield passage.finding(
            "truncated", "medium", start, max(end, start + 1), "段首为句中标点，疑有缺失", "补全句首", 0.85
        )
    for sentence in _openings(view):
        if _CUT.match(sentence) and not _SUBJECT.search(sentence):
            passage, at = _place(view, sentence)
            yield passage.finding(
                "truncated",
                "medium",
                at,
                at + len(sentence),
                "句子只有中心语，缺主语和谓语，疑前文丢失",
                "对照原件补全",
                0.85,
            )


def _openings(view: View) -> Iterator[str]:
    """The first sentence of each paragraph of running text."""
    for sentence in view.sentences:
        before = sentence.passage.text[: sentence.start].rstrip(" \u3000")
        after = sentence.passage.text[sentence.end : sentence.end + 1]
        if (not before or before.endswith("\n")) and after == "。" and han_count(sentence.text) >= 10:
            yield sentence.text.strip()


def _place(view: View, text: str) -> tuple[Passage, int]:
    return next((p, p.text.find(text)) for p in view.passages if text in p.text)
