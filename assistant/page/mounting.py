"""Mounting the page and its login beside the API."""

from __future__ import annotations

import inspect
import os
import shutil
from pathlib import Path
from typing import Annotated, Any

import gradio as gr
from fastapi import FastAPI, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from assistant.api.auth import COOKIE, Gate
from assistant.errors import AssistantError
from assistant.page import layout, login
from assistant.page.desk import Pages, private_folder
from assistant.page.doorway import PAGES, Doorway
from assistant.service import Workplace
from assistant.service.jobs import Jobs

HERE = Path(__file__).resolve().parent
FILES = {"page.js": "text/javascript", "page.css": "text/css"}


def mount(app: FastAPI, place: Workplace, gate: Gate, jobs: Jobs) -> FastAPI:
    """The application with /login, /logout, the Chinese page at / and the English one at /en."""
    os.environ["GRADIO_TEMP_DIR"] = private_folder()
    _login(app, gate)
    _files(app)

    def who(request: Request) -> str | None:
        try:
            return gate.user(request).name
        except AssistantError:
            return None

    pages = Pages(place, gate, jobs)
    for path, language in sorted(PAGES.items(), reverse=True):
        blocks = layout.build(pages, "en" if language == "en" else "zh")
        _remember_signatures(blocks)
        app = gr.mount_gradio_app(
            app, blocks, path or "/", auth_dependency=who, show_error=False, footer_links=[], run_history=False,
            ssr_mode=False, max_file_size=f"{place.settings.max_file_mb}mb", theme=layout.theme(),
            enable_monitoring=False, pwa=False, mcp_server=False,
            app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None})
    app.add_middleware(Doorway, gate=gate)
    return app


def _remember_signatures(blocks: gr.Blocks) -> None:
    """Gradio reads the signature of every component's __init__ again for every visitor; let it be read once."""
    for kind in {type(block) for block in blocks.blocks.values()}:
        made: Any = kind.__init__
        made.__signature__ = inspect.signature(made)


def unmount() -> None:
    """Delete what browsers sent and nobody read."""
    shutil.rmtree(os.environ.get("GRADIO_TEMP_DIR", ""), ignore_errors=True)


def _files(app: FastAPI) -> None:
    @app.get("/page/{name}", include_in_schema=False)
    def file(name: str) -> Response:
        if name not in FILES:
            return Response(status_code=404)
        return FileResponse(HERE / name, media_type=FILES[name], headers={"Cache-Control": "no-cache"})


def _login(app: FastAPI, gate: Gate) -> None:
    @app.get("/login", include_in_schema=False)
    def form() -> HTMLResponse:
        return HTMLResponse(login.form())

    @app.post("/login", include_in_schema=False)
    def enter(request: Request, name: Annotated[str, Form(max_length=100)],
              password: Annotated[str, Form(max_length=1000)]) -> Response:
        try:
            gate.check_origin(request)
            token = gate.login(name, password, request.client.host if request.client else "")
        except AssistantError as exc:
            return HTMLResponse(login.form(str(exc)), status_code=401)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return response

    @app.post("/logout", include_in_schema=False)
    def leave(request: Request) -> Response:
        gate.check_origin(request)
        gate.logout(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/login" if gate.login_needed else "/", status_code=303)
        response.delete_cookie(COOKIE)
        return response
