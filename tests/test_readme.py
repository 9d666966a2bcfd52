"""What the README shows as a session is what the commands say, but for what it leaves out at “…”."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.serving import ROOT

PAGES = ("README.md", "README.zh-CN.md")


def session(page: str) -> list[tuple[str, list[str]]]:
    """The commands of the session and what is shown below each."""
    block = next(b for b in re.findall(r"```\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S) if "$ " in b)
    parts = re.split(r"^\$ (.+)\n", block, flags=re.M)[1:]
    return [(command, shown.strip().splitlines()) for command, shown in zip(parts[::2], parts[1::2], strict=True)]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """What a command prints on a library of the demonstration documents."""
    home = tmp_path_factory.mktemp("readme")
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "ASSISTANT_HOME": str(home / "library")}

    @cache
    def told(command: str) -> str:
        name, *arguments = shlex.split(command)
        assert name == "assistant"
        files = [str(path) for a in arguments for path in (sorted(ROOT.glob(a)) if "*" in a else [a])]
        files = [str(home / a) if a == "review.docx" else a for a in files]
        done = subprocess.run([sys.executable, "-m", "assistant.cli", *files], cwd=ROOT, env=env, capture_output=True,
                              text=True, timeout=500, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    told("assistant add corpus")
    return told


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_session_is_real(page: str, run: Callable[[str], str]) -> None:
    steps = session(page)
    assert len(steps) >= 4 and all(shown for _, shown in steps)
    for command, shown in steps:
        told, at = run(command), 0
        for piece in (piece for line in shown for piece in line.split("…") if piece.strip()):
            found = told.find(piece.strip(), at)
            assert found >= 0, (command, piece)
            at = found + len(piece.strip())


def test_what_the_readme_names_is_there() -> None:
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        named = set(re.findall(r"\]\(((?!http)[^)#]+)\)", text))
        assert named and [name for name in named if not (ROOT / name).exists()] == []
        targets = set(re.findall(r"make (\w+)", text))
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert {"run", "test"} <= targets and all(re.search(rf"^{t}:", makefile, re.M) for t in targets)
        tests = set(re.findall(r"tests/[\w/]+\.py", text))
        assert [t for t in tests if not Path(ROOT, t).exists()] == []
