"""The damaged documents as scores of the evaluation on reading."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from assistant.errors import AssistantError
from assistant.reading import read_bytes
from evals.context import Absent, Context
from evals.damage.cases import Case, cases
from evals.damage.formats import FORMATS, Format
from evals.damage.score import Reading, score
from evals.result import Miss, Score
from evals.suites.rows import rate

SEED = 2026


def run(context: Context) -> tuple[dict[str, Score], list[Miss], str]:
    """Scores, what went wrong, and the digest of the files. Raises Absent without the writing libraries."""
    try:
        files = list(cases(SEED, _formats()))
    except ImportError as exc:
        raise Absent(f"缺少写出样本的库 {exc.name} (cannot write the samples)") from exc
    readings = []
    for number, case in enumerate(files):
        context.tell("阅读损坏样本", number / len(files))
        readings.append(read(case))
    misses = [Miss("damage", f"{r.case.name} {kind}", wanted, got, kind)
              for r in readings for kind, wanted, got in r.misses]
    return scores(readings), misses, hashlib.sha256(b"".join(case.data for case in files)).hexdigest()[:16]


def _formats() -> tuple[Format, ...]:
    """Without reportlab (a development tool) no PDF can be written; the others still are."""
    try:
        import reportlab  # noqa: F401
    except ImportError:
        return tuple(kind for kind in FORMATS if kind != "pdf")
    return FORMATS


def read(case: Case) -> Reading:
    """One case read and scored. A refusal counts as nothing read."""
    try:
        return score(case, read_bytes(case.data, case.name))
    except AssistantError as exc:
        expected = "".join("".join(line.split()) for line in case.damaged.expected)
        return Reading(case, characters=len(expected), edits=len(expected), error=str(exc),
                       boundaries=len(case.damaged.plan.parents), clauses=len(case.damaged.plan.parents),
                       misses=[("refused", "", str(exc))])


def scores(readings: Iterable[Reading]) -> dict[str, Score]:
    """Error rates are per character; the others are shares of cases."""
    every = list(readings)
    mended = [r for r in every if r.case.kinds and "bytes" not in r.case.kinds]
    broken = [r for r in every if "bytes" in r.case.kinds]
    clean = [r for r in every if not r.case.kinds]
    total = _total(every)
    right, wanted, found = total("boundaries_right"), total("boundaries"), total("boundaries_found")
    return {
        "cer_repaired": _errors(mended), "cer_bytes": _errors(broken), "cer_clean": _errors(clean),
        "boundary_f1": Score(2 * right / max(1, wanted + found), wanted),
        "parent_right": rate(total("parents_right"), total("clauses")),
        "figures_kept": rate(total("figures") - total("figures_lost"), total("figures")),
        "figures_added": Score(float(total("figures_added")), total("figures")),
        "runs_restored": rate(total("runs_restored"), total("runs")),
        "runs_restored_or_flagged": rate(total("runs_restored") + total("runs_flagged"), total("runs")),
        "lost_told": rate(total("lost_told"), total("lost")),
        "told_wrongly": Score(float(total("told_wrongly")), len(every)),
    }


def _errors(readings: list[Reading]) -> Score:
    total = _total(readings)
    characters = total("characters")
    return Score(total("edits") / characters if characters else None, characters)


def _total(readings: list[Reading]) -> Callable[[str], int]:
    return lambda name: sum(int(getattr(reading, name)) for reading in readings)
