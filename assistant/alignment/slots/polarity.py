"""Opposite content (表述冲突): what is asked for is refused, or what is forbidden is allowed."""

from __future__ import annotations

import re

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold_marks
from assistant.alignment.lexicon import lexicon
from assistant.alignment.terms import credit, keys, terms

FORBIDS = re.compile("严禁|禁止|不得|不准|不许|一律不|杜绝|防止|避免|严防|不能|不予|无权")
_STRICT = re.compile("严禁|禁止|不得|不准|不许|一律不|坚决不|不能|决不")
_ALLOWS = re.compile("(?<![不未])(?:可以|允许|准许|也可|可先|可按|可根据|可自行|可视|可由|可(?=单独|独立|直接|自主|先行|暂不|安排|使用"
                     "|采用|采取|代替|由|凭|派|让|按|以|用|收|要求|指定|根据|另)|视同|视为"
                     "|经[^,。;]{1,12}(?:同意|批准|许可)(?:后|的)?可)")
#: 不得少于 is a comparator, no prohibition.
_COMPARES = re.compile("(?:不得|不能|不准)(?:少于|低于|超过|高于|多于|小于|大于|晚于|早于|迟于)")
#: 不能出庭的须委托 …: a case that is provided for, no prohibition.
_CASE = re.compile("(?:不能|不可)[^,。;]{1,12}的,?(?=须|应|要|必须|由|可)")
_ADVERBS = re.compile("^(?:单独|另行|专门|集中|统一|组织|开展|进行|实行)")
_STEP = re.compile("^(?:再)?(?:组织|开展|进行|实行|履行|举行|经过|安排|作出)?")
_LINKS = re.compile("作为|纳入|列入|计入|挂钩|依据|参考")
_UNLINKS = re.compile("不(?:作为|纳入|列入|计入|影响)|不(?:与|同|和)[^,。;]{1,14}(?:挂钩|关联|联系)|脱钩")
_NEGATES = re.compile("(?<!未经)(?:不得|不再|不予|不作(?!为)|不做|免予|免于|不对外|不向社会|停止|暂停|无需|不需要?|不必|不用|不要求"
                      "|[无毋不]须|毋需|可(?:以)?不(?!再|予))")
#: A duty let off, not forbidden; what is let off may be named whole (无须开展|合法性论证).
_WAIVES = re.compile("[无毋不][须需]要?|不必|不用|不要求|免[予于]|可以?不")
#: 无需重复提交, 群众无需跑腿: a doing again is spared, or a burden of others.
_AGAIN = re.compile("^(?:再|重复|重新|反复|多次|另行|二次|往返|来回)|^[^,。;]{0,16}的(?:[,。;]|$|除外|事项|情形|案件|项目|材料)")
#: 方可, 才能, 否则 turn a demand into its mirror image: 合格后方可发证 = 不合格的不予发证.
_MIRROR = re.compile("方可|方能|才能|才可|后再|再行|否则|未经|未[^,。;]{1,12}的")
#: 没有书面意见的合同不得签署, 无依据不得检查: the prohibition of what lacks the thing asks for it.
_CONDITION = re.compile(
    "(?:没有|未|无|不经|缺[乏少]?|不[合符具通达])[^,。;]{1,20}(?:的|者|,)?[^,。;]{0,8}"
    "(?:不得|不予|不准|不许|不能|严禁|禁止)")
#: Any word that denies, limits or undoes; a paraphrased prohibition keeps at least one.
_DENIES = re.compile(
    "[不未无禁防拒戒零停勿莫非免]|杜绝|避免|取消|清理|整治|查处|纠正|制止|严控|控制|减少|消除|克服"
    "|打击|治理|脱钩|分离|惩|追究|处分|方可|才能|先|后|规范|一律|切实解决|叫停|压减|清退|废止|摒弃"
    "|遏制")
_AFTER = re.compile(
    "(?P<before>[^。;]{2,24}?)(?:合格|通过|批准|审核|审查|完成)?(?:之?后|以后)?"
    "(?:(?:方可|方能|才能|才可)|(?<=合格后)|(?<=通过后)|(?<=批准后)|(?<=审核后)|(?<=审查后))(?P<then>[^,。;]{2,16})")
