"""Keeping what is derived in step with the catalogue: the one place that writes segments and the dense index.

Order of writing: catalogue (acknowledged), segment, dense index. Whatever a crash
leaves behind is seen at the next start: a document without a segment, a segment
without a document, a dense index marked as being written or not as it was left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.library import index, segments
from assistant.library.catalogue import Catalogue
from assistant.library.embedding import Cached, Matrix, Progress
from assistant.library.index import DenseIndex
from assistant.library.segments import FORMAT, Segments


class Upkeep:
    """For one process; `refresh` only while holding the library's lock."""

    def __init__(self, home: Path, catalogue: Catalogue, embedder: Cached) -> None:
        self.folder = home / "derived"
        self.catalogue = catalogue
        self.embedder = embedder
        self.segments = Segments(self.folder)

    def behind(self) -> bool:
        """Whether anything derived is missing, superfluous, half-written, broken or of another model."""
        if self.segments.state("made_by") != self._maker():
            return True
        known = self.segments.documents()
        return set(known) != set(self.catalogue.ids()) or not all(known.values()) or not self._dense_sound()

    def refresh(self, progress: Progress | None = None) -> None:
        """Bring everything derived in step with the catalogue."""
        store = self.segments
        if store.state("made_by") != self._maker():
            with store.transaction():
                store.drop(list(store.documents()))
                store.remember(made_by=self._maker(), dirty=True)
        ids = self.catalogue.ids()
        gone = [id for id in store.documents() if id not in ids]
        if gone:
            with store.transaction():
                store.drop(gone)
                store.remember(dirty=True)
            store.scrub()
        missing = [id for id in ids if id not in store.documents()]
        for number, id in enumerate(missing):
            embed = _counted(self.embedder, progress, number, len(missing))
            segment = segments.build(id, self.catalogue.clauses(id), embed)
            with store.transaction():
                store.put(segment)
        if gone or not self._dense_sound():
            self._rebuild(ids)
        else:
            self._extend([id for id, dense in store.documents().items() if not dense])
        with store.transaction():
            store.remember(generation=store.state("generation", 0) + 1)
        if progress:
            progress("索引已更新", 1.0)

    def dense_folder(self) -> Path | None:
        """Where the dense index stands; None while it is being written."""
        name = self.segments.state("dense_folder")
        return None if name is None or self.segments.state("dirty", True) else self.folder / name

    def generation(self) -> int:
        """Rises with every refresh."""
        return int(self.segments.state("generation", 0))

    def _maker(self) -> str:
        return f"{FORMAT}/{self.embedder.name}"

    def _dense_sound(self) -> bool:
        folder = self.dense_folder()
        return folder is not None and index.sound(
            folder, self.segments.state("manifest", {}), self.segments.state("dense_count", -1))

    def _rebuild(self, ids: Sequence[str]) -> None:
        number = self.segments.state("dense_number", 0) + 1
        name = f"dense-{number}"
        index.discard(self.folder / name)
        with self.segments.transaction():
            self.segments.remember(dirty=True, dense_folder=name, dense_number=number)
        self._write(self.folder / name, ids, ids)
        for old in self.folder.glob("dense-*"):
            if old.name != name:
                index.discard(old)

    def _extend(self, fresh: Sequence[str]) -> None:
        folder = self.dense_folder()
        if not fresh or folder is None:
            return
        with self.segments.transaction():
            self.segments.remember(dirty=True)
        self._write(folder, fresh, list(self.segments.documents()))

    def _write(self, folder: Path, fresh: Sequence[str], all_ids: Sequence[str]) -> None:
        dense = DenseIndex(folder)
        try:
            ids: list[str] = []
            vectors: list[Matrix] = []
            for id in fresh:
                segment = self.segments.get(id)
                ids += segment.ids()
                vectors.append(segment.vectors)
                if len(ids) >= index.BATCH:
                    dense.add(ids, np.concatenate(vectors))
                    ids, vectors = [], []
            if ids:
                dense.add(ids, np.concatenate(vectors))
            count = len(dense)
        finally:
            dense.close()
        index.blank(folder)
        with self.segments.transaction():
            self.segments.mark_dense(all_ids)
            self.segments.remember(dirty=False, dense_count=count, manifest=index.manifest(folder))


def _counted(embedder: Cached, progress: Progress | None, number: int, total: int) -> Callable[[list[str]], Matrix]:
    def embed(texts: list[str]) -> Matrix:
        def tell(message: str, fraction: float) -> None:
            if progress:
                progress(f"{message}({number + 1}/{total})", (number + fraction) / total)
        return embedder.passages(texts, tell)
    return embed
