"""The report by a model: paragraph after paragraph, the extractive one standing in where it fails.

Facts that a model leaves out are told by the extractive sentence that holds them, so a
lazy model loses words, never facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant import prompts
from assistant.drafting.amounts import amounts
from assistant.drafting.annual import Composition
from assistant.drafting.budget import length_of
from assistant.drafting.evidence import by_name
from assistant.drafting.gathering import Evidence
from assistant.drafting.marks import full, half, squeeze
from assistant.drafting.request import DraftRequest
from assistant.drafting.writing import lots, write
from assistant.errors import Unavailable
from assistant.facts.names import cited_titles
from assistant.llm import BadReply, Model
from assistant.types import Citation, Document, DraftSection, DraftSentence, Exclusion

Progress = Callable[[str, float], None]
Rewritten = tuple[Composition, str, str | None, tuple[str, ...]]


def rewrite(request: DraftRequest, held: Evidence, made: Composition, model: Model,
            progress: Progress | None = None) -> Rewritten:
    """The composition in the model's words, with engine name, prompt digest and notices."""
    report = progress or (lambda message, share: None)
    sources = by_name(held.documents)
    notices = list(made.notices)
    refused: list[Exclusion] = []
    digest: str | None = None
    done = failed = 0
    sections: list[DraftSection] = []
    heading = ""
    for number, section in enumerate(made.sections):
        heading = section.heading or heading
        report(f"模型起草:{heading or made.title}", 0.7 + 0.28 * number / max(len(made.sections), 1))
        try:
            fresh, said, digest_now = _paragraph(request, replace(section, heading=heading), model, sources)
        except BadReply as error:
            failed += 1
            notices.append(f"“{heading}”:{error.zh},该段改用摘录方式")
            sections.append(section)
            continue
        except Unavailable as error:
            notices.append(f"{error.zh};其余各段已用摘录方式成稿")
            sections += made.sections[number:]
            break
        digest = digest_now or digest
        done += 1 if digest_now else 0
        refused += said
        sections.append(replace(section, sentences=fresh))
    if refused:
        notices.append(f"模型所写有{len(refused)}句未通过依据核对,已舍去并列入“排除”;所涉事实由摘录句补上")
    engine = f"model:{model.name}" if done else "extractive"
    if not done and not notices:
        notices.append("模型没有写出可用的内容,已用摘录方式成稿")
    return (replace(made, sections=tuple(sections), excluded=(*made.excluded, *refused)), engine,
            digest if done else None, tuple(notices))


def _paragraph(request: DraftRequest, section: DraftSection, model: Model,
               sources: Mapping[str, Document]) -> tuple[tuple[DraftSentence, ...], list[Exclusion], str | None]:
    own = [s for s in section.sentences if s.status == "supported"]
    if not own or sum(length_of(s.text) for s in own) < 30:
        return section.sentences, [], None
    cited = [c for s in own for c in s.citations]
    written: list[DraftSentence] = []
    refused: list[Exclusion] = []
    digest: str | None = None
    room = sum(length_of(s.text) for s in own)
    for lot in lots(cited):
        def render(evidence: str, faults: str) -> prompts.Rendered:
            return prompts.render("draft_section", region=request.region, year=str(request.year),
                                  heading=section.heading, length=str(room), evidence=evidence, faults=faults)

        result = write(model, render, lot, sources, request.year)
        written += result.sentences
        refused += result.refused
        digest = result.digest
    if sum(length_of(s.text) for s in written) > 1.15 * room:
        written = []
    if not written:
        return section.sentences, refused, None
    before = [s for s in section.sentences if s.status == "opening"]
    after = [s for s in section.sentences if s.status == "placeholder"]
    kept = with_lost_facts(written, own)
    return (*before, *kept, *after), refused, digest


def with_lost_facts(written: list[DraftSentence], own: list[DraftSentence]) -> tuple[DraftSentence, ...]:
    """The written sentences and those extractive ones whose facts they leave out."""
    out = list(written)
    for sentence in own:
        if not _told(sentence, written):
            out.append(sentence)
    return tuple(out)


def _told(sentence: DraftSentence, written: list[DraftSentence]) -> bool:
    mine = set(sentence.citations)
    others = [w for w in written if mine & set(w.citations)]
    if not others:
        return False
    said = "".join(half(w.text) for w in others)
    numbers = [(q.value, q.unit) for q in amounts(full(half(sentence.text)))]
    known = [(q.value, q.unit) for q in amounts(full(said))]
    if any(known.count(n) < numbers.count(n) for n in numbers):
        return False
    return all(squeeze(t.name) in squeeze(said) for t in cited_titles(sentence.text))


def cited_by(sentences: tuple[DraftSentence, ...]) -> tuple[Citation, ...]:
    """All citations of some sentences, each once."""
    return tuple(dict.fromkeys(c for s in sentences for c in s.citations))
