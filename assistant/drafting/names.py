"""Who submitted a document, and how a report calls that body.

A return says 我局; the report of the whole district says 区司法局. The name comes
from the issuer, the title, the signature or the file's name, in that order, and
loses the region's name, as the genre does (青岫区司法局 → 区司法局).
"""

from __future__ import annotations

import re

from assistant.types import Document

_BODY = re.compile(
    r"(?:中共)?[一-鿿]{1,22}(?:人民政府办公室|政府办公室|办事处|人民政府|街道办事处|委员会办公室|管理委员会|"
    r"政法委员会|委员会"
    r"|检察院|人民法院|法院|公安分局|分局|办公室|管委会|总工会|工商联|联合会|服务中心|(?<!书)中心|委宣传部|委组织部"
    r"|宣传部|组织部|统战部|政法委|纪委监委|[委镇乡局办]|街道|支队|大队)")
_CUT = re.compile(r"关于|[12]\d{3}年|报送|[\d\s_.、《》(（\-—]+")
#: Abbreviations in general use; a name not here is kept as the body writes it.
_SHORT = (("市场监督管理局", "市场监管局"), ("人力资源和社会保障局", "人力社保局"), ("人民政府办公室", "政府办公室"),
          ("政法委员会", "政法委"), ("人民政府", ""), ("街道办事处", "街道"), ("发展和改革委员会", "发展改革委"),
          ("住房和城乡建设局", "住房城乡建设局"), ("住房和城乡建设委员会", "住房城乡建委"),
          ("卫生健康委员会", "卫生健康委"), ("人民法院", "法院"), ("人民检察院", "检察院"),
          ("机构编制委员会办公室", "编办"))
_FIRST_PERSON = re.compile(r"(?:我|本)(?:局|委|办|院|镇|乡|街道|中心|单位|部门|部|队|会|支队|大队|办公室)|我们")


def region_parts(region: str) -> tuple[str, ...]:
    """The names of a region, longest first: itself, without its parents, without its suffix.

    >>> region_parts("岚州市青岫区")
    ('岚州市青岫区', '青岫区', '青岫')
    >>> region_parts("开州区")
    ('开州区', '开州')
    """
    whole = region.strip()
    last = re.sub(r"^.*?(?:省|自治区|[^城都]市|自治州|地区|盟)(?=[一-鿿]{2,}(?:区|县|市|旗)$)", "", whole)
    core = re.sub(r"(?:自治县|自治旗|自治州|新区|[区县市旗省])$", "", last)
    return tuple(dict.fromkeys(name for name in (whole, last, core) if len(name) >= 2))


def place_name(region: str) -> str:
    """The district's own full name, without its parents.

    >>> place_name("岚州市青岫区"), place_name("望陵县")
    ('青岫区', '望陵县')
    """
    parts = region_parts(region)
    return parts[1] if len(parts) > 2 else parts[0]


def region_kind(region: str) -> str:
    """区, 县, 市 or 旗: what the returns call the region (全区, 我县).

    >>> region_kind("岚州市青岫区"), region_kind("望陵县")
    ('区', '县')
    """
    found = re.search(r"[区县市旗省州镇乡]$", region.strip())
    return found.group() if found else "区"


def short_name(name: str, region: str) -> str:
    """A body's name as the report writes it.

    >>> short_name("岚州市青岫区司法局", "岚州市青岫区"), short_name("中共青岫区委政法委员会", "青岫区")
    ('区司法局', '区委政法委')
    >>> short_name("青石镇人民政府", "青岫区"), short_name("青岫区人民政府办公室", "青岫区")
    ('青石镇', '区政府办公室')
    """
    kind = region_kind(region)
    name = name.strip().removeprefix("中共").removeprefix("中国共产党")
    for part in region_parts(region):
        if part.endswith(kind) and name.startswith(part):
            name = kind + name[len(part):]
            break
    name = re.sub(r"^[一-鿿]{2,3}市(?=[一-鿿]+分局$)", "市", name)
    if name == kind + "人民政府":
        return kind + "政府"
    for long, short in _SHORT:
        name = name.replace(long, short)
    return name


def submitter(document: Document, region: str) -> str:
    """The body that handed in this document, in its short form; the file's name when none is told.

    "" for a document of the whole district (its own annual report, or one of its government)."""
    if _is_districts_own(document.title, region):
        return ""
    for text in _places_of_names(document):
        text = re.sub(r"^中共", "", text)
        for part in (text, *_CUT.split(text)):
            found = _BODY.match(part.strip())
            if found and len(found.group()) > 2:
                name = _with_level(short_name(found.group(), region), document, region)
                return "" if re.fullmatch(r"[区县市旗](?:政府|委)", name) else name
    return re.sub(r"^[\d\s_.、\-—]+|\.[A-Za-z]+$", "", document.source) or document.source


def _with_level(name: str, document: Document, region: str) -> str:
    """The name with 区, 县 or 市 before it where only the head of the document prints the district's."""
    if not region or re.match(r"[区县市旗]|[一-鿿]+(?:[镇乡]|街道)$", name):
        return name
    head = "".join(clause.text for clause in document.clauses if clause.id.startswith("题头"))
    return region_kind(region) + name if place_name(region) + name in head else name


def _is_districts_own(title: str, region: str) -> bool:
    """Whether a title names the district itself, without a body, before what it reports (某某区2022年度…)."""
    names = "|".join(re.escape(part) for part in region_parts(region)) if region else r"[一-鿿]{2,6}[区县市]"
    own = rf"(?:中共)?(?:[一-鿿]{{2,3}}[省市])?(?:{names})(?:人民政府)?(?:关于)?\s*(?:[12]\d{{3}}|推进|法治|开展)"
    return re.match(own, title) is not None


def _places_of_names(document: Document) -> list[str]:
    ends = [clause.text for clause in document.clauses if clause.id.startswith("结尾")]
    heads = [clause.text for clause in document.clauses if clause.id.startswith("题头")]
    lines = [line for text in (*ends[-1:], *heads[:1]) for line in text.splitlines()]
    stem = re.sub(r"^[\d\s_.、\-—]+|\.[A-Za-z]+$", "", document.source)
    return [*document.issuer, document.title, stem, *lines]


def unify(text: str, name: str) -> str:
    """The first person of a return as the third person of the report.

    >>> unify("我局会同区委编办调整事项,我们还推行告知承诺", "区司法局")
    '区司法局会同区委编办调整事项,区司法局还推行告知承诺'
    """
    return _FIRST_PERSON.sub(name, text)


def speaks_of_itself(text: str) -> bool:
    """Whether the body speaks of itself in the first person."""
    return _FIRST_PERSON.search(text) is not None


def without_subject(text: str, name: str) -> str:
    """`text` without the submitting body at its start (我局, or its own name)."""
    text = re.sub(rf"^(?:{_FIRST_PERSON.pattern})(?!的)[,,]?", "", text)
    return re.sub(rf"^{re.escape(name)}(?!的)[,,]?", "", text)
