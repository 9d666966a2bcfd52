"""What the words of an instruction point at in a draft: paragraphs, sentences, or phrases on a topic."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.drafting.instructions import number
from assistant.drafting.marks import half, squeeze
from assistant.drafting.pages import paragraphs
from assistant.drafting.statements import unnumbered
from assistant.drafting.topics import topics
from assistant.types import Draft

_N = r"[\d一二两三四五六七八九十百]+"
_PARAGRAPH = re.compile(
    rf"^(?:全文|正文)?(?:(?:第(?P<n>{_N})(?:个)?(?:自然)?段)|(?P<last>最后一段|末段|最后的段落))(?:落)"
    rf"?(?:的?第?(?P<s>{_N})句|(?P<sl>最后一句))?(?:话)?$")
_SENTENCE = re.compile(rf"^(?:第(?P<s>{_N})句|(?P<sl>最后一句))(?:话)?$")
_SENTENCE_OF = re.compile(rf"^(?P<place>.*?)的?(?:第(?P<s>{_N})句|最后一句)(?:话)?$")
_PART = re.compile(rf"^第?(?P<n>{_N})(?:大?部分|、)$")
_SECTION = re.compile(rf"^(?:第(?P<n>{_N})节|\((?P<m>{_N})\))$")
_ALL = ("", "全文", "整篇", "全篇", "整个报告", "报告", "草稿", "本稿", "通篇", "文章", "它", "这一部分",
        "本部分", "这段", "这一段", "本段", "内容", "篇幅")


@dataclass(frozen=True, slots=True)
class Spot:
    """Whole paragraphs, or sentences of them: (section, sentence) indexes. `whole`: all of the draft.

    `sections`: indexes whose headings fall under the target too (a part with its sections)."""

    sentences: tuple[tuple[int, int], ...]
    sections: tuple[int, ...]
    whole: bool = False


def spot(draft: Draft, said: str) -> Spot | None:
    """The place that these words name; None when they name none (they may be a topic)."""
    text = squeeze(said).strip("“”\"的,")
    text = re.sub(r"(?:的)?(?:这|那)(?:一)?(?:部分|段|节|块)$", "部分", text)
    if text in _ALL:
        return _paragraphs(draft, paragraphs(draft.sections), whole=True)
    found = _PARAGRAPH.match(text)
    if found:
        rows = paragraphs(draft.sections)
        at = len(rows) if found["last"] else number(found["n"])
        if not 1 <= at <= len(rows):
            return Spot((), ())
        if found["s"] or found["sl"]:
            return _sentence(draft, rows[at - 1], found["s"])
        return _paragraphs(draft, (rows[at - 1],))
    only = _SENTENCE.match(text)
    if only and len(paragraphs(draft.sections)) == 1:
        return _sentence(draft, paragraphs(draft.sections)[0], only["s"])
    within = _SENTENCE_OF.match(text)
    if within:
        place = spot(draft, within["place"])
        if place is None or not place.sentences:
            return place
        at = number(within["s"]) - 1 if within["s"] else len(place.sentences) - 1
        return Spot((place.sentences[at],), ()) if 0 <= at < len(place.sentences) else Spot((), ())
    return _under_heading(draft, text)


def _sentence(draft: Draft, section: int, printed: str | None) -> Spot:
    count = len(draft.sections[section].sentences)
    at = number(printed) if printed else count
    return Spot(((section, at - 1),), ()) if 1 <= at <= count else Spot((), ())


def _paragraphs(draft: Draft, rows: tuple[int, ...], whole: bool = False) -> Spot:
    return Spot(tuple((r, i) for r in rows for i in range(len(draft.sections[r].sentences))), rows, whole)


def _under_heading(draft: Draft, text: str) -> Spot | None:
    part, section = _PART.match(text), _SECTION.match(text)
    levels = {1: part, 2: section}
    for level, match in levels.items():
        if match:
            wanted = number(match["n"] or match.groupdict().get("m") or "")
            heads = [i for i, s in enumerate(draft.sections) if s.heading and s.level == level]
            return _below(draft, heads[wanted - 1]) if 1 <= wanted <= len(heads) else Spot((), ())
    bare = re.sub(r"(?:那|这)?(?:部分|一节|这节|段落|章节|一段|段|内容)$", "", unnumbered(text))
    if len(bare) < 2:
        return None
    for index, item in enumerate(draft.sections):
        heading = unnumbered(squeeze(item.heading))
        if heading and (bare == heading or heading.endswith(bare) or (len(bare) >= 4 and bare in heading)):
            return _below(draft, index)
    return None


def _below(draft: Draft, index: int) -> Spot:
    """A heading's paragraph and those of the lower headings after it."""
    level = draft.sections[index].level
    rows = [index]
    for at in range(index + 1, len(draft.sections)):
        if draft.sections[at].heading and draft.sections[at].level <= level:
            break
        rows.append(at)
    return _paragraphs(draft, tuple(rows))


def speaks_of(text: str, term: str) -> bool:
    """Whether a phrase is on the term: the word itself, or its stem (满意度 finds 满意率).

    >>> speaks_of("群众满意率96.5%", "满意度"), speaks_of("办结率99%", "满意度")
    (True, False)
    """
    plain, wanted = squeeze(text), squeeze(term)
    if not wanted:
        return False
    if wanted in plain:
        return True
    stem = re.sub(r"(?:度|率|数|量|数量|情况|工作|活动|案件|制度)$", "", wanted)
    return len(stem) >= 2 and stem != wanted and stem in plain


def on_topic(draft: Draft, term: str) -> tuple[tuple[int, int], ...]:
    """Sentences with a phrase on the term."""
    def on(text: str) -> bool:
        return any(speaks_of(phrase, term) for phrase in re.split(r"[,;。]", half(text)))

    return tuple((i, j) for i, section in enumerate(draft.sections) for j, sentence in enumerate(section.sentences)
                 if sentence.status != "opening" and on(sentence.text))


def section_for(draft: Draft, term: str, topic: str | None) -> int | None:
    """The paragraph where something on a term belongs: its own heading, its topic's, or where it is spoken of."""
    named = [i for i, s in enumerate(draft.sections)
             if s.sentences and s.heading and squeeze(term) in squeeze(s.heading)]
    if named:
        return named[0]
    if topic:
        heading = squeeze(topics().of(topic).heading)
        own = [i for i, s in enumerate(draft.sections) if s.sentences and heading in squeeze(s.heading)]
        if own:
            return own[0]
    scores: list[tuple[float, int]] = []
    for index, section in enumerate(draft.sections):
        text = "".join(s.text for s in section.sentences if s.status == "supported")
        if text:
            score = (topics().of(topic).score(half(text)) if topic else 0.0) + 4.0 * squeeze(text).count(squeeze(term))
            scores.append((score, -index))
    best = max(scores, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None
