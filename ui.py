"""The page (Gradio), served with the API and MCP by one server on loopback."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from typing import TYPE_CHECKING

from assistant import users
from assistant.errors import AssistantError, BadInput
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.api import Application
    from assistant.service import Workplace
    from assistant.service.jobs import Jobs

GRACE_SECONDS = 4  # for requests under way when the server is asked to stop
STOP_SECONDS = 3.0  # for jobs to come to a place where they can stop


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve until SIGTERM or Ctrl-C: the page at /, the API at /api/v1, MCP at /mcp.

    Raises BadInput when asked to listen beyond loopback without users, or on a taken port.
    """
    loopback = host in ("127.0.0.1", "localhost", "::1")
    if not loopback and not users.configured(settings):
        raise BadInput("未配置用户时只能在本机(127.0.0.1)监听;请先用 assistant user 设置用户",
                       "without users only loopback can be served; create users with `assistant user` first")
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as exc:
            raise BadInput(f"端口 {port} 不可用({exc.strerror});请换 --port",
                           f"port {port} cannot be used ({exc.strerror}); choose another --port") from exc
    import uvicorn

    app, place, jobs = application(settings, host, port)
    print(f"网页 http://{host}:{port}/  接口 /api/v1/docs  MCP /mcp  (Ctrl-C 结束)", file=sys.stderr, flush=True)
    threading.Thread(target=_warm, args=(place,), daemon=True, name="warm").start()
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS,
                    server_header=False)
    finally:
        if not _closed(place, jobs):
            os._exit(0)  # what still computes has nothing to lose: all that was told as kept is on disk


def application(settings: Settings, host: str, port: int) -> tuple[Application, Workplace, Jobs]:
    """The ASGI application with what stands behind it: one workplace, one queue of jobs."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # spinning threads of one user's work starve all others
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("mcp").setLevel(logging.WARNING)
    from assistant import mcp
    from assistant.api import Gate, create_app
    from assistant.page import mount
    from assistant.service import Workplace
    from assistant.service.jobs import Jobs

    place = Workplace(settings)
    jobs = Jobs(place.library.records)
    gate = Gate(settings)
    route, lifespan = mcp.build(place, gate, host, port)
    app = create_app(place, gate, jobs, (lifespan,))
    app.router.routes.append(route)
    return mount(app, place, gate, jobs), place, jobs


def _warm(place: Workplace) -> None:
    """Load model and index before the first user asks."""
    with contextlib.suppress(AssistantError):
        if place.library.catalogue.ids():
            place.library.search("行政执法人员培训", 1)


def _closed(place: Workplace, jobs: Jobs) -> bool:
    """Stop the jobs and close the library; False when something still computes."""
    from assistant.page import unmount

    ended = jobs.close(STOP_SECONDS)
    place.close()
    unmount()
    return ended and not any(t.is_alive() and not t.daemon and t is not threading.current_thread()
                             for t in threading.enumerate())
