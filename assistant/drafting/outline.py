"""The report's outline: Article 25's contents, and the plan's chapters inside the first of them.

督察规定 Article 25 names what an annual report must hold: measures and results,
shortcomings and causes, the first responsibility of the principal leaders, next
year's arrangements, and what else must be told. The first is divided as the plan is,
or as the user says, or in the standard order of corpus/standards/chapters.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant import standards
from assistant.drafting.marks import half, squeeze
from assistant.drafting.measures import pairs
from assistant.drafting.request import DraftRequest
from assistant.drafting.statements import unnumbered
from assistant.drafting.topics import Topic, chapter_of, topics
from assistant.errors import BadInput
from assistant.facts.numerals import han_number
from assistant.types import Clause, Document

PartKey = Literal["results", "problems", "first_responsibility", "next_year"]
HAN = "一二三四五六七八九十"
_PARTS: tuple[PartKey, ...] = ("results", "problems", "first_responsibility", "next_year")
_GENERAL = frozenset(("健全", "体系", "行政", "完善", "推进", "加强", "工作", "全面", "建设", "政府", "法治", "推动"))
#: A topic that only one part of the plan speaks of at this length is told in that part, whatever its heading.
_SPOKEN_OF = 25
_NO_TASK = re.compile(
    r"总体要求|指导思想|基本原则|总体目标|工作目标|创建目标|创建步骤|工作步骤|方法步骤|实施步骤|时间安排|附件|"
    r"工作要求|有关要求")


@dataclass(frozen=True, slots=True)
class Part:
    """A top part of the report. `number` as printed (一, 二 …)."""

    key: PartKey
    number: str
    heading: str

    @property
    def printed(self) -> str:
        return f"{self.number}、{self.heading}"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the results part and the topics told in it. `plan_part`: the plan's clause."""

    id: str
    number: str
    heading: str
    topics: tuple[str, ...]
    opening: str
    plan_part: str | None = None

    @property
    def printed(self) -> str:
        return f"({self.number}){self.heading}"


