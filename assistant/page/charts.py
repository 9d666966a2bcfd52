"""A run of evaluations as the page shows it: gates, and every score as a bar with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.page.markup import badge, empty, row, table, text
from assistant.page.words import Language, say

STATES = {"passed": ("covered", "passed"), "failed": ("missing", "gate_failed"),
          "not_run": ("not_applicable", "not_run")}
OURS = "assistant"


def suite_name(name: str, language: Language) -> str:
    """A suite in words; its own name where there are none."""
    key = "drafting_suite" if name == "drafting" else name
    try:
        return say(key, language)
    except KeyError:
        return name


def run(kept: Mapping[str, Any] | None, language: Language) -> str:
    """Charts of one run."""
    if kept is None:
        return empty(say("no_run", language))
    data = kept["json"]
    out = [_gates(data.get("gates", []), language)]
    for suite in data["suites"]:
        out.append(f"<h4>{text(suite_name(suite['suite'], language))}</h4>")
        if suite["status"] != "run":
            out.append(empty(f"{say('not_run', language)}：{suite['reason']}"))
            continue
        for dataset in dict.fromkeys(r["dataset"] for r in suite["rows"]):
            out.append(f"<h5>{text(dataset)}</h5>"
                       + _bars([r for r in suite["rows"] if r["dataset"] == dataset], language))
        counted = say("misses", language, n=len(suite["misses"]), u=len(suite["unscored"]))
        rows = [row([text(m["dataset"]), text(m["case"]), text(m["wanted"]), text(m["got"])])
                for m in (*suite["misses"], *suite["unscored"])]
        if rows:
            out.append(f"<details class='misses'><summary>{text(counted)}</summary>"
                       f"<table class='list'><tbody>{''.join(rows)}</tbody></table></details>")
    return "".join(out)


def _gates(gates: Sequence[Mapping[str, Any]], language: Language) -> str:
    if not gates:
        return ""
    def shown(states: tuple[str, ...]) -> str:
        rows = [row([badge(STATES[g["state"]][0], say(STATES[g["state"]][1], language)), text(g["name"]),
                     "—" if g["value"] is None else f"{g['value']:.3f}", text(g["wanted"]),
                     "" if g["goal"] is None else f"{g['goal']:g}"]) for g in gates if g["state"] in states]
        heads = [say(key, language) for key in ("status", "metric", "value", "wanted", "goal")]
        return table(heads, rows, "gates") if rows else ""

    count = Counter(g["state"] for g in gates)
    told = "，".join(f"{say(STATES[s][1], language)} {count[s]}" for s in STATES if count[s])
    return (f"<h4>{text(say('gates', language))}<small>{text(told)}</small></h4>{shown(('failed',))}"
            f"<details class='misses'><summary>{text(say('gates_rest', language))}</summary>"
            f"{shown(('passed', 'not_run'))}</details>")


def _bars(rows: Sequence[Mapping[str, Any]], language: Language) -> str:
    lines = []
    for metric in dict.fromkeys(name for r in rows for name in r["scores"]):
        for r in rows:
            score = r["scores"].get(metric)
            if score is not None:
                lines.append(_bar(metric, r, score, language))
    return f"<table class='bars'><tbody>{''.join(lines)}</tbody></table>"


def _bar(metric: str, of: Mapping[str, Any], score: Mapping[str, Any], language: Language) -> str:
    value, low, high = score["value"], score["low"], score["high"]
    bar = ""
    if value is not None and 0 <= value <= 1:
        span = ""
        if low is not None and high is not None:
            left, wide = min(low * 100, 99.5), max(0.5, (min(high, 1) - low) * 100)
            span = f"<b style='left:{left:.1f}%;width:{wide:.1f}%'></b>"
        kind = "bar control" if of["control"] else "bar"
        bar = f"<div class='{kind}'><i style='width:{value * 100:.1f}%'></i>{span}</div>"
    told = "—" if value is None else f"{value:.3f}"
    if low is not None and high is not None:
        told += f" <small>{low:.2f}–{high:.2f}</small>"
    system = say("ours", language) if of["system"] == OURS else text(of["system"])
    return (f"<tr class='{'control' if of['control'] else 'own'}'><th scope='row'>{text(metric)}</th><td>{system}</td>"
            f"<td class='plot'>{bar}</td><td class='number'>{told} <small>n={score['n']}</small></td></tr>")
