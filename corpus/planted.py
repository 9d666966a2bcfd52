"""The manifest and the nuggets of the demonstration set, made from the tags of the masters."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markup import Master, Tag, plain, wide

MASTERS = Path(__file__).resolve().parent / "masters"
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(.*)")
UPPER = {"outline": "outline", "city": "city"}
PARAPHRASE, EQUIVALENT = "P", "E"


def manifest(masters: Mapping[str, Master], files: Mapping[str, tuple[Any, ...]],
             data: Mapping[str, bytes]) -> dict[str, Any]:
    """Everything planted, each with its source file, clause and quote. Raises ValueError for a loose end."""
    rules = tomllib.loads((MASTERS / "plants.toml").read_text(encoding="utf-8"))
    notes = dict(line.split(" ", 1) for line in _lines(MASTERS / "draft.notes"))
    source = {name: spec[0] for name, spec in files.items()}
    documents = [_document(name, masters[name], files, data[name]) for name in files]
    pairs = _pairs(masters, source, rules["verdicts"], notes)
    facts, traps = _submissions(masters, source)
    return {
        "about": "演示文件及其中植入的内容;由 corpus/build.py 生成,条款号由母本算出。"
                 "source 为相对本目录的路径;引文按去空白、全半角折叠比较;"
                 "must_not 各项同在一句才算,竖线隔开的任一即可。",
        "documents": documents, **pairs,
        "internal": [{"id": head.split()[0][1:], "code": head.split()[1], "source": source["draft"],
                      "clause": tag.clause, "quote": tag.quote, "note": notes[head.split()[0][1:]]}
                     for tag in masters["draft"].tags if (head := tag.header)[0] == "#"],
        "beyond": [{"id": head.split()[0][1:], "kind": head.split()[1], "source": source["draft"],
                    "clause": tag.clause, "quote": tag.quote}
                   for tag in masters["draft"].tags if (head := tag.header)[0] == "^"]
        + [{"id": "r" + row["id"], "kind": "raised", **row["draft"]}
           for row in pairs["equivalents"] if row["id"] in rules["raised_ids"]],
        "facts": [{key: value for key, value in fact.items() if key != "topic"} for fact in facts],
        "traps": _traps(traps, rules["trap"]),
        "conflicts": [_conflict(row, facts, traps) for row in rules["conflict"]],
        "ledger": _ledger(rules["ledger"], pairs, {fact["id"] for fact in facts}),
        "answers": _answers(masters, source),
        "_topics": {fact["id"]: fact["topic"] for fact in facts},
    }


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith(";")]


def _document(name: str, master: Master, files: Mapping[str, tuple[Any, ...]], data: bytes) -> dict[str, Any]:
    file, role, level, region, parents = files[name]
    period = re.search(r"\d{4}—\d{4}年", master.first("title"))
    year = re.search(r"(\d{4})年", master.first("title"))
    unsigned = "draftmark" in master.meta
    return {"file": file, "role": role, "title": master.first("title"),
            "issuer": [] if unsigned else master.meta["issuer"],
            "level": level, "region": region, "period": period[0] if period else (year[1] if year else None),
            "date": None if unsigned else master.first("date"), "doc_number": master.first("number") or None,
            "parents": [files[parent][0] for parent in parents], "format": Path(file).suffix[1:],
            "encoding": master.first("encoding", "utf-8") if file.endswith(".txt") else None,
            "digest": hashlib.sha256(data).hexdigest(),
            "counts": {kind: sum(block.kind == kind for block in master.blocks)
                       for kind in ("part", "section", "item")}}


# ------------------------------------------------------- draft against upper

def _pairs(masters: Mapping[str, Master], source: Mapping[str, str], verdicts: Mapping[str, list[str]],
           notes: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    upper: dict[str, tuple[str, str, Tag]] = {}
    for name in UPPER:
        for tag in masters[name].tags:
            id, _, flag = tag.header.partition("!")
            if id in upper:
                raise ValueError(f"{name}: {id} stands twice")
            upper[id] = (name, flag, tag)
    found: dict[str, list[dict[str, Any]]] = {"defects": [], "equivalents": [], "paraphrases": [], "not_applicable": []}
    answered = set()
    for tag in masters["draft"].tags:
        if tag.header[0] in "#^":
            continue
        for pair in tag.header.split(","):
            id, kind = pair.split("=")
            name, flag, above = upper[id]
            if flag or id in answered:
                raise ValueError(f"draft: {id} is answered twice, or marked {flag} above")
            answered.add(id)
            row = {"id": id, "upper": _quote(source[name], above), "draft": _quote(source["draft"], tag)}
            if kind == PARAPHRASE:
                found["paraphrases"].append(row)
            elif kind == EQUIVALENT:
                found["equivalents"].append(row)
            else:
                note = notes.get(id) or notes[id.removeprefix("c")]
                found["defects"].append(row | {"kind": kind, "verdicts": verdicts[kind], "note": note})
    for id, (name, flag, above) in upper.items():
        row = {"id": id, "upper": _quote(source[name], above), "draft": None}
        if flag == "OM":
            found["defects"].append(row | {"kind": "omission", "verdicts": verdicts["omission"], "note": notes[id]})
        elif flag == "NA":
            found["not_applicable"].append(row | {"note": "本级没有这项职权,或者由上级统一办理"})
        elif id not in answered:
            raise ValueError(f"{name}: nothing in the draft answers {id}")
    return found


def _quote(source: str, tag: Tag) -> dict[str, str]:
    return {"source": source, "clause": tag.clause, "quote": tag.quote}


# -------------------------------------------------------------- submissions

Rows = list[dict[str, Any]]


def _submissions(masters: Mapping[str, Master], source: Mapping[str, str]) -> tuple[Rows, Rows]:
    """(facts, traps)."""
    facts: Rows = []
    traps: Rows = []
    for name, master in masters.items():
        if not name.startswith("submission"):
            continue
        for tag in master.tags:
            head = tag.header.split("|")
            if re.match(r"f\d+ ", head[0]):
                id, weight, section = head[0].split()
                value, unit = _value(head[2])
                facts.append({"id": id, **_quote(source[name], tag), "indicator": head[1], "value": value, "unit": unit,
                              "period": "2026" if section != "next_year" else "2027",
                              "weight": {"v": "vital", "o": "okay"}[weight], "section": section,
                              "topic": [group.split("/") for group in head[3].split("&")]})
            else:
                id, _, kind = head[0].partition(" ")
                traps.append({"id": id, "kind": kind, **_quote(source[name], tag)})
    for rows in (facts, traps):
        ids = [row["id"] for row in rows]
        if len(ids) != len(set(ids)):
            raise ValueError(f"repeated ids {sorted({id for id in ids if ids.count(id) > 1})}")
    return facts, traps


def _value(printed: str) -> tuple[float | int | None, str | None]:
    """
    >>> _value("1.36万户"), _value("91.3%"), _value("")
    ((13600, '户'), (91.3, '%'), (None, None))
    """
    found = NUMBER.match(printed)
    if not found:
        return None, None
    number, unit = float(found[1]), found[2]
    if unit.startswith("万") and not unit.startswith("万元"):
        number, unit = round(number * 10_000, 4), unit[1:]
    return int(number) if number == int(number) else number, unit


def _traps(traps: list[dict[str, Any]], rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {rule["id"]: {key: value for key, value in rule.items() if key != "id"} for rule in rules}
    if set(known) != {trap["id"] for trap in traps}:
        raise ValueError(f"traps and plants.toml differ: {sorted(set(known) ^ {trap['id'] for trap in traps})}")
    return [trap | known[trap["id"]] for trap in traps]


def _conflict(rule: dict[str, Any], facts: list[dict[str, Any]], traps: list[dict[str, Any]]) -> dict[str, Any]:
    rows = {row["id"]: row for row in [*facts, *traps]}
    return {"id": rule["id"], "indicator": rule["indicator"], "values": [
        {"value": value, "unit": rule["unit"], "tag": tag,
         **{key: rows[tag][key] for key in ("source", "clause", "quote")}}
        for tag, value in zip(rule["tags"], rule["values"], strict=True)]}


def _answers(masters: Mapping[str, Master], source: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each problem of the opinions with the measure and the result that answer it."""
    rows = {tag.header: {"id": tag.header, "problem": _quote(source["opinion"], tag), "status": "unanswered",
                         "measure": None, "result": None} for tag in masters["opinion"].tags}
    for tag in masters["answer"].tags:
        head = tag.header.split()
        quote = _quote(source["answer"], tag)
        rows[head[1]] |= {"measure": quote, "status": head[2]} if head[0][0] == "a" else {"result": quote}
    return list(rows.values())


