"""This review against the last one: what was mended, what is new, what stands."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.alignment.folding import fold_marks
from assistant.types import Beyond, Finding, InternalFinding, Review

#: Verdicts that are a matter to settle.
OPEN = frozenset(("partial", "weaker", "conflicting", "missing", "partly", "silent", "below_target"))
Entry = Finding | InternalFinding | Beyond


@dataclass(frozen=True, slots=True)
class Comparison:
    """Open findings of two reviews of one draft, sorted as each review sorts them.

    mended: of the old review, no longer found; new: found only now; standing: found in
    both (as the new review tells them). Findings of every part are compared alike.
    """

    mended: tuple[Entry, ...]
    new: tuple[Entry, ...]
    standing: tuple[Entry, ...]

    @property
    def counts(self) -> dict[str, int]:
        return {"mended": len(self.mended), "new": len(self.new), "standing": len(self.standing)}


def compare(old: Review, new: Review) -> Comparison:
    """Compare two reviews. A finding is the same when it rests on the same requirement
    (source, clause, quote) with the same kinds, or says the same of the same words.

    Clause numbers of the draft may shift between versions, so they do not count.
    """
    before, after = _open(old), _open(new)
    return Comparison(tuple(item for key, item in before.items() if key not in after),
                      tuple(item for key, item in after.items() if key not in before),
                      tuple(item for key, item in after.items() if key in before))


def _open(review: Review) -> dict[tuple[str, ...], Entry]:
    out: dict[tuple[str, ...], Entry] = {}
    entries: tuple[Entry, ...] = (*review.findings, *review.floor, *review.internal, *review.beyond)
    for item in entries:
        if isinstance(item, Finding) and item.verdict not in OPEN:
            continue
        key = _key(item)
        number = 0
        while (*key, str(number)) in out:
            number += 1
        out[(*key, str(number))] = item
    return out


def _key(item: Entry) -> tuple[str, ...]:
    if isinstance(item, Finding):
        source = item.requirement
        return ("finding", source.source, source.clause, fold_marks(source.quote), item.verdict,
                "+".join(sorted(item.kinds)))
    if isinstance(item, InternalFinding):
        return ("internal", item.code, fold_marks(item.quote))
    return ("beyond", item.kind, fold_marks(item.quote))
