"""Letters put for others that sound or look like them, told by the word they break (音近、形近之误).

No list of mistakes: a letter that stands outside every word is tried against those that sound or look
like it, and told when the word so made is one of the field's (or a far commoner one) and the whole row
is much likelier with it than without: the unigram odds of the segmenter's dictionary.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.library.lexical import Dictionary
from assistant.review.internal.view import Passage, View
from assistant.review.internal.words import word_list
from assistant.tables import read_table
from assistant.types import InternalFinding

_DATA = Path(__file__).parent / "data"
_RUN = re.compile("[\u4e00-\u9fff]{2,}")
QUOTED = re.compile("“[^“”]{1,12}”|《[^《》]*》|[\u4e00-\u9fff]{0,8}〔[^〔〕]*〕")  # coined names and titles
_SIGNED = re.compile("(?:记者|联系人|编辑|作者|通讯员|责编)[：:\\s]*[\u4e00-\u9fff]?\\s*$")  # a name follows
#: Letters that join words or count: a row that holds one is no broken word.
LOOSE = frozenset(
    "依的了和与及或等在对为以由将从向把被就也都还各每其该本此第不无未可应须需是有要会能除某我"
    "一二三四五六七八九十两百千万个年月日号"
)
_DONE = frozenset("好完")  # 编好, 办完: a deed brought to its end
_SUFFIXES = frozenset("率度化性者员类式型力量")
LONGEST = 4  # letters of a word that is tried
RARE = 60  # a word that stands no oftener in general writing may be a slip itself
LEAST, LEAST_STRANGE = 1.0, 3.0  # log odds from which a slip is told: for a word of the field, for any other
_LOOKS, _SOUNDS_NEARLY = 0.5, 2.5  # what the rarer kinds of slip cost
_STRANGE = ((1000, 3.0), (200, 4.0), (0, 6.0))  # what a word of no field costs, by how often it stands


@dataclass(frozen=True, slots=True)
class Slip:
    """`wrong` at `start` of a text, and the word meant."""

    start: int
    wrong: str
    right: str
    odds: float


def check(view: View) -> Iterator[InternalFinding]:
    """Each broken word at its place. What stands twice in a document is a word of its own, not a slip."""
    text = view.text
    for passage in view.passages:
        for slip in slips(passage.text):
            if slip.wrong[-1] in _DONE and slip.wrong[-1] != slip.right[-1]:
                continue
            if text.count(slip.wrong) == 1 or (text.count(slip.right) > 2 * text.count(slip.wrong) and slip.odds > 8):
                yield _told(passage, slip)


def _parallel(text: str, slip: Slip) -> bool:
    """分事行权、分岗设权、分级授权: members of a row that end alike are coined so."""
    end = slip.start + len(slip.wrong)
    last = text[end - 1]
    return text[end : end + 1] in tuple("、，。”") and (
        text[max(0, slip.start - 5) : slip.start].find(last + "、") >= 0 or text[end + 1 : end + 6].find(last) >= 0
    )


def _told(passage: Passage, slip: Slip) -> InternalFinding:
    start, end = passage.around(slip.start, slip.start + len(slip.wrong))
    return passage.finding(
        "misprint",
        "medium",
        start,
        end,
        f"“{slip.wrong}”疑为“{slip.right}”之误",
        slip.right,
        0.88 if slip.odds >= 6 else 0.75,
    )


def slips(text: str) -> Iterator[Slip]:
    """The broken words of a text, in order.

    >>> [(slip.wrong, slip.right) for slip in slips("清理和纠证不合理限制，营造良好氛维。")]
    [('纠证', '纠正'), ('良好氛维', '良好氛围')]
    """
    bare = QUOTED.sub(lambda m: "　" * len(m.group()), text)
    for run in _RUN.finditer(bare):
        found = sorted(_broken(run.group()), key=lambda slip: -slip.odds)
        kept: list[Slip] = []
        for slip in found:
            end = slip.start + len(slip.wrong)
            if all(end <= other.start or other.start + len(other.wrong) <= slip.start for other in kept):
                kept.append(slip)
        for slip in sorted(kept, key=lambda slip: slip.start):
            placed = Slip(run.start() + slip.start, slip.wrong, slip.right, slip.odds)
            named = _SIGNED.search(text[max(0, placed.start - 10) : placed.start])
            if not named and not _parallel(text, placed):
                yield placed


def _broken(run: str) -> Iterator[Slip]:
    words = dictionary().cut(run)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            start, end = starts[first], starts[last]
            if end - start > LONGEST:
                break
            row, pieces = run[start:end], words[first:last]
            loose = row[1:] if row[0] == "不" and len(row) == 2 else row  # 不畅, 不足
            if not LOOSE.isdisjoint(loose) or row in lexicon():
                continue
            if words[first - 1 : first] == ["不"] or _one_by_one(words, first, last) or _name(words, first, last):
                continue
            if any(len(piece) == 1 for piece in pieces) or (last == first + 1 and _rare(row)):
                yield from _meant(start, row, tuple(pieces))


def _one_by_one(words: list[str], first: int, last: int) -> bool:
    """分事行权: letters that stand alone on both sides, too; such a row is coined, not broken."""
    around = (words[first - 1] if first else "", words[last] if last < len(words) else "")
    return all(len(word) == 1 and word not in LOOSE and word not in _SUFFIXES for word in around)


def _name(words: list[str], first: int, last: int) -> bool:
    """石映澜: a surname and two letters that make no word."""
    return words[first] in _surnames() and last < len(words) and len(words[last]) == 1


@cache
def _surnames() -> frozenset[str]:
    return frozenset((*word_list("privacy", "surnames"), *"石马高林钱田江白方丁夏史毛金"))


def _rare(word: str) -> bool:
    """A word that general writing hardly knows, nor the field: as likely a misprint of the dictionary's sources."""
    return len(word) > 1 and dictionary().count(word) <= RARE


