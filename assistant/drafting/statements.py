"""What the returns say: each run of a sentence with who says it, of which year, as what.

A statement (陈述) is what stands between two semicolons or full stops. `text` has
half-width marks, for the rules; `quote` is the exact substring of the clause. Its role tells
in which part of a report it may stand: done, leader (first responsibility), shortcoming, cause, plan (next year),
or frame (letter forms and headings, which state nothing).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.drafting.marks import half
from assistant.drafting.names import submitter
from assistant.drafting.periods import document_year
from assistant.drafting.style import substance
from assistant.drafting.tabular import plain_rows
from assistant.drafting.topics import topics
from assistant.facts.segments import ends_run, segment
from assistant.types import Clause, Document

Role = Literal["done", "leader", "shortcoming", "cause", "plan", "frame"]

#: A heading is about shortcomings only in these forms: 疑难问题会商制度 is not.
_SHORT_HEADING = re.compile(
    r"存在.{0,6}(?:问题|不足|短板|差距|困难)|(?:问题|不足|短板|差距|困难)(?:和|与|及|、)(?:下步|下一步|不足|"
    r"短板|困难|问题|差距|原因|建议|打算)|^(?:主要|工作)?(?:问题|不足|短板|差距)(?:之处)?$")
_NEXT = re.compile(
    r"下一步|下步|下一阶段|下阶段|明年|来年|下一年|下年度|打算|工作安排|重点安排|主要安排|工作思路|今后|努力方向")
_NEXT_START = re.compile(r"^(?:下一步|下步|下一阶段|下阶段|明年|来年|下一年|下年度|今后)")
_SHORT_START = re.compile(
    r"(?:还|仍|仍然|也|主要)?存在(?:着)?(?:一些|以下|的)?(?:主要)?(?:困难|问题|不足|短板|差距|薄弱环节)"
    r"(?:和(?:问题|不足|短板|困难))?(?=$|[,:。]|主要|是)|^(?:不足|问题)(?:之处|方面|和不足)")
#: Labels that turn to what lacks, or to what comes, in any place: 不足的地方,…; 2026年计划:….
_SHORT_LABEL = re.compile(
    r"^(?:当前|目前|工作中)?(?:主要)?(?:还|仍)?(?:存在)?的?(?:主要|突出)?(?:问题|不足|短板|困难|差距)(?:(?:和|与|及|、)"
    r"(?:问题|不足|短板|困难|差距|原因))?(?:之处|的地方|方面)?(?:[,:]|主要(?:是|有|表现)|是|有|$)")
_NEXT_LABEL = re.compile(
    r"^(?:下一步|下步|下一阶段|下阶段|明年|来年|今后|(?P<year>[12]\d{3})年)(?:的|重点)?(?:工作)?(?:计划|打算|安排|思路|"
    r"考虑|举措|措施)(?:和安排)?[,:]|^(?:下一步|下步|下一阶段)[,:]")
#: What a return lets fall of its shortcomings among its results.
_LACKS = re.compile(
    r"仍有(?:短板|不足|差距)|还有(?:短板|不足|差距)|有待(?:进一步)?(?:加强|提高|提升|改进|完善)|还?不够(?:高|强|"
    r"足|到位|规范|深入|健全|平衡|充分|有力)|相对滞后|尚不(?:完善|健全|规范)|还存在|(?:意识|能力|力量|合力|"
    r"针对性|主动性)(?:还)?(?:不强|不足|不够|欠缺|薄弱)|参差不齐|人员短缺|装备老旧")
_CAUSE = re.compile(
    r"(?:主要|其|究其|深层次)?原因(?:是|在于|主要|:|有)|根源(?:在于|是)|(?:这)?主要(?:是)?(?:因为|由于)|(?:究其)"
    r"?原因,|^(?:一方面)?是?由于")
#: Nothing done yet is no result.
_NONE = re.compile(r"[一1][件个次项例起]也没有|尚未(?:开展|建立|制定|出台|启动|办理)")
#: A figure told in passing among the shortcomings is one of the year's figures all the same.
_REMARKED = re.compile(r"^(?:另外?|此外)?,?据[^,]{0,12}(?:统计|通报|反馈)")
_LEADER = re.compile(
    r"第一责任人|党政主要负责人|(?:党政|政府|党委|[区县市]委|[镇乡区县市)]|街道|镇街)主要负责(?:人|同志)|"
    r"^主要负责(?:人|同志)|述法|[区县市]委书记|党工委书记|党委书记|[区县市]长(?:带头|主持|亲自|出庭|担任|任)|镇长|乡长|党政“?一把手|"
    r"一把手")
_NOT_LEADER = re.compile(r"(?:行政机关|部门|单位)(?:主要)?负责人(?:应|实际|出庭)|法定代表人")
_FRAME = re.compile(
    r"^(?:现将|特此|以上|此致|附件|附:|联系人|联系电话|抄送|抄报|主送|报送单位|填报|单位[::]|(?:区|县|市)[^,"
    r"。]{1,20}[::]$)"
    r"|(?:报告|汇报|总结|报送|说明|情况)如下[::]?$|如下[::]$|^[^,。;]{0,30}[::]$|^\(?(?:此页无正文|盖章)")
_NUMBERING = re.compile(
    r"^(?:[●◆◇■□▲▶►➢➤★☆◎•※✓√]+|[一二三四五六七八九十]+[、..]|[((][一二三四五六七八九十\d]+[))][、.]?|\d+[、..](?!\d)|[①-⑳]"
    r"|第[一二三四五六七八九十][,,、是]|[一二三四五六七八九十]+是(?=[^,。]{2})|首先[,,]|其次[,,]|再次[,,]|"
    r"最后[,,]|同时[,,]|此外[,,]|另外[,,])\s*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands between two commas, numbering left out; offsets into the clause's text."""

    text: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One run of a sentence. `sentence` counts the clause's sentences; `before` is what that
    sentence said earlier; `headings` from the outermost in. `topic` is an id or None.
    `year` is what 今年 means in it."""

    document: str
    source: str
    clause: str
    text: str
    quote: str
    start: int
    phrases: tuple[Phrase, ...]
    headings: tuple[str, ...]
    before: str
    sentence: int
    submitter: str
    year: int
    role: Role
    topic: str | None = None

    @property
    def key(self) -> tuple[str, str, int]:
        """Where it stands: document, clause, offset."""
        return self.document, self.clause, self.start


def unnumbered(text: str) -> str:
    """`text` without the number or enumerator at its start.

    >>> unnumbered("一是深化改革"), unnumbered("(二)严格执法"), unnumbered("2.5万件")
    ('深化改革', '严格执法', '2.5万件')
    """
    while True:
        cut = _NUMBERING.sub("", text, count=1)
        if cut == text or not cut:
            return text
        text = cut


def statements(documents: Iterable[Document], region: str, year: int) -> tuple[Statement, ...]:
    """All statements of the returns in their order. `year` is the report's, for returns that tell none."""
    found: list[Statement] = []
    for document in documents:
        found += _of_document(document, region, year)
    return tuple(found)


