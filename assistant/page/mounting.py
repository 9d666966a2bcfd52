"""Mounting the page and its login beside the API."""

from __future__ import annotations

from html import escape
from typing import Annotated

import gradio as gr
from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.api.auth import COOKIE, Gate
from assistant.errors import AssistantError
from assistant.page import layout
from assistant.page.desk import Pages
from assistant.service import Workplace
from assistant.service.jobs import Jobs

PAGES = {"/en": "en", "/": "zh"}


def mount(app: FastAPI, place: Workplace, gate: Gate, jobs: Jobs) -> FastAPI:
    """The application with /login, /logout, the Chinese page at / and the English one at /en."""
    _login(app, gate)

    def who(request: Request) -> str | None:
        try:
            return gate.user(request).name
        except AssistantError:
            return None

    pages = Pages(place, gate, jobs)
    for path, language in PAGES.items():
        blocks = layout.build(pages, "en" if language == "en" else "zh")
        app = gr.mount_gradio_app(
            app, blocks, path, auth_dependency=who, show_error=False, footer_links=[], ssr_mode=False,
            max_file_size=f"{place.settings.max_file_mb}mb", theme=layout.theme(), css=layout.CSS,
            enable_monitoring=False, pwa=False, app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None})
    return app


def _login(app: FastAPI, gate: Gate) -> None:
    @app.middleware("http")
    async def to_login(request: Request, call_next):  # type: ignore[no-untyped-def]
        if request.url.path in ("/", "/en", "/en/") and request.method == "GET":
            try:
                gate.user(request)
            except AssistantError as exc:
                if gate.login_needed:
                    return RedirectResponse("/login", status_code=303)
                return HTMLResponse(escape(str(exc)), status_code=403)
        return await call_next(request)

    @app.get("/login", include_in_schema=False)
    def form() -> HTMLResponse:
        return HTMLResponse(_form(""))

    @app.post("/login", include_in_schema=False)
    def login(request: Request, name: Annotated[str, Form(max_length=100)],
              password: Annotated[str, Form(max_length=1000)]) -> Response:
        try:
            gate.check_origin(request)
            token = gate.login(name, password, request.client.host if request.client else "")
        except AssistantError as exc:
            return HTMLResponse(_form(str(exc)), status_code=401)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return response

    @app.post("/logout", include_in_schema=False)
    def logout(request: Request) -> Response:
        gate.check_origin(request)
        gate.logout(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/login" if gate.login_needed else "/", status_code=303)
        response.delete_cookie(COOKIE)
        return response


def _form(message: str) -> str:
    return ("<!doctype html><html lang='zh'><meta charset='utf-8'><title>登录 · 法治政府建设文书助手</title>"
            "<meta name='viewport' content='width=device-width'><style>body{font:16px/1.7 system-ui,'Noto Sans CJK SC',"
            "sans-serif;background:#f5f6f8;color:#1c2430;display:grid;place-items:center;min-height:100vh;margin:0}"
            "form{background:#fff;padding:2rem 2.4rem;border-top:4px solid #9b1c1c;border-radius:6px;min-width:20rem;"
            "box-shadow:0 1px 6px #0002}h1{font-size:1.2rem;margin:0 0 1rem}label{display:block;margin:.6rem 0 .2rem}"
            "input{width:100%;box-sizing:border-box;font:inherit;padding:.45rem;border:1px solid #c3cad3;"
            "border-radius:4px}button{margin-top:1.2rem;width:100%;font:inherit;padding:.5rem;border:0;"
            "border-radius:4px;background:#9b1c1c;color:#fff}p{color:#a61b1b}</style>"
            "<form method='post' action='/login'><h1>法治政府建设文书助手</h1>"
            f"{f'<p role=alert>{escape(message)}</p>' if message else ''}<label for='n'>用户名 (name)</label>"
            "<input id='n' name='name' autocomplete='username' required autofocus>"
            "<label for='p'>密码 (password)</label>"
            "<input id='p' name='password' type='password' autocomplete='current-password' required>"
            "<button>登录 (log in)</button></form></html>")
