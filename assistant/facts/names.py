"""Names in a text: titles 《》, document numbers, quoted schemes “”, organisations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.lexicon import alternation, words
from assistant.facts.numerals import fold

_TITLE = re.compile("《((?:[^《》\n]|《[^《》\n]*》){1,120})》")
_NUMBER = re.compile(
    "(?P<organ>[\u4e00-\u9fff]{1,14}?)\\s?[〔\\[［(（【](?P<year>(?:19"
    "|20)[0-9]{2})[〕\\]］)）】]\\s?第?(?P<n>[0-9]{1,5})\\s?号"
)
_AFTER_TITLE = re.compile(
    "\\s?[(（](?P<number>[\u4e00-\u9fff]{1,14}?[〔\\[［](?:19|20)[0-9]{2}[〕\\]］]?第?[0-9]{1,5}号)[)）]"
)
_QUOTED = re.compile("“([^“”。\n]{1,40})”")
_SPEECH = re.compile("[，；,;：:！？]")

_STEM = alternation(words("bodies", "stems"))
_NATIONAL = alternation(words("bodies", "national"))
#: A place name never holds a body, a conjunction or a preposition.
_PLACE = (
    "(?:(?![与和及同向对由局委办厅部院经送报将把被会请为从至以于在的各、])[\u4e00-\u9fff]){2,4}?(?:自治区|自治州"
    "|自治县|省|市|州|盟|县|区|旗|镇|乡|街道)"
)
_ORGANISATION = re.compile(
    f"(?P<national>{_NATIONAL})"
    f"|(?P<party>中共(?:{_PLACE}){{1,3}}(?:委员会|委|纪委|政法委))"
    f"|(?P<head>(?:各|本)?(?:{_PLACE}){{0,2}}(?:[省市区县州镇乡]|街道|我)?(?:直|级)?)(?P<stem>{_STEM})(?![的人]员|会议)"
)
_BODY_HINT = re.compile("[局委办厅部府院会政协团科联社所心队关]")
#: What may come before a body's name and is no part of it.
_LEAD = re.compile(
    "^(?:由|和|与|同|向|对|经|会同|联合|及|在|将|把|被|按|报|各|请|为|从|到|至|以|于|是|是由|根据|依据|推动|指导"
    "|督促|组织|支持|协助|配合|送|交|印发|通过)+"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A cited title, without its brackets; `number` where one is printed behind it."""

    name: str
    number: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number (发文字号) as printed."""

    text: str
    year: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """A quoted name (“一网通办”), without its quotation marks."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """The name of a body as it stands in the text."""

    name: str
    start: int
    end: int


def cited_titles(text: str) -> tuple[Title, ...]:
    """The titles in 《》, the outermost of nested ones.

    >>> [(t.name, t.number) for t in cited_titles("按照《清江市办法》(清府办发〔2022〕8号)和《条例》执行")]
    [('清江市办法', '清府办发〔2022〕8号'), ('条例', None)]
    """
    if "《" not in text:
        return ()
    found = []
    for match in _TITLE.finditer(text):
        number = _AFTER_TITLE.match(text, match.end())
        found.append(Title(match.group(1).strip(), number["number"] if number else None, match.start(), match.end()))
    return tuple(found)


def document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """Document numbers of the form 国办发〔2018〕115号, other brackets allowed.

    >>> [(n.text, n.year) for n in document_numbers("（国办发〔2018〕115号）")]
    [('国办发〔2018〕115号', 2018)]
    """
    if "号" not in text:
        return ()
    folded = fold(text)
    return tuple(
        DocumentNumber(text[match.start():match.end()], int(match["year"]), match.start(), match.end())
        for match in _NUMBER.finditer(folded)
    )


def schemes(text: str) -> tuple[Scheme, ...]:
    """Quoted names; quotations with a comma in them are speech and left out, 、 is not.

    >>> [s.name for s in schemes("推进“双随机、一公开”监管和“互联网+监管”")]
    ['双随机、一公开', '互联网+监管']
    """
    if "“" not in text:
        return ()
    return tuple(
        Scheme(match.group(1), match.start(), match.end())
        for match in _QUOTED.finditer(text)
        if not _SPEECH.search(match.group(1))
    )


def organisations(text: str) -> tuple[Organisation, ...]:
    """Names of government, party and judicial bodies, in order, not overlapping.

    >>> [o.name for o in organisations("区委依法治区办、区司法局要抓好落实，重庆市公安局与市通信管理局联合印发")]
    ['区委依法治区办', '区司法局', '重庆市公安局', '市通信管理局']
    """
    if not _BODY_HINT.search(text):
        return ()
    found: list[Organisation] = []
    for match in _ORGANISATION.finditer(text):
        start, end = match.span()
        name = match.group()
        if match["stem"] and (lead := _LEAD.match(name)) and lead.end() < match.end("head") - start:
            start += lead.end()
            name = text[start:end]
        if found and found[-1].end == start and name == match["stem"]:
            found[-1] = Organisation(found[-1].name + name, found[-1].start, end)
            continue
        found.append(Organisation(name, start, end))
    return tuple(found)
