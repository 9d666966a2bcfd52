"""A term mis-copied so that its meaning changes (网格化 → 网络化, 裁判 → 裁决)."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.alignment.align import copied
from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold_marks
from assistant.alignment.lexicon import lexicon
from assistant.alignment.terms import keys
from assistant.library.lexical import is_word, segment

_TITLE = re.compile("《[^》]*》")
_QUOTED = re.compile("[“\"]([^“”\"]{2,14})[”\"]")
#: Characters that count, deny or bind: another one in their place is no misprint.
_LINKING = frozenset("一二三四五六七八九十两不未有逢凡每必应所各该其的之")
#: Words of one character that a writer chooses (编好, 只在): no slip of the pen either.
_LOOSE = _LINKING | frozenset("好完成到在于能可会要须对向为以由从与和及并或将把被让给按据先再又也都均只仅就已")
#: How many copied characters must stand beside one that differs.
BESIDE = 5
#: From here on two phrases are one but for a slip.
VERBATIM = 0.88
#: What is carried out, and the name of it: no object or manner stands within.
_SYSTEM = re.compile(
    "^(?:全面|严格|认真|切实|依法|持续|深入|扎实)*(?:实行|推行|落实|建立健全|建立|健全|完善|执行|实施|推进|坚持|开展)+(?:好)?"
    "(?P<name>[^,。;、的对将把向为与和及0-9]{4,14}?)(?:工作)?(?:制度|机制|体系|制)?$")
_ORGAN = re.compile("(?:机关|部门|单位|机构|[局委办厅所])$")
#: An adverb makes no compound with the word behind it.
_HOW = re.compile("及时|依法|认真|严格|全面|统一|定期|主动|积极|切实|逐一|逐项|集中|共同|协同|同步|分别|随机|重点|着力|加快|加强|做好")
_RATE = re.compile("([\u4e00-\u9fff]{2})率")
#: Shared characters from which on two phrases count as one copied from the other.
COPIED = 0.72


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when a look-alike that is no synonym stands where the source's term stood."""
    return (_listed(ask, answer) or _rates(ask, answer) or _named(ask, answer) or _copied(ask, answer)
            or _misprinted(ask, answer) or _amidst(ask, answer) or _renamed(ask, answer))


def _named(ask: Ask, answer: Answer) -> Fault | None:
    """A name in quotation marks that comes back with other characters in part of it
    (“枫桥经验” as “枫桥精神”): a name is copied or it is another name."""
    said = {fold_marks(name): name for name in _QUOTED.findall(answer.sentence)}
    for name in _QUOTED.findall(ask.text):
        wanted = fold_marks(name)
        if not 3 <= len(wanted) <= 12 or wanted in answer.folded_sentence:
            continue
        for other, printed in said.items():
            if other in ask.folded_sentence or len(other) != len(wanted):
                continue
            same = sum(a == b for a, b in zip(wanted, other, strict=True))
            if 0.5 * len(wanted) <= same < len(wanted) and wanted[:2] == other[:2]:
                return Fault("wording", "conflicting", f"用词:上位为“{name}”,草案写成“{printed}”,名称不同", 0.8,
                             printed, name)
    return None


def _misprinted(ask: Ask, answer: Answer) -> Fault | None:
    """In copied surroundings one character of a word is another and what stands there is no
    word any more (共享 as 共亨)."""
    book = lexicon()
    left = _TITLE.sub("", ask.folded)
    for carrier in answer.folded_carriers.split(","):
        right = _TITLE.sub("", carrier)
        blocks = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        for at, (tag, a, b, c, d) in enumerate(blocks):
            if tag != "replace" or b - a != d - c or b - a > 1:
                continue
            before = blocks[at - 1][2] - blocks[at - 1][1] if at and blocks[at - 1][0] == "equal" else 0
            behind = blocks[at + 1][2] - blocks[at + 1][1] if at + 1 < len(blocks) and blocks[at + 1][0] == "equal" else 0
            if before + behind < BESIDE:
                continue
            word, other = _around(left, a, b), right[c - (a - _start(left, a)):][:len(_around(left, a, b))]
            if left[a] in _LINKING or right[c] in _LOOSE:
                continue
            if book.same(word, other) or keys(word) & keys(other):
                continue
            if len(word) < 2 or len(other) != len(word) or not word.isalpha() or other in ask.folded_sentence:
                continue
            alone = any(a <= c < b and b - a == 1 for a, b, _ in _words(right))
            # A name the segmenter guesses (拒检) may be a short form; in a phrase copied whole it is none.
            alone = alone or (not is_word(other) and SequenceMatcher(None, left, right, autojunk=False).ratio() >= VERBATIM)
            if alone and sum(x != y for x, y in zip(word, other, strict=True)) == 1 and is_word(word):
                return Fault("wording", "conflicting", f"用词:上位为“{word}”,草案写成“{other}”,疑为误写", 0.75, other, word)
    return None


