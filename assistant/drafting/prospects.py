"""Shortcomings with their causes, and next year's arrangements: only what the returns say.

Article 25 asks for causes; where no return tells any, a gap is marked. Numbers of next
year's plans are left out: they are targets of single departments, not facts of the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.amounts import amounts
from assistant.drafting.marks import full
from assistant.drafting.numbering import ordinal
from assistant.drafting.points import Piece, Point
from assistant.drafting.selection import PLAN_FIGURE
from assistant.drafting.sentences import citations_of, placeholder
from assistant.drafting.topics import topics
from assistant.types import DraftSentence, Exclusion

_LABEL = re.compile(
    r"^(?:(?:当前|目前|工作中|主要)?存在的?(?:主要)?(?:问题|不足)(?:和不足|之处)?|不足(?:之处|的地方)?(?:是|有)?|问题和不足|主要问题|"
    r"明年打算|下一步(?:打算|工作)?|工作打算|[12]\d{3}年(?:工作)?(?:打算|计划|安排))[,:]?$")
#: A shortcoming says that something lacks; a return's other remarks are none.
_THERE_IS = re.compile(r"^(?:当前|目前)?存在的(?:主要)?(?:问题|不足|短板)(?:和不足)?(?:是|有)")
LACKING = re.compile(
    r"不|尚未|未能|未完全|缺少|难|弱|滞后|短板|差距|欠|缺|低|偏|参差|有待|停留|过于|薄|仍|较少|单一|局限|失衡|"
    r"突出|繁重|增长较快|流动性|普遍|老化|有人无|断层|断档|流失|紧缺|紧张|空白|堵点|瓶颈|脱节|粗放|频繁|单薄|没|偏少|的少")
_PREFACE = re.compile(
    r"需要指出的是$|清醒地?(?:看到|认识)|(?:看到|认识到)[^,]{0,12}(?:短板|不足|差距|问题)$|主要(?:表现|体现)在?$|表现为$|主要有$|相比(?:还|仍)?有差距|^(?:对照|与上级|与群众|距离|虽然|"
    r"尽管|在总结|在看到|同时)|虽(?:有|取得|然)[^,]*$|工作(?:中)?(?:还|仍)?(?:存在|有)(?:一些|一定|着)?(?:的)"
    r"?(?:不足|差距|问题|短板)$")
_CAUSE = re.compile(
    r"(?:这)?(?:主要|其|究其|深层次)?(?:的)?(?:原因|根源)(?:主要)?(?:是|在于)|这?主要(?:是)?(?:因为|由于)|"
    r"究其原因,?|^是?由于")
_VERB = re.compile(
    r"(?:继续|持续|进一步|深入|全面|加快|大力)?(?:新建|建设|建成|建立|组建|设立|打造|推进|推动|推行|开展|组织|"
    r"实施|举办|召开|制定|修订|完善|健全|深化|探索|培育"
                   r"|引进|增设|新增|编制|出台|升级|改造|培训|聘请|强化|加强|优化|规范|落实|创建|拓展|实现|"
                   r"提升|提高|加大|严格|坚持|抓好|做好|发挥|构建|推广|选派|启动|加快|配齐|配强|畅通"
                   r"|完成|统筹|聚焦|持续|全面|深入|依法|充分|扩大|上线|启用|开通|投用|整合|压实|常态化|运用|以)")
_AIM = re.compile(
    r"^(?:并|还|也)?(?:下一步|下步|明年|来年|今后|下一阶段)?[,]?(?:我[局区县镇委办院]|区[一-鿿]{2,8}局)?(?:还)"
    r"?(?:将|拟|计划|预计|力争|争取|打算|准备|探索)?(?:于|在)?(?:明年|来年)?(?:将|拟|计划)?")
_YEAR_LEAD = re.compile(r"^((?:到|于|在)?[12]\d{3}年(?:\d{1,2}月)?(?:年?底)?(?:前)?)(?:将|拟|计划|力争|争取)?")
_TAIL_NUMBER = re.compile(r"(?:不少于|不低于|达到|提高到|增加到|突破|约|超过|至)*$")


def shortcomings(points: Sequence[Point], kind: str, gaps: list[str]) -> tuple[DraftSentence, ...]:
    """一是 … 二是 …, each with its cause when the same return tells one."""
    items = _grouped([p for p in points if p.pieces and (p.role == "cause" or LACKING.search(_shortcoming(p)))])
    if not items:
        gaps.append("督察规定第二十五条要求报告存在的不足和原因,报送材料未见反映")
        return (placeholder("待补充:存在的不足及其原因"),)
    out = [DraftSentence(full(f"对照上级要求和群众期盼,我{kind}法治政府建设还存在一些不足。"), (), "opening")]
    for group in items:
        text = _with_causes(group)
        cites = tuple(dict.fromkeys(c for p in group for c in citations_of(p)))
        out.append(DraftSentence(full(text) + "。", cites))
    if not any(_CAUSE.search(piece.text) for group in items for point in group for piece in point.pieces):
        gaps.append("督察规定第二十五条要求分析不足的原因,报送材料未说明原因")
        out.append(placeholder("待补充:产生上述不足的原因"))
    return tuple(out)


def _with_causes(group: Sequence[Point]) -> str:
    """The shortcomings of a group, a cause set off by a comma only from the one it explains."""
    said: list[str] = []
    last: Point | None = None
    for point in group:
        text = _shortcoming(point)
        own = last is not None and point.role == "cause" and point.key[:2] == last.key[:2] and _CAUSE.search(text[:16])
        if text not in (part[1:] for part in said):
            said.append(("," if own else ";") + text)
        last = point
    return "".join(said)[1:]


def _grouped(points: Sequence[Point]) -> list[list[Point]]:
    """A cause goes with the shortcoming before it in its clause; each shortcoming stands alone."""
    groups: list[list[Point]] = []
    for point in points:
        text = ",".join(piece.text for piece in point.pieces)
        if groups and point.role == "cause" and _CAUSE.search(text[:16]) and groups[-1][-1].key[:2] == point.key[:2]:
            groups[-1].append(point)
        else:
            groups.append([point])
    return _by_chapter(groups)


def _by_chapter(groups: Sequence[list[Point]]) -> list[list[Point]]:
    """Shortcomings of one chapter in one item: a report names few, each whole."""
    found: dict[str, list[Point]] = {}
    for group in groups:
        topic = group[0].topic
        chapter = topics().of(topic).chapter if topic else f"{group[0].key}"
        found.setdefault(chapter, []).extend(group)
    return list(found.values())


def _shortcoming(point: Point) -> str:
    pieces = [re.sub(r"^但(?:是)?", "", piece.text) for piece in point.pieces
              if not _LABEL.match(piece.text) and not _PREFACE.search(piece.text)]
    text = _THERE_IS.sub("", ",".join(pieces) or point.pieces[0].text)
    if point.scope and re.search(r"[镇乡]$|街道$", point.submitter) and not text.startswith(point.submitter):
        text = f"{point.submitter}{text}"
    return re.sub(r"^这(?=主要)", "", text)


def plans(points: Sequence[Point], year: int, kind: str, gaps: list[str]) -> tuple[DraftSentence, ...]:
    """Next year's arrangements, a body at a time, each told as intended."""
    by_body: dict[str, list[Point]] = {}
    for point in points:
        if point.pieces:
            by_body.setdefault(point.submitter, []).append(point)
    out = [DraftSentence(full(f"{year + 1}年,我{kind}将坚持问题导向,重点做好以下工作。"), (), "opening")]
    for body, own in by_body.items():
        said: list[str] = []
        used: list[Point] = []
        for point in own:
            texts = [text for piece in point.pieces if (text := aim(piece))]
            if texts:
                said += texts
                used.append(point)
        if said:
            # 将2026年建设 is no Chinese: the year goes before the 将, once.
            when = f"{year + 1}年" if said[0].startswith(f"{year + 1}年") else ""
            said[0] = said[0].removeprefix(when)
            lead = f"{body}{when}将"
            cites = tuple(dict.fromkeys(c for p in used for c in citations_of(p)))
            rows = _rows(tuple(dict.fromkeys(said)))
            out += [DraftSentence(full(lead + ",".join(row)) + "。", cites) for row in rows]
    if len(out) == 1:
        gaps.append("督察规定第二十五条要求报告下一年度主要安排,报送材料未见反映")
        return (placeholder("待补充:下一年度推进法治政府建设的主要安排"),)
    return tuple(out)


