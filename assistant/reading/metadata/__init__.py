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
from assistant.reading.metadata.parents import read_parents
from assistant.reading.metadata.regions import Region, leading_region
from assistant.reading.metadata.title import GIVEN, HEADLINE, NUMBER_LINE, Titles, read_titles
from assistant.reading.offices import offices
from assistant.types import Clause, Level, Parent

__all__ = ["Head", "read_head"]

_NATIONAL = re.compile(
    r"^(?:中共中央|国务院|中央|全国人[民大]|全国|最高人民|中华人民共和国|中国共产党(?![\u4e00-\u9fff]{2,8}委员会)"
    r"|[\u4e00-\u9fff]{2,8}部$|国家[\u4e00-\u9fff]{2,14})"
)
_ADDRESSEES = re.compile(r"^[^。]{2,200}[\uff1a:]$")
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
    titles = read_titles(head, news, said.get("title") or fallback)
    doc_type = NEWS if news else kind_of_title(titles.title) or kind_of_title(titles.carrier or "")
    signed, signed_date = signature(tail)
    if not signed and not signed_date:
        signed, signed_date = signature(head)
    notes = [line for line in head if re.match(r"^[(\uff08].*(?:公布|通过|印发|发布|修订|批准)", line)]
    given = [line for line in head if GIVEN.search(re.sub(r"\s+", "", line))]
    region = _region(titles, signed, said, text, given)
    headline = next((match.group("before") for line in head if (match := HEADLINE.match(line.strip()))), "")
    issuer = _issuers(titles, signed or offices(headline), notes, text, said, doc_type, region, news)
    if region is None:
        region = next((found for office in issuer if (found := leading_region(office, text))), None)
    publish_date = iso(said.get("publish_date", ""))
    day = signed_date or promulgated(notes) or next((iso(line) for line in given), None) or iso(said.get("date", ""))
    if news:
        day = day or publish_date
    period = period_of_title(titles.title)
    if period is None and doc_type not in _LAWFUL:
        period = _period(text, doc_type, day or publish_date)
    full = region.full if region else None
    parents = read_parents(clauses, titles.title, titles.carrier, doc_type, full, period)
    if region is None and news:
        region = _region_cited(parents, text)
        full = region.full if region else None
    return Head(
        titles.title, issuer, full, _level(issuer, region, titles.title), doc_type, period, day, publish_date,
        _doc_number(head, said), said.get("index_number") or None, _addressees(head, titles),
        titles.carrier, parents,
    )


def _region(
    titles: Titles, signed: tuple[str, ...], said: dict[str, str], text: str, given: list[str],
) -> Region | None:
    held = [match.group(1) for line in given if (match := re.search(r"在(.{2,20}?)第.{1,5}届", line))]
    for words in (titles.title, titles.carrier or "", *signed, *held):
        found = leading_region(words, text)
        if found:
            return found
    publisher = said.get("publisher", "")
    return leading_region(publisher, text) if publisher else None


def _region_cited(parents: tuple[Parent, ...], text: str) -> Region | None:
    """The region a news text is about: that of the documents it names first."""
    for parent in parents[:3]:
        found = leading_region(parent.name, text)
        if found:
            return found
    return None


def _issuers(
    titles: Titles, signed: tuple[str, ...], notes: list[str], text: str, said: dict[str, str],
    doc_type: str | None, region: Region | None, news: bool,
) -> tuple[str, ...]:
    if news:
        source = said.get("source", "").strip()
        return (source,) if source else ()
    for found in (
        before_about(titles.carrier) if titles.carrier else (), signed, *(note(line) for line in notes), lead(text),
        before_about(titles.title) if "关于" in titles.title else (), in_title(titles.title),
    ):
        if found:
            return found
    if doc_type == "政府工作报告" and region is not None:
        return (f"{region.full}人民政府",)
    publisher = re.sub(r"\s+", "", said.get("publisher", ""))
    if not publisher:
        return ()
    # A government's office publishes its government's report.
    office = re.match(r"^(.*?(?:人民)?政府)(?:办公室|办公厅)$", publisher)
    if office and region is not None and doc_type == "法治政府建设年度报告":
        return (f"{region.full}人民政府",)
    return offices(publisher)


def _level(issuer: tuple[str, ...], region: Region | None, title: str) -> Level | None:
    if region is not None:
        return region.level
    if any(_NATIONAL.match(words) for words in (*issuer, title)):
        return "国家"
    return None


def _period(text: str, doc_type: str | None, day: str | None) -> str | None:
    if doc_type and ("年度报告" in doc_type or "总结" in doc_type):
        year = year_told(text)
        return f"{year}年度" if year else None
    if doc_type and "报告" in doc_type and (year := year_told(text)):
        return f"{year}年"
    return f"{day[:4]}年" if day else None


def _doc_number(head: list[str], said: dict[str, str]) -> str | None:
    for line in head[:12]:
        words = re.sub(r"\s+", "", line)
        if NUMBER_LINE.match(words):
            return re.sub(r"签发人.*$", "", words)
    return said.get("doc_number") or None


def _addressees(head: list[str], titles: Titles) -> str | None:
    for line in head:
        words = line.strip()
        if _ADDRESSEES.match(words) and not re.search(r"如下[\uff1a:]$|[\u300a\u300b]", words) and re.search(
            r"[委府局厅部会院]|单位|企业|机关|团体|代表|委员|同志", words
        ):
            return words.rstrip("\uff1a:").strip()
    return None
