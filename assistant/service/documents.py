"""Documents: add, list, look into, correct, remove; search them and ask them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import BadInput
from assistant.library.catalogue import Filter
from assistant.service import sources
from assistant.service.workplace import Desk
from assistant.types import Answer, Document, Facts, Search, head, to_json

CORRECTABLE = ("title", "issuer", "region", "level", "doc_type", "period", "date", "doc_number")


@dataclass(frozen=True, slots=True)
class Documents:
    """What one user does with the library."""

    desk: Desk

    def add(self, paths: Sequence[str]) -> dict[str, Any]:
        """Read and keep files and folders, by content: what is already there is only listed.

        The rest of a batch goes on when one file is refused; refusals stand under `skipped`.
        Raises BadInput when a path is not there or a folder holds no document.
        """
        files = sources.expand(paths)
        kept: dict[str, Document] = {}
        skipped: list[dict[str, str]] = []
        for number, path in enumerate(files):
            self.desk.tell(f"正在入库 {path.name}", number / len(files))
            try:
                document = self._add_file(path)
                kept.setdefault(document.id, document)
            except BadInput as exc:
                skipped.append({"source": path.name, "reason": str(exc)})
        if kept:
            self.desk.library.update_index(self.desk.progress)
        self.desk.tell("入库完成", 1.0)
        return {"documents": [head(d) for d in kept.values()], "skipped": skipped}

    def upload(self, name: str, data: bytes) -> dict[str, Any]:
        """Keep bytes sent by a user as that user's own. Raises BadInput, LimitReached."""
        self.desk.user.require("curate")
        digest = hashlib.sha256(data).hexdigest()
        known = self.desk.library.catalogue.id_of(digest)
        if known is None:
            from assistant import reading
            document = self._keep(reading.read_bytes(data, name, self.desk.place.settings), data)
            self.desk.library.records.create("upload", self.desk.user.name, {"source": name}, id=document.id)
        else:
            document = self.desk.library.get(known)
            upload = self.desk.library.records.find("upload", known)
            if upload is not None and upload.owner != self.desk.user.name:
                self.desk.library.records.share("upload", known, upload.owner, self.desk.user.name)
        self.desk.library.update_index(self.desk.progress)
        return {"documents": [head(document)], "skipped": []}

    def list(self) -> dict[str, Any]:
        """The head data of every document this user may see."""
        return {"documents": [head(self.desk.library.get(id)) for id in sources.visible(self.desk)], "skipped": []}

    def remove(self, id: str) -> dict[str, Any]:
        """Take a document out for good, from the index's files too. Raises BadInput, Forbidden."""
        self.desk.user.require("curate")
        gone = sources.document(self.desk, id)
        records = self.desk.library.records
        upload = records.find("upload", id)
        if upload is None or upload.owner != self.desk.user.name:
            self.desk.user.require("administer")
        self.desk.library.remove(id)
        if upload is not None:
            records.remove("upload", id)
        self.desk.note("document.remove", f"document/{id}", source=gone.source)
        return {"documents": [head(gone)], "skipped": []}

    def read(self, path: str) -> dict[str, Any]:
        """Read a file, keeping nothing."""
        from assistant import facts, reading
        file = Path(path).expanduser()
        if not file.is_file():
            raise BadInput(f"找不到 {path};请检查路径", f"{path} is not there; check the path")
        document = reading.read_path(file, self.desk.place.settings)
        return described(document, facts.extract(document))

    def look(self, id: str) -> dict[str, Any]:
        """A document of the library as it was read."""
        document = sources.document(self.desk, id)
        return described(document, self.desk.library.facts(id))

    def titles(self) -> dict[str, str]:
        """The title of every document one may see, by id."""
        seen = set(sources.visible(self.desk))
        return {h.id: h.title or h.source for h in self.desk.library.catalogue.heads() if h.id in seen}

    def get(self, id: str) -> Document:
        """A document of the library that this user may see. Raises NotFound."""
        return sources.document(self.desk, id)

    def correct(self, id: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Correct head data by hand. Raises BadInput for a key that cannot be corrected."""
        self.desk.user.require("curate")
        unknown = set(changes) - set(CORRECTABLE)
        if unknown:
            raise BadInput(f"不能更正 {'、'.join(sorted(unknown))}", f"cannot correct {', '.join(sorted(unknown))}")
        if "issuer" in changes:
            changes = {**changes, "issuer": tuple(changes["issuer"])}
        corrected = self.desk.library.catalogue.correct(id, replace(sources.document(self.desk, id), **changes))
        self.desk.note("document.correct", f"document/{id}", changes=to_json(changes))
        return head(corrected)

    def share(self, id: str, user: str) -> None:
        """Let another user see one's upload. Raises BadInput when it is not one's own."""
        sources.document(self.desk, id)
        self.desk.library.records.share("upload", id, self.desk.user.name, user)
        self.desk.note("document.share", f"document/{id}", user=user)

    def search(self, query: str, k: int = 10, document: str | None = None, **filters: Any) -> Search:
        """The clauses that answer, best first. Raises BadInput for an empty query or k < 1."""
        query = _asked(query)
        if k < 1:
            raise BadInput("-k 至少为 1", "-k must be 1 or more")
        return self.desk.library.search(query, k, self._filter(document, filters))

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        """A cited answer, or a refusal with what comes nearest."""
        model, _ = self.desk.model()
        return self.desk.library.answer(_asked(question), tuple(history), self._filter(None, {}), model=model)

    def _filter(self, document: str | None, filters: dict[str, Any]) -> Filter:
        if document is not None:
            sources.document(self.desk, document)
            return Filter(documents=(document,), **filters)
        seen = sources.visible(self.desk)
        everything = len(seen) == len(self.desk.library.catalogue.ids())
        return Filter(documents=None if everything else seen, **filters)

    def _add_file(self, path: Path) -> Document:
        known = self.desk.library.catalogue.id_of(sources.digest_of(path))
        if known is not None:
            return self.desk.library.get(known)
        from assistant import reading
        return self._keep(reading.read_path(path, self.desk.place.settings), path.read_bytes())

    def _keep(self, document: Document, data: bytes) -> Document:
        from assistant import facts
        kept = self.desk.library.add(document, facts.extract(document), data)
        self.desk.note("document.add", f"document/{kept.id}", source=kept.source, digest=kept.digest)
        return kept


def described(document: Document, facts: Facts) -> dict[str, Any]:
    """A document with all that was read in it, as the contract of `assistant read` spells it."""
    return {
        "document": head(document),
        "clauses": to_json(document.clauses),
        "repairs": to_json(document.repairs),
        "notes": to_json(document.notes),
        "requirements": to_json(facts.requirements),
        "figures": to_json(facts.figures),
    }


def _asked(text: str) -> str:
    text = text.strip()
    if not text:
        raise BadInput("问题为空;请写出要查的内容", "the question is empty; write what you look for")
    if len(text) > 2000:
        raise BadInput("问题过长(超过 2000 字);请缩短", "the question is longer than 2,000 characters; shorten it")
    return text



