"""What of the page is served, to whom, and under which policy: in front of everything gradio mounts.

Gradio answers many routes that this page does not need, some of them without its own
login; only those listed here pass, and all but pictures, scripts and style sheets ask
for a session. No route serves a file by its path: what browsers upload is read and
deleted, downloads go through the API.
"""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.auth import Gate
from assistant.api.guard import FILE_POLICY, PAGE_POLICY
from assistant.errors import AssistantError

PAGES = {"": "zh", "/en": "en"}
HEAD = b"<link rel='stylesheet' href='/page/page.css'><script src='/page/page.js'></script>"  # before gradio's own
ELSEWHERE = ("/api/", "/mcp", "/login", "/logout", "/page/")
OPEN = re.compile(r"/(?:assets|static)/[\w./-]+|/theme\.css|/favicon\.ico|/manifest\.json|/robots\.txt")
SESSION = re.compile(r"/config|/gradio_api/(?:startup-events|queue/(?:join|data)|upload|upload_progress|reset"
                     r"|heartbeat/[\w-]+)")
_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.S)


class Doorway:
    """ASGI middleware in front of the mounted pages; API, MCP and login have their own."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith(ELSEWHERE):
            await self.app(scope, receive, send)
            return
        if path == "/en":
            await RedirectResponse("/en/", 307)(scope, receive, send)
            return
        inner = path.removeprefix("/en") if path.startswith("/en/") else path
        page = inner in ("", "/") and scope["method"] in ("GET", "HEAD")
        if not page and not OPEN.fullmatch(inner) and not SESSION.fullmatch(inner):
            await PlainTextResponse("没有此页 (not found)", 404)(scope, receive, send)
            return
        if not OPEN.fullmatch(inner):
            request = Request(scope)
            try:
                self.gate.user(request)
            except AssistantError as exc:
                refused: Response = PlainTextResponse(str(exc), 403 if page else 401)
                if page and self.gate.login_needed:
                    refused = RedirectResponse("/login", 303)
                await refused(scope, receive, send)
                return
        if page:
            await self._page(scope, receive, send)
        else:
            await self.app(scope, receive, _with_policy(send, FILE_POLICY))

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page itself, read whole, so that exactly its own inline scripts are allowed to run."""
        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        start: Message = {}
        body = bytearray()

        async def gather(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                whole = bytes(body).replace(b"<head>", b"<head>" + HEAD, 1)
                headers = [(k, v) for k, v in start["headers"] if k.lower() != b"content-length"]
                headers.append((b"content-length", str(len(whole)).encode()))
                await _with_policy(send, PAGE_POLICY.format(scripts=_hashes(whole)))({**start, "headers": headers})
                await send({"type": "http.response.body", "body": whole if scope["method"] == "GET" else b""})

        await self.app({**scope, "headers": plain}, receive, gather)


def _hashes(page: bytes) -> str:
    """The inline scripts of a page as sources of a script-src.

    >>> _hashes(b"<script src='a'></script><script>1</script>")
    "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"
    """
    found = dict.fromkeys(match["body"] for match in _SCRIPT.finditer(page) if b"src=" not in match["attributes"])
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one).digest()).decode()}'" for one in found)


def _with_policy(send: Send, policy: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(k, v) for k, v in message["headers"] if k.lower() != b"content-security-policy"]
            message = {**message, "headers": [*headers, (b"content-security-policy", policy.encode())]}
        await send(message)

    return sending
