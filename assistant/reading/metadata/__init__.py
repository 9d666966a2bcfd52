"""Head data (题头信息): title, issuers, region, level, kind, period, dates, numbers, parents."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Level, Parent


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
