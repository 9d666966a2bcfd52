"""The other genre: an answer to review opinions, each problem answered or shown open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant import types
from evals.context import Context
from evals.result import SYSTEM, Miss, Row, Score
from evals.scoring import faithfulness
from evals.scoring.figures import check
from evals.scoring.folding import digits, numbers
from evals.suites.rows import rate


def run(context: Context) -> tuple[list[Row], list[Miss]]:
    """Drafted from the demonstration's opinion and its answer as the only return; nothing where they are not there."""
    paths = {d["role"]: context.demo / d["file"] for d in context.manifest["documents"]}
    wanted = context.manifest.get("answers", [])
    if not wanted or not {"opinion", "answer"} <= set(paths):
        return [], []
    context.tell("起草审议意见研究处理情况", 0.8)
    region = next(d["region"] for d in context.manifest["documents"] if d["role"] == "opinion")
    with context.service("drafting") as service:
        draft = types.to_json(service.drafts.create("review-opinion", region, 2026, material=[str(paths["answer"])],
                                                    plan=str(paths["opinion"])))
    sentences = [s for section in draft["sections"] for s in section["sentences"]]
    clauses = {(d.source, c.id): c.text for d in map(context.read, (paths["answer"], paths["opinion"]))
               for c in d.clauses}
    told = faithfulness.score(sentences, clauses, 2026)
    right = [_answered(row, draft) for row in wanted]
    misses = [Miss("opinions", row["id"], f"{row['status']}:{row['problem']['quote']}", "未照此写出", "opinion")
              for row, good in zip(wanted, right, strict=True) if not good]
    misses += [Miss("opinions", f"faithfulness {i}", "", what, kind) for i, (kind, what) in enumerate(told.wrong, 1)
               if kind != "precision"]
    return [Row("opinions", SYSTEM, {
        "problems_handled": rate(sum(right), len(right)),
        "numbers_found": rate(told.numbers_found, told.numbers),
        "quotes_exact": rate(told.exact, told.citations),
        "dangling": Score(float(told.dangling), told.citations),
    })], misses


def _answered(row: Mapping[str, Any], draft: Mapping[str, Any]) -> bool:
    """An answered problem with its result's figures; one nobody answered as a gap, an open one without claiming it done."""
    text = draft["text"]
    if row["status"] == "unanswered":
        place = _pairs(row["problem"]["quote"])
        return any(len(place & _pairs(gap)) / len(place) >= 0.5 for gap in draft["gaps"])
    told = row["result"] or row["measure"]
    wanted = numbers(told["quote"])
    return all(number in digits(text) for number in wanted) and not any(
        fault for _, fault in check(told["quote"], [text]))


def _pairs(text: str) -> set[str]:
    kept = "".join(c for c in text if c.isalnum())
    return {kept[i:i + 2] for i in range(len(kept) - 1)}
