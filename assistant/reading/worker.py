"""Limited processes for parsing: spawned, kept warm, bounded in memory and time.

A parser that hangs, swallows memory or crashes takes its process with it, never the
server: the job ends in one clear refusal and a fresh process stands in for the next.
A process is started with the interpreter's own command line (never forked, never
re-importing the caller's main module) and speaks pickle over its pipes; what comes
back is unpickled only into this package's own value types.

`parse` is `sources.load` in such a process; `run` takes any importable function of
this package.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import pickle
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import AssistantError, LimitReached, Unreadable
from assistant.reading.confined import BEAT, DONE, HEADER
from assistant.reading.raw import RawText
from assistant.reading.sources import load
from assistant.reading.sources.kind import recognise
from assistant.reading.sources.refuse import refusal
from assistant.settings import Settings

T = TypeVar("T")

WORKERS = max(1, min(4, os.cpu_count() or 1))
# A job may stand still this long, and so much longer a megabyte; as long as it shows signs
# of life (`pulse`) it may go on up to Settings.parse_seconds.
BASE_SECONDS = 3.5
SECONDS_PER_MB = 6.0
START_SECONDS = 30.0
JOBS_PER_PROCESS = 200
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
# What a child may send back: values of these modules, nothing that runs.
_TRUSTED = frozenset({"assistant.types.documents", "assistant.errors", "assistant.reading.raw"})


class _Died(Exception):
    """The process ended or hung; `reason` is a key of sources.refuse.REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(data: bytes, name: str, settings: Settings | None = None) -> RawText:
    """As `sources.load`, in a limited process for what needs a parser; plain text stays here.

    Raises Unreadable, Secret, LimitReached (larger than Settings.max_file_mb).
    """
    limits = settings or Settings(home=Path())
    check_size(data, name, limits)
    if recognise(data, name) == "txt":
        return load(data, name)
    return run(load, data, name, settings=limits, name=name, size=len(data))


def check_size(data: bytes, name: str, settings: Settings) -> None:
    """Raises LimitReached for more than Settings.max_file_mb."""
    if len(data) > settings.max_file_mb * 1_000_000:
        raise LimitReached(
            f"“{name}”有 {len(data) / 1e6:.0f} MB，超过上限 {settings.max_file_mb} MB；请拆分后再试",
            f"{name} has {len(data) / 1e6:.0f} MB, more than the limit of {settings.max_file_mb} MB; split it")


def run(function: Callable[..., T], *arguments: Any, settings: Settings | None = None,
        name: str = "", size: int = 0) -> T:
    """`function(*arguments)` in a limited process. The function must be importable by name.

    `name` is for messages; `size` (bytes of input) grows the time allowed. What the
    function raises of our own errors is raised here; anything else becomes Unreadable.
    """
    limits = settings or Settings(home=Path())
    quiet = min(limits.parse_seconds, BASE_SECONDS + SECONDS_PER_MB * size / 1e6)
    with _lease(limits.parse_memory_mb, name) as process:
        try:
            status, value = process.call((function.__module__, function.__qualname__, arguments), quiet,
                                         limits.parse_seconds)
        except _Died as died:
            raise refusal(died.reason, name) from died
    if status == DONE:
        result: T = value
        return result
    if isinstance(value, AssistantError):
        raise value
    raise refusal(value if value in ("memory", "nested") else "crash", name)


def warm(settings: Settings | None = None) -> None:
    """Start one process ahead of the first file (a server does this at start)."""
    with _lease((settings or Settings(home=Path())).parse_memory_mb, ""):
        pass


def close() -> None:
    """End all idle processes; the next job starts a fresh one."""
    with _lock:
        idle, _idle[:] = list(_idle), []
    for process in idle:
        process.end()



