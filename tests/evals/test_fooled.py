"""Drafts made to please the scorer and no reader: each falls under a gate that a saved draft must meet."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from evals import gates
from evals.context import Context
from evals.result import SuiteResult
from evals.suites import drafting

Json = dict[str, Any]


def failed(context: Context, draft: Json) -> set[str]:
    rows = drafting._scored(drafting._case(context), draft)[0]
    told = gates.judge([SuiteResult("drafting", "run", rows=tuple(rows))], *gates.load(), saved=True)
    return {o.name.rsplit("/", 1)[-1] for o in told if o.state == "failed"}


def cited(draft: Json) -> list[Json]:
    return [s for section in draft["sections"] for s in section["sentences"] if s["status"] == "supported"]


def rewritten(draft: Json, change: Callable[[str], str]) -> Json:
    """Every cited sentence changed, in its place and in the text."""
    out = copy.deepcopy(draft)
    for sentence in cited(out):
        new = change(sentence["text"])
        out["text"] = out["text"].replace(sentence["text"], new)
        sentence["text"] = new
    return out


def of_sentences(draft: Json, sentences: list[Json]) -> Json:
    return {**draft, "text": "\n".join(s["text"] for s in sentences), "sections": [{"heading": "", "sentences": sentences}]}


def pasted(context: Context, draft: Json) -> Json:
    """All that the departments sent, each clause citing itself."""
    return of_sentences(draft, [
        {"text": c.text, "status": "supported", "citations": [{"document": d.source, "clause": c.id, "quote": c.text}]}
        for d in drafting._case(context).sources for c in d.clauses if c.text])


def bare(context: Context, draft: Json) -> Json:
    """The figures of the draft alone, with its citations."""
    return of_sentences(draft, [{**s, "text": "、".join(re.findall(r"\d[\d.]*[件次场个%项户]", s["text"])) + "。"}
                                for s in cited(draft)])


def borrowed(context: Context, draft: Json) -> Json:
    """The reference as text, over sentences of the draft's own."""
    return {**draft, "text": drafting._case(context).reference}


def openings(context: Context, draft: Json) -> Json:
    """The reference passed off as phrases that need no source."""
    return of_sentences(draft, [{"text": line.strip(), "status": "opening", "citations": []}
                                for line in drafting._case(context).reference.splitlines() if line.strip()])


def elsewhere(context: Context, draft: Json) -> Json:
    """The draft under another district's name."""
    moved = copy.deepcopy(draft)
    moved["text"] = draft["text"].replace(draft["region"], "临江区")
    for section in moved["sections"]:
        for sentence in section["sentences"]:
            sentence["text"] = sentence["text"].replace(draft["region"], "临江区")
    return moved


@pytest.mark.parametrize(("trick", "wanted"), [
    (pasted, {"traps"}), (bare, {"vital_covered"}), (borrowed, {"text_unsourced"}), (openings, {"uncited", "figures_wrong"}),
    (elsewhere, {"vital_covered"}),
    (lambda _, draft: rewritten(draft, lambda text: "下一年度将" + text), {"vital_covered", "figures_wrong"}),
    (lambda _, draft: rewritten(draft, lambda text: "全年未" + text), {"vital_covered", "figures_wrong"}),
], ids=["pasted", "bare", "borrowed", "openings", "elsewhere", "planned", "denied"])
def test_a_draft_made_for_the_scorer_fails(context: Context, draft: Json, trick: Callable[[Context, Json], Json],
                                           wanted: set[str]) -> None:
    assert wanted <= failed(context, trick(context, draft))


def test_the_draft_itself_fails_nothing(context: Context, draft: Json) -> None:
    assert failed(context, draft) == set()
