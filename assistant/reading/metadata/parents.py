"""The documents a text cites (引用文件), where, and how.

据以制定 made on its basis, 贯彻 carried out, 引用 cited, 本级制定 its own, 历史文件 superseded,
附件 annexed, 自指 itself, 答复对象 answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.reading.metadata.dates import period_of_title
from assistant.reading.metadata.kinds import kind_of_title
from assistant.types import Clause, Parent

_NAME = re.compile("\u300a([^\u300a\u300b\n]*(?:\u300a[^\u300a\u300b\n]*\u300b[^\u300a\u300b\n]*)*)\u300b")
_NUMBER = re.compile(
    r"^\s*[(\uff08]\s*([^()\uff08\uff09]{1,20}[\u3014\[\uff3b]\d{4}[\u3015\]\uff3d]?\s*第?\d{0,5}号|"
    r"国务院令第\d+号)"
)
# Kinds of documents that a plan or report carries out; rules and laws it only applies.
_CARRIED = re.compile(r"(?:纲要|规划|方案|要点|意见|计划|指标体系|指标|通知)(?:[(\uff08].*[)\uff09]?)?$")
_BASIS = re.compile(r"(?:根据|依据|依照|遵照|按照|贯彻落实|贯彻|落实)[^。]{0,120}$")
_MADE = re.compile(
    r"(?:制定|研究制定|编制)(?:了?(?:如下|以下)?)?(?:本|该|"
    r"我[市区县省])?[\u4e00-\u9fff]{0,8}(?:纲要|方案|办法|规定|条例|意见|规划|计划|细则|要点|制度|"
    r"准则|报告|法)"
    r"|(?:制定|编制|研究制定)本[\u4e00-\u9fff]{2,8}"
    r"|现[^。]{0,40}(?:通告|公告|通知|意见|决定|措施)[^。]{0,4}如下|(?:提出|作出|发布|制定)(?:如下|以下)"
)
# A document that is named by its number, with its kind before it (审议意见(某人常〔2026〕17号)) or without.
_BY_NUMBER = re.compile(
    "(?P<kind>(?<=[\u4e00-\u9fff])(?:审议意见|督察意见|反馈意见|整改方案|司法建议书?|检察建议书?)[(\uff08])?"
    "(?P<number>[\u4e00-\u9fff]{2,8}[\u3014\\[]\\d{4}[\u3015\\]]\\d{1,4}号)"
)
_FOLLOWED = re.compile(r"(?:根据|按照|依据|遵照|贯彻|落实)$")
_REPEALED = re.compile(
    r"^(?:[(\uff08][^()\uff08\uff09]{1,40}[)\uff09]|\u300a[^\u300b]*\u300b|[、和及])*(?:同时|即行|自行)?(?:予以)?废止"
)
_CARRY = re.compile(r"(?:贯彻|落实|按照|对照|对标|遵照|根据)[^。\uff1b]{0,80}$")
_OWN = re.compile(r"(?:印发|出台|制定|制发|拟定|拟订|修订|起草|草拟|制作)(?:公布|发布)?了?[^。\uff1b\uff0c]{0,24}$")
# Titles of articles, books and awards are in the same marks: a document's name ends as documents do.
_DOCUMENT = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|准则|章程|规程|制度|决定|决议|意见|意见书|通知|通报|公告|通告|公报|报告|请示|批复|纲要|规划|计划|方案|要点|清单|目录|标准|体系|指标|指引|指南"
    r"|措施|预案|分工|任务|分解表|台账|协议|合同|流程图|范本|安排|函|令|总结|纪要|说明|预算|一览表|报告书|白皮书|宪法|若干措施|若干规定|建议|情况)(?:[(\uff08][^()\uff08\uff09]*[)\uff09]?)*$"
)
_DEMANDS = re.compile(r"[\u300b\s]*\S{0,12}?(?:要求|精神|部署|明确)")
_REPORTS = ("报告", "总结", "汇报", "情况", "新闻")


def read_parents(
    clauses: Iterable[Clause], title: str, carrier: str | None, doc_type: str | None, region: str | None,
    period: str | None,
) -> tuple[Parent, ...]:
    """Every document cited, once, at the clause that names it first."""
    clauses = tuple(clauses)
    reports = bool(doc_type) and any(word in (doc_type or "") for word in _REPORTS)
    annexes = _annexes(clauses)
    seen = {_key(title), _key(carrier or "")}
    out: list[Parent] = []
    for clause in clauses:
        text = clause.text
        for match in _NAME.finditer(text):
            name = match.group(1).strip()
            key = _key(name)
            if len(name) < 2 or key in seen or not _DOCUMENT.search(name):
                continue
            seen.add(key)
            number = _NUMBER.match(text[match.end() : match.end() + 30])
            relation = _relation(
                name, text, match.start(), match.end(), clause, title, reports, region, period, annexes
            )
            out.append(Parent(name, clause.id, relation, number.group(1) if number else None))
        for match in _BY_NUMBER.finditer(text):
            printed = re.sub("^.*(?:根据|按照|依据|遵照|贯彻|落实)", "", match.group("number"))
            name = (match.group("kind") or printed).rstrip("(\uff08")
            followed = printed != match.group("number") or _FOLLOWED.search(text, 0, match.start())
            if not (match.group("kind") or followed) or _key(printed) in seen or any(p.number == printed for p in out):
                continue
            seen.add(_key(printed))
            relation = _relation(
                name, text, match.end() - len(printed), match.end(), clause, title, reports, region, period, annexes
            )
            out.append(Parent(name, clause.id, relation, printed))
    return tuple(out)


def _relation(
    name: str, text: str, start: int, end: int, clause: Clause, title: str, reports: bool, region: str | None,
    period: str | None, annexes: list[str],
) -> str:
    sentence_start = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
    before = text[sentence_start:start]
    stop = text.find("。", end)
    after = text[end : stop if stop >= 0 else len(text)]
    answers = r"研究处理|办理|答复|通过|落实"
    if re.search(r"审议意见$|(?:建议|提案)$", name) and re.search(answers, after + before + title):
        return "答复对象"
    if _ended_before(name, period) or _REPEALED.match(after):
        return "历史文件"
    own = _own_name(name, region)
    if own and kind_of_title(name) == kind_of_title(title) and _alike(name, title) >= 0.6:
        return "自指"
    if any(_alike(name, annex) >= 0.5 for annex in annexes):
        return "附件"
    if clause.id in ("题头", "引言", "第一条", "1", "一") or clause.id.endswith("/第一条"):
        made = _MADE.search(text[end:])
        if made and _BASIS.search(before):
            return "据以制定"
    if reports and (own or (_OWN.search(before) and not _CARRY.search(before.rsplit("\uff0c", 1)[-1]))):
        return "本级制定" if own or region is None or not _higher(before) else "贯彻"
    if _CARRIED.search(name) and (_CARRY.search(before) or _DEMANDS.match(after)):
        return "贯彻"
    return "引用"


def _higher(before: str) -> bool:
    return bool(re.search(
        r"(?:中央|国务院|省|上级|国家|[\u4e00-\u9fff]{2}部)[\u4e00-\u9fff]{0,10}(?:印发|出台|制定|"
        r"发布|起草)[^。]{0,10}$", before))


def _own_name(name: str, region: str | None) -> bool:
    if not region:
        return False
    last = re.search(r"([^省市州盟]{1,12}(?:区|县|旗|市|镇|乡|街道|省))$", region)
    short = last.group(1) if last else region
    return (bool(re.search(
        rf"(?:^|关于|\d年){re.escape(region)}|^(?:关于)?\S{{0,8}}{re.escape(short)}", name)) and not re.match(
        r"^关于(?:贯彻|落实)", name)) or bool(re.match(
            r"^关于(?:贯彻落实|落实|贯彻).*(?:分解|分工|实施方案|实施意见).*", name))


def _ended_before(name: str, period: str | None) -> bool:
    ended = re.search(r"\d{4}[^\d]{1,3}(\d{4})年?", name)
    began = re.search(r"\d{4}", period or "")
    return bool(ended and began and int(ended.group(1)) < int(began.group()))


def _annexes(clauses: tuple[Clause, ...]) -> list[str]:
    out: list[str] = []
    for clause in clauses:
        if clause.id == "结尾" or clause.id.startswith("附件"):
            listing = re.search(r"附\s*件\s*[:\uff1a]?(.*)", clause.text, re.DOTALL)
            if listing:
                named = (re.sub(r"^\s*\d+[.、]", "", line).strip() for line in listing.group(1).splitlines())
                out += [line for line in named if len(line) > 3]
    return out


def _alike(one: str, other: str) -> float:
    """Dice of the character pairs of two names."""
    def pairs(words: str) -> set[str]:
        words = _key(words)
        return {words[index : index + 2] for index in range(len(words) - 1)}

    a, b = pairs(one), pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _key(name: str) -> str:
    """What two prints of one name have in common: no marks, no damage to the year range."""
    return re.sub(r"[\W_]|年(?=$)", "", name)


def period_of(name: str) -> str | None:
    return period_of_title(name)
