"""A follow-up question made whole from what was asked before: its topic, place and document carried on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library import comparison, lexicon, slots, years
from assistant.library.aim import without_level
from assistant.library.lexical import fold
from assistant.library.shelf import Shelf

_DEEPEST = 6       # how many earlier questions are looked at for a topic
_LEADS = re.compile(r"^(?:那么?|还有|另外|再问|它|他们|这|该|上述|其中|前者|后者|同样|换成|如果是|对于?)")
_REFERS = re.compile(r"它|它们|该文件|该方案|这份|这个|那个|上面|上述|刚才|刚刚|其中|这一|这项|这条|文件里|里面")
_SAME_DOCUMENT = re.compile(r"它|该文件|该方案|这份|其中|文件里|里面|上述文件|本文件")
# Words that ask for a detail of a matter and name none.
_DETAIL = re.compile(r"由|部门|单位|负责人?|牵头|落实|主管|机构|期限|时间|时限|要求|规定|情况|完成|达到|办结|审结"
                     r"|比例|数量|目标|结果|具体|一共|总共|全年")
_LEAST_TOPIC = 4   # Han characters below which a question has no topic of its own


@dataclass(frozen=True, slots=True)
class Asked:
    """text: what to look for; before: the earlier question whose document is meant, None when open;
    new: what a follow-up asks beyond the earlier question, None for a question on its own."""

    text: str
    before: str | None = None
    new: str | None = None


def resolve(question: str, history: Sequence[tuple[str, str]], shelf: Shelf) -> Asked:
    """The question on its own, or joined with the topic of an earlier one where it leans on it."""
    earlier = [asked for asked, _ in history if asked.strip()]
    if not earlier or not _leans(question, shelf):
        return Asked(question)
    base = next((asked for asked in reversed(earlier[-_DEEPEST:]) if not _leans(asked, shelf)), earlier[-1])
    places = shelf.mentioned(question)
    before = base
    if places:
        before = comparison.without_comparing(before)
        for name in sorted(shelf.mentioned(base), key=len, reverse=True):
            before = before.replace(name, "")
    if without_level(question) != question:
        before = without_level(before)
    if years.reported(question):
        before = years.without_reported(before)
    rest = _without_leads(question)
    if slots.wanted(question) is not None:
        # Asked anew for another value: only the topic of the earlier question goes on.
        before = lexicon.without_question_words(fold(before))
    joined = re.sub(r"\s+", " ", f"{rest} {before}" if places else f"{before} {rest}").strip()
    same = _SAME_DOCUMENT.search(question) is not None and not places
    return Asked(joined, base if same else None, rest)


def _leans(question: str, shelf: Shelf) -> bool:
    topic = lexicon.without_question_words(fold(_without_leads(question)))
    for name in sorted(shelf.mentioned(question), key=len, reverse=True):
        topic = topic.replace(name, "")
    han = len(re.findall(r"[一-鿿]", _DETAIL.sub("", _REFERS.sub("", years.without_reported(topic)))))
    if han < _LEAST_TOPIC:
        return True
    return (_LEADS.match(question) is not None or _REFERS.search(question) is not None) and han < 3 * _LEAST_TOPIC


def _without_leads(question: str) -> str:
    return re.sub(r"[呢吗?？]+$", "", _LEADS.sub("", question.strip()))
