"""The command line as a user meets it: a process of its own, its JSON, its exit codes, its one clear line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLAN = """甲县法治政府建设实施方案(2026—2030年)
一、健全依法行政制度体系
(一)加强行政规范性文件管理
1.行政规范性文件合法性审核率达到100%。
2.每两年清理一次行政规范性文件。
二、加强队伍建设
(二)加强执法培训
3.行政执法人员每人每年培训不少于60学时。
"""
DRAFT = PLAN.replace("甲县", "乙镇").replace("60学时", "40学时")
RETURN = """甲县司法局2026年法治政府建设工作情况
一、规范性文件管理
2026年,我局审核行政规范性文件37件,合法性审核率100%。
二、行政复议
全年办理行政复议案件126件,其中调解结案31件。
"""


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "HOME": str(home), **environment}
    return subprocess.run([sys.executable, "-m", "assistant.cli", "--home", str(home), *arguments],
                          capture_output=True, text=True, cwd=ROOT, env=env, timeout=300, check=False)


def told(home: Path, *arguments: str) -> dict[str, Any]:
    done = run(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    out: dict[str, Any] = json.loads(done.stdout)
    return out


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    for name, text in (("方案.txt", PLAN), ("草案.txt", DRAFT), ("司法局.txt", RETURN)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def home(office: Path) -> Path:
    told(office / "home", "add", str(office))
    return office / "home"


def test_adding_twice_adds_nothing(home: Path, office: Path) -> None:
    before = told(home, "list")["documents"]
    again = told(home, "add", str(office))
    assert {d["id"] for d in again["documents"]} == {d["id"] for d in before}
    assert told(home, "list")["documents"] == before


def test_read_gives_the_contract_and_keeps_nothing(tmp_path: Path, office: Path) -> None:
    read = told(tmp_path / "h", "read", str(office / "方案.txt"))
    assert {"document", "clauses", "repairs", "requirements", "figures"} <= read.keys()
    assert {"id", "source", "title", "issuer", "region", "level", "doc_type", "period", "date", "doc_number",
            "index_number", "parents", "clauses"} <= read["document"].keys()
    assert [c["id"] for c in read["clauses"] if c["kind"] == "item"] == ["一/(一)/1", "一/(一)/2", "二/(二)/3"]
    values = [(t["value"], t["unit"]) for r in read["requirements"] for t in r["targets"]]
    assert (60, "学时") in values and (100, "%") in values
    assert told(tmp_path / "h", "list")["documents"] == []


def test_search_and_ask_cite_the_clause(home: Path) -> None:
    found = told(home, "search", "执法人员一年培训多少学时", "-k", "3")
    assert found["results"][0]["clause"] == "二/(二)/3" and len(found["results"]) <= 3
    asked = told(home, "ask", "全年办理了多少件行政复议案件")
    assert asked["answerable"] and "126" in asked["answer"]
    quotes = [c["quote"] for s in asked["sentences"] for c in s["citations"]]
    assert quotes and all(q.replace(" ", "") for q in quotes)


def test_search_in_one_document_stays_in_it(home: Path) -> None:
    document = next(d["id"] for d in told(home, "list")["documents"] if d["source"] == "司法局.txt")
    found = told(home, "search", "培训学时", "--document", document)
    assert {hit["document"]["id"] for hit in found["results"]} <= {document}


def test_a_plan_that_asks_for_less_is_found_weaker(home: Path, office: Path, tmp_path: Path) -> None:
    out = [tmp_path / f"review.{suffix}" for suffix in ("docx", "xlsx", "html", "md", "json")]
    review = told(home, "check", str(office / "草案.txt"), "--against", str(office / "方案.txt"),
                  *(part for path in out for part in ("-o", str(path))))
    weaker = [f for f in review["findings"] if f["verdict"] == "weaker"]
    assert [f["kinds"] for f in weaker] == [["number"]]
    assert "60学时" in weaker[0]["requirement"]["quote"] and "40学时" in weaker[0]["draft"][0]["quote"]
    assert review["floor"], "40 hours stand below the national floor of 60"
    assert all(path.stat().st_size > 500 for path in out)


def test_a_draft_cites_every_figure_and_can_be_revised(home: Path, office: Path, tmp_path: Path) -> None:
    made = told(home, "draft", "--region", "甲县", "--year", "2026", "--material", str(office / "司法局.txt"),
                "--plan", str(office / "方案.txt"), "-o", str(tmp_path / "draft.docx"))
    assert "126件" in made["text"] and (tmp_path / "draft.docx").is_file()
    for sentence in (s for section in made["sections"] for s in section["sentences"]):
        assert sentence["citations"] or sentence["status"] != "supported"
    assert {e["status"] for e in made["ledger"]} <= {"reported", "partly", "silent"} and made["ledger"]
    less = told(home, "revise", made["id"], "不要写调解")
    assert less["version"] == 2 and "31件" not in less["text"] and less["changed"]
    kept = told(home, "versions", made["id"])
    assert [v["version"] for v in kept["versions"]] == [1, 2]


@pytest.mark.parametrize(("arguments", "word"), [
    (["add", "nosuch.txt"], "nosuch.txt"), (["read", "nosuch.txt"], "nosuch.txt"), (["remove", "d99"], "d99"),
    (["search", " "], "空"), (["check", "nosuch.docx"], "nosuch.docx"), (["check", "d99"], "d99"),
    (["draft", "--region", "甲县", "--year", "2026", "--material", "nosuch"], "nosuch"),
    (["draft", "--region", "甲县", "--year", "26", "--material", "."], "26"),
    (["revise", "d-none", "删"], "d-none"), (["versions", "none"], "none"),
    (["check", "README.md", "-o", "out.exe"], ".exe"),
])
def test_bad_input_is_one_clear_line(home: Path, arguments: list[str], word: str) -> None:
    before = told(home, "list")
    done = run(home, *arguments)
    assert done.returncode == 2 and done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1 and word in lines[0] and " | " in lines[0]
    assert told(home, "list") == before


@pytest.mark.parametrize("name", ["empty.txt", "picture.docx", "folder"])
def test_what_cannot_be_read_is_refused_in_one_line(home: Path, tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    if name == "folder":
        bad.mkdir()
    else:
        bad.write_bytes(b"" if name == "empty.txt" else b"\x89PNG\r\n\x1a\n" + bytes(200))
    done = run(home, "add", str(bad))
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1 and " | " in done.stderr


def test_a_model_that_cannot_be_had_does_not_stop_the_work(home: Path, office: Path) -> None:
    done = run(home, "draft", "--region", "甲县", "--year", "2026", "--material", str(office / "司法局.txt"), "--json",
               OPENAI_BASE_URL="http://127.0.0.1:9/v1", ASSISTANT_MODEL="m", ASSISTANT_TIMEOUT_SECONDS="2")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert made["engine"] == "extractive" and made["notices"]


def test_a_model_elsewhere_gets_nothing_before_consent(home: Path, office: Path) -> None:
    done = run(home, "draft", "--region", "甲县", "--year", "2026", "--material", str(office / "司法局.txt"), "--json",
               OPENAI_BASE_URL="http://model.example/v1", ASSISTANT_MODEL="m")
    assert done.returncode == 0, done.stderr
    assert any("model.example" in notice for notice in json.loads(done.stdout)["notices"])
    sent = [e for e in told(home, "audit", "-n", "50")["entries"] if e["action"] == "model.send"]
    assert sent == []


def test_a_backup_comes_back_whole(home: Path, tmp_path: Path) -> None:
    told(home, "backup", str(tmp_path / "b.sqlite"))
    told(tmp_path / "new", "restore", str(tmp_path / "b.sqlite"))
    assert told(tmp_path / "new", "list") == told(home, "list")
    assert told(tmp_path / "new", "search", "行政复议案件")["results"]
    assert run(home, "restore", str(tmp_path / "b.sqlite")).returncode == 2


def test_the_trail_shows_what_was_done(home: Path) -> None:
    trail = told(home, "audit", "-n", "200")
    assert trail["intact"] and {"document.add", "draft.create", "review.create"} <= {
        e["action"] for e in trail["entries"]}


@pytest.mark.slow
def test_the_work_needs_no_network(office: Path, tmp_path: Path) -> None:
    if shutil.which("ip") is None or os.geteuid() != 0:
        pytest.skip("cutting the network needs iproute2 and root")
    name = "fazhi-cut"
    subprocess.run(["ip", "netns", "delete", name], capture_output=True, check=False)
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"no network namespace can be made here: {made.stderr.strip()}")
    try:
        for arguments in (["add", str(office)], ["search", "行政复议"],
                          ["draft", "--region", "甲县", "--year", "2026", "--material", str(office / "司法局.txt")],
                          ["check", str(office / "草案.txt"), "--against", str(office / "方案.txt")]):
            done = subprocess.run(
                ["ip", "netns", "exec", name, "env", "-i", sys.executable, "-m", "assistant.cli", "--home",
                 str(tmp_path / "h"), "--json", *arguments], capture_output=True, text=True, cwd=ROOT, timeout=300,
                check=False)
            assert done.returncode == 0, (arguments, done.stderr)
    finally:
        subprocess.run(["ip", "netns", "delete", name], check=False)
