"""`python -m evals [SUITE...]`: run, print, write, and exit 1 when a gate is not met."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.errors import AssistantError
from evals import floors, gates, judge
from evals.compare import compare
from evals.context import ROOT, Absent, Context, GoldError
from evals.report import html, terminal
from evals.result import SuiteResult, to_json
from evals.suites import SUITES


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="python -m evals", description="离线评测 (offline evaluations)")
    p.add_argument("suites", nargs="*", metavar="SUITE", help=f"任选:{' '.join(SUITES)};不写则全部")
    p.add_argument("--documents", type=Path, help="参考文件目录 (reference documents)")
    p.add_argument("--gold", type=Path, help="答案目录 (gold)")
    p.add_argument("--draft", type=Path, metavar="FILE", help="只评这份已存的草稿 JSON (score a saved draft)")
    p.add_argument("--case", type=Path, metavar="FILE", help="与 --draft 连用:按这份要点文件评 (nuggets of another document)")
    p.add_argument("--json", type=Path, metavar="FILE", help="结果写入 JSON")
    p.add_argument("--html", type=Path, metavar="FILE", help="结果写入网页")
    p.add_argument("--compare", nargs=2, type=Path, metavar=("OLD", "NEW"), help="比较两次结果")
    p.add_argument("--new-case", nargs=2, type=Path, metavar=("DOCUMENT", "FILE"),
                   help="为一份参考文件写出待人确认的要点模板")
    p.add_argument("--check-case", type=Path, metavar="FILE", help="检查一份要点文件")
    p.add_argument("--gates", type=Path, metavar="FILE", default=gates.FILE, help="门槛文件")
    p.add_argument("--raise-floors", type=Path, metavar="RESULT", help="按这次结果抬高底线,只升不降 (floors from a result)")
    p.add_argument("--vectors", type=Path, metavar="DIR", help="向量留在此目录,下次不必重算 (keep vectors between runs)")
    p.add_argument("--judge", type=Path, metavar="FILE",
                   help="另由模型评要点覆盖,应答录入此文件;文件已有的应答直接重放 (a model as judge, recorded and replayed)")
    p.add_argument("--repeats", type=int, default=3, metavar="N", help="模型评几遍 (default 3)")
    return p


def main(argv: Sequence[str] | None = None) -> int:
    """Exit 0 when every gate that could be measured is met, 1 when one is not, 2 for bad usage."""
    a = parser().parse_args(argv)
    try:
        if a.compare:
            old, new = (json.loads(path.read_text(encoding="utf-8")) for path in a.compare)
            print(terminal.deltas(compare(old, new)))
            return 0
        if a.new_case or a.check_case:
            from evals import cases
            return cases.propose(*a.new_case) if a.new_case else cases.check(a.check_case)
        if a.raise_floors:
            return _raise_floors(a.gates, a.raise_floors)
        if problem := _usage(a):
            print(problem, file=sys.stderr)
            return 2
        try:
            rules, orders = gates.load(a.gates)
        except (ValueError, TypeError) as exc:
            print(f"门槛文件有误,没有一项可算达标:{exc} | the gates are broken: {exc}", file=sys.stderr)
            return 1
        return _run(a, rules, orders)
    except (OSError, ValueError, KeyError, AssistantError) as exc:
        print(f"评测无法进行:{exc} | the evaluation cannot run: {exc}", file=sys.stderr)
        return 2


def _raise_floors(file: Path, result: Path) -> int:
    run = json.loads(result.read_text(encoding="utf-8"))
    rules, _ = gates.load(file)
    found = list(floors.changes(rules, run))
    floors.write(file, found)
    for c in found:
        print(f"{c.gate.suite}/{c.gate.dataset}/{c.gate.metric} {c.gate.floor:g} → {c.floor:g} ({c.reached:g})")
    for gate in (g for g in run["gates"] if g["state"] == "failed"):
        print(f"未达到,不降 (not reached, not lowered): {gate['name']} {gate['value']} ({gate['wanted']})")
    return 0


def _usage(a: argparse.Namespace) -> str:
    if unknown := [name for name in a.suites if name not in SUITES]:
        return f"没有评测 {' '.join(unknown)};可选 {' '.join(SUITES)} | no such suite"
    for folder in (a.documents, a.gold):
        if folder is not None and not folder.is_dir():
            return f"找不到目录 {folder} | no folder {folder}"
    for file in (a.draft, a.case, a.gates):
        if file is not None and not file.is_file():
            return f"找不到文件 {file} | no file {file}"
    if a.case and not a.draft:
        return "--case 须与 --draft 连用 | --case needs --draft"
    return ""


def _run(a: argparse.Namespace, rules: Sequence[gates.Gate], orders: Sequence[gates.Order]) -> int:
    begun = time.perf_counter()
    shared = ROOT.parent / "shared"
    documents = a.documents or (shared / "corpus" if (shared / "corpus").is_dir() else None)
    gold = a.gold or (shared / "gold" if (shared / "gold").is_dir() else None)
    names = ["drafting"] if a.draft else (a.suites or list(SUITES))
    # Progress bars of chromadb and LangSmith's tracing would write where nobody asked.
    os.environ.update({"ANONYMIZED_TELEMETRY": "False", "LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false"})
    with tempfile.TemporaryDirectory(prefix="evals-", ignore_cleanup_errors=True) as home:
        context = Context(Path(home), documents, gold, a.draft, a.case, a.vectors, progress=_progress,
                          judge=judge.Judge.open(a.judge, a.repeats) if a.judge else None)
        results = [_suite(name, context) for name in names]
    outcomes = [o for o in gates.judge(results, rules, orders, saved=bool(a.draft)) if o.suite in names]
    payload = {
        "version": __version__,
        "settings": {"engine": "extractive", "model": None, "documents": documents is not None,
                     "gold": gold is not None, "saved_draft": a.draft.name if a.draft else None},
        "suites": [to_json(result) for result in results],
        "gates": [gates.to_json(outcome) for outcome in outcomes],
        "total_seconds": round(time.perf_counter() - begun, 2),
    }
    print(terminal.table(results, outcomes))
    _write(a, results, outcomes, payload)
    broken = any(result.status == "error" for result in results)
    return 1 if broken or any(outcome.state == "failed" for outcome in outcomes) else 0


def _write(a: argparse.Namespace, results: Sequence[SuiteResult], outcomes: Sequence[gates.Outcome],
           payload: dict[str, Any]) -> None:
    if a.json:
        a.json.parent.mkdir(parents=True, exist_ok=True)
        a.json.write_text(json.dumps(payload, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if a.html:
        a.html.parent.mkdir(parents=True, exist_ok=True)
        a.html.write_text(html.page(results, outcomes, payload), encoding="utf-8")


def _suite(name: str, context: Context) -> SuiteResult:
    """A suite's result; absent data are not run, and an error is told as an error, never as a score."""
    begun = time.perf_counter()
    try:
        result = SUITES[name](context)
    except Absent as exc:
        return SuiteResult(name, "not_run", str(exc))
    except ModuleNotFoundError as exc:
        if (exc.name or "").split(".")[0] in ("assistant", "evals"):
            raise
        return SuiteResult(name, "not_run", f"缺少评测所用的库 {exc.name};请运行 make dev (a library for evaluations is missing)")
    except GoldError as exc:
        return SuiteResult(name, "error", str(exc))
    except Exception as exc:
        if context.draft and isinstance(exc, ValueError):
            raise
        traceback.print_exc(file=sys.stderr)
        return SuiteResult(name, "error", f"{type(exc).__name__}: {exc}")
    context.tell(f"{name} 完成", 1.0)
    return replace(result, timings={**result.timings, "suite": time.perf_counter() - begun})


def _progress(message: str, fraction: float) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{message} {fraction:.0%}", end="\n" if fraction >= 1 else "", file=sys.stderr, flush=True)
    elif fraction >= 1:
        print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
