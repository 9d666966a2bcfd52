"""One spelling for what matching must not tell apart: widths, levels, places.

A county carries out "全省" as "全县" and "省政府" as "县政府": localisation, not a change.
Folding is for matching only; quotes are always taken from the text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDTH |= {ord("〔"): ord("("), ord("〕"): ord(")"), ord("―"): ord("—"), ord("-"): ord("—"), ord("–"): ord("—")}
_DROPPED = dict.fromkeys(map(ord, " \t\r\n\u3000“”‘’\"'「」『』·"))

#: Longest first. What stands for a place or a level, and what is left of it.
_LOCAL: tuple[tuple[str, str], ...] = (
    (r"乡镇人民政府\(?街道办事处\)?|乡镇\(街道\)|镇\(街道\)|镇\(街\)|乡\(镇、街道\)|乡镇\(街办\)|乡镇、街道"
     r"|各镇人民政府、街道办事处|乡镇街道|街道乡镇|镇街道|街镇|镇乡街道", "镇街"),
    (r"村\(社区\)|村\(居\)|村、社区|村社区|村居", "村社区"),
    (r"州\(市\)(?:及|、|和)?县\(市、区\)|市\(州\)、?县\(市、区\)|州\(市\)|市\(州\)|县\(市、区\)|县\(区\)|区\(县\)|市、县|市县", "县"),
    (r"[全我本各][省市县区州旗]|省内|市内|区内|县内|全域", ""),
    (r"省(?=人?民?政府)|市(?=人?民?政府)|[县区州](?=人?民?政府)|县级以上(?=政府)", ""),
    (r"[省市县区州]委(?=[^员]|$)", "党委"),
    (r"[省市县区州]级(?:以上)?", ""),
    (r"人民政府", "政府"),
    (r"[省市县区州](?=(?:司法|公安|财政|审计|教育|民政|人社|住建|交通|水务|农业|商务|文旅|卫健|应急|市场监管|"
     r"城管|统计|医保|信访|发改|发展改革|生态环境|自然资源|行政审批|政务服务)[\u4e00-\u9fff]{0,6}?[局委厅办])", ""),
)
_LOCAL_RE = tuple((re.compile(pattern), kept) for pattern, kept in _LOCAL)


def fold_marks(text: str) -> str:
    """Half-width, small letters, no white space, no quotation marks.

    >>> fold_marks("“双随机、一公开” 监管 100%")
    '双随机、一公开监管100%'
    """
    return text.translate(_WIDTH).translate(_DROPPED).lower().replace("’", "")


@lru_cache(maxsize=16384)
def fold(text: str, regions: tuple[str, ...] = ()) -> str:
    """Folded for matching: marks, then names of the two places, then levels.

    >>> fold("全省各乡镇(街道)建立机制")
    '各镇街建立机制'
    >>> fold("青岚省政府", ("青岚省",)) == fold("县政府")
    True
    """
    out = fold_marks(text)
    for region in regions:
        out = out.replace(region, "")
    for pattern, kept in _LOCAL_RE:
        out = pattern.sub(kept, out)
    return out


def region_names(regions: Iterable[str | None]) -> tuple[str, ...]:
    """The spellings under which these places are named in a text, longest first.

    >>> region_names(["云岭省云溪县", None])
    ('云岭省云溪县', '云岭省', '云溪县', '云溪')
    """
    out: set[str] = set()
    for region in regions:
        if not region:
            continue
        name = fold_marks(region)
        out.add(name)
        parts = re.findall(r"[\u4e00-\u9fff]+?(?:省|自治区|自治州|自治县|市|县|区|州|旗)", name)
        out.update(parts)
        # The bare name of the place itself: two characters at least, or it would eat words.
        if parts:
            bare = re.sub(r"(?:省|自治区|自治州|自治县|市|县|区|州|旗)$", "", parts[-1])
            if len(bare) >= 2:
                out.add(bare)
    return tuple(sorted(out, key=lambda item: (-len(item), item)))
