"""What can be said of a phrase on its own, whatever stands around it.

Official texts repeat their phrases: a district's plan copies the province's outline, the
next version its last. So a phrase that was met is remembered, up to a fixed number.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.facts.actions import is_state, verb_at_head
from assistant.facts.actor import read_actor
from assistant.facts.lists import members_of
from assistant.facts.statements import Kind, Opening, kind_of
from assistant.facts.targets import may_aim

#: About a kilobyte a phrase.
REMEMBERED = 8192


class Phrase:
    """Readings of one phrase; each is made when first asked for."""

    __slots__ = ("_actor", "_aims", "_kinds", "_members", "head", "state", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.head = verb_at_head(text)
        self.state: bool = self.head is None and is_state(text)
        self._kinds: list[Kind | None] = [None] * 16
        self._members: tuple[str, ...] | None = None
        self._aims: bool | None = None
        self._actor: str | None = ""

    def kind(self, following: Opening, modal: bool, numbers: bool) -> Kind:
        """As `kind_of`."""
        slot = following * 4 + modal * 2 + numbers
        kind = self._kinds[slot]
        if kind is None:
            kind = self._kinds[slot] = kind_of(self.text, following, modal, numbers, self.head is not None)
        return kind

    def members(self) -> tuple[str, ...]:
        """The members of its longest enumeration."""
        if self._members is None:
            self._members = members_of(self.text, self.head[1] if self.head else 0)
        return self._members

    def aims(self) -> bool:
        """Whether it may state coverage, standing or a trend."""
        if self._aims is None:
            self._aims = may_aim(self.text)
        return self._aims

    def actor(self) -> str | None:
        """Who acts, if it says so; a state has no one who acts."""
        if self._actor == "":
            found = None if self.state else read_actor(self.text, 0, len(self.text), self.head is not None)
            self._actor = found.name if found else None
        return self._actor


@lru_cache(maxsize=REMEMBERED)
def phrase_of(text: str) -> Phrase:
    """The readings of `text`, the same object for the same text while it is remembered."""
    return Phrase(text)