class _Process:
    def __init__(self, memory_mb: int) -> None:
        self.memory_mb = memory_mb
        self.jobs = 0
        # Keys and addresses in the environment are no business of a parser.
        environment = {key: os.environ[key] for key in _ENVIRONMENT if key in os.environ} | {
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1",
        }
        self._child = subprocess.Popen(
            [sys.executable, "-c", "from assistant.reading.confined import serve; serve()", str(memory_mb)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            bufsize=0, cwd=os.sep,
        )
        assert self._child.stdin and self._child.stdout
        self._to, self._from = self._child.stdin, self._child.stdout
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._from, selectors.EVENT_READ)
        try:
            self._receive(START_SECONDS, START_SECONDS)
        except _Died:
            self.end()
            raise

    def call(self, job: tuple[str, str, tuple[Any, ...]], quiet: float, longest: float) -> tuple[int, Any]:
        """Status and value; `quiet` seconds without a sign of life, or `longest` in all, end it.

        Raises _Died, after which the process is gone.
        """
        self.jobs += 1
        try:
            body = pickle.dumps(job, protocol=5)
            self._to.write(HEADER.pack(DONE, len(body)))
            view = memoryview(body)
            while view:  # an unbuffered pipe may take a part only
                view = view[self._to.write(view) or 0:]
            return self._receive(quiet, longest)
        except OSError as exc:
            self.end()
            raise _Died("crash") from exc
        except _Died:
            self.end()
            raise

    def _receive(self, quiet: float, longest: float) -> tuple[int, Any]:
        end = time.monotonic() + longest
        status = BEAT
        while status == BEAT:
            deadline = min(end, time.monotonic() + quiet)
            status, size = HEADER.unpack(self._read(HEADER.size, deadline))
        try:
            return status, _Values(io.BytesIO(self._read(size, end))).load()
        except pickle.UnpicklingError as exc:
            raise _Died("crash") from exc

    def _read(self, size: int, deadline: float) -> bytes:
        chunks: list[bytes] = []
        while size:
            left = deadline - time.monotonic()
            if left <= 0 or not self._selector.select(left):
                raise _Died("slow")
            chunk = os.read(self._from.fileno(), min(size, 1 << 20))
            if not chunk:
                # Allocators of C libraries abort when the limit is reached: told as memory.
                raise _Died("memory" if self._child.wait(5) in (-6, -5, -4, -11) else "crash")
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)

    @property
    def alive(self) -> bool:
        return self._child.poll() is None

    def end(self) -> None:
        self._selector.close()
        with contextlib.suppress(OSError):
            self._child.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(5)
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):
                pipe.close()


class _Values(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module in _TRUSTED and "." not in name:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not a value of this package")


_lock = threading.Lock()
_places = threading.BoundedSemaphore(WORKERS)
_idle: list[_Process] = []
atexit.register(close)


@contextlib.contextmanager
def _lease(memory_mb: int, name: str) -> Iterator[_Process]:
    """A process of one's own for one job; at most WORKERS at once."""
    if not _places.acquire(timeout=120):
        raise LimitReached("正在读取的文件太多，请稍后再试", "too many files are being read, try again later")
    try:
        process = _take(memory_mb)
        if process is None:
            try:
                process = _Process(memory_mb)
            except _Died as died:
                raise Unreadable(
                    f"读取“{name}”的进程无法启动；请检查内存设置 ASSISTANT_PARSE_MEMORY_MB",
                    f"the process to read {name} did not start; check ASSISTANT_PARSE_MEMORY_MB") from died
        try:
            yield process
        except BaseException:  # interrupted in the middle of an answer: not usable again
            process.end()
            raise
        _give_back(process)
    finally:
        _places.release()


def _take(memory_mb: int) -> _Process | None:
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.alive and process.memory_mb == memory_mb:
                return process
            process.end()
    return None


def _give_back(process: _Process) -> None:
    if not process.alive or process.jobs >= JOBS_PER_PROCESS:
        process.end()
        return
    with _lock:
        _idle.append(process)
