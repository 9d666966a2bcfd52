"""A conflict settled: the marked place gets the value of the source that the user trusts."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.amounts import amounts
from assistant.drafting.marks import full, squeeze
from assistant.drafting.pages import text_of
from assistant.errors import BadInput
from assistant.types import Change, Citation, Conflict, ConflictValue, Draft, DraftSection, DraftSentence


def settle(draft: Draft, indicator: str, choice: float | int | str) -> Draft:
    """The next version with this conflict settled by value ("218", 218) or by source (a file's name).

    Raises BadInput when no open conflict has this indicator or none of its values is meant.
    """
    conflict = _conflict(draft, indicator)
    value = _chosen(conflict, choice)
    settled = replace(conflict, settled=value.value)
    mark = squeeze(f"〔待核:{conflict.indicator}〕")
    sentence = _sentence(conflict, value)
    changed: list[Change] = []
    sections: list[DraftSection] = []
    for section in draft.sections:
        sentences = []
        for old in section.sentences:
            if squeeze(old.text).strip("。") == mark:
                changed.append(Change(old.text, sentence.text))
                old = sentence
            sentences.append(old)
        sections.append(replace(section, sentences=tuple(sentences)))
    return replace(draft, sections=tuple(sections), text=text_of(draft.title, sections), version=draft.version + 1,
                   changed=tuple(changed),
                   conflicts=tuple(settled if c is conflict else c for c in draft.conflicts))


def _conflict(draft: Draft, indicator: str) -> Conflict:
    wanted = squeeze(indicator)
    names = [(squeeze(c.indicator), c) for c in draft.conflicts]
    found = ([c for name, c in names if name == wanted]
             or [c for name, c in names if wanted and (wanted in name or name in wanted)]
             or [c for name, c in names if wanted and len(set(wanted) & set(name)) >= 0.8 * len(set(wanted))])
    if len(found) != 1:
        known = "、".join(c.indicator for c in draft.conflicts) or "无"
        raise BadInput(f"没有名为“{indicator}”的待核数据;现有:{known}",
            f"no conflict {indicator!r}; there are: {known}")
    return found[0]


def _chosen(conflict: Conflict, choice: float | int | str) -> ConflictValue:
    said = squeeze(str(choice))
    for value in conflict.values:
        if squeeze(value.source) == said or squeeze(value.source).rsplit(".", 1)[0] == said:
            return value
    number = said.removesuffix(conflict.values[0].unit or "\0") if conflict.values else said
    for value in conflict.values:
        if str(value.value) == number:
            return value
    loose = [v for v in conflict.values if len(said) >= 2 and said in squeeze(v.source)]
    if len(loose) == 1:
        return loose[0]
    offered = ";".join(f"{v.value}{v.unit or ''}({v.source})" for v in conflict.values)
    raise BadInput(f"“{choice}”不是“{conflict.indicator}”的任何一个值或来源;可选:{offered}",
                   f"{choice!r} is no value or source of this conflict; choose from: {offered}")


def _sentence(conflict: Conflict, value: ConflictValue) -> DraftSentence:
    """The value told with the indicator's name, its number as the source prints it."""
    quote = full(value.quote)
    printed = next((quote[q.start:q.end] for q in amounts(quote) if q.value == value.value),
                   f"{value.value}{value.unit or ''}")
    return DraftSentence(
        f"{full(conflict.indicator)}{printed}。", (Citation(value.source, value.clause, value.quote),))
