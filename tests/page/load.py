"""Many users at once on one library while a check runs: `python -m tests.page.load URL [USERS] [ROUNDS]`.

Each user opens the page, asks, clicks sentences and findings, looks into documents and filters, through
gradio's own queue as a browser does. Prints the slowest twentieth (p95) of every action and every error.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import httpx

QUESTIONS = ("执法人员每年要培训多少学时", "行政复议案件办理了多少件", "公共法律服务实体平台什么时候建成",
             "合法性审核率要求是多少", "谁负责行政规范性文件的审核", "“双随机、一公开”监管覆盖哪些部门")


@dataclass
class Tally:
    """Seconds of every action, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def p95(self, action: str | None = None) -> float:
        taken = self.seconds[action] if action else [s for all_ in self.seconds.values() for s in all_]
        return statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else (taken or [0.0])[0]


class Visitor:
    """One user's page, without a browser."""

    def __init__(self, client: httpx.AsyncClient, config: dict[str, Any], tally: Tally) -> None:
        self._client, self._tally = client, tally
        self._session = f"{random.getrandbits(52):x}"
        ids = {c["id"]: c["props"].get("elem_id") for c in config["components"]}
        self._dependencies = config["dependencies"]
        self._fn = {(ids.get(target), event): d["id"] for d in config["dependencies"]
                    for target, event in (tuple(t) for t in d["targets"]) if target in ids}
        self._loads = [d["id"] for d in config["dependencies"] if any(t[1] == "load" for t in d["targets"])]
        self.values: dict[str, Any] = {c["props"]["elem_id"]: c["props"].get("value") for c in config["components"]
                                       if c["props"].get("elem_id")}
        self._outputs = {d["id"]: [ids.get(o) for o in d["outputs"]] for d in config["dependencies"]}
        self._inputs = {d["id"]: [ids.get(i) for i in d["inputs"]] for d in config["dependencies"]}

    async def open(self) -> None:
        begun = time.monotonic()
        for path in ("/", "/page/page.js", "/page/page.css", "/theme.css"):
            (await self._client.get(path)).raise_for_status()
        await self._call(*self._loads)
        self._tally.seconds["open"].append(time.monotonic() - begun)

    async def do(self, name: str, elem: str, event: str, **values: Any) -> None:
        """One action, timed; what it answers is remembered by element."""
        self.values |= {key.replace("__", "-"): value for key, value in values.items()}
        begun = time.monotonic()
        await self._call(self._fn[elem, event])
        self._tally.seconds[name].append(time.monotonic() - begun)

    async def _call(self, *functions: int) -> None:
        """Queue calls and read the session's stream until all of them are answered."""
        waiting: dict[str, int] = {}
        for fn in functions:
            sent = {"data": [self.values.get(elem or "") for elem in self._inputs[fn]], "fn_index": fn,
                    "session_hash": self._session, "event_data": None, "trigger_id": None}
            joined = await self._client.post("/gradio_api/queue/join", json=sent)
            joined.raise_for_status()
            waiting[joined.json()["event_id"]] = fn
        where = {"session_hash": self._session}
        async with self._client.stream("GET", "/gradio_api/queue/data", params=where) as answer:
            async for line in answer.aiter_lines():
                message = json.loads(line[5:]) if line.startswith("data:") else {}
                if message.get("msg") == "process_completed":
                    fn = waiting.pop(message["event_id"])
                    if not message["success"]:
                        self._tally.errors.append(f"{fn}: {message['output']}")
                    else:
                        self._keep(fn, message["output"].get("data", []))
                if not waiting or message.get("msg") == "close_stream":
                    return

    def _keep(self, fn: int, data: list[Any]) -> None:
        for elem, value in zip(self._outputs[fn], data, strict=False):
            if elem and not (isinstance(value, dict) and value.get("__type__") == "update" and "value" not in value):
                self.values[elem] = value["value"] if isinstance(value, dict) and "__type__" in value else value


