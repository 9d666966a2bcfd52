"""A real server in a process of its own, for tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Served:
    url: str
    home: Path
    process: subprocess.Popen[str]


@contextmanager
def serving(home: Path, **environment: str) -> Iterator[Served]:
    """`assistant serve` on a free port; stopped by SIGTERM, within ten seconds."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "ASSISTANT_HOME": str(home), **environment}
    log = (home / "server.log").open("w")
    process = subprocess.Popen([sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)], cwd=ROOT, env=env,
                               stdout=subprocess.DEVNULL, stderr=log, text=True)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 90
        while True:
            try:
                httpx.get(f"{url}/login", trust_env=False, timeout=5).raise_for_status()
                break
            except httpx.HTTPError:
                assert process.poll() is None and time.monotonic() < deadline, \
                    (home / "server.log").read_text()
                time.sleep(0.2)
        yield Served(url, home, process)
    finally:
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        log.close()
        assert time.monotonic() - begun < 10, "the server must stop within 10 s of SIGTERM"
