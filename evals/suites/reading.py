"""Reading: clause trees, head data, targets and figures against what careful readers found."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant import facts, reading
from assistant.types import Document
from evals.context import Absent, Context, digest
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring.folding import digits, fold, found_numbers
from evals.suites.rows import by_split, mean, rate

HEAD = ("title", "issuer", "level", "doc_type", "period", "date", "doc_number", "index_number")
NUMERIC = ("quantitative",)


def run(context: Context) -> SuiteResult:
    """The reference documents, the demonstration set, and the damaged texts, as far as they are there."""
    rows: list[Row] = []
    misses: list[Miss] = []
    digests: dict[str, str] = {}
    cases: dict[str, Mapping[str, float]] = {}
    clusters: dict[str, Mapping[str, str]] = {}
    reasons: list[str] = []
    unscored: list[Miss] = []
    for name, part in (("demo", _demo), ("reference", _reference)):
        try:
            tally, data = part(context)
        except Absent as exc:
            reasons.append(str(exc))
            continue
        rows.append(Row(name, SYSTEM, tally.scores()))
        rows += by_split(name, tally.values, tally.clusters)
        misses += tally.misses
        unscored += tally.unscored
        digests[name] = data
        cases |= {f"{name}/{metric}": values for metric, values in tally.values.items()}
        clusters[name] = tally.clusters
    try:
        scores, wrong, data = _damage(context)
        rows.append(Row("damage", SYSTEM, scores))
        misses += wrong
        digests["damage"] = data
    except Absent as exc:
        reasons.append(str(exc))
    if not rows:
        raise Absent(";".join(reasons))
    return SuiteResult("reading", "run", ";".join(reasons), rows=tuple(rows), misses=tuple(misses), digests=digests, cases=cases,
                       clusters=clusters, timings=_speed(context), unscored=tuple(unscored),
                       partial=frozenset(m.dataset for m in unscored))


@dataclass
class Tally:
    """Right and wrong by case, and one-to-one counts where precision matters too."""

    dataset: str
    values: dict[str, dict[str, float]] = field(default_factory=dict)
    pairs: Counter[str] = field(default_factory=Counter)
    clusters: dict[str, str] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    unscored: list[Miss] = field(default_factory=list)

    def count(self, metric: str, source: str, case: str, right: bool, wanted: object, got: object) -> None:
        key = f"{source} {case}"
        while key in self.values.setdefault(metric, {}):
            key += "'"
        self.values[metric][key] = float(right)
        self.clusters[key] = source
        if not right:
            self.misses.append(Miss(self.dataset, key, str(wanted), str(got), metric))

    def pair(self, metric: str, source: str, wanted: Iterable[tuple[str, Any, Any]],
             told: Iterable[tuple[str, Any, Any]], whole: bool = True) -> None:
        """One-to-one on clause, value and unit. Without `whole` the gold is a part, and nothing told is false."""
        gold, got = (Counter((clause, _number(v), _unit(u)) for clause, v, u in rows) for rows in (wanted, told))
        for (clause, value, unit), n in sorted(gold.items(), key=str):
            for copy in range(n):
                hit = copy < got[clause, value, unit]
                self.count(f"{metric}_recall", source, f"{clause} {value}{unit}", hit, f"{value}{unit}", "—")
        if whole:
            self.pairs[f"{metric}/hit"] += sum((gold & got).values())
            self.pairs[f"{metric}/told"] += sum(got.values())
            self.misses += [Miss(self.dataset, f"{source} {m[0]}", "—", f"{m[1]}{m[2]}", f"{metric} false")
                            for m in sorted((got - gold).elements(), key=str)]

    def scores(self) -> dict[str, Score]:
        out = {metric: mean(values, self.clusters) for metric, values in self.values.items()}
        for metric in sorted({name.split("/")[0] for name in self.pairs}):
            out[f"{metric}_precision"] = rate(self.pairs[f"{metric}/hit"], self.pairs[f"{metric}/told"])
        return out


def _reference(context: Context) -> tuple[Tally, str]:
    gold = context.gold_file("documents")["documents"]
    files = context.reference_files()
    tally = Tally("reference")
    for number, (key, wanted) in enumerate(gold.items()):
        if key not in files:
            tally.unscored.append(Miss("reference", key, str(wanted.get("file", key)), "文件不在", "absent"))
            continue
        context.tell("阅读", number / len(gold))
        document = context.read(files[key])
        found = facts.extract(document)
        _head_and_tree(tally, key, document, wanted, wanted.get("counts", {}))
        cited = {(fold(p.name), p.clause) for p in document.parents}
        for parent in wanted.get("parents", []):
            tally.count("parents", key, parent["name"], (fold(parent["name"]), parent["clause"]) in cited,
                        f"{parent['name']} @ {parent['clause']}", sorted(cited))
        for item in wanted.get("targets", []) + wanted.get("figures", []) + wanted.get("defects", []):
            tally.count("quotes", key, item["clause"], _stands(document, item), item["quote"], item["clause"])
        if "targets" in wanted:
            tally.pair("targets", key, [(t["clause"], t["value"], t["unit"]) for t in wanted["targets"]
                                        if t["type"] in NUMERIC],
                       [(r.clause, t.value, t.unit) for r in found.requirements for t in r.targets
                        if isinstance(t.value, (int, float))])
        if "figures" in wanted:
            tally.pair("figures", key, [(f["clause"], f["value"], f["unit"]) for f in wanted["figures"]],
                       [(f.clause, f.value, f.unit) for f in found.figures])
    if not tally.values:
        raise Absent("答案与参考文件对不上 (the gold is of other documents)")
    return tally, digest(*files.values())


def _head_and_tree(tally: Tally, key: str, document: Document, wanted: Mapping[str, Any], counts: Mapping[str, int]) -> None:
    kinds = Counter(c.kind for c in document.clauses)
    for kind in ("part", "section", "item"):
        number = counts.get(kind, counts.get(f"{kind}s"))
        if number is not None:
            tally.count("counts", key, kind, kinds[kind] == number, number, kinds[kind])
    for name in HEAD:
        if name in wanted:
            got = getattr(document, name)
            tally.count("head", key, name, _same_head(name, wanted[name], got), wanted[name], got)


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, (int, float)) else value


def _unit(unit: str | None) -> str:
    """个领域 and 个 are one unit, for the counted noun is the indicator's; 余 is no unit.

    >>> _unit("个领域"), _unit("场次"), _unit("台（套）"), _unit("余条"), _unit(None)
    ('个', '场次', '台', '条', '')
    """
    plain = re.sub(r"[(（].*|^[余多]", "", unit or "")
    return "个" if plain.startswith("个") and plain != "个百分点" else plain


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


def _demo(context: Context) -> tuple[Tally, str]:
    """Head data and tree as planted; every planted or stated quote in the clause it names; every figure read."""
    manifest = context.manifest
    tally = Tally("demo")
    figures: dict[str, list[tuple[str, Any, Any]]] = {}
    titles = {d["file"]: (d["title"], d.get("doc_number")) for d in manifest["documents"]}
    for wanted in manifest["documents"]:
        document = context.read(context.demo / wanted["file"])
        _head_and_tree(tally, document.source, document, {k: wanted[k] for k in HEAD if wanted.get(k) and k != "doc_type"},
                       wanted.get("counts", {}))
        cited = {fold(p.name).strip("《》") for p in document.parents}
        numbers = {fold(p.number or "") for p in document.parents}
        for parent in wanted.get("parents", []):
            name, printed = titles.get(parent, (parent, None))
            tally.count("parents", document.source, name, fold(name) in cited or (printed and fold(printed) in numbers),
                        name, sorted(cited))
    for f in manifest.get("facts", []):
        if f["value"] is not None and any(float(n.value) == f["value"] for n in found_numbers(digits(f["quote"]))):
            figures.setdefault(f["source"], []).append((f["clause"], f["value"], f["unit"]))
    for source, stated in figures.items():
        document = context.read(context.demo / source)
        tally.pair("figures", document.source, stated,
                   [(f.clause, f.value, f.unit) for f in facts.extract(document).figures], whole=False)
    for source, clause, quote in _quoted(manifest):
        document = context.read(context.demo / source)
        there = any(fold(quote) in fold(c.text) for c in document.clauses if c.id == clause)
        tally.count("quotes", document.source, clause, there, quote, "不在该条款")
    return tally, digest(context.demo / "manifest.json", *(context.demo / d["file"] for d in manifest["documents"]))


def _quoted(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for row in manifest.get("facts", []) + manifest.get("internal", []) + manifest.get("beyond", []):
        yield row["source"], row["clause"], row["quote"]
    for key in ("defects", "equivalents", "paraphrases", "not_applicable"):
        for row in manifest.get(key, []):
            for side in filter(None, (row["upper"], row.get("draft"))):
                yield side["source"], side["clause"], side["quote"]


def _speed(context: Context) -> dict[str, float]:
    """Characters a second from text to clauses and facts, on the texts that were read."""
    texts = ["\n".join(c.text for c in d.clauses) for d in context.documents_read()]
    if not texts:
        return {}
    begun = time.perf_counter()
    for text in texts:
        facts.extract(reading.read_text(text, "speed.txt"))
    return {"reading_characters_per_second": sum(map(len, texts)) / (time.perf_counter() - begun)}


def _damage(context: Context) -> tuple[dict[str, Score], list[Miss], str]:
    try:
        from evals.damage import suite
    except ImportError as exc:
        raise Absent("没有损坏样本生成器") from exc
    return suite.run(context)
