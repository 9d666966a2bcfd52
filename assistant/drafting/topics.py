"""Which topic of an annual report a statement belongs to, and who reports it for the whole district.

The words stand in data/topics.toml; chapters, their headings and openings come
from corpus/standards/chapters.toml. A word counts by its length squared, so that
行政复议 outweighs 复议 and both outweigh a word that merely happens to stand there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant import standards
from assistant.tables import from_table, read_table

DATA = Path(__file__).resolve().parent / "data"
_OWNER_BONUS = 1.2
_CONTEXT_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the results part. `opening`: an official opening that states no fact."""

    id: str
    heading: str
    words: tuple[str, ...]
    opening: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """`owners`: parts of the names of bodies whose returns on it are district-wide."""

    id: str
    chapter: str
    heading: str
    words: tuple[str, ...]
    owners: tuple[str, ...]

    def owned_by(self, submitter: str) -> bool:
        """Whether this body reports the topic for the whole district."""
        return any(owner in submitter for owner in self.owners)

    def score(self, text: str) -> float:
        """How much `text` speaks of it; 0 when no word stands there."""
        return float(sum(len(word) ** 2 for word in self.words if word in text))


@dataclass(frozen=True, slots=True)
class Leaders:
    """Words by which the first responsibility of the principal leaders is known."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """Parts of the names of bodies that report for the whole district on any topic."""

    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    chapter: tuple[Chapter, ...]
    topic: tuple[Topic, ...]
    whole: Whole
    leaders: Leaders

    def district_wide(self, submitter: str, topic: str | None) -> bool:
        """Whether what this body tells on the topic is told for the whole district."""
        if not submitter or any(name in submitter for name in self.whole.bodies):
            return True
        return topic is not None and self.of(topic).owned_by(submitter)

    def of(self, topic_id: str) -> Topic:
        """The topic with this id. Raises KeyError."""
        for topic in self.topic:
            if topic.id == topic_id:
                return topic
        raise KeyError(topic_id)

    def classify(self, text: str, context: Iterable[str] = (), submitter: str = "") -> Topic | None:
        """The best topic of a statement under its headings (`context`), or None when no word is known."""
        around = " ".join(context)
        best, most = None, 0.0
        for topic in self.topic:
            score = topic.score(text) + _CONTEXT_WEIGHT * topic.score(around)
            if score and submitter and topic.owned_by(submitter):
                score *= _OWNER_BONUS
            if score > most:
                best, most = topic, score
        return best


@cache
def topics() -> Topics:
    """The topics in the order in which a report tells them. Raises BadInput for a malformed file."""
    own = from_table(Topics, read_table(DATA / "topics.toml"), "topics.toml")
    standard = [Chapter(c.id, c.heading, (*c.words, *c.aliases), c.opening)
                for c in sorted(standards.chapters().chapter, key=lambda c: c.order) if c.id != "general"]
    order: list[Chapter] = []
    for chapter in standard:
        order.append(chapter)
        order += [extra for extra in own.chapter if extra.after == chapter.id]
    return Topics(tuple(order), own.topic, own.whole, own.leaders)


def chapter_of(text: str) -> str | None:
    """The id of the chapter whose words stand most in `text` (a heading with its sub-headings)."""
    best, most = None, 0.0
    for chapter in topics().chapter:
        score = float(sum(len(word) ** 2 for word in (*chapter.words, chapter.heading) if word in text))
        score += sum(topic.score(text) for topic in topics().topic if topic.chapter == chapter.id) / 2
        if score > most:
            best, most = chapter.id, score
    return best
