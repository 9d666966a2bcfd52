"""The same functions as MCP tools over streamable HTTP, for any assistant host.

Our own mounting at /mcp: Host and Origin are checked, the caller is known by the
same gate as the API, long work reports its progress. A tool's error is our text.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

import anyio.from_thread
import anyio.to_thread
from mcp.server.fastmcp import Context, FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.api.auth import LOOPBACK, Gate
from assistant.errors import AssistantError
from assistant.service import Service, Workplace
from assistant.types import to_json

Call = Context[Any, Any, Request]


def build(place: Workplace, gate: Gate, host: str, port: int) -> tuple[
        Route, Callable[[], AbstractAsyncContextManager[object]]]:
    """The route to add to an application, and the lifespan it runs in."""
    names = sorted(LOOPBACK | {host, *place.settings.public_hosts})
    allowed = [f"{name}:{port}" for name in names] + names
    server = FastMCP(
        "fazhi-assistant", stateless_http=True, json_response=True,
        instructions="法治政府建设文书:检索、问答、起草、审核。所有结论都带出处;引文逐字来自条款。",
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=True, allowed_hosts=allowed,
            allowed_origins=[f"{scheme}://{name}" for scheme in ("http", "https") for name in allowed]))
    _tools(server, place, gate)
    server.streamable_http_app()
    manager = server.session_manager

    class Endpoint:
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await manager.handle_request(scope, receive, send)

    return Route("/mcp", endpoint=Endpoint()), manager.run


def _tools(server: FastMCP, place: Workplace, gate: Gate) -> None:
    async def work(context: Call, act: Callable[[Service], Any]) -> dict[str, Any]:
        request = context.request_context.request
        assert request is not None

        def tell(message: str, fraction: float) -> None:
            anyio.from_thread.run(partial(context.report_progress, fraction, 1.0, message))

        def run() -> dict[str, Any]:
            result: dict[str, Any] = to_json(act(Service(user=gate.user(request), place=place, progress=tell)))
            return result

        try:
            return await anyio.to_thread.run_sync(run)
        except AssistantError as exc:
            raise ToolError(str(exc)) from exc

    @server.tool()
    async def list_documents(context: Call) -> dict[str, Any]:
        """列出文库中的文件(编号、标题、级别、文种)。List the documents of the library."""
        return await work(context, lambda s: s.documents.list())

    @server.tool()
    async def read_document(context: Call, id: str) -> dict[str, Any]:
        """读出一份文件的条款、要求和数据。A document's clauses, requirements and figures."""
        return await work(context, lambda s: s.documents.look(id))

    @server.tool()
    async def search(context: Call, query: str, k: int = 10, document: str | None = None) -> dict[str, Any]:
        """检索条款,按相关程度排列。Clauses that answer, best first."""
        return await work(context, lambda s: s.documents.search(query, k, document))

    @server.tool()
    async def ask(context: Call, question: str) -> dict[str, Any]:
        """提问;答案逐句带出处,答不了就说明。A cited answer, or a plain refusal."""
        return await work(context, lambda s: s.documents.ask(question))

    @server.tool()
    async def draft(context: Call, region: str, year: int, section: str | None = None,
                    material: list[str] | None = None, plan: str | None = None, previous: str | None = None,
                    length: int | None = None, kind: str = "annual-report") -> dict[str, Any]:
        """用文库中的报送材料起草年度报告(kind=annual-report)或审议意见答复(review-opinion)。

        material、plan、previous 是文库编号。Draft from documents of the library, named by id.
        """
        return await work(context, lambda s: s.drafts.create(
            kind, region, year, section=section, material=material or [], plan=plan, previous=previous,
            length=length))

    @server.tool()
    async def revise(context: Call, draft_id: str, instruction: str) -> dict[str, Any]:
        """按要求修改草稿,只改所涉语句。Change what the instruction concerns and nothing else."""
        return await work(context, lambda s: s.drafts.revise(draft_id, instruction))

    @server.tool()
    async def check(context: Call, draft: str, against: list[str] | None = None) -> dict[str, Any]:
        """对照上位文件审核草案,并查自身问题;均用文库编号。Check a draft against higher-level documents."""
        return await work(context, lambda s: s.reviews.check(draft, against or []))

    @server.tool()
    async def get_draft(context: Call, draft_id: str) -> dict[str, Any]:
        """取回草稿及其各个版本。A draft with its versions."""
        return await work(context, lambda s: s.drafts.versions(draft_id))

    @server.tool()
    async def get_review(context: Call, review_id: str) -> dict[str, Any]:
        """取回一次审核。A kept review."""
        return await work(context, lambda s: s.reviews.get(review_id))
