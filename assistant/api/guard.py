"""What every answer and request passes: size, rate, headers, and our errors as JSON."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.auth import NotLoggedIn
from assistant.errors import AssistantError, Forbidden, LibraryBusy, LimitReached, NotFound, Unavailable
from assistant.library.records import StaleRecord

A_MINUTE = 300
A_BATCH = 8  # files of the largest size that the page may send at once
STATUS: tuple[tuple[type[AssistantError], int], ...] = (
    (NotLoggedIn, 401), (Forbidden, 403), (NotFound, 404), (StaleRecord, 409), (LimitReached, 429),
    (LibraryBusy, 503), (Unavailable, 503), (AssistantError, 400),
)
# 'unsafe-eval' because gradio makes the templates of gr.HTML by Function(); no inline script or handler
# runs but the page's own, named by their digests. Styles: gradio sets them inline.
PAGE_POLICY = ("default-src 'none'; script-src 'self' 'unsafe-eval' {scripts}; style-src 'self' 'unsafe-inline'; "
               "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
               "worker-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'")
FILE_POLICY = "default-src 'none'; sandbox"
FORM_POLICY = ("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "
               "form-action 'self'")
API_POLICY = ("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "
              "form-action 'none'")


class BodyLimit:
    """Refuses a body over `limit` bytes, told or not, before it is read whole (413).

    The page sends several files in one request; each is measured by the page itself.
    """

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app, self.limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        limit = self.limit * (A_BATCH if scope["path"].endswith("/gradio_api/upload") else 1)
        if not told.isdigit() or int(told) > limit:
            await _answer(413, "文件过大", "the request is too large")(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                return {"type": "http.disconnect"}
            return message

        await self.app(scope, counted, send)


class Rate:
    """At most A_MINUTE requests a minute from one caller to the API (429)."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, float]] = {}

    def take(self, caller: str) -> bool:
        now = time.monotonic()
        tokens, last = self._seen.get(caller, (float(A_MINUTE), now))
        tokens = min(A_MINUTE, tokens + (now - last) * A_MINUTE / 60)
        if len(self._seen) > 10_000:
            self._seen.clear()
        self._seen[caller] = (tokens - 1 if tokens >= 1 else tokens, now)
        return tokens >= 1


def install(app: FastAPI, max_bytes: int) -> None:
    """Put limits, security headers and error answers on an application."""
    rate = Rate()

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        api = request.url.path.startswith(("/api/", "/mcp"))
        caller = request.headers.get("authorization") or (request.client.host if request.client else "")
        if api and not rate.take(caller):
            return _answer(429, "请求过于频繁;请稍后再试", "too many requests; wait a moment")
        response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", API_POLICY if api else FORM_POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        if api:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.add_middleware(BodyLimit, limit=max_bytes)

    @app.exception_handler(AssistantError)
    async def ours(_: Request, exc: AssistantError) -> JSONResponse:
        status = next(code for kind, code in STATUS if isinstance(exc, kind))
        return _answer(status, exc.zh, exc.en)

    @app.exception_handler(RequestValidationError)
    async def malformed(_: Request, exc: RequestValidationError) -> JSONResponse:
        where = "; ".join(".".join(str(part) for part in error["loc"]) + ": " + error["msg"] for error in exc.errors())
        return _answer(422, f"请求格式有误:{where}", f"the request is malformed: {where}")


def _answer(status: int, zh: str, en: str) -> JSONResponse:
    return JSONResponse({"error": {"zh": zh, "en": en}}, status_code=status)
