"""The example clients of docs/ do what they say."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import anyio
import pytest

from assistant.service import Service
from assistant.settings import Settings

from .conftest import TEXT, Office

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_http(office: Office, tmp_path: Path) -> None:
    client_module = example("http_client")
    file = tmp_path / "区司法局.txt"
    file.write_text(TEXT.replace("126", "127"), encoding="utf-8")
    with client_module.connect(office.url, office.tokens["drafter"]) as client:
        id = client_module.add(client, file)
        made = client_module.draft(client, "棠川区", 2026, [id], section="行政复议")
        assert "127件" in made["text"]
        told = client_module.check(client, id, [])
        assert told["draft"]["id"] == id


def test_mcp(office: Office) -> None:
    call = example("mcp_client").call
    asked = {"question": "全年办理了多少行政复议案件"}
    told = anyio.run(call, f"{office.url}/mcp", "ask", asked, office.tokens["owner"])
    assert "126" in told["answer"]
    with pytest.raises(RuntimeError, match="没有编号"):
        anyio.run(call, f"{office.url}/mcp", "read_document", {"id": "d404"}, office.tokens["owner"])


def test_langchain(home: Settings) -> None:
    with Service(home) as service:
        service.documents.upload("材料.txt", TEXT.encode())
    assert "126" in json.loads(example("langchain_tools").ask(str(home.home), "全年办理了多少行政复议案件"))["answer"]
