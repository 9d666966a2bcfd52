"""Headings of one level alike: a stop after a run-in heading, none after a heading that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import Passage, View, han_count
from assistant.types import InternalFinding

_NUMBER = re.compile(
    r"^\s*(?:\d{1,3}[.．、]|[（(][一二三四五六七八九十\d]{1,4}[）)]|[一二三四五六七八九十]{1,3}、)\s*"
)
LONGEST = 26  # characters of a run-in heading


def check(view: View) -> Iterator[InternalFinding]:
    """Where nearly all siblings do one thing, those that do another are told."""
    by_kind: dict[str, list[Passage]] = {}
    for passage in view.passages:
        if passage.clause.number:
            by_kind.setdefault(passage.clause.kind, []).append(passage)
    for passages in by_kind.values():
        yield from _run_in(passages)
        yield from _alone(passages)


def _run_in(passages: list[Passage]) -> Iterator[InternalFinding]:
    """1.标题。正文… against 1.标题正文… ."""
    long = [p for p in passages if han_count(p.text.split("\n", 1)[0]) >= 40]
    with_stop = [p for p in long if _stop(p.text) is not None]
    without = [p for p in long if _stop(p.text) is None]
    if len(with_stop) < 5 or len(without) * 2 > len(with_stop) * 3:
        return
    lost = [p for p in without if _glued(p)]
    for number, passage in enumerate(lost):
        if number == 3:
            break
        more = f"（同类共{len(lost)}处）" if len(lost) > 3 and number == 2 else ""
        yield passage.finding(
            "heading_stop",
            "low",
            0,
            min(len(passage.text), 26),
            f"段首标题后缺句号，与正文连在一起{more}",
            "标题后补句号",
            0.75,
        )


def _stop(text: str) -> int | None:
    """Where the run-in heading of a paragraph ends; None when it has none."""
    line = text.split("\n", 1)[0]
    body = _NUMBER.sub("", line)
    at = body.find("。")
    return at if 0 < at <= LONGEST else None


def _glued(passage: Passage) -> bool:
    """A heading that runs straight into 一是, or into a verb where a sentence would begin anew."""
    body = _NUMBER.sub("", passage.text.split("\n", 1)[0])
    first = re.split("[，。；：]", body)[0]
    return bool(re.search(r"^[\u4e00-\u9fff“”]{6,20}一是", body)) or (
        han_count(first) >= 14
        and bool(
            re.search(
                r"(?:学|改革|程序|队伍|水平|能力|作用|机制|体系|制度|服务|执法|建设|监督|管理|工作|稳定|正义)"
                r"(?:将|把|按照|根据|坚持|认真|全面|动态|深化|落实|印发|出台|组织|充分|大力|切实|依托|发挥|加强|健全|完善)",
                first,
            )
        )
    )


def _alone(passages: list[Passage]) -> Iterator[InternalFinding]:
    """Headings that stand alone in their line: with a final stop, or without."""
    alone = [
        p for p in passages if "\n" not in p.text.strip() and han_count(p.text) <= 40 and p.text.count("。") <= 1
    ]
    stopped = [p for p in alone if p.text.rstrip().endswith(("。", "；", "，", "："))]
    bare = [p for p in alone if p not in stopped]
    if len(alone) < 4 or not stopped or len(stopped) * 4 > len(alone):
        return
    for passage in stopped[:3]:
        if _only_heading(passage):
            end = len(passage.text.rstrip())
            yield passage.finding(
                "heading_stop",
                "low",
                0,
                min(end, 50),
                f"独立成行的标题末有标点，与其他{len(bare)}个同级标题不一致",
                "删去标题末的标点",
                0.8,
            )


def _only_heading(passage: Passage) -> bool:
    return (
        bool(passage.clause.heading)
        and passage.clause.heading.rstrip("。；，：") in passage.text
        and han_count(passage.text) <= han_count(passage.clause.heading) + 4
    )
