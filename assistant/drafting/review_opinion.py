"""The answer to review opinions (审议意见研究处理情况): problem → measures → results.

Each problem is answered from the returns or shown open. What is only intended is told as
intended; a problem without measures or without results holds a marked place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant import prompts
from assistant.alignment.align import Aligner, Query
from assistant.alignment.units import Passage
from assistant.drafting.amounts import amounts
from assistant.drafting.budget import fit
from assistant.drafting.conflicts import conflicts, counted
from assistant.drafting.evidence import by_name
from assistant.drafting.grounding import ground_sentence
from assistant.drafting.ledger import evidence_text
from assistant.drafting.marks import full, half
from assistant.drafting.names import place_name, region_kind, region_parts
from assistant.drafting.opinions import Problem, opinion_among, problems
from assistant.drafting.outline import HAN
from assistant.drafting.pages import text_of
from assistant.drafting.plausibility import contradictions
from assistant.drafting.points import Point, points
from assistant.drafting.request import DraftRequest
from assistant.drafting.rewrite import cited_by, with_lost_facts
from assistant.drafting.selection import planned, select
from assistant.drafting.sentences import placeholder, sentences_of
from assistant.drafting.statements import Statement, statements, unnumbered
from assistant.drafting.writing import write
from assistant.errors import BadInput, Unavailable
from assistant.library.lexical import words
from assistant.llm import BadReply, Model
from assistant.types import (
    Citation,
    Document,
    Draft,
    DraftSection,
    DraftSentence,
    Exclusion,
    LedgerEntry,
)

Progress = Callable[[str, float], None]
#: Share of a problem's telling content that an answer must hold, and that makes it sure.
NEAR = 0.34
#: At most so many statements answer one problem.
MOST = 6
_RESULT = re.compile(
    r"提高到|提升|下降|降至|降低|减少|增长|上升|达到?\d|率(?:为|达)?\d|完成整改|办结|销号|清偿|已全部|实现|新增|"
    r"同比|合格率|满意")
_GENERAL = frozenset(("问题", "不足", "不够", "不高", "不强", "偏高", "偏低", "较为", "仍然", "存在", "工作",
                      "力度", "有待", "加强", "方面", "部分", "一些", "之间", "尚未", "完全",
                      "执法", "镇街", "部门", "行政", "群众"))
_TARGETED = re.compile(r"针对[^,。]{2,40}问题")


@dataclass(frozen=True, slots=True)
class Answered:
    """A problem with the points that answer it."""

    problem: Problem
    measures: tuple[Point, ...]
    results: tuple[Point, ...]
    plans: tuple[Point, ...]

    @property
    def cited(self) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(Citation(p.key[0], p.key[1], p.clause_text[p.pieces[0].start:p.pieces[-1].end])
                                   for p in (*self.measures, *self.results, *self.plans) if p.pieces))


def answer(request: DraftRequest, materials: Sequence[Document], plan: Document | None, model: Model | None,
           progress: Progress | None = None) -> Draft:
    """The draft of the answer. `plan` is the opinion; without it one among the materials is taken.

    Raises BadInput without an opinion or when it names no problem.
    """
    report = progress or (lambda message, share: None)
    opinion, returns = opinion_among(plan, materials)
    asked = problems(opinion)
    if not asked:
        raise BadInput(f"“{opinion.source}”中没有找到审议意见指出的问题", f"no problem found in {opinion.source}")
    report("读取办理材料", 0.1)
    said = [_as_plan(s) for s in statements(returns, request.region, request.year)]
    chosen = select(said, request)
    numbers = counted(chosen.kept, request.region)
    found, twice = conflicts(numbers)
    found = (*found, *contradictions(numbers))
    texts = {(d.id or d.source, c.id): c.text for d in returns for c in d.clauses}
    every = points(chosen.kept, texts, request.region, request.year, found, twice, manner=True)
    if request.length is not None:
        every = fit(every, 0.8 * request.length)
    report("对应问题与措施", 0.4)
    answers = _answers(asked, chosen.kept, every, request)
    sources = by_name([*returns, opinion])
    sections, gaps, dropped = _sections(request, opinion, answers, sources)
    engine, digest = "extractive", None
    notices: list[str] = []
    if model is not None:
        sections, engine, digest, notices, refused = _by_model(request, sections, answers, model, sources, progress)
        dropped += refused
    title = f"{place_name(request.region)}人民政府关于审议意见研究处理情况的报告"
    text = text_of(title, sections)
    name = hashlib.sha256(f"{request}{text}".encode()).hexdigest()[:12]
    report("完成", 1.0)
    return Draft(name, title, text, sections, _ledger(opinion, answers), tuple(f.conflict for f in found), tuple(gaps),
                 (*chosen.excluded, *dropped), engine, 1, (), request.kind, request.region, request.year, digest,
                 tuple(notices))


def _as_plan(statement: Statement) -> Statement:
    """What is intended among results is a plan here: the answer tells open matters as such."""
    if statement.role == "done" and any(planned(p.text) for p in statement.phrases):
        return replace(statement, role="plan")
    return statement


# ------------------------------------------------------------------- matching

def _answers(asked: Sequence[Problem], kept: Sequence[Statement], every: Sequence[Point],
             request: DraftRequest) -> tuple[Answered, ...]:
    by_key = {point.key: point for point in every}
    pool = [s for s in kept if s.role in ("done", "leader", "plan") and s.key in by_key]
    aligner = Aligner([Passage("", str(i), evidence_text(s)) for i, s in enumerate(pool)],
                      [p.quote for p in asked], region_parts(request.region))
    scored: list[tuple[float, int, int]] = []
    for number, problem in enumerate(asked):
        for candidate in aligner.candidates(Query(problem.quote, f"{problem.heading},{problem.asked}"), k=MOST):
            if max(candidate.cover, candidate.narrow) >= NEAR:
                scored.append((candidate.score, number, int(candidate.sentence.clause)))
    answered = {number for _, number, _ in scored}
    for number, problem in enumerate(asked):
        scored += [] if number in answered else _by_words(problem, number, pool)
    home: dict[int, int] = {}
    for _, number, at in sorted(scored, reverse=True):
        home.setdefault(at, number)
    for at in list(home):
        _with_its_clause(at, home, pool)
    return tuple(_answered(problem, [by_key[pool[i].key] for i in sorted(home) if home[i] == number])
                 for number, problem in enumerate(asked))


def _by_words(problem: Problem, number: int, pool: Sequence[Statement]) -> list[tuple[float, int, int]]:
    """Statements that share two telling words with a problem that nothing came near to."""
    telling = {w for w in words(half(problem.quote)) if len(w) >= 2 and w not in _GENERAL}
    found = []
    for at, statement in enumerate(pool):
        said = half(evidence_text(statement))
        shared = sum(len(w) for w in telling if w in said)
        if len([w for w in telling if w in said]) >= 2:
            found.append((float(shared) / 100, number, at))
    return sorted(found, reverse=True)[:MOST]


def _with_its_clause(at: int, home: dict[int, int], pool: Sequence[Statement]) -> None:
    """The rest of a clause that answers a problem by name, or of the sentence, goes with it."""
    mine = pool[at]
    named = bool(_TARGETED.search(mine.before + mine.text) or any(_TARGETED.search(h) for h in mine.headings))
    for i, other in enumerate(pool):
        if (other.document, other.clause) != (mine.document, mine.clause) or i in home:
            continue
        if named or other.sentence == mine.sentence:
            home[i] = home[at]


def _answered(problem: Problem, own: Sequence[Point]) -> Answered:
    plans = [p for p in own if p.role == "plan"]
    done = [p for p in own if p.role != "plan"]
    results = [p for p in done if _RESULT.search(",".join(x.text for x in p.pieces))
               or any(amounts(full(x.text)) for x in p.pieces)]
    return Answered(problem, tuple(p for p in done if p not in results), tuple(results), tuple(plans))


# ------------------------------------------------------------------- sections

def _sections(request: DraftRequest, opinion: Document, answers: Sequence[Answered],
              sources: dict[str, Document]) -> tuple[tuple[DraftSection, ...], list[str], list[Exclusion]]:
    gaps: list[str] = []
    dropped: list[Exclusion] = []
    kind = region_kind(request.region)
    opening = (f"{kind}人民政府高度重视{kind}人大常委会审议意见,认真研究处理,逐项明确责任、推动落实。"
               "现将研究处理情况报告如下。")
    out = [DraftSection("", (DraftSentence(full(opening), (), "opening"),), 1)]
    heading, part, number = None, 0, 0
    for item in answers:
        if item.problem.heading != heading:
            heading, part, number = item.problem.heading, part + 1, 0
            out.append(DraftSection(full(f"{_han(part)}、关于{re.sub(r'^(?:关于|进一步)', '', heading)}"), (), 1))
        number += 1
        told = _named(item.problem)
        cited = Citation(opinion.id or opinion.source, item.problem.clause, item.problem.quote)
        body, lost = _body(item, sources, request, gaps)
        dropped += lost
        out.append(DraftSection(full(f"({_han(number)}){told}"), _led(told, cited, body), 2))
    return tuple(out), gaps, dropped


def _named(problem: Problem) -> str:
    """The problem's words as a name."""
    return re.sub(r"(?:问题)?(?:仍然|依然|还|仍)?(?:存在|突出)$", "", unnumbered(half(problem.quote)))


