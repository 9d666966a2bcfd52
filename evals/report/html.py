"""One self-contained page: charts of every score with its interval, and every error to click through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from evals.gates import Outcome
from evals.report.terminal import STATES, show
from evals.result import Miss, Row, SuiteResult

_STYLE = """body{font:15px/1.65 system-ui,'Noto Sans CJK SC',sans-serif;color:#1c2430;max-width:72rem;margin:2rem auto;
padding:0 1rem}h1{font-size:1.5rem}h2{margin:2.2rem 0 .6rem;border-bottom:2px solid #9b1c1c;padding-bottom:.2rem}
h3{margin:1.2rem 0 .3rem;font-size:1rem}table{border-collapse:collapse;width:100%}td,th{padding:.25rem .6rem;
border-bottom:1px solid #e3e7ec;text-align:left;vertical-align:top}.passed{color:#176b3a}
.failed{color:#a61b1b;font-weight:600}
.not_run{color:#6b7280}.bar{position:relative;height:1.1rem;background:#f0f2f5;border-radius:3px;min-width:16rem}
.bar i{position:absolute;top:0;bottom:0;left:0;background:#2f6f9f;border-radius:3px}.bar.control i{background:#b9c2cc}
.bar b{position:absolute;top:.45rem;height:.2rem;background:#10202e}.n{color:#6b7280;font-size:.85em}
details{margin:.2rem 0}summary{cursor:pointer}.q{background:#f7f8fa;padding:.3rem .6rem;
margin:.2rem 0;white-space:pre-wrap}"""


def page(results: Sequence[SuiteResult], outcomes: Sequence[Outcome], payload: Mapping[str, Any]) -> str:
    """The page; everything from data is escaped, no script is needed."""
    body = [f"<h1>离线评测</h1><p>版本 {escape(str(payload['version']))},设置 {escape(str(payload['settings']))}</p>",
            "<h2>门槛</h2>", _gates(outcomes)]
    for result in results:
        body.append(f"<h2>{escape(result.suite)}</h2>")
        if result.status != "run":
            body.append(f"<p class='not_run'>未运行:{escape(result.reason)}</p>")
            continue
        for dataset in dict.fromkeys(row.dataset for row in result.rows):
            rows = [row for row in result.rows if row.dataset == dataset]
            body.append(f"<h3>{escape(dataset)}</h3>{_chart(rows)}")
        body += [_misses("差错", result.misses), _misses("未评", result.unscored)]
        data = "".join(f"<li>{escape(k)} <code>{escape(v[:16])}</code></li>" for k, v in result.digests.items())
        body.append(f"<details><summary>数据摘要</summary><ul>{data}</ul></details>")
    return ("<!doctype html><html lang='zh'><meta charset='utf-8'><title>离线评测</title>"
            f"<style>{_STYLE}</style>{''.join(body)}</html>")


def _gates(outcomes: Sequence[Outcome]) -> str:
    rows = "".join(
        f"<tr class='{o.state}'><td>{STATES[o.state]}</td><td>{escape(o.name)}</td>"
        f"<td>{'—' if o.value is None else f'{o.value:.4f}'}</td><td>{escape(o.wanted)}</td>"
        f"<td>{'' if o.goal is None else f'{o.goal:g}'}{f'(差 {o.distance:.4f})' if o.distance else ''}</td></tr>"
        for o in outcomes)
    return f"<table><tr><th>状态</th><th>指标</th><th>数值</th><th>底线</th><th>目标</th></tr>{rows}</table>"


def _chart(rows: Sequence[Row]) -> str:
    lines = []
    for metric in dict.fromkeys(metric for row in rows for metric in row.scores):
        for row in rows:
            score = row.scores.get(metric)
            if score is None:
                continue
            low, high, value = score.low, score.high, score.value
            bar = ""
            if value is not None and 0 <= value <= 1:
                bar = f"<i style='width:{value * 100:.1f}%'></i>"
                if low is not None and high is not None:
                    bar += f"<b style='left:{low * 100:.1f}%;width:{max(0.3, (high - low) * 100):.1f}%'></b>"
                bar = f"<div class='bar{' control' if row.control else ''}'>{bar}</div>"
            lines.append(f"<tr><td>{escape(metric)}</td><td>{escape(row.system)}</td><td>{bar}</td>"
                         f"<td class='n'>{escape(show(score))}</td></tr>")
    return f"<table>{''.join(lines)}</table>"


def _misses(title: str, misses: Sequence[Miss]) -> str:
    if not misses:
        return ""
    items = "".join(
        f"<details><summary>{escape(m.dataset)} · {escape(m.case)} {escape(m.kind)}</summary>"
        f"<div class='q'>应为:{escape(m.wanted)}</div><div class='q'>得到:{escape(m.got)}</div></details>"
        for m in misses)
    return f"<details><summary>{title} {len(misses)} 例</summary>{items}</details>"
