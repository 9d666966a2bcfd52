"""`python -m evals [SUITE...]`: run, print, write, and exit 1 when a gate is not met."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from assistant import __version__
from evals import gates
from evals.compare import compare
from evals.context import ROOT, Absent, Context
from evals.report import html, terminal
from evals.result import SuiteResult, to_json
from evals.suites import SUITES


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="python -m evals", description="离线评测 (offline evaluations)")
    p.add_argument("suites", nargs="*", metavar="SUITE", help=f"任选:{' '.join(SUITES)};不写则全部")
    p.add_argument("--documents", type=Path, help="参考文件目录 (reference documents)")
    p.add_argument("--gold", type=Path, help="答案目录 (gold)")
    p.add_argument("--draft", type=Path, help="只评这份已存的草稿 JSON (score a saved draft)")
    p.add_argument("--json", type=Path, help="结果写入 JSON")
    p.add_argument("--html", type=Path, help="结果写入网页")
    p.add_argument("--compare", nargs=2, type=Path, metavar=("OLD", "NEW"), help="比较两次结果")
    p.add_argument("--new-case", nargs=2, type=Path, metavar=("DOCUMENT", "FILE"),
                   help="为一份参考文件写出待人确认的要点模板")
    p.add_argument("--check-case", type=Path, metavar="FILE", help="检查一份要点文件")
    p.add_argument("--gates", type=Path, default=gates.FILE, help="门槛文件")
    return p


def main(argv: list[str] | None = None) -> int:
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
        if unknown := [name for name in a.suites if name not in SUITES]:
            print(f"没有评测 {' '.join(unknown)};可选 {' '.join(SUITES)} | no such suite", file=sys.stderr)
            return 2
        for folder in (a.documents, a.gold):
            if folder is not None and not folder.is_dir():
                print(f"找不到目录 {folder} | no folder {folder}", file=sys.stderr)
                return 2
        return _run(a)
    except (OSError, ValueError) as exc:
        print(f"评测无法进行:{exc} | the evaluation cannot run: {exc}", file=sys.stderr)
        return 2


def _run(a: argparse.Namespace) -> int:
    begun = time.perf_counter()
    rules, orders = gates.load(a.gates)
    shared = ROOT.parent / "shared"
    documents = a.documents or (shared / "corpus" if (shared / "corpus").is_dir() else None)
    gold = a.gold or (shared / "gold" if (shared / "gold").is_dir() else None)
    with tempfile.TemporaryDirectory(prefix="evals-") as home:
        context = Context(Path(home), documents, gold, a.draft, progress=_progress)
        names = ["drafting"] if a.draft else (a.suites or list(SUITES))
        results = [_suite(name, context) for name in names]
    outcomes = gates.judge(results, rules, orders)
    chosen = [o for o in outcomes if o.name.split("/")[0] in names]
    broken = [r for r in results if r.status == "not_run" and r.reason.startswith("error")]
    payload: dict[str, Any] = {
        "version": __version__, "settings": {"engine": "extractive", "model": None, "documents": bool(documents)},
        "suites": [to_json(result) for result in results],
        "gates": [{"name": o.name, "state": o.state, "value": o.value, "wanted": o.wanted, "goal": o.goal,
                   "distance": o.distance} for o in chosen],
        "total_seconds": round(time.perf_counter() - begun, 2),
    }
    print(terminal.table(results, chosen))
    if a.json:
        a.json.parent.mkdir(parents=True, exist_ok=True)
        a.json.write_text(json.dumps(payload, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if a.html:
        a.html.parent.mkdir(parents=True, exist_ok=True)
        a.html.write_text(html.page(results, chosen, payload), encoding="utf-8")
    return 1 if broken or any(o.state == "failed" for o in chosen) else 0


def _suite(name: str, context: Context) -> SuiteResult:
    """A suite's result; absent data are not run, and an error is told as an error, never as a score."""
    begun = time.perf_counter()
    try:
        result = SUITES[name](context)
    except Absent as exc:
        return SuiteResult(name, "not_run", str(exc))
    except Exception as exc:
        traceback.print_exc(file=sys.stderr)
        return SuiteResult(name, "not_run", f"error: {type(exc).__name__}: {exc}")
    context.tell(f"{name} 完成", 1.0)
    result.timings["suite"] = time.perf_counter() - begun  # type: ignore[index]
    return result


def _progress(message: str, fraction: float) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{message} {fraction:.0%}", end="\n" if fraction >= 1 else "", file=sys.stderr, flush=True)
    elif fraction >= 1:
        print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