_BEFORE = re.compile("(?P<then>[^,。;]{2,20}?)之?前,?(?:应当|必须|须|要|应)(?:先)?(?:进行|经过|开展|履行)?(?P<before>[^,。;]{2,16})")
_FIRST = re.compile("先(?:行)?(?P<first>[^,。;]{2,16})[,]?[^,。;]{0,4}(?:(?:再|后|事后|随后)(?:补|行|予)?[^,。;]{2,14}|[^,。;]{2,8}补)")
_NORM = re.compile(
    "以(?P<rule>不?[\u4e00-\u9fff]{2,4})为(?:常态|原则|基本|主)[、,]?(?:以)?(?P<rest>不?[\u4e00-\u9fff]{2,4})为(?"
    ":例外|补充|辅)")
_OTHERS = re.compile("(?:企业|群众|公民|当事人|申请人|公众|(?<!执)法人(?!员)|职工)[^,,。]{0,8}$")


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when the two say opposite things about the same act."""
    checks = (_swapped, _reordered, _turned, _opposite, _allowed, _refused)
    return next((fault for check in checks if (fault := check(ask, answer))), None)


def _fault(reason: str, said: str, wanted: str = "", sure: float = 0.85) -> Fault:
    return Fault("contradiction", "conflicting", f"表述冲突:{reason}", sure, said, wanted)


def _swapped(ask: Ask, answer: Answer) -> Fault | None:
    left, right = _NORM.search(fold_marks(ask.sentence)), _NORM.search(fold_marks(answer.sentence))
    if left and right and left["rule"].startswith("不") != right["rule"].startswith("不"):
        return _fault(f"上位“{left.group()}”,草案“{right.group()}”", right.group(), left.group())
    return None


def _reordered(ask: Ask, answer: Answer) -> Fault | None:
    """合格后方可申领 against 先申领,再补考: the second step put first."""
    wanted = _AFTER.search(fold_marks(ask.sentence)) or _BEFORE.search(fold_marks(ask.text))
    said = _FIRST.search(fold_marks(answer.sentence))
    if not wanted or not said or not keys(ask.folded) & keys(wanted["then"]):
        return None
    then, now = _content(wanted["then"]), _content(said["first"])
    before = wanted["before"]
    last = before.rsplit(",", 1)[-1]
    if len(last) < 4:
        last = before[-8:]
    if then & now and not _content(last) & now:
        return _fault(f"上位“{wanted.group()[-24:]}”,草案“{said.group()[:24]}”,先后颠倒", said.group()[:24], wanted.group()[-24:])
    return None


def _content(folded: str) -> frozenset[str]:
    return frozenset(key for term in terms(folded) if term.kind > 0.2 for key in term.keys)


def _turned(ask: Ask, answer: Answer) -> Fault | None:
    """A prohibition of the source that the draft states as a thing to be done."""
    asked = _CASE.sub("", _COMPARES.sub("", fold_marks(ask.text)))
    found = _STRICT.search(asked)
    if not found or _MIRROR.search(asked[:found.start()]) or answer.candidate.narrow < 0.5:
        return None
    said = fold_marks("".join(answer.carriers))
    if _DENIES.search(said):
        return None
    # 严禁下达指标,将罚没收入与经费挂钩: a prohibition reaches over the comma to a bare verb.
    if answer.before and _DENIES.search(fold_marks(answer.before[-1])) and re.match(
            "将|把|与|以|向|对|在|为|擅自|随意|违规|变相", fold_marks(answer.carriers[0])):
        return None
    return _fault(f"上位“{found.group()}”,草案未作禁止而写为“{answer.main[:24]}”", answer.main[:24], ask.text[:24], 0.8)


def _opposite(ask: Ask, answer: Answer) -> Fault | None:
    asked = fold_marks(ask.text)
    if _NORM.search(asked):
        return None
    for carrier in _phrases(ask, answer):
        said = fold_marks(carrier)
        loose = carrier not in answer.carriers
        for word, others in lexicon().opposites.items():
            if word not in asked or (word in said and not any(word in other for other in others)):
                continue
            if _negated(asked, word):
                continue
            for other in others:
                if loose and len(other) < 4:
                    continue
                at = said.find(other)
                # 未…的 names a condition, 不得… forbids the opposite: neither is one.
                if at >= 0 and other not in fold_marks(ask.sentence) and not _negated(said, other):
                    return _fault(f"上位要求“{word}”,草案写“{other}”", other, word)
    return None


def _phrases(ask: Ask, answer: Answer) -> list[str]:
    """The carriers, and the phrases that follow them and say nothing else of the source's sentence."""
    start = answer.candidate.sentence.start
    out: list[str] = []
    for a, b in answer.candidate.sentence.phrases:
        piece = answer.sentence[a - start:b - start]
        if piece in answer.carriers or (out and len(piece) <= 24):
            out.append(piece)
    return out


