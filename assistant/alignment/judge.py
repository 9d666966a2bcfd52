"""Judge: does a passage hold what is asked? Slot by slot, exact; similarity never judges.

Whether a passage speaks of the thing at all (object, topic) is weighed in topic.py;
every other verdict names the slot that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.citations import titles
from assistant.alignment.folding import fold
from assistant.alignment.matching import Match, Matcher
from assistant.alignment.slots import (
    actor,
    basis,
    consent,
    deadline,
    exception,
    figures,
    kinds,
    members,
    modality,
    number,
    polarity,
    rhythm,
    scope,
    wording,
)
from assistant.alignment.terms import coverage, keys, lost_terms
from assistant.alignment.topic import spoken
from assistant.alignment.verdicts import Judgement, judged, verdict_of
from assistant.facts import quantities, schemes

Comparator = Callable[[Ask, Answer], Fault | None]

#: Gravest first; each tells at most one fault.
SLOTS: tuple[Comparator, ...] = (
    polarity.compare, wording.compare, basis.compare, number.compare, figures.compare, rhythm.compare,
    deadline.compare,
    modality.compare, exception.compare, scope.compare, kinds.compare, actor.compare, consent.compare, members.compare,
)
#: A phrase of which so much content and so many characters stand in one place is spoken of there,
#: whatever else of its source fits the place as well.
COPIED = (0.8, 0.7)
#: Below this the passage is held not to speak of the requirement.
SPEAKS = 0.5
#: From here on the members of a list, in whatever words, may tell that it is the same list.
BARELY = 0.1
#: A phrase of less than this share of its sentence's content goes with the sentence;
#: a heavier one must hold this much of its own content where the sentence is answered.
LIGHT, KEPT = 0.3, 0.35
#: So many copied characters name a thing; what is said of it is so long, and so little of it may stand.
NAMED, TAIL, GONE = 8, 6, 0.1
#: Under like headings a passage that holds this much of the content is a near one.
SAME_PLACE, BRUSHED = 0.45, 0.2
#: From this share of requirements spoken of on, a draft counts as following its source.
FOLLOWS = 0.75


def decide(matcher: Matcher, match: Match) -> Judgement:
    """The verdict on one requirement by rules alone."""
    ask = match.ask
    answers = matcher.answers(match)
    if not answers or match.traits is None:
        return judged(ask, None, (_absent(matcher, match, None),), 0.0)
    likely = spoken(match.traits)
    # A title that holds the same words speaks of the document, not of the duty.
    titled = titles(match.candidates[0].window.text) and not titles(ask.text)
    copied = match.traits.narrow >= COPIED[0] and match.traits.copied >= COPIED[1] and not titled
    if likely < SPEAKS and not copied:
        cited = matcher.citing(match)
        if cited is not None and (wrong := basis.compare(ask, cited)):
            return judged(ask, cited, (wrong,), SPEAKS)
        listed = matcher.listing(match, printed=likely < BARELY)
        if listed is not None:
            return judged(ask, listed, faults_of(ask, listed), SPEAKS)
        home = matcher.home(match)
        if home is None:
            near = matcher.nearest(match)
            lost = _absent(matcher, match, near)
            return judged(ask, None if lost.verdict == "missing" else near, (lost,), likely)
        # The sentence is answered; does its answer hold this phrase of it too?
        kept = coverage(ask.folded, home.folded_sentence, matcher.aligner.weights.of)
        faults = faults_of(ask, home)
        heavy = kept < KEPT and matcher.share(match.requirement) >= LIGHT and not matcher.leftover(match, home)
        if not faults and (heavy or matcher.unsaid(match, home)):
            faults = (_absent(matcher, match, home),)
        return judged(ask, home, faults, max(likely, SPEAKS))
    best, faults = _best(ask, answers)
    if not faults and (dropped := _dropped(matcher, match, best)) is not None:
        faults = (dropped,)
    if not faults and matcher.unsaid(match, best):
        faults = (_absent(matcher, match, best),)
    if not faults and (half := matcher.half_said(match, best)):
        faults = (Fault("omission", "partial", f"内容:缺“{half[:24]}”", 0.7, "", half[:24]),)
    return judged(ask, best, faults, max(likely, SPEAKS))


def _dropped(matcher: Matcher, match: Match, answer: Answer) -> Fault | None:
    """A name in quotation marks that stands nowhere in the draft, or a phrase left out of
    a sentence that is otherwise copied."""
    traits = match.traits
    if traits is None:
        return None
    ask = match.ask
    for scheme in schemes(ask.text):
        name = fold(scheme.name, ask.regions)
        if keys(name) & keys(answer.folded_sentence):
            continue
        if len(name) >= 3 and name not in matcher.everything and traits.narrow < 0.6:
            return Fault("omission", "partial", f"内容:未见“{scheme.name}”", 0.75, "", scheme.name)
    if tail := _lost_tail(ask, answer, matcher):
        return Fault("omission", "partial", f"内容:缺“{tail}”", 0.7, "", tail)
    if traits.plain >= 0.8 and traits.sentence_copied >= 0.6 and traits.copied < 0.45:
        return Fault("omission", "partial", f"内容:同句其余部分已照写,缺“{ask.text[:24]}”", 0.65, "", ask.text[:24])
    return None


def _lost_tail(ask: Ask, answer: Answer, matcher: Matcher) -> str:
    """What the source says of a thing that the draft copies the name of and then leaves;
    "" where something of it stands in the answering clause."""
    left, right = ask.folded, answer.folded_main
    block = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    tail = left[block.a + block.size:]
    if block.size < NAMED or len(tail) < TAIL or quantities(tail):
        return ""
    if tail.startswith("(") or right[block.b + block.size:]:
        return ""
    stands = coverage(tail, fold(answer.clause, ask.regions), matcher.aligner.weights.of)
    return tail if stands <= GONE else ""


def _best(ask: Ask, answers: Sequence[Answer]) -> tuple[Answer, tuple[Fault, ...]]:
    """The answer with the least at fault; of equals the nearest."""
    held = [(answer, faults_of(ask, answer)) for answer in answers]
    return min(held, key=lambda item: sum(fault.sure for fault in item[1]))


def _absent(matcher: Matcher, match: Match, answer: Answer | None) -> Fault:
    """The fault of a requirement that the draft does not speak of, or only brushes."""
    traits = match.traits
    words: list[str] = []
    if answer is not None:
        heavy = lost_terms(match.ask.folded, answer.folded_sentence, matcher.aligner.weights.of)
        words = [term.word for _, term in heavy if len(term.word) > 1 and term.kind >= 0.4][:3]
    named = f"未见“{'”“'.join(words)}”" if words else "未见相应内容"
    # A draft that otherwise follows its source has a duty or lacks it; one that goes its own
    # way may answer it in part, under the same heading.
    near = traits is not None and answer is not None and matcher.followed < FOLLOWS and (
        (traits.sentence_cover >= 0.5 and traits.margin > 0) or traits.cover >= 0.5
        or (matcher.place(match, answer) >= SAME_PLACE and answer.candidate.cover >= BRUSHED))
    if near and answer is not None:
        return Fault("omission", "partial", f"内容:相近条款{named}", 0.7, "", "、".join(words))
    return Fault("omission", "missing", f"内容:草案全文{named}", 0.8, "", "、".join(words))


def faults_of(ask: Ask, answer: Answer) -> tuple[Fault, ...]:
    """All slots compared."""
    found = [fault for slot in SLOTS if (fault := slot(ask, answer))]
    kinds = {fault.kind for fault in found}
    if "basis" in kinds and len(found) > 1 and not titles(ask.text):
        # Cited for the whole sentence: what this phrase itself lacks comes first.
        cited = next(fault for fault in found if fault.kind == "basis")
        own = [fault for fault in found if fault is not cited]
        found = [*own, replace(cited, verdict=verdict_of(tuple(own)))]
    if "contradiction" in kinds:
        # 可以 in a permission that contradicts is no second fault.
        found = [fault for fault in found if fault.kind not in ("modality", "exception", "scope")]
    return tuple(found)
