"""Evaluations run from the page: a process of their own, its result kept under the evaluator's name."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadInput, NotFound, Unavailable
from assistant.library.records import Kind
from assistant.service.workplace import Desk

KIND: Kind = "evaluation"
SUITES = ("scorers", "reading", "retrieval", "answers", "drafting", "checking", "end_to_end")
SECONDS = 1800
LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Evaluations:
    """What one evaluator runs and looks at."""

    desk: Desk

    def run(self, suites: Sequence[str] = ()) -> dict[str, Any]:
        """Run suites (none named: all) and keep table, page and JSON. Raises Forbidden, BadInput, Unavailable."""
        self.desk.user.require("evaluate")
        if unknown := [name for name in suites if name not in SUITES]:
            raise BadInput(f"没有评测 {'、'.join(unknown)}", f"no suite {', '.join(unknown)}")
        self.desk.tell("评测开始", 0.0)
        with tempfile.TemporaryDirectory() as folder:
            out, page = Path(folder) / "run.json", Path(folder) / "run.html"
            command = [sys.executable, "-m", "evals", *suites, "--json", str(out), "--html", str(page)]
            code, table, told = self._watched(command, Path(folder), len(suites or SUITES))
            if not out.is_file():
                raise Unavailable(f"评测未能完成:{told[-300:]}", f"the evaluation did not end: {told[-300:]}")
            content = {"suites": list(suites), "exit": code, "table": table,
                       "json": json.loads(out.read_text(encoding="utf-8")), "html": page.read_text(encoding="utf-8")}
        record = self.desk.library.records.create(KIND, self.desk.user.name, content)
        self.desk.note("evaluation.run", f"evaluation/{record.id}", suites=list(suites), exit=code)
        self.desk.tell("评测完成", 1.0)
        return {"id": record.id, "created": record.created, **content}

    def _watched(self, command: list[str], folder: Path, suites: int) -> tuple[int, str, str]:
        """(exit code, standard output, the end of standard error), telling the suites as they end.

        Stopped when the one who asked stops, or after SECONDS. Raises Unavailable then.
        """
        table, words = folder / "table.txt", folder / "words.txt"
        with table.open("wb") as out, words.open("wb") as told, subprocess.Popen(command, stdout=out, stderr=told) as run:
            begun = time.monotonic()
            try:
                while run.poll() is None:
                    if time.monotonic() - begun > SECONDS:
                        raise Unavailable("评测超时", "the evaluation took too long")
                    time.sleep(LOOK_SECONDS)
                    done = [line for line in words.read_text("utf-8", "replace").splitlines() if line.endswith("完成")]
                    self.desk.tell(f"已完成 {len(done)}/{suites}", min(0.95, (len(done) + 0.1) / (suites + 0.2)))
            finally:
                if run.poll() is None:
                    run.kill()
        return run.returncode, table.read_text("utf-8", "replace"), words.read_text("utf-8", "replace")[-2000:]

    def mine(self) -> list[dict[str, Any]]:
        """One's own runs, the newest first, without their pages."""
        self.desk.user.require("evaluate")
        return [{key: r[key] for key in ("id", "created", "suites", "exit")} for r in
                self.desk.library.records.glance(KIND, self.desk.user.name, {"suites": "$.suites", "exit": "$.exit"})]

    def get(self, id: str) -> dict[str, Any]:
        """One run whole. Raises NotFound for another's."""
        self.desk.user.require("evaluate")
        record = self.desk.library.records.find(KIND, id)
        if record is None or record.owner != self.desk.user.name:
            raise NotFound(f"没有编号为 {id} 的评测", f"no evaluation has the id {id}")
        return {"id": record.id, "created": record.created, **record.content}

    def export(self, id: str, target: Path) -> None:
        """Write a run's page or JSON. Raises BadInput for another suffix."""
        kept = self.get(id)
        if target.suffix == ".html":
            target.write_text(kept["html"], encoding="utf-8")
        elif target.suffix == ".json":
            target.write_text(json.dumps(kept["json"], ensure_ascii=False, indent=1), encoding="utf-8")
        else:
            raise BadInput("可下载 html 或 json", "html or json can be downloaded")

    def compare(self, old: str, new: str) -> str:
        """Two runs, what changed and whether it could be chance, as the comparison prints it."""
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, id in (("old", old), ("new", new)):
                path = Path(folder) / f"{name}.json"
                path.write_text(json.dumps(self.get(id)["json"]), encoding="utf-8")
                paths.append(str(path))
            ended = subprocess.run([sys.executable, "-m", "evals", "--compare", *paths], capture_output=True,
                                   text=True, timeout=120, check=False)
        if ended.returncode:
            raise BadInput(f"无法比较:{ended.stderr[-300:]}", f"cannot compare: {ended.stderr[-300:]}")
        return ended.stdout
