"""Secrecy markings (密级) at the head of a text: such a text is refused and not kept.

The form is GB/T 9704-2012 §7.2.2 and the 国家秘密标志 rule: the class, then ★, then the
term (机密★5年, 秘密★6个月, 绝密★长期), in the top lines of the first page, alone or beside
the copy number (份号) and the urgency (特急, 加急). Running text that speaks of secrets
(保守国家秘密, 商业秘密) is not a marking, nor is a marking quoted in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.errors import Secret

HEAD_LINES = 12
HEAD_CHARACTERS = 800

_CLASS = r"(?:[绝絕]\s*密|[机機]\s*密|秘\s*密)"
_STARS = "★☆⭐⭑✩✪※●◆*＊·"
_URGENCY = r"(?:特急|加急|特提|平急|急件)"
_TERM = r"(?:(?:[\d○〇零一二三四五六七八九十]+(?:年|个月|月|日|天|日前)?)+|长期|永久|启用前|解密前)"
# A line that is nothing but the marking, with what may stand beside it.
_LINE = re.compile(
    rf"^(?:\d{{1,8}})?{_URGENCY}?(?:密级|秘密等级|保密级别|涉密等级)?[:\uff1a]?[{_STARS}]?{_CLASS}(?:级|件|文件)?"
    rf"(?:[{_STARS}]+(?:{_TERM})?|{_TERM})?"
    rf"(?:{_URGENCY}|急)?(?:\d{{1,8}})?$"
)
# With the star it is a marking anywhere at a line's or word's beginning in the head.
_STAR = re.compile(rf"(?:^|[\s\d急|])({_CLASS}级?\s*[★☆⭐⭑]\s*(?:{_TERM})?)", re.MULTILINE)
_LABEL = re.compile(rf"(?:密\s*级|保密级别|[秘涉]密等级)\s*[\]】]?\s*[:\uff1a|]?\s*[{_STARS}]?({_CLASS})(?!文件以外)")
# A marking is bracketed as one likes, and may be spread over the cells of a table.
_BRACKETS = re.compile(rf"[\[【〔(\uff08]({_CLASS}级?)[\]】〕)\uff09]")
_CELLS = re.compile(rf"({_CLASS})\s*\|\s*(?=[{_STARS}])")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\U000e0000-\U000e007f]")
_SPACE = re.compile(r"\s+")


def marking(text: str) -> str | None:
    """The secrecy marking at the head of `text`, or None.

    >>> marking("机密★5年\\n××区人民政府文件")
    '机密★5年'
    >>> marking("一、严守国家秘密\\n保守秘密,慎之又慎。") is None
    True
    """
    head = _INVISIBLE.sub("", text[: HEAD_CHARACTERS * 2])[:HEAD_CHARACTERS]
    head = _CELLS.sub(r"\1", _BRACKETS.sub(r"\1", head))
    lines = [line for line in head.splitlines() if line.strip()][:HEAD_LINES]
    for line in lines:
        bare = _SPACE.sub("", line)
        if _LINE.match(bare):
            return bare
    top = "\n".join(lines)
    found = _STAR.search(top) or _LABEL.search(top)
    return _SPACE.sub("", found.group(1)) if found else None


def refuse_marked(text: str, beside: Iterable[str] = ()) -> None:
    """Raises Secret when `text`, or a header `beside` it, is marked at its head."""
    for part in (text, *beside):
        found = marking(part)
        if found:
            raise Secret(
                f"文件首部标有密级“{found}”，按保密规定不得在本系统处理，已拒绝且未保存；请改用涉密专用设备",
                f"the head of the file carries a secrecy marking ({found}); it was refused and not kept; "
                "handle it only on equipment cleared for it",
            )
