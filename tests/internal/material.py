"""Texts of our own, clean, and the faults planted into them one at a time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.reading import read_text
from assistant.review.internal import check
from assistant.types import Document, InternalFinding

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Plant:
    text: str
    before: str
    after: str
    codes: tuple[str, ...]
    quote: str


def plants(name: str) -> tuple[Plant, ...]:
    rows = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["plant"]
    return tuple(Plant(row["text"], row["before"], row["after"], tuple(row["codes"]), row.get("quote") or row["after"])
                 for row in rows if not row.get("skip"))


@cache
def clean(name: str) -> str:
    return (HERE / "texts" / f"{name}.txt").read_text(encoding="utf-8")


@cache
def document(text: str, name: str = "文本.txt") -> Document:
    return read_text(text, name)


@cache
def findings(text: str) -> tuple[InternalFinding, ...]:
    return check(document(text))


def innocents() -> list[tuple[str, str]]:
    """(text, sentence): sentences that look wrong and are not."""
    rows = tomllib.loads((HERE / "innocent.toml").read_text(encoding="utf-8"))["innocent"]
    return [(row["text"], sentence) for row in rows for sentence in row["sentences"]]
