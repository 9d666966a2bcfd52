"""What there is to say: statements turned into points, each in pieces that can be left out.

A piece is a phrase in the report's words with the exact quote behind it. Pieces carry
a weight, so that a limit of length drops the least of them, and the index of a piece
that they cannot stand without (受理218件 needs the piece that names 行政复议).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.amounts import amounts
from assistant.drafting.conflicts import Counted, Found, measures_of
from assistant.drafting.marks import full
from assistant.drafting.measures import DEPENDENT, is_partial, overlap
from assistant.drafting.names import region_kind
from assistant.drafting.statements import Phrase, Role, Statement
from assistant.drafting.style import only_time, style_words, substance, tighten
from assistant.drafting.topics import topics
from assistant.types import Citation

#: What a body says of itself, though it reports for the district: its own staff and house.
_OWN_AFFAIR = re.compile(r"(?:我|本)(?:局|委|办|院)(?:机关|干部|系统|工作人员|党组|内部)|(?:局|办)机关")
#: 究其根源, before the cause itself.
_WHY = re.compile(r"究其(?:根源|原因|成因|缘由)")
#: A leader named once, for all that the statement tells.
_PERSON = re.compile(r"[^,]{0,16}?(?:书记|[县区市镇乡]长|主要负责(?:人|同志))")
#: What a court tells of the administration, not of itself.
_DEFENDANT = re.compile(r"^(?:行政机关|应出庭|全[区县市旗])|出庭应诉|负责人出庭")
#: Openings of phrases that say with what mind a thing was done.
_ATTITUDE = ("围绕", "坚持", "聚焦", "紧扣", "紧盯", "立足", "着眼", "以", "按照", "把", "对标")
Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """`start`, `end`: where its quote stands in the clause. `level` as style.substance has it."""

    text: str
    start: int
    end: int
    level: int
    weight: float
    needs: int = -1


@dataclass(frozen=True, slots=True)
class Point:
    """A statement to be said. `scope`: the body whose own figures it tells, "" for the district.

    `also`: further citations of the same fact; `open`: indicators not settled."""

    key: Key
    source: str
    clause_text: str
    pieces: tuple[Piece, ...]
    role: Role
    topic: str | None
    submitter: str
    scope: str
    sentence: int
    also: tuple[Citation, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        return max((piece.weight for piece in self.pieces), default=0.0)


def points(kept: Sequence[Statement], texts: Mapping[tuple[str, str], str], region: str, year: int,
           found: Sequence[Found], twice: Sequence[tuple[Counted, Counted]], *,
           manner: bool = False) -> tuple[Point, ...]:
    """The points of the kept statements. `texts`: clause texts by (document, clause).

    `manner`: keep phrases that say how a thing was done, as answers to opinions must.

    Phrases whose number is in conflict are left out and named in `open`, at the first place only;
    a fact told twice stays at its owner's and carries the other's citation.
    """
    out: list[Point] = []
    hidden, opened = _hidden(found)
    repeated, credits = _repeated(twice, kept)
    elsewhere: dict[Key, set[int]] = {}
    for item in found:
        for key, phrase in item.places[1:]:
            elsewhere.setdefault(key, set()).add(phrase)
    for statement in kept:
        point = _point(statement, texts[statement.document, statement.clause], region, year,
                       _Left(repeated.get(statement.key, set()), elsewhere.get(statement.key, set()),
                             hidden.get(statement.key, {})))
        waiting = tuple(opened.get(statement.key, ()))
        if not waiting and _is_form(point, statement):
            continue
        if not manner:
            point = replace(point, pieces=_without_manner(point.pieces, statement))
        also = credits.get(statement.key, ())
        if point.pieces or waiting:
            out.append(replace(point, also=also, open=waiting))
    return _without_echoes(out)


def _hidden(found: Sequence[Found]) -> tuple[dict[Key, dict[int, frozenset[str]]], dict[Key, list[str]]]:
    """By statement: its phrases with a figure that is not settled, and the values that are not; the open indicators."""
    hidden: dict[Key, dict[int, frozenset[str]]] = {}
    opened: dict[Key, list[str]] = {}
    for item in found:
        opened.setdefault(item.places[0][0], []).append(item.conflict.indicator)
        for key, phrase in item.places[:1]:
            values = frozenset(str(value.value) for value in item.conflict.values)
            hidden.setdefault(key, {})[phrase] = values | hidden.get(key, {}).get(phrase, frozenset())
    return hidden, opened


def _repeated(twice: Sequence[tuple[Counted, Counted]],
              kept: Sequence[Statement]) -> tuple[dict[Key, set[int]], dict[Key, tuple[Citation, ...]]]:
    """Phrases to leave out because another says them, and the citations that the other gets."""
    drop: dict[Key, set[int]] = {}
    credits: dict[Key, tuple[Citation, ...]] = {}
    said = {(b.statement.key, b.phrase) for _, b in twice} | {(a.statement.key, a.phrase) for a, _ in twice}
    numbers = {(s.key, i): len(amounts(full(p.text))) for s in kept for i, p in enumerate(s.phrases)}
    for a, b in twice:
        keep, other = (b, a) if _owns(b.statement) and not _owns(a.statement) else (a, b)
        # A phrase with further numbers stays; only the fact told twice may go.
        if numbers.get((other.statement.key, other.phrase), 0) != 1 or (keep.statement.key, keep.phrase) not in said:
            continue
        if keep.phrase in drop.get(keep.statement.key, set()):
            continue
        drop.setdefault(other.statement.key, set()).add(other.phrase)
        phrase = other.statement.phrases[other.phrase]
        citation = Citation(other.statement.document, other.statement.clause, phrase.quote)
        known = credits.get(keep.statement.key, ())
        if citation not in known:
            credits[keep.statement.key] = (*known, citation)
    return drop, credits


def _owns(statement: Statement) -> bool:
    return topics().district_wide(statement.submitter, statement.topic)


def _is_form(point: Point, statement: Statement) -> bool:
    """Whether a statement is a form of words: a preamble without facts, or the name of what follows (一是…。)."""
    if any(piece.level == 2 for piece in point.pieces):
        return False
    if point.role not in ("done", "leader"):
        return False
    return statement.clause.split("/")[0] in ("题头", "引言", "结尾") or sum(len(piece.text) for piece in point.pieces) < 16


@dataclass(frozen=True, slots=True)
class _Left:
    """Phrases of a statement left out: told elsewhere; in conflict, marked elsewhere; in conflict, marked here."""

    repeated: set[int]
    elsewhere: set[int]
    here: dict[int, frozenset[str]]


def _point(statement: Statement, clause_text: str, region: str, year: int, left: _Left) -> Point:
    pieces: list[Piece] = []
    bare = 0  # pieces left without their only number: they cannot make a sentence alone
    at: dict[int, int] = {}
    gone = False  # the phrase before was left out, and what hangs on it goes too
    since: Phrase | None = None  # 上半年, 截至11月底: a phrase of its own that dates the next
    for index, phrase in enumerate(statement.phrases):
        if is_partial(phrase.text) or _WHY.fullmatch(phrase.text):
            since = phrase
            continue
        if index in left.repeated or only_time(phrase.text):
            continue
        if index in left.elsewhere:
            gone = True
            continue
        if gone and DEPENDENT.match(phrase.text):
            continue
        gone = False
        text = tighten(phrase.text, statement.submitter, year, first=not pieces)
        if index in left.here:
            text = _without_number(text, left.here[index])
            gone = True
            bare += bool(text) and not amounts(full(text))
        level = substance(text)
        if not level or len(text) < 3:
            continue
        at[index] = len(pieces)
        text = f"{since.text},{text}" if since else text
        start, since = since.start if since else phrase.start, None
        pieces.append(Piece(text, start, phrase.end, level, _weight(phrase.text, level, statement, region)))
    pieces = [] if bare == len(pieces) else _tied(pieces, statement, at)
    return Point(statement.key, statement.source, clause_text, tuple(pieces), statement.role, statement.topic,
                 statement.submitter, _scope(statement, region), statement.sentence)


def _without_manner(pieces: Sequence[Piece], statement: Statement) -> tuple[Piece, ...]:
    """Without phrases that only say in what manner (坚持…, 注重…), where facts follow that stand without them.

    A phrase stays that names the topic when the facts do not, or a scheme in quotation marks."""
    if statement.role not in ("done", "leader"):
        return tuple(pieces)
    if not any(piece.level == 2 for piece in pieces):
        return () if all(piece.text.startswith(_ATTITUDE) for piece in pieces) else tuple(pieces)
    needed = {piece.needs for piece in pieces}
    names = topics().of(statement.topic).words if statement.topic else ()
    facts = "".join(piece.text for piece in pieces if piece.level == 2)
    named = any(w in facts for w in names)
    gone = {i for i, piece in enumerate(pieces) if piece.level < 2 and i not in needed and "“" not in piece.text
            and piece.text.startswith(style_words().manner)
            and not any(w in piece.text and w not in facts and (not named or len(w) >= 4) for w in names)}
    moved = {old: new for new, old in enumerate(i for i in range(len(pieces)) if i not in gone)}
    return tuple(replace(piece, needs=moved.get(piece.needs, -1)) for i, piece in enumerate(pieces) if i not in gone)


def _without_number(text: str, values: frozenset[str]) -> str:
    """A phrase without the number that is not settled; '' when it ends in nothing that can stand.

    Of conjuncts (事项7件、合同88份) only the one with the number goes, unless it is the first, which has the verb.
    """
    found = amounts(full(text))
    parts = text.split("、")
    settled = [part for part in parts if not any(str(q.value) in values for q in amounts(full(part)))]
    if 0 < len(settled) < len(parts) and settled[0] == parts[0] and all(amounts(full(part)) for part in parts):
        return "、".join(settled)
    if len(found) != 1 or found[0].end < len(text) or found[0].unit in ("%", "‰"):
        return ""
    rest = re.sub(r"(?:共|累计|达到?|为|约|近|超过)+$", "", text[:found[0].start])
    return rest if len(rest) >= 8 and not re.search(r"[数量率额]$", rest) else ""


def _weight(text: str, level: int, statement: Statement, region: str) -> float:
    words = style_words()
    weight = 2.0 if level == 2 else 0.5
    weight += 0.3 * min(max(len(amounts(full(text))) - 1, 0), 3)
    context = statement.text
    if any(word in text for word in words.core):
        weight += 0.6
    elif any(word in context for word in words.core):
        weight += 0.3
    if "《" in text:
        weight += 0.4
    if any(word in text for word in words.minor):
        weight -= 0.8
    if re.search(r"[镇乡]$|街道$", statement.submitter):
        weight -= 0.7
    if text.startswith("其中"):
        weight -= 0.3
    return weight


def _tied(pieces: list[Piece], statement: Statement, at: dict[int, int]) -> list[Piece]:
    """Pieces whose number has its object from an earlier piece of the statement need that piece."""
    lead = len(statement.before)
    out = list(pieces)
    for measure in measures_of(statement.before + statement.text):
        if not measure.inherited or not measure.object:
            continue
        place = measure.start - lead + statement.start
        index = next((i for i, p in enumerate(statement.phrases) if p.start <= place < p.end), -1)
        if index not in at:
            continue
        mine = at[index]
        giver = next((at[i] for i in range(index - 1, -1, -1) if i in at
                      and overlap(measure.object, statement.phrases[i].text) >= 0.99), -1)
        if giver >= 0:
            out[mine] = replace(out[mine], needs=giver)
    for i, piece in enumerate(out):
        if i and piece.needs < 0 and DEPENDENT.match(piece.text):
            out[i] = replace(piece, needs=i - 1)
        elif i and piece.needs < 0 and statement.role == "leader" and _PERSON.match(out[0].text):
            out[i] = replace(piece, needs=0)
    return out


def _scope(statement: Statement, region: str) -> str:
    kind = region_kind(region)
    if re.search(r"(?:法院|检察院)$", statement.submitter) and not _DEFENDANT.search(statement.text):
        return statement.submitter
    if re.search(rf"全{kind}|我{kind}(?!域)|{kind}政府|{kind}级(?!机关)|{kind}委", statement.before + statement.text):
        return ""
    if _OWN_AFFAIR.search(statement.text):
        return statement.submitter
    return "" if _owns(statement) else statement.submitter


def _without_echoes(found: list[Point]) -> tuple[Point, ...]:
    """Points without numbers that say what another says are merged into it."""
    out: list[Point] = []
    texts: list[str] = []
    for point in found:
        text = ",".join(piece.text for piece in point.pieces)
        twin = None
        if point.pieces and not amounts(full(text)):
            twin = next((i for i, other in enumerate(out) if other.role == point.role and other.source != point.source
                         and len(text) <= 1.6 * len(texts[i]) and overlap(text, texts[i]) >= 0.85), None)
        if twin is None:
            out.append(point)
            texts.append(text)
            continue
        quote = point.clause_text[point.pieces[0].start:point.pieces[-1].end]
        out[twin] = replace(out[twin], also=(*out[twin].also, Citation(point.key[0], point.key[1], quote)))
    return tuple(out)
