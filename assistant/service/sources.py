"""From what a user names (a path, a folder, an id) to documents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.errors import BadInput, NotFound
from assistant.service.workplace import Desk
from assistant.types import Document

READABLE = frozenset({".txt", ".html", ".htm", ".docx", ".pdf"})
REFUSED = frozenset({".doc", ".wps", ".ofd", ".rtf", ".odt", ".xls", ".xlsx", ".ppt", ".pptx",
                     ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".zip", ".rar", ".7z", ".mht", ".mhtml", ".md"})


def expand(paths: Iterable[str]) -> list[Path]:
    """The files that these paths mean; a folder gives what looks like a document, sorted.

    Raises BadInput for a path that is not there and for a folder without documents.
    """
    found: list[Path] = []
    for name in paths:
        path = Path(name).expanduser()
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in READABLE | REFUSED
                            and not any(part.startswith(".") for part in p.relative_to(path).parts))
            if not any(p.suffix.lower() in READABLE for p in inside):
                raise BadInput(f"文件夹 {path.name or name} 中没有可读的文件(.txt .html .docx .pdf);请另选文件夹",
                               f"no readable file (.txt .html .docx .pdf) in {path.name or name}; choose another")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise BadInput(f"找不到 {name};请检查路径", f"{name} is not there; check the path")
    return list(dict.fromkeys(found))


def digest_of(path: Path) -> str:
    """SHA-256 of a file. Raises BadInput when it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as exc:
        raise BadInput(f"无法打开 {path.name};请检查权限",
                       f"{path.name} cannot be opened; check its permissions") from exc


def visible(desk: Desk) -> tuple[str, ...]:
    """Ids of the documents this user may see: all but other users' uploads that were not shared."""
    hidden = _hidden(desk)
    return tuple(id for id in desk.library.catalogue.ids() if id not in hidden)


def _hidden(desk: Desk) -> set[str]:
    name = desk.user.name
    records = desk.library.records
    return {r.id for r in records.list("upload", limit=100_000)
            if r.owner != name and not r.content.get("public")
            and not records.shared_with("upload", r.id, name)}


def document(desk: Desk, id: str) -> Document:
    """A document of the library that this user may see. Raises BadInput, also for another's upload."""
    if id in _hidden(desk):
        raise NotFound(f"文库中没有编号为 {id} 的文件", f"no document {id} in the library")
    return desk.library.get(id)


def resolve(desk: Desk, reference: str) -> Document:
    """The document named by an id, or by a path where paths may be named. Raises BadInput."""
    if desk.files and (os.sep in reference or Path(reference).suffix or Path(reference).exists()):
        path = Path(reference).expanduser()
        if path.is_file():
            from assistant import reading
            return reading.read_path(path, desk.place.settings)
        if reference not in desk.library.catalogue.ids():
            raise BadInput(f"找不到 {reference};请检查路径", f"{reference} is not there; check the path")
    return document(desk, reference)


def resolve_all(desk: Desk, references: Iterable[str]) -> tuple[list[Document], list[tuple[str, str]]]:
    """As `resolve`, a folder giving all its documents: (documents, [(source, reason)] of what was refused).

    Raises BadInput when a name means nothing at all.
    """
    documents: list[Document] = []
    skipped: list[tuple[str, str]] = []
    for reference in references:
        if desk.files and Path(reference).expanduser().is_dir():
            for path in expand([reference]):
                try:
                    documents.append(resolve(desk, str(path)))
                except BadInput as exc:
                    skipped.append((path.name, exc.zh))
        else:
            documents.append(resolve(desk, reference))
    return documents, skipped


def writable(output: str, suffixes: Sequence[str]) -> Path:
    """Where to write a file. Raises BadInput for a type that cannot be written or a folder that is not there."""
    path = Path(output).expanduser()
    if path.suffix.lower() not in suffixes:
        raise BadInput(f"不能写成 {path.suffix or path.name};可用 {' '.join(suffixes)}",
                       f"cannot write {path.suffix or path.name}; use {' '.join(suffixes)}")
    if not path.parent.is_dir():
        raise BadInput(f"文件夹 {path.parent} 不存在", f"the folder {path.parent} is not there")
    return path
