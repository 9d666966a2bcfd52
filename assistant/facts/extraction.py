"""What the clauses of a document say: requirements where it demands, figures where it reports."""

from __future__ import annotations

import re
from typing import Literal

from assistant.facts.figures import read_figures
from assistant.facts.lexicon import alternation, words
from assistant.facts.requirements import read_requirements
from assistant.facts.segments import sentences
from assistant.facts.statements import demands, is_background, may_describe
from assistant.types import Clause, Document, Facts, Figure, Requirement

Stance = Literal["demand", "report", "problem"]

_DEMAND = re.compile(
    "纲要|方案|规划|计划|要点|意见|通知|办法|条例|规定|细则|规则|决定|决议|制度|指引|准则|标准|法$|法律|法规"
    "|规章|清单|实施"
)
_REPORT = re.compile("报告|总结|汇报|情况|答复|报道|新闻|简报|通报|材料|成效|述职|小结|回顾|落实")
_PLAN_HEADING = re.compile(alternation(words("cues", "heading_plan")))
_PROBLEM_HEADING = re.compile(alternation(words("cues", "heading_problem")))
#: （一）动员部署（2024年12月）
_PHASE = re.compile("(?<=[（(至到—-])(20[0-9]{2})年[0-9]{1,2}月")
_YEAR = re.compile("(20[0-9]{2})年")
#: A heading that reports: the first sentence of a text that runs on behind its number.
_SENTENCE = re.compile("[0-9].*，|，.*[0-9]")
_MENDED = re.compile("解决|整改")
_GOAL_HEADING = re.compile(alternation(words("cues", "heading_goal")))
_GUIDING_HEADING = re.compile("指导思想|基本原则|主要原则|工作原则|总体要求|总体思路")
_DONE_HEADING = re.compile("回顾|成效|开展情况|主要工作|工作情况|进展|做法|履职|完成情况|落实情况|过去")
_DONE = re.compile(
    "(?:印发|出台|制定|建立|开展|完成|组织|举办|受理|办结|查处|新增|累计|共)(?:了|并)|已(?:经)?|今年以来|截至"
    "|累计|共[办受审开组举查]|同比|较上年|比上年|全年"
)
_DEMANDS = re.compile("应当|必须|不得|严禁|要[加切认严按坚]|确保|力争|到20[0-9]{2}年|20[0-9]{2}年?底前|健全|完善|推进")


def stance_of(document: Document) -> Stance:
    """Whether the document as a whole demands (方案, 条例) or reports (报告, 情况).

    The kind and title decide; where they are silent, what its clauses mostly say.
    """
    for name in (document.doc_type or "", document.title or ""):
        tail = re.sub("[(（][^()（）]*[)）]", "", name)
        report = [match.end() for match in _REPORT.finditer(tail)]
        demand = [match.end() for match in _DEMAND.finditer(tail)]
        if report or demand:
            return "report" if (report[-1] if report else -1) >= (demand[-1] if demand else -1) else "demand"
    done = asked = 0
    for clause in document.clauses[:200]:
        done += len(_DONE.findall(clause.text))
        asked += len(_DEMANDS.findall(clause.text))
    return "report" if done > asked else "demand"


def _heading(clause: Clause) -> str:
    return clause.heading or clause.text[:24]


def _stances(document: Document) -> dict[str, Stance]:
    """The stance of each clause: a report turns to plans and problems under headings that say so."""
    whole = stance_of(document)
    found: dict[str, Stance] = {}
    last: Clause | None = None
    for clause in document.clauses:
        above: Stance = found.get(clause.parent or "", whole)
        if whole == "report" and clause.kind in ("part", "section"):
            heading = _heading(clause)
            if _DONE_HEADING.search(heading):
                above = "report"
            elif _PLAN_HEADING.search(heading):
                above = "demand"
            elif clause.kind == "part" and _PROBLEM_HEADING.search(heading) and not _MENDED.search(heading):
                above = "problem"
        elif clause.id == "结尾" and last and last.kind == "part" and last.text.strip() == (last.heading or "").strip():
            above = found[last.id]  # the only text of a part that prints nothing but its heading
        found[clause.id] = above
        last = clause
    return found


