"""The same over MCP, with its official client: python mcp_client.py http://127.0.0.1:7860/mcp 问题 [TOKEN]"""

from __future__ import annotations

import sys
from typing import Any

import anyio
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client


async def call(address: str, tool: str, arguments: dict[str, Any], token: str | None = None) -> dict[str, Any]:
    """Call one tool. Raises RuntimeError with the tool's own words when it refuses."""
    headers = {"authorization": f"Bearer {token}"} if token else None
    async with streamablehttp_client(address, headers=headers) as (reader, writer, _), \
            ClientSession(reader, writer) as session:
        await session.initialize()
        result = await session.call_tool(tool, arguments)
    if result.isError or result.structuredContent is None:
        raise RuntimeError("; ".join(getattr(part, "text", "") for part in result.content))
    return result.structuredContent


if __name__ == "__main__":
    answer = anyio.run(call, sys.argv[1], "ask", {"question": sys.argv[2]}, *sys.argv[3:4])
    print(answer["answer"])
