
"""The five real documents beside the checkout, read as their careful readers read them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.reading import read_path
from assistant.types import Document

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold" / "documents.dev.json"

pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not GOLD.exists(), reason="the five real documents are not beside this checkout"),
]

_FOLD = str.maketrans("，：；？！（）", ",:;?!()")
# The page's own table of metadata is read as head data and then dropped: this quote stands in it.
_ON_THE_PAGE_ONLY = {("000", "题头", "[ 发文字号 ]\n")}
_RELATIONS = {
    "上位依据": {"据以制定", "贯彻"}, "直接上位依据": {"据以制定", "贯彻"}, "引用执行": {"引用", "贯彻"},
    "本级制定": {"本级制定"}, "历史文件": {"历史文件"}, "自指": {"自指"}, "附件": {"附件"},
    "答复对象": {"答复对象"}, "被审议文件": {"引用"},
}


def fold(words: str) -> str:
    return re.sub(r"\s+", "", words).translate(_FOLD)


@cache
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(GOLD.read_text("utf-8"))["documents"]
    return loaded


@cache
def document(name: str) -> Document:
    return read_path(SHARED / "corpus" / gold()[name]["file"])


def quotes() -> Iterator[tuple[str, str, str]]:
    for name, facts in gold().items():
        for key in ("targets", "figures", "defects"):
            yield from ((name, entry["clause"], entry["quote"]) for entry in facts.get(key, ()))
        yield from ((name, parent["clause"], parent["name"]) for parent in facts["parents"])
    for entry in json.loads((GOLD.parent / "alignments.dev.json").read_text("utf-8"))["alignments"]:
        yield entry["upper"]["doc"], entry["upper"]["clause"], entry["upper"]["quote"]
        clauses = entry["lower"]["clauses"]
        for quote in entry["lower"]["quotes"]:
            yield entry["lower"]["doc"], "|".join(clauses), quote
    for entry in json.loads((GOLD.parent / "queries.dev.json").read_text("utf-8")):
        yield from ((hit["doc"], hit["clause"], hit["quote"]) for hit in entry["gold"])


def test_every_quote_stands_in_the_clause_that_is_named() -> None:
    missing = []
    for name, ids, quote in quotes():
        if (name, ids, quote) in _ON_THE_PAGE_ONLY:
            continue
        texts = {clause.id: clause.text for clause in document(name).clauses}
        if not any(fold(quote) in fold(texts.get(each, "")) for each in ids.split("|")):
            missing.append((name, ids, quote))
    assert missing == []


@pytest.mark.parametrize(
    ("name", "counts"),
    [("000", (10, 31, 74)), ("001", (6, 24, 28)), ("002", (10, 40, 0)), ("003", (3, 11, 26)), ("004", (4, 0, 0))],
)
def test_parts_sections_and_items_are_counted_as_printed(name: str, counts: tuple[int, int, int]) -> None:
    kinds = Counter(clause.kind for clause in document(name).clauses)
    assert (kinds["part"], kinds["section"], kinds["item"]) == counts


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_head_data_are_as_printed(name: str) -> None:
    read, facts = document(name), gold()[name]
    assert fold(read.title) == fold(facts["title"])
    assert fold(read.carrier_title or "") == fold(facts.get("carrier_title") or "")
    assert read.level is not None
    assert facts["level"].startswith(read.level)
    assert read.region == facts["region"]
    assert read.doc_type is not None
    assert read.doc_type in facts["doc_type"]
    assert facts["period"].startswith((read.period or "?")[:5])
    assert (read.date, read.publish_date, read.doc_number) == (facts["date"], facts["publish_date"], facts["doc_number"])
    assert read.index_number == facts.get("index_number")
    assert fold(read.addressees or "") == fold(facts.get("main_recipients") or "")
    expected = [issuer for issuer in facts["issuer"] if issuer != "(未署名)"]
    assert len(read.issuer) == len(expected)
    assert all(mine in theirs for mine, theirs in zip(read.issuer, expected, strict=True))


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_cited_documents_are_found_where_they_are_cited(name: str) -> None:
    read = {(fold(parent.name), parent.clause): parent.relation for parent in document(name).parents}
    expected = {(fold(parent["name"]), parent["clause"]): parent["relation"] for parent in gold()[name]["parents"]}
    assert expected.keys() - read.keys() == set()
    right = sum(read[key] in _RELATIONS[relation] for key, relation in expected.items())
    assert right >= 0.9 * len(expected)


def test_annotations_and_traditional_characters_are_gone_and_broken_runs_restored() -> None:
    read = document("002")
    whole = "\n".join(clause.text for clause in read.clauses)
    noise = gold()["002"]["noise"]
    assert sum(repair.count for repair in read.repairs if repair.kind == "annotation") == noise["pinyin_annotations"]
    assert not re.search("[\u0100-\u01ff?\uff1f\ufffd]", whole)
    from assistant.reading.cleaning.traditional import simple

    assert simple(whole) == whole
    assert not re.search("著(?=[力眼手重])", whole)
    for run in noise["mojibake"]:
        assert fold(run["fixed"]) in fold(whole)


def test_a_body_that_stands_twice_is_kept_once() -> None:
    read = document("004")
    whole = "".join(clause.text for clause in read.clauses)
    assert whole.count("本网讯") == 1
    assert [clause.heading for clause in read.clauses if clause.kind == "part"] == gold()["004"]["counts"]["unnumbered_parts"]
    assert "Copyright" not in whole


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_nothing_of_the_page_is_left_and_nothing_of_the_text_is_gone(name: str) -> None:
    whole = "\n".join(clause.text for clause in document(name).clauses)
    assert not re.search(r"首页|索引号|ICP备|扫一扫|网站群|阅读量|来源[:：]", whole)
    source = (SHARED / "corpus" / gold()[name]["file"]).read_text("utf-8")
    dropped = sum(len(r.before) for r in document(name).repairs if r.kind in ("chrome", "duplicate_title"))
    if name in ("000", "001", "003"):
        assert len(fold(whole)) + dropped >= len(fold(source)) - 20