def _year(document: Document) -> int | None:
    for text in (document.period, document.title, document.date):
        if text and (match := re.search("(?:19|20)[0-9]{2}", text)):
            return int(match.group())
    head = document.clauses[0].text if document.clauses else ""
    dated = re.search("(20[0-9]{2})年[0-9]{1,2}月", head)
    return int(dated[1]) if dated else None


def _years(document: Document, stances: dict[str, Stance]) -> dict[str, int | None]:
    """The year that a date without one falls in, by clause: that of a heading (2024年工作安排), else of the document.

    What a report plans falls in a year that only its heading can tell.
    """
    whole = _year(document)
    reports = stance_of(document) == "report"
    found: dict[str, int | None] = {}
    for clause in document.clauses:
        above = found.get(clause.parent or "", whole)
        if reports and clause.kind in ("part", "section"):
            told = _YEAR.search(_heading(clause))
            if told and (_DONE_HEADING.search(_heading(clause)) or stances[clause.id] == "demand"):
                above = int(told[1])
            elif stances[clause.id] == "demand" and stances.get(clause.parent or "") != "demand":
                above = None
        elif clause.kind in ("part", "section") and (phase := set(_PHASE.findall(_heading(clause)))):
            above = int(phase.pop()) if len(phase) == 1 else None
        found[clause.id] = above
    return found


#: Notes in brackets behind a heading (（区司法局牵头）) leave it the item's only demand.
_NOTES = re.compile(r"[（(][^（()）]{1,80}[）)]")


def _skip(clause: Clause, parents: frozenset[str]) -> int:
    """Where the heading of a part or section ends; the heading of an item is itself a requirement."""
    if clause.kind not in ("part", "section") or not clause.heading or _SENTENCE.search(clause.heading):
        return 0
    at = clause.text.find(clause.heading)
    end = at + len(clause.heading) if at >= 0 else 0
    rest = _NOTES.sub("", clause.text[end:]).strip("。 \n:：")
    return end if rest or clause.id in parents else 0


def _described(text: str, clause: str, year: int | None) -> list[Figure]:
    """The figures of what a plan says has been done so far; the rest of its numbers are aims."""
    found: list[Figure] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if is_background(sentence) and not demands(sentence):
            found += read_figures(sentence, clause, year, False)
    return found


def extract(document: Document) -> Facts:
    """The requirements and figures of a document, in the order of its clauses.

    Every quote is an exact substring of the text of the clause it names.
    """
    requirements: list[Requirement] = []
    figures: list[Figure] = []
    stances = _stances(document)
    years = _years(document, stances)
    parents = frozenset(clause.parent for clause in document.clauses if clause.parent)
    goals: set[str] = set()
    guiding: set[str] = set()
    has_parts = any(clause.kind != "paragraph" for clause in document.clauses)
    for clause in document.clauses:
        stance, year = stances[clause.id], years[clause.id]
        text = clause.text
        if clause.id == "题头" and has_parts and stance == "demand":
            continue
        if _GOAL_HEADING.search(_heading(clause)) or clause.parent in goals:
            goals.add(clause.id)
        if _GUIDING_HEADING.search(_heading(clause)) or clause.parent in guiding:
            guiding.add(clause.id)
        skip = _skip(clause, parents)
        if stance == "demand":
            if may_describe(text):
                figures += _described(text, clause.id, year)
            requirements += read_requirements(
                text, clause.id, clause.id in goals, clause.id in guiding, skip, year)
        else:
            figures += read_figures(text, clause.id, year, False, skip)
    return Facts(tuple(requirements), tuple(figures))
