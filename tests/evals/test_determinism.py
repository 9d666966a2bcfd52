"""Two runs are identical to the byte, but for what stands under names that say it varies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.result import VARYING

ROOT = Path(__file__).resolve().parents[2]


def without_varying(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_varying(v) for k, v in value.items() if not k.endswith(VARYING)}
    return [without_varying(v) for v in value] if isinstance(value, list) else value


@pytest.mark.slow
def test_two_processes_give_the_same_but_for_times(tmp_path: Path) -> None:
    """With other seeds of hashing and other homes, as on another day."""
    texts = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.json"
        subprocess.run([sys.executable, "-m", "evals", "scorers", "reading", "drafting", "--json", str(out)], check=False, cwd=ROOT,
                       capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed, "ASSISTANT_HOME": str(tmp_path / seed)})
        whole = json.loads(out.read_text(encoding="utf-8"))
        assert [suite["status"] for suite in whole["suites"]] == ["run", "run", "run"]
        assert any(k.endswith(VARYING) for k in whole)
        texts.append(json.dumps(without_varying(whole), ensure_ascii=False))
    assert texts[0] == texts[1]
