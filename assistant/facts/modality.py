"""The ladder of demand (效力用语), from 鼓励 up to 必须 and 严禁."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.facts.lexicon import alternation, words

RungName = Literal["must", "should", "plain", "strive", "optional"]

RUNGS: dict[RungName, int] = {"must": 5, "should": 4, "plain": 3, "strive": 2, "optional": 1}
_RUNG_OF: dict[str, RungName] = {
    word: name for name in ("must", "should", "strive", "optional") for word in words("modality", name)
}
_PROHIBITION = frozenset(words("modality", "prohibition"))
FORWARD = frozenset(words("modality", "forward"))

#: Words that are inside other words as often as not, with what rules that out. They are tried
#: only where the word stands, so that the scan itself stays a plain one.
_GUARDED = {
    "要": "(?<![主重需首纪概摘纲只简次不提必紧扼})还])要(?![求点素件闻义领么地害务员塞职因挟旨紧案目事件道])",
    "应": "(?<![反响适供相效对回呼感顺理照因答策])应(?![急对用诉届付援变收邀知评尽出当该询纳聘战上下缴收检])"
    "(?!到会|出席|到人)(?![\u4e00-\u9fff]{1,2}尽)",
    "须": "(?<![必无])须(?!知|要)",
    "可": "(?<![不许认也])可(?=[由将根依按以向在通采对授委视结申与参])(?!以)",
    "可以": "(?<![不还])可以(?!上)",
    "争取": "(?<![斗力])争取",
    "努力": "(?<![共同的年])努力(?![程度])",
    "探索": "(?<![理论实践])探索(?!的|性|出)",
    "试点": "(?<![开展先行进])试点(?![城工单地区镇村县示任方经])",
    "参照": "参照(?!系|物)",
    "试行": "试行(?![）)”〉》])",
    "禁止": "(?<![令行])禁止",
    "一律": "一律",
    "一般": "一般",
    "不再": "不再",
    "鼓励": "鼓励(?!奖|政策|类|目录)",
    "确保": "确保",
}
_MODAL = re.compile(alternation(_RUNG_OF))
_GUARD = {word: re.compile(pattern) for word, pattern in _GUARDED.items()}


@dataclass(frozen=True, slots=True)
class Modality:
    """One rung of the ladder as printed. `rung` 5 (必须, 严禁) to 1 (鼓励, 探索); plain is 3."""

    word: str
    name: RungName
    start: int
    end: int
    prohibition: bool = False

    @property
    def rung(self) -> int:
        return RUNGS[self.name]

    @property
    def soft(self) -> bool:
        """On the two lowest rungs: an aim or an option, no duty."""
        return self.rung <= 2


PLAIN = Modality("", "plain", 0, 0)


def modalities(text: str) -> tuple[Modality, ...]:
    """Every modal word of `text`, in order.

    >>> [(m.word, m.rung) for m in modalities("各级政府要切实履行职责，不得重复检查，力争达到60%，探索建立机制")]
    [('要', 4), ('不得', 5), ('力争', 2), ('探索', 1)]
    >>> modalities("按照主要负责人的要求，加强应急管理，提高应对能力")
    ()
    """
    found: list[Modality] = []
    for match in _MODAL.finditer(text):
        word, start = match.group(), match.start()
        guard = _GUARD.get(word)
        if guard is None or guard.match(text, start):
            found.append(Modality(word, _RUNG_OF[word], start, match.end(), word in _PROHIBITION))
    return tuple(found)


def modality(text: str) -> Modality:
    """The rung on which `text` as a whole stands: its lowest soft word, else its highest firm one.

    >>> modality("鼓励有条件的地区开展试点").name, modality("应当公开").name, modality("健全机制").name
    ('optional', 'should', 'plain')
    >>> modality("力争到2025年达到100%").rung
    2
    """
    found = modalities(text)
    if not found:
        return PLAIN
    soft = [item for item in found if item.soft]
    if soft:
        return min(soft, key=lambda item: item.rung)
    return max(found, key=lambda item: item.rung)
