"""A draft against one higher-level document: each requirement with its verdict."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import standards
from assistant.alignment.folding import region_names
from assistant.alignment.judge import decide
from assistant.alignment.matching import Match, Matcher, period_end
from assistant.alignment.slots.stricter import stricter
from assistant.alignment.units import passages_of
from assistant.alignment.verdicts import Judgement
from assistant.facts import extract, list_members
from assistant.facts.actions import ENUMERATOR
from assistant.facts.segments import segment
from assistant.library.embedding import Embedder
from assistant.types import ClauseQuote, Document, Finding, Level, Requirement, SourceQuote

if TYPE_CHECKING:
    from assistant.alignment.opinion import Counsel
    from assistant.llm import Model

Progress = Callable[[str, float], None]

#: What only introduces or closes a draft answers no requirement.
_FRAME = ("题头", "引言")
_CLOSING = ("题头", "引言", "结尾")
_NOTE = re.compile("^[（(【]?(?:责任|牵头|配合|主办|协办|承办|落实)(?:单位|部门|领导|主体)[:：]")
_SAYING = re.compile("^(?:而不是|不是|是[^，,]{2,24}(?:窗口|关键|基础|保障|要求|前提|标志|途径|主力军))|越是[^，,]+越|一头[^，,]+一头"
                     "|(?:认识和把握|高度重视|关键少数)$|^坚持[^，,、]{4}、[^，,、]{4}$")
#: What a text holds to be right, asks nobody to do: no draft need say it again, though none may say the opposite.
_QUALITY = ("(?:(?:公[正平开]|高效|便[捷民利]|为民|透明|廉洁|规范|严格|文明|权威|普惠|均等|智能|有[序力效]|顺畅|完备|科学|民主|精准"
            "|优质|务实|诚信|开放|包容|审慎|和谐){2}|[一-鿿]{2}(?:过硬|精湛|优良|相[济融成宜]|并重|便民|为民))")
_PRINCIPLE = re.compile(
    f"^[^,，、]{{2,14}}?(?:更加|更为|日益)?{_QUALITY}(?:、{_QUALITY})+$|^坚持以?[^,，、]{{1,10}}为[^,，、]{{1,6}}[、，,]以?[^,，、]{{1,10}}为[^,，、]{{1,6}}$"
    "|^[^,，、]{2,14}?(?:要|应当?|必须)?服务于[^,，]{2,16}$"
    "|^(?:把|将)[^,，、]{2,16}(?:要求|理念|精神|思想|原则)(?:体现|贯穿|融入|贯彻|落实)[到于在][^,，]{2,40}$")
#: A phrase that begins with how often, by when, or on what basis, and goes on to a deed.
_MEASURED = re.compile(
    "(?:每(?:年|半年|季度|个?月|周|两年|三年)|20\\d\\d年(?:\\d{1,2}月)?(?:年?底)?(?:前|以前|之前))[^，,。；;]{6,40}$"
    "|(?:依据|根据|按照|依照)《[^》]{2,40}》[^，,。；;]{6,40}$")
#: Duties that the text itself lays on the issuing level, not on those below.
_UPPER_ACTOR = {
    "省": re.compile("(?:^|由)(?:省(?:人民)?政府|省委|省级(?!及?以下)|省[\u4e00-\u9fff]{1,8}(?:厅|委|办|局)|省人大)"),
    "市": re.compile("(?:^|由)(?:市(?:人民)?政府|市委|市级|市[\u4e00-\u9fff]{1,8}(?:委|办|局)|市人大)"),
}
_UPPER_THING = re.compile(
    "(?:建设|建成|搭建|开发|完善|升级|优化|迭代)[^,,。]{0,6}(?:全省统一|全市统一|省级|全省|省统一)[^,,。]{0,16}(?"
    ":系统|平台|数据库|中心|网)")


@dataclass(frozen=True, slots=True)
class Raise:
    """A measured demand of the draft against the same one of a source; `how` is "" where
    the draft asks for no more than the source."""

    clause: str
    quote: str
    how: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding for every requirement of one source, in the order of its text, and where
    the draft's measured demands meet (or exceed) the source's."""

    findings: tuple[Finding, ...]
    raises: tuple[Raise, ...]


def check_against(draft: Document, upper: Document, embedder: Embedder | None = None, model: Model | None = None,
                  progress: Progress | None = None) -> Checked:
    """Judge every requirement of `upper`. Raises what the embedder raises."""
    requirements = demands(upper)
    matcher = matcher_for(draft, upper, requirements, embedder, progress)
    counsel: Counsel | None = None
    if model is not None:
        from assistant.alignment.opinion import Counsel

        counsel = Counsel(model)
    out: list[Finding] = []
    raises: list[Raise] = []
    for number, item in enumerate(requirements):
        match = matcher.match(item)
        judgement = judge_for(draft, upper, matcher, match)
        if counsel is not None and judgement.verdict != "not_applicable":
            judgement = counsel.hear(matcher, match, judgement)
        if principle(item) and judgement.kinds == ("omission",):
            continue
        out.append(finding(upper, match, judgement))
        if judgement.answer is not None and judgement.verdict == "covered":
            answer = judgement.answer
            if met := stricter(match.ask, answer):
                raises.append(Raise(answer.candidate.sentence.clause, met.phrase, met.how))
        if progress and number % 50 == 0:
            progress("逐条比对", 0.5 + 0.5 * number / max(1, len(requirements)))
    return Checked(tuple(out), tuple(raises))


