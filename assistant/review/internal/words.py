"""The word lists of the checks, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from assistant.tables import from_rows, read_table
from assistant.types import Severity

_STATE = "中华人民共和国"
_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known mis-writing. `near`: one of these must stand in the sentence (empty: no condition).

    An `unless` that holds `wrong` excuses the places it covers; any other excuses its sentence.
    `source` tells where the right form is laid down; `verified` whether that was read.
    """

    wrong: str
    right: str
    kind: Literal["misprint", "term", "outdated", "grammar"]
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    severity: Severity = "medium"
    note: str = ""
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Variants:
    """Names of one thing; the first is the one to keep.

    `whole`: longer names that are something else; `alike`: full and short names that may stand side by side.
    """

    names: tuple[str, ...]
    whole: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    note: str = ""


@cache
def mistakes() -> tuple[Mistake, ...]:
    """This room's own confusion list; `assistant.standards.terms` has the terms of the standards."""
    return from_rows(Mistake, read_table(_FOLDER / "mistakes.toml"), "mistakes.toml", {})


def between_words(four: str) -> bool:
    """Whether the middle two of four letters end one common word and begin another.

    >>> between_words("填报负担"), between_words("的报负，")
    (True, False)
    """
    if len(four) < 4:
        return False
    table = _boundaries()
    return four[0] in table["endings"].get(four[1], "") and four[3] in table["beginnings"].get(four[2], "")


@cache
def _boundaries() -> dict[str, dict[str, str]]:
    return read_table(_FOLDER / "boundaries.toml")


@cache
def variants() -> tuple[Variants, ...]:
    """Groups of names of which a document should use one."""
    return from_rows(Variants, read_table(_FOLDER / "variants.toml"), "variants.toml", {})


@cache
def titles() -> tuple[str, ...]:
    """Full titles of laws, regulations and central documents that these texts cite."""
    return tuple(_lists()["titles"]["full"])


@cache
def statutes() -> tuple[str, ...]:
    """Names of laws and administrative regulations, without 中华人民共和国."""
    return tuple(dict.fromkeys((*(title.removeprefix(_STATE) for title in titles()), *_lists()["titles"]["short"])))


@cache
def word_list(table: str, name: str) -> tuple[str, ...]:
    """A plain list of `data/lists.toml`."""
    return tuple(_lists()[table][name])


@cache
def _lists() -> dict[str, Any]:
    return read_table(_FOLDER / "lists.toml")
