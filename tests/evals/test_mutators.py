"""Planted weaknesses stand where they are said to, cover every kind, and know nothing of the checker."""

from __future__ import annotations

import ast
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from assistant.types import FindingKind, Verdict
from evals.mutators import pairs, weaken
from evals.mutators.marks import fill, plain, slots

ROOT = Path(__file__).resolve().parents[2]
MUTATORS = ROOT / "evals" / "mutators"
ALL = list(pairs.pairs())


def test_every_kind_is_planted_and_named_as_the_contract_names_it() -> None:
    count = Counter(p.kind for pair in ALL for p in pair.planted if p.role == "weaker")
    assert set(count) == set(get_args(FindingKind)) == set(weaken.KINDS)
    assert min(count.values()) >= 3
    assert {v for verdicts in weaken.VERDICTS.values() for v in verdicts} <= set(get_args(Verdict))


@pytest.mark.parametrize("pair", ALL, ids=lambda pair: pair.name)
def test_what_is_planted_stands_in_both_texts(pair: pairs.Pair) -> None:
    for planted in pair.planted:
        assert planted.quote in pair.upper
        assert planted.draft_quote in pair.lower
        assert bool(planted.draft_quote) is (planted.kind != "omission")


def test_over_three_pairs_every_statement_is_weakened_once() -> None:
    weaker = [p.quote for pair in ALL for p in pair.planted if p.role == "weaker"]
    assert len(weaker) == len(set(weaker)) == len(ALL[0].planted)


def test_the_same_seed_plants_the_same() -> None:
    assert list(pairs.pairs(7)) == list(pairs.pairs(7)) != list(pairs.pairs(8))


def test_a_weakened_wording_differs_from_the_faithful_one_and_an_equal_one_from_both() -> None:
    for pair in ALL:
        faithful = {p.quote: p.draft_quote for p in pairs.clean().planted}
        for planted in pair.planted:
            same = planted.draft_quote == faithful[planted.quote]
            assert same is (planted.role == "faithful"), planted


def test_every_mark_is_known() -> None:
    parts = tomllib.loads((MUTATORS / "statements.toml").read_text(encoding="utf-8"))["part"]
    for part in parts:
        for above, wording in part["statements"]:
            assert "{" not in fill(above, plain) + fill(wording, plain)
            for slot in slots(wording):
                assert weaken.kind_of(slot) in weaken.KINDS


def test_the_mutators_share_no_word_list_with_the_checker() -> None:
    """No list of four Chinese words or more that half coincides with one of the product's."""
    theirs = [words for path in sorted((ROOT / "assistant").rglob("*")) if "_data" not in path.parts
              for words in word_lists(path)]
    assert len(theirs) > 100
    for path in sorted(MUTATORS.rglob("*")):
        for mine, other in product(word_lists(path), theirs):
            assert len(mine & other) / len(mine | other) < 0.5, (path.name, mine, other)


def test_the_mutators_read_nothing_but_their_own_files() -> None:
    for path in MUTATORS.glob("*.py"):
        names = [n for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)
                 for n in [node.module or ""]]
        assert all(n.startswith(("evals.mutators", "__future__", "collections", "dataclasses", "pathlib", "typing"))
                   for n in names), (path.name, names)
        assert "assistant" not in path.read_text(encoding="utf-8")


def word_lists(path: Path) -> Iterator[frozenset[str]]:
    """Every collection of four short Chinese words or more that a file holds."""
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
                yield from _chinese([e.value for e in node.elts if isinstance(e, ast.Constant)])
            if isinstance(node, ast.Dict):
                yield from _chinese([k.value for k in node.keys if isinstance(k, ast.Constant)])
    elif path.suffix == ".toml":
        yield from _nested(tomllib.loads(path.read_text(encoding="utf-8")))
    elif path.suffix == ".json":
        yield from _nested(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix in (".txt", ".tsv"):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        yield from _chinese(lines)
        for line in lines:
            yield from _chinese(line.replace("\t", " ").split())


def _nested(value: Any) -> Iterator[frozenset[str]]:
    if isinstance(value, dict):
        yield from _chinese(list(value))
        for inner in value.values():
            yield from _nested(inner)
    elif isinstance(value, list):
        yield from _chinese(value)
        for inner in value:
            yield from _nested(inner)


def _chinese(values: list[Any]) -> Iterator[frozenset[str]]:
    words = frozenset(v for v in values if isinstance(v, str) and 0 < len(v) <= 8 and all("一" <= c <= "鿿" for c in v))
    if len(words) >= 4:
        yield words