def demands(upper: Document) -> tuple[Requirement, ...]:
    """The requirements that a lower document can be held to: not the notes of who is
    responsible, not sayings, not the closing call to write just such a document."""
    kept = [item for item in extract(upper).requirements
            if item.clause not in _CLOSING and not _NOTE.search(item.quote) and not _SAYING.search(item.quote)]
    return tuple(_with_measured(upper, kept))


def principle(item: Requirement) -> bool:
    """Whether a phrase states what is held to be right, and names no deed or measure."""
    return not item.targets and item.deadline is None and _PRINCIPLE.match(item.quote) is not None


def _with_measured(upper: Document, kept: list[Requirement]) -> list[Requirement]:
    """The requirements, and the phrases beside them that say how often, by when or on what
    basis a thing is done, whatever their verb (每季度分析败诉案件); in the order of the text."""
    told: dict[str, list[Requirement]] = {}
    for item in kept:
        told.setdefault(item.clause, []).append(item)
    out: list[Requirement] = []
    for clause in upper.clauses:
        mine = told.get(clause.id, [])
        if mine:
            cut = segment(clause.text)
            for first, past in cut.sentences:
                for start, end, _ in cut.phrases[first:past]:
                    phrase = ENUMERATOR.sub("", clause.text[start:end], count=1)
                    if not _MEASURED.match(phrase) or any(phrase in r.quote or r.quote in phrase for r in mine):
                        continue
                    lists = list_members(phrase)
                    mine.append(Requirement(
                        clause.id, phrase, members=lists[0].members if lists else (),
                        sentence=clause.text[cut.phrases[first][0]:cut.phrases[past - 1][1]]))
            mine.sort(key=lambda r: clause.text.find(r.quote))
        out += mine
    return out


def matcher_for(draft: Document, upper: Document, requirements: Iterable[Requirement],
                embedder: Embedder | None = None, progress: Progress | None = None) -> Matcher:
    """The requirements of `upper` set against the clauses of `draft`."""
    return Matcher(
        tuple(requirements), [passage for passage in passages_of(draft) if passage.clause not in _FRAME],
        headings={passage.clause: passage.heading for passage in passages_of(upper)},
        regions=region_names([upper.region, draft.region]), period_end=period_end(upper.title, upper.period),
        embedder=embedder, progress=progress)


def judge_for(draft: Document, upper: Document, matcher: Matcher, match: Match) -> Judgement:
    """The verdict, with what is not this level's business set apart."""
    why = beyond_level(match.requirement, draft.level, upper.level)
    judgement = decide(matcher, match)
    spoken_of = judgement.answer is not None and any(fault.kind != "omission" for fault in judgement.faults)
    if why and judgement.verdict != "covered" and (not spoken_of or why.startswith("该事项由")):
        return Judgement("not_applicable", (), "low", f"本级不适用:{why}。", "", 0.85, None)
    return judgement


def beyond_level(item: Requirement, level: Level | None, above: Level | None) -> str:
    """Why a requirement is no business of a draft of this level; "" when it is."""
    if level is None:
        return ""
    for power in standards.powers():
        if level not in power.levels and power.applies(item.sentence or item.quote) and power.applies(item.quote):
            return power.reason
    pattern = _UPPER_ACTOR.get(above or "")
    if pattern and above != level and (pattern.search(item.actor or "") or pattern.search(item.quote)):
        return f"该事项由{above}级负责,本级配合落实"
    if above in ("省", "市") and above != level and _UPPER_THING.search(item.quote):
        return f"{above}级统一建设,本级负责接入和使用"
    return ""


def finding(upper: Document, match: Match, judgement: Judgement) -> Finding:
    """The finding as the contract has it; quotes are substrings of their clauses."""
    item = match.requirement
    source = upper.source
    quoted: tuple[ClauseQuote, ...] = ()
    if judgement.answer is not None:
        quoted = quotes(judgement)
    digest = hashlib.sha256(f"{source}\0{item.clause}\0{item.quote}".encode("utf-8", "surrogatepass")).hexdigest()
    return Finding(f"f-{digest[:10]}", judgement.verdict, judgement.kinds, judgement.severity,
                   SourceQuote(source, item.clause, item.quote), quoted, judgement.reason,
                   judgement.suggestion, judgement.confidence)


def quotes(judgement: Judgement) -> tuple[ClauseQuote, ...]:
    """The phrases of the draft that carry the answer, as one piece of their sentence."""
    answer = judgement.answer
    if answer is None:
        return ()
    sentence = answer.candidate.sentence
    spans = [(a - sentence.start, b - sentence.start) for a, b in sentence.phrases
             if sentence.text[a - sentence.start:b - sentence.start] in answer.carriers]
    if not spans:
        return (ClauseQuote(sentence.clause, sentence.text),)
    return (ClauseQuote(sentence.clause, sentence.text[spans[0][0]:spans[-1][1]]),)
