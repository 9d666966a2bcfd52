"""From what the slots say to one verdict with kinds, severity and confidence."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.suggestions import suggestion
from assistant.types import FindingKind, Severity, Verdict

#: Gravest first; a requirement gets the gravest of its faults' verdicts.
ORDER: tuple[Verdict, ...] = ("conflicting", "missing", "weaker", "partial", "covered", "not_applicable")
_GRAVE: frozenset[FindingKind] = frozenset(("contradiction", "number", "deadline", "basis", "actor", "exception"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one requirement. `answer` is the passage it rests on, None when
    nothing near enough was found; `faults` are empty for covered and not_applicable."""

    verdict: Verdict
    kinds: tuple[FindingKind, ...]
    severity: Severity
    reason: str
    suggestion: str
    confidence: float
    answer: Answer | None
    faults: tuple[Fault, ...] = ()


def verdict_of(faults: tuple[Fault, ...]) -> Verdict:
    """The gravest verdict of some faults; covered without any."""
    found = {fault.verdict for fault in faults}
    return next((verdict for verdict in ORDER if verdict in found), "covered")


def judged(ask: Ask, answer: Answer | None, faults: tuple[Fault, ...], spoken: float) -> Judgement:
    """The judgement that follows from the faults. `spoken`: how surely the passage speaks of it, 0..1."""
    verdict = verdict_of(faults)
    if not faults:
        return Judgement("covered", (), "low", "已落实:草案相应条款与上位要求一致或者更严。", "",
                         round(min(0.99, spoken), 2), answer)
    first = next(fault for fault in faults if fault.verdict == verdict)
    ordered = (first, *(fault for fault in faults if fault is not first))
    kinds = tuple(dict.fromkeys(kind for fault in ordered for kind in (fault.kind, *fault.also)))
    reason = ";".join(dict.fromkeys(fault.reason for fault in ordered)) + "。"
    sure = max(fault.sure for fault in ordered) * (0.7 + 0.3 * spoken if verdict != "missing" else 1.0)
    return Judgement(verdict, kinds, severity_of(ask, verdict, kinds), reason,
                     suggestion(first, ask.text), round(min(0.99, sure), 2), answer, ordered)


def severity_of(ask: Ask, verdict: Verdict, kinds: tuple[FindingKind, ...]) -> Severity:
    """high: an obligation is contradicted, lowered in a measured value, or dropped though it
    is measured or a prohibition; medium: other losses; low: what a reviewer may let pass."""
    measured = bool(ask.requirement.targets) or ask.requirement.prohibition or ask.requirement.deadline is not None
    if verdict == "conflicting":
        return "high"
    if verdict == "missing":
        return "high" if measured else "medium"
    if verdict == "weaker":
        return "high" if kinds and kinds[0] in _GRAVE else "medium"
    if verdict == "partial":
        return "medium" if measured or "partial_list" in kinds else "low"
    return "low"
