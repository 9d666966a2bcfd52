"""Pinyin in brackets after a Han character (拼音注音), as some pages and scrapers leave it.

發(fā)、設(shè)、策(cè): one syllable, with tone marks or plain, in either kind of bracket.
(APP), (GB), (一) and (市、区) are not annotations: the first two are no syllables of
the table below, the others no Latin letters.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.reading.cleaning.traced import Edit, Traced
from assistant.types import Repair

_LETTERS = "a-zA-Z\u00c0-\u00fd\u0100-\u0233\u0251\u0261\u1e3e\u1e3f\u01cd-\u01dc\u01f8\u01f9\u0300-\u030c"
_ANNOTATION = re.compile(rf"(?<=[\u3400-\u9fff\uf900-\ufaff])[(\uff08]([{_LETTERS}]{{1,12}}[1-5]?)[)\uff09]")
_INITIALS = ("zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
             "r", "z", "c", "s", "y", "w", "")
_FINALS = frozenset((
    "a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ve", "ue", "er", "an", "en", "in",
    "un", "vn", "ang", "eng", "ing", "ong", "ia", "ua", "uo", "iao", "uai", "ian", "uan", "van", "iang", "uang",
    "iong", "io", "m", "n", "ng",
))
# Syllables that are also everyday Latin abbreviations only count when they bear a tone.
_BARE_LENGTH = 2


def syllable(letters: str) -> bool:
    """Whether these letters are one pinyin syllable.

    >>> [syllable(word) for word in ("fā", "zhì", "lu\u0308e\u0300", "\u0261uǐ", "shi4", "APP", "GB", "ppt")]
    [True, True, True, True, True, False, False, False]
    """
    toned = False
    plain: list[str] = []
    for character in unicodedata.normalize("NFD", letters.rstrip("12345")):
        if character in "\u0300\u0301\u0304\u030c":
            toned = True
        elif character == "\u0308":
            if plain and plain[-1] == "u":
                plain[-1] = "v"
        elif character == "\u0302" or unicodedata.combining(character):
            continue
        else:
            plain.append({"\u0251": "a", "\u0261": "g"}.get(character, character))
    word = "".join(plain)
    toned = toned or letters[-1:].isdigit()
    if not toned and (not word.islower() or len(word) < _BARE_LENGTH):
        return False
    word = word.lower()
    return any(word.startswith(initial) and word[len(initial):] in _FINALS for initial in _INITIALS)


def drop_annotations(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text without its annotations, and one repair for each."""
    edits: list[Edit] = []
    repairs: list[Repair] = []
    known: dict[str, bool] = {}
    for match in _ANNOTATION.finditer(traced.text):
        letters = match.group(1)
        if letters not in known:
            known[letters] = syllable(letters)
        if known[letters]:
            edits.append((match.start(), match.end(), ""))
            repairs.append(traced.told("annotation", match.start(), match.end(), ""))
    return (traced.edit(edits), repairs) if edits else (traced, repairs)
