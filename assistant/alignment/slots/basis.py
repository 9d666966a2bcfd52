"""Cited documents (依据): another title, a changed number, a document no longer in force."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant import standards
from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.citations import titles
from assistant.alignment.folding import fold_marks

_MANNER = re.compile("(?:依据|根据|按照|依照|落实|贯彻|执行|遵照|对照)[^，,。；;]{0,6}《[^。；;]{2,60}》[^，,。；;《》]{0,12}$")
_YEARS = re.compile(r"\(?\d{4}(?:[—~至]\d{4})?年?(?:修[订正])?\)?")
_PLACE = re.compile("^(?:中华人民共和国|[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|县|区|州))")


def _core(title: str) -> str:
    """A title without place and years: what tells it apart across levels."""
    bare = _YEARS.sub("", title)
    return _PLACE.sub("", bare)


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when the draft relies on another document than the source names here."""
    asked = titles(ask.text) or titles(_lead(ask))
    if not asked:
        return None
    said = titles(answer.sentence)
    for title in asked:
        if not said:
            return None
        core = _core(title)
        best = max(said, key=lambda other: SequenceMatcher(None, core, _core(other)).ratio())
        ratio = SequenceMatcher(None, core, _core(best)).ratio()
        if core in _core(best) or _core(best) in core:
            fault = _number(ask.sentence, answer.sentence, title)
            if fault:
                return fault
            continue
        if any(_core(other) == core for other in titles(answer.clause)):
            continue
        old = superseded(best)
        if old:
            return Fault("basis", "conflicting", f"依据:上位引用《{title}》,草案引用的《{best}》已被替代({old})", 0.9,
                         f"《{best}》", f"《{title}》")
        if ratio >= 0.35 or len(said) == 1:
            return Fault("basis", "conflicting", f"依据:上位引用《{title}》,草案写为《{best}》", 0.85 if ratio > 0.5 else 0.7,
                         f"《{best}》", f"《{title}》")
    return None


def _lead(ask: Ask) -> str:
    """The manner phrase (依据《…》,) that stands straight before the requirement, or ""."""
    at = ask.sentence.find(ask.text)
    before = ask.sentence[:at].rstrip("，,") if at > 0 else ""
    found = _MANNER.search(before)
    return found.group() if found else ""


def superseded(title: str) -> str:
    """Why a document is no basis any more, or "" while it is."""
    for entry in standards.superseded():
        if any(fold_marks(word) == title or fold_marks(word) == f"中华人民共和国{title}" for word in entry.words):
            return f"由《{entry.replaced_by.strip('《》')}》接替" if entry.replaced_by else f"{entry.since}起期满"
    return ""


def _numbers(text: str, title: str) -> set[str]:
    folded = fold_marks(text)
    at = folded.find(title)
    if at < 0:
        return set()
    tail = folded[at + len(title):at + len(title) + 40]
    if not tail.startswith("》("):
        return set()
    inside = tail[2:].split(")")[0] + ")" if "(" not in tail[2:].split("》")[0] else tail[2:]
    return set(re.findall(r"\d+", inside))


def _number(asked: str, said: str, title: str) -> Fault | None:
    left, right = _numbers(asked, title), _numbers(said, title)
    if left and right and left != right:
        return Fault("basis", "conflicting",
                     f"依据:《{title}》的文号上位为{'、'.join(sorted(left))},草案为{'、'.join(sorted(right))}", 0.9)
    return None