def _of_document(document: Document, region: str, year: int) -> list[Statement]:
    name = submitter(document, region)
    base = document_year(document.title, document.period, document.date, year)
    by_id = {clause.id: clause for clause in document.clauses}
    out: list[Statement] = []
    role: Role = "done"
    for clause in document.clauses:
        signature = clause.id.startswith("结尾") and len(clause.text) < 40
        if signature and not re.search(r"\d{7}|\d+[件人次项]", clause.text):
            continue
        headings = headings_of(clause, by_id)
        role = role_of_headings(headings, base)
        out += _of_clause(document, clause, headings, role, name, base)
    return out


def headings_of(clause: Clause, by_id: Mapping[str, Clause]) -> tuple[str, ...]:
    """The headings over a clause, its own last."""
    found: list[str] = []
    at: Clause | None = clause
    while at is not None:
        if at.heading:
            found.append(half(at.heading))
        at = by_id.get(at.parent) if at.parent else None
    return tuple(reversed(found))


def role_of_headings(headings: Sequence[str], base: int) -> Role:
    """What stands under these headings in a return of the year `base`."""
    role: Role = "done"
    for heading in headings:
        if _SHORT_HEADING.search(unnumbered(heading)):
            role = "shortcoming"
        elif len(label := heading.split(":")[0]) <= 24 and (_NEXT.search(label) or f"{base + 1}年" in label):
            role = "plan"
        elif _LEADER.search(heading):
            role = "leader"
    return role


