"""Long work as jobs: a bounded queue, progress to ask for, cancel, and what became of it.

A job's state is kept in the library, so that a restart of the server can say that
the work was interrupted; a job that ran when the server stopped is never told as done.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import AssistantError, LimitReached, NotFound
from assistant.library.records import Records
from assistant.service.workplace import Progress

WORKERS = 2
WAITING = 40
A_USER = 4
LOG = logging.getLogger(__name__)


class Cancelled(AssistantError):
    """The user asked to stop; raised at the next word of progress."""


@dataclass
class _Live:
    owner: str
    message: str = "排队中"
    fraction: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)
    future: Future[None] | None = None


class Jobs:
    """The queue of one process."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="job")
        self._live: dict[str, _Live] = {}
        self._guard = threading.Lock()
        self._newest: dict[tuple[str, str], str] = {}
        self._closing = False
        for record in records.list("job", limit=10_000):
            self._newest.setdefault((record.owner, record.content["kind"]), record.id)
            if record.content["state"] in ("queued", "running"):
                records.save("job", record.id, {**record.content, "state": "interrupted"}, keep=False)

    def submit(self, owner: str, kind: str, work: Callable[[Progress], dict[str, Any]], label: str = "") -> str:
        """Queue `work`; gives the job's id. `label` says what was asked for, also after a restart.

        Raises LimitReached when the queue or the user's share is full.
        """
        with self._guard:
            mine = sum(live.owner == owner for live in self._live.values())
            if len(self._live) >= WAITING or mine >= A_USER:
                raise LimitReached("正在进行的任务过多;请等一项完成后再试",
                                   "too many jobs under way; wait for one to end")
            base = {"kind": kind, "label": label}
            record = self._records.create("job", owner, {**base, "state": "queued"})
            live = self._live[record.id] = _Live(owner)
            self._newest[owner, kind] = record.id
            live.future = self._pool.submit(self._run, record.id, base, work)
        return record.id

    def newest(self, owner: str, kind: str) -> dict[str, Any] | None:
        """The state of this user's newest job of a kind, as `state` gives it; None when there is none."""
        id = self._newest.get((owner, kind))
        return None if id is None else self.state(id, owner)

    def state(self, id: str, owner: str) -> dict[str, Any]:
        """{"id","kind","state","message","fraction","result"|"error"}. Raises NotFound for another's."""
        record = self._records.find("job", id)
        if record is None or record.owner != owner:
            raise NotFound(f"没有编号为 {id} 的任务", f"no job has the id {id}")
        live = self._live.get(id)
        told = {"message": live.message, "fraction": live.fraction} if live else {"message": "", "fraction": 1.0}
        return {"id": id, **told, **record.content}

    def cancel(self, id: str, owner: str) -> dict[str, Any]:
        """Ask a job to stop; it does so at its next word of progress."""
        self.state(id, owner)
        if live := self._live.get(id):
            live.stop.set()
        return self.state(id, owner)

    def close(self, seconds: float = 5.0) -> bool:
        """Take no more work, ask what runs to stop, and wait for it; False when some still runs."""
        self._closing = True
        with self._guard:
            live = list(self._live.values())
        for one in live:
            one.stop.set()
        self._pool.shutdown(wait=False, cancel_futures=True)
        return not wait([one.future for one in live if one.future is not None], timeout=seconds).not_done

    def _run(self, id: str, base: dict[str, Any], work: Callable[[Progress], dict[str, Any]]) -> None:
        live = self._live[id]

        def tell(message: str, fraction: float) -> None:
            live.message, live.fraction = message, fraction
            if live.stop.is_set():
                raise Cancelled("任务已取消", "the job was cancelled")

        ended: dict[str, Any]
        try:
            tell("进行中", 0.0)
            self._records.save("job", id, {**base, "state": "running"}, keep=False)
            ended = {"state": "done", "result": work(tell)}
        except Cancelled:
            ended = {"state": "interrupted" if self._closing else "cancelled"}
        except AssistantError as exc:
            ended = {"state": "failed", "error": {"zh": exc.zh, "en": exc.en}}
        except Exception as exc:
            LOG.exception("job %s", id)
            ended = {"state": "failed", "error": {"zh": "程序内部错误,请查看服务日志", "en": type(exc).__name__}}
        self._records.save("job", id, {**base, **ended}, keep=False)
        with self._guard:
            self._live.pop(id, None)
