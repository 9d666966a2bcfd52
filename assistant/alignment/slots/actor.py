"""Actor (责任主体): responsibility moved to someone who may not stand in.

A county naming its own bureau for "司法行政部门", or a bureau for "政府", localises;
the deputy for the head, or the body watched for the watching one, is a change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold_marks
from assistant.alignment.lexicon import DATA

_HEAD = re.compile("(?:党政)?主要(?:负责人|负责同志|领导)|一把手|正职|主职|主官|法定代表人|行政首长"
                   "|党(?:委|组|工委)书记|(?<!副)[县区市镇乡局]长")
_DEPUTY = re.compile("分管(?:负责人|领导|负责同志|副职|同志)|(?:协管|挂职)(?:领导|同志)|副职|其他负责人"
                     "|(?:班子)?其他(?:班子)?成员|副[一-鿿]{1,2}[长记任]|副主席"
                     "|(?:政法|组织|宣传|统战)委员|[所站科股队]长")
#: By whom it is done, told by 由; a public organ may be named in other words.
_DOER = re.compile("由(?P<who>[^,。;、]{2,10}?)(?:代为|自筹|自行|统一|统筹|签|确认|负责|承担|出具|批准|审批|安排|组织|实施|办理|解决)")
_ORGAN = re.compile("(?:[局办委厅院府室队]|(?<!干)部门?)$|机关$|单位$|机构$|中心$|财政$|公安$|领导小组$|专班$|负责人$|负责同志$|领导$")
#: A head of an organ may be its deputy head, but not one below.
_CHIEF = re.compile("(?:行政|执法)?(?:机关|部门|单位)负责人")
#: One who heads a part of the organ, however it is called; 单位、部门负责人 head the whole.
_PART = re.compile(
    "(?:科室|股室|处室|业务|内设机构|法治机构|法制机构|站所|所队|中层|具体|条线|值班|班组|其他|相关|[一-鿿]{2}[科股处])"
    "(?:机构|部门)?(?:主要)?负责(?:人|同志)|(?:科|股|处)室?(?:领导|长)")
#: Who acts for the organ without heading it, at the head of what is done.
_STAFF = re.compile("(?<!及)(?<!和)(?<!与)(?<!、)(?:(?:办公室|窗口|业务|科室)?(?:工作人员|人员代表)"
                    "|联络员|经办人|承办人|科员)(?=[^,。;的]{2})")
_BELOW = re.compile("(?<!副)[所站科股队组]长|队员|承办人|经办人|工作人员|科员")
#: 经司法局审核 of the source, 自行审核 in the draft.
_BY_OTHERS = re.compile("(?:经|由|报|送|提交)[^,。;]{2,14}(?:审核|审查|审定|批准|评估|鉴定|检验)")
_BY_ITSELF = re.compile("(?:自行|自己|内部)[^,。;]{0,4}(?:审|查|评|批|定|检)")
_BY = re.compile(
    "由(?P<who>[^,。;、]{2,10}?"
    "(?:单位|学会|协会|联合会|研究会|商联|妇联|残联|科协|团委|工会|商会|公司|集团|机构|中心|媒体|大队|支队|办公室|委员会|局|人))"
    "(?:每|负责|牵头|统一|组织|对|自行|承担|开展|办理|实施|具体)")
_NO_ORGAN = re.compile("学会|协会|联合会|研究会|商联|妇联|残联|科协|团委|工会|商会|村民委员会|居民委员会|公司|集团|媒体|被|债务|资金")
_VAGUE = re.compile("^(?:各|有关|相关|责任|牵头|主管|承办|行业|业务|职能|所在|本|其)?(?:单位|部门|机构|主管部门|人)$")
_HANDED = re.compile(
    "(?:由|委托|转由|移交|交由|交给|外包给)(?:[^,。;]{0,8}(?:会同|和|与|及))?(?:各|相关|有关|当地)?"
    "(?P<who>社会组织|村民委员会|居民委员会|村委会|居委会|行业协会|商会|协会|第三方机构|中介机构|企业|经营主体|被[^,。;]{2,6}(?:单位|机关|人))"
    "[^,。;]{0,4}(?:自行|负责|建立|组织|承担|牵头|实施|开展|决定|办理|统一|统筹|受理|跟踪|处理|审|对)")
#: What others may be hired for.
_HIRED = re.compile("评估|测评|调查|审计|鉴定|检测|评价|检验|第三方")
_DOES = "负责|牵头|组织|承担|实施|开展|办理"
#: 由县级信访部门牵头办理: an organ and what it does.
_NAMED = re.compile(
    f"由(?P<who>[^,。;、由]{{2,14}}?(?:部门|局|厅|委员会|办公室|机关))"
    f"(?:依法|统一|统筹|具体|会同[^,。;]{{2,12}})?(?:{_DOES}|制定|受理|审核|审查|管理)")
_OFFICE = re.compile("^(?![乡镇街村社])[^的]{2,12}(?:部门|局|厅|委员会|办公室|办|机关)$")
_OUTSIDERS = ("self", "org", "firm", "lawyer", "deputy", "staff")
_ROLE_AFTER = (
    "(?:牵头|负责(?!人|同志)|承担|主管|组织|统一|审查|审核|承办|履行|作为|担任|办理|具体|自行|出庭"
    "|发表|表态|首先|最后|主动|开展|实行|对|会同|应当|要|切实|认真|在|每年|带头|扛起)(?!率|度|情况|结果)")


@dataclass(frozen=True, slots=True)
class _Book:
    classes: dict[str, str]
    instead: dict[str, frozenset[str]]
    pattern: re.Pattern[str]


@cache
def _book() -> _Book:
    classes: dict[str, str] = {}
    instead: dict[str, frozenset[str]] = {}
    for line in (DATA / "actors.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, rest = line.split(":", 1)
        words, _, others = rest.partition(">")
        instead[name] = frozenset(others.split())
        for word in words.split():
            classes[fold_marks(word)] = name
    ordered = sorted(classes, key=lambda word: (-len(word), word))
    return _Book(classes, instead, re.compile("|".join(map(re.escape, ordered))))


def doers(text: str) -> list[tuple[str, str]]:
    """(class, words) of those who are made to act in a text: by 由, at the head of a
    phrase, or before a verb of answering for it; the nearest to the verb counts.

    >>> doers("由司法行政部门统一负责合法性审查")
    [('justice', '司法行政部门')]
    """
    folded = fold_marks(text)
    out = []
    for phrase in re.split("[,。;]", folded):
        last: tuple[str, str] | None = None
        past = -1
        for found in _book().pattern.finditer(phrase):
            if last and past >= 0 and found.start() - past > 2:
                break  # 由本级政府主要负责人: the last of a chain of bodies answers
            lead, tail = phrase[:found.start()], phrase[found.end():]
            led = re.search(f"由(?:(?!{_DOES})[^,]){{0,10}}$|归口[^,]{{0,4}}$", lead) is not None
            acts = re.match(f"[^,的]{{0,6}}?{_ROLE_AFTER}", tail) is not None
            heads = len(lead) <= 8 and not re.search("对|向|为|给|把|将|以|从|被(?!诉)|让|请|听取|组织|推动|督促|加强|建立|支持|保障", lead)
            if led or (acts and heads):
                last, past = (_book().classes[found.group()], found.group()), found.end() if led else -1
        if last:
            out.append(last)
    return out


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when another one, who may not stand in, is made answerable."""
    ranked = _rank(ask, answer) or _itself(ask, answer) or _other(ask, answer)
    if ranked:
        return ranked
    outside = _outside(ask, answer)
    if outside:
        return outside
    wanted = doers(ask.text) or _own(ask) or _department(ask)
    if not wanted:
        return None
    strange = _stranger(wanted[-1], answer)
    if strange:
        return strange
    said = doers("，".join(answer.carriers)) or [item for text in answer.before[-1:] if len(text) <= 12
                                                 for item in doers(text)]
    if not said:
        return None
    book = _book()
    kind, words = wanted[-1]
    if any(other == kind for other, _ in said) or kind in {c for c, _ in doers(answer.sentence)}:
        return None
    other, theirs = said[-1]
    if other in book.instead.get(kind, frozenset()):
        return None
    if other == "head" and _HEAD.search(fold_marks(ask.text)):
        return None  # 被审计单位主要负责人 of the source: its head, named alone
    if kind == "leader" and other in ("deputy", "head"):
        return None  # 负责人 are the heads and their deputies (最高法关于行政机关负责人出庭应诉的规定 art. 2)
    if kind in ("gov", "party") and other not in _OUTSIDERS:
        return None
    if kind == "department" and other not in (*_OUTSIDERS, "township"):
        return None  # unlisted: what else may be its own name here is not known
    if kind == "township" or (kind == "enforcement" and other not in ("self", "org", "firm", "lawyer")):
        return None
    if other == "gov" or (other == "enforcement" and kind != "justice"):
        return None  # named more broadly, which a draft may
    return Fault("actor", "conflicting" if other in ("self", "deputy", "lawyer") else "weaker",
                 f"责任主体:上位为“{words}”,草案改为“{theirs}”", 0.85, theirs, words)


