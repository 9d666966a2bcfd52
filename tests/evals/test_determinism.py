"""Two runs are identical to the byte, but for what stands under names that say it varies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import main
from evals.result import VARYING


def without_varying(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_varying(v) for k, v in value.items() if not k.endswith(VARYING)}
    return [without_varying(v) for v in value] if isinstance(value, list) else value


@pytest.mark.slow
def test_two_runs_are_identical_but_for_times(tmp_path: Path, nowhere: Path) -> None:
    texts = []
    for name in ("one.json", "two.json"):
        main(["reading", "drafting", "--json", str(tmp_path / name)])
        whole = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        assert any(k.endswith(VARYING) for k in whole)
        texts.append(json.dumps(without_varying(whole), ensure_ascii=False))
    assert texts[0] == texts[1]
