"""What a user asks to change, in their words, as typed commands.

Understood without a model: remove, shorten, lengthen, add, restore, move, rename, replace
words, settle a conflict, go back to a version. Anything else is Unclear: a model may
do it; without one the user is told what can be done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.drafting.marks import half
from assistant.facts.numerals import han_number


@dataclass(frozen=True, slots=True)
class Remove:
    target: str


@dataclass(frozen=True, slots=True)
class Shorten:
    """To a length, or (`length` 0) to a share of what stands."""

    target: str
    length: int
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Lengthen:
    target: str
    length: int


@dataclass(frozen=True, slots=True)
class Add:
    """`place`: where, as the user says, or "" (the paragraph of the topic)."""

    topic: str
    place: str
    comparison: bool = False


@dataclass(frozen=True, slots=True)
class Restore:
    topic: str


@dataclass(frozen=True, slots=True)
class Move:
    """`side`: before, after, end (of the place), or front (of what stands beside it; `place` is then "")."""

    target: str
    place: str
    side: str


@dataclass(frozen=True, slots=True)
class Rename:
    target: str
    heading: str


@dataclass(frozen=True, slots=True)
class Replace:
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Settle:
    indicator: str
    choice: str


@dataclass(frozen=True, slots=True)
class GoBack:
    """`version` 0 means the one before."""

    version: int


@dataclass(frozen=True, slots=True)
class Unclear:
    text: str


Instruction = Remove | Shorten | Lengthen | Add | Restore | Move | Rename | Replace | Settle | GoBack | Unclear

#: 写短一点: what is left of it.
BRIEFER = 0.7
_N = r"[\d一二两三四五六七八九十百千]+"
_OPEN = r"(?:请|麻烦|帮我|帮忙|能否|可否)*"
_REMOVE = re.compile(
    rf"^{_OPEN}(?:不要再?(?:写|提|讲|出现)?|不(?:再)?(?:写|提)|别(?:再)?(?:写|提)|删除|删去|删掉|删|去掉|去除|"
    rf"移除|拿掉|略去|剔除|取消)(?:有关|关于|掉)?(?P<t>.+)$")
_REMOVE_BA = re.compile(
    rf"^{_OPEN}(?:把|将)(?P<t>.+?)(?:全部|都)?(?:删除|删去|删掉|删了|去掉|去除|移除|拿掉|略去|剔除)$")
_REMOVE_TAIL = re.compile(
    rf"^{_OPEN}(?P<t>.+?)(?:全部|都|整段|整句)?(?:删除|删去|删掉|删了|去掉|去除|移除|拿掉|略去|剔除|不要了)(?:吧|了)?$")
_WORD = re.compile(
    rf"^{_OPEN}(?:把|将)?(?:删除|删去|删掉|去掉)?[“\"](?P<w>[^”\"]{{1,12}})[”\"](?:这?(?:[一二两三四几]个?)?(?:字样|词|字))"
    r"(?:删除|删去|删掉|去掉)?$")
_SHORTEN = re.compile(
    rf"^{_OPEN}(?:把|将)?(?P<t>.*?)(?:再|的?(?:字数|篇幅|内容))?(?:压缩|缩短|精简|缩减|删减|控制|浓缩|压减|缩|"
    rf"减少|减)(?:到|至|在|为|成)?(?:不超过|约|大约)?(?P<n>{_N})(?:个)?字(?:以内|左右|之内|以下)?$")
_SHARE = re.compile(
    rf"^{_OPEN}(?:把|将)?(?P<t>.*?)(?:的?(?:字数|篇幅|内容))?(?:压缩|缩短|精简|缩减|删减|控制|浓缩|压减)(?P<to>到|至|为|成)?掉?"
    r"(?:原来的|原文的)?(?:(?P<d>[二三四五六]|\d)分之(?P<n>[一二三四五\d])|(?P<half>一半)|(?P<tenths>[一二三四五六七八九])成"
    r"|(?P<cent>\d{1,2})%)$")
_BRIEFER = re.compile(
    rf"^{_OPEN}(?:把|将)?(?P<t>.+?)(?:再|要)?(?:写|改|弄|说)?得?(?:更)?(?:(?:简短|精简|简洁|精炼|简练|短)(?:一?些|一?点|一下)|"
    r"(?:压缩|缩短|缩减)(?:一?些|一?点|一下))(?:吧)?$")
_LENGTHEN = re.compile(
    rf"^{_OPEN}(?:把|将)?(?P<t>.*?)(?:的?(?:字数|篇幅|内容))?(?:扩充|扩展|扩写|展开|增加|拓展|丰富)(?:到|至|为|"
    rf"成)(?P<n>{_N})(?:个)?字(?:左右)?$")
_ADD = re.compile(
    rf"^{_OPEN}(?:在(?P<p>.+?)(?:中|里|后面?|之后|末尾)?)?(?:补充|增加|加上|添加|补上|写上|加入|增写|补写|再写|"
    rf"加写|增补|加一句|补一句)(?:一下|一些|有关|关于)?(?P<t>.+)$")
_RESTORE = re.compile(
    rf"^{_OPEN}(?:把|将)?(?:(?:恢复|还原|加回|找回)(?P<t>.+)|(?P<t2>.+?)(?:恢复|还原|加回来?|找回来?|写回来?))$")
_BACK = re.compile(
    rf"^{_OPEN}(?:恢复|还原|回到|退回|回退|撤回|返回)(?:到|至|为)?(?:第(?P<n>{_N})(?:个)?(?:版|稿|版本)|"
    rf"版本(?P<m>{_N})|(?P<last>上一[版稿个]*|前一[版稿个]*|上个版本)|(?P<first>初稿|原稿|最初))(?:版本)?$|"
    rf"^{_OPEN}(?P<undo>撤销|撤销(?:上一步|修改|刚才的修改))$")
_MOVE = re.compile(
    rf"^{_OPEN}(?:把|将)(?P<t>.+?)(?:移动到|移到|移至|挪到|放到|调到|调整到|提到|放在|调整至|移动至|并入|放入|"
    rf"移入)(?P<p>.+?)(?:(?:的)?(?P<s>前面|之前|前|后面|之后|后|末尾|最后|里|中|里面))?$")
_RENAME = re.compile(
    rf"^{_OPEN}(?:把|将)?(?P<t>.*?)(?:的)?(?:标题|题目)(?:改为|改成|换成|换为|叫做|定为|修改为)"
    rf"[“\"《]?(?P<h>[^”\"》]+)[”\"》]?$")
_REPLACE = re.compile(
    rf"^{_OPEN}(?:把|将)?[“\"](?P<a>[^”\"]+)[”\"](?:全部|都|统一)?(?:改为|改成|换成|换为|替换为|替换成)"
    rf"[“\"](?P<b>[^”\"]*)[”\"]$")
_SETTLE = re.compile(
    rf"^{_OPEN}(?:(?:把|将)?(?P<i>.*?)(?:的?(?:数据|数字|口径|数值|数))?)(?:以|按照|按|采用|取|使用|用|定为|改为|"
    rf"改用|确定为|核定为)(?P<c>.+?)(?:的?(?:数据|数字|口径|数|为准|的为准|报的为准))*$")
_CORRECT = re.compile(rf"^{_OPEN}(?:更正|确认|核定|核实|经核实|经核)[:,]?(?P<i>.+?)(?:应)?(?:为|是)(?P<c>\d.*)$")
_SPLIT = re.compile(
    r"[;。\n]|,(?=(?:再|并|然后|同时|另外|还)?(?:请)?(?:把|将|不要|不写|删|去掉|补充|增加|加上|恢复|压缩|精简))|"
    r"(?<=.)(?:然后|同时|并且)(?=把|将|不要|删|补充|增加|恢复)")
_LINK = re.compile(r"^(?:再|并且|并|然后|同时|另外|还)(?=[把将请不删去补增加恢压精])")
_LAST_YEAR = re.compile(r"上年|去年|同期|同比|前年|对比")


def number(text: str) -> int:
    """A number as digits or characters; 0 when it is none.

    >>> number("200"), number("二"), number("两百")
    (200, 2, 200)
    """
    return int(text) if text.isdigit() else int(han_number(text) or 0)


def parse(instruction: str) -> tuple[Instruction, ...]:
    """The commands of an instruction, in order.

    >>> parse("把第二段压缩到200字")
    (Shorten(target='第二段', length=200, share=0.0),)
    >>> parse("第二部分压缩到三分之一"), parse("第三部分第一句删掉")
    ((Shorten(target='第二部分', length=0, share=0.3333333333333333),), (Remove(target='第三部分第一句'),))
    >>> parse("把行政复议放到前面")
    (Move(target='行政复议', place='', side='front'),)
    >>> parse("不要写满意度")
    (Remove(target='满意度'),)
    >>> parse("补充复议调解的数据")
    (Add(topic='复议调解', place='', comparison=False),)
    >>> parse("恢复到第1版"), parse("写得更有文采一些")
    ((GoBack(version=1),), (Unclear(text='写得更有文采一些'),))
    """
    whole = half(instruction).strip()
    single = _one(whole.strip("。;, "))
    if not isinstance(single, Unclear) and not _SPLIT.search(whole.strip("。;, ")):
        return (single,)
    parts = [_LINK.sub("", part.strip(", ")) for part in _SPLIT.split(whole)]
    found = tuple(_one(part) for part in parts if part)
    return found if found and not any(isinstance(f, Unclear) for f in found) else (single,)


def _one(text: str) -> Instruction:
    back = _BACK.match(text)
    if back:
        if back["n"] or back["m"]:
            return GoBack(number(back["n"] or back["m"]))
        return GoBack(1) if back["first"] else GoBack(0)
    replaced = _REPLACE.match(text)
    if replaced:
        return Replace(replaced["a"], replaced["b"])
    renamed = _RENAME.match(text)
    if renamed:
        return Rename(renamed["t"].strip("“”\"的"), renamed["h"].strip())
    for pattern, kind in ((_SHORTEN, Shorten), (_LENGTHEN, Lengthen)):
        sized = pattern.match(text)
        if sized:
            return kind(sized["t"].strip("的,"), number(sized["n"]))
    word = _WORD.match(text)
    if word:
        return Replace(word["w"], "")
    shared = _SHARE.match(text)
    if shared:
        return Shorten(shared["t"].strip("的,"), 0, _share(shared))
    briefer = _BRIEFER.match(text)
    if briefer:
        return Shorten(briefer["t"].strip("的,"), 0, BRIEFER)
    moved = _MOVE.match(text)
    if moved:
        side = moved["s"] or ""
        place = moved["p"].strip("的")
        if place == "首段":
            return Move(moved["t"], "第一段", "before")
        if place in ("最前", "开头", "最前面", "前面", "前头", "前边", "首位") or (place == "最" and "前" in side):
            return Move(moved["t"], "", "front")
        if place in ("最", "最后", "末尾", "结尾", "最后面"):
            return Move(moved["t"], "最后一段", "after")
        inside = not side or side in ("里", "中", "里面", "末尾")
        return Move(moved["t"], place, "before" if "前" in side else "end" if inside else "after")
    removed = _REMOVE_BA.match(text) or _REMOVE.match(text) or _REMOVE_TAIL.match(text)
    if removed:
        return Remove(_topic(removed["t"]))
    added = _ADD.match(text)
    if added:
        return Add(_topic(added["t"]), (added["p"] or "").strip("的"), bool(_LAST_YEAR.search(added["t"])))
    restored = _RESTORE.match(text)
    if restored:
        return Restore(_topic(restored["t"] or restored["t2"]))
    corrected = _CORRECT.match(text)
    if corrected:
        return Settle(corrected["i"].strip("“”\"的"), corrected["c"])
    settled = _SETTLE.match(text)
    if settled:
        return Settle(settled["i"].strip("“”\"的"), settled["c"].strip("“”\"的报"))
    return Unclear(text)


def _share(found: re.Match[str]) -> float:
    """What is to be left, as a share: 压缩到三分之一 leaves a third, 压缩三分之一 two thirds."""
    if found["half"]:
        part = 0.5
    elif found["tenths"]:
        part = number(found["tenths"]) / 10
    elif found["cent"]:
        part = int(found["cent"]) / 100
    else:
        part = number(found["n"]) / max(number(found["d"]), 1)
    return part if found["to"] else 1 - part


def _topic(text: str) -> str:
    """The topic without the words around it.

    >>> _topic("复议调解的数据"), _topic("群众满意度方面的内容"), _topic("第二段")
    ('复议调解', '群众满意度', '第二段')
    """
    text = text.strip("“”\"了吧。, ")
    cut = re.sub(
        r"(?:方面|部分|这一?块)?(?:的)?(?:相关)?(?:数据|内容|情况|材料|信息|表述|文字|句子|说法|事项)$", "", text)
    return (cut or text).strip("“”\"的")
