"""A new reference document becomes a case: proposed by the program, confirmed by a person, checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import main

REPORT = """甲县2026年度法治政府建设情况报告
一、主要举措和成效
全年办理行政复议案件126件,调解结案31件。行政规范性文件合法性审核率100%。开展行政执法培训12期,培训执法人员860人次。
二、下一年工作安排
2027年将建成行政争议协调化解中心。
"""


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    assert main(["--new-case", str(tmp_path / "report.txt"), str(tmp_path / "case.json")]) == 0
    assert "待确认" in capsys.readouterr().out
    return tmp_path / "case.json"


def changed(case: Path, **values: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(case.read_text(encoding="utf-8"))
    data |= values
    case.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return data


def confirmed(case: Path) -> list[dict[str, Any]]:
    nuggets = [{**n, "origin": "confirmed"} for n in changed(case)["nuggets"]]
    changed(case, nuggets=nuggets)
    return nuggets


def test_nuggets_are_proposed_with_their_figures_and_say_so(case: Path) -> None:
    data = changed(case)
    assert {n["origin"] for n in data["nuggets"]} == {"proposed"}
    assert {"126件", "31件", "100%"} <= {n["slots"][0][0] for n in data["nuggets"]}
    assert data["reference"] == "report.txt"


def test_what_nobody_confirmed_cannot_be_scored(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check-case", str(case)]) == 1
    assert "没有已确认的必备要点" in capsys.readouterr().out


def test_a_confirmed_case_passes_its_check(case: Path) -> None:
    confirmed(case)
    assert main(["--check-case", str(case)]) == 0


def test_an_existing_file_is_not_overwritten(case: Path) -> None:
    assert main(["--new-case", str(case.parent / "report.txt"), str(case)]) == 2


@pytest.mark.parametrize("change", [
    {"decoys": [{"id": "t1", "kind": "other", "slots": [["126件"]]}]},
    {"reference": "gone.txt"},
    {"nuggets": [{"id": "n1", "text": "x", "vital": "vital", "slots": [["999件"]], "topic": ["x"], "origin": "confirmed"}]},
    {"nuggets": [{"id": "n1", "text": "x", "vital": "vital", "slots": [["126件"]], "topic": ["x"], "origin": "invented"}]},
    {"nuggets": [{"id": "n1", "text": "x", "vital": "vital", "slots": [], "topic": ["x"]}]},
])
def test_gold_that_its_own_reference_does_not_bear_out_is_told(case: Path, change: dict[str, Any]) -> None:
    confirmed(case)
    changed(case, **change)
    assert main(["--check-case", str(case)]) == 1


def test_a_saved_draft_is_scored_on_a_case_of_ones_own(case: Path, tmp_path: Path) -> None:
    confirmed(case)
    (tmp_path / "source.txt").write_text("甲县司法局总结\n一、复议\n办理行政复议案件126件,调解结案31件。\n", encoding="utf-8")
    changed(case, sources=["source.txt"])

    def saved(text: str) -> str:
        quote = "办理行政复议案件126件,调解结案31件"
        sentence = {"text": text, "status": "supported", "citations": [{"document": "source.txt", "clause": "一", "quote": quote}]}
        draft = {"title": "报告", "text": text, "year": 2026, "sections": [{"heading": "", "sentences": [sentence]}]}
        (tmp_path / "draft.json").write_text(json.dumps(draft, ensure_ascii=False), encoding="utf-8")
        return str(tmp_path / "draft.json")

    out = tmp_path / "out.json"
    arguments = ["--case", str(case), "--json", str(out), "--draft"]
    assert main([*arguments, saved("办理行政复议案件126件,调解结案31件。")]) == 0
    row = json.loads(out.read_text(encoding="utf-8"))["suites"][0]["rows"][0]
    assert row["dataset"] == "case" and row["scores"]["vital_covered"]["value"] > 0
    assert main([*arguments, saved("办理行政复议案件126件,调解结案13件。")]) == 1


def test_a_case_without_a_draft_is_bad_usage(case: Path) -> None:
    assert main(["--case", str(case)]) == 2
