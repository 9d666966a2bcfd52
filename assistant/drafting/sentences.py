"""Points to sentences: pieces joined, subjects named once, neighbours from one body in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.marks import full, half
from assistant.drafting.points import Point
from assistant.facts.names import organisations
from assistant.types import Citation, DraftSentence

#: A sentence joins statements of one body until it is this long.
LONG = 90
_OWN_SUBJECT = re.compile(r"^(?:全[区县市]|我[区县市]|各|[区县市](?:政府|委|级|长|直)|辖区|“?\d{5}”?热线)")


#: A town's own bodies, which only the town's name tells from another's.
_NAMELESS = re.compile(r"(?:街道)?(?:党工委|党委|办事处|领导班子)")


def sentences_of(points: Sequence[Point]) -> tuple[DraftSentence, ...]:
    """The sentences of one paragraph, with placeholders for what is not settled."""
    out: list[DraftSentence] = []
    group: list[Point] = []
    for point in points:
        if group and not _joins(group, point):
            out += _sentence(group)
            group = []
        group.append(point)
        if point.open:
            out += _sentence(group)
            group = []
    out += _sentence(group)
    return tuple(out)


def _joins(group: Sequence[Point], point: Point) -> bool:
    last = group[-1]
    if (last.source, last.scope) != (point.source, point.scope):
        return False
    same = (last.key[1], last.sentence) == (point.key[1], point.sentence)
    length = sum(len(text_of(p)) for p in group) + len(text_of(point))
    return length <= LONG if same or point.scope else length <= LONG * 0.6


def text_of(point: Point) -> str:
    """The pieces of a point as one run."""
    return ",".join(piece.text for piece in point.pieces)


def _sentence(group: Sequence[Point]) -> list[DraftSentence]:
    out: list[DraftSentence] = []
    said = [point for point in group if point.pieces]
    if said:
        text = ";".join(text_of(point) for point in said)
        if said[0].scope and not _has_subject(text, said[0].scope):
            # 永安镇 + 镇综合行政执法队: the town's name ends in what the text begins with.
            tail = re.match(r"街道|[镇乡]", text)
            text = said[0].scope + (text[tail.end():] if tail and said[0].scope.endswith(tail.group()) else text)
        out.append(DraftSentence(full(text) + "。", tuple(dict.fromkeys(c for p in said for c in citations_of(p)))))
    for point in group:
        out += [placeholder(f"待核:{indicator}", (Citation(point.key[0], point.key[1], quote_of(point)),))
                for indicator in point.open]
    return out


def _has_subject(text: str, name: str) -> bool:
    if _NAMELESS.match(text):
        return False
    if text.startswith(name) or _OWN_SUBJECT.match(text):
        return True
    bodies = organisations(full(text))
    return bool(bodies) and bodies[0].start == 0


def citations_of(point: Point) -> tuple[Citation, ...]:
    """Exact quotes behind the pieces: neighbours in the clause make one quote."""
    spans: list[list[int]] = []
    for piece in sorted(point.pieces, key=lambda p: p.start):
        if spans and not re.search(r"[一-鿿\d]", point.clause_text[spans[-1][1]:piece.start]):
            spans[-1][1] = piece.end
        else:
            spans.append([piece.start, piece.end])
    own = tuple(Citation(point.key[0], point.key[1], point.clause_text[start:end]) for start, end in spans)
    return (*own, *point.also)


def quote_of(point: Point) -> str:
    """What the clause prints from the statement's start to its end."""
    text = point.clause_text[point.key[2]:]
    stop = re.search(r"[。;\n]", half(text))
    return text[:stop.start()] if stop and stop.start() else text[:80]


def placeholder(text: str, citations: tuple[Citation, ...] = ()) -> DraftSentence:
    """A marked place: 〔待补充:…〕 or 〔待核:…〕, without digits."""
    plain = re.sub(r"[\d.%]+", "", text)
    return DraftSentence(f"〔{plain}〕", citations, "placeholder")
