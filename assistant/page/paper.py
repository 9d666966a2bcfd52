"""A draft as the page shows it: the paper sentence by sentence, ledger, conflicts and gaps, versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.page.markup import badge, button, cut, empty, row, table, text, when
from assistant.page.words import Language, say
from assistant.types import Conflict, Draft, DraftSentence

STATUS = ("supported", "opening", "placeholder")
LEDGER = ("silent", "partly", "reported")
_QUOTED = re.compile(r"“(.+?)”")
GAP_WORDS = 40


def sentences(draft: Draft) -> Iterator[DraftSentence]:
    """In reading order; a sentence's place here is its number on the page."""
    for section in draft.sections:
        yield from section.sentences


def sentence(draft: Draft, number: int) -> DraftSentence | None:
    return next((s for at, s in enumerate(sentences(draft)) if at == number), None)


def page(draft: Draft | None, language: Language) -> str:
    """The paper: each sentence can be clicked, or reached by Tab and opened with Enter."""
    if draft is None:
        return empty(say("no_draft_yet", language))
    legend = "".join(f"<span class='sentence {s}'>{text(say(s, language))}</span>" for s in STATUS)
    out = [f"<p class='legend'>{text(say('legend', language))} {legend}</p>",
           f"<article class='paper' lang='zh-CN'><h2>{text(draft.title)}</h2>"]
    number = 0
    for section in draft.sections:
        if section.heading:
            level = min(max(section.level, 1), 3) + 2
            out.append(f"<h{level}>{text(section.heading)}</h{level}>")
        body = []
        for one in section.sentences:
            body.append(f"<span class='sentence {text(one.status)}' role='button' tabindex='0' "
                        f"data-pick='sentence:{draft.version}:{number}'>{text(one.text)}</span>")
            number += 1
        if body:
            out.append(f"<p>{''.join(body)}</p>")
    return "".join([*out, "</article>"])


def ledger(draft: Draft | None, only: str, language: Language) -> str:
    """The plan's requirements against what was reported; `only` one status, or all."""
    if draft is None or not draft.ledger:
        return empty(say("no_ledger", language))
    count = Counter[str](entry.status for entry in draft.ledger)
    chips = [_chip("ledger:", say("ledger_all", language, n=len(draft.ledger)), not only)]
    chips += [_chip(f"ledger:{status}", f"{say(status, language)} {count[status]}", only == status)
              for status in LEDGER if count[status]]
    rows = [row([text(entry.requirement.clause), text(entry.requirement.quote),
                 badge(entry.status, say(entry.status, language))], f"entry:{draft.version}:{number}")
            for number, entry in enumerate(draft.ledger) if only in ("", entry.status)]
    heads = [say(key, language) for key in ("clause", "requirement", "status")]
    return f"<p class='chips'>{''.join(chips)}</p>{table(heads, rows, 'ledger')}"


def _chip(pick: str, words: str, pressed: bool) -> str:
    return (f"<button type='button' class='chip' data-pick='{text(pick)}' "
            f"aria-pressed='{'true' if pressed else 'false'}'>{text(words)}</button>")


def open_points(draft: Draft | None, language: Language) -> str:
    """Conflicts with a button a value, gaps with a button that begins the sentence that fills them."""
    if draft is None:
        return empty(say("no_draft_yet", language))
    conflicts = "".join(_conflict(draft, number, c, language) for number, c in enumerate(draft.conflicts))
    gaps = [row([text(gap), button(f"gap:{number}", say("gap_fill", language))])
            for number, gap in enumerate(draft.gaps)]
    return (f"<h4>{text(say('conflicts_n', language, n=len(draft.conflicts)))}</h4>"
            f"{conflicts or empty(say('no_conflicts', language))}"
            f"<h4>{text(say('gaps_n', language, n=len(draft.gaps)))}</h4>"
            + (f"<table class='list'><tbody>{''.join(gaps)}</tbody></table>" if gaps
               else empty(say("no_gaps", language))))


def _conflict(draft: Draft, number: int, conflict: Conflict, language: Language) -> str:
    rows = []
    for at, value in enumerate(conflict.values):
        held = conflict.settled is not None and conflict.settled == value.value
        act = badge("reported", say("settled", language)) if held else "" if conflict.settled is not None else \
            button(f"settle:{draft.version}:{number}:{at}", say("settle", language), "primary")
        rows.append(row([f"<b>{text(value.value)}{text(value.unit or '')}</b>", text(value.source),
                         text(value.quote), act]))
    return (f"<section class='conflict'><h5>{text(conflict.indicator)}</h5>"
            f"<table class='list'><tbody>{''.join(rows)}</tbody></table></section>")


def gap_words(draft: Draft, number: int, language: Language) -> str:
    """The beginning of an instruction that fills a gap."""
    gap = draft.gaps[number]
    found = _QUOTED.search(gap)
    return say("gap_ask", language, gap=cut(found[1] if found else gap, GAP_WORDS))


def excluded(draft: Draft | None, language: Language) -> str:
    """What was kept out of the draft, and why."""
    if draft is None or not draft.excluded:
        return empty(say("no_excluded", language))
    rows = [row([text(e.quote), f"{text(e.source)} {text(e.clause)}", text(e.reason)]) for e in draft.excluded]
    return table([say(key, language) for key in ("quote", "source", "reason")], rows)


def versions(kept: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Every version, the newest first, with what it changed and a button to bring it back."""
    out = []
    for number, one in enumerate(reversed(kept)):
        changes = "".join(f"<li><del>{text(c['before'])}</del><ins>{text(c['after'])}</ins></li>"
                          for c in one["changed"])
        told = (f"<details><summary>{text(say('changed_n', language, n=len(one['changed'])))}</summary>"
                f"<ul class='changes'>{changes}</ul></details>") if changes else ""
        act = badge("reported", say("current", language)) if not number else \
            button(f"restore:{one['version']}", say("restore", language))
        out.append(f"<section class='version'><h5>{text(say('version', language, n=one['version']))}"
                   f"<span class='where'>{when(one['at'])}</span>{act}</h5>"
                   f"<p>{text(one['instruction'])}</p>{told}</section>")
    return "".join(out) or empty(say("no_draft_yet", language))
