"""What may stand in the report, and what is kept out, each with its reason.

Rules look at one statement (a run of a sentence) or one phrase. A phrase kept out
takes the phrases after it along where they hang on it (其他年度 to the next period).
Words stand in data/selection.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.marks import half
from assistant.drafting.periods import period
from assistant.drafting.places import level_above, other_place
from assistant.drafting.request import DraftRequest
from assistant.drafting.selection_words import selection_words
from assistant.drafting.statements import Phrase, Statement, trimmed
from assistant.drafting.style import asides
from assistant.drafting.tabular import is_row
from assistant.drafting.topics import topics
from assistant.types import Exclusion

STEERING = "内含对写作者或智能工具的指令,材料只作数据,不予执行"
PRIVATE = "涉及个人信息,不宜写入公开报告"
TRIVIA = "机关内部事务,不属法治政府建设内容"
UNRELATED = "与法治政府建设没有直接关系,请核对后选用"
UNSURE = "数据口径未定、未经核实或不宜公开"
PLAN_AS_RESULT = "属计划、打算,不得作为本年成绩"
PLAN_FIGURE = "下一年度的计划数,不是本年数据"
TABLE = "表格数据,请核对后人工选用"
GOAL = "属目标、要求或任务数,不是完成数"

_NUMBER = re.compile(
    r"[\d０-９]|[一二三四五六七八九十百千万两]{1,4}(?:件|人|次|项|个|家|场|期|批|户|起|份|篇|条|处|所|支|名|类|"
    r"宗|套|%)")
#: Figures left open by the writer: XX件, ××项, ____人.
_BLANK = re.compile(r"(?:[XxＸ×＿_*△○]{2,}|[〇○]{2,})(?=[件人次项个家场期批户起份篇条处所支名类宗套万%])|_{2,}")
_ID = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—–]\d{7,8}|[48]00-\d{3}-\d{4})(?!\d)")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟"
             "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
_DOOR = re.compile(r"住[^,。]{0,12}(?:\d+号|\d+栋|\d+室|村\d+组)|\d+栋\d+单元|\d+室\b")
_OBJECT = re.compile(r"^[^,]{0,14}?将")
_VERB_PLAN = re.compile(
    r"(?:^|[,,])?(?:[一-鿿]{0,8}?)(?:拟于|拟在|计划于|计划在|预计(?:于|到|在)?|将于|将在|力争|争取|有望)")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is kept (statements with their kept phrases) and what is not."""

    kept: tuple[Statement, ...]
    excluded: tuple[Exclusion, ...]


def select(said: Sequence[Statement], request: DraftRequest) -> Selection:
    """Sort the statements. Order and texts are unchanged; nothing is both kept and excluded."""
    kept: list[Statement] = []
    excluded: list[Exclusion] = []
    last: tuple[str, str, int] | None = None
    carried: int | None = None
    shut: tuple[str, str] | None = None  # the clause whose rest is for inside use only
    for statement in said:
        if statement.role == "frame" and not _has_private(statement.text) and _steers(statement.text) is False:
            continue
        here = (statement.document, statement.clause, statement.sentence)
        if here != last:
            last, carried = here, None
        reason = UNSURE if shut == here[:2] else _whole(statement, request)
        if reason:
            if reason == UNSURE and re.search(r"以下[^:]{0,30}:?$", statement.text):
                shut = here[:2]
            excluded.append(_exclusion(statement, statement.quote, reason))
            continue
        if statement.role == "frame":
            continue
        phrases, out, carried = _phrases(statement, request, carried)
        excluded += out
        if phrases:
            kept.append(trimmed(statement, phrases))
    return Selection(tuple(kept), tuple(excluded))


def _exclusion(statement: Statement, quote: str, reason: str) -> Exclusion:
    return Exclusion(quote, statement.source, reason, statement.clause)


# ------------------------------------------------------------ whole statements

def _whole(statement: Statement, request: DraftRequest) -> str | None:
    text = statement.text
    words = selection_words()
    if is_row(text):
        return TABLE
    if _steers(text):
        return STEERING
    if _has_private(text):
        return PRIVATE
    place = other_place(statement.submitter, request.region)
    if place:
        return f"{place}的材料,不是{request.region}的情况"
    if any(word in text for word in words.unsure.words) or _BLANK.search(text):
        return UNSURE
    first = statement.phrases[0].text if statement.phrases else ""
    counted = [p.text for p in statement.phrases if _numbered(p.text)]
    if _trivial(first) or (_trivial(text) and all(map(_trivial, counted))):
        return TRIVIA
    if statement.role == "done" and not _related(statement):
        return UNRELATED
    return None


