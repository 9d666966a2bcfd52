"""An annual report against the plan it reports on: reported, partly, silent, below target."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from assistant.alignment.status import Status, statuses
from assistant.alignment.units import passages_of
from assistant.facts import extract
from assistant.library.embedding import Embedder
from assistant.types import Document, Finding, FindingKind, Severity, SourceQuote, Verdict

_SEVERITY: dict[str, Severity] = {"reported": "low", "partly": "low", "silent": "medium", "below_target": "high"}
_KINDS: dict[str, tuple[FindingKind, ...]] = {
    "reported": (), "partly": ("partial_list",), "silent": ("omission",), "below_target": ("number",)}
_ADVICE = {
    "reported": "", "partly": "建议补充数据或者完成情况。", "silent": "建议补报该项任务的进展,未开展的说明原因。",
    "below_target": "建议说明未达到目标的原因和下一步措施。"}


def check_report(report: Document, plan: Document, embedder: Embedder | None = None,
                 progress: Callable[[str, float], None] | None = None) -> tuple[Finding, ...]:
    """A finding for every commitment of the plan, in the order of its text."""
    requirements = extract(plan).requirements
    passages = [passage for passage in passages_of(report) if passage.clause != "题头"]
    found = statuses(requirements, passages, headings={p.clause: p.heading for p in passages_of(plan)},
                     regions_of=(plan.region, report.region), embedder=embedder, progress=progress)
    return tuple(_finding(plan, status) for status in found)


def _finding(plan: Document, status: Status) -> Finding:
    item = status.requirement
    text = f"{plan.source}\0{item.clause}\0{item.quote}".encode("utf-8", "surrogatepass")
    verdict: Verdict = status.verdict
    return Finding(f"r-{hashlib.sha256(text).hexdigest()[:10]}", verdict, _KINDS[verdict], _SEVERITY[verdict],
                   SourceQuote(plan.source, item.clause, item.quote), status.evidence, status.reason,
                   _ADVICE[verdict], status.confidence)
