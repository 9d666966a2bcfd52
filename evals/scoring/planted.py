"""What was planted in the material of a draft: traps, conflicts to settle, promises to account for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.scoring.findings import OVERLAP, same
from evals.scoring.folding import contains, digits, sentences

Json = Mapping[str, Any]
Wrong = tuple[str, str, str, str]


def traps(text: str, manifest: Json, decoys: Sequence[str]) -> tuple[str, ...]:
    """Decoys told, facts of two sources told twice, and values of a conflict told as if settled."""
    told = [digits(s) for s in sentences(text)]
    fallen = list(decoys)
    for once in sorted({t["once"] for t in manifest.get("traps", []) if t.get("once")}):
        if sum(contains(s, digits(once)) for s in told) > 1:
            fallen.append(f"twice {once}")
    for conflict in manifest.get("conflicts", []):
        name = digits(conflict["indicator"])
        for value in conflict["values"]:
            number = digits(f"{value['value']:g}{value['unit']}")
            if any(contains(s, number) and _names(s, name, number) for s in told):
                fallen.append(f"unsettled {conflict['indicator']} {number}")
    return tuple(dict.fromkeys(fallen))


def _names(sentence: str, indicator: str, number: str) -> bool:
    """Whether the phrase of the number, or the one before it, holds the indicator's name."""
    phrases = sentence.replace(";", ",").split(",")
    return any(contains(phrase, number) and indicator in "".join(phrases[max(0, i - 1):i + 1])
               for i, phrase in enumerate(phrases))


def promises(draft: Json, manifest: Json) -> tuple[dict[str, tuple[int, int]], list[Wrong], dict[str, dict[str, float]]]:
    """Conflicts surfaced, the ledger's statuses, and exclusions told; (hits, n), what went wrong, values by case."""
    scores: dict[str, tuple[int, int]] = {}
    wrong: list[Wrong] = []
    values: dict[str, dict[str, float]] = {}
    if conflicts := manifest.get("conflicts"):
        told = [{digits(f"{v['value']:g}") for v in c["values"] if isinstance(v["value"], (int, float))}
                for c in draft.get("conflicts", [])]
        hit = [any({digits(f"{v['value']:g}") for v in c["values"]} <= seen for seen in told) for c in conflicts]
        scores["conflicts_surfaced"] = sum(hit), len(hit)
        wrong += [(c["id"], c["indicator"], "未列出", "conflict") for c, there in zip(conflicts, hit, strict=True) if not there]
    if ledger := manifest.get("ledger"):
        right = {row["id"]: _entry(draft, row, wrong) for row in ledger}
        scores["ledger_right"] = round(sum(right.values())), len(right)
        values["ledger_right"] = right
    kept_out = [t for t in manifest.get("traps", []) if t["kind"] not in ("conflict", "duplicate", "rate", "cumulative")]
    if kept_out:
        listed = draft.get("excluded", [])
        hit = [any(t["source"].rsplit("/", 1)[-1] == e["source"] and same({**e, "clause": ""}, "", "", t["quote"]) >= OVERLAP
                   and e["reason"] for e in listed) for t in kept_out]
        planned = [any(_stands(t["quote"], s["text"]) for section in draft["sections"] for s in section["sentences"])
                   for t in kept_out]
        scores["exclusions_told"] = sum(h or p for h, p in zip(hit, planned, strict=True)), len(hit)
        wrong += [(t["id"], f"列入不采用:{t['quote']}", "未列出", "exclusion")
                  for t, h, p in zip(kept_out, hit, planned, strict=True) if not (h or p)]
    return scores, wrong, values


def _entry(draft: Json, row: Json, wrong: list[Wrong]) -> float:
    """Whether the ledger tells this requirement's status as a careful reader would."""
    asked = row["requirement"]
    near = [(same({**e["requirement"], "source": asked["source"]}, "", asked["clause"], asked["quote"]), e)
            for e in draft.get("ledger", [])]
    near = [n for n in near if n[0] >= OVERLAP]
    told = max(near, key=lambda n: n[0])[1]["status"] if near else "none"
    if told in row["accept"]:
        return 1.0
    wrong.append((row["id"], f"{'/'.join(row['accept'])}:{asked['quote']}", told, "ledger"))
    return 0.0


def _stands(quote: str, text: str) -> bool:
    """A plan kept out of the year's results may stand among the next year's arrangements."""
    one, other = digits(quote).rstrip("。"), digits(text)
    pairs = {one[i:i + 2] for i in range(len(one) - 1)}
    return bool(pairs) and sum(p in other for p in pairs) / len(pairs) >= 0.7