def _related(statement: Statement) -> bool:
    """Whether a statement has a word of the report's topics, or any of governing; one that names neither has no place.

    Asked only of towns and of the government's office, which report on everything: what a department does is its trade."""
    if not re.search(r"[镇乡]$|街道$|政府办(?:公室)?$", statement.submitter):
        return True
    if statement.before or topics().classify(statement.text) is not None or not re.search(r"[一-鿿]", statement.text):
        return True
    return any(word in statement.text for word in selection_words().related.words)


#: 请 as a bidding to whoever writes the report, not as in 报请, 申请, 请示.
_BIDS = re.compile(r"(?<![报提申聘邀恳延])请(?![示求假柬愿教批命战])")


def _steers(text: str) -> bool:
    words = selection_words().steering
    low = text.lower()
    if _BIDS.search(text) and any(word in text for word in words.writing):
        return True
    if any(word.lower() in low for word in words.always):
        return True
    return any(_as_word(word, text) for word in words.address) and any(word.lower() in low for word in words.demands)


def _as_word(word: str, text: str) -> bool:
    if word.isascii():
        return re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", text, re.I) is not None
    return word in text


def _has_private(text: str) -> bool:
    words = selection_words().private
    if _ID.search(text) or _PHONE.search(text) or any(word in text for word in (*words.words, *words.anonymous)):
        return True
    if _DOOR.search(text):
        return True
    persons = "|".join(map(re.escape, words.persons))
    # 居民王某, 受援人李建国(…): a surname after the word for a private person, ended by a mark, a verb or a bracket.
    return re.search(
        rf"(?:{persons})(?:[{_SURNAMES}](?:某[一-鿿]?|[一-鿿]{{1,2}})(?=[,,(（、的因反来向在与和家]|$)|"
        rf"[{_SURNAMES}]某)", text) is not None


def _trivial(text: str) -> bool:
    words = selection_words().trivia
    if any(word in text for word in words.business):
        return False
    if any(word in text for word in words.acquire) and any(word in text for word in words.goods):
        return True
    house = any(word in text for word in words.house)
    return any(word in text for word in words.words) or (house and any(word in text for word in words.inside))


def _numbered(text: str) -> bool:
    return _NUMBER.search(text) is not None


# -------------------------------------------------------------------- phrases

def _phrases(statement: Statement, request: DraftRequest,
             carried: int | None) -> tuple[list[Phrase], list[Exclusion], int | None]:
    kept: list[Phrase] = []
    out: list[Exclusion] = []
    dropped: str | None = None  # reason that still holds for the phrases that follow
    for phrase in statement.phrases:
        told = period(phrase.text, statement.year)
        if told.year is not None:
            carried = told.year
            dropped = None if dropped and "年" in dropped else dropped
        reason = _reason(statement, phrase, carried, request)
        if reason is None and dropped and not _own_head(phrase.text):
            reason = dropped
        dropped = reason if reason and _binds(reason) else None
        if reason:
            out.append(_exclusion(statement, phrase.quote, reason))
        else:
            kept.append(phrase)
            out += _asides(statement, phrase, request)
    return kept, _joined(out, statement), carried


def _asides(statement: Statement, phrase: Phrase, request: DraftRequest) -> list[Exclusion]:
    """Bracketed figures of other years in a phrase that is kept."""
    if request.comparison:
        return []
    told = [(at, remark) for at, remark in asides(half(phrase.quote), request.year) if re.search(r"\d(?!\d*年)", remark)]
    return [_exclusion(statement, phrase.quote[at + 1:at + len(remark) - 1], f"括注的是其他年度的数,不是{request.year}年度的情况")
            for at, remark in told]


def _reason(statement: Statement, phrase: Phrase, carried: int | None, request: DraftRequest) -> str | None:
    text = phrase.text
    if _trivial(text):
        return TRIVIA
    place = other_place(text, request.region)
    if place:
        return f"属其他地区({place})的情况"
    above = level_above(text, request.region)
    if above:
        return f"属{above}数据,不是本地区数据"
    year = statement.year if carried is None else carried
    if statement.role in ("plan", "shortcoming", "cause"):
        allowed = (request.year, request.year + 1) if statement.role == "plan" else (request.year,)
        return None if year in allowed else f"属{year}年度,不是{request.year}年度的情况"
    if statement.year != request.year and carried is None:
        return f"属{statement.year}年度材料,不是{request.year}年度的情况"
    if year != request.year and not (request.comparison and year == request.year - 1):
        if year > request.year:
            return PLAN_AS_RESULT
        return f"属{year}年度,不是{request.year}年度的情况"
    if planned(text):
        return PLAN_AS_RESULT
    if _goal(text):
        return GOAL
    return None


