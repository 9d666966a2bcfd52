"""The typed door to corpus/standards/: what binds the documents, as data with sources.

Every entry tells its `source` (regulation), `article` and whether it was `verified`
against the full text. The files are TOML, read once, checked strictly: an unknown or
missing key, a wrong type or a repeated id raises BadInput with the file and the key.

`words` are conjunctions of alternatives: each group must be met by one of its words,
looked for in one sentence (see `applies`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from assistant.settings import data_folder
from assistant.tables import from_rows, from_table, read_table
from assistant.types import Comparator, Level

T = TypeVar("T")
Words = tuple[tuple[str, ...], ...]


def applies(words: Words, unless: Iterable[str], sentence: str) -> bool:
    """Whether `sentence` speaks of it: every group met, no excluding word.

    >>> applies((("执法人员",), ("学时", "课时")), ("辅助人员",), "执法人员每年培训40学时")
    True
    >>> applies((("执法人员",), ("学时",)), ("辅助人员",), "执法辅助人员每年培训40学时")
    False
    """
    return all(any(word in sentence for word in group) for group in words) and not any(
        word in sentence for word in unless)


# ------------------------------------------------------------ annual report

@dataclass(frozen=True, slots=True)
class ReportDuty:
    """Who reports to whom by when. `by` is "MM-DD" of the following year."""

    id: str
    who: tuple[str, ...]
    levels: tuple[Level, ...]
    to: tuple[str, ...]
    by: str
    source: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class PublishDuty:
    id: str
    who: tuple[str, ...]
    levels: tuple[Level, ...]
    by: str
    where: tuple[str, ...]
    unless: str
    source: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class ReportContent:
    """One of the five contents. `must_have`: one of these words must stand in its part."""

    id: str
    number: int
    name: str
    headings: tuple[str, ...]
    words: tuple[str, ...]
    must_have: tuple[str, ...]
    source: str
    article: str
    verified: bool
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Consequence:
    id: str
    text: str
    source: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """督察规定 2019, Articles 23–27."""

    report: tuple[ReportDuty, ...]
    publish: tuple[PublishDuty, ...]
    content: tuple[ReportContent, ...]
    consequence: tuple[Consequence, ...]


# -------------------------------------------------------------------- floor

@dataclass(frozen=True, slots=True)
class FloorEntry:
    """A counted or dated duty. `unit` "" and `value` in words for a milestone.

    `mention`: a plan should speak of it at all; otherwise only a lower value is a fault.
    `deadline`: ISO day by which a milestone was due everywhere; "--04-01" for a day of every year.
    """

    id: str
    kind: Literal["count", "rate", "milestone", "duty"]
    indicator: str
    aliases: tuple[str, ...]
    actor: str
    words: Words
    unless: tuple[str, ...]
    comparator: Comparator
    value: int | float | str
    unit: str
    units: tuple[str, ...]
    frequency: str
    levels: tuple[Level, ...]
    mention: bool
    duty: str
    source: str
    article: str
    verified: bool
    deadline: str | None = None

    def applies(self, sentence: str) -> bool:
        """Whether `sentence` speaks of this duty."""
        return applies(self.words, self.unless, sentence)


@dataclass(frozen=True, slots=True)
class Superseded:
    """A document whose period is over (`since`, ISO day) or that another replaced."""

    name: str
    words: tuple[str, ...]
    since: str
    replaced_by: str
    source: str
    article: str
    verified: bool


# ------------------------------------------------------------------- powers

@dataclass(frozen=True, slots=True)
class Power:
    """A power and the levels that hold it; `reason` tells the others why not."""

    id: str
    name: str
    levels: tuple[Level, ...]
    words: Words
    unless: tuple[str, ...]
    reason: str
    source: str
    article: str
    verified: bool

    def applies(self, sentence: str) -> bool:
        """Whether `sentence` exercises this power."""
        return applies(self.words, self.unless, sentence)


# ------------------------------------------------------------------- layout

@dataclass(frozen=True, slots=True)
class Page:
    """Millimetres; `line_pt` is the usual line spacing in points (practice, not standard)."""

    width_mm: float
    height_mm: float
    top_mm: float
    left_mm: float
    type_width_mm: float
    type_height_mm: float
    lines: int
    characters: int
    line_pt: float

    @property
    def right_mm(self) -> float:
        return self.width_mm - self.left_mm - self.type_width_mm

    @property
    def bottom_mm(self) -> float:
        return self.height_mm - self.top_mm - self.type_height_mm


@dataclass(frozen=True, slots=True)
class Font:
    """role: title, heading1..3, body, addressee, page_number. `indent` in characters."""

    role: str
    family: str
    size_name: str
    size_pt: float
    bold: bool
    indent: int
    align: Literal["left", "center", "right", "justify", "outside"]
    fallback: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayoutRule:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """GB/T 9704-2012."""

    page: Page
    font: tuple[Font, ...]
    rule: tuple[LayoutRule, ...]
    source: str
    article: str
    verified: bool

    def role(self, name: str) -> Font:
        """The font of this role. Raises KeyError."""
        for font in self.font:
            if font.role == name:
                return font
        raise KeyError(name)


# ----------------------------------------------------------------- chapters

@dataclass(frozen=True, slots=True)
class Topic:
    """A section of a chapter; `words` go from the most telling to the least."""

    id: str
    heading: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A standard chapter; `opening` is an official opening without facts ("" for none)."""

    id: str
    order: int
    heading: str
    aliases: tuple[str, ...]
    words: tuple[str, ...]
    opening: str
    section: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapters:
    chapter: tuple[Chapter, ...]
    source: str
    verified: bool


