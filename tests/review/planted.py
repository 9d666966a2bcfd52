"""Drafts with planted weaknesses, put together from tests/review/material/*.json."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.types import Clause, Document

MATERIAL = Path(__file__).with_name("material")
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Planted:
    """What stands in a draft for one statement: role faithful, stricter or a kind of defect."""

    statement: str
    upper: str
    role: str
    text: str
    quote: str


@dataclass(frozen=True)
class Case:
    upper: Document
    draft: Document
    planted: tuple[Planted, ...] = field(default=())
    where: dict[str, str] = field(default_factory=dict)


def load(name: str) -> dict[str, Any]:
    return json.loads((MATERIAL / f"{name}.json").read_text(encoding="utf-8"))


def document(source: str, head: dict[str, str], parts: list[tuple[str, list[str]]]) -> Document:
    clauses = []
    item = 0
    for number, (heading, texts) in enumerate(parts):
        part = NUMERALS[number]
        clauses.append(Clause(part, "part", part, heading, f"{part}、{heading}"))
        for text in texts:
            item += 1
            clauses.append(Clause(f"{part}/{item}", "item", str(item), "", f"{item}. {text}", part))
    return Document(source, "", head["title"], tuple(clauses), region=head["region"], level=head["level"],
                    doc_type="实施方案")


def _parts(rows: list[tuple[str, str]], size: int) -> list[tuple[str, list[str]]]:
    parts: dict[str, list[str]] = {}
    for part, text in rows:
        parts.setdefault(part, []).append(text)
    return [(part, ["。".join(texts[i:i + size]) + "。" for i in range(0, len(texts), size)])
            for part, texts in parts.items()]


def cases(name: str, seed: int = 7) -> list[Case]:
    """Faithful drafts in both wordings, two with stricter wording, and drafts with defects.

    A draft with defects carries one in about every fourth statement; the rest is faithful.
    """
    data = load(name)
    statements = data["statements"]
    upper = document(f"{name}-upper.txt", data["upper"],
                     _parts([(s["part"], s["upper"]) for s in statements], 3))
    plans: list[dict[str, tuple[str, str, str]]] = []
    for wording in (0, 1):
        plans.append({s["id"]: ("faithful", s["faithful"][wording], "") for s in statements})
    for half in (0, 1):
        plans.append({s["id"]: ("stricter", s["stricter"][0], "") if number % 2 == half and s["stricter"]
                      else ("faithful", s["faithful"][half], "") for number, s in enumerate(statements)})
    rounds = 8
    for turn in range(rounds):
        plan = {}
        for number, s in enumerate(statements):
            mine = [d for at, d in enumerate(s["defects"]) if (number + at * 4) % rounds == turn]
            plan[s["id"]] = ((mine[0]["kind"], mine[0]["text"], mine[0]["quote"]) if mine
                             else ("faithful", s["faithful"][turn % 2], ""))
        plans.append(plan)
    out = []
    for number, plan in enumerate(plans):
        shuffle = random.Random(seed + number)
        rows = [(s["part"], plan[s["id"]][1]) for s in statements if plan[s["id"]][1]]
        rows += [(statements[shuffle.randrange(len(statements))]["part"], text) for text in data["own"]]
        shuffle.shuffle(rows)
        order = {s["part"]: at for at, s in enumerate(statements)}
        rows.sort(key=lambda row: order[row[0]])
        parts = _parts(rows, 2)
        draft = document(f"{name}-draft.txt", data["draft"], parts)
        planted = tuple(Planted(s["id"], s["upper"], plan[s["id"]][0], plan[s["id"]][1],
                                plan[s["id"]][2] or s["upper"]) for s in statements)
        where = {s["id"]: next((c.id for c in draft.clauses if plan[s["id"]][1] and plan[s["id"]][1] in c.text), "")
                 for s in statements}
        out.append(Case(upper, draft, planted, where))
    return out
