"""The annual report without a model: selection, points, sections in Article 25's order.

Every sentence passes the grounding gate; what fails is left out and listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.drafting.budget import fit, length_of
from assistant.drafting.conflicts import Found
from assistant.drafting.gathering import Evidence
from assistant.drafting.grounding import ground_sentence
from assistant.drafting.ledger import Gap, Ledger
from assistant.drafting.marks import full, half
from assistant.drafting.names import place_name, region_kind
from assistant.drafting.numbering import renumbered
from assistant.drafting.outline import Outline, Section
from assistant.drafting.points import Point
from assistant.drafting.prospects import enumerated, figures_left_out, plans, shortcomings
from assistant.drafting.request import DraftRequest
from assistant.drafting.sentences import placeholder, sentences_of
from assistant.drafting.topics import topics
from assistant.types import DraftSection, DraftSentence, Exclusion

#: A section is divided by topic when it is longer than this and has two topics or more.
DIVIDED = 420
#: Official openings are left out of drafts shorter than this: facts first.
OPENINGS_FROM = 1500
#: Marked places of one section; the other gaps stand in the list.
MARKS = 2
_TOWN = re.compile(r"[镇乡]$|街道$")
_FORM_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Composition:
    """The report's sections and all that is told beside them."""

    title: str
    sections: tuple[DraftSection, ...]
    ledger: Ledger
    conflicts: tuple[Found, ...]
    gaps: tuple[str, ...]
    excluded: tuple[Exclusion, ...]
    notices: tuple[str, ...]


def compose(request: DraftRequest, held: Evidence) -> Composition:
    """The extractive draft. Deterministic."""
    points_in = [p for p in held.points if _asked_for(p, held)]
    room = None if request.length is None else request.length * (1.03 - _FORM_SHARE)
    if request.length is not None:
        room = max(room or 0, 40)
    written, gaps = _build(request, held, points_in, room)
    # Headings, subjects and stops cost what only the built text shows: a few corrections settle it.
    for _ in range(4):
        size = _size(written)
        if request.length is None or room is None or abs(size - request.length * 1.03) <= 0.02 * request.length:
            break
        room = max(40.0, room + request.length * 1.03 - size)
        again, gaps = _build(request, held, points_in, room)
        if _size(again) == size:
            break
        written = again
    sections, dropped = _grounded(written, held, request)
    excluded = dict.fromkeys((*held.selection.excluded, *figures_left_out(points_in), *dropped))
    title = f"{place_name(request.region)}{request.year}年法治政府建设情况报告"
    notices = list(held.notices)
    if request.length and _size(sections) < 0.85 * request.length:
        notices.append(f"报送材料中可用的内容只够{_size(sections)}字,少于要求的{request.length}字;未加套话凑数")
    return Composition(title, sections, held.ledger, held.found, gaps, tuple(excluded), tuple(notices))


def _size(sections: Sequence[DraftSection]) -> int:
    return sum(length_of(s.heading) + sum(length_of(x.text) for x in s.sentences) for s in sections)


def _asked_for(point: Point, held: Evidence) -> bool:
    asked = held.wanted
    if asked is None:
        return True
    if asked.parts:
        return any(_part_of(point) == part for part in asked.parts)
    if _part_of(point) != "results":
        return False
    if asked.sections:
        section = _section_of(point, held.outline)
        return section is not None and section.id in asked.sections
    text = ",".join(p.text for p in point.pieces)
    if asked.topics:
        if point.topic in asked.topics or bool(asked.term and len(asked.term) >= 4 and asked.term in text):
            return True
        return _beside(point, asked.topics, held)
    return bool(asked.term) and asked.term in point.clause_text[point.key[2]:point.key[2] + 200].split("。")[0]


def _beside(point: Point, wanted_topics: Sequence[str], held: Evidence) -> bool:
    """Whether a point stands in a clause that opens on a wanted topic, and is of the same chapter:
    a report tells 出庭应诉 under 行政复议."""
    if point.topic is None:
        return False
    opening = half(point.clause_text)[:40]
    return any(topics().of(t).chapter == topics().of(point.topic).chapter and topics().of(t).heading in opening
               for t in wanted_topics)


def _part_of(point: Point) -> str:
    return {"done": "results", "leader": "first_responsibility", "shortcoming": "problems", "cause": "problems",
            "plan": "next_year"}.get(point.role, "results")


