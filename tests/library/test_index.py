"""What is derived is rebuilt unasked, whatever became of it, and answers as the catalogue says."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from assistant.library import Filter, Library
from assistant.library.embedding import Cached

from .conftest import ALL, LINJIANG, Hashed, made

QUERY = "首次违法不罚的清单"


def first(library: Library) -> tuple[str, str]:
    hit = library.search(QUERY).results[0]
    return hit.document.id, hit.clause


def dense_files(home: Path) -> list[Path]:
    return [path for path in sorted((home / "derived").glob("dense-*/**/*")) if path.is_file()]


def nothing(home: Path) -> None:
    pass


def without_derived(home: Path) -> None:
    shutil.rmtree(home / "derived")


def without_dense(home: Path) -> None:
    for folder in (home / "derived").glob("dense-*"):
        shutil.rmtree(folder)


def one_byte_changed(home: Path) -> None:
    path = next(path for path in dense_files(home) if path.name == "data_level0.bin")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def truncated_dense_database(home: Path) -> None:
    path = next(path for path in dense_files(home) if path.name == "chroma.sqlite3")
    path.write_bytes(path.read_bytes()[:5000])


def garbage_in_segments(home: Path) -> None:
    for path in (home / "derived").glob("index.sqlite*"):
        path.unlink()
    (home / "derived" / "index.sqlite").write_bytes(b"not a database" * 1000)


def garbage_in_vectors(home: Path) -> None:
    for path in (home / "derived").glob("vectors.sqlite*"):
        path.unlink()
    (home / "derived" / "vectors.sqlite").write_bytes(b"not a database" * 1000)
    garbage_in_segments(home)


def half_written(home: Path) -> None:
    with sqlite3.connect(home / "derived" / "index.sqlite") as connection:
        connection.execute("UPDATE state SET value='true' WHERE key='dirty'")
    connection.close()


def a_segment_missing(home: Path) -> None:
    with sqlite3.connect(home / "derived" / "index.sqlite") as connection:
        connection.execute("DELETE FROM segments WHERE document='d1'")
    connection.close()


@pytest.mark.parametrize("harm", [
    nothing, without_derived, without_dense, one_byte_changed, truncated_dense_database, garbage_in_segments,
    garbage_in_vectors, half_written, a_segment_missing])
def test_a_harmed_index_is_rebuilt_unasked(library: Library, harm: object) -> None:
    expected = first(library)
    library.close()
    harm(library.home)  # type: ignore[operator]
    with Library(library.home, Hashed()) as again:
        assert first(again) == expected
        upkeep = again.searcher.upkeep
        assert not upkeep.behind()
        assert set(upkeep.segments.documents()) == {"d1", "d2", "d3"}
        dense = again.searcher._dense
        assert dense is not None
        assert len(dense) == sum(len(upkeep.segments.get(id).spans) for id in again.catalogue.ids())


def test_another_model_gets_its_own_vectors(library: Library) -> None:
    library.close()
    other = Hashed("hashed-other")
    with Library(library.home, other) as again:
        assert first(again) == ("d1", "二/(一)/1")
        assert other.embedded > 0


def test_vectors_are_made_once_a_text(library: Library, embedder: Hashed) -> None:
    made_before = embedder.embedded
    library.close()
    without_dense(library.home)
    (library.home / "derived" / "index.sqlite").unlink()
    again = Hashed()
    with Library(library.home, again) as opened:
        first(opened)
    assert made_before > 0
    assert again.embedded == 0


def test_a_document_added_elsewhere_is_found_by_an_open_library(library: Library) -> None:
    assert len(library.search(QUERY).results) > 0
    with Library(library.home, Hashed()) as other:
        other.add(made("北山.txt", "北山区方案", "北山区", ("一/1", "1.建设彩虹桥梁。确保彩虹桥梁按期完工。")))
        other.update_index()
    assert library.search("彩虹桥梁何时完工").results[0].document.id == "d4"
    with Library(library.home, Hashed()) as other:
        other.remove("d4")
    assert all(hit.document.id != "d4" for hit in library.search("彩虹桥梁何时完工").results)


def test_an_addition_without_an_index_update_is_searchable(library: Library) -> None:
    library.add(made("北山.txt", "北山区方案", "北山区", ("一/1", "1.建设彩虹桥梁。确保彩虹桥梁按期完工。")))
    assert library.search("彩虹桥梁").results[0].clause == "一/1"


def test_an_interrupted_embedding_goes_on_where_it_stopped(tmp_path: Path) -> None:
    class Tired(Hashed):
        def embed(self, texts, query=False):  # type: ignore[no-untyped-def]
            if not query and self.embedded >= 4:
                raise KeyboardInterrupt
            return super().embed(texts, query)

    many = made("多.txt", "多", "某区", *((f"一/{n}", f"{n}.第{n}项任务{'甲' * n}。") for n in range(1, 80)))
    with Library(tmp_path, Tired()) as library:
        library.add(many)
        with pytest.raises(KeyboardInterrupt):
            library.update_index()
    with Library(tmp_path, rest := Hashed()) as library:
        library.update_index()
        assert 0 < rest.embedded < 2 * 79


def test_dense_candidates_and_comparing_with_all_agree(library: Library) -> None:
    searcher = library.searcher
    asked = searcher.view().understand(QUERY)
    vector = library.embedder.embed([QUERY], query=True)[0]
    through_index = searcher.view().find(asked, vector, 5)
    everything = searcher.view().find(asked, vector, 5, Filter())
    assert list(through_index.rows) == list(everything.rows)


@pytest.mark.parametrize(("where", "expected"), [
    (Filter(documents=("d2",)), {"d2"}), (Filter(kinds=("报告",)), {"d3"}), (Filter(levels=("市",)), {"d3"}),
    (Filter(regions=("东河市",)), {"d1", "d2"}), (Filter(periods=("2022",)), {"d1", "d2", "d3"}),
    (Filter(periods=("2024",)), {"d1", "d2"}), (Filter(part="二"), {"d1", "d3"}), (Filter(documents=()), set())])
def test_filters_let_through_what_they_name(library: Library, where: Filter, expected: set[str]) -> None:
    hits = library.search("执法人员培训", 20, where).results
    assert {hit.document.id for hit in hits} == expected
    if where.part:
        assert all(hit.clause == where.part or hit.clause.startswith("二/") for hit in hits)


def test_each_clause_is_given_once_and_ranks_rise(library: Library) -> None:
    hits = library.search("执法", 50).results
    assert len({(hit.document.id, hit.clause) for hit in hits}) == len(hits) == sum(len(d.clauses) for d in ALL)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_an_empty_library_answers_that_it_has_nothing(tmp_path: Path) -> None:
    with Library(tmp_path, Hashed()) as library:
        found = library.search("首违不罚")
        assert not found.answerable
        assert found.results == ()
        assert not library.answer("首违不罚").answerable


def test_a_text_with_a_nul_keeps_its_end(tmp_path: Path) -> None:
    cached = Cached(Hashed(), tmp_path)
    assert cached.embed(["甲\0乙", "甲"]).shape == (2, 64)


def test_the_retriever_gives_langchain_documents(library: Library) -> None:
    from assistant.library.langchain_adapter import LibraryRetriever
    found = LibraryRetriever(library=library, k=2).invoke(QUERY)
    assert len(found) == 2
    assert found[0].metadata["id"] == "d1"
    assert found[0].metadata["clause"] == "二/(一)/1"
    assert found[0].page_content == LINJIANG.clause("二/(一)/1").text
