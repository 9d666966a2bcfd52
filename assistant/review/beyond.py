"""What the draft demands beyond its sources: duties without a basis, and values raised.

A duty without a basis is told only where it burdens those outside the government (企业,
群众 …): an organ binding itself to do more than it must needs none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.alignment.align import Aligner, Query
from assistant.alignment.folding import fold_marks, region_names
from assistant.alignment.units import passages_of
from assistant.facts import extract
from assistant.review.consistency import Raise
from assistant.types import Beyond, Document, Requirement

_OUTSIDE = (
    "(?:企业|经营主体|市场主体|商户|个体工商户|经营者|申请人|群众|居民|村民|公民|业主|从业人员|社会组织"
    "|行业协会|商会|平台|投资人|用人单位|建设单位|施工单位|培训机构|中介机构|投标人|当事人"
    "|物业服务人|物业公司|承租人|出租人|租住人员|租户|住户)")
#: Self-government at the base, which is to be spared reports and forms (基层减负).
_BASE = "(?:村民?小组|村[(]居[)]民小组|村[(]社区[)]|村社区|村[(]居[)]|村居|村委会|居委会|村(?:民委员会)?|社区|网格员|网格)"
#: Who must do it, and what kind of burden: to pay, hand in, buy, appoint; or to be shut out.
_MUST = re.compile(
    f"(?P<who>(?:[^,,。;]{{0,14}}的)?{_OUTSIDE})(?:[^,,。;]{{0,10}}?)"
    "(?P<what>(?:应当|应|要|须|必须|需)?(?:每[年半季月周][^,,。;]{0,12})?(?:向[^,,。;]{2,14})?"
    "(?:报送|上报|报备|缴纳|交纳|购买|聘请|配备|提交|安装|加装|承担|缴存|提供[^,,。;]{0,8}担保|垫付|捐助|赞助))")
#: The same by the clock: every day, week or month something to report, fill in or upload.
_OFTEN = "(?:每(?:个|半)?(?:[日天周月年季旬]|星期|季度|[两二三]周)|按[日周旬月季]|逐[日周月]|[日周月]{2}|日报告|零报告)"
_RECURS = re.compile(
    f"(?<![向对为到给赴进入在驻和与])(?P<who>{_OUTSIDE}|{_BASE})[^,,。;向]{{0,8}}?(?P<what>{_OFTEN}[^,,。;]{{0,16}}?"
    "(?:报送|上报|填报|报告|报备|提交|上传|登记|打卡|缴纳|交纳|缴存))")
_SHUT = re.compile(
    f"(?:未[^,,。;]{{2,20}}|不[^,,。;]{{2,16}})的{_OUTSIDE}?[^,,。;]{{0,6}}?(?:不得(?:申报|参加|参与"
    f"|享受|申请|办理|从事|承接|投标)|取消[^,,。;]{{0,8}}资格|一律(?:停业|关停|取缔|列入))"
    f"|{_OUTSIDE}[^,,。;]{{0,10}}不得(?:申报|参加|享受|申请|从事|承接)")
_FINES = re.compile("处[^,,。;]{0,10}(?:罚款|拘留)|吊销|处以|罚款[0-9一二三四五六七八九十百千万]+|收取[^,,。;]{0,10}(?:保证金|押金|费用)")
#: Words that shield the outsider or only enforce a statute.
_SHIELDS = re.compile("不得要求|严禁|禁止|不得向|减轻|免|依法|依据法律|保障|法律法规规定|涉嫌|犯罪|便利|鼓励|支持|自愿|引导")
#: From this share of its content standing in one sentence of a source, a duty has a basis.
BASED = 0.55


def check_beyond(draft: Document, against: Sequence[Document]) -> tuple[Beyond, ...]:
    """Duties of the draft that none of the sources holds. Nothing without sources."""
    if not against:
        return ()
    demands = [item for item in extract(draft).requirements if item.clause not in ("题头", "结尾", "引言")]
    regions = region_names([draft.region, *(upper.region for upper in against)])
    passages = [passage for upper in against for passage in passages_of(upper)]
    aligner = Aligner(passages, [item.quote for item in demands], regions)
    out: list[Beyond] = []
    seen: set[tuple[str, str]] = set()
    for item in demands:
        burden = _burden(item)
        if not burden or (item.clause, item.quote) in seen:
            continue
        seen.add((item.clause, item.quote))
        found = aligner.candidates(Query(item.quote, ""), k=3)
        if any(candidate.cover >= BASED for candidate in found):
            continue
        out.append(Beyond(item.clause, item.quote, "no_basis",
                          f"{burden},上位文件中未见依据;减损权利或者增加义务须有法律、法规、规章依据。"))
    return tuple(out)


def _burden(item: Requirement) -> str:
    text = fold_marks(item.quote)
    if _SHIELDS.search(text):
        return ""
    shut = _SHUT.search(text)
    if shut:
        return f"对相对人设限“{shut.group()[:24]}”"
    fine = _FINES.search(text)
    if fine:
        return f"设定负担“{fine.group()[:20]}”"
    must = _MUST.search(text) or _RECURS.search(text)
    return f"为“{must['who'][-8:]}”设定义务“{must['what'][-12:]}”" if must else ""


def raised(raises: Sequence[Raise]) -> tuple[Beyond, ...]:
    """The measured demands that exceed every source that makes them (层层加码 is for the
    reviewer to judge; stricter is no fault by itself)."""
    met = {(item.clause, item.quote) for item in raises if not item.how}
    out: dict[tuple[str, str], Beyond] = {}
    for item in raises:
        key = (item.clause, item.quote)
        if item.how and key not in met and key not in out:
            out[key] = Beyond(item.clause, item.quote, "raised", f"高于上位要求:{item.how},请确认必要性和保障条件。")
    return tuple(out.values())