def _ledger(rules: Rows, pairs: Mapping[str, Rows], facts: set[str]) -> Rows:
    """The plan's commitments with the facts that report them; the first of `accept` is the plain answer."""
    commitments = {row["id"]: row["draft"] for rows in pairs.values() for row in rows if row["draft"]}
    if stray := {fact for rule in rules for fact in rule["facts"]} - facts:
        raise ValueError(f"ledger names unknown facts {sorted(stray)}")
    return [{"id": "l" + rule["id"], "requirement": commitments[rule["id"]], "status": rule["accept"][0],
             "accept": rule["accept"], "facts": rule["facts"]} for rule in rules]


# ------------------------------------------------------------------ nuggets

def nuggets(found: dict[str, Any], reference: Master, name: str) -> dict[str, Any]:
    """One nugget a fact: its number (where it has one) and its topic words, all in one window.

    Takes the topics out of `found`, where only this needs them.
    """
    topics = found.pop("_topics")
    conflicted = {value["tag"] for conflict in found["conflicts"] for value in conflict["values"]}
    rows = []
    for fact in found["facts"]:
        shown = _shown(fact)
        slots = ([shown] if shown else []) + topics[fact["id"]]
        rows.append({"id": "n" + fact["id"][1:], "text": fact["quote"],
                     "vital": "okay" if fact["id"] in conflicted else fact["weight"],
                     "slots": slots, "topic": topics[fact["id"]][-1], "section": fact["section"],
                     "facts": [fact["id"]], "sources": [fact["source"]], "origin": "written",
                     "conflict": fact["id"] in conflicted})
    decoys = []
    for trap in found["traps"]:
        for i, must in enumerate([trap["must_not"], *trap.get("also", [])]):
            if must:
                decoys.append({"id": trap["id"] + ("" if i == 0 else f"-{i}"), "kind": trap["kind"],
                               "slots": [[wide(form) for form in word.split("|")] for word in must],
                               "note": trap["note"]})
    body = wide("\n".join(line for _, line in plain(reference)))
    return {"about": "棠川区2026年度报告的要点:取自七个单位的报送材料,与成稿对照;"
                     "conflict 为真的须先标待核,不计入必备。",
            "reference": f"evals/references/{name}", "characters": len(re.sub(r"\s", "", body)),
            "nuggets": rows, "decoys": decoys}


def _shown(fact: dict[str, Any]) -> list[str]:
    """The ways this value may be written: 万 folded or not, the unit as declared or as printed."""
    value, unit = fact["value"], fact["unit"] or ""
    if value is None:
        return []
    numbers = [f"{value}", *([f"{value}.0"] if unit == "%" and isinstance(value, int) else []),
               *([f"{value / 10_000:g}万"] if value >= 10_000 else [])]
    printed = [found[0] for number in numbers
               for found in re.finditer(re.escape(number) + r"(?![\d.])[^，。、；]", fact["quote"])]
    forms = list(dict.fromkeys([number + unit for number in numbers] + printed))
    if unit == "%" and value == 100:
        forms += ["百分之百", "全部"]
    if not any(wide(form) in fact["quote"] for form in forms):
        raise ValueError(f"{fact['id']}: {forms} not in {fact['quote']}")
    return [wide(form) for form in forms]