def _led(told: str, cited: Citation, body: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
    """针对…的问题 before the first sentence of the answer; alone when there is none."""
    lead = f"针对{told}{'' if told.endswith('问题') else '的问题'}"
    if body and body[0].status == "supported":
        first = replace(body[0], text=full(f"{lead},") + body[0].text, citations=(cited, *body[0].citations))
        return (first, *body[1:])
    return (DraftSentence(full(f"审议意见指出,{told}。"), (cited,)), *body)


def _body(item: Answered, sources: dict[str, Document], request: DraftRequest,
          gaps: list[str]) -> tuple[list[DraftSentence], list[Exclusion]]:
    told = _named(item.problem)[:30]
    out: list[DraftSentence] = []
    dropped: list[Exclusion] = []
    for group in (item.measures, item.results, item.plans):
        for sentence in sentences_of([_targeted(p) for p in group]):
            faults = () if sentence.status == "placeholder" else ground_sentence(sentence, sources, year=request.year)
            if faults:
                reason = "未通过依据核对:" + ";".join(f.message for f in faults[:3])
                dropped += [Exclusion(c.quote, c.document, reason, c.clause) for c in sentence.citations]
            else:
                out.append(sentence)
    if not out:
        gaps.append(f"审议意见{item.problem.clause}指出的“{told}”,没有单位报送整改措施和结果")
        return [placeholder(f"待补充:{told}问题的整改措施和结果")], dropped
    if not item.results:
        gaps.append(f"审议意见{item.problem.clause}指出的“{told}”,没有单位报送整改结果")
        out.append(placeholder(f"待补充:{told}问题的整改结果"))
    return out, dropped


def _targeted(point: Point) -> Point:
    """Without 针对…的问题 at the start: the heading names the problem."""
    pieces = [p for p in point.pieces if not _TARGETED.fullmatch(p.text)]
    return replace(point, pieces=tuple(replace(p, needs=-1) for p in pieces)) if pieces else point


def _ledger(opinion: Document, answers: Sequence[Answered]) -> tuple[LedgerEntry, ...]:
    out = []
    for item in answers:
        requirement = Citation(opinion.id or opinion.source, item.problem.clause, item.problem.quote)
        status, reason = ("reported", "") if item.results else (
            ("partly", "有措施,未报结果") if item.measures or item.plans else ("silent", "报送材料未见反映"))
        out.append(LedgerEntry(requirement, status, item.cited, reason))  # type: ignore[arg-type]
    return tuple(out)


def _han(number: int) -> str:
    return HAN[number - 1] if number <= 10 else "十" + (HAN[number - 11] if number < 20 else "")


# ------------------------------------------------------------------ with a model

def _by_model(request: DraftRequest, sections: tuple[DraftSection, ...], answers: Sequence[Answered], model: Model,
              sources: dict[str, Document], progress: Progress | None,
              ) -> tuple[tuple[DraftSection, ...], str, str | None, list[str], list[Exclusion]]:
    notices: list[str] = []
    refused: list[Exclusion] = []
    digest: str | None = None
    out: list[DraftSection] = []
    quotes = {full(_named(a.problem)): a for a in answers}
    for index, section in enumerate(sections):
        if progress:
            progress(f"模型起草:{section.heading}", 0.5 + 0.45 * index / len(sections))
        problem = next((a for told, a in quotes.items() if section.level == 2 and section.heading.endswith(told)), None)
        own = [s for s in section.sentences if s.status == "supported"]
        if problem is None or not own:
            out.append(section)
            continue

        told, room = prompts.fence(problem.problem.quote), str(sum(len(s.text) for s in own))

        def render(evidence: str, faults: str, told: str = told, room: str = room) -> prompts.Rendered:
            return prompts.render("review_opinion", region=request.region, problem=told, length=room,
                                  evidence=evidence, faults=faults)

        try:
            written = write(model, render, cited_by(tuple(own)), sources, request.year)
        except BadReply as error:
            notices.append(f"“{section.heading}”:{error.zh},该段改用摘录方式")
            out.append(section)
            continue
        except Unavailable as error:
            notices.append(f"{error.zh};其余各段已用摘录方式成稿")
            out += sections[index:]
            break
        refused += written.refused
        if not written.sentences:
            out.append(section)
            continue
        digest = written.digest
        fresh = with_lost_facts(list(written.sentences), own)
        marks = [s for s in section.sentences if s.status == "placeholder"]
        out.append(replace(section, sentences=(*fresh, *marks)))
    if refused:
        notices.append(f"模型所写有{len(refused)}句未通过依据核对,已舍去并列入“排除”;所涉事实由摘录句补上")
    return tuple(out), f"model:{model.name}" if digest else "extractive", digest, notices, refused
