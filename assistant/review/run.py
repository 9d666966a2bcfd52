"""One review of one draft: all parts, in the order in which a reviewer reads them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.alignment.folding import fold, region_names
from assistant.library.embedding import Embedder
from assistant.review.beyond import check_beyond, raised
from assistant.review.consistency import Raise, check_against
from assistant.review.floor import check_floor
from assistant.review.internal import check as check_itself
from assistant.review.report_against_plan import check_report
from assistant.types import Document, Finding, Level, Review, head

if TYPE_CHECKING:
    from assistant.llm import Model

Progress = Callable[[str, float], None]

_LEVELS: dict[Level, int] = {"国家": 0, "省": 1, "市": 2, "区县": 3, "乡镇": 4}
_GRAVITY = {"high": 0, "medium": 1, "low": 2}
_VERDICTS = {verdict: number for number, verdict in enumerate((
    "conflicting", "below_target", "missing", "weaker", "silent", "partial", "partly",
    "not_applicable", "covered", "reported"))}


def review(draft: Document, against: Sequence[Document] = (), embedder: Embedder | None = None,
           model: Model | None = None, progress: Progress | None = None) -> Review:
    """Check a draft against its higher-level documents (nearest first), the national floor
    and itself. Without `against` only the floor and the draft itself are checked. An annual
    report set against a plan gives reported, partly, silent, below_target.

    The same requirement printed alike in two sources is told once, of the nearer one.
    Raises what the embedder raises; a failing model leaves the verdicts of the rules.
    """
    uppers = sorted(against, key=lambda item: -_LEVELS.get(item.level or "国家", 0))
    findings: list[Finding] = []
    raises: list[Raise] = []
    told: set[str] = set()
    for number, upper in enumerate(uppers):
        share = _share(progress, number, len(uppers))
        if _is_report(draft) and not _is_report(upper):
            mine = check_report(draft, upper, embedder, share)
        else:
            checked = check_against(draft, upper, embedder, model, share)
            mine = checked.findings
            raises += checked.raises
        regions = region_names([draft.region, *(item.region for item in uppers)])
        for item in mine:
            key = fold(item.requirement.quote, regions)
            if key in told and len(key) >= 8:
                continue
            findings.append(item)
        told |= {fold(item.requirement.quote, regions) for item in mine}
    if progress:
        progress("核查草案自身", 0.9)
    ordered = sorted(findings, key=_rank)
    result = Review(
        head(draft), tuple(head(upper) for upper in uppers), dict(Counter(item.verdict for item in ordered)),
        tuple(ordered), check_itself(draft, against=tuple(uppers)), (*check_beyond(draft, uppers), *raised(raises)), check_floor(draft),
        _identity(draft, uppers))
    if progress:
        progress("完成", 1.0)
    return result


def _is_report(document: Document) -> bool:
    return "年度报告" in (document.doc_type or "")


def _rank(item: Finding) -> tuple[bool, int, int, float]:
    # Python's sort is stable: within a rank the order of the source stays.
    settled = item.verdict in ("covered", "not_applicable", "reported")
    return settled, _GRAVITY[item.severity], _VERDICTS[item.verdict], -round(item.confidence, 1)


def _share(progress: Progress | None, number: int, total: int) -> Progress | None:
    if progress is None:
        return None
    return lambda message, done: progress(message, 0.9 * (number + done) / total)


def _identity(draft: Document, uppers: Sequence[Document]) -> str:
    digests = "\0".join([draft.digest or draft.title, *(upper.digest or upper.title for upper in uppers)])
    return f"rv-{hashlib.sha256(digests.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
