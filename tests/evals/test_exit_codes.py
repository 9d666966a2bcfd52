"""A draft with one wrong figure, a broken checker, a broken gate: each turns the exit code to 1."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import review
from assistant.drafting import grounding, writing
from assistant.types import Review
from evals.__main__ import main
from evals.context import Absent
from evals.result import SYSTEM, Row, Score, SuiteResult
from evals.suites import SUITES


def saved(folder: Path, draft: dict[str, Any]) -> str:
    (folder / "draft.json").write_text(json.dumps(draft, ensure_ascii=False), encoding="utf-8")
    return str(folder / "draft.json")


def with_figure(draft: dict[str, Any]) -> dict[str, Any]:
    return next(s for section in draft["sections"] for s in section["sentences"]
                if s["status"] == "supported" and re.search(r"\d{3}件", s["text"]))


def wrong(text: str) -> str:
    return re.sub(r"(\d{2})(\d)件", lambda m: f"{m[1]}{(int(m[2]) + 1) % 10}件", text, count=1)


def test_a_true_draft_passes(tmp_path: Path, draft: dict[str, Any], nowhere: Path) -> None:
    assert main(["--draft", saved(tmp_path, draft)]) == 0


def test_one_wrong_figure_in_a_sentence_fails(tmp_path: Path, draft: dict[str, Any], nowhere: Path) -> None:
    sentence = with_figure(draft)
    sentence["text"] = wrong(sentence["text"])
    assert main(["--draft", saved(tmp_path, draft)]) == 1


def test_one_wrong_figure_in_the_text_only_fails(tmp_path: Path, draft: dict[str, Any], nowhere: Path) -> None:
    text = with_figure(draft)["text"]
    assert text in draft["text"]
    draft["text"] = draft["text"].replace(text, wrong(text))
    assert main(["--draft", saved(tmp_path, draft)]) == 1


def test_two_figures_changed_for_each_other_fail(tmp_path: Path, draft: dict[str, Any], nowhere: Path) -> None:
    sentence = next(s for section in draft["sections"] for s in section["sentences"] if "政协提案138件" in s["text"])
    turned = sentence["text"].replace("104件", "#").replace("138件", "104件").replace("#", "138件")
    draft["text"] = draft["text"].replace(sentence["text"], turned)
    sentence["text"] = turned
    assert main(["--draft", saved(tmp_path, draft)]) == 1


def test_a_quote_that_is_not_in_its_clause_fails(tmp_path: Path, draft: dict[str, Any], nowhere: Path) -> None:
    citation = with_figure(draft)["citations"][0]
    citation["quote"] += "等"
    assert main(["--draft", saved(tmp_path, draft)]) == 1


@pytest.mark.parametrize("text", ["no json", "{}", '{"text": 1, "sections": []}'])
def test_a_file_that_is_no_draft_is_bad_usage(tmp_path: Path, text: str) -> None:
    (tmp_path / "draft.json").write_text(text, encoding="utf-8")
    assert main(["--draft", str(tmp_path / "draft.json")]) == 2


def failed(out: Path) -> set[str]:
    return {g["name"] for g in json.loads(out.read_text(encoding="utf-8"))["gates"] if g["state"] == "failed"}


def test_a_checker_that_finds_nothing_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nowhere: Path) -> None:
    whole = review.review

    def blind(draft: Any, against: Any = (), embedder: Any = None, **rest: Any) -> Review:
        made = whole(draft, (), None, **rest)
        return replace(made, internal=(), floor=())

    monkeypatch.setattr("evals.suites.checking.review.review", blind)
    assert main(["checking", "--json", str(tmp_path / "out.json")]) == 1
    told = failed(tmp_path / "out.json")
    assert {"checking/demo/defects_found", "checking/planted/defects_found", "checking/demo/internal_found",
            "checking/planted/floor_found", "checking/demo/informedness: assistant > never_flag"} <= told


def test_a_grounding_gate_that_refuses_nothing_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                                     nowhere: Path) -> None:
    monkeypatch.setattr(grounding, "ground", lambda *a, **k: ())
    monkeypatch.setattr(writing, "ground", lambda *a, **k: ())
    assert main(["drafting", "--json", str(tmp_path / "out.json")]) == 1
    told = failed(tmp_path / "out.json")
    assert {"drafting/gate/false_refused", "drafting/lying_model/figures_wrong",
            "drafting/gate/informedness: assistant > never_flag"} <= told


def test_a_broken_file_of_gates_fails(tmp_path: Path) -> None:
    (tmp_path / "gates.toml").write_text("[[gate]]\nsuite = 'drafting'\n", encoding="utf-8")
    assert main(["--gates", str(tmp_path / "gates.toml"), "drafting"]) == 1


def only(monkeypatch: pytest.MonkeyPatch, suite: Any) -> None:
    for name in list(SUITES):
        monkeypatch.setitem(SUITES, name, suite)


def test_a_suite_that_breaks_fails_and_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nowhere: Path,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    def broken(context: Any) -> SuiteResult:
        raise KeyError("gone")

    only(monkeypatch, broken)
    assert main(["reading", "--json", str(tmp_path / "out.json")]) == 1
    assert "出错" in capsys.readouterr().out
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["suites"][0]
    assert (told["status"], told["rows"]) == ("error", [])


def test_absent_data_are_not_run_and_not_passed(monkeypatch: pytest.MonkeyPatch, nowhere: Path,
                                                capsys: pytest.CaptureFixture[str]) -> None:
    def absent(context: Any) -> SuiteResult:
        raise Absent("没有数据")

    only(monkeypatch, absent)
    assert main(["reading"]) == 0
    told = capsys.readouterr().out
    assert "未运行 (not run): 没有数据" in told and "达标 0,未达标 0" in told


def test_a_score_under_its_floor_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nowhere: Path) -> None:
    only(monkeypatch, lambda context: SuiteResult("reading", "run", rows=(Row("demo", SYSTEM, {"m": Score(0.5, 9)}),)))
    (tmp_path / "g.toml").write_text(
        "[[gate]]\nsuite='reading'\ndataset='demo'\nmetric='m'\ngoal=0.9\nfloor=0.6\n", encoding="utf-8")
    assert main(["reading", "--gates", str(tmp_path / "g.toml")]) == 1


@pytest.mark.parametrize("arguments", [["cooking"], ["--documents", "nowhere"], ["--draft", "nowhere.json"],
                                       ["--compare", "a.json", "b.json"]])
def test_bad_usage_is_one_line_and_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
