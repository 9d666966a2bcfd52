"""Settings: environment over file over defaults; secrets are not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.settings import load


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('model = "a"\ncontext_tokens = 100\n')
    settings = load(tmp_path, {"ASSISTANT_MODEL": "b"})
    assert (settings.model, settings.context_tokens) == ("b", 100)


def test_no_environment_gives_the_embedded_default(tmp_path: Path) -> None:
    settings = load(tmp_path, {})
    assert (settings.base_url, settings.model, settings.gguf) == (None, None, None)


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    assert "geheim" not in repr(load(tmp_path, {"OPENAI_API_KEY": "geheim"}))


@pytest.mark.parametrize("text", ["context_tokens = 'many'", "nonsense = 1", "= broken"])
def test_a_bad_file_is_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(BadInput) as caught:
        load(tmp_path, {})
    assert "\n" not in str(caught.value)