def _rows(said: Sequence[str]) -> list[list[str]]:
    """Phrases in rows of a sentence's length."""
    rows: list[list[str]] = [[]]
    for text in said:
        if rows[-1] and sum(map(len, rows[-1])) + len(text) > 90:
            rows.append([])
        rows[-1].append(text)
    return rows


def aim(piece: Piece) -> str:
    """A plan's phrase without its modal words and its numbers; '' when nothing is left.

    >>> aim(Piece("计划明年新建基层标准化监管所3个", 0, 0, 2, 1.0))
    '新建基层标准化监管所'
    >>> aim(Piece("力争行政复议调解和解率提高到40%以上", 0, 0, 2, 1.0))
    ''
    """
    text = re.sub(r"^[12]\d{3}年,", "", piece.text)
    text = _AIM.sub("", text, count=1).strip(",、 ")
    dated = _YEAR_LEAD.match(text)
    when = dated.group(1) if dated else ""
    text = text[dated.end():] if dated else text
    if _LABEL.match(piece.text) or not _VERB.match(text):
        return ""
    text = when + text
    found = [q for q in amounts(full(text)) if not q.han]
    if found:
        last = found[-1]
        if len(found) > 1 or last.unit in ("%", "万元", "亿元", "‰") or last.end < len(text):
            return ""
        text = _TAIL_NUMBER.sub("", text[:last.start])
    return text if len(text) >= 5 and not text.startswith("全年") else ""


def figures_left_out(points: Sequence[Point]) -> tuple[Exclusion, ...]:
    """The plans whose figures the arrangements do not tell, or that are not told at all."""
    return tuple(Exclusion(point.clause_text[piece.start:piece.end], point.source, PLAN_FIGURE, point.key[1])
                 for point in points if point.role == "plan" for piece in point.pieces
                 if any(not q.han for q in amounts(full(piece.text))))


def enumerated(sentences: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
    """The cited sentences as 一是 … 二是 …, when there are two or more."""
    cited = [s for s in sentences if s.status == "supported"]
    if len(cited) < 2:
        return tuple(sentences)
    order = iter(range(len(cited)))
    return tuple(replace(s, text=f"{ordinal(next(order) + 1)}是{s.text}") if s.status == "supported" else s
                 for s in sentences)
