"""The typed HTTP API under /api/v1, described by OpenAPI, its page without outside scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from assistant import __version__
from assistant.api import guard, reference, routes
from assistant.api.auth import Gate
from assistant.service import Workplace
from assistant.service.jobs import Jobs

__all__ = ["Application", "Gate", "create_app"]

Application = FastAPI
Lifespan = Callable[[], AbstractAsyncContextManager[object]]


def create_app(place: Workplace, gate: Gate, jobs: Jobs, lifespans: tuple[Lifespan, ...] = ()) -> FastAPI:
    """The application; `lifespans` of what is mounted beside it run with it."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for enter in lifespans:
                await stack.enter_async_context(enter())
            yield

    app = FastAPI(title="法治政府建设文书助手", version=__version__, openapi_url="/api/v1/openapi.json",
                  docs_url=None, redoc_url=None, lifespan=lifespan,
                  generate_unique_id_function=lambda route: route.name)  # what a generated client calls its functions
    guard.install(app, place.settings.max_file_mb << 20)
    app.include_router(routes.build(place, gate, jobs))

    @app.get("/api/v1/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(reference.page(app.openapi()))

    return app