def _negated(text: str, word: str) -> bool:
    at = text.find(word)
    return at >= 0 and bool(re.search("(?:不得|严禁|禁止|不准|不许|不|未|杜绝|防止|避免|严防|无|免予?|减轻)[^,。;、的]{0,6}$", text[:at]))


def _allowed(ask: Ask, answer: Answer) -> Fault | None:
    asked = _CASE.sub("", _COMPARES.sub("", fold_marks(ask.text)))
    if not _STRICT.search(asked) or _ALLOWS.search(asked):
        return None
    for carrier in _phrases(ask, answer):
        said = fold_marks(carrier)
        found = _ALLOWS.search(said)
        if not found or _OTHERS.search(said[:found.start()]) or _STRICT.search(said[found.end():]):
            continue
        tail = said[found.end():]
        if re.match("[^,。;]{0,12}(?:[不免未无违]|暂缓)", tail):
            continue
        object_keys = frozenset(key for term in terms(ask.folded) if term.kind > 0.2 for key in term.keys)
        nouns = frozenset(key for term in terms(ask.folded) if term.kind >= 1 for key in term.keys)
        if (keys(tail) & object_keys or keys(said) & nouns
                or any(credit(t, keys(tail), tail) > 0.8 for t in terms(ask.folded) if t.kind > 0.2)):
            return _fault(f"上位“{_STRICT.search(asked).group()}”,草案“{found.group()}”",  # type: ignore[union-attr]
                          said[found.start():found.start() + 20], asked[:20])
    return None


def _refused(ask: Ask, answer: Answer) -> Fault | None:
    asked = fold_marks(ask.text)
    if FORBIDS.search(asked) or re.search("[不未无禁免停]", asked) or _MIRROR.search(fold_marks(ask.sentence)):
        return None
    if _LINKS.search(asked):
        for carrier in answer.carriers:
            unlinked = _UNLINKS.search(fold_marks(carrier))
            if unlinked:
                return _fault(f"上位要求“{ask.text[:18]}”,草案“{unlinked.group()}”", unlinked.group(), ask.text[:18])
    words = [term for term in terms(ask.folded) if len(term.word) >= 2]
    verbs = [term for term in words if term.kind < 1.0]
    told = [term for term in words if term.kind > 0.2]
    for carrier in _phrases(ask, answer):
        said = fold_marks(carrier)
        if _MIRROR.search(fold_marks(answer.sentence)) or _CONDITION.search(said):
            continue  # 未经审查,不得签订 demands what 签订前应当审查 demands
        for found in _NEGATES.finditer(said):
            waived = _WAIVES.fullmatch(found.group()) is not None
            if waived and found.group().startswith("可") and carrier != answer.main:
                continue  # 骨干可不轮岗 beside the duty is an exception to it
            others = _OTHERS.search(said[:found.start()])
            spared = others is not None and said[:others.start()][-1:] not in tuple("对向为给把将")
            if waived and (spared or _AGAIN.search(said[found.end():])):
                continue
            tail = (_STEP.sub("", said[found.end():], count=1) if waived else said[found.end():])[:6]
            # 不作分析 undoes whatever is named; 不得 may forbid another thing.
            if any(term.word in tail or keys(tail) & term.keys
                   for term in (told if waived else words if found.group() in ("不作", "不做") else verbs)) or (
                       found.group() == "不再" and any(_ADVERBS.sub("", tail).startswith(term.word) for term in words)):
                # 不得少于, 不低于 are comparators.
                if re.match("少于|低于|超过|高于|多于|小于|大于", tail):
                    continue
                return _fault(f"上位要求“{ask.text[:18]}”,草案“{said[found.start():found.end() + 6]}”",
                              said[found.start():found.end() + 6], ask.text[:18], 0.8)
    return None
