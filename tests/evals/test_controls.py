"""Every control in its place; a scorer that lets one win fails its own gates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

from assistant.types import Document
from evals import controls, gates
from evals.context import Context
from evals.mutators import pairs
from evals.result import CONTROLS, Row, SuiteResult
from evals.scoring import coverage, faithfulness, figures
from evals.scoring.findings import Statement
from evals.suites import drafting, verdicts


def failed(suite: str, dataset: str, rows: Sequence[Row]) -> list[str]:
    orders = [o for o in gates.load()[1] if (o.suite, o.dataset) == (suite, dataset)]
    assert orders
    told = gates.judge([SuiteResult(suite, "run", rows=tuple(rows))], [], orders)
    return [o.name for o in told if o.state != "passed"]


def drafted(context: Context, draft: dict[str, Any]) -> list[Row]:
    return drafting._scored(drafting._case(context), draft)[0]


def test_the_controls_of_drafting_stand_in_their_places(context: Context, draft: dict[str, Any]) -> None:
    rows = drafted(context, draft)
    assert [row.system for row in rows[1:]] == list(CONTROLS[:6])
    assert failed("drafting", "demo", rows) == []


@pytest.mark.parametrize("broken", ["coverage", "traps", "figures", "support"])
def test_a_scorer_of_drafts_that_lets_a_control_win_fails(
        context: Context, draft: dict[str, Any], monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    if broken == "coverage":
        monkeypatch.setattr(coverage, "label", lambda *a, **k: "supported")
    elif broken == "traps":
        monkeypatch.setattr(drafting.planted, "traps", lambda *a: ())
    elif broken == "figures":
        monkeypatch.setattr(figures, "check", lambda text, *a: iter([(n, "") for n in re.findall(r"\d+", text)]))
    else:
        monkeypatch.setattr(faithfulness, "supports", lambda *a, **k: True)
    assert failed("drafting", "demo", drafted(context, draft))


def planted() -> tuple[list[Statement], list[dict[str, Any]], Document]:
    """The planted pair and a checker that finds every second weakness."""
    pair = pairs.pair(2026, 0)
    statements = [Statement(p.id, p.role, "upper", p.clause, p.quote, p.kind, p.verdicts if p.role == "weaker" else (),
                            p.draft_clause, p.draft_quote) for p in pair.planted]
    weaker = [s for s in statements if s.role == "weaker"]
    told = [dict(verdicts._finding(s)) for i, s in enumerate(weaker) if i % 2 == 0]
    from assistant.reading import read_text
    return statements, told, read_text(pair.lower, "lower.txt")


def test_the_controls_of_checking_stand_in_their_places() -> None:
    statements, told, draft = planted()
    rows, _, _ = verdicts.rows("planted", statements, told, lambda s: draft)
    assert {row.system for row in rows} >= {"always_flag", "never_flag", "similarity_only"}
    assert failed("checking", "planted", rows) == []


def test_a_scorer_of_findings_that_lets_always_flag_win_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    statements, told, draft = planted()
    judge = verdicts.judge

    def lenient(findings: Any, of: Any) -> Any:
        made = judge(findings, of)
        made.flagged = dict.fromkeys(made.flagged, 0.0)
        made.alarms.clear()
        return made

    monkeypatch.setattr(verdicts, "judge", lenient)
    assert failed("checking", "planted", verdicts.rows("planted", statements, told, lambda s: draft)[0])


def test_shuffled_numbers_leave_no_figure_in_its_place() -> None:
    text = "办理126件,其中31件调解,98件撤回,合格率95%。"
    moved = controls.shuffled_numbers(text)
    assert sorted(re.findall(r"\d+", moved)) == sorted(re.findall(r"\d+", text))
    assert all(a != b for a, b in zip(re.findall(r"\d+", text), re.findall(r"\d+", moved), strict=True))
    assert controls.shuffled_numbers("办理12件") != "办理12件" and controls.shuffled_numbers("无") == "无"


def test_shuffled_citations_give_each_sentence_anothers() -> None:
    sentences = [{"text": str(i), "citations": [{"quote": str(i)}] if i % 3 else []} for i in range(9)]
    moved = controls.shuffled_citations(sentences)
    assert [m["text"] for m in moved] == [s["text"] for s in sentences]
    assert all(m["citations"] != s["citations"] for m, s in zip(moved, sentences, strict=True) if s["citations"])
