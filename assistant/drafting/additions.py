"""What the sources say on a topic and the draft does not yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.amounts import amounts
from assistant.drafting.comparison import comparisons
from assistant.drafting.conflicts import Counted, counted
from assistant.drafting.gathering import gather
from assistant.drafting.grounding import ground_sentence
from assistant.drafting.marks import full, half, squeeze
from assistant.drafting.points import Point
from assistant.drafting.request import DraftRequest
from assistant.drafting.sentences import sentences_of
from assistant.drafting.targets import speaks_of
from assistant.errors import BadInput
from assistant.library.lexical import words
from assistant.types import Citation, Document, Draft, DraftSentence


def additions(draft: Draft, term: str, materials: Sequence[Document], plan: Document | None, *,
              topic: str | None = None, comparison: bool = False,
              previous: Document | None = None) -> tuple[DraftSentence, ...]:
    """Grounded sentences on a term (or a topic) whose facts the draft does not tell yet.

    `comparison`: last year's figures too, from the returns and `previous`, and the change computed
    from both. Raises BadInput when the sources say nothing on it, or nothing new.
    """
    region = draft.region or "本区"
    request = DraftRequest("annual-report", region, draft.year, comparison=comparison)
    if comparison and previous is not None:
        materials = [*materials, previous]
    held = gather(request, materials, None)
    said = squeeze(draft.text)
    wanted = [p for p in held.points if p.pieces and p.role in ("done", "leader")
              and (p.topic == topic if topic else _on(p, term))]
    if not wanted:
        raise BadInput(f"报送材料中没有关于“{term}”的内容,未作补充",
            f"the material says nothing on {term!r}; nothing was added")
    fresh = [new for p in wanted if (new := _untold(p, said)) is not None]
    out = [s for s in sentences_of(fresh) if s.status == "supported"
           and not ground_sentence(s, held.documents, year=draft.year)]
    if comparison:
        told = {c for s in out for c in s.citations}
        numbers = counted(held.selection.kept, region)
        out += [s for s in comparisons([n for n in numbers if _concerns(n, told)], numbers, draft.year)
                if not ground_sentence(s, held.documents, year=draft.year)]
    if not out:
        raise BadInput(f"报送材料中关于“{term}”的内容草稿都已写入",
            f"the draft already tells what the material says on {term!r}")
    return tuple(out)


def _concerns(number: Counted, told: set[Citation]) -> bool:
    quote = number.statement.phrases[number.phrase].quote
    return any((c.document, c.clause) == number.statement.key[:2] and quote in c.quote for c in told)


def _on(point: Point, term: str) -> bool:
    text = ",".join(piece.text for piece in point.pieces)
    if speaks_of(text, term):
        return True
    parts = [w for w in words(term) if len(w) >= 2]
    around = point.clause_text[:point.key[2]] + text
    sentence = re.split(r"[。\n]", half(point.clause_text[:point.key[2]]))[-1] + text
    return len(parts) > 1 and all(w in half(around) for w in parts) and any(w in text for w in parts) and any(
        w in sentence for w in parts[:-1])


def _untold(point: Point, said: str) -> Point | None:
    """The point with the pieces that the draft lacks, and those they need."""
    lacking = {i for i, piece in enumerate(point.pieces) if not _told(piece.text, said)}
    if not any(amounts(full(point.pieces[i].text)) or point.pieces[i].level == 2 for i in lacking):
        return None
    for i in sorted(lacking):
        if point.pieces[i].needs >= 0:
            lacking.add(point.pieces[i].needs)
    order = sorted(lacking)
    moved = {old: new for new, old in enumerate(order)}
    kept = [replace(point.pieces[i], needs=moved.get(point.pieces[i].needs, -1)) for i in order]
    return replace(point, pieces=tuple(kept))


def _told(text: str, said: str) -> bool:
    return squeeze(text) in said or squeeze(re.sub(r"^其中", "", text)) in said