# -------------------------------------------------------------------- terms

@dataclass(frozen=True, slots=True)
class Term:
    """A known mis-writing. `near`: one must stand in the sentence ("" set: no condition)."""

    wrong: str
    right: str
    kind: Literal["misprint", "term", "outdated", "grammar"]
    near: tuple[str, ...]
    unless: tuple[str, ...]
    changes_meaning: bool
    note: str

    def applies(self, sentence: str) -> bool:
        """Whether the mis-writing stands in `sentence`, in a context where it is wrong."""
        groups: Words = ((self.wrong,), self.near) if self.near else ((self.wrong,),)
        return applies(groups, self.unless, sentence)


# ------------------------------------------------------------------ loaders

@cache
def annual_report() -> AnnualReport:
    """What an annual report must hold, and when it is due."""
    return _whole(AnnualReport, "annual_report.toml")


@cache
def floor() -> tuple[FloorEntry, ...]:
    """The national floor."""
    return _entries(FloorEntry, "floor.toml")


@cache
def superseded() -> tuple[Superseded, ...]:
    """Documents that no longer are a basis."""
    return _entries(Superseded, "superseded.toml", rename={"from": "since"})


@cache
def powers() -> tuple[Power, ...]:
    """Which level may do what."""
    return _entries(Power, "powers.toml")


@cache
def layout() -> Layout:
    """The official layout's numbers."""
    return _whole(Layout, "layout.toml")


@cache
def chapters() -> Chapters:
    """The standard chapters of an outline, in order."""
    return _whole(Chapters, "chapters.toml")


@cache
def terms() -> tuple[Term, ...]:
    """Terms and their known mis-writings."""
    return _entries(Term, "terms.toml")


def _file(name: str) -> Path:
    return data_folder("corpus") / "standards" / name


def _whole(cls: Callable[..., T], name: str) -> T:
    return from_table(cls, read_table(_file(name)), name)


def _entries(cls: Callable[..., T], name: str, rename: dict[str, str] | None = None) -> tuple[T, ...]:
    return from_rows(cls, read_table(_file(name)), name, rename or {})
