"""The word lists of selection, from data/selection.toml, strictly typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assistant.drafting.topics import DATA
from assistant.tables import from_table, read_table


@dataclass(frozen=True, slots=True)
class Steering:
    address: tuple[str, ...]
    demands: tuple[str, ...]
    writing: tuple[str, ...]
    always: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Private:
    words: tuple[str, ...]
    persons: tuple[str, ...]
    anonymous: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trivia:
    words: tuple[str, ...]
    inside: tuple[str, ...]
    acquire: tuple[str, ...]
    goods: tuple[str, ...]
    house: tuple[str, ...]
    business: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    starts: tuple[str, ...]
    disposal: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goals:
    words: tuple[str, ...]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filler:
    starts: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SelectionWords:
    steering: Steering
    private: Private
    trivia: Trivia
    related: Related
    planned: Planned
    unsure: Unsure
    goals: Goals
    filler: Filler


@cache
def selection_words() -> SelectionWords:
    """Raises BadInput for a malformed file."""
    return from_table(SelectionWords, read_table(DATA / "selection.toml"), "selection.toml")
