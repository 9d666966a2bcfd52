"""Scores, control rows and gates as a table of plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.compare import Delta
from evals.gates import Outcome
from evals.result import Score, SuiteResult

STATES = {"passed": "达标", "failed": "未达标", "not_run": "未运行"}
_STATUS = {"run": "", "not_run": "  未运行 (not run)", "error": "  出错 (error)"}


def table(results: Sequence[SuiteResult], outcomes: Sequence[Outcome]) -> str:
    """Every suite's rows, then the gates with their distance to the goal."""
    lines: list[str] = []
    for result in results:
        lines.append(f"== {result.suite}{_STATUS[result.status]}{': ' + result.reason if result.reason else ''}")
        for dataset in dict.fromkeys(row.dataset for row in result.rows):
            rows = [row for row in result.rows if row.dataset == dataset]
            metrics = list(dict.fromkeys(metric for row in rows for metric in row.scores))
            lines.append(f"  {dataset}{' (只评了一部分 in part)' if dataset in result.partial else ''}")
            for metric in metrics:
                lines += [f"    {metric:<28} {'·' if row.control else ' '}{row.system:<20} {show(row.scores[metric])}"
                          for row in rows if metric in row.scores]
        if result.judge:
            lines.append(f"  模型评判 (model as judge, counts for nothing): {judged(result.judge)}")
        if result.status == "run":
            lines.append(f"  差错 {len(result.misses)} 例,未评 {len(result.unscored)} 例 (misses, unscored)")
    lines.append("== 门槛 (gates)")
    for o in outcomes:
        value = "—" if o.value is None else f"{o.value:.4f}"
        goal = "" if o.goal is None else f"  目标 {o.goal:g}" + (f",差 {o.distance:.4f}" if o.distance else "")
        lines.append(f"  {STATES[o.state]:<4} {o.name:<64} {value}  ({o.wanted}){goal}")
    count = {state: sum(o.state == state for o in outcomes) for state in STATES}
    lines.append(f"达标 {count['passed']},未达标 {count['failed']},未运行 {count['not_run']}")
    return "\n".join(lines)


def show(score: Score) -> str:
    """A score with its interval and n.

    >>> show(Score(0.5, 10, 0.2, 0.8))
    '0.5000 [0.2000, 0.8000] n=10'
    """
    if score.value is None:
        return f"—  n={score.n}"
    if score.low is None and score.value > 1 and score.value == int(score.value):
        return f"{score.value:.0f} n={score.n}"
    interval = f" [{score.low:.4f}, {score.high:.4f}]" if score.low is not None and score.high is not None else ""
    return f"{score.value:.4f}{interval} n={score.n}"


def judged(column: Mapping[str, Any]) -> str:
    """The judge's column in a line."""
    return (f"{column['model'] or '—'} × {column['repeats']},必备要点覆盖 {column['vital_covered']}(n={column['n']},"
            f"未评 {column['unscored']}),自身一致 {column['agrees_with_itself']};与手工标注一致 {column['labels_agreement']},"
            f"F1 {column['labels_f1']}(n={column['labels_n']},未评 {column['labels_unscored']})")


def deltas(changes: Sequence[Delta]) -> str:
    """What changed between two runs; p ≥ 0.05 may be chance."""
    if not changes:
        return "两次结果没有共同的指标 (nothing in common)"
    lines = []
    for d in changes:
        word = "无变化" if d.old == d.new and not d.gained and not d.lost else ("可能是偶然" if d.p >= 0.05 else "显著")
        lines.append(f"{d.metric:<48} {d.old:.4f} → {d.new:.4f}  p={d.p:.3f} n={d.n} {word}"
                     f"  +{len(d.gained)} −{len(d.lost)}")
        if d.gained or d.lost:
            lines.append(f"    变好 {' '.join(d.gained[:12])}  变差 {' '.join(d.lost[:12])}")
    return "\n".join(lines)
