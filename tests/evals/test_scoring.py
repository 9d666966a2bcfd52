"""A scorer must not be reachable by copying, inventing, or flagging everything."""

from __future__ import annotations

import pytest

from evals.scoring import coverage, faithfulness, findings, ranking

NUGGET = coverage.Nugget("n1", "复议 126 件", True, (("行政复议", "复议案件"), ("126件",)), ("复议",))
TRAP = coverage.Decoy("t1", "other_year", (("复议",), ("98件",)))


def covered(text: str) -> coverage.Coverage:
    return coverage.score(text, [NUGGET], [TRAP], "参考文本。", ["来源文本。"])


@pytest.mark.parametrize(("text", "label"), [
    ("全年办理行政复议案件126件。", "supported"), ("办理复议案件一百二十六件。", "supported"),
    ("办理行政复议案件1126件。", "partial"), ("办理行政复议案件162件。", "partial"), ("", "absent"),
    ("开展行政复议工作。甲。乙。丙。丁。另有其他事项126件。", "partial"),
])
def test_a_nugget_counts_only_with_all_its_slots_close_together(text: str, label: str) -> None:
    assert covered(text).labels["n1"] == label


def test_a_decoy_is_told_beside_the_score() -> None:
    assert covered("去年复议案件98件。今年办理行政复议案件126件。").decoys == ("t1",)


def test_the_longest_copied_run_is_measured() -> None:
    assert coverage.longest_run("甲乙丙丁戊己", ["子丑乙丙丁戊寅卯"]) == 4
    assert coverage.longest_run("", ["甲"]) == 0


def sentence(text: str, *quotes: str, status: str = "supported") -> dict[str, object]:
    return {"text": text, "status": status,
            "citations": [{"document": "d1", "clause": "一", "quote": q} for q in quotes]}


CLAUSES = {("d1", "一"): "2026年共办理行政复议案件126件,调解结案31件。"}


def test_a_number_that_is_not_in_the_cited_quote_is_found() -> None:
    good = faithfulness.score([sentence("办理行政复议案件126件", "办理行政复议案件126件")], CLAUSES)
    bad = faithfulness.score([sentence("办理行政复议案件127件", "办理行政复议案件126件")], CLAUSES)
    assert (good.numbers_found, good.quotes_exact, good.citation_recall) == (1.0, 1.0, 1.0)
    assert bad.numbers_found == 0.0 and bad.citation_recall == 0.0


def test_a_citation_to_nowhere_is_dangling() -> None:
    made = sentence("办理案件", "办理案件")
    made["citations"] = [{"document": "d9", "clause": "一", "quote": "办理案件"}]
    assert faithfulness.score([made], CLAUSES).dangling == 1


def test_a_number_in_an_uncited_opening_is_found() -> None:
    assert faithfulness.score([sentence("办理126件", status="opening")], CLAUSES).numbers_found == 0.0


def finding(id: str, verdict: str, quote: str, clause: str = "一") -> dict[str, object]:
    return {"id": id, "verdict": verdict, "requirement": {"source": "u", "clause": clause, "quote": quote}}


DEFECT = {"id": "x1", "kind": "number", "upper": {"clause": "一", "quote": "每年不少于60学时"}, "verdicts": ["weaker"]}


def test_flagging_the_same_defect_twice_counts_once() -> None:
    twice = [finding("f1", "weaker", "每年不少于60学时"), finding("f2", "weaker", "不少于60学时")]
    out = findings.match(twice, [DEFECT])
    assert out.hits == {"number": 1}


def test_flagging_everything_costs_precision() -> None:
    many = [finding("f1", "weaker", "每年不少于60学时"), finding("f2", "missing", "建立健全制度", "二")]
    out = findings.match(many, [DEFECT])
    assert out.precision == 0.5 and out.alarms == ("f2",)


def test_the_wrong_verdict_is_a_miss() -> None:
    assert findings.match([finding("f1", "missing", "每年不少于60学时")], [DEFECT]).missed == ("x1",)


def test_ranking_counts_each_right_clause_once() -> None:
    pytest.importorskip("ir_measures")
    out = ranking.score({"q": ["a", "a", "x", "b"]}, {"q": ["a", "b"], "r": ["c"]})
    assert out["recall@5"] == {"q": 1.0, "r": 0.0}
    assert out["mrr"]["q"] == 1.0
