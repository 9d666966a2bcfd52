"""Laws and regulations of the state under their right names (法律法规名称)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.review.internal.confusion import alike
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
        slip = next((right for right in known if _misspelt(name, right)), None) if name not in known else None
        if slip and name not in told:
            told.add(name)
            full = "中华人民共和国" * title.startswith("中华人民共和国") + slip
            yield passage.finding(
                "title_wrong", "medium", match.start(), match.end(), f"文件名称有误，应为《{full}》", f"《{full}》", 0.88
            )
            continue
        national = title.startswith("中华人民共和国") or name.endswith(("法", "法典"))
        if not national or name in known or name in told or len(name) < 6 or not name.endswith(("法", "条例")):
            continue
        near = [right for right in known if _one_word_apart(name, right) or _other_kind(title, name, right)]
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


def _misspelt(name: str, right: str) -> bool:
    """One letter put for another that sounds or looks like it."""
    if len(name) != len(right) or len(name) < 5:
        return False
    apart = [(a, b) for a, b in zip(name, right, strict=True) if a != b]
    return len(apart) == 1 and apart[0][0] in alike(apart[0][1])


def _other_kind(title: str, name: str, right: str) -> bool:
    """《中华人民共和国行政许可条例》 for a law, and the like."""
    stem, other = re.sub("法$|条例$", "", name), re.sub("法$|条例$", "", right)
    return title.startswith("中华人民共和国") and name.endswith(("法", "条例")) and stem == other


def _one_word_apart(name: str, right: str) -> bool:
    """
    >>> _one_word_apart("突发事件应急法", "突发事件应对法"), _one_word_apart("公路法", "铁路法")
    (True, False)
    """
    if abs(len(name) - len(right)) > 1 or min(len(name), len(right)) < 6 or name[-1] != right[-1]:
        return False
    ops = [op for op in SequenceMatcher(None, name, right, autojunk=False).get_opcodes() if op[0] != "equal"]
    return len(ops) == 1 and max(ops[0][2] - ops[0][1], ops[0][4] - ops[0][3]) <= 2