def _section_of(point: Point, shape: Outline) -> Section | None:
    owned = (t.id for t in topics().topic if point.submitter and t.owned_by(point.submitter))
    topic = point.topic or next(owned, "drive")
    return shape.section_of(topic) or (shape.sections[-1] if shape.sections else None)


# ------------------------------------------------------------------- building

Built = tuple[list[DraftSection], tuple[str, ...]]


def _build(request: DraftRequest, held: Evidence, wanted_points: Sequence[Point], room: float | None) -> Built:
    chosen = fit(wanted_points, room)
    openings = request.length is None or request.length >= OPENINGS_FROM
    sections: list[DraftSection] = []
    gaps: list[str] = []
    for part in held.outline.parts:
        mine = [p for p in chosen if _part_of(p) == part.key]
        inside: list[DraftSection] = []
        if held.wanted is None or part.key in held.wanted.parts:
            inside.append(DraftSection(full(part.printed), (), 1))
        if part.key == "results":
            inside += _results(request, held, mine, openings, gaps)
        elif held.wanted is None or part.key in held.wanted.parts:
            inside += _other_part(request, part.key, mine, openings, gaps)
        sections += inside
    if held.wanted is None:
        sections = renumbered(sections)
    return _opened(sections, request, held, openings), tuple(dict.fromkeys(gaps))


def _opened(sections: list[DraftSection], request: DraftRequest, held: Evidence, openings: bool) -> list[DraftSection]:
    if held.wanted is not None or not openings:
        return sections
    name = place_name(request.region)
    text = (
        f"{request.year}年,{name}坚持以习近平新时代中国特色社会主义思想为指导,深入学习贯彻习近平法治思想,"
        "扎实推进法治政府建设。现将有关情况报告如下。")
    return [DraftSection("", (DraftSentence(full(text), (), "opening"),), 1), *sections]


def _results(request: DraftRequest, held: Evidence, mine: Sequence[Point], openings: bool,
             gaps: list[str]) -> list[DraftSection]:
    out: list[DraftSection] = []
    asked = held.wanted
    if asked and (asked.topics or asked.term):
        return _topic_only(request, held, mine, gaps)
    for section in held.outline.sections:
        if asked and asked.sections and section.id not in asked.sections:
            continue
        if asked and asked.parts and "results" not in asked.parts:
            continue
        own = [p for p in mine if _section_of(p, held.outline) == section]
        missing = [g for g in held.ledger.gaps if _gap_home(g, held.outline) == section]
        out += _section(request, section, own, missing, openings, gaps, bool(held.ledger.entries))
    return out


def _gap_home(gap: Gap, shape: Outline) -> Section | None:
    by_part = [s for s in shape.sections if s.plan_part and s.plan_part == gap.plan_part]
    if by_part:
        return by_part[0]
    return (shape.section_of(gap.topic) if gap.topic else None) or (shape.sections[-1] if shape.sections else None)


def _section(request: DraftRequest, section: Section, own: Sequence[Point], missing: Sequence[Gap], openings: bool,
             gaps: list[str], planned: bool) -> list[DraftSection]:
    by_topic = [(topic, [p for p in own if _topic_in(p, section) == topic]) for topic in section.topics]
    told = [(topic, _ordered(items)) for topic, items in by_topic if items]
    heading = full(section.printed)
    opening = [DraftSentence(full(section.opening), (), "opening")] if openings and section.opening and told else []
    gaps += [g.text for g in missing]
    marks = [(g.topic, placeholder(g.mark, (g.citation,) if g.citation else ())) for g in missing[:MARKS]]
    if not told and not missing:
        if planned:
            return []
        gaps.append(f"“{section.heading}”方面没有单位报送情况")
        marks = [(None, placeholder(f"待补充:{section.heading.split(',')[0]}方面的情况"))]
    if sum(len(p.text) for _, items in told for point in items for p in point.pieces) < DIVIDED or len(told) < 2:
        towns = [p for _, items in told for p in items if _TOWN.search(p.submitter)]
        body = [s for _, items in told for s in sentences_of([p for p in items if p not in towns])]
        body += sentences_of(towns)
        return [DraftSection(heading, (*opening, *body, *(mark for _, mark in marks)), 2)]
    # The opening stands in the first paragraph: a line of its own would be a paragraph that says nothing.
    out = [DraftSection(heading, (), 2)]
    paragraphs = {topic: list(sentences_of(items)) for topic, items in told}
    for known, mark in marks:
        home = known if known in section.topics else told[-1][0]
        paragraphs.setdefault(home or told[-1][0], []).append(mark)
    order = [t for t in section.topics if t in paragraphs]
    for number, topic in enumerate(order, 1):
        body = [*opening, *paragraphs[topic]] if number == 1 else paragraphs[topic]
        out.append(DraftSection(f"{number}.{topics().of(topic).heading}", tuple(body), 3))
    return out


