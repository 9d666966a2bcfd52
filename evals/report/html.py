"""One self-contained page: charts of every score with its interval, and every error to click through."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from evals.gates import Outcome
from evals.report.names import COUNTS, DATASETS, METRICS, SUITES, SYSTEMS
from evals.report.terminal import STATES, judged, show
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult

_BY_KIND = re.compile(r"(found|precision|f1)_(?=(?:actor|basis|contradiction|deadline|exception|frequency|modality|number|"
                      r"omission|partial_list|scope|wording)$)")
_STYLE = """:root{--ink:#1d2733;--soft:#66717f;--line:#e2e7ed;--panel:#f6f8fa;--ours:#2b6a9b;--control:#b7c1cc;--good:#17693a;
--bad:#a51d1d}*{box-sizing:border-box}body{font:15px/1.6 system-ui,'Noto Sans CJK SC','Noto Sans SC',sans-serif;color:var(--ink);
max-width:76rem;margin:2rem auto;padding:0 1.2rem}h1{font-size:1.6rem;margin:0}h2{margin:2.4rem 0 .4rem;font-size:1.25rem;
border-bottom:2px solid var(--ours);padding-bottom:.25rem}h3{margin:1.3rem 0 .3rem;font-size:1rem}p{margin:.3rem 0}
nav{margin:.8rem 0;display:flex;flex-wrap:wrap;gap:.4rem 1rem}a{color:var(--ours)}.soft,.n{color:var(--soft)}.n{font-size:.86em;
white-space:nowrap;font-variant-numeric:tabular-nums}.tiles{display:flex;gap:.8rem;margin:1rem 0;flex-wrap:wrap}
.tile{background:var(--panel);border-radius:.5rem;padding:.6rem 1.1rem;min-width:8rem}.tile b{display:block;font-size:1.5rem}
table{border-collapse:collapse;width:100%}td,th{padding:.22rem .6rem;border-bottom:1px solid var(--line);text-align:left;
vertical-align:top}th{font-weight:600;color:var(--soft);font-size:.9em}tr.first td{border-top:2px solid var(--line)}
.metric{width:15rem}.system{width:15rem}.system.control{color:var(--soft)}.passed{color:var(--good)}
.failed{color:var(--bad);font-weight:600}.not_run{color:var(--soft)}
.bar{position:relative;height:.95rem;margin-top:.3rem;background:var(--panel);border-radius:3px;min-width:11rem}
.bar i{position:absolute;top:0;bottom:0;left:0;background:var(--ours);border-radius:3px}.bar.control i{background:var(--control)}
.bar b{position:absolute;top:.4rem;height:.15rem;background:#0f1c28;opacity:.75}
.bar u{position:absolute;top:-.15rem;bottom:-.15rem;width:2px;background:var(--bad)}
.bar s{position:absolute;top:-.15rem;bottom:-.15rem;width:2px;background:var(--good)}
details{margin:.2rem 0}details details{margin-left:1.2rem}summary{cursor:pointer}
.q{background:var(--panel);padding:.3rem .7rem;margin:.2rem 0 .2rem 1.2rem;white-space:pre-wrap;border-radius:.3rem;
overflow-wrap:anywhere}.q em{color:var(--soft);font-style:normal;margin-right:.5em}
code{font-size:.88em}@media print{details{open:true}}"""


def page(results: Sequence[SuiteResult], outcomes: Sequence[Outcome], payload: Mapping[str, Any]) -> str:
    """The page; everything from data is escaped, no script is needed."""
    links = "".join(f"<a href='#{escape(r.suite)}'>{escape(SUITES.get(r.suite, r.suite))}</a>" for r in results)
    settings = payload["settings"]
    body = [f"<h1>离线评测</h1><p class='soft'>版本 {escape(str(payload['version']))} · 成文方式 {escape(str(settings['engine']))} · "
            f"模型 {escape(str(settings['model'] or '无'))} · 用时 {payload['total_seconds']} 秒</p>",
            _tiles(results, outcomes), f"<nav><a href='#gates'>门槛</a>{links}</nav>",
            "<h2 id='gates'>门槛</h2><p class='soft'>底线是现版本已达到的水平,低于它即退出码 1;目标是立项要求,列出差距。</p>",
            _gates(outcomes)]
    wanted = {o.name: o for o in outcomes if o.goal is not None}
    body += [_suite(result, wanted) for result in results]
    return ("<!doctype html><html lang='zh'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
            f"<title>离线评测</title><style>{_STYLE}</style>{''.join(body)}</html>")


def _tiles(results: Sequence[SuiteResult], outcomes: Sequence[Outcome]) -> str:
    count = {state: sum(o.state == state for o in outcomes) for state in STATES}
    short = sum(1 for o in outcomes if o.distance)
    tiles = [("passed", "达标", count["passed"]), ("failed", "未达标", count["failed"]), ("not_run", "未运行", count["not_run"]),
             ("", "未到目标", short), ("", "差错", sum(len(r.misses) for r in results)),
             ("", "未评", sum(len(r.unscored) for r in results))]
    return "<div class='tiles'>" + "".join(
        f"<div class='tile {kind}'><b>{number}</b>{name}</div>" for kind, name, number in tiles) + "</div>"


def _gates(outcomes: Sequence[Outcome]) -> str:
    def row(o: Outcome) -> str:
        goal = "" if o.goal is None else f"{o.goal:g}" + (f" <span class='n'>差 {o.distance:.4f}</span>" if o.distance else "")
        value = "—" if o.value is None else f"{o.value:.4f}"
        return (f"<tr><td class='{o.state}'>{STATES[o.state]}</td><td>{escape(o.name)}</td><td class='n'>{value}</td>"
                f"<td class='n'>{escape(o.wanted)}</td><td>{goal}</td></tr>")

    head = "<tr><th>状态</th><th>指标</th><th>数值</th><th>底线</th><th>目标</th></tr>"
    floors, orders = ([o for o in outcomes if (o.goal is None) == kind] for kind in (False, True))
    failed = "".join(row(o) for o in outcomes if o.state == "failed")
    parts = [f"<table>{head}{failed}</table>"] if failed else []
    for title, chosen in (("指标", floors), ("对照应有的次序", orders)):
        if chosen:
            rows = "".join(row(o) for o in chosen)
            parts.append(f"<details{'' if failed or title == '对照应有的次序' else ' open'}><summary>{title} {len(chosen)} 项</summary>"
                         f"<table>{head}{rows}</table></details>")
    return "".join(parts)


def _suite(result: SuiteResult, wanted: Mapping[str, Outcome]) -> str:
    body = [f"<h2 id='{escape(result.suite)}'>{escape(SUITES.get(result.suite, result.suite))} "
            f"<code class='soft'>{escape(result.suite)}</code></h2>"]
    if result.status != "run":
        word = "未运行" if result.status == "not_run" else "出错"
        return "".join(body) + f"<p class='{'not_run' if result.status == 'not_run' else 'failed'}'>{word}:{escape(result.reason)}</p>"
    if result.reason:
        body.append(f"<p class='not_run'>未运行的部分:{escape(result.reason)}</p>")
    for dataset in dict.fromkeys(row.dataset for row in result.rows):
        rows = [row for row in result.rows if row.dataset == dataset]
        if dataset in result.partial:
            body.append(f"<p class='not_run'>{escape(DATASETS.get(dataset, dataset))}只评了一部分,见“未评”;它的门槛不算达标。</p>")
        body.append(f"<h3>{escape(DATASETS.get(dataset, dataset))} <code class='soft'>{escape(dataset)}</code></h3>")
        body.append(_chart(result.suite, rows, wanted) + _kinds(rows[0]))
    if result.judge:
        body.append(f"<h3>模型评判(不计入任何分数和门槛)</h3><p>{escape(judged(result.judge))}</p>")
    body += [_misses("差错", result.misses), _misses("未评", result.unscored)]
    data = "".join(f"<li>{escape(k)} <code>{escape(v[:16])}</code></li>" for k, v in sorted(result.digests.items()))
    times = "".join(f"<li>{escape(k)} {v:.1f}</li>" for k, v in sorted(result.timings.items()))
    return "".join(body) + f"<details><summary>数据摘要、用时(秒)和速度</summary><ul>{data}{times}</ul></details>"


def _chart(suite: str, rows: Sequence[Row], wanted: Mapping[str, Outcome]) -> str:
    lines = []
    for metric in dict.fromkeys(m for row in rows for m in row.scores if not _BY_KIND.match(m)):
        first = True
        for row in rows:
            score = row.scores.get(metric)
            if score is None or (score.value is None and row.control):
                continue
            gate = wanted.get(f"{suite}/{row.dataset}/{metric}") if row.system == SYSTEM else None
            name = f"{escape(METRICS.get(metric, metric))}<br><code class='soft'>{escape(metric)}</code>" if first else ""
            system = f"{SYSTEMS.get(row.system, '')} <code>{escape(row.system)}</code>"
            bar = "" if metric in COUNTS else _bar(score, row.control, gate)
            lines.append(f"<tr{' class=first' if first else ''}><td class='metric'>{name}</td>"
                         f"<td class='system{' control' if row.control else ''}'>{system}</td>"
                         f"<td>{bar}</td><td class='n'>{escape(show(score))}</td></tr>")
            first = False
    return f"<table class='chart'>{''.join(lines)}</table>"


def _bar(score: Score, control: bool, gate: Outcome | None) -> str:
    """The value, its interval, and (green) the goal and (red) the floor; nothing for a count."""
    if score.value is None or not 0 <= score.value <= 1:
        return ""
    marks = f"<i style='width:{score.value * 100:.1f}%'></i>"
    if score.low is not None and score.high is not None:
        left, width = max(0.0, score.low) * 100, max(0.4, (score.high - max(0.0, score.low)) * 100)
        marks += f"<b style='left:{left:.1f}%;width:{width:.1f}%'></b>"
    if gate is not None and gate.goal is not None and gate.goal <= 1:
        marks += f"<s title='目标 {gate.goal:g}' style='left:{min(99.7, gate.goal * 100):.1f}%'></s>"
        floor = float(gate.wanted.split()[-1])
        if floor <= 1 and floor != gate.goal:
            marks += f"<u title='底线 {floor:g}' style='left:{min(99.7, floor * 100):.1f}%'></u>"
    return f"<div class='bar{' control' if control else ''}'>{marks}</div>"


def _kinds(row: Row) -> str:
    """Recall, precision and F1 of each kind of defect as one table."""
    kinds = sorted({m[m.index("_") + 1:] for m in row.scores if _BY_KIND.match(m)})
    if not kinds:
        return ""
    lines = []
    for kind in kinds:
        found, precise, both = (row.scores.get(f"{name}_{kind}", Score(None, 0)) for name in ("found", "precision", "f1"))
        lines.append(f"<tr><td class='metric'>{escape(METRICS.get(kind, kind))} <code class='soft'>{escape(kind)}</code></td>"
                     f"<td>{_bar(found, False, None)}</td><td class='n'>{escape(show(found))}</td>"
                     f"<td class='n'>{escape(show(precise))}</td><td class='n'>{escape(show(both))}</td></tr>")
    return ("<details open><summary>各类缺陷</summary><table><tr><th>种类</th><th>检出率</th><th></th><th>准确率</th><th>F1</th></tr>"
            f"{''.join(lines)}</table></details>")


def _misses(title: str, misses: Sequence[Miss]) -> str:
    """Every error, by data and kind."""
    if not misses:
        return ""
    groups: dict[str, list[Miss]] = {}
    for miss in misses:
        groups.setdefault(f"{miss.dataset} · {miss.kind}", []).append(miss)
    parts = []
    for name, group in groups.items():
        items = "".join(
            f"<details><summary>{escape(m.case)} <span class='soft'>{escape(m.wanted[:48])}</span></summary>"
            f"<div class='q'><em>应为</em>{escape(m.wanted)}</div>"
            f"<div class='q'><em>得到</em>{escape(m.got)}</div></details>" for m in group)
        parts.append(f"<details><summary>{escape(name)} {len(group)} 例</summary>{items}</details>")
    return f"<details><summary><b>{title} {len(misses)} 例</b></summary>{''.join(parts)}</details>"
