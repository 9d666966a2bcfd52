"""Documents and gold of one's own: what is missing, misnamed or broken is told as not run, and never passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals import questions
from evals.__main__ import main
from evals.context import Absent, Context, GoldError
from evals.suites import alignments, reading

PLAN = ("甲山县法治政府建设实施方案(2026—2030年)\n一、主要任务\n(一)规范执法\n1.行政执法人员每人每年接受培训不少于60学时。\n"
        "2.行政规范性文件合法性审核率达到100%。\n")


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Two documents, one under the name the gold gives it, one under its key; gold that asks of a third too."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "documents" / "实施方案终稿.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "documents" / "b2_另一份.txt").write_text(PLAN.replace("甲山县", "乙水县"), encoding="utf-8")
    gold(tmp_path, "documents.x.json", {"documents": {
        "a1": {"file": "实施方案终稿.txt", "counts": {"parts": 1, "sections": 1, "items": 2}, "targets": [
            {"clause": "一/(一)/1", "quote": "每人每年接受培训不少于60学时", "value": 60, "unit": "学时", "type": "quantitative"},
            {"clause": "一/(一)/2", "quote": "合法性审核率达到100%", "value": 100, "unit": "%", "type": "quantitative"}]},
        "c3": {"file": "没有的.txt", "counts": {"parts": 4}}}})
    gold(tmp_path, "queries.x.json", [
        {"id": "q1", "query": "培训多少学时", "stratum": "number", "gold": [{"doc": "a1", "clause": "一/(一)/1", "quote": "60学时"}]},
        {"id": "q2", "query": "没有的文件里写了什么", "stratum": "number", "gold": [{"doc": "c3", "clause": "一", "quote": "x"}]}])
    gold(tmp_path, "alignments.x.json", {"alignments": [aligned("x1", "a1", "b2"), aligned("x2", "c3", "b2"),
                                                        {**aligned("x3", "a1", "b2"), "verdict": "perhaps"}]})
    return tmp_path


def gold(folder: Path, name: str, data: Any) -> None:
    (folder / "gold" / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def aligned(id: str, upper: str, lower: str) -> dict[str, Any]:
    quote = "每人每年接受培训不少于60学时"
    return {"id": id, "upper": {"doc": upper, "clause": "一/(一)/1", "quote": quote},
            "lower": {"doc": lower, "clauses": ["一/(一)/1"], "quotes": [quote]}, "verdict": "fully", "reason": ""}


def context(folder: Path) -> Context:
    return Context(folder / "home", folder / "documents", folder / "gold")


def test_documents_are_known_by_the_golds_name_for_their_file_or_by_the_head_of_their_name(folders: Path) -> None:
    assert {key: path.name for key, path in context(folders).reference_files().items()} == {
        "a1": "实施方案终稿.txt", "b2": "b2_另一份.txt"}


def test_what_asks_of_a_missing_document_is_unscored(folders: Path) -> None:
    asked = questions.load(context(folders), "reference")
    assert [q.id for q in asked.questions] == ["q1"] and [m.case.split()[0] for m in asked.unscored] == ["q2"]
    tally, _ = reading._reference(context(folders))
    assert [m.case for m in tally.unscored] == ["c3"]
    assert min(tally.values["counts"].values()) == min(tally.values["targets_recall"].values()) == 1.0


def test_alignments_of_missing_documents_and_unknown_verdicts_are_unscored(folders: Path) -> None:
    quote = "每人每年接受培训不少于60学时"

    def review(draft: Any, upper: Any) -> Any:
        return [{"verdict": "covered", "requirement": {"clause": "一/(一)/1", "quote": quote}, "reason": "",
                 "draft": [{"clause": "一/(一)/1", "quote": quote}]}]

    told = alignments.run(context(folders), review)
    assert told.cases["reference/verdict"] == {"x1": 1.0}
    assert {m.case: m.got for m in told.unscored} == {"x2": "文件 c3 不在", "x3": "答案的结论 perhaps 不在约定之中"}


def test_gold_of_other_documents_is_absent(folders: Path) -> None:
    (folders / "documents" / "实施方案终稿.txt").unlink()
    for run in (lambda: questions.load(context(folders), "reference"), lambda: reading._reference(context(folders)),
                lambda: alignments.run(context(folders), lambda *a: [])):
        with pytest.raises(Absent):
            run()


def test_two_documents_of_one_key_are_refused(folders: Path) -> None:
    (folders / "documents" / "b2_副本.txt").write_text(PLAN, encoding="utf-8")
    with pytest.raises(GoldError, match="b2"):
        context(folders).reference_files()


@pytest.mark.slow
def test_a_part_that_is_missing_is_told_and_passes_nothing(folders: Path, nowhere: Path) -> None:
    assert main(["reading", "--documents", str(folders / "documents"), "--gold", str(folders / "gold"),
                 "--json", str(folders / "out.json")]) in (0, 1)
    told = json.loads((folders / "out.json").read_text(encoding="utf-8"))
    states = {g["name"]: g["state"] for g in told["gates"] if g["name"].startswith("reading/reference/")}
    assert "passed" not in states.values() and states["reading/reference/counts"] == "not_run"
    assert told["suites"][0]["partial"] == ["reference"] and told["suites"][0]["unscored"]


def test_gold_that_is_no_json_is_named(folders: Path) -> None:
    (folders / "gold" / "documents.x.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"documents\.x\.json"):
        context(folders).gold_file("documents")