async def visit(visitor: Visitor, rounds: int) -> None:
    """What one user does in a few minutes, a little faster than a person."""
    await asyncio.sleep(random.uniform(0.0, 5.0))
    await visitor.open()
    for tab in ("tab-library", "tab-review"):
        await asyncio.sleep(random.uniform(1.0, 4.0))
        await visitor.do("tab", tab, "select")
        if tab == "tab-review":
            await visitor.do("tab", "review-before", "change")
    for number in range(rounds):
        pause = random.uniform(2.0, 6.0)
        await visitor.do("ask", "draft-send", "click", draft__say=random.choice(QUESTIONS))
        await asyncio.sleep(pause)
        if visitor.values.get("draft-opened"):
            version = str(visitor.values.get("draft-paper", "")).partition("sentence:")[2].partition(":")[0] or "1"
            await visitor.do("sentence", "draft-pick", "change", draft__pick=f"sentence:{version}:{number}#{number}")
        await asyncio.sleep(pause)
        shelf = str(visitor.values.get("library-documents", ""))
        ids = [part.partition("'")[0] for part in shelf.split("data-pick='document:")[1:]]
        if ids:
            await visitor.do("document", "library-pick", "change",
                             library__pick=f"document:{random.choice(ids)}#{number}")
        await asyncio.sleep(pause)
        if visitor.values.get("review-opened"):
            rows = str(visitor.values.get("review-findings", ""))
            found = [part.partition("'")[0] for part in rows.split("data-pick='finding:")[1:]]
            await visitor.do("filter", "review-words", "change", review__words=random.choice(("", "年", "应当")))
            if found:
                await visitor.do("finding", "review-pick", "change",
                                 review__pick=f"finding:{random.choice(found)}#{number}")
        await asyncio.sleep(pause)


async def check(client: httpx.AsyncClient) -> tuple[str, float]:
    """A check of the largest plan against the others, through the API; (how it ended, seconds)."""
    shelf = (await client.get("/api/v1/documents")).json()["documents"]
    plans = sorted((d for d in shelf if "方案" in (d["doc_type"] or "") or "纲要" in (d["doc_type"] or "")),
                   key=lambda d: d["clauses"])
    body = {"draft": plans[-1]["id"], "against": [d["id"] for d in plans[:-1]]}
    begun = time.monotonic()
    job = (await client.post("/api/v1/reviews", json=body)).json()
    while job["state"] in ("queued", "running"):
        await asyncio.sleep(1)
        job = (await client.get(f"/api/v1/jobs/{job['id']}")).json()
    return job["state"], time.monotonic() - begun


async def run(url: str, users: int, rounds: int) -> tuple[Tally, str, float]:
    """(what was measured, how the check ended, its seconds)."""
    tally = Tally()
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=120, trust_env=False, limits=limits) as client:
        config = (await client.get("/config")).json()
        checking = asyncio.create_task(check(client))
        await asyncio.sleep(0.5)
        ended = await asyncio.gather(*(visit(Visitor(client, config, tally), rounds) for _ in range(users)),
                                     return_exceptions=True)
        tally.errors += [repr(one) for one in ended if isinstance(one, BaseException)]
        state, seconds = await checking
    return tally, state, seconds


def main() -> None:
    url, users, rounds = sys.argv[1], int((sys.argv[2:] or ["20"])[0]), int((sys.argv[3:] or ["5"])[0])
    print(f"load of the machine before: {os.getloadavg()}")
    tally, state, seconds = asyncio.run(run(url, users, rounds))
    for action, taken in tally.seconds.items():
        print(f"{action:<10} n={len(taken):<5} median {statistics.median(taken):.2f} s  p95 {tally.p95(action):.2f} s  "
              f"max {max(taken):.2f} s")
    print(f"all        p95 {tally.p95():.2f} s; errors {len(tally.errors)}: {tally.errors[:5]}")
    print(f"check: {state} after {seconds:.0f} s; load of the machine after: {os.getloadavg()}")


if __name__ == "__main__":
    main()
