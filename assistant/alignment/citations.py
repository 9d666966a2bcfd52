"""Titles cited in a text, folded for comparing."""

from __future__ import annotations

import re

from assistant.alignment.folding import fold_marks

_TITLE = re.compile("《((?:[^《》]|《[^《》]*》|〈[^〈〉]*〉)+)》")


def titles(text: str) -> list[str]:
    """The titles cited in a text, folded.

    >>> titles("落实《行政复议法》和《信访工作条例》")
    ['行政复议法', '信访工作条例']
    """
    return [fold_marks(found) for found in _TITLE.findall(text)]