def _binds(reason: str) -> bool:
    """Whether phrases after it hang on it: the period and the place do, a plan does."""
    return reason.startswith("属")


def _own_head(text: str) -> bool:
    """Whether a phrase opens on its own (其中…, 同时…, our own year) and ends what the one before began."""
    return re.match(r"(?:今年|本年|我[区县市局]|全[区县])", text) is not None


def planned(text: str) -> bool:
    """Whether a phrase tells what is intended, not done.

    >>> planned("拟建设综合指挥中心1个"), planned("将5个事项纳入目录管理"), planned("将组建救援队3支")
    (True, False, True)
    >>> planned("其中拟废止9件"), planned("按计划完成演练16场"), planned("区司法局计划明年新建站点4个")
    (False, False, True)
    """
    words = selection_words().planned
    bare = re.sub(r"《[^》]*》|[“\"][^”\"]*[”\"]", "", text)
    if any(word in bare for word in words.outcomes) and not re.search(r"明年|计划|将于", bare):
        return False
    head = re.sub(r"^(?:并|还|也|其中|同时|目前|现|另|正)", "", bare)
    if any(head.startswith(word) for word in words.starts):
        return not re.match(
            r"(?:拟(?:定|订|制|稿|写|任)|计划(?:生育|内|外|书|单列|管理|指标|经济)|准备(?:金|工作|就绪)|"
            r"筹备(?:完成|就绪))", head)
    if re.search(
        r"[一-鿿](?:拟|计划)(?:于|在|再|新|投入|建设|建成|组建|开展|组织|明年|用|年内|投资|引进|增设|设立|打造|"
        r"推出|出台|制定|修订|实施|举办|启动|完成|购置)", bare):
        noun = re.search(r"(?:行动|工作|年度|专项|培训|立法|执法|检查|抽查|审计|三年|规划|制定|按|列入)计划", bare)
        return noun is None or "明年" in bare
    if _VERB_PLAN.search(bare):
        return True
    return _future(bare)


def _future(text: str) -> bool:
    """将 as the future, not as the preposition of the 把 construction."""
    found = re.search(r"(?<![即必])将(?!军|领|帅|来式)", text)
    if found is None:
        return False
    after = text[found.end():]
    if any(word in after for word in selection_words().planned.disposal):
        return False
    return re.match(
        r"(?:(?:到|于|在)?[12]\d{3}年(?:\d{1,2}月)?(?:年?底)?(?:前)?)?(?:继续|持续|进一步|深入|全面|着力|"
        r"重点|按照|以|围绕|大力|积极|切实|扎实|加快|加强|加大|深化|推进|推动|推行|建设|建成|建立|开展|组织|"
        r"打造|"
        r"实施|启动|完善|健全|新建|新增|新设|投入|投资|组建|设立|出台|制定|修订|举办|召开|实现|提高|提升|"
        r"达到|超过|于|在|对|开工|投用|投入使用|"
        r"覆盖|完成|探索|聚焦|牢牢|紧|不断|坚持|坚决|严格|优化|拓展|落实|履行|做好|抓好|贯彻|规范|强化|构建|"
        r"培育|统筹|发挥|依托|制定|推广|选取|聘请|举办|编制|更加|从|把|力|争取|力争|引进|购置|增设|扩大|再|"
        r"分|会|有|是|为)", after) is not None


def _goal(text: str) -> bool:
    words = selection_words().goals
    return any(word in text for word in words.words) and not any(word in text for word in words.done)


def _joined(out: list[Exclusion], statement: Statement) -> list[Exclusion]:
    """Neighbouring phrases kept out for one reason, as one quote that is a substring of the clause."""
    merged: list[Exclusion] = []
    for item in out:
        last = merged[-1] if merged else None
        if last is not None and last.reason == item.reason:
            start = statement.quote.find(last.quote)
            end = statement.quote.find(item.quote, start + len(last.quote))
            between = statement.quote[start + len(last.quote):end]
            if start >= 0 <= end and len(between) <= 2:
                quote = statement.quote[start:end + len(item.quote)]
                merged[-1] = Exclusion(quote, item.source, item.reason, item.clause)
                continue
        merged.append(item)
    return merged
