"""Drafts: compose, revise, settle, bring back, take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from assistant import types
from assistant.drafting import DraftRequest, compose_draft, revise, settle
from assistant.drafting.request import Kind
from assistant.errors import BadInput, Forbidden
from assistant.library.records import Record
from assistant.service import sources
from assistant.service.workplace import Desk
from assistant.types import Document, Draft, Exclusion

SUFFIXES = (".docx", ".md", ".json")


@dataclass(frozen=True, slots=True)
class Drafts:
    """What one user does with drafts."""

    desk: Desk

    def create(self, kind: str, region: str, year: int, section: str | None = None,
               material: Sequence[str] = (), plan: str | None = None, previous: str | None = None,
               length: int | None = None, output: str | None = None) -> Draft:
        """Compose a draft, keep it as version 1, and write it to `output` where given.

        Raises BadInput for names that mean nothing, an odd year or length, or no material.
        """
        self.desk.user.require("draft")
        target = sources.writable(output, SUFFIXES) if output else None
        if not 1949 < year < 2100:
            raise BadInput(f"年份 {year} 有误;请写四位年份", f"the year {year} is odd; write four digits")
        if length is not None and not 50 <= length <= 100_000:
            raise BadInput("字数应在 50 至 100000 之间", "--length must be between 50 and 100,000")
        inputs = {"material": list(material), "plan": plan, "previous": previous}
        request = DraftRequest(kind=_kind(kind), region=region, year=year, section=section, length=length)
        documents, plan_document, last, skipped = self._inputs(inputs, region)
        model, notices = self.desk.model()
        draft = compose_draft(request, documents, plan_document, last, self.desk.place.embedder,
                              model=model, progress=self.desk.progress)
        left_out = tuple(Exclusion("", source, reason) for source, reason in skipped)
        draft = replace(draft, excluded=draft.excluded + left_out, notices=notices + draft.notices)
        record = self.desk.library.records.create(
            "draft", self.desk.user.name, {"draft": types.to_json(draft), "inputs": _absolute(inputs)}, note="初稿")
        self.desk.note("draft.create", f"draft/{record.id}", region=region, year=year, engine=draft.engine)
        return self._written(replace(draft, id=record.id, version=record.version), target)

    def revise(self, id: str, instruction: str, output: str | None = None, base: int | None = None) -> Draft:
        """Change what the instruction concerns and nothing else; kept as the next version.

        Raises BadInput for an instruction that cannot be understood, Forbidden for another's draft.
        """
        self.desk.user.require("draft")
        target, record = sources.writable(output, SUFFIXES) if output else None, self._own(id)
        if not instruction.strip():
            raise BadInput("修改要求为空;请写明要改什么", "the instruction is empty; say what to change")
        documents, plan, last, _ = self._inputs(record.content["inputs"], _draft(record).region)
        model, notices = self.desk.model()
        history = tuple(types.from_json(Draft, v.content["draft"])
                        for v in self.desk.library.records.versions("draft", id))
        changed = revise(_draft(record), instruction, documents, plan, last, self.desk.place.embedder,
                         model=model, history=history)
        return self._written(self._save(record, replace(changed, notices=notices + changed.notices),
                                        instruction, base), target)

    def settle(self, id: str, indicator: str, source: str, base: int | None = None) -> Draft:
        """Settle a conflict by naming the source whose value holds."""
        record = self._own(id)
        return self._save(record, settle(_draft(record), indicator, source), f"{indicator}:采用 {source}", base)

    def restore(self, id: str, version: int) -> Draft:
        """Bring a version back, as a new one."""
        record = self._own(id)
        old = self.desk.library.records.version("draft", id, version)
        return self._save(record, types.from_json(Draft, old.content["draft"]), f"恢复第{version}版", None)

    def get(self, id: str) -> Draft:
        """A draft of one's own, or one shared with one. Raises BadInput, Forbidden."""
        return _draft(self.desk.kept("draft", id))

    def mine(self) -> list[dict[str, Any]]:
        """One's own drafts, the newest first."""
        return [{key: r[key] for key in ("id", "title", "version", "updated")} for r in
                self.desk.library.records.glance("draft", self.desk.user.name, {"title": "$.draft.title"})]

    def history(self, id: str) -> list[dict[str, Any]]:
        """Every version, the oldest first: {"version","at","instruction","changed"}."""
        self.desk.may_see("draft", id)
        return [{"version": v["version"], "at": v["created"], "instruction": v["note"], "changed": v["changed"] or []}
                for v in self.desk.library.records.version_glance("draft", id, {"changed": "$.draft.changed"})]

    def versions(self, id: str) -> dict[str, Any]:
        """Every version with its instruction and what changed; the newest is spelled out whole."""
        record = self.desk.kept("draft", id)
        versions = [{"version": v.version, "at": v.created, "instruction": v.note,
                     "changed": v.content["draft"].get("changed", []), "text": v.content["draft"]["text"]}
                    for v in self.desk.library.records.versions("draft", id)]
        return {**types.to_json(_draft(record)), "versions": versions}

    def export(self, id: str, target: Path) -> None:
        """Write a draft as .docx, .md or .json; with a .docx the evidence stands beside it."""
        self._written(self.get(id), target)
        self.desk.note("draft.export", f"draft/{id}", suffix=target.suffix)

    def evidence(self, id: str, target: Path) -> None:
        """Write what stands behind a draft as .docx, .md or .json."""
        from assistant import export
        export.export_evidence(self.get(id), target)
        self.desk.note("draft.export", f"draft/{id}", suffix=target.suffix, evidence=True)

    def share(self, id: str, user: str) -> None:
        """Let another user see one's draft. Raises NotFound, Forbidden for another's."""
        self._own(id)
        self.desk.library.records.share("draft", id, self.desk.user.name, user)
        self.desk.note("draft.share", f"draft/{id}", user=user)

    def _inputs(self, named: dict[str, Any], region: str) -> tuple[
            list[Document], Document | None, Document | None, list[tuple[str, str]]]:
        plan = sources.resolve(self.desk, named["plan"]) if named["plan"] else None
        last = sources.resolve(self.desk, named["previous"]) if named["previous"] else None
        documents, skipped = sources.resolve_all(self.desk, named["material"])
        if not named["material"]:
            documents = self._shelf(region, {d.digest for d in (plan, last) if d})
        if not documents:
            reasons = ";".join(f"{source}:{reason}" for source, reason in skipped)
            raise BadInput(f"没有可用的报送材料;请用 --material 指定文件或文件夹。{reasons}",
                           "no material to draft from; name files or a folder with --material")
        return documents, plan, last, skipped

    def _shelf(self, region: str, but: set[str]) -> list[Document]:
        """Without named material: what the library holds of this region and is no plan."""
        plans = ("方案", "纲要", "规划", "条例", "规定", "办法")
        found = [self.desk.library.get(id) for id in sources.visible(self.desk)]
        return [d for d in found if d.digest not in but and region[-4:] in f"{d.region or ''}{d.title}{d.issuer}"
                and not any(word in (d.doc_type or "") for word in plans)]

    def _own(self, id: str) -> Record:
        record = self.desk.kept("draft", id)
        if record.owner != self.desk.user.name:
            raise Forbidden("只能修改自己的草稿", "only one's own draft can be changed")
        return record

    def _save(self, record: Record, draft: Draft, note: str, base: int | None) -> Draft:
        draft = replace(draft, id=record.id, version=record.version + 1)
        self.desk.library.records.save("draft", record.id, {**record.content, "draft": types.to_json(draft)},
                                       base=base if base is not None else record.version, note=note)
        self.desk.note("draft.revise", f"draft/{record.id}", version=draft.version, instruction=note)
        return draft

    def _written(self, draft: Draft, target: Path | None) -> Draft:
        if target is not None:
            from assistant import export
            export.export_draft(draft, target)
            if target.suffix.lower() == ".docx":
                export.export_evidence(draft, target.with_name(f"{target.stem}-依据.docx"))
        return draft


def _kind(name: str) -> Kind:
    """Raises BadInput for a kind of draft that is not known."""
    for kind in get_args(Kind):
        if kind == name:
            return cast(Kind, kind)
    raise BadInput(f"不能起草 {name};可用 {' '.join(get_args(Kind))}", f"cannot draft {name}; use {' '.join(get_args(Kind))}")


def _draft(record: Record) -> Draft:
    draft = types.from_json(Draft, record.content["draft"])
    return replace(draft, id=record.id, version=record.version)



def _absolute(inputs: dict[str, Any]) -> dict[str, Any]:
    """Paths kept with a draft hold from any folder: revising reads the same files again."""
    def fixed(name: str) -> str:
        return str(Path(name).resolve()) if Path(name).exists() else name
    return {"material": [fixed(name) for name in inputs["material"]],
            "plan": fixed(inputs["plan"]) if inputs["plan"] else None,
            "previous": fixed(inputs["previous"]) if inputs["previous"] else None}
