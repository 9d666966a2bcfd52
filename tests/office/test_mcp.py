"""MCP through its official client: the three jobs, and nobody else's objects."""

from __future__ import annotations

import anyio
import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from mcp.types import CallToolResult

from .conftest import Office

FOREIGN = {
    "read_document": {"id": "documents"}, "search": {"query": None, "document": "documents"},
    "draft": {"region": None, "year": None, "material": ["documents"]},
    "revise": {"draft_id": "drafts", "instruction": None}, "check": {"draft": "documents"},
    "get_draft": {"draft_id": "drafts"}, "get_review": {"review_id": "reviews"},
}
OPEN = {"list_documents", "ask"}
FILLED = {"query": "行政复议", "region": "棠川区", "year": 2026, "instruction": "不要写行政复议"}


def call(office: Office, user: str,
         calls: list[tuple[str, dict[str, object]]]) -> tuple[list[str], list[CallToolResult]]:
    async def go() -> tuple[list[str], list[CallToolResult]]:
        headers = {"authorization": f"Bearer {office.tokens[user]}"}
        async with streamablehttp_client(f"{office.url}/mcp", headers=headers) as (reader, writer, _), \
                ClientSession(reader, writer) as session:
            await session.initialize()
            names = [tool.name for tool in (await session.list_tools()).tools]
            return names, [await session.call_tool(name, arguments) for name, arguments in calls]
    return anyio.run(go)


def test_every_tool_is_written_down_here(office: Office) -> None:
    assert set(call(office, "chief", [])[0]) == set(FOREIGN) | OPEN


def test_another_users_object_is_refused_by_every_tool(office: Office) -> None:
    def filled(key: str, value: object) -> object:
        if isinstance(value, list):
            return [office.owned[str(v)] for v in value]
        return FILLED[key] if value is None else office.owned[str(value)]

    calls = [(name, {key: filled(key, value) for key, value in arguments.items()})
             for name, arguments in FOREIGN.items()]
    _, results = call(office, "chief", calls)
    assert [r.isError for r in results] == [True] * len(calls), [r.content for r in results]
    assert all("126" not in str(r.content) for r in results)


def test_the_owner_reads_searches_and_asks(office: Office) -> None:
    _, (listed, read, found, asked) = call(office, "owner", [
        ("list_documents", {}), ("read_document", {"id": office.owned["documents"]}),
        ("search", {"query": "行政复议案件"}), ("ask", {"question": "全年办理了多少行政复议案件"})])
    assert listed.structuredContent and listed.structuredContent["documents"]
    assert read.structuredContent and any("126件" in c["text"] for c in read.structuredContent["clauses"])
    assert found.structuredContent is not None
    assert found.structuredContent["results"][0]["document"]["id"] == office.owned["documents"]
    assert asked.structuredContent and "126" in asked.structuredContent["answer"]


@pytest.mark.parametrize("headers", [{"host": "evil.example"}, {"origin": "http://evil.example"}])
def test_a_foreign_host_or_origin_is_refused(office: Office, headers: dict[str, str]) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    sent = {"accept": "application/json, text/event-stream", **headers,
            "authorization": f"Bearer {office.tokens['chief']}"}
    assert httpx.post(f"{office.url}/mcp", json=body, headers=sent, trust_env=False).status_code in (403, 421)
