"""A right word in a wrong place, told by the words beside it (词语误用为另一真词).

办理实现, 自觉接收人大监督: the word is one of the language, so no dictionary knows the slip. It is told when
the pair it makes with its neighbours stands nowhere in the field's texts, nor twice in this one, and a
word that sounds or looks like it makes a pair there that is common.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.review.internal.confusion import LOOSE, QUOTED, dictionary, lexicon, slip_costs
from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding

_PAIRS = Path(__file__).parent / "data" / "pairs.txt"
_RUN = re.compile("[\u4e00-\u9fff]{3,}")
_SIMILAR = ("制定制订", "检察监察", "免于免予", "成型成形", "公正公证", "账目帐目")  # both right in the same place
LEAST, LEAST_OWN = 3.0, 4.0  # from which score a word is told: one of no field, one of the field

Pairs = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Field:
    """How often two words stand side by side in the field's texts, and how often each stands at all."""

    pairs: Pairs
    after: dict[str, dict[str, int]]
    before: dict[str, dict[str, int]]
    words: Counter[str]


def check(view: View) -> Iterator[InternalFinding]:
    """Each word that its neighbours tell to be another, at its place."""
    own = _own(view)
    for passage in view.passages:
        bare = QUOTED.sub(lambda m: "　" * len(m.group()), passage.text)
        for run in _RUN.finditer(bare):
            words = dictionary().cut(run.group())
            at = run.start()
            for index, word in enumerate(words):
                wrong, right = _meant(words, index, own)
                if right:
                    yield _told(passage, at, wrong, right)
                at += len(word)


def _told(passage: Passage, at: int, wrong: str, right: str) -> InternalFinding:
    start, end = passage.around(at, at + len(wrong))
    return passage.finding("misprint", "medium", start, end, f"“{wrong}”疑为“{right}”之误", right, 0.78)


def _own(view: View) -> Pairs:
    """The pairs of this document: what it writes twice it means."""
    found: Pairs = Counter()
    for passage in view.passages:
        for run in _RUN.findall(passage.text):
            words = dictionary().cut(run)
            found.update(pairwise(words))
    return found


def _meant(words: list[str], index: int, own: Pairs) -> tuple[str, str]:
    """The word at `index` (or the two lone letters there) and the one meant; ("", "") when it is in its place."""
    word, width = words[index], 1
    if len(word) == 1:
        word, width = "".join(words[index : index + 2]), 2
        beside = words[index - 1 : index]  # a third lone letter: a name
        if len(word) != 2 or all(letter in LOOSE for letter in word) or (beside and len(beside[0]) == 1 and beside[0] not in LOOSE):
            return "", ""
    before = words[index - 1] if index else ""
    after = words[index + width] if index + width < len(words) else ""
    field = _field()
    around = ((before, word), (word, after))
    if any(field.pairs[pair] or own[pair] > 1 for pair in around) or word.startswith(("不", "未")):
        return "", ""
    others: Counter[str] = Counter()
    for table, neighbour in ((field.after, before), (field.before, after)):
        others.update({other: count for other, count in table.get(neighbour, {}).items() if width > 1 or count > 1})
    best, meant = 0.0, ""
    for other, count in others.items():
        cost = slip_costs(word, other)
        if cost is None or any(word in both and other in both for both in _SIMILAR):
            continue
        score = 3 + math.log(count + 1) - 0.6 * cost - 0.5 * math.log(field.words[word] + 1)
        score -= 0.15 * math.log(dictionary().count(word) + 1)
        if score > best:
            best, meant = score, other
    return (word, meant) if best >= (LEAST_OWN if word in lexicon() else LEAST) else ("", "")


@cache
def _field() -> _Field:
    pairs: Pairs = Counter()
    for line in _PAIRS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        first, *followers = line.split()
        for follower in followers:
            other = follower.rstrip("0123456789")
            pairs[first, other] = int(follower[len(other) :] or 1)
    after: dict[str, dict[str, int]] = defaultdict(dict)
    before: dict[str, dict[str, int]] = defaultdict(dict)
    words: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        after[one][other], before[other][one] = count, count
        words.update({one: count, other: count})
    return _Field(pairs, dict(after), dict(before), words)