def _amidst(ask: Ask, answer: Answer) -> Fault | None:
    """Between the same two words another term with the same first character (审批|中介|服务 as 审批|中间|服务):
    who copies the compound means its term."""
    book = lexicon()
    left, right = [[word for _, _, word in _words(_TITLE.sub(",", text))] for text in (ask.folded, answer.folded_carriers)]
    there = {(a, c): b for a, b, c in zip(right, right[1:], right[2:], strict=False)}
    for before, word, after in zip(left, left[1:], left[2:], strict=False):
        other = there.get((before, after), word)
        if other == word or _HOW.match(before) or min(len(before), len(after), len(word)) < 2 or len(other) != len(word):
            continue
        if word[0] != other[0] or not (word + other).isalpha() or not is_word(other) or set(word + other) & _LINKING:
            continue
        if any(item in book.plain or book.classes.get(item, frozenset()) & book.verbs for item in (word, other)):
            continue
        if book.same(word, other) or other in ask.folded_sentence or word in answer.folded_sentence:
            continue
        return Fault("wording", "conflicting", f"用词:上位为“{before}{word}{after}”,草案写成“{before}{other}{after}”,含义不同", 0.7,
                     other, word)
    return None


def _renamed(ask: Ask, answer: Answer) -> Fault | None:
    """The name of a system (实行罚缴分离制度) that comes back with one character of it another."""
    book = lexicon()
    asked = _SYSTEM.match(_TITLE.sub(",", ask.folded))
    if not asked:
        return None
    left = asked["name"]
    for carrier in answer.folded_carriers.split(","):
        said = _SYSTEM.match(carrier)
        if not said or len(said["name"]) != len(left) or left in answer.folded_sentence or said["name"] in ask.folded_sentence:
            continue
        right = said["name"]
        apart = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        if len(apart) != 1 or {left[apart[0]], right[apart[0]]} & _LINKING:
            continue
        word = _around(left, apart[0], apart[0] + 1)
        at = left.find(word, max(0, apart[0] - len(word) + 1))
        other = right[at:at + len(word)]
        if len(word) < 2 or other in book.plain or book.same(word, other) or keys(word) & keys(other):
            continue
        return Fault("wording", "conflicting", f"用词:上位为“{left}”,草案写成“{right}”,名称不同", 0.7, other, word)
    return None


def _start(text: str, at: int) -> int:
    """Where the word of the text that holds this place begins."""
    return next((a for a, b, _ in _words(text) if a <= at < b), at)


def _rates(ask: Ask, answer: Answer) -> Fault | None:
    """Another rate than the one asked for (结案率 / 立案率), told by one character."""
    wanted, said = _RATE.findall(ask.folded), _RATE.findall(answer.folded_carriers)
    if len(wanted) != 1 or len(said) != 1 or wanted[0] in answer.folded_sentence or said[0] in ask.folded_sentence:
        return None
    left, right = wanted[0], said[0]
    if sum(a == b for a, b in zip(left, right, strict=True)) != 1 or lexicon().same(left, right) or (
            keys(left) & keys(right)) or lexicon().same(left + "率", right + "率"):
        return None
    return Fault("wording", "conflicting", f"用词:上位为“{left}率”,草案写成“{right}率”,指标不同", 0.65, f"{right}率", f"{left}率")


def _listed(ask: Ask, answer: Answer) -> Fault | None:
    book = lexicon()
    said = _TITLE.sub("", answer.folded_carriers)
    copy = copied(ask.folded, said) >= 0.55
    whole = said if copy else _TITLE.sub("", answer.folded_sentence)
    asked = _TITLE.sub("", ask.folded)
    for word in sorted(book.confused, key=lambda word: (-len(word), word)):
        if word not in asked or word in whole:
            continue
        for other in sorted(book.confused[word], key=lambda item: (-len(item), item)):
            if other in said and other not in ask.folded_sentence and not book.same(word, other):
                return Fault("wording", "conflicting",
                             f"用词:上位为“{word}”,草案写成“{other}”,含义不同", 0.85, other, word)
    return None


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[tuple[int, int, str], ...]:
    out, at = [], 0
    for word in segment(text):
        out.append((at, at + len(word), word))
        at += len(word)
    return tuple(out)


def _around(text: str, start: int, end: int) -> str:
    """The words of the text that hold the span."""
    inside = [(a, b) for a, b, _ in _words(text) if a < end and b > start]
    return text[inside[0][0]:inside[-1][1]] if inside else text[start:end]


def _copied(ask: Ask, answer: Answer) -> Fault | None:
    book = lexicon()
    left, right = ask.folded, answer.folded_main
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < COPIED:
        return None
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "replace" or b - a != d - c or b - a > 2:
            continue
        word, other = _around(left, a, b), _around(right, c, d)
        if len(word) != len(other) or not 2 <= len(word) <= 5 or word == other:
            continue
        shared = sum(x == y for x, y in zip(word, other, strict=True))
        # Two-character words that share one are mostly verbs of one sense (列入 / 写入);
        # those that are not stand in the list of confusable terms.
        if shared < 2 or any(char.isdigit() or char in _LINKING for char in left[a:b] + right[c:d]):
            continue
        if word in book.plain or other in book.plain or book.same(word, other) or keys(word) & keys(other):
            continue
        if _ORGAN.search(word) and _ORGAN.search(other):
            continue  # 公安机关 as 公安分局: who acts is for its own slot
        if other in ask.folded_sentence or word in answer.folded_sentence or word.startswith("每"):
            continue
        return Fault("wording", "conflicting", f"用词:上位为“{word}”,草案写成“{other}”,含义不同", 0.7, other, word)
    return None
