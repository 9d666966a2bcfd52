"""The scorers themselves: coverage against hand labels, and against texts whose order is known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals.context import ROOT, Absent, Context, digest
from evals.result import SYSTEM, Miss, Row, SuiteResult
from evals.scoring import coverage
from evals.scoring.coverage import Nugget
from evals.scoring.folding import digits, sentences
from evals.scoring.standing import About
from evals.suites.rows import mean, of, rate

LABELS = ROOT / "evals" / "labels"
NUGGETS = ROOT / "evals" / "nuggets" / "demo.json"
GRADES = ("absent", "partial", "supported")


class Labelled(NamedTuple):
    """A passage with the grade a careful reader gave it for one nugget, before the scorer was run on it."""

    id: str
    nugget: Nugget
    passage: str
    grade: str
    kind: str


def run(context: Context) -> SuiteResult:
    """Agreement by grade, and the pairs of the metric's own test. Raises Absent without labels."""
    rows, about, reference = labelled(), About.of(_reference()), _reference()
    told = {row.id: grade(row.nugget, row.passage, about) for row in rows}
    wanted = {row.id: row.grade for row in rows}
    clusters = {row.id: row.nugget.id for row in rows}
    pairs = [pair for row in rows for pair in ordered(row, reference, about)]
    scores = {f"f1_{name}": of(lambda ids, name=name: f1([(wanted[i], told[i]) for i in ids], name),  # type: ignore[misc]
                               list(wanted), clusters) for name in reversed(GRADES)}
    agree = {id: float(told[id] == wanted[id]) for id in wanted}
    misses = [Miss("labels", row.id, f"{row.grade}:{row.nugget.text}", f"{told[row.id]}:{row.passage}", row.kind)
              for row in rows if told[row.id] != row.grade]
    misses += [Miss("labels", case, order, text, "order") for case, order, text, good in pairs if not good]
    return SuiteResult(
        "scorers", "run", rows=(Row("labels", SYSTEM, scores | {
            "agreement": mean(agree, clusters), "pairs_right": rate(sum(good for *_, good in pairs), len(pairs))}),),
        misses=tuple(misses), cases={"labels/agreement": agree}, clusters={"labels": clusters},
        digests={"labels": digest(NUGGETS, *_files())})


def labelled() -> list[Labelled]:
    """Every hand label. Raises Absent when there are none."""
    if not _files():
        raise Absent("没有手工标注 (no hand labels)")
    nuggets = {n.id: n for n in coverage.load(NUGGETS)[0]}
    rows: list[dict[str, Any]] = [row for path in _files() for row in json.loads(path.read_text(encoding="utf-8"))["labels"]]
    return [Labelled(r["id"], nuggets[r["nugget"]], r["passage"], r["label"], r["kind"]) for r in rows]


def grade(nugget: Nugget, text: str, about: About) -> str:
    """What the coverage scorer says of one passage."""
    return coverage.label(nugget, [digits(s) for s in sentences(text)], about)


def f1(pairs: Sequence[tuple[str, str]], name: str) -> float | None:
    """Of one grade.

    >>> f1([("partial", "partial"), ("partial", "absent")], "partial")
    0.6666666666666666
    """
    either = sum((one == name) + (other == name) for one, other in pairs)
    return 2 * sum(one == other == name for one, other in pairs) / either if either else None


def ordered(row: Labelled, reference: str, about: About) -> Iterator[tuple[str, str, str, bool]]:
    """reference ≥ paraphrase > one figure changed > nothing, for each paraphrase with a figure: (id, order, text, right)."""
    figures = [w for slot in row.nugget.slots for w in slot if re.match(r"\d[\d.]*[^\d.]", w)]
    told = digits(row.passage)
    changed = told
    for figure in map(digits, figures):
        changed = changed.replace(figure, other(figure))
    if row.kind != "paraphrase" or changed == told:  # told in words (全部): a figure cannot be changed
        return
    whole, same, wrong, empty = (GRADES.index(grade(row.nugget, text, about)) for text in (reference, told, changed, ""))
    if whole == 2:  # an okay nugget may be left out by the reference
        yield row.id, "reference ≥ paraphrase", told, whole >= same
    yield row.id, "paraphrase > figure changed", changed, same > wrong
    yield row.id, "figure changed > empty", changed, wrong > empty


def other(figure: str) -> str:
    """The figure with another last digit.

    >>> other("126件"), other("98.1%")
    ('129件', '98.4%')
    """
    return re.sub(r"\d(?=[^\d.]*$)", lambda m: str((int(m[0]) + 3) % 10), figure, count=1)


def _files() -> list[Path]:
    return sorted(LABELS.glob("*.json"))


def _reference() -> str:
    return next((ROOT / "evals" / "references").glob("*.txt")).read_text(encoding="utf-8")
