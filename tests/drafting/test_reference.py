"""A real report, as found on the web, as the only material for a section of its own district and year."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.drafting import DraftRequest, compose_draft, ground_sentence
from assistant.reading import read_path
from assistant.types import Document

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [pytest.mark.reference,
              pytest.mark.skipif(not CORPUS.is_dir(), reason="the five real documents are not beside the checkout")]


@pytest.fixture(scope="module")
def report() -> Document:
    return read_path(next(CORPUS.glob("003_*.txt")))


@pytest.mark.parametrize(("section", "words"), [
    ("行政复议", ("20项", "90.9%")), ("行政执法", ("74个", "2027条", "22件")), ("矛盾纠纷", ("592个", "13000余件")),
    ("存在的问题", ("差距",)), ("第四部分", ("将",)),
])
def test_a_cited_section_comes_quickly(report: Document, section: str, words: tuple[str, ...]) -> None:
    start = time.monotonic()
    request = DraftRequest("annual-report", "重庆市开州区", 2022, section=section)
    draft = compose_draft(request, [report], None, None, None)
    assert time.monotonic() - start < 60
    for word in words:
        assert word in draft.text
    sentences = [s for x in draft.sections for s in x.sentences if s.status == "supported"]
    assert sentences
    for sentence in sentences:
        assert ground_sentence(sentence, [report], year=2022) == (), sentence.text
        for citation in sentence.citations:
            assert citation.quote in report.clause(citation.clause).text


def test_another_years_report_gives_no_facts(report: Document) -> None:
    request = DraftRequest("annual-report", "重庆市开州区", 2023, section="行政执法")
    draft = compose_draft(request, [report], None, None, None)
    assert "2027条" not in draft.text
    assert draft.excluded
