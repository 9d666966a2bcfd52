"""What a question says: topic words, the documents it is asked of, marks to match as such."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.library import lexicon, years
from assistant.library.aim import Aim, aim, without_levels
from assistant.library.lexical import fold, grams
from assistant.library.shelf import Shelf

_TITLE = re.compile(r"《([^《》]{2,60})》")
_SCHEME = re.compile(r"[“\"「]([^“”\"「」]{2,30})[”\"」]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Query:
    """text: as asked; topic: without question words and places; official: terms added for
    everyday words; exact: titles, quoted schemes and numbers; aim: which documents it is asked of."""

    text: str
    topic: str
    official: tuple[str, ...]
    exact: tuple[str, ...]
    aim: Aim

    def tokens(self, expansion: float) -> dict[str, float]:
        """Weighted terms for BM25; `expansion` is the weight of the added ones."""
        out = dict.fromkeys(grams(self.topic), 1.0)
        if expansion > 0:
            for term in self.official:
                for token in grams(term):
                    out.setdefault(token, expansion)
        return out


def understand(text: str, shelf: Shelf) -> Query:
    """Read a question against the documents of a library."""
    plain = fold(text)
    topic = lexicon.without_question_words(years.without_reported(without_levels(plain)))
    for name in sorted(shelf.mentioned(text), key=len, reverse=True):
        topic = topic.replace(name, " ")
    if sum(char.isalnum() for char in topic) < 2:
        topic = plain
    exact = (*_TITLE.findall(text), *_SCHEME.findall(text), *_NUMBER.findall(years.without_reported(text)))
    return Query(text, topic, lexicon.official(plain), tuple(dict.fromkeys(exact)), aim(text, shelf))