def _of_clause(document: Document, clause: Clause, headings: tuple[str, ...], role: Role, name: str,
               base: int) -> list[Statement]:
    told = plain_rows(clause.text)
    cut = segment(told)
    folded = half(told)
    context = [h for h in headings if not (_SHORT_HEADING.search(h) or _NEXT.search(h))]
    out: list[Statement] = []
    topic: str | None = None
    for count, (first, past) in enumerate(cut.sentences):
        begin = first
        for index in range(first, past):
            if index + 1 < past and not ends_run(cut.phrases[index][2]):
                continue
            run = cut.phrases[begin:index + 1]
            phrases = tuple(_phrase(clause, folded, start, end) for start, end, _ in run)
            start, end = phrases[0].start, cut.phrases[index][1]
            labels = [phrase for phrase, (_, _, stop) in zip(phrases[:-1], run, strict=False) if _is_label(phrase, stop)]
            text = folded[start:end]
            before = folded[cut.phrases[first][0]:start]
            begin = index + 1
            phrases = tuple(phrase for phrase in phrases if phrase not in labels)
            role = _shift(folded[start:end], role, base, alone=not headings)
            mine = _own_role(text, role, clause, line=re.match(r"[:\s]*(?:\n|$)", folded[end:]) is not None)
            known = None if text.startswith("其中") else topics().classify(text, (*context, before), name)
            topic = known.id if known else topic
            out.append(Statement(document.id or document.source, document.source, clause.id, text,
                                 clause.text[start:end], start, phrases, headings, before, count, name, base,
                                 mine, topic))
    return out


def _is_label(phrase: Phrase, stop: str) -> bool:
    """Whether a phrase only names what follows it (宣传教育：…): no part of what is told."""
    return stop in tuple(":：") and len(phrase.text) <= 10 and not re.search(r"\d|目标|任务|要求|计划", phrase.text)


def _phrase(clause: Clause, folded: str, start: int, end: int) -> Phrase:
    plain = unnumbered(folded[start:end])
    # 4.12345热线: only a printed number tells where the item's own ends; a line may open a further item.
    at_line = not start or folded[start - 1] == "\n"
    number = re.match(r"\d{1,2}[.、](?=\d{4,5}(?!\d)|20\d\d年)", plain) if at_line else None
    plain = plain[number.end():] if number else plain
    # A heading that lost its full stop runs into the enumeration: 推进执法改革一是摸清底数.
    plain = re.sub(r"^[一-鿿]{4,20}?一是(?=[一-鿿]{2})", "", plain)
    start = end - len(plain)
    return Phrase(plain, clause.text[start:end], start, end)


def _shift(text: str, role: Role, base: int, alone: bool) -> Role:
    """The role from this statement on to the clause's end: a turn to what is lacking or to come.

    A plan let fall among results, under their heading, turns nothing: it is no arrangement of the
    next year's but a plan told as a result. `alone`: the clause stands under no heading.
    """
    if labelled := _labelled(text, base):
        return labelled
    if role == "done" and not alone:
        return "shortcoming" if _SHORT_START.search(text) else role
    if _NEXT_START.search(text) or re.match(rf"{base + 1}年[,将拟计]", text):
        return "plan"
    if _SHORT_START.search(text) and role != "plan":
        return "shortcoming"
    return role


def _labelled(text: str, base: int) -> Role | None:
    """The role that a label at the start gives to what follows, under whatever heading it stands."""
    if _SHORT_LABEL.match(text):
        return "shortcoming"
    next_label = _NEXT_LABEL.match(text)
    return "plan" if next_label and next_label["year"] in (None, str(base + 1)) else None


def _own_role(text: str, role: Role, clause: Clause, line: bool) -> Role:
    bare = unnumbered(text)
    heading = bool(clause.heading) and bare == unnumbered(half(clause.heading))
    if _FRAME.search(text.strip()) or (heading and (line or all(substance(p) < 2 for p in bare.split(",")))):
        return "frame"
    if line and clause.id.split("/")[0] in ("题头", "引言", "结尾") and "," not in text:
        return "frame"
    if role == "shortcoming" and _CAUSE.search(text):
        return "cause"
    if role == "shortcoming" and _REMARKED.match(text) and re.search(r"\d", text):
        return "done"
    if role == "done" and (_NONE.search(text) or (_LACKS.search(text) and not re.search(r"\d", text))):
        return "cause" if _CAUSE.search(text) else "shortcoming"
    if role == "done" and _LEADER.search(text) and not _NOT_LEADER.search(text):
        return "leader"
    return role


def spoken_of(statement: Statement) -> str:
    """The statement with what its sentence said before: the context of its figures."""
    return statement.before + statement.text


def trimmed(statement: Statement, phrases: Sequence[Phrase]) -> Statement:
    """The statement with only these phrases kept."""
    return replace(statement, phrases=tuple(phrases))
