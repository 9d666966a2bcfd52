"""What a question says: topic words, the places it names, marks to match as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library import lexicon
from assistant.library.catalogue import Head
from assistant.library.lexical import fold, grams

_TITLE = re.compile(r"《([^《》]{2,60})》")
_SCHEME = re.compile(r"[“\"「]([^“”\"「」]{2,30})[”\"」]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_PLACE = re.compile(r"([一-鿿]{2,7}?)(特别行政区|自治区|自治州|自治县|省|市|区|县|州|盟|旗|镇|乡|街道)")
_NOT_A_PLACE = ("全", "各", "本", "地", "社", "辖", "园", "新", "城", "级")


@dataclass(frozen=True, slots=True)
class Query:
    """text: as asked; topic: without question words and places; official: terms added for
    everyday words; exact: titles, quoted schemes and numbers; places: for each library
    document, 1 when the question names its own place, 0.5 one above it, else 0."""

    text: str
    topic: str
    official: tuple[str, ...]
    exact: tuple[str, ...]
    places: tuple[float, ...]

    @property
    def placed(self) -> bool:
        return any(self.places)

    def tokens(self, expansion: float) -> dict[str, float]:
        """Weighted terms for BM25; `expansion` is the weight of the added ones."""
        out = dict.fromkeys(grams(self.topic), 1.0)
        if expansion > 0:
            for term in self.official:
                for token in grams(term):
                    out.setdefault(token, expansion)
        return out


def understand(text: str, heads: Sequence[Head]) -> Query:
    """Read a question against the head data of the library's documents."""
    plain = fold(text)
    names = [_names(head) for head in heads]
    mentioned = {name for own in names for name in own if name in text}
    # 开州 inside a longer name that is also mentioned says nothing more.
    places = tuple(max((own[name] for name in own if name in mentioned), default=0.0) for own in names)
    topic = lexicon.without_question_words(plain)
    for name in sorted(mentioned, key=len, reverse=True):
        topic = topic.replace(name, " ")
    if sum(char.isalnum() for char in topic) < 2:
        topic = plain
    exact = (*_TITLE.findall(text), *_SCHEME.findall(text), *_NUMBER.findall(text))
    return Query(text, topic, lexicon.official(plain), tuple(dict.fromkeys(exact)), places)


def named_places(text: str, heads: Sequence[Head]) -> set[str]:
    """The names of the documents' places that a text mentions."""
    return {name for head in heads for name in _names(head) if name in text}


def _names(head: Head) -> dict[str, float]:
    """The names a document's place goes by: its own 1.0, those above it 0.5."""
    source = head.region or "".join(head.issuer) or head.title
    found = [(stem, kind) for stem, kind in _PLACE.findall(source) if not stem.endswith(_NOT_A_PLACE)]
    out: dict[str, float] = {}
    for position, (stem, kind) in enumerate(found):
        value = 1.0 if position == len(found) - 1 else 0.5
        for name in (stem, stem + kind):
            if len(name) >= 2:
                out[name] = max(out.get(name, 0.0), value)
    return out
