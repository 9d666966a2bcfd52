"""What kind of answer a question wants, and whether a sentence holds one (要素).

A question for days is not answered by a clause without days, however near its
topic: the commonest near miss. The kinds are those that official documents state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.library import lexicon

# An ordinal (第八个) or a year (2022年) is not an amount.
_NUMERAL = (r"(?:(?<![\d第—\-])\d[\d,.]*"
            r"|(?<![第〇零一二两三四五六七八九十])[〇零一二两三四五六七八九十百千]+|半)")
_MEASURES = (
    "项|件|个|家|次|期|篇|名|人|位|场|份|条|部|批|类|种|处|所|支|户|组|门|课时|学时|小时|平方米|公里|倍|"
    "成|分|级|届|轮|册|本|起|宗|例|台|辆|套|村|镇|卷|批次"
)
_DATE = (r"\d{4}\s*年|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*日|[上中下]旬|年底|月底|[一二三四]季度|季度末"
         r"|每年|届满")
_DURATION = (rf"(?<!\d){_NUMERAL}\s*(?:个工作日|工作日|日内|日(?![常报\d—-])|天|个月|月内|小时|分钟|周"
             r"|(?<!\d{4})年(?![度底初末第]))")
_AMOUNT = rf"{_NUMERAL}\s*(?:余|多|余万|万)?\s*(?:个(?=学|课|小))?"
_WHO = (r"部门|机关|政府|党委|委员会|办公室|[局厅委办署院所组](?![面部限势件])|机构|单位|负责人|领导|主任|组长"
        r"|书记|[区县市省州镇乡]长|专家|律师|人员|公务员|代表|记者|同志|中心|协会|商会|组织|企业|群众|监督员")
_TIMES = r"[次期轮场回]"
_UNIT = re.compile(rf"(?:多少|几)(?:个)?({_MEASURES})")
_SAME_UNIT = {unit: group for group in ("名|人|位", "学时|课时|小时", "份|件|篇", "次|场|期|轮", "家|户")
              for unit in group.split("|")}
_UNCOUNTED = frozenset(("达到", "一年", "每年", "需要", "目前", "现在", "一共", "总共", "完成", "安排",
                        "省里", "市里", "区里", "县里"))
# Verbs that end the noun before them; most others are parts of names (执法, 复议, 示范).
_ACTING = re.compile(r"学习|参加|参与|接受|受到|获得|取得|完成|进行|承接|覆盖|达到|纳入|编发|编制|发布|通过|拿到|出庭|提出|作出|签订|办结"
                     r"|编(?![制外号])|没有|需要|可以|不合格|合格")
_COUNTING = ("times", "frequency", "count")
_LOOSE_UNITS = frozenset("个种类项条件家起宗例")
_TITLE = re.compile(r"《[^《》]*》")
# 几个部门能不能…: some, not how many.
_OTHER_QUESTION = re.compile(r"能不能|可不可以|是不是|行不行|要不要|有没有|会不会|怎么|怎样|咋|如何|互相|一起|才[能可]|就[能可]")

# kind, how it is asked, what holds it, and how near to the topic the value must stand (see `near`).
# The first that is asked decides.
_KINDS: tuple[tuple[str, str, str, float], ...] = (
    ("phone", r"电话(?:号码)?(?:是|多少|几号|[?？。]|$)|(?:什么|哪个|几号)电话|号码|哪个号|联系方式",
     r"\d{3,4}-?\d{7,8}|1\d{10}|12\d{3}", 0.5),
    ("money", r"多少(?:工?钱|薪水|报酬|赔偿)|几块钱|多少元|多少万|多少亿|费用|收费标准|经费.{0,4}多少|工资|年薪|薪酬|补助标准|收多少"
              r"|投入多少|资金.{0,6}多少", rf"{_NUMERAL}\s*(?:余)?[万亿]?元", 0.5),
    ("age", r"年龄(?:上限|下限|限制|要求|条件)|多大年龄|多少岁|几岁|多大年纪|年满多少", rf"{_NUMERAL}\s*(?:周)?岁", 0.5),
    ("words", r"多少字|几千字|字数", rf"{_NUMERAL}\s*(?:余)?字", 0.5),
    ("clock", r"几点|几时", r"\d{1,2}\s*[::点时]", 0.5),
    ("times", rf"(?:几|多少){_TIMES}|每年几(?!个?月)|一年几(?!个?月)", rf"{_NUMERAL}\s*(?:余)?{_TIMES}", 0.3),
    ("frequency", r"(?:多久|多长时间|隔?几年|几个月|几天).{0,10}[一1](?:次|回|轮|场|趟|遍)|隔多久|频次",
     rf"每[年月季周半]|{_NUMERAL}\s*{_TIMES}|常态化|定期|适时", 0.3),
    ("days", r"多少天|几天|多少日|几日|多少个?工作日|几个?工作日|多久|多长时间|多长(?!度)|几个月|多少个月"
             r"|几小时|一届几年|有效期|任期|时效|最长|保存.{0,4}年|几年(?!内)", _DURATION, 0.5),
    ("rate", r"(?:(?<![效频速税利概])(?<![^成]功)率|满意度|知晓度)(?:要|应|需|须|达|是|为|的?目标|多少|的?要求|$)|比例|百分之|占比"
             r"|占.{0,12}多少|(?<![效频速税利概])(?<![^成]功)率[^,，。;；]{0,12}(?:多少|多高|几)",
     rf"{_NUMERAL}%|百分之[一二三四五六七八九十百点]+|{_NUMERAL}‰|[一二三四五六七八九]成|翻[一两]番|全覆盖|为0|倍", 0.3),
    ("day", r"哪一?[天日]|几号|几月几", r"\d{1,2}\s*日|[上中下]旬|[年月季度]底|[年月季度]末|届满|施行之日", 0.3),
    ("date", r"什么时[候间段]|啥时候|何时|哪段时间|时间怎么|时间安排|哪年|哪一年|哪月|几月|时间节点|截止|期限|时限|时间段|时间表"
             r"|多久前|日期", rf"{_DATE}|{_DURATION}|时间以.{{1,12}}为准", 0.3),
    ("count", rf"(?<![哪好])(?:多少|几)(?:{_MEASURES})|多少", rf"{_AMOUNT}(?:{_MEASURES}|%|万|亿)", 0.3),
    ("who", r"谁|哪个部门|哪些部门|哪家|哪几家|哪个单位|哪些单位|哪个机构|哪些机构|什么人|哪些人|什么级别|找哪",
     _WHO, 0.2),
)
_COMPILED = tuple((kind, re.compile(ask), re.compile(holds), near) for kind, ask, holds, near in _KINDS)


@dataclass(frozen=True, slots=True)
class Slot:
    """kind: phone, money, age, words, clock, times, frequency, days, rate, day, date, count, who. `holds` finds
    such a value. near: the share of the best sentence's fit that the sentence with the value must
    reach. heads: of a count, words of what is counted; so many as `needed` of them
    stand in the phrase of the value."""

    kind: str
    holds: re.Pattern[str]
    near: float
    heads: tuple[str, ...] = ()
    needed: int = 1

    def in_text(self, text: str, question: str = "") -> bool:
        """Whether a folded text holds the value asked for, of what is counted."""
        if self.kind == "who":
            # The one who is asked about does not answer who did it.
            for run in _runs(question):
                text = text.replace(run, "#")
        # The years in a document's name date nothing.
        text = _TITLE.sub("《》", text)
        if not self.heads:
            return self.holds.search(text) is not None
        return any(self._counts(phrase) for phrase in re.split(r"[,。;:!?\n]", text))

    def _counts(self, phrase: str) -> bool:
        """Whether a phrase holds a value of what is counted: its noun in the phrase, or the first word after it."""
        found = self.holds.search(phrase)
        return found is not None and (sum(head in phrase for head in self.heads) >= self.needed
                                      or phrase.startswith(self.heads[0], found.end()))


def _runs(question: str) -> list[str]:
    """What a question names before and after its asking word."""
    parts = re.split(r"由?(?:谁|哪个|哪些|哪家|哪几家|什么人|什么级别的?)|[,。;、?的和与是]", question)
    return [part for part in parts if len(part) >= 4]


def wanted(question: str) -> Slot | None:
    """The slot a question asks for; None when any statement on its topic may answer.

    >>> wanted("申请期限是多少天").kind, wanted("由谁牵头").kind, wanted("能不能不罚")
    ('days', 'who', None)
    """
    for kind, ask, holds, near in _COMPILED:
        if ask.search(question):
            if kind in ("times", "count") and "多少" not in question and _OTHER_QUESTION.search(question):
                return None
            heads, needed = _counted(question) if kind in _COUNTING else ((), 0)
            return Slot(kind, _with_unit(kind, question) or holds, near, heads, needed)
    return None


def unit(question: str) -> str | None:
    """The measure that a question for a number names: 项 in 多少项."""
    found = _UNIT.search(question)
    return found[1] if found else None


def values(text: str, slot: Slot, measure: str | None) -> int:
    """How many values of a kind a text holds; with a measure named, of that measure.

    >>> values("分解为8个问题,制定措施21项", wanted("完成了多少项"), "项")
    1
    """
    holds = re.compile(rf"{_AMOUNT}{measure}") if measure and slot.kind == "count" else slot.holds
    return len(holds.findall(text))


def asks(question: str) -> list[str]:
    """The parts of a question that ask for a value of their own.

    >>> asks("制定了多少项措施,完成了多少项"), asks("每年培训多少学时,各地一样吗")
    (['制定了多少项措施', '完成了多少项'], ['每年培训多少学时'])
    """
    return [part for part in re.split(r"[,，、;；]", question) if wanted(part) is not None]


def _counted(question: str) -> tuple[tuple[str, ...], int]:
    """What a question for a number counts: the words after the asking word, else those before; and
    how many of them name it: the head of a noun, half of a longer phrase, of those before any.

    >>> _counted("区法院有多少名法官"), _counted("清理了多少个执法主体"), _counted("查处漏犯多少人")
    ((('法官',), 1), (('主体',), 1), (('查处', '漏犯'), 1))
    >>> _counted("一名法官要办多少案子")
    (('案',), 1)
    """
    asked = re.search(rf"(?:多久|隔?几[年天]|多长时间).{{0,6}}[一1]{_TIMES}"
                      rf"|(?:多少|几)(?:个)?(?:{_MEASURES}|{_TIMES})?", question)
    if asked is None:
        return (), 0
    after = _noun_phrase(re.split(r"[^一-鿿a-zA-Z0-9]|(?<=[一-鿿]{2})[和与及](?=[一-鿿]{2})", question[asked.end():])[0][:10])
    if after:
        # 案件 says no more than the 件 it is counted by.
        if (unit := _UNIT.search(asked[0])) and unit[1] in after[-1]:
            return (), 0
        # The head of a Chinese noun comes last: 执法主体 is a kind of 主体.
        if len(after) < 4:
            return tuple(dict.fromkeys((after[-1], *lexicon.official(after[-1])))), 1
        return after, (len(after) + 1) // 2
    told = question[max(0, asked.start() - 10):asked.start()]
    before = _nouns(told)
    if before and told.endswith("了") and told[:-1].endswith(before[-1]):
        # 各审了多少: what is done is not what is counted.
        before = before[:-1]
    if before and asked[0].startswith(("多少", "几")):
        return tuple(dict.fromkeys((*before, *lexicon.official(told)))), 1
    return before, (len(before) + 1) // 2


def _noun_phrase(text: str) -> tuple[str, ...]:
    """The nouns that a text begins with, up to the verb that follows them.

    >>> _noun_phrase("公务员学习民法典"), _noun_phrase("行政执法监督员"), _noun_phrase("执法主体")
    (('公务员',), ('行政', '执法', '监督员'), ('执法', '主体'))
    """
    acting = _ACTING.search(text, 2)
    return _nouns(text[:acting.start()] if acting else text)


def _nouns(text: str) -> tuple[str, ...]:
    from assistant.library.lexical import words

    # 案子 and 村子 are the spoken forms of 案 and 村; official nouns keep the first character.
    return tuple(word[0] if len(word) == 2 and word[1] == "子" else word
                 for word in words(lexicon.without_question_words(text))
                 if len(word) >= 2 and not word[0].isdigit() and word not in _UNCOUNTED)


def _with_unit(kind: str, question: str) -> re.Pattern[str] | None:
    """With a unit named in the question, only that unit will do."""
    unit = _UNIT.search(question)
    if kind == "times" and re.search("(?:多少|几)场", question):
        # 官司输了几场: cases are spoken of as rounds.
        return re.compile(rf"{_AMOUNT}(?:{_TIMES}|件|起)")
    if kind != "count" or unit is None:
        return None
    if unit[1] in _LOOSE_UNITS:
        # Several measures would do, a percentage would not.
        return re.compile(rf"{_AMOUNT}(?:{_MEASURES}|万|亿)")
    return re.compile(rf"{_AMOUNT}(?:{_SAME_UNIT.get(unit[1], unit[1])})")