def _stranger(wanted: tuple[str, str], answer: Answer) -> Fault | None:
    """A duty with an owner given by 由 to a body that no class knows, and that is not the owner's."""
    kind, words = wanted
    for carrier in answer.carriers:
        found = _BY.search(fold_marks(carrier))
        if not found or _book().pattern.search(found["who"]) or _VAGUE.search(found["who"]):
            continue
        who = found["who"]
        if kind in ("gov", "party") and not _NO_ORGAN.search(who):
            continue  # a government may name any of its organs
        if not set(who[-4:]) & set(words[-4:]) - set("机关部门单位委员会局办"):
            return Fault("actor", "weaker", f"责任主体:上位为“{words}”,草案改为“{who}”", 0.75, who, words)
    return None


def _outside(ask: Ask, answer: Answer) -> Fault | None:
    """A duty of the authorities, whoever of them, handed to someone outside by 由."""
    for carrier in answer.carriers:
        found = _HANDED.search(fold_marks(carrier))
        if found and found["who"] not in fold_marks(ask.sentence) and not (
                found.group().startswith("委托") and _HIRED.search(fold_marks(ask.sentence))):
            return Fault("actor", "weaker", f"责任主体:上位为政府及其部门的职责,草案交由“{found['who']}”", 0.75, found["who"])
    return None


