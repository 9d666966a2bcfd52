"""One writer at a time, by a file lock beside the catalogue; readers never wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import LibraryBusy

WAIT_SECONDS = 5.0


@contextmanager
def writer(home: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the library's write lock. Raises LibraryBusy after `wait` seconds.

    Re-entrant within one thread only; another thread of the process waits like
    another process.
    """
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(str(home / "library.lock"), timeout=wait):
            yield
    except Timeout as exc:
        raise LibraryBusy(
            "文库正在被另一个程序写入;请稍后再试",
            "another process is writing to the library; try again in a moment",
        ) from exc
