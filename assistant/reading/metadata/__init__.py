"""Head data (题头信息): title, issuers, region, level, kind, period, dates, numbers, addressees, parents.

What the document prints comes first, what the page around it said second. What neither
tells stays None: nothing is guessed from habit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.cleaning import Surroundings
from assistant.reading.metadata.dates import iso, period_of_title, promulgated, year_told
from assistant.reading.metadata.issuers import before_about, in_title, lead, note, signature
from assistant.reading.metadata.kinds import NEWS, kind_of_title
from assistant.reading.metadata.opening import Opening, read_opening
from assistant.reading.metadata.parents import read_parents
from assistant.reading.metadata.regions import Region, leading_region
from assistant.reading.metadata.title import Titles, read_titles, squeeze
from assistant.reading.offices import offices
from assistant.types import Clause, Level, Parent

__all__ = ["Head", "read_head"]

_NATIONAL = re.compile(
    r"^(?:中共中央|国务院|中央|全国人[民大]|全国|最高人民|中华人民共和国|中国共产党(?![\u4e00-\u9fff]{2,8}委员会)"
    r"|[\u4e00-\u9fff]{2,8}部$|国家[\u4e00-\u9fff]{2,14})"
)
# A head is no longer; a text without numbers may be all head.
_HEAD_LINES = 80
_LAWFUL = ("条例", "规定", "办法", "法律", "实施细则", "规则", "准则", "章程", "实施办法", "决定")


@dataclass(frozen=True, slots=True)
class Head:
    title: str
    issuer: tuple[str, ...] = ()
    region: str | None = None
    level: Level | None = None
    doc_type: str | None = None
    period: str | None = None
    date: str | None = None
    publish_date: str | None = None
    doc_number: str | None = None
    index_number: str | None = None
    addressees: str | None = None
    carrier_title: str | None = None
    parents: tuple[Parent, ...] = ()


def read_head(
    text: str, head: list[str], tail: list[str], clauses: tuple[Clause, ...], surroundings: Surroundings,
    news: bool, fallback: str,
) -> Head:
    """Head data of a clean text: its lines before the body, its closing lines, its clauses."""
    said = surroundings.fields
    head = head[:_HEAD_LINES]
    titles = read_titles(head, news, said.get("title") or fallback)
    opening = read_opening(head)
    doc_type = NEWS if news else kind_of_title(titles.title) or kind_of_title(titles.carrier or "")
    signed, signed_on = signature(tail)
    if not signed and not signed_on:
        signed, signed_on = signature(head)
    region = _region(titles, signed, opening, said, text)
    issuer = _issuers(titles, signed, opening, said, text, doc_type, region, news, head)
    region = region or next((found for office in issuer if (found := leading_region(office, text))), None)
    published = iso(said.get("publish_date", ""))
    day = signed_on or promulgated(opening.notes) or next(filter(None, map(iso, opening.occasion)), None)
    day = day or iso(said.get("date", "")) or (published if news else None)
    period = period_of_title(titles.title)
    if period is None and doc_type not in _LAWFUL:
        period = _period(text, doc_type, day or published)
    parents = read_parents(
        clauses, titles.title, titles.carrier, doc_type, region.full if region else None, period
    )
    if region is None and news:
        region = _region_named(titles.title, text) or _region_cited(parents, text)
    return Head(
        titles.title, issuer, region.full if region else None, _level(issuer, region, titles.title), doc_type,
        period, day, published, opening.doc_number or _numbered(said.get("doc_number", "")),
        said.get("index_number") or None, opening.addressees, titles.carrier, parents,
    )


def _region(
    titles: Titles, signed: tuple[str, ...], opening: Opening, said: dict[str, str], text: str,
) -> Region | None:
    held = [match.group(1) for line in opening.occasion if (match := re.search(r"在(.{2,20}?)第.{1,5}届", line))]
    for words in (titles.title, titles.carrier or "", *signed, *held, said.get("publisher", "")):
        found = leading_region(words, text)
        if found:
            return found
    return None


def _numbered(value: str) -> str | None:
    """A document number that a page's table gives; 无 and dashes are none."""
    return value if any(char.isdigit() for char in value) else None


def _region_named(title: str, text: str) -> Region | None:
    """The region a headline or its second half begins with, also in short (云麓 for 云麓省) where the text
    prints it in full."""
    for part in re.split(r"[\u2014\s\uff1a:|]+", title):
        found = leading_region(part, text)
        if found:
            return found
    for size in (2, 3, 4):
        match = re.search(rf"{re.escape(title[:size])}(?:省|市|县|区|州|镇|乡)", text)
        if match and len(title) > size:
            return leading_region(match.group(), text)
    return None


def _region_cited(parents: tuple[Parent, ...], text: str) -> Region | None:
    """The region a news text is about: that of the documents it names first."""
    return next((found for parent in parents[:3] if (found := leading_region(parent.name, text))), None)


def _issuers(
    titles: Titles, signed: tuple[str, ...], opening: Opening, said: dict[str, str], text: str,
    doc_type: str | None, region: Region | None, news: bool, head: list[str],
) -> tuple[str, ...]:
    if news:
        source = said.get("source", "").strip()
        return (source,) if source else ()
    for found in (
        before_about(titles.carrier or ""), offices(opening.promulgator), signed, offices(opening.headline),
        *(note(line) for line in opening.notes), lead(text), before_about(titles.title), in_title(titles.title),
    ):
        if found:
            return found
    above = tuple(office for line in head[: max(titles.line, 0)] for office in offices(squeeze(line)))
    if above:
        return above
    if doc_type == "政府工作报告" and region is not None:
        return (f"{region.full}人民政府",)
    publisher = re.sub(r"\s+", "", said.get("publisher") or said.get("source", ""))
    # A government's office publishes its government's report.
    office = re.match(r"^(.*?(?:人民)?政府)(?:办公室|办公厅)$", publisher)
    if office and region is not None and doc_type == "法治政府建设年度报告":
        return (f"{region.full}人民政府",)
    return offices(publisher) if publisher else ()


def _level(issuer: tuple[str, ...], region: Region | None, title: str) -> Level | None:
    if region is not None:
        return region.level
    if any(_NATIONAL.match(words) for words in (*issuer, title)):
        return "国家"
    return None


def _period(text: str, doc_type: str | None, day: str | None) -> str | None:
    if doc_type and ("报告" in doc_type or "总结" in doc_type):
        year = year_told(text)
        if year:
            return f"{year}年度" if "年度" in doc_type or "总结" in doc_type else f"{year}年"
    return f"{day[:4]}年" if day else None
