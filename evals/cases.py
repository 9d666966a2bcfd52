"""A new reference document made into a case: nuggets proposed from its facts, confirmed by a person, checked.

The file is JSON: `reference` and `sources` name documents beside it; every nugget has
`origin`: proposed (by this program, not counted yet), confirmed (a person agreed) or
written. `python -m evals drafting --case FILE --draft DRAFT` scores a draft on it.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import facts, reading
from assistant.types import Document, Figure
from evals.scoring import coverage
from evals.scoring.folding import digits, found_numbers, sentences
from evals.scoring.standing import About

HELP = ("每个要点:slots 是应当一起出现的各项,每项列出可用的写法;topic 是题旨词,只出现它算“部分”;vital 为 vital 或 okay。"
        "逐条看过后把 origin 改为 confirmed,不要的删去,遗漏的补上(origin 写 written);decoys 写不应出现的内容。"
        "改完运行 python -m evals --check-case 本文件")
ORIGINS = ("written", "proposed", "confirmed")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`proposed`: nuggets nobody has confirmed yet; they do not count."""

    nuggets: tuple[coverage.Nugget, ...]
    proposed: tuple[coverage.Nugget, ...]
    decoys: tuple[coverage.Decoy, ...]
    reference: str
    sources: tuple[Document, ...]


def load(path: Path) -> CaseFile:
    """A case file with its documents read. Raises ValueError (CaseError) where it is malformed."""
    nuggets, decoys = coverage.load(path)
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if strange := {n.origin for n in nuggets} - set(ORIGINS):
        raise coverage.CaseError(f"{path.name}: origin {', '.join(sorted(strange))} is none of {', '.join(ORIGINS)}")
    reference = _beside(path, data.get("reference", ""))
    return CaseFile(
        tuple(n for n in nuggets if n.origin != "proposed"), tuple(n for n in nuggets if n.origin == "proposed"), decoys,
        _text(reading.read_path(reference)), tuple(reading.read_path(_beside(path, s)) for s in data.get("sources", [])))


def propose(document: Path, target: Path) -> int:
    """Write the template of a case. Exit 0, or 2 when the document cannot be read or the file is there already."""
    if target.exists():
        print(f"{target} 已存在,请另写文件名 | {target} exists", file=sys.stderr)
        return 2
    read = reading.read_path(document)
    rows = [row for figure in facts.extract(read).figures if (row := _nugget(figure))]
    seen: dict[str, dict[str, Any]] = {}
    for row in rows:
        seen.setdefault(json.dumps(row["slots"], ensure_ascii=False), row)
    folded, about = [digits(s) for s in sentences(_text(read))], About.of(_text(read))
    kept = [row for row in seen.values() if coverage.label(_as_nugget(row), folded, about) == "supported"]
    nuggets = [{"id": f"n{i:03}", **row} for i, row in enumerate(kept, 1)]
    name = Path(os.path.relpath(document.resolve(), target.parent.resolve())).as_posix()
    lines = ",\n".join("  " + json.dumps(n, ensure_ascii=False) for n in nuggets)
    head = json.dumps({"about": HELP, "reference": name, "sources": []}, ensure_ascii=False, indent=1)[:-2]
    target.write_text(f'{head},\n "nuggets": [\n{lines}\n ],\n "decoys": []\n}}\n', encoding="utf-8")
    print(f"已写出 {target}:{len(nuggets)} 个待确认的要点,另有 {len(seen) - len(kept)} 处数据没有可靠的题旨词,请自行补写"
          f" | {len(nuggets)} proposed nuggets, to be confirmed")
    return 0


def check(path: Path) -> int:
    """Tell what is wrong with a case file. Exit 0 when it can be used, 1 when not."""
    try:
        case = load(path)
    except coverage.CaseError as exc:
        print(f"要点文件有误:{exc}")
        return 1
    folded, about = [digits(s) for s in sentences(case.reference)], About.of(case.reference)
    wrong = [f"{n.id} 参考文件自身不支持这个要点:{n.text}" for n in (*case.nuggets, *case.proposed)
             if coverage.label(n, folded, about) != "supported"]
    wrong += [f"{d.id} 参考文件自身落入这个陷阱" for d in case.decoys
              if d.id in coverage.score(case.reference, (*case.nuggets, *case.proposed), case.decoys, "").decoys]
    if not any(n.vital for n in case.nuggets):
        wrong.append("没有已确认的必备要点(vital),不能评分")
    for line in wrong:
        print(line)
    print(f"要点 {len(case.nuggets)} 个(必备 {sum(n.vital for n in case.nuggets)} 个),待确认 {len(case.proposed)} 个,"
          f"陷阱 {len(case.decoys)} 个,问题 {len(wrong)} 处")
    return 1 if wrong else 0


def _nugget(figure: Figure) -> dict[str, Any] | None:
    """A figure as a nugget: its number as printed, and the words of its indicator; None without either."""
    number = next((n for n in found_numbers(digits(figure.quote)) if float(n.value) == float(figure.value) and n.unit), None)
    words = "".join(c for c in figure.indicator if c.isalnum())
    if number is None or not words:
        return None
    wordings = list(dict.fromkeys(w for w in (words, words[-6:], words[-4:]) if len(w) >= 2))
    return {"text": figure.quote, "vital": "okay" if figure.planned else "vital", "slots": [[number.text], wordings],
            "topic": wordings, "section": figure.clause, "origin": "proposed"}


def _as_nugget(row: dict[str, Any]) -> coverage.Nugget:
    return coverage.Nugget("", row["text"], True, tuple(tuple(s) for s in row["slots"]), tuple(row["topic"]))


def _beside(path: Path, name: str) -> Path:
    found = path.parent / name
    if not name or not found.is_file():
        raise coverage.CaseError(f"{path.name}: 找不到文件 {name or 'reference'} (no such file)")
    return found


def _text(document: Document) -> str:
    return "\n".join(clause.text for clause in document.clauses)