def _meant(start: int, row: str, pieces: tuple[str, ...]) -> Iterator[Slip]:
    right, odds = _best(row, pieces)
    own = right in lexicon() and row[0] != "不"
    if odds >= (LEAST if own else LEAST_STRANGE) and (own or len(pieces) > 1):
        yield Slip(start, row, right, odds)


@cache
def _best(row: str, pieces: tuple[str, ...]) -> tuple[str, float]:
    """The likeliest word one letter away, and how much likelier than these pieces; ("", 0) when there is none."""
    as_printed = sum(_log(piece) for piece in pieces)
    best = ("", 0.0)
    for at, letter in enumerate(row):
        for other, cost in _alike(letter).items():
            word = row[:at] + other + row[at + 1 :]
            count = dictionary().count(word)
            if count < 3:
                continue
            own = word in lexicon()  # the field's words are commoner here than in general writing
            odds = _log(word, Dictionary.OWN if own else 1) - as_printed - cost - (0.0 if own else _strange(count))
            if odds > best[1]:
                best = (word, odds)
    return best


def _strange(count: int) -> float:
    return next(cost for least, cost in _STRANGE if count >= least)


def _log(word: str, least: int = 1) -> float:
    return math.log(max(dictionary().count(word), least) / Dictionary.SIZE)


@cache
def dictionary() -> Dictionary:
    """The segmenter's dictionary with the field's words."""
    return Dictionary(lexicon())


@cache
def lexicon() -> frozenset[str]:
    """The words of the field."""
    return frozenset(_entries("lexicon.txt"))


def alike(letter: str) -> frozenset[str]:
    """Letters that sound the same as this one, or look like it.

    >>> "泽" in alike("择"), "水" in alike("择")
    (True, False)
    """
    return frozenset(other for other, cost in _alike(letter).items() if cost < _SOUNDS_NEARLY)


def slip_costs(printed: str, meant: str) -> float | None:
    """What it costs in log odds to print one word for the other; None when they neither sound nor look alike.

    >>> slip_costs("实现", "时限"), slip_costs("接收", "接受"), slip_costs("实现", "时间")
    (0.0, 0.0, None)
    """
    if printed == meant or len(printed) != len(meant):
        return None
    changed = [(one, other) for one, other in zip(printed, meant, strict=True) if one != other]
    if any(other not in _alike(one) for one, other in changed):
        return None
    costs = [_alike(one)[other] for one, other in changed]
    return None if len(costs) > 2 or (len(costs) == 2 and any(costs)) else math.fsum(costs)


@cache
def _alike(letter: str) -> dict[str, float]:
    """Letters that may stand for this one by mistake, and what each kind of slip costs in log odds."""
    costs: dict[str, float] = {}
    for table, cost in ((_nearly(), _SOUNDS_NEARLY), (_shapes(), _LOOKS), (_readings(), 0.0)):
        for other in table.get(letter, ()):
            costs[other] = cost
    costs.pop(letter, None)
    return costs


@cache
def _readings() -> dict[str, frozenset[str]]:
    """Letters of one reading, tones aside."""
    return _by_letter(_syllables())


@cache
def _nearly() -> dict[str, frozenset[str]]:
    """Letters whose readings many speakers do not tell apart: zh/z, ch/c, sh/s, -ng/-n."""
    blurred: dict[str, set[str]] = {}
    for syllable, letters in _syllables().items():
        blurred.setdefault(re.sub("ng$", "n", re.sub("^([zcs])h", r"\1", syllable)), set()).update(letters)
    return _by_letter(blurred)


@cache
def _shapes() -> dict[str, frozenset[str]]:
    groups = (*_entries("shapes.txt"), *read_table(_DATA / "spelling.toml")["groups"])
    return _by_letter({group: set(group) for group in groups})


@cache
def _syllables() -> dict[str, set[str]]:
    """Letters by reading: those of the first level of GB/T 2312 stand in the order of their readings."""
    entries = list(_entries("readings.txt"))
    firsts = {entry[-1]: entry[:-1] for entry in entries[: entries.index("extra")]}
    found: dict[str, set[str]] = {}
    syllable = ""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            letter = bytes((row, cell)).decode("gb2312", "ignore")
            syllable = firsts.get(letter, syllable)
            if letter:
                found.setdefault(syllable, set()).add(letter)
    for entry in entries[entries.index("extra") + 1 :]:
        reading, letters = entry.split("=")
        found.setdefault(reading, set()).update(letters)
    return found


def _by_letter(groups: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for letters in groups.values():
        for letter in letters:
            found.setdefault(letter, set()).update(letters)
    return {letter: frozenset(others) for letter, others in found.items()}


def _entries(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()
