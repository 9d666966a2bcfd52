"""Killed at any moment of adding: nothing acknowledged is lost, nothing doubled, the index answers.

LIBRARY_KILLS sets how often (default 6); a hundred take some minutes.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.library import Library

from .adding import document
from .conftest import Hashed

KILLS = int(os.environ.get("LIBRARY_KILLS", "6"))


def killed_while_adding(home: Path, first: int, chance: random.Random) -> list[int]:
    """The numbers that were acknowledged before the process was killed."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("adding.py")), str(home), str(first), "50"],
        stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    kept: list[int] = []
    assert process.stdout.readline() == "ready\n"
    until = chance.randrange(1, 4)
    for line in process.stdout:
        word, number = line.split()[:2]
        if word == "kept":
            kept.append(int(number))
        if len(kept) >= until:
            break
    time.sleep(chance.random() * 0.5)
    process.send_signal(signal.SIGKILL)
    for line in process.stdout:
        parts = line.split()
        if len(parts) == 3 and parts[0] == "kept":
            kept.append(int(parts[1]))
    process.wait()
    process.stdout.close()
    return kept


@pytest.mark.timeout(3600)
def test_nothing_acknowledged_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    acknowledged: set[int] = set()
    following = 1
    for _ in range(KILLS):
        acknowledged |= set(killed_while_adding(tmp_path, following, chance))
        with Library(tmp_path, Hashed()) as library:
            documents = list(library.documents())
            sources = [d.source for d in documents]
            assert len(set(sources)) == len(sources)
            assert {f"第{number}号.txt" for number in acknowledged} <= set(sources)
            assert all(len(d.clauses) == 29 for d in documents)
            number = chance.choice(sorted(acknowledged))
            hit = library.search(f"编号{number * 1000 + 7}的工程").results[0]
            assert hit.text == document(number).clauses[6].text
            upkeep = library.searcher.upkeep
            assert not upkeep.behind()
            assert set(upkeep.segments.documents()) == set(library.catalogue.ids())
            dense = library.searcher._dense
            assert dense is not None
            assert len(dense) == sum(len(upkeep.segments.get(id).spans) for id in library.catalogue.ids())
        following = max(int(source[1:-5]) for source in sources) + 1
