"""Which documents a question is asked of, and that no other year's, place's or body's value answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.library import Filter, Library
from assistant.library.aim import aim
from assistant.types import Answer
from tests.library.conftest import Hashed, made

PROVINCE = made(
    "省纲要.txt", "云溪省法治政府建设实施纲要", "云溪省",
    ("一/(一)", "(一)加强执法培训。行政执法人员每人每年接受培训不少于60学时。"),
    ("一/(二)", "(二)减少行政争议。行政诉讼败诉率控制在10%以内。"),
    ("一/(三)", "(三)完善预案。应急预案每三年修订一次。(责任单位:省应急管理厅)"), level="省", period="2026—2030年", doc_type="实施纲要")
DISTRICT = made(
    "区方案.txt", "南浦区法治政府建设实施方案", "云溪省柳湾市南浦区",
    ("一/1", "1.加强执法培训。行政执法人员每人每年接受培训不少于40学时。"),
    ("一/2", "2.减少行政争议。行政诉讼败诉率控制在15%以内。"), period="2026—2030年")
BEFORE = made(
    "2025报告.txt", "南浦区2025年度法治政府建设情况报告", "云溪省柳湾市南浦区",
    ("一/1", "1.受理行政复议申请164件,行政诉讼败诉率为9.0%。执法人员人均培训62学时。"),
    ("一/2", "2.依法拆除违法建设2.1万平方米。"), period="2025年度", doc_type="法治政府建设年度报告")
OFFICE = replace(made(
    "司法局.txt", "南浦区司法局2026年工作总结", "云溪省柳湾市南浦区",
    ("一/1", "1.收到行政复议申请206件。2025年收到行政复议申请164件。"),
    ("一/2", "2.行政诉讼败诉率为7.3%,较2025年下降1.7个百分点。执法人员人均培训64学时。"),
    ("一/3", "3.制定整改措施21项。其中17项已经完成。"), period="2026年", doc_type="工作总结"), issuer=("南浦区司法局",))
CITY_WORKS = replace(made(
    "城管局.txt", "南浦区城市管理局2026年工作总结", "云溪省柳湾市南浦区",
    ("一/1", "1.依法拆除违法建设3.4万平方米。"), period="2026年", doc_type="工作总结"), issuer=("南浦区城市管理局",))
ALL = (PROVINCE, DISTRICT, BEFORE, OFFICE, CITY_WORKS)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(Path(tmp_path_factory.mktemp("aim")), Hashed()) as opened:
        for document in ALL:
            opened.add(document)
        opened.update_index()
        yield opened


def cited(answer: Answer) -> list[tuple[str, str]]:
    return [(c.document, c.clause) for s in answer.sentences for c in s.citations]


@pytest.mark.parametrize(("question", "value", "not_said"), [
    ("2026年收到多少件行政复议申请", "206件", "164件"),
    ("2025年受理了多少件行政复议申请", "164件", "206件"),
    ("2026年行政诉讼败诉率是多少", "7.3%", "15%"),
    ("2025年行政诉讼败诉率是多少", "9.0%", "7.3%")])
def test_only_what_tells_of_the_year_answers(library: Library, question: str, value: str, not_said: str) -> None:
    answer = library.answer(question).answer
    assert value in answer
    assert not_said not in answer


def test_two_years_are_answered_one_by_one(library: Library) -> None:
    answer = library.answer("行政诉讼败诉率2025年、2026年分别是多少")
    assert "9.0%" in answer.answer
    assert "7.3%" in answer.answer
    assert "15%" not in answer.answer
    assert library.answer("行政诉讼败诉率近两年分别是多少").answer == answer.answer


def test_a_year_of_which_nothing_tells_is_named(library: Library) -> None:
    assert library.answer("行政诉讼败诉率2024年、2026年分别是多少").answer.endswith("没有查到相关内容的年度：2024年。")
    assert not library.answer("2024年行政诉讼败诉率是多少").answerable


def test_a_comparison_of_which_nothing_tells_is_refused(library: Library) -> None:
    answer = library.answer("行政诉讼败诉率2023年、2024年分别是多少")
    assert not answer.answerable
    assert answer.sentences == ()


def test_levels_are_compared_by_what_their_plans_require(library: Library) -> None:
    answer = library.answer("执法人员每年培训多少学时,省、区一样吗")
    assert answer.sentences[0].text == "各文件不一致：云溪省60学时，南浦区40学时。"
    assert {document for document, _ in cited(answer)} == {"d1", "d2"}


def test_a_level_named_is_answered_by_its_own_documents(library: Library) -> None:
    assert cited(library.answer("省里要求败诉率控制在多少")) == [("d1", "一/(二)")]
    assert cited(library.answer("那区里呢", [("省里要求败诉率控制在多少", "")])) == [("d2", "一/2")]


def test_a_body_is_known_by_its_short_name(library: Library) -> None:
    answer = library.answer("城管局拆除了多少平方米违法建设")
    assert "3.4万平方米" in answer.answer
    assert "2.1万" not in answer.answer


def test_a_body_whose_documents_do_not_say_gets_no_other_bodys_figure(library: Library) -> None:
    question = "城管局拆除了多少平方米违法建设"
    assert library.answer(question).answerable
    answer = library.answer(question, where=Filter(documents=("d3",)))
    assert not answer.answerable
    assert "单位" in answer.answer


def test_of_a_place_without_a_document_nothing_is_said(library: Library) -> None:
    answer = library.answer("雁洲区2026年行政诉讼败诉率是多少")
    assert not answer.answerable
    assert "雁洲区" in answer.answer


def test_who_answers_for_a_clause_is_read_from_its_line(library: Library) -> None:
    assert "省应急管理厅" in library.answer("省里应急预案修订由哪个部门负责").answer
    history = [("省里应急预案多久修订一次", "")]
    assert "省应急管理厅" in library.answer("由哪个部门负责", history).answer


def test_two_values_asked_at_once_are_both_given(library: Library) -> None:
    answer = library.answer("制定了多少项整改措施,完成了多少项").answer
    assert "21项" in answer
    assert "17项" in answer


@pytest.mark.parametrize(("question", "kind"), [
    ("办了多少件案件", "report"), ("每年至少培训几次", "plan"), ("行政复议怎么办", None)])
def test_what_was_done_and_what_must_be_done_are_told_apart(library: Library, question: str, kind: str | None) -> None:
    assert aim(question, library.searcher.view().shelf).kind == kind
