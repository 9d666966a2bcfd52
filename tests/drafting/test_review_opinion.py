"""The answer to review opinions: every problem answered from the returns or shown open."""

from __future__ import annotations

import pytest

from assistant.drafting import DraftRequest, compose_draft, ground_sentence
from assistant.errors import BadInput
from assistant.reading import read_path, read_text
from assistant.settings import data_folder
from assistant.types import Document, Draft

REQUEST = DraftRequest("review-opinion", "澄漪市棠川区", 2026)


@pytest.fixture(scope="module")
def opinion() -> Document:
    return read_path(data_folder("corpus") / "05-棠川区人大常委会审议意见.txt")


@pytest.fixture(scope="module")
def returns() -> Document:
    return read_path(data_folder("corpus") / "06-审议意见研究处理情况报告.docx")


@pytest.fixture(scope="module")
def draft(opinion: Document, returns: Document) -> Draft:
    return compose_draft(REQUEST, [returns], opinion, None, None)


def test_each_problem_has_a_section_and_an_entry(draft: Draft) -> None:
    problems = ("执法程序不规范", "针对性不强", "检查频次偏高", "清理进度不快", "知晓度不高", "办案力量不足",
                "数据壁垒", "普法形式较为单一")
    headings = [s.heading for s in draft.sections if s.level == 2]
    assert len(headings) == len(draft.ledger) == len(problems)
    for word, heading, entry in zip(problems, headings, draft.ledger, strict=True):
        assert word in heading
        assert word in entry.requirement.quote


def test_measures_and_results_stand_under_their_problem(draft: Draft) -> None:
    section = next(s for s in draft.sections if "执法程序不规范" in s.heading)
    text = "".join(s.text for s in section.sentences)
    assert text.index("评查镇街执法案卷96卷") < text.index("89.6%提高到95.8%")
    assert {c.document for s in section.sentences for c in s.citations} >= {"05-棠川区人大常委会审议意见.txt"}


def test_what_is_only_intended_is_told_so_and_stays_open(draft: Draft) -> None:
    section = next(s for s in draft.sections if "办案力量不足" in s.heading)
    text = "".join(s.text for s in section.sentences)
    assert "拟为行政复议机构增加编制3名" in text
    assert "〔待补充:" in text
    assert next(e for e in draft.ledger if "办案力量" in e.requirement.quote).status == "partly"


def test_an_unanswered_problem_is_shown_open(draft: Draft) -> None:
    assert next(e for e in draft.ledger if "普法形式" in e.requirement.quote).status == "silent"
    assert any("普法形式" in gap for gap in draft.gaps)


def test_every_sentence_is_grounded(draft: Draft, opinion: Document, returns: Document) -> None:
    for sentence in (s for section in draft.sections for s in section.sentences):
        assert ground_sentence(sentence, [opinion, returns], year=2026) == (), sentence.text


def test_the_opinion_is_found_among_the_materials(opinion: Document, returns: Document, draft: Draft) -> None:
    assert compose_draft(REQUEST, [returns, opinion], None, None, None).text == draft.text


def test_without_an_opinion_it_is_refused(returns: Document) -> None:
    with pytest.raises(BadInput, match="审议意见"):
        compose_draft(REQUEST, [returns], None, None, None)


def test_a_text_without_problems_is_refused(returns: Document) -> None:
    empty = read_text("某区人大常委会审议意见\n\n会议听取了报告。", "意见.txt")
    with pytest.raises(BadInput, match="没有找到"):
        compose_draft(REQUEST, [returns], empty, None, None)
