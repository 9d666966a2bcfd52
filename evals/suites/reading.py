"""Reading: clause trees, head data, targets and figures against what careful readers found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant import facts
from assistant.types import Document
from evals.context import Absent, Context, digest
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring.folding import fold
from evals.suites.rows import rate

HEAD = ("title", "issuer", "level", "doc_type", "period", "date", "doc_number", "index_number")
NUMERIC = ("quantitative",)


def run(context: Context) -> SuiteResult:
    """The reference documents, the demonstration set, and the damaged texts, as far as they are there."""
    rows: list[Row] = []
    misses: list[Miss] = []
    digests: dict[str, str] = {}
    for name, part in (("reference", _reference), ("demo", _demo), ("damage", _damage)):
        try:
            scores, wrong, data = part(context)
        except Absent:
            continue
        rows.append(Row(name, SYSTEM, scores))
        misses += wrong
        digests[name] = data
    if not rows:
        raise Absent("没有可读的数据 (nothing to read)")
    return SuiteResult("reading", "run", rows=tuple(rows), misses=tuple(misses), digests=digests, timings={})


def _reference(context: Context) -> tuple[dict[str, Score], list[Miss], str]:
    gold = context.gold_file("documents")["documents"]
    files = context.reference_files()
    misses: list[Miss] = []
    tally: Counter[str] = Counter()

    def count(metric: str, case: str, right: bool, wanted: object, got: object) -> None:
        tally[f"{metric}/n"] += 1
        tally[metric] += right
        if not right:
            misses.append(Miss("reference", case, str(wanted), str(got), metric))

    for number, (key, wanted) in enumerate(gold.items()):
        if key not in files:
            continue
        context.tell("阅读", number / len(gold))
        document = context.read(files[key])
        found = facts.extract(document)
        kinds = Counter(c.kind for c in document.clauses)
        for kind in ("part", "section", "item"):
            if f"{kind}s" in wanted["counts"]:
                count("counts", f"{key} {kind}", kinds[kind] == wanted["counts"][f"{kind}s"],
                      wanted["counts"][f"{kind}s"], kinds[kind])
        for field in HEAD:
            if field in wanted:
                got = getattr(document, field)
                count("head", f"{key} {field}", _same_head(field, wanted[field], got), wanted[field], got)
        cited = {(fold(p.name), p.clause) for p in document.parents}
        for parent in wanted.get("parents", []):
            count("parents", f"{key} {parent['name']}", (fold(parent["name"]), parent["clause"]) in cited,
                  f"{parent['name']} @ {parent['clause']}", sorted(cited))
        for item in wanted.get("targets", []) + wanted.get("figures", []) + wanted.get("defects", []):
            count("quotes", f"{key} {item['clause']}", _stands(document, item), item["quote"], item["clause"])
        targets = [(r.clause, t.value, t.unit) for r in found.requirements for t in r.targets]
        figures = [(f.clause, f.value, f.unit) for f in found.figures]
        _pair("targets", key, [t for t in wanted.get("targets", []) if t["type"] in NUMERIC],
              [t for t in targets if isinstance(t[1], (int, float))], tally, misses)
        _pair("figures", key, wanted.get("figures", []), figures, tally, misses)
    scores = {name: rate(tally[name], tally[f"{name}/n"])
              for name in ("counts", "head", "parents", "quotes") if tally[f"{name}/n"]}
    for name in ("targets", "figures"):
        scores[f"{name}_recall"] = rate(tally[f"{name}/hit"], tally[f"{name}/gold"])
        scores[f"{name}_precision"] = rate(tally[f"{name}/hit"], tally[f"{name}/told"])
    return scores, misses, digest(*files.values())


def _pair(name: str, key: str, wanted: Sequence[Mapping[str, Any]], told: Iterable[tuple[str, Any, Any]],
          tally: Counter[str], misses: list[Miss]) -> None:
    """One-to-one on clause, value and unit."""
    if not wanted:
        return
    gold = Counter((w["clause"], _number(w["value"]), _unit(w["unit"])) for w in wanted)
    got = Counter((clause, _number(value), _unit(unit)) for clause, value, unit in told)
    tally[f"{name}/gold"] += sum(gold.values())
    tally[f"{name}/told"] += sum(got.values())
    tally[f"{name}/hit"] += sum((gold & got).values())
    misses += [Miss("reference", f"{key} {m[0]}", str(m), "—", f"{name} missed") for m in (gold - got).elements()]
    misses += [Miss("reference", f"{key} {m[0]}", "—", str(m), f"{name} false") for m in (got - gold).elements()]


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, (int, float)) else value


def _unit(unit: str | None) -> str:
    """个领域 and 个 are one unit; the counted noun is the indicator's.

    >>> _unit("个领域"), _unit("场次"), _unit(None)
    ('个', '场次', '')
    """
    return "个" if unit and unit.startswith("个") else (unit or "")


def _same_head(field: str, wanted: Any, got: Any) -> bool:
    if field == "issuer":
        return all(any(fold(name) in fold(w) or fold(w) in fold(name) for name in got) for w in wanted) \
            or (not got and "未署名" in str(wanted))
    if wanted is None:
        return got is None
    return got is not None and (fold(got) in fold(wanted) or fold(wanted) in fold(got))


def _stands(document: Document, item: Mapping[str, Any]) -> bool:
    texts = [fold(c.text) for c in document.clauses if c.id == item["clause"]]
    return any(fold(item["quote"]).rstrip("。,;") in text for text in texts) or item["clause"] in ("题头", "结尾")


def _demo(context: Context) -> tuple[dict[str, Score], list[Miss], str]:
    """Every planted or stated quote of the demonstration set stands in the clause it names."""
    manifest = context.manifest
    quoted = [(f["source"], f.get("clause"), f["quote"]) for f in manifest.get("facts", [])]
    quoted += [(m["draft"]["source"], m["draft"]["clause"], m["draft"]["quote"])
               for m in manifest.get("defects", []) if m.get("draft") and "source" in m["draft"]]
    if not quoted:
        raise Absent("清单中没有引文 (the manifest quotes nothing)")
    right, misses = 0, []
    for source, clause, quote in quoted:
        document = context.read(context.demo / source)
        there = any(fold(quote) in fold(c.text) for c in document.clauses if clause in (None, c.id))
        right += there
        if not there:
            misses.append(Miss("demo", f"{source} {clause}", quote, "不在该条款", "quotes"))
    return {"quotes": rate(right, len(quoted))}, misses, digest(context.demo / "manifest.json")


def _damage(context: Context) -> tuple[dict[str, Score], list[Miss], str]:
    try:
        from evals.damage import suite
    except ImportError as exc:
        raise Absent("没有损坏样本生成器") from exc
    return suite.run(context)
