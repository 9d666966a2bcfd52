"""A real server on loopback with users of every role, and objects of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant import types, users
from assistant.service import Service, Workplace
from assistant.settings import Settings
from assistant.types import Draft, DraftSection, DraftSentence, Finding, Review, SourceQuote
from assistant.users import ROLES, User
from tests.serving import serving

TEXT = ("棠川区司法局2026年工作情况\n一、行政复议\n全年办理行政复议案件126件,调解结案31件。\n"
        "二、执法培训\n每人每年培训不少于60学时。\n")


@dataclass(frozen=True)
class Office:
    """The address of a running server, a token for each user, and what the owner has."""

    url: str
    settings: Settings
    tokens: dict[str, str]
    owned: dict[str, str]

    def client(self, user: str | None) -> httpx.Client:
        headers = {"authorization": f"Bearer {self.tokens[user]}"} if user else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60, trust_env=False)


def a_draft() -> Draft:
    sentence = DraftSentence("全年办理行政复议案件126件。")
    return Draft("", "测试报告", "测试报告\n全年办理行政复议案件126件。",
                 (DraftSection("一、行政复议", (sentence,)),),
                 region="棠川区", year=2026)


def a_review() -> Review:
    finding = Finding("f-1", "missing", ("omission",), "high", SourceQuote("上位.txt", "一", "建立制度"), (),
                      "草案未提及")
    return Review({"id": "", "source": "草案.txt", "title": "草案"}, (), {"missing": 1}, (finding,))


def furnish(settings: Settings) -> dict[str, str]:
    """Objects of the user `owner`, one of every kind that has an id."""
    place = Workplace(settings)
    service = Service(user=User("owner", "administrator"), place=place)
    document = service.documents.upload("材料.txt", TEXT.encode())["documents"][0]["id"]
    records = place.library.records
    owned = {
        "documents": document,
        "drafts": records.create("draft", "owner", {"draft": types.to_json(a_draft()), "inputs": {
            "material": [document], "plan": None, "previous": None}}).id,
        "reviews": records.create("review", "owner", {
            "review": types.to_json(a_review()), "source": "草案.txt", "digest": "0", "notices": [],
            "original": None}).id,
        "evaluations": records.create("evaluation", "owner", {
            "suites": [], "exit": 0, "table": "", "json": {}, "html": "<p>"}).id,
        "jobs": records.create("job", "owner", {"kind": "draft", "state": "done", "result": {}}).id,
    }
    service.chat.begin()
    place.close()
    return owned


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    settings = Settings(home=tmp_path_factory.mktemp("home"), max_file_mb=2)
    tokens = {}
    for name, role in [("owner", "administrator"), ("chief", "administrator"), *((role, role) for role in ROLES)]:
        token = users.save(settings, name, role, "long enough", token=True)
        assert token is not None
        tokens[name] = token
    owned = furnish(settings)
    with serving(settings.home, ASSISTANT_MAX_FILE_MB="2") as served:
        yield Office(served.url, settings, tokens, owned)


@pytest.fixture
def openapi(office: Office) -> dict[str, Any]:
    with office.client("chief") as client:
        described: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return described


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)
