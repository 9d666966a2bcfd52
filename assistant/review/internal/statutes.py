"""Laws and regulations of the state under their right names (法律法规名称)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.review.internal.view import View
from assistant.review.internal.words import statutes
from assistant.types import InternalFinding

_TITLE = re.compile("《([^《》\n]{4,60})》")
_VERSION = re.compile(r"[（(](?:20\d\d年?)?(?:修[正订])?[）)]")


def check(view: View) -> Iterator[InternalFinding]:
    """A law of the state that is not known, one word away from one that is: 《…民营企业促进法》."""
    known = set(statutes())
    told = set()
    for passage, match in view.search(_TITLE):
        title = match[1]
        name = _VERSION.sub("", title).removeprefix("中华人民共和国")
        national = title.startswith("中华人民共和国") or name.endswith(("法", "法典"))
        if not national or name in known or name in told or len(name) < 6 or not name.endswith(("法", "条例")):
            continue
        near = [right for right in known if _one_word_apart(name, right)]
        if not near:
            continue
        told.add(name)
        right = max(near, key=lambda item: SequenceMatcher(None, name, item, autojunk=False).ratio())
        yield passage.finding(
            "title_wrong",
            "medium",
            match.start(),
            match.end(),
            f"未见此名称的法律法规，疑为《中华人民共和国{right}》",
            f"《中华人民共和国{right}》",
            0.75,
        )


def _one_word_apart(name: str, right: str) -> bool:
    """
    >>> _one_word_apart("突发事件应急法", "突发事件应对法"), _one_word_apart("公路法", "铁路法")
    (True, False)
    """
    if abs(len(name) - len(right)) > 1 or min(len(name), len(right)) < 6 or name[-1] != right[-1]:
        return False
    ops = [op for op in SequenceMatcher(None, name, right, autojunk=False).get_opcodes() if op[0] != "equal"]
    return len(ops) == 1 and max(ops[0][2] - ops[0][1], ops[0][4] - ops[0][3]) <= 2
