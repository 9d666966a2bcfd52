"""The page holds every row and every error, runs no script, and lets no text out of its place."""

from __future__ import annotations

import re

from evals.gates import Outcome
from evals.report import html, terminal
from evals.result import CONTROLS, SYSTEM, Miss, Row, Score, SuiteResult, to_json

RESULT = SuiteResult(
    "checking", "run", rows=(
        Row("demo", SYSTEM, {"defects_found": Score(0.9, 10, 0.7, 1.0), "found_number": Score(1.0, 3, 0.4, 1.0), "traps": Score(3.0, 3)}),
        *(Row("demo", name, {"defects_found": Score(0.5, 10, 0.3, 0.7)}) for name in CONTROLS)),
    misses=(Miss("demo", "x1 <script>alert(1)</script>", "应为<b>甲</b>", "得到&乙", "number"),),
    unscored=(Miss("demo", "x2", "甲", "未能解析", "reply"),), digests={"demo": "ab" * 32},
    timings={"suite": 1.5, "reading_characters_per_second": 2.0})
GATES = [Outcome("checking", "checking/demo/defects_found", "failed", 0.9, "≥ 0.95", 0.96, 0.06)]
PAYLOAD = {"version": "0", "settings": {"engine": "extractive", "model": None}, "total_seconds": 1.0}


def test_every_error_and_every_control_is_on_the_page() -> None:
    page = html.page([RESULT, SuiteResult("reading", "not_run", "没有数据"), SuiteResult("answers", "error", "KeyError")],
                     GATES, PAYLOAD)
    for text in (*CONTROLS, "应为", "x2", "没有数据", "KeyError", "未达标", "0.9000"):
        assert text in page
    assert "<script" not in page and "<b>甲</b>" not in page and "&lt;script&gt;" in page


def test_the_page_loads_nothing_from_elsewhere() -> None:
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(""", html.page([RESULT], GATES, PAYLOAD))


def test_the_table_shows_controls_errors_and_what_is_unscored() -> None:
    told = terminal.table([RESULT], GATES)
    assert all(name in told for name in CONTROLS)
    assert "差错 1 例,未评 1 例" in told and "差 0.0600" in told


def test_what_varies_stands_under_names_that_say_so() -> None:
    assert set(to_json(RESULT)["timings"]) == {"suite_seconds", "reading_characters_per_second"}
