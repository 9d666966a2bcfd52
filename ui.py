"""The page (Gradio), served with the API and MCP by one server on loopback."""

from __future__ import annotations

import logging
import os
import sys

from assistant import users
from assistant.errors import BadInput
from assistant.settings import Settings

GRACE_SECONDS = 8


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

    app, close = application(settings, host, port)
    print(f"网页 http://{host}:{port}/  接口 /api/v1/docs  MCP /mcp  (Ctrl-C 结束)", file=sys.stderr, flush=True)
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS,
                    server_header=False)
    finally:
        close()


def application(settings: Settings, host: str, port: int):  # type: ignore[no-untyped-def]
    """(the ASGI application, what closes it): one workplace behind page, API and MCP."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # spinning threads of one user's work starve all others
    logging.getLogger("httpx").setLevel(logging.WARNING)
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
    app = mount(app, place, gate, jobs)

    def close() -> None:
        jobs.close()
        place.close()

    return app, close
