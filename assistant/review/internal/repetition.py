"""What is said twice: the whole body, sentences, phrases, words (重复)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from assistant.alignment.folding import fold_marks
from assistant.review.internal.view import Passage, View, han_count
from assistant.review.internal.words import word_list
from assistant.types import InternalFinding

SENTENCE_HAN = 15  # shorter sentences recur by nature: 特此报告, 坚持依法决策
PHRASE_HAN = 13
SHARED = 12  # letters in a row that two phrases share, when neither repeats the other whole
SHARED_PART = 0.85
_PUNCTUATION = re.compile(r"[^\w%]+")
_WORD_TWICE = re.compile(
    r"(?P<w>[\u4e00-\u9fff0-9]{3,14})(?P=w)|(?:(?<=[，。；：、\n])|^)(?P<p>[\u4e00-\u9fff0-9]{3,14})[，、](?P=p)(?=[，。；：、]|$)"
)
_PAIR_TWICE = re.compile(r"(?P<w>[\u4e00-\u9fff]{2})(?P=w)")
_HEAD = re.compile(r"^(?:\d+[.．、]|[（(][^）)]{1,4}[）)]|[一二三四五六七八九十]+、|[一二三四五六七八九十]是)\s*")
_EMPTY = frozenset("一共不互相有为以能可再又也各新大多同自尽应")  # 共建共治, 应收尽收, 一事一议: patterns, not slips
_LETTER_TWICE = re.compile(
    "的的(?!确|士|哥)|(?<!为)了了(?!解|结|然|得)|(?<!以)及及(?!时|早|其|格)|与与(?!会)|(?<!存)在在(?!线|建|场|岗|校|册|职|押|编|逃|于|此|地|全)"
    "|和和(?!谐|平|美|解)|是是(?!非)|(?<!针)对对(?!象|口|应|外|接|照|策|方|于|手|比|标|账|本)|将将(?!军|来)|并并(?!联|购|轨|且|案)"
    "|把把|被被|由由|使使(?!用)|各各(?!自)|(?<!认)为为(?!人民|民)"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A phrase, its folded key, and where it stands."""

    key: str
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


def check(view: View) -> Iterator[InternalFinding]:
    """One finding for a body that stands twice; else each sentence or phrase that another clause repeats."""
    bodies = [repair for repair in view.document.repairs if repair.kind == "duplicate_body"]
    if bodies and view.passages:
        place, start = _first_words(view)
        end = min(len(place.text), start + 30)
        yield place.finding(
            "duplicate_body", "medium", start, end, "正文重复刊出，读取时只保留一份", "删去重复的正文", 0.95
        )
    yield from _words(view)
    repeated = list(_sentences(view))
    yield from repeated
    yield from _phrases(view, {(item.clause, item.quote) for item in repeated})


def _first_words(view: View) -> tuple[Passage, int]:
    """Where the body begins: after the title, where the first clause prints it."""
    first = view.passages[0]
    line = first.text.split("\n", 1)[0]
    start = len(line) + 1 if len(line) + 1 < len(first.text) and _key(line) == _key(view.document.title) else 0
    return first, start


def _key(text: str) -> str:
    return _PUNCTUATION.sub("", fold_marks(text))


def _unnumbered(text: str) -> str:
    """Without the printed number at its head.

    >>> _unnumbered("10.推进政务公开"), _unnumbered("（三）加强监督"), _unnumbered("二是完善机制")
    ('推进政务公开', '加强监督', '完善机制')
    """
    return _HEAD.sub("", text, count=1)


def _sentences(view: View) -> Iterator[InternalFinding]:
    first: dict[str, tuple[str, str]] = {}
    total = sum(han_count(sentence.text) >= SENTENCE_HAN for sentence in view.sentences)
    found = []
    for sentence in view.sentences:
        text = _unnumbered(sentence.text)
        if han_count(text) < SENTENCE_HAN or _stock(text):
            continue
        if sentence.passage.clause.id in ("题头", "结尾") and not sentence.passage.text.startswith(
            "。", sentence.end
        ):
            continue  # issuer and title recur in the notice, the signature and the annexes
        key = _key(text)
        if key in first:
            found.append((sentence, text, first[key]))
        else:
            first[key] = (sentence.passage.clause.id, text)
    if total and len(found) * 3 > total:
        sentence, text, (where, _) = found[0]
        yield sentence.passage.finding(
            "duplicate_body",
            "medium",
            sentence.start,
            sentence.end,
            f"全文有{len(found)}句与前文（如{where}）逐字相同，疑正文重复",
            "删去重复的正文",
            0.95,
        )
        return
    for sentence, text, (where, _) in found:
        start = sentence.end - len(text)
        yield sentence.passage.finding(
            "duplicate", "medium", start, sentence.end, f"与“{where}”的句子逐字重复", "删去一处或合并", 0.95
        )


