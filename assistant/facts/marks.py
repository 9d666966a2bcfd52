"""All that a clause is read for, found in one pass over the whole clause each, then told phrase by phrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter

from assistant.facts.dates import dates_in
from assistant.facts.deadlines import Deadline, deadlines_in
from assistant.facts.frequency import Frequency, frequencies_in
from assistant.facts.modality import Modality, modalities
from assistant.facts.numerals import fold
from assistant.facts.quantities import Quantity, read_quantities
from assistant.facts.scope import ExceptionClause, Scope, exceptions, scopes
from assistant.facts.segments import Segments, segment

Found = Quantity | Deadline | Modality | Frequency | Scope | ExceptionClause


@dataclass(slots=True)
class Told:
    """What was read in one phrase."""

    numbers: list[Quantity] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    modal: list[Modality] = field(default_factory=list)
    frequencies: list[Frequency] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    exceptions: list[ExceptionClause] = field(default_factory=list)


#: Most phrases hold none of these; they share this one, which nobody writes to.
NOTHING = Told()


@dataclass(slots=True)
class Marks:
    """The readings of one clause, in order. `text` is folded; its offsets are those of the print."""

    text: str
    cut: Segments
    events: list[tuple[int, Found]]
    at: int = 0

    def any_before(self, end: int) -> bool:
        """Whether anything was read before `end` that was not taken yet."""
        return self.at < len(self.events) and self.events[self.at][0] < end

    def take(self, start: int, end: int) -> Told:
        """What was read in [start, end); later calls must not go back."""
        events, at, size = self.events, self.at, len(self.events)
        while at < size and events[at][0] < start:
            at += 1
        if at >= size or events[at][0] >= end:
            self.at = at
            return NOTHING
        told = Told()
        while at < size and events[at][0] < end:
            item = events[at][1]
            at += 1
            if isinstance(item, Modality):
                told.modal.append(item)
            elif isinstance(item, Quantity):
                told.numbers.append(item)
            elif isinstance(item, Scope):
                told.scopes.append(item)
            elif isinstance(item, Deadline):
                told.deadlines.append(item)
            elif isinstance(item, Frequency):
                told.frequencies.append(item)
            else:
                told.exceptions.append(item)
        self.at = at
        return told


def read_marks(printed: str, year: int | None) -> Marks:
    """Read `printed` for everything. Words of demand inside 《》 and “” are names and left out."""
    text = fold(printed)
    cut = segment(text)
    found = dates_in(text)
    events: list[tuple[int, Found]] = []
    if numbers := read_quantities(text, found, cut.shields):
        events += [(item.number, item) for item in numbers]
    if modal := modalities(text):
        quoted = [span for span in cut.shields if text[span[0]] in "“《"]
        events += [
            (word.start, word) for word in modal if not any(left < word.start < right for left, right in quoted)
        ]
    if (found or "年" in text) and (limits := deadlines_in(text, found, year)):
        events += [(limit.start, limit) for limit in limits]
    if often := frequencies_in(text):
        events += [(item.start, item) for item in often]
    if reach := scopes(text):
        events += [(item.start, item) for item in reach]
    if ways := exceptions(text):
        events += [(item.start, item) for item in ways]
    events.sort(key=itemgetter(0))
    return Marks(text, cut, events)
