"""Words written wrong, by confusion lists in context (错别字、用语)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import standards
from assistant.review.internal.view import View
from assistant.review.internal.words import Mistake, between_words, mistakes
from assistant.types import InternalFinding, Severity

_LABELS = {"misprint": "疑为错别字", "term": "用语不准确", "outdated": "提法已过时", "grammar": "搭配不当或语义重复"}
_SEVERITY: dict[str, Severity] = {"misprint": "medium", "term": "medium", "outdated": "low", "grammar": "low"}


def check(view: View) -> Iterator[InternalFinding]:
    """Every known mis-writing, at its place. The same one is told at most three times, then only counted."""
    known = {entry.wrong for entry in mistakes()}
    entries = [*mistakes(), *(_from_term(term) for term in standards.terms() if term.wrong not in known)]
    text = view.text
    for entry in entries:
        if entry.wrong not in text:
            continue
        places = [(sentence, at) for sentence in view.sentences for at in _places(entry, sentence.text)]
        for number, (sentence, at) in enumerate(places):
            if number == 3:
                break
            more = f"（同类共{len(places)}处）" if len(places) > 3 and number == 2 else ""
            start, end = sentence.passage.around(sentence.start + at, sentence.start + at + len(entry.wrong))
            note = f"，{entry.note}" if entry.note and entry.note != "同上" else ""
            yield sentence.passage.finding(
                entry.kind,
                entry.severity,
                start,
                end,
                f"“{entry.wrong}”{_LABELS[entry.kind]}，应为“{entry.right}”{note}{more}",
                entry.right,
                0.92 if entry.kind == "misprint" else 0.85,
            )


def _from_term(term: standards.Term) -> Mistake:
    return Mistake(
        term.wrong,
        term.right,
        term.kind,
        term.near,
        term.unless,
        "medium" if term.changes_meaning else _SEVERITY[term.kind],
        term.note,
    )


def _places(entry: Mistake, text: str) -> Iterator[int]:
    if entry.wrong not in text or (entry.near and not any(word in text for word in entry.near)):
        return
    holding = [word for word in entry.unless if entry.wrong in word]
    if any(word in text for word in entry.unless if entry.wrong not in word):
        return
    for match in re.finditer(re.escape(entry.wrong), text):
        at = match.start()
        if len(entry.wrong) == 2 and between_words(text[max(0, at - 1) : at + 3]):
            continue
        if any(
            text.startswith(word, at - shift)
            for word in holding
            for shift in (m.start() for m in re.finditer(re.escape(entry.wrong), word))
            if at >= shift
        ):
            continue
        if text.startswith(entry.right, at) and len(entry.right) > len(entry.wrong):
            continue
        shift = entry.right.find(entry.wrong)
        if shift >= 0 and at >= shift and text.startswith(entry.right, at - shift):
            continue
        opened = text.rfind("《", 0, at)
        if entry.kind in ("outdated", "term") and opened >= 0 and "》" not in text[opened:at]:
            continue  # a title is quoted as it is; wrong titles have their own check
        yield at
