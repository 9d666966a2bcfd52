"""Prompts are files, rendered strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import prompts
from assistant.settings import data_folder

GOOD = "---\npurpose: say it\nvariables: words\n---\n# system\nBe brief.\n# user\nSay $words {\"a\": 1}\n"


def written(folder: Path, text: str) -> Path:
    (folder / "p.md").write_text(text, encoding="utf-8")
    return folder


def test_braces_and_markup_in_a_clause_survive(tmp_path: Path) -> None:
    rendered = prompts.load("p", written(tmp_path, GOOD)).render(words="<b>{x}</b> $5")
    assert rendered.user == 'Say <b>{x}</b> $5 {"a": 1}'
    assert len(rendered.digest) == 12


@pytest.mark.parametrize("variables", [{}, {"words": "a", "more": "b"}])
def test_missing_or_extra_variables_are_errors(tmp_path: Path, variables: dict[str, str]) -> None:
    with pytest.raises(prompts.PromptError, match="wants"):
        prompts.load("p", written(tmp_path, GOOD)).render(**variables)


@pytest.mark.parametrize("text", [GOOD.replace("variables: words", "variables: word"), GOOD.replace("purpose", "x"),
                                  GOOD.replace("# user", "user"), "no head"])
def test_a_malformed_prompt_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(prompts.PromptError):
        prompts.load("p", written(tmp_path, text))


def test_a_misspelt_name_is_not_taken_for_the_prompt(tmp_path: Path) -> None:
    with pytest.raises(prompts.PromptError, match="no prompt file"):
        prompts.load("q", written(tmp_path, GOOD))


def test_the_digest_changes_with_the_file(tmp_path: Path) -> None:
    first = prompts.load("p", written(tmp_path, GOOD)).digest
    assert prompts.load("p", written(tmp_path, GOOD + " ")).digest != first


@pytest.mark.parametrize("path", sorted(data_folder("prompts").glob("*.md")), ids=lambda p: p.stem)
def test_every_prompt_of_the_project_is_well_formed(path: Path) -> None:
    assert prompts.load(path.stem).purpose
