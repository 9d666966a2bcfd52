"""One draft of the demonstration district for all tests that score drafts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.context import Context
from evals.suites import drafting


@pytest.fixture(scope="session")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return Context(tmp_path_factory.mktemp("evals"))


@pytest.fixture(scope="session")
def made(context: Context) -> str:
    """The draft as JSON text, so that no test can change another's."""
    return json.dumps(drafting.drafted(context, {}), ensure_ascii=False)


@pytest.fixture
def draft(made: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(made)
    return whole


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No reference documents beside the checkout: what is there must not change what a test says."""
    monkeypatch.setattr("evals.__main__.ROOT", tmp_path)
    return tmp_path