@dataclass(frozen=True, slots=True)
class Outline:
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]

    def section_of(self, topic: str) -> Section | None:
        """The section in which a topic is told."""
        return next((s for s in self.sections if topic in s.topics), None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the outline is asked for: whole parts, whole sections, single topics, or a term."""

    parts: tuple[PartKey, ...] = ()
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    term: str = ""
    note: str = ""


def outline(request: DraftRequest, plan: Document | None) -> Outline:
    """The outline of the whole report."""
    contents = {content.id: content for content in standards.annual_report().content}
    parts = []
    for number, key in enumerate(_PARTS):
        heading = contents[key].headings[0]
        if key == "next_year":
            heading = "下一年度推进法治政府建设的主要安排"
        parts.append(Part(key, HAN[number], heading))
    given = [(None, heading, heading) for heading in request.outline] if request.outline else _plan_parts(plan)
    return Outline(tuple(parts), _sections(given))


def _plan_parts(plan: Document | None) -> list[tuple[str | None, str, str]]:
    if plan is None:
        return []
    found = []
    for clause in plan.clauses:
        if clause.kind != "part" or not clause.number or not clause.heading or _NO_TASK.search(clause.heading):
            continue
        found.append(_row(clause, plan))
    if len(found) < 4:
        # A campaign plan has one part of tasks; its sections are the chapters.
        inner = [_row(c, plan) for c in plan.clauses if c.kind == "section" and c.heading and c.parent
                 and not _NO_TASK.search(c.heading) and any(c.parent == part for part, _, _ in found)]
        found = inner if len(inner) >= 4 else found
    return found


def _row(clause: Clause, plan: Document) -> tuple[str | None, str, str]:
    inner = [c.text for c in plan.clauses if c.id == clause.id or c.id.startswith(clause.id + "/")]
    return clause.id, unnumbered(half(clause.heading)), half("\n".join(inner))


def _sections(given: Sequence[tuple[str | None, str, str]]) -> tuple[Section, ...]:
    if not given:
        return tuple(
            Section(c.id, _han(i), half(c.heading), tuple(t.id for t in topics().topic if t.chapter == c.id), c.opening)
            for i, c in enumerate(topics().chapter))
    chapters = [chapter_of(f"{heading}{heading}{heading}\n{text}") or "" for _, heading, text in given]
    owned: list[list[str]] = [[] for _ in given]
    left: list[Topic] = []
    for topic in topics().topic:
        at = _home(topic, given, chapters)
        if at is None:
            left.append(topic)
        else:
            owned[at].append(topic.id)
    rows = [(chapters[i] or f"plan{i}", heading, tuple(owned[i]), part) for i, (part, heading, _) in enumerate(given)]
    order = [chapter.id for chapter in topics().chapter]
    for chapter in topics().chapter:
        rest = tuple(t.id for t in left if t.chapter == chapter.id)
        if rest:
            before = [i + 1 for i, row in enumerate(rows) if row[0] in order and order.index(row[0]) < order.index(chapter.id)]
            last = max((i for i, row in enumerate(rows) if row[0] == "leadership"), default=len(rows))
            rows.insert(min(max(before, default=0), last), (chapter.id, half(chapter.heading), rest, None))
    openings = {c.id: c.opening for c in topics().chapter}
    return tuple(Section(f"{key}.{i}", _han(i), heading, held, openings.get(key, ""), part)
                 for i, (key, heading, held, part) in enumerate(row for row in rows if row[2]))


def _home(topic: Topic, given: Sequence[tuple[str | None, str, str]], chapters: Sequence[str]) -> int | None:
    """The plan's part for a topic: of its chapter, the one that speaks of it most; else one whose
    heading names it; None leaves it to its standard chapter."""
    scores = [topic.score(text) + 3 * topic.score(heading) for _, heading, text in given]
    same = [i for i, chapter in enumerate(chapters) if chapter == topic.chapter]
    if same:
        return max(same, key=lambda i: (scores[i], -i))
    named = next((i for i, (_, heading, _) in enumerate(given) if topic.score(heading) > 0), None)
    if named is not None:
        return named
    # A plan may put two chapters in one part (依法行政制度和决策机制): its heading tells.
    words = pairs(next(c.heading for c in topics().chapter if c.id == topic.chapter)) - _GENERAL
    alike = [(len(words & pairs(heading)), -i) for i, (_, heading, _) in enumerate(given) if scores[i] > 0]
    most, at = max(alike, default=(0, 0))
    if most >= 3:
        return -at
    longest, next_longest = sorted((*scores, 0.0), reverse=True)[:2]
    return scores.index(longest) if longest >= max(_SPOKEN_OF, 2 * next_longest) else None


def _han(index: int) -> str:
    n = index + 1
    if n <= 10:
        return HAN[n - 1]
    return ("" if n < 20 else HAN[n // 10 - 1]) + "十" + (HAN[n % 10 - 1] if n % 10 else "")


# ---------------------------------------------------------------- what is asked

_PART_WORDS: tuple[tuple[PartKey, tuple[str, ...]], ...] = (
    ("problems", ("存在问题", "存在的问题", "问题和不足", "不足", "短板", "差距", "原因")),
    ("first_responsibility", ("第一责任人", "主要负责人履职", "主要负责人履行")),
    ("next_year", ("下一步", "下一年", "明年", "工作安排", "工作打算", "工作思路", "主要安排")),
    ("results", ("举措和成效", "主要工作", "工作成效", "举措成效", "主要举措", "成效")),
)


def wanted(said: str, outline: Outline) -> Wanted:
    """What a user's words (第四部分, (三), a heading, a topic) mean in this outline.

    Raises BadInput for a number that the outline does not have.
    """
    text = squeeze(said).strip("。,:")
    number = re.fullmatch(rf"第?([{HAN}\d]+)(部分|大部分|章|篇|、)?", text)
    if number:
        return _numbered(number.group(1), outline)
    section = re.fullmatch(rf"(?:第([{HAN}\d]+)节|\(([{HAN}\d]+)\))", text)
    if section:
        index = _index(section.group(1) or section.group(2))
        if not 1 <= index <= len(outline.sections):
            raise _no_such(said, outline)
        return Wanted(sections=(outline.sections[index - 1].id,))
    bare = unnumbered(text)
    for part in outline.parts:
        if bare == squeeze(part.heading):
            return Wanted(parts=(part.key,))
    for item in outline.sections:
        heading = squeeze(item.heading)
        if bare == heading or (len(bare) >= 6 and (bare in heading or heading in bare)):
            return Wanted(sections=(item.id,))
    for topic in topics().topic:
        if bare == squeeze(topic.heading):
            return Wanted(topics=(topic.id,))
    for key, names in _PART_WORDS:
        if any(name in bare for name in names):
            return Wanted(parts=(key,))
    return _by_topic(bare, outline)


def _numbered(printed: str, outline: Outline) -> Wanted:
    index = _index(printed)
    if 1 <= index <= len(outline.parts):
        part = outline.parts[index - 1]
        return Wanted(parts=(part.key,), note=f"“第{HAN[index - 1]}部分”按报告篇章理解为“{half(part.heading)}”")
    if 1 <= index <= len(outline.sections):
        item = outline.sections[index - 1]
        note = f"报告只有{len(outline.parts)}个部分,已按第{index}节“{item.heading}”起草"
        return Wanted(sections=(item.id,), note=note)
    raise _no_such(printed, outline)


def _by_topic(bare: str, outline: Outline) -> Wanted:
    core = re.sub(r"(?:情况|部分|方面|工作|章节|一节|内容)+$", "", bare) or bare
    named = [s for s in outline.sections if len(core) >= 4 and core in squeeze(s.heading)]
    several = [w for w in re.split(r"[、和及与]", core) if len(w) >= 2]
    if len(several) > 1 and all(_topics_named(w) for w in several):
        return Wanted(topics=tuple(dict.fromkeys(t.id for w in several for t in _topics_named(w)[:1])))
    exact = _topics_named(core)
    if len(named) == 1 and not any(core == t.heading for t in exact):
        return Wanted(sections=(named[0].id,))
    if exact:
        sections = {s.id for t in exact if (s := outline.section_of(t.id))}
        if len(exact) > 1 and len(sections) == 1:
            return Wanted(sections=tuple(sections))
        if len(exact) == 1:
            return Wanted(topics=(exact[0].id,), term=core)
    known = topics().classify(core)
    similar = max(outline.sections, key=lambda s: len(pairs(core) & pairs(s.heading)), default=None)
    if known is not None:
        return Wanted(topics=(known.id,), term="")
    if similar is not None and len(pairs(core)) and len(pairs(core) & pairs(similar.heading)) / len(pairs(core)) >= 0.6:
        return Wanted(sections=(similar.id,))
    return Wanted(term=core)


def _topics_named(word: str) -> tuple[Topic, ...]:
    """Topics that list this word, or a longer one that holds it."""
    exact = tuple(t for t in topics().topic if word in t.words or word == t.heading)
    return exact or tuple(t for t in topics().topic if any(word in w for w in t.words))


def _index(printed: str) -> int:
    return int(printed) if printed.isdigit() else int(han_number(printed) or 0)


def _no_such(said: str, outline: Outline) -> BadInput:
    names = "、".join(part.printed for part in outline.parts)
    return BadInput(
        f"没有“{said}”这一部分;报告共{len(outline.parts)}部分:{names};第一部分下有{len(outline.sections)}节",
                    f"no part {said!r}: the report has {len(outline.parts)} parts and {len(outline.sections)} sections")
