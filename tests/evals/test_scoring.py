"""A scorer must not be reachable by copying, inventing, or flagging everything."""

from __future__ import annotations

import pytest

from evals.scoring import coverage, faithfulness, figures, findings, ranking
from evals.scoring.findings import Statement

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
    assert (good.numbers, good.numbers_found, good.exact, good.recalled) == (1, 1, 1, 1)
    assert (bad.numbers_found, bad.recalled) == (0, 0)


@pytest.mark.parametrize(("text", "quote", "year", "right"), [
    ("办理行政复议案件31件,调解结案126件", "办理行政复议案件126件,调解结案31件", 2026, False),
    ("收到司法建议27份、检察建议9份", "收到司法建议9份、检察建议27份", 2026, False),
    ("办理行政处罚案件742件", "2025年办理行政处罚案件742件", 2026, False),
    ("2025年办理行政处罚案件742件", "2025年办理行政处罚案件742件", 2026, True),
    ("清理拖欠账款12400万元", "清理拖欠企业账款1.24亿元", 2026, True),
    ("合格率达到99%", "合格率99.0%", 2026, True),
    ("培训8人", "培训8人次", 2026, False),
    ("举办讲座两期", "举办讲座2期", 2026, True),
    ("统一部署、一体推进", "统一部署、一体推进", 2026, True),
])
def test_a_figure_means_what_its_source_says(text: str, quote: str, year: int, right: bool) -> None:
    faults = [fault for _, fault in figures.check(text, [quote], year) if fault]
    assert (not faults) is right


@pytest.mark.parametrize(("formula", "right"), [("145/150*100", True), ("145+150", False), ("1+1", False), ("", False)])
def test_a_computed_figure_follows_from_cited_ones(formula: str, right: bool) -> None:
    told = list(figures.check("评查合格率96.7%", ["抽查150卷,合格145卷"], 2026, formula or None))
    assert (not told[0][1]) is right


def test_a_figure_that_only_the_text_prints_is_found() -> None:
    assert faithfulness.beyond("一、成效\n办理126件,办结31件。", ["办理126件,办结30件。"]) == ["31件"]


@pytest.mark.parametrize(("text", "quote"), [
    ("建成管理站5个", "计划建成管理站5个"), ("下一年度将建成管理站5个", "建成管理站5个"), ("全年未检查企业12家", "全年检查企业12家"),
])
def test_a_plan_or_a_denial_is_not_told_as_done_nor_the_other_way(text: str, quote: str) -> None:
    assert [fault for _, fault in figures.check(text, [quote])] != [""]
    assert [fault for _, fault in figures.check(text, [text])] == [""]


def test_bare_numbers_are_supported_by_nothing() -> None:
    told = faithfulness.score([sentence("126件,31件。", "办理行政复议案件126件,调解结案31件")], CLAUSES)
    assert (told.recalled, told.precise) == (0, 0)


def test_a_sentence_of_another_district_is_found() -> None:
    own = {("d1", "题头"): "棠川区司法局工作总结", **CLAUSES}
    quote = "办理行政复议案件126件"
    assert faithfulness.score([sentence("棠川区" + quote, quote)], own).wrong == []
    assert faithfulness.score([sentence("临江区" + quote, quote)], own).wrong


def test_an_odd_year_in_a_draft_breaks_nothing() -> None:
    assert [fault for _, fault in figures.check("沿用98.9年", ["沿用98.9年"], 2026)] == [""]


def test_text_beside_the_sentences_is_found() -> None:
    assert faithfulness.unsourced("一、成效\n1.办理126件。\n受到各方好评。", ["成效", "办理126件。"]) == ["受到各方好评"]
    assert faithfulness.unsourced("办理126件。办理126件。", ["办理126件。"]) == []
    assert faithfulness.unsourced("办理复议案件。办理复议案件。", ["办理复议案件。"]) == ["办理复议案件"]


def test_a_citation_to_nowhere_is_dangling() -> None:
    made = sentence("办理案件", "办理案件")
    made["citations"] = [{"document": "d9", "clause": "一", "quote": "办理案件"}]
    assert faithfulness.score([made], CLAUSES).dangling == 1


def test_a_number_in_an_uncited_opening_is_found() -> None:
    told = faithfulness.score([sentence("办理126件", status="opening")], CLAUSES)
    assert (told.numbers, told.numbers_found) == (1, 0)
    assert faithfulness.score([sentence("2027年,重点做好以下工作", status="opening")], CLAUSES, 2026).numbers == 0


def test_a_citation_that_carries_nothing_is_not_precise() -> None:
    told = faithfulness.score([sentence("办理行政复议案件126件", "办理行政复议案件126件", "调解结案31件")], CLAUSES)
    assert (told.citations, told.precise) == (2, 1)


def finding(id: str, verdict: str, quote: str, clause: str = "一", kinds: tuple[str, ...] = ("number",)) -> dict[str, object]:
    return {"id": id, "verdict": verdict, "kinds": list(kinds), "draft": [{"clause": "二", "quote": "x"}],
            "requirement": {"source": "u", "clause": clause, "quote": quote}}


DEFECT = Statement("x1", "weaker", "u", "一", "每年不少于60学时", "number", ("weaker",), "二")
FAITHFUL = Statement("x2", "faithful", "u", "二", "建立健全制度")


def test_flagging_the_same_defect_twice_counts_once_and_costs_precision() -> None:
    twice = [finding("f1", "weaker", "每年不少于60学时"), finding("f2", "weaker", "不少于60学时")]
    out = findings.judge(twice, [DEFECT])
    assert out.found == {"x1": 1.0} and [f["id"] for f in out.alarms] == ["f2"]


def test_telling_every_verdict_of_a_requirement_finds_only_what_was_told_first() -> None:
    verdicts = ["missing", "partial", "conflicting", "weaker"]
    out = findings.judge([finding(v, v, "每年不少于60学时") for v in verdicts], [DEFECT])
    assert out.found == {"x1": 0.0} and len(out.alarms) == 3


def test_naming_all_kinds_names_none() -> None:
    kinds = ("omission", "partial_list", "scope", "number")
    assert findings.judge([finding("f1", "weaker", "不少于60学时", kinds=kinds)], [DEFECT]).named == {"x1": 0.0}
    assert findings.judge([finding("f1", "weaker", "不少于60学时", kinds=kinds[2:])], [DEFECT]).named == {"x1": 1.0}


def test_flagging_everything_costs_precision() -> None:
    many = [finding("f1", "weaker", "每年不少于60学时"), finding("f2", "missing", "建立健全制度", "二")]
    out = findings.judge(many, [DEFECT, FAITHFUL])
    assert findings.precision(out) == 0.5 and out.flagged == {"x2": 1.0}


def test_the_wrong_verdict_is_a_miss_and_no_alarm() -> None:
    out = findings.judge([finding("f1", "missing", "每年不少于60学时")], [DEFECT])
    assert out.found == {"x1": 0.0} and out.alarms == []


def test_a_finding_in_another_clause_or_document_answers_for_nothing() -> None:
    elsewhere = finding("f1", "weaker", "每年不少于60学时", "三")
    out = findings.judge([elsewhere], [DEFECT])
    assert out.found == {"x1": 0.0} and len(out.alarms) == 1


def test_ranking_counts_each_right_clause_once() -> None:
    pytest.importorskip("ir_measures")
    out = ranking.score({"q": ["a", "a", "x", "b"]}, {"q": ["a", "b"], "r": ["c"]})
    assert out["recall@5"] == {"q": 1.0, "r": 0.0}
    assert out["mrr"]["q"] == 1.0
