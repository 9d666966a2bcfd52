"""The truth: what is added stays once, what is removed is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import BadInput, LibraryBusy
from assistant.library import Filter, Library, locking
from assistant.types import Clause, Facts, Figure, Requirement, Target

from .conftest import ALL, LINJIANG, Hashed


def test_the_same_bytes_never_get_a_second_id(library: Library) -> None:
    again = library.add(replace(LINJIANG, source="另一个名字.txt"))
    assert again.id == "d1"
    assert again.source == LINJIANG.source
    assert library.catalogue.ids() == ("d1", "d2", "d3")


def test_bytes_added_again_after_removal_get_their_old_id(library: Library) -> None:
    library.remove("d2")
    assert library.add(replace(LINJIANG, digest="f" * 64)).id == "d4"
    assert library.add(ALL[1]).id == "d2"


def test_a_document_comes_back_as_it_was_read(library: Library) -> None:
    assert library.get("d1") == replace(LINJIANG, id="d1")
    assert library.catalogue.original("d1") == LINJIANG.source.encode()


def test_a_document_with_one_clause_id_twice_is_refused(library: Library) -> None:
    twice = replace(LINJIANG, digest="0" * 64, clauses=(Clause("一", "item", "1", "", "甲"),) * 2)
    with pytest.raises(BadInput, match="重复"):
        library.add(twice)
    assert len(library.catalogue.ids()) == 3


def test_a_failed_addition_leaves_nothing_half_done(library: Library) -> None:
    broken = replace(LINJIANG, digest="1" * 64, clauses=(Clause("一", "item", "1", "", None),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        library.add(broken)
    assert library.catalogue.id_of("1" * 64) is None


def test_removal_leaves_no_trace_in_any_file(library: Library) -> None:
    secret = "首违不罚".encode()
    assert any(secret in path.read_bytes() for path in library.home.rglob("*") if path.is_file())
    library.remove("d1")
    kept = [path.name for path in library.home.rglob("*") if path.is_file() and secret in path.read_bytes()]
    assert kept == []
    assert all(hit.document.id != "d1" for hit in library.search("首违不罚").results)


def test_removal_takes_the_vectors_too(library: Library, embedder: Hashed) -> None:
    vector = embedder.embed([LINJIANG.clauses[1].text.split("。")[1] + "。"])[0].tobytes()
    files = [path for path in library.home.rglob("*") if path.is_file()]
    assert any(vector in path.read_bytes() for path in files)
    library.remove("d1")
    assert not any(vector in path.read_bytes() for path in library.home.rglob("*") if path.is_file())


def test_an_unknown_id_is_told_by_name(library: Library) -> None:
    for call in (library.get, library.remove):
        with pytest.raises(BadInput, match="d99"):
            call("d99")


def test_facts_of_other_rules_are_read_anew(library: Library) -> None:
    facts = Facts((Requirement("一", "引文", members=("甲",), targets=(Target("率", ">=", 95, "%"),)),),
                  (Figure("一", "引文", "数", 3, "件"),))
    library.catalogue.keep_facts("d1", "7", facts)
    assert library.catalogue.facts("d1", "7") == facts
    assert library.catalogue.facts("d1", "8") is None


def test_corrected_head_data_change_what_filters_pass(library: Library) -> None:
    assert not library.search("培训", where=Filter(regions=("北山",))).results
    library.catalogue.correct("d1", replace(library.get("d1"), region="北山市临江区"))
    assert {hit.document.id for hit in library.search("培训", where=Filter(regions=("北山",))).results} == {"d1"}
    assert library.get("d1").clauses == LINJIANG.clauses


def test_adding_known_documents_embeds_nothing(library: Library, tmp_path: Path) -> None:
    fresh = Hashed()
    with Library(library.home, fresh) as again:
        for document in ALL:
            again.add(document)
        again.update_index()
    assert fresh.embedded == 0


def test_a_second_writer_is_told_to_wait_while_readers_go_on(library: Library) -> None:
    import threading
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locking.writer(library.home):
            held.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(30)
    try:
        with pytest.raises(LibraryBusy), locking.writer(library.home, wait=0.1):
            pass
        assert library.search("首违不罚").results[0].document.id == "d1"
        assert library.get("d2").title == ALL[1].title
    finally:
        done.set()
        thread.join()
