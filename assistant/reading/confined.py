"""Inside a limited process: one job in, one answer out, until the pipe closes (the other side: worker.py)."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import struct
import sys
from typing import Any

from assistant.errors import AssistantError
from assistant.reading import pulse

HEADER = struct.Struct(">BQ")  # what follows, and its size in bytes
DONE, FAILED, BEAT = 0, 1, 2
# Above any time limit: ends a process whose parent died while it was parsing.
CPU_SECONDS = 120


def serve() -> None:
    """The child's loop: one job in, one answer out, until the pipe closes."""
    job_pipe, answer_pipe = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):  # a library that prints must not break the protocol
        os.dup2(null, stream)
    _limit(int(sys.argv[1]))
    pulse.send_with(lambda: _send(answer_pipe, BEAT, b""))
    _answer(answer_pipe, DONE, None)
    while len(header := job_pipe.read(HEADER.size)) == HEADER.size:
        body = job_pipe.read(HEADER.unpack(header)[1])
        _allow(CPU_SECONDS)
        try:
            status, value = DONE, _do(*pickle.loads(body))
        except AssistantError as exc:
            status, value = FAILED, exc
        except MemoryError:
            status, value = FAILED, "memory"
        except RecursionError:
            status, value = FAILED, "nested"
        except Exception as exc:  # whatever a parser raises, the user gets one refusal
            status, value = FAILED, type(exc).__name__
        try:
            _answer(answer_pipe, status, value)
        except MemoryError:
            _answer(answer_pipe, FAILED, "memory")


def _do(module: str, qualified_name: str, arguments: tuple[Any, ...]) -> Any:
    import importlib

    target: Any = importlib.import_module(module)
    for part in qualified_name.split("."):
        target = getattr(target, part)
    return target(*arguments)


def _answer(pipe: io.BufferedWriter, status: int, value: Any) -> None:
    _send(pipe, status, pickle.dumps(value, protocol=5))


def _send(pipe: io.BufferedWriter, status: int, body: bytes) -> None:
    pipe.write(HEADER.pack(status, len(body)))
    pipe.write(body)
    pipe.flush()


def _limit(memory_mb: int) -> None:
    """Memory, no core dumps, nothing written to any file. The time limit is the parent's."""
    try:
        import resource
    except ImportError:  # not on every system: the time limit still holds
        return
    for limit, value in ((resource.RLIMIT_AS, memory_mb << 20), (resource.RLIMIT_CORE, 0),
                         (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
            resource.setrlimit(limit, (value, value))


def _allow(seconds: int) -> None:
    """So much processor time from now on."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