def _phrases(view: View, told: set[tuple[str, str]]) -> Iterator[InternalFinding]:
    """Phrases of one item that stand, whole or nearly, in another."""
    first: dict[str, tuple[str, str]] = {}
    rows: list[_Row] = []
    for passage, start, end in view.phrases():
        text = _unnumbered(passage.text[start:end])
        start = end - len(text)
        alone = passage.clause.kind == "section" and text == passage.clause.heading
        if alone or passage.clause.kind == "part" or passage.clause.id in ("题头", "引言") or "《" in text:
            continue
        if han_count(text) < PHRASE_HAN or _stock(text):
            continue
        if any(passage.clause.id == clause and text in quote for clause, quote in told):
            continue
        key = _key(text)
        if key in first and first[key][0] != passage.clause.id:
            yield passage.finding(
                "duplicate_phrase", "low", start, end, f"与“{first[key][0]}”的表述重复", "删去一处或合并", 0.8
            )
        elif key not in first:
            first[key] = (passage.clause.id, text)
            rows.append(_Row(key, passage, start, end))
    if view.genre != "law":  # laws repeat their terms by design
        yield from _shared(rows)


def _shared(rows: list[_Row]) -> Iterator[InternalFinding]:
    """Phrases that share nearly all of their words with one of another item."""
    grams: dict[str, list[_Row]] = {}
    for row in rows:
        near = {
            id(other): other
            for at in range(len(row.key) - SHARED + 1)
            for other in grams.get(row.key[at : at + SHARED], ())
        }
        for other in near.values():
            if other.passage.clause.id == row.passage.clause.id:
                continue
            block = SequenceMatcher(None, row.key, other.key, autojunk=False).find_longest_match(
                0, len(row.key), 0, len(other.key)
            )
            if block.size >= SHARED_PART * max(SHARED, min(len(row.key), len(other.key))):
                yield row.passage.finding(
                    "duplicate_phrase",
                    "low",
                    row.start,
                    row.end,
                    f"与“{other.passage.clause.id}”的表述“{other.text}”重复",
                    "删去一处或合并",
                    0.65,
                )
                break
        for at in range(len(row.key) - SHARED + 1):
            grams.setdefault(row.key[at : at + SHARED], []).append(row)


def _words(view: View) -> Iterator[InternalFinding]:
    for passage, match in view.search(_WORD_TWICE):
        word = match["w"] or match["p"]
        if word.isdigit() or len(set(word)) < 2 or re.fullmatch(r"[一二三四五六七八九十百0-9]+", word):
            continue
        if match["w"] and word in word_list("repetition", "compounds"):
            continue
        yield passage.finding(
            "doubled_words", "medium", match.start(), match.end(), f"“{word}”重复", f"保留一个“{word}”", 0.93
        )
    for passage, match in view.search(_PAIR_TWICE):
        word = match["w"]
        empty = set(word) & _EMPTY and word not in ("不予", "不准", "不能", "应当", "可以", "能够", "以及", "为了")
        if word[0] == word[1] or empty or word in word_list("repetition", "pairs"):
            continue
        start, end = passage.around(match.start(), match.end())
        yield passage.finding("doubled_words", "low", start, end, f"“{word}”重复", f"保留一个“{word}”", 0.8)
    for passage, match in view.search(_LETTER_TWICE):
        start, end = passage.around(match.start(), match.end())
        yield passage.finding(
            "doubled_words", "low", start, end, f"“{match.group()[0]}”字重复", f"保留一个“{match.group()[0]}”", 0.85
        )


@cache
def _stock(text: str) -> bool:
    """Set phrases that every such document repeats."""
    return any(word in text for word in word_list("repetition", "stock"))
