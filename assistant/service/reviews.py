"""Reviews: check a draft, keep the verdicts, decide on findings, compare, take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from assistant import review as checking
from assistant import types
from assistant.errors import BadInput
from assistant.library.records import Record
from assistant.service import sources
from assistant.service.workplace import Desk
from assistant.types import Document, Review

SUFFIXES = (".docx", ".xlsx", ".html", ".md", ".json")
Decision = Literal["accept", "reject", "comment"]


@dataclass(frozen=True, slots=True)
class Reviews:
    """What one user does with reviews."""

    desk: Desk

    def check(self, draft: str, against: Sequence[str] = (), outputs: Sequence[str] = ()) -> Review:
        """Check a draft against higher-level documents, the national floor and itself; keep the review.

        Raises BadInput for names that mean nothing or a file type that cannot be written.
        """
        self.desk.user.require("check")
        targets = [sources.writable(name, SUFFIXES) for name in outputs]
        document = sources.resolve(self.desk, draft)
        uppers = [sources.resolve(self.desk, name) for name in against]
        model, notices = self.desk.model()
        made = checking.review(document, uppers, self.desk.place.embedder, model=model, progress=self.desk.progress)
        record = self.desk.library.records.create("review", self.desk.user.name, {
            "review": types.to_json(made), "source": document.source, "digest": document.digest,
            "notices": list(notices), "original": self._path_of(draft)})
        self.desk.note("review.create", f"review/{record.id}", source=document.source,
                       against=[u.source for u in uppers])
        made = replace(made, id=record.id)
        for target in targets:
            self._write(made, target, self._original(record, document))
        return made

    def get(self, id: str) -> Review:
        """A review of one's own, or one shared with one. Raises BadInput."""
        record = self.desk.kept("review", id)
        return replace(types.from_json(Review, record.content["review"]), id=record.id)

    def mine(self) -> list[dict[str, Any]]:
        """One's own reviews, the newest first."""
        parts = {"title": "$.review.draft.title", "source": "$.source", "summary": "$.review.summary"}
        return [{key: r[key] for key in ("id", "title", "source", "summary", "updated")}
                for r in self.desk.library.records.glance("review", self.desk.user.name, parts)]

    def decide(self, id: str, finding: str, decision: Decision, comment: str = "") -> dict[str, Any]:
        """Accept, reject or comment one finding; what was decided before stays in the trail.

        Raises BadInput for a finding that is not in the review or an unknown decision.
        """
        record = self.desk.kept("review", id)
        if decision not in ("accept", "reject", "comment"):
            raise BadInput("处理意见只能是 accept、reject 或 comment", "a decision is accept, reject or comment")
        if finding not in _findings(record):
            raise BadInput(f"审核 {id} 中没有意见 {finding}", f"the review {id} has no finding {finding}")
        records, key = self.desk.library.records, f"{id}/{finding}"
        content = {"decision": decision, "comment": comment[:4000], "by": self.desk.user.name}
        if records.find("decision", key) is None:
            records.create("decision", self.desk.user.name, content, id=key)
        else:
            records.save("decision", key, content)
        self.desk.note("review.decide", f"review/{id}", finding=finding, **content)
        return {"finding": finding, **content}

    def decisions(self, id: str) -> dict[str, dict[str, Any]]:
        """What was decided on the findings of a review, by finding."""
        self.desk.may_see("review", id)
        return {r.id.removeprefix(f"{id}/"): r.content for r in self.desk.library.records.under("decision", f"{id}/")}

    def compare(self, old: str, new: str) -> dict[str, Any]:
        """This review against an earlier one: mended, new, standing."""
        compared: dict[str, Any] = types.to_json(checking.compare(self.get(old), self.get(new)))
        return compared

    def export(self, id: str, target: Path) -> None:
        """Write a review; a .docx carries the comments in the reviewer's own file where it is at hand."""
        record = self.desk.kept("review", id)
        self._write(self.get(id), target, self._original(record, None))
        self.desk.note("review.export", f"review/{id}", suffix=target.suffix)

    def share(self, id: str, user: str) -> None:
        """Let another user see one's review. Raises NotFound; BadInput for one that was shared with one."""
        self.desk.kept("review", id)
        self.desk.library.records.share("review", id, self.desk.user.name, user)
        self.desk.note("review.share", f"review/{id}", user=user)

    def _path_of(self, reference: str) -> str | None:
        path = Path(reference).expanduser()
        return str(path.resolve()) if self.desk.files and path.is_file() else None

    def _original(self, record: Record, document: Document | None) -> bytes | None:
        """The reviewed file's own bytes: from its path when unchanged, or from the library."""
        path, digest = record.content.get("original"), record.content["digest"]
        if path and Path(path).is_file() and sources.digest_of(Path(path)) == digest:
            return Path(path).read_bytes()
        id = self.desk.library.catalogue.id_of(digest)
        return self.desk.library.catalogue.original(id) if id else None

    @staticmethod
    def _write(made: Review, target: Path, original: bytes | None) -> None:
        from assistant import export
        export.export_review(made, target, original=original)


def _findings(record: Record) -> set[str]:
    kept = record.content["review"]
    named = {f["id"] for f in kept["findings"] + kept["floor"]}
    return named | {f"internal-{i}" for i in range(1, len(kept["internal"]) + 1)} \
        | {f"beyond-{i}" for i in range(1, len(kept["beyond"]) + 1)}