def _topic_in(point: Point, section: Section) -> str:
    """The point's topic; one without goes to what its body reports on, else to the last."""
    if point.topic in section.topics:
        return point.topic or ""
    owned = [t for t in section.topics if point.submitter and topics().of(t).owned_by(point.submitter)]
    return owned[0] if owned else section.topics[-1]


def _ordered(items: Sequence[Point]) -> list[Point]:
    """Whole-district returns first, towns last; the order of the materials otherwise."""
    def rank(point: Point) -> int:
        if _TOWN.search(point.submitter):
            return 2
        return 0 if not point.scope else 1
    return sorted(items, key=rank)


def _topic_only(request: DraftRequest, held: Evidence, mine: Sequence[Point], gaps: list[str]) -> list[DraftSection]:
    asked = held.wanted
    assert asked is not None
    if asked.topics:
        out = []
        for topic in asked.topics:
            own = [p for p in mine if p.topic == topic or (p.topic not in asked.topics and topic == asked.topics[0])]
            missing = [g for g in held.ledger.gaps if g.topic == topic]
            gaps += [g.text for g in missing]
            marks = [placeholder(g.mark, (g.citation,) if g.citation else ()) for g in missing[:MARKS]]
            body = sentences_of(_ordered(own))
            if not body and not marks:
                gaps.append(f"“{topics().of(topic).heading}”没有单位报送情况")
                marks = [placeholder(f"待补充:{topics().of(topic).heading}情况")]
            out.append(DraftSection(topics().of(topic).heading, (*body, *marks), 2))
        return out
    body = sentences_of(_ordered(mine))
    if not body:
        gaps.append(f"材料中没有关于“{asked.term}”的内容")
        body = (placeholder(f"待补充:{asked.term}情况"),)
    return [DraftSection(full(asked.term), body, 2)]


def _other_part(request: DraftRequest, key: str, mine: Sequence[Point], openings: bool,
                gaps: list[str]) -> list[DraftSection]:
    kind = region_kind(request.region)
    if key == "first_responsibility":
        body = sentences_of(_ordered(mine))
        if not body:
            gaps.append(
                "督察规定第二十五条要求报告党政主要负责人履行推进法治建设第一责任人职责的情况,报送材料未见反映")
            body = (placeholder("待补充:党政主要负责人履行推进法治建设第一责任人职责的情况"),)
        return [DraftSection("", body, 1)]
    if key == "problems":
        return [DraftSection("", shortcomings(mine, kind, gaps), 1)]
    return [DraftSection("", plans(mine, request.year, kind, gaps), 1)]


# -------------------------------------------------------------------- the gate

def _grounded(sections: Sequence[DraftSection], held: Evidence,
              request: DraftRequest) -> tuple[tuple[DraftSection, ...], tuple[Exclusion, ...]]:
    """Sentences that pass; the quotes of those that do not are listed with the reason."""
    dropped: list[Exclusion] = []
    out: list[DraftSection] = []
    sources = [*held.documents]
    for section in sections:
        kept = []
        for sentence in section.sentences:
            faults = () if sentence.status == "placeholder" else ground_sentence(sentence, sources, year=request.year)
            if not faults:
                kept.append(sentence)
                continue
            reason = "未通过依据核对:" + ";".join(f.message for f in faults[:3])
            dropped += [Exclusion(c.quote, c.document, reason, c.clause) for c in sentence.citations]
        # Numbered only now: an item that the gate took leaves no hole in 一是, 二是.
        problems = any(s.status == "opening" and "还存在一些不足" in s.text for s in section.sentences)
        out.append(replace(section, sentences=enumerated(kept) if problems else tuple(kept)))
    return _merged(out), tuple(dropped)


def _merged(sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """A part's heading and its unheaded first paragraph as one section; empty ones go."""
    out: list[DraftSection] = []
    for section in sections:
        if not section.heading and out and out[-1].heading and not out[-1].sentences and section.sentences:
            out[-1] = replace(out[-1], sentences=section.sentences)
            continue
        if section.heading or section.sentences:
            out.append(section)
    return tuple(out)
