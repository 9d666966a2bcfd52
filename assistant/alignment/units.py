"""The pieces of a document that can answer a statement: sentences, and windows of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.alignment.folding import fold
from assistant.facts.segments import segment
from assistant.types import Document

_NUMBER = re.compile(
    r"\s*(?:[(（][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[0-9]{1,3}[.．、](?=\s"
    r"|20\d\d年|[^0-9]))\s*")
#: The longest window, in phrases: a merged requirement rarely spreads over more.
WIDEST = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause. `phrases` are spans (start, end) in the clause's text."""

    source: str
    clause: str
    index: int
    start: int
    end: int
    text: str
    folded: str
    phrases: tuple[tuple[int, int], ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """One to three neighbouring phrases of one sentence. `sentence` indexes Pool.sentences."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to search: `source` is the document's name, `clause` the id of its clause,
    `skip` the offset where its heading ends: a heading of a part answers nothing."""

    source: str
    clause: str
    text: str
    heading: str = ""
    skip: int = 0


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Every clause of the document that prints anything, with the headings it stands under."""
    above: dict[str, str] = {}
    out = []
    for clause in document.clauses:
        chain = above.get(clause.parent or "", "")
        # A run-in heading is the clause's own first sentence; it says nothing about its place.
        title = clause.heading if clause.kind in ("part", "section") else ""
        above[clause.id] = f"{chain} {title}".strip()
        if clause.text.strip():
            skip = 0
            if title and (at := clause.text.find(title)) >= 0 and at < 12:
                skip = at + len(title)
            out.append(Passage(document.source, clause.id, clause.text, above[clause.id], skip))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Pool:
    """All sentences and windows of some passages."""

    sentences: tuple[Sentence, ...]
    windows: tuple[Window, ...]


def pool(passages: Iterable[Passage], regions: tuple[str, ...] = ()) -> Pool:
    """Cut the passages; folded once here, for everyone.

    >>> cut = pool([Passage("x", "一", "健全机制,定期公布。每年评查。")])
    >>> [window.text for window in cut.windows]
    ['健全机制', '健全机制,定期公布', '定期公布', '每年评查']
    """
    sentences: list[Sentence] = []
    windows: list[Window] = []
    for passage in passages:
        text = passage.text
        cut = segment(text)
        for number, (first, past) in enumerate(cut.sentences):
            spans = tuple((start, end) for start, end, _ in cut.phrases[first:past])
            first_of_line = spans[0][0] == 0 or "\n" in text[max(0, spans[0][0] - 2):spans[0][0]]
            if first_of_line and (printed := _NUMBER.match(text, spans[0][0])) and printed.end() < spans[0][1]:
                # 66.2027年年底前: the item's number is no part of what it says.
                spans = ((printed.end(), spans[0][1]), *spans[1:])
            start, end = spans[0][0], spans[-1][1]
            if end <= passage.skip:
                continue
            at = len(sentences)
            sentences.append(Sentence(passage.source, passage.clause, number, start, end, text[start:end],
                                      fold(text[start:end], regions), spans, passage.heading))
            for a in range(len(spans)):
                for b in range(a, min(a + WIDEST, len(spans))):
                    piece = text[spans[a][0]:spans[b][1]]
                    windows.append(Window(at, a, b, spans[a][0], spans[b][1], piece, fold(piece, regions)))
    return Pool(tuple(sentences), tuple(windows))