def _rank(ask: Ask, answer: Answer) -> Fault | None:
    """The head's own duty handed to a deputy, whatever the verb."""
    asked, whole = fold_marks(ask.text), fold_marks("，".join(answer.carriers))
    upper, lower = (_HEAD, _DEPUTY) if _HEAD.search(asked) else (_CHIEF, _BELOW)
    if not (head := upper.search(asked)):
        return None
    part = next((found for carrier in answer.carriers if (found := _PART.search(fold_marks(carrier)))), None)
    if part and not _PART.search(fold_marks(ask.sentence)) and not upper.search(_PART.sub("", whole)):
        return Fault("actor", "conflicting", f"责任主体:上位为“{head.group()}”,草案改为“{part.group()}”", 0.85, part.group(), head.group())
    if lower.search(fold_marks(ask.sentence)):
        return None
    for carrier in answer.carriers:
        said = fold_marks(carrier)
        deputy = lower.search(said)
        if deputy is None and upper is _HEAD and (staff := _STAFF.search(said)):
            deputy = staff if re.match("(?:由|每)|[^对向为给把将以让]{0,8}$", said[:staff.start()]) else None
        if deputy is None or upper.search(said):
            continue
        if re.search("负责人(?!中)", said[:deputy.start()] + "," + said[deputy.end():]):
            continue  # 负责人 beside the deputy are the heads
        if re.search("[由报][^,。;]{0,12}$", said[:deputy.start()]) or (upper is _HEAD and not upper.search(whole)):
            return Fault("actor", "conflicting", f"责任主体:上位为“{head.group()}”,草案改为“{deputy.group()}”", 0.9,
                         deputy.group(), head.group())
    return None


def _other(ask: Ask, answer: Answer) -> Fault | None:
    """由财政安排 of the source, 由各村自筹 in the draft: another doer of no known standing."""
    book = _book()
    wanted = _DOER.search(fold_marks(ask.text))
    said = _DOER.search(fold_marks(answer.main)) if wanted else None
    if wanted is None or said is None or said["who"] in fold_marks(ask.sentence) or _VAGUE.search(said["who"]):
        return None
    if _ORGAN.search(said["who"]) or set(wanted["who"][-4:]) & set(said["who"]):
        return None
    kinds = [book.classes[found.group()] for found in book.pattern.finditer(wanted["who"])]
    theirs = [book.classes[found.group()] for found in book.pattern.finditer(said["who"])]
    if theirs and any(theirs[-1] == kind or theirs[-1] in book.instead.get(kind, frozenset()) for kind in kinds):
        return None
    return Fault("actor", "weaker", f"责任主体:上位为“{wanted['who']}”,草案改为“{said['who']}”", 0.75, said["who"], wanted["who"])


def _itself(ask: Ask, answer: Answer) -> Fault | None:
    """A check by another body that becomes one's own."""
    others, itself = _BY_OTHERS.search(fold_marks(ask.text)), _BY_ITSELF.search(fold_marks("，".join(answer.carriers)))
    if others and itself and not _BY_ITSELF.search(fold_marks(ask.sentence)):
        return Fault("actor", "conflicting", f"责任主体:上位“{others.group()}”,草案改为“{itself.group()}”", 0.85,
                     itself.group(), others.group())
    return None


def _department(ask: Ask) -> list[tuple[str, str]]:
    """An organ of no listed class (县级信访部门) that the source names as the doer."""
    found = _NAMED.search(fold_marks(ask.text))
    who = found["who"] if found else fold_marks(ask.requirement.actor or "")
    return [("department", who)] if _OFFICE.search(who) and not _VAGUE.search(who) else []


def bodies(text: str) -> frozenset[str]:
    """The classes of the bodies that a text names."""
    return frozenset(_book().classes[found.group()] for found in _book().pattern.finditer(text))


def may_replace(wanted: frozenset[str], said: frozenset[str]) -> bool:
    """Whether bodies of these classes may be one another; those of no known class may."""
    instead = frozenset(other for kind in wanted for other in _book().instead.get(kind, frozenset()))
    return not wanted or not said or bool((wanted | instead) & said)


def _own(ask: Ask) -> list[tuple[str, str]]:
    actor = ask.requirement.actor
    if not actor:
        return []
    found = list(_book().pattern.finditer(fold_marks(actor)))
    return [(_book().classes[found[-1].group()], found[-1].group())] if found else []
