"""What the suites run on: the demonstration set, the reference documents when they are there, one library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.service import Service
from assistant.settings import Settings, data_folder
from assistant.types import Document

ROOT = Path(__file__).resolve().parent.parent
Progress = Callable[[str, float], None]


class Absent(Exception):
    """The data that a suite needs are not there; the suite is reported as not run."""


@dataclass
class Context:
    """`documents` and `gold`: folders of reference documents and of what careful readers found in them.

    `home` holds the library of this run; nothing outside it is written.
    """

    home: Path
    documents: Path | None = None
    gold: Path | None = None
    draft: Path | None = None
    progress: Progress | None = None
    _read: dict[Path, Document] = field(default_factory=dict)

    def tell(self, message: str, fraction: float = 0.0) -> None:
        if self.progress is not None:
            self.progress(message, fraction)

    @cached_property
    def demo(self) -> Path:
        """The folder of the demonstration documents."""
        return data_folder("corpus")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was planted in the demonstration set. Raises Absent."""
        path = self.demo / "manifest.json"
        if not path.is_file():
            raise Absent("演示文件的清单不在 (no manifest of the demonstration set)")
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return manifest

    def gold_file(self, stem: str) -> Any:
        """`stem`.json of the gold folder, or every `stem`.*.json there is. Raises Absent."""
        if self.gold is None or self.documents is None:
            raise Absent("没有参考文件及其答案 (no reference documents or gold)")
        found = sorted(self.gold.glob(f"{stem}*.json"))
        if not found:
            raise Absent(f"答案目录中没有 {stem} (no {stem} in the gold folder)")
        return json.loads(found[0].read_text(encoding="utf-8"))

    def reference_files(self) -> dict[str, Path]:
        """The reference documents by the first part of their name: {"000": path}. Raises Absent."""
        if self.documents is None or not self.documents.is_dir():
            raise Absent("没有参考文件 (no reference documents)")
        files = {p.name.split("_")[0]: p for p in sorted(self.documents.iterdir()) if p.is_file()}
        if not files:
            raise Absent("参考文件目录为空 (the reference folder is empty)")
        return files

    def read(self, path: Path) -> Document:
        """A document as read, once a run."""
        if path not in self._read:
            from assistant import reading
            self._read[path] = reading.read_path(path)
        return self._read[path]

    def service(self, name: str) -> Service:
        """A service on a library of this run's own."""
        return Service(Settings(home=self.home / name), files=True)


def digest(*paths: Path) -> str:
    """SHA-256 over files (a folder gives its files in order), so that a result names its data."""
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(p for p in ([path] if path.is_file() else path.rglob("*")) if p.is_file()):
            total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
