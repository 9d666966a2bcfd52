"""What every finding promises, on any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading import read_text
from assistant.review.internal import CHECKS, check
from assistant.review.internal.view import view
from assistant.review.internal.words import mistakes, titles, variants
from assistant.standards import terms
from assistant.types import Clause, Document, to_json

from .material import clean, document, findings, plants

SHARED = Path(__file__).resolve().parents[3] / "shared"


def faulty() -> Document:
    text = clean("dev_plan")
    for plant in plants("planted_dev"):
        if plant.text == "dev_plan" and plant.before in text:
            text = text.replace(plant.before, plant.after, 1)
    return document(text)


def test_every_quote_is_a_substring_of_its_clause_and_every_message_is_chinese() -> None:
    texts = {clause.id: clause.text for clause in faulty().clauses}
    found = check(faulty())
    assert len(found) > 20
    for item in found:
        assert item.quote
        assert item.quote in texts[item.clause]
        assert any("\u4e00" <= letter <= "\u9fff" for letter in item.message)
        assert 0 < item.confidence <= 1


def test_checks_change_nothing_and_say_the_same_twice() -> None:
    before = to_json(faulty())
    first, second = check(faulty()), check(faulty())
    assert to_json(faulty()) == before
    assert first == second


def test_each_check_is_a_generator_of_its_own() -> None:
    looked = view(faulty(), None)
    for name, run in CHECKS.items():
        produced = run(looked)
        assert iter(produced) is produced, name


def test_the_serious_come_first() -> None:
    ranks = [{"high": 0, "medium": 1, "low": 2}[item.severity] for item in check(faulty())]
    assert ranks == sorted(ranks)


def test_without_a_day_to_compare_the_clock_is_not_asked() -> None:
    text = ("砚溪县依法行政工作方案\n\n一、任务\n\n1.2026年6月底前完成案卷评查，由县司法局牵头。\n\n"
            "2.2026年9月底前完成清单公布，由县司法局牵头。")
    assert not [item for item in findings(text) if item.code == "deadline_passed"]
    late = check(document(text), today=date(2027, 1, 1))
    assert [item.code for item in late if item.code == "deadline_passed"] == ["deadline_passed"]


def test_a_draft_is_at_least_as_young_as_what_it_carries_out() -> None:
    text = "砚溪县依法行政工作方案\n\n一、任务\n\n1.2026年3月底前完成案卷评查，由县司法局牵头。"
    upper = Document("up.txt", "", "青麓市依法行政工作方案", (), date="2026-06-10")
    assert [item.code for item in check(document(text), against=(upper,))] == ["deadline_passed"]


def test_an_empty_document_has_no_faults() -> None:
    assert check(Document("empty.txt", "", "", ())) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="一二三、（）()《》〈〉“”〔〕0123456789.，。；：\n年月日号县区附件第条其中共计", max_size=160))
def test_no_text_makes_a_check_fail(text: str) -> None:
    clauses = (Clause("题头", "paragraph", "", "", text), Clause("一", "part", "一", "", "一、" + text))
    texts = {clause.id: clause.text for clause in clauses}
    for item in check(Document("any.txt", "", "砚溪县实施方案", clauses, region="砚溪县", date="2026-05-20")):
        assert item.quote in texts[item.clause]


def test_the_confusion_lists_are_broad_and_agree() -> None:
    own = {entry.wrong: entry.right for entry in mistakes()}
    assert len(own) >= 400
    assert len(titles()) >= 60
    assert len(variants()) >= 20
    assert not [wrong for wrong, right in own.items() if wrong == right]
    clashes = [term.wrong for term in terms() if term.wrong in own and own[term.wrong] != term.right]
    assert clashes == []


def test_no_right_form_is_itself_called_wrong() -> None:
    """Each right form in a paragraph of its own, all in one document."""
    body = "".join(f"\n\n严格落实{entry.right}相关要求。" for entry in mistakes())
    told = [item for item in findings(f"砚溪县实施方案\n\n一、任务{body}") if item.code in ("misprint", "term")]
    assert [item for item in told if any(f"“{entry.wrong}”" in item.message for entry in mistakes())] == []


@pytest.mark.reference
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the reference documents are not beside the checkout")
@pytest.mark.parametrize("key", ["000", "004"])
def test_what_careful_readers_found_in_the_reference_documents(key: str) -> None:
    """Nine in ten of what they marked, and few alarms beside it (a missing number has no words to quote)."""
    import json

    gold = json.loads((SHARED / "gold" / "documents.dev.json").read_text(encoding="utf-8"))["documents"][key]
    source = SHARED / "corpus" / gold["file"]
    read = read_text(source.read_text(encoding="utf-8"), source.name)
    fold = str.maketrans("（）：，；", "():,;")
    quotes = ["".join(item.quote.split()).translate(fold) for item in check(read)]
    marked = ["".join(d["quote"].split()).translate(fold) for d in gold["defects"] if d["kind"] != "missing_element"]
    hit = [words for words in marked if any(words in quote or quote in words for quote in quotes)]
    assert len(hit) >= 0.9 * len(marked), set(marked) - set(hit)
    beside = [quote for quote in quotes if not any(words in quote or quote in words for words in marked)]
    assert len(beside) <= sum(len(clause.text) for clause in read.clauses) / 1000
