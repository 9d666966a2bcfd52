"""What a document shows by itself: internal defects, false alarms on clean texts, the national floor."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from assistant import reading, review, types
from assistant.types import Document
from evals.context import ROOT
from evals.result import Miss, Score
from evals.scoring import quotes
from evals.scoring.findings import overlap
from evals.suites.rows import rate

FLOOR = ROOT / "evals" / "mutators" / "floor.toml"


#: Told once a document, of what it leaves out; true of the clean drafts, which name no responsible units.
OF_THE_WHOLE = frozenset({"missing_elements"})


def internal(dataset: str, told: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]],
             known: Sequence[Mapping[str, Any]], length: int) -> tuple[dict[str, Score], list[Miss], dict[str, float]]:
    """Planted defects of a draft found by clause and quote, and what else was told of it.

    `known`: places that are wrong in another way (against the higher document); telling them is no alarm.
    """
    found, rest = quotes.match(told, wanted)
    other, _ = quotes.match([told[i] for i in rest], known)
    rest = [i for at, i in enumerate(rest) if at not in other.values() and told[i]["code"] not in OF_THE_WHOLE]
    values = {w["id"]: float(j in found) for j, w in enumerate(wanted)}
    misses = [Miss(dataset, f"{w['id']} {w['clause']}", f"{w['code']}:{w['quote']}({w.get('note', '')})", "未发现",
                   "internal") for j, w in enumerate(wanted) if j not in found]
    misses += [_alarm(dataset, told[i], "") for i in rest]
    return {"internal_found": rate(len(found), len(wanted)),
            "internal_alarms_per_thousand": Score(1000 * len(rest) / length, length)}, misses, values


def clean(dataset: str, documents: Sequence[Document]) -> tuple[dict[str, Score], list[Miss]]:
    """Alarms per thousand characters on documents in which nothing is wrong."""
    misses: list[Miss] = []
    length = 0
    for document in documents:
        length += characters(document)
        for finding in types.to_json(review.review(document, ()).internal):
            if finding["code"] not in OF_THE_WHOLE:
                misses.append(_alarm(dataset, finding, f"{document.source} "))
    return {"clean_alarms_per_thousand": Score(1000 * len(misses) / max(1, length), length)}, misses


def _alarm(dataset: str, finding: Mapping[str, Any], source: str) -> Miss:
    return Miss(dataset, f"{source}{finding['clause']}", f"无误:{finding['quote'][:80]}",
                f"{finding['code']}:{finding['message']}", "internal alarm")


def floor() -> tuple[dict[str, Score], list[Miss]]:
    """Wordings below the national floor found; wordings at or above it left alone."""
    data = tomllib.loads(FLOOR.read_text(encoding="utf-8"))
    misses: list[Miss] = []
    counts = []
    for column, kind in ((0, "floor missed"), (1, "floor alarm")):
        lines = [row[column] for row in data["statements"]]
        text = "\n".join([data["title"], "一、主要任务", *(f"{i}.{line}。" for i, line in enumerate(lines, 1))])
        told = types.to_json(review.review(reading.read_text(text, "floor.txt"), ()).floor)
        hit = [any(d["quote"] and overlap(d["quote"], line) >= 0.5 for f in told for d in f["draft"]) for line in lines]
        counts.append((sum(hit), len(lines)))
        misses += [Miss("planted", f"floor {i}", "低于底线" if column == 0 else "不低于底线", line, kind)
                   for i, (line, there) in enumerate(zip(lines, hit, strict=True), 1) if there == bool(column)]
    return {"floor_found": rate(*counts[0]), "floor_flagged_above": rate(*counts[1])}, misses


def below_floor(told: Sequence[Mapping[str, Any]], defects: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Score], list[Miss]]:
    """The planted defects of the demonstration draft that fall below the floor, told as such."""
    ids = tomllib.loads(FLOOR.read_text(encoding="utf-8"))["demo"]
    wanted = [d for d in defects if d["id"] in ids]
    hit = [any(p["clause"] == d["draft"]["clause"] and overlap(p["quote"], d["draft"]["quote"]) >= 0.5
               for f in told if f["verdict"] != "missing" for p in f["draft"]) for d in wanted]
    return {"floor_found": rate(sum(hit), len(hit))}, [
        Miss("demo", d["id"], f"低于底线:{d['draft']['quote']}", "未发现", "floor missed")
        for d, there in zip(wanted, hit, strict=True) if not there]


def characters(document: Document) -> int:
    return sum(len(c.text) for c in document.clauses)
