"""A table of contents (目录): its headings stand in the text again, so they are not clauses."""

from __future__ import annotations

import re

from assistant.reading.cleaning.lines import drop, spans
from assistant.reading.cleaning.traced import Traced
from assistant.types import Repair

_WORD = re.compile(r"^[ \t\u3000]*目[ \t\u3000]*[录次][ \t\u3000]*$", re.MULTILINE)
_PAGE = re.compile(r"[\s.\u2026·\u30fb\uff0e\-—_]*\d{1,3}$|[\s.\u2026·\u30fb\uff0e]+$")
_SPACE = re.compile(r"\s+")


def drop_contents(traced: Traced) -> tuple[Traced, list[Repair]]:
    """The text without its table of contents, told as one repair with its number of lines."""
    text = traced.text
    word = _WORD.search(text, 0, 6000)
    if word is None:
        return traced, []
    lines = spans(text)
    first = next(index for index, (start, _) in enumerate(lines) if start >= word.start())
    keys = [_SPACE.sub("", text[start:end]) for start, end in lines]
    later = set(keys[first + 1 :])
    seen: dict[str, int] = {}
    for key in keys[first + 1 :]:
        seen[key] = seen.get(key, 0) + 1
    chosen = {first}
    for index in range(first + 1, len(lines)):
        bare = _PAGE.sub("", text[slice(*lines[index])])
        key = _SPACE.sub("", bare)
        again = seen.get(keys[index], 0) > 1 or (key != keys[index] and key in later)
        if not again or len(key) > 60 or (index > first + 1 and key == _SPACE.sub("", _PAGE.sub("", keys[first + 1]))):
            break
        chosen.add(index)
    if len(chosen) < 3:
        return traced, []
    start, end = lines[first][0], lines[max(chosen)][1]
    return traced.edit(drop(lines, chosen, text)), [traced.told("contents_list", start, end, "", count=len(chosen))]
