"""What the suites run on: the demonstration set, the reference documents when they are there, one library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.service import Service, Workplace
from assistant.settings import Settings, data_folder
from assistant.types import Document

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.library.embedding import Cached
    from evals.judge import Judge

ROOT = Path(__file__).resolve().parent.parent
Progress = Callable[[str, float], None]


class Absent(Exception):
    """The data that a suite needs are not there; the suite is reported as not run."""


class GoldError(ValueError):
    """A file of gold, or what it names, is malformed; the message says which and how."""


@dataclass
class Context:
    """`documents` and `gold`: folders of reference documents and of what careful readers found in them.

    `home` holds the libraries of this run; nothing outside it is written but `vectors`, when
    a folder is named that keeps them between runs. `draft`: a saved draft to score;
    `case`: nuggets of a reference document other than the demonstration's.
    """

    home: Path
    documents: Path | None = None
    gold: Path | None = None
    draft: Path | None = None
    case: Path | None = None
    vectors: Path | None = None
    progress: Progress | None = None
    judge: Judge | None = None
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
        """What all `stem`*.json of the gold folder hold together; an id told twice counts once. Raises Absent."""
        if self.gold is None or self.documents is None:
            raise Absent("没有参考文件及其答案 (no reference documents or gold)")
        found = sorted(self.gold.glob(f"{stem}*.json"))
        if not found:
            raise Absent(f"答案目录中没有 {stem} (no {stem} in the gold folder)")
        whole: Any = _json(found[0])
        for path in found[1:]:
            whole = _merged(whole, _json(path))
        return whole

    def reference_files(self) -> dict[str, Path]:
        """The reference documents by the key the gold gives their file, else by what stands before "_" in their name.

        Raises Absent without documents, GoldError when two have one key.
        """
        if self.documents is None or not self.documents.is_dir():
            raise Absent("没有参考文件 (no reference documents)")
        files: dict[str, Path] = {}
        for path in sorted(p for p in self.documents.iterdir() if p.is_file() and not p.name.startswith(".")):
            key = self._keys.get(path.name) or path.stem.split("_")[0]
            if key in files:
                raise GoldError(f"{files[key].name} 和 {path.name} 都叫 {key} (two documents have one key)")
            files[key] = path
        if not files:
            raise Absent("参考文件目录为空 (the reference folder is empty)")
        return files

    @cached_property
    def _keys(self) -> dict[str, str]:
        """What the gold calls each file; nothing where it does not say."""
        if self.gold is None or not sorted(self.gold.glob("documents*.json")):
            return {}
        rows = self.gold_file("documents").get("documents", {})
        return {row["file"]: key for key, row in rows.items() if "file" in row}

    def read(self, path: Path) -> Document:
        """A document as read, once a run."""
        if path not in self._read:
            from assistant import reading
            self._read[path] = reading.read_path(path)
        return self._read[path]

    def documents_read(self) -> list[Document]:
        """What was read so far in this run."""
        return list(self._read.values())

    @contextmanager
    def service(self, name: str) -> Iterator[Service]:
        """A service on a library of this run's own; all libraries of a run share their vectors."""
        place = _Place(Settings(home=self.home / name), self.embedder)
        try:
            yield Service(place=place, files=True)
        finally:
            place.close()

    @cached_property
    def embedder(self) -> Cached:
        """The embedded model; each text is embedded once a run (once for good with `vectors`)."""
        from evals.vectors import Remembering
        return Remembering(self.vectors or self.home / "vectors")


class _Place(Workplace):
    """A workplace whose library takes its vectors from the run's."""

    def __init__(self, settings: Settings, embedder: Cached) -> None:
        super().__init__(settings)
        self._vectors = embedder

    @cached_property
    def library(self) -> Library:
        from assistant.library import Library
        return Library(self.settings.home, self._vectors, self.settings)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as exc:
        raise GoldError(f"答案文件 {path.name} 不是 JSON:{exc} (not JSON)") from exc


def _merged(one: Any, other: Any) -> Any:
    """Two files of gold as one: lists joined by id, objects key by key, the first file's word standing."""
    if isinstance(one, list) and isinstance(other, list):
        known = {item.get("id") for item in one if isinstance(item, dict)} - {None}
        return one + [item for item in other if not (isinstance(item, dict) and item.get("id") in known)
                      and item not in one]
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _merged(one[key], other[key]) if key in one and key in other else one.get(key, other.get(key))
                for key in {**one, **other}}
    return one


def digest(*paths: Path) -> str:
    """SHA-256 over files (a folder gives its files in order), so that a result names its data."""
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(p for p in ([path] if path.is_file() else path.rglob("*")) if p.is_file()):
            total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
