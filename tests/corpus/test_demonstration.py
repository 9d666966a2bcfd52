"""The demonstration documents: built from their masters, read as planted, consistent, our own words."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant import reading
from assistant.types import Document, FindingKind

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
REFERENCE = ROOT.parent / "shared" / "corpus"
MANIFEST: dict[str, Any] = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
FILES = [document["file"] for document in MANIFEST["documents"]]
LONGEST_SHARED = 39


def fold(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@cache
def read(file: str) -> Document:
    return reading.read_path(CORPUS / file)


def quoted() -> Iterator[tuple[str, dict[str, str]]]:
    """Every quote of the manifest with the id of what it belongs to."""
    for key in ("defects", "equivalents", "paraphrases", "not_applicable"):
        for row in MANIFEST[key]:
            yield from ((row["id"], row[side]) for side in ("upper", "draft") if row[side])
    for key in ("internal", "beyond", "facts", "traps"):
        yield from ((row["id"], row) for row in MANIFEST[key])
    for row in MANIFEST["conflicts"]:
        yield from ((row["id"], value) for value in row["values"])
    yield from ((row["id"], row["requirement"]) for row in MANIFEST["ledger"])
    for row in MANIFEST["answers"]:
        yield from ((row["id"], row[side]) for side in ("problem", "measure", "result") if row[side])


def test_the_committed_files_are_what_the_masters_give() -> None:
    pytest.importorskip("reportlab", reason="reportlab is a development package")
    run = subprocess.run([sys.executable, str(CORPUS / "build.py"), "--check"], capture_output=True, text=True,
                         check=False)
    assert (run.returncode, run.stdout) == (0, ""), run.stdout + run.stderr


@pytest.mark.parametrize("document", MANIFEST["documents"], ids=lambda d: d["file"])
def test_the_digest_is_that_of_the_bytes(document: dict[str, Any]) -> None:
    assert hashlib.sha256((CORPUS / document["file"]).read_bytes()).hexdigest() == document["digest"]




@pytest.mark.parametrize("file", FILES)
def test_a_document_reads_with_its_parts_sections_and_items(file: str) -> None:
    kinds = Counter(clause.kind for clause in read(file).clauses)
    counts = next(document["counts"] for document in MANIFEST["documents"] if document["file"] == file)
    assert {kind: kinds[kind] for kind in ("part", "section", "item")} == counts


@pytest.mark.parametrize("document", MANIFEST["documents"], ids=lambda d: d["file"])
def test_head_data_are_read_as_printed(document: dict[str, Any]) -> None:
    doc = read(document["file"])
    told = {"title": doc.title, "level": doc.level, "date": doc.date, "doc_number": doc.doc_number,
            "issuer": list(doc.issuer)}
    wanted = {key: document[key] for key in told}
    assert {key: fold(str(value)) for key, value in told.items()} == {
        key: fold(str(value)) for key, value in wanted.items()}


@pytest.mark.parametrize("file", FILES)
def test_every_quote_stands_in_the_clause_it_names(file: str) -> None:
    lost = [(id, row["clause"], row["quote"]) for id, row in quoted() if row["source"] == file
            if not any(fold(row["quote"]) in fold(clause.text) for clause in read(file).clauses
                       if clause.id == row["clause"])]
    assert lost == []


def test_what_is_planted_is_enough_of_each_kind() -> None:
    outline = FILES[0]
    kinds = Counter(row["kind"] for row in MANIFEST["defects"] if row["upper"]["source"] == outline)
    assert set(kinds) == set(FindingKind.__args__)  # type: ignore[attr-defined]
    assert min(kinds.values()) >= 3
    assert sum(row["upper"]["source"] == outline for row in MANIFEST["equivalents"]) >= 25
    assert sum(row["upper"]["source"] == outline for row in MANIFEST["paraphrases"]) >= 150
    assert len(MANIFEST["internal"]) >= 12
    assert len(MANIFEST["facts"]) >= 120
    assert len({row["kind"] for row in MANIFEST["traps"]}) >= 12
    assert len(MANIFEST["traps"]) >= 14


def test_no_requirement_of_the_upper_documents_is_labelled_twice_or_left_out() -> None:
    rows = [row for key in ("defects", "equivalents", "paraphrases", "not_applicable") for row in MANIFEST[key]]
    ids = Counter(row["id"] for row in rows)
    assert [id for id, count in ids.items() if count > 1] == []
    places = Counter((row["upper"]["source"], row["upper"]["clause"], row["upper"]["quote"]) for row in rows)
    assert [place for place, count in places.items() if count > 1] == []


def test_a_conflict_has_two_sources_and_two_values() -> None:
    for row in MANIFEST["conflicts"]:
        assert len({value["source"] for value in row["values"]}) == 2
        assert len({value["value"] for value in row["values"]}) == 2
        for value in row["values"]:
            assert f"{value['value']}{value['unit']}" in fold(value["quote"])


def test_a_commitment_is_reported_by_facts_or_silent() -> None:
    facts = {fact["id"] for fact in MANIFEST["facts"]}
    for row in MANIFEST["ledger"]:
        assert set(row["accept"]) <= {"reported", "partly", "silent"}
        assert row["status"] == row["accept"][0]
        assert set(row["facts"]) <= facts
        assert bool(row["facts"]) == (row["accept"] != ["silent"]), row["id"]
    assert {row["status"] for row in MANIFEST["ledger"]} == {"reported", "partly", "silent"}


def test_each_problem_of_the_opinions_is_answered_open_or_unanswered() -> None:
    assert Counter(row["status"] for row in MANIFEST["answers"]) == {"answered": 5, "open": 2, "unanswered": 1}


def test_sums_and_rates_of_the_submissions_hold_where_no_trap_was_set() -> None:
    value = {fact["id"]: fact["value"] for fact in MANIFEST["facts"]}
    assert round(100 * value["f027"] / value["f026"], 1) == value["f028"]
    assert round(100 * value["f029"] / value["f026"], 1) == value["f030"]
    assert round(100 * value["f033"] / value["f032"], 1) == value["f034"]
    assert round(100 * value["f040"] / value["f039"], 1) == value["f041"]
    assert round(100 * value["f047"] / value["f045"], 1) == value["f048"]
    assert round(100 * value["f121"] / value["f045"], 1) == value["f122"]
    assert round(100 * (24810 - value["f073"]) / 24810, 1) == value["f074"]
    assert "合格76卷" in next(row["quote"] for row in MANIFEST["traps"] if row["kind"] == "rate_mismatch")


def test_no_name_of_a_real_province_stands_in_them() -> None:
    real = ("北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建",
            "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海",
            "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "台湾")
    for file in FILES:
        text = "".join(clause.text for clause in read(file).clauses)
        assert [name for name in real if name in text] == [], file


@pytest.mark.reference
def test_no_sentence_is_taken_from_the_real_documents() -> None:
    if not REFERENCE.is_dir():
        pytest.skip("the real documents are not beside the checkout")

    def han(text: str) -> str:
        return "".join(c for c in fold(text) if c.isalnum())
    grams: set[str] = set()
    for path in REFERENCE.iterdir():
        text = han("".join(clause.text for clause in reading.read_path(path).clauses))
        raw = han(path.read_text(encoding="utf-8", errors="ignore"))
        for whole in (text, raw):
            grams |= {whole[i:i + LONGEST_SHARED + 1] for i in range(len(whole) - LONGEST_SHARED)}
    texts = {file: "".join(clause.text for clause in read(file).clauses) for file in FILES}
    for folder in (CORPUS / "standards", ROOT / "evals" / "references"):
        texts |= {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}
    for name, text in texts.items():
        mine = han(text)
        shared = [mine[i:i + LONGEST_SHARED + 1] for i in range(len(mine) - LONGEST_SHARED)
                  if mine[i:i + LONGEST_SHARED + 1] in grams]
        assert shared == [], name
