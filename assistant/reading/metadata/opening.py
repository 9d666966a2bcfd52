"""What the lines before the body tell besides the title: number, addressees, order, note, occasion."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.metadata.title import GIVEN, HALF_NUMBER, HEADLINE, NUMBER_LINE, ORDER, squeeze

_NOTE = re.compile(r"^[(\uff08](?:.*(?:公布|通过|印发|发布|修订|批准)|\s*\d{4}年\d{1,2}月\d{1,2}日\s*[)\uff09]$)")
_ADDRESSEES = re.compile(r"^[^。]{2,200}[\uff1a:]$")
_ADDRESSED = re.compile(r"[委府局厅部会院办]|单位|企业|机关|团体|代表|委员|同志")
_LEADS_IN = re.compile(r"(?:如下|决定)[\uff1a:]$|[\u300a\u300b]")
_SEARCHED = 12


@dataclass(frozen=True, slots=True)
class Opening:
    """notes: (… 年 … 公布); occasion: —— … 会议上; promulgator: of an order (令); headline: who, by the page's."""

    notes: tuple[str, ...]
    occasion: tuple[str, ...]
    promulgator: str
    headline: str
    doc_number: str | None
    addressees: str | None


def read_opening(lines: list[str]) -> Opening:
    """The clues in the lines before the body."""
    squeezed = [squeeze(line) for line in lines]
    order = next((match for line in squeezed if (match := ORDER.match(line))), None)
    headline = next((match.group("before") for line in lines if (match := HEADLINE.match(line.strip()))), "")
    return Opening(
        tuple(line for line in lines if _NOTE.match(line)),
        tuple(line for line in squeezed if GIVEN.search(line)),
        re.sub(r"第.{1,4}届", "", order.group("maker").removeprefix("中华人民共和国")) if order else "",
        headline, _number(squeezed), _addressees(lines),
    )


def _number(lines: list[str]) -> str | None:
    order = ""
    for line in lines[:_SEARCHED]:
        if NUMBER_LINE.match(line):
            return order + re.sub(r"签发人.*$", "", line)
        if half := HALF_NUMBER.match(line):
            # Which bracket is lost is told among the repairs; the number itself is beyond doubt.
            return f"{half['office']}\u3014{half['a'] or half['c']}\u3015{half['b'] or half['d']}号"
        if ORDER.match(line):
            if re.search(r"号[)\uff09]?$", line):
                return line
            order = line
    return None


def _addressees(lines: list[str]) -> str | None:
    for line in lines:
        words = line.strip()
        if _ADDRESSEES.match(words) and not _LEADS_IN.search(words) and _ADDRESSED.search(words):
            return words.rstrip("\uff1a:").strip()
    return None
