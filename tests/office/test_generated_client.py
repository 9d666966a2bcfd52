"""A client that a well-known generator makes of our OpenAPI description does the three jobs."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from .conftest import TEXT, Office

PLAN = "棠川区法治政府建设实施方案\n一、执法培训\n行政执法人员每人每年接受培训不少于40学时。\n"
UPPER = "澄漪市法治政府建设实施方案\n一、执法培训\n行政执法人员每人每年接受培训不少于60学时。\n"
PACKAGE = "fazhi_generated"


@pytest.fixture(scope="module")
def generated(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The generated package, to be imported by this name."""
    folder = tmp_path_factory.mktemp("generated")
    with office.client("chief") as client:
        (folder / "openapi.json").write_text(client.get("/api/v1/openapi.json").text, encoding="utf-8")
    (folder / "config.yml").write_text("post_hooks: []\n", encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(folder / "openapi.json"), "--config",
         str(folder / "config.yml"), "--meta", "none", "--output-path", str(folder / PACKAGE), "--fail-on-warning"],
        capture_output=True, text=True, cwd=folder, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    sys.path.insert(0, str(folder))
    yield PACKAGE
    sys.path.remove(str(folder))


class Generated:
    """The generated functions over one connection, as one user."""

    def __init__(self, package: str, office: Office, user: str) -> None:
        self.package = package
        self.client = self.part("client").AuthenticatedClient(
            base_url=office.url, token=office.tokens[user], timeout=httpx.Timeout(60), httpx_args={"trust_env": False})

    def part(self, name: str) -> ModuleType:
        return importlib.import_module(f"{self.package}.{name}")

    def call(self, tag: str, function: str, *arguments: Any, **more: Any) -> Any:
        answer = self.part(f"api.{tag}.{function}").sync_detailed(*arguments, client=self.client, **more)
        assert answer.status_code < 300, (function, answer.status_code, answer.content[:300])
        return answer

    def body(self, name: str, **values: Any) -> Any:
        return getattr(self.part("models"), name)(**values)

    def add(self, name: str, text: str) -> str:
        file = self.part("types").File(payload=text.encode(), file_name=name, mime_type="text/plain")
        added = self.call("documents", "add_document", body=self.body("BodyAddDocument", file=file))
        id: str = json.loads(added.content)["documents"][0]["id"]
        return id

    def finished(self, job: Any) -> dict[str, Any]:
        while job.state in ("queued", "running"):
            time.sleep(0.3)
            job = self.call("jobs", "job", job.id).parsed
        assert job.state == "done", job
        result: dict[str, Any] = job.result.to_dict()
        return result


def test_a_drafter_gets_a_cited_section_and_its_file(generated: str, office: Office, tmp_path: Path) -> None:
    drafter = Generated(generated, office, "drafter")
    id = drafter.add("区司法局来稿.txt", TEXT.replace("126", "128"))
    made = drafter.finished(drafter.call("drafts", "create_draft", body=drafter.body(
        "DraftBody", region="棠川区", year=2026, material=[id], section="行政复议")).parsed)
    assert "128件" in made["text"]
    draft = drafter.call("drafts", "get_draft", made["id"]).parsed
    cited = [s for section in draft.sections for s in section.sentences if s.citations]
    assert any("128件" in c.quote for s in cited for c in s.citations)
    assert drafter.call("drafts", "export_draft", made["id"], "docx").content.startswith(b"PK")
    drafter.client.get_httpx_client().close()


def test_a_reviewer_gets_a_verdict_with_both_quotes(generated: str, office: Office) -> None:
    reviewer = Generated(generated, office, "reviewer")
    ids = [reviewer.add("草案.txt", PLAN), reviewer.add("上位.txt", UPPER)]
    made = reviewer.finished(reviewer.call("reviews", "create_review", body=reviewer.body(
        "CheckBody", draft=ids[0], against=ids[1:])).parsed)
    review = reviewer.call("reviews", "get_review", made["id"]).parsed
    weaker = next(f for f in review.findings if f.verdict == "weaker")
    assert "60学时" in weaker.requirement.quote and "40学时" in weaker.draft[0].quote
    assert reviewer.call("reviews", "export_review", made["id"], "xlsx").content.startswith(b"PK")
    reviewer.client.get_httpx_client().close()


@pytest.mark.slow
def test_an_evaluator_gets_scores_and_the_page(generated: str, office: Office) -> None:
    evaluator = Generated(generated, office, "evaluator")
    made = evaluator.finished(evaluator.call("evaluations", "create_evaluation", body=evaluator.body(
        "EvaluationBody", suites=["scorers"])).parsed)
    assert [suite["suite"] for suite in made["json"]["suites"]] == ["scorers"]
    assert b"scorers" in evaluator.call("evaluations", "export_evaluation", made["id"], "html").content
    evaluator.client.get_httpx_client().close()
