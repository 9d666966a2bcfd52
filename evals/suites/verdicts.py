"""A review's findings against statements of known fate, as scores; and the controls on the same statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from assistant.types import Document
from evals.result import SYSTEM, Miss, Row, Score
from evals.scoring.findings import OVERLAP, Judged, Statement, Told, f1, judge, precision, same
from evals.suites.rows import by_split, mean, of, rate

SHARE = 0.5


def rows(dataset: str, statements: Sequence[Statement], findings: Sequence[Told],
         draft: Callable[[Statement], Document]) -> tuple[list[Row], list[Miss], dict[str, dict[str, float]]]:
    """Ours, then always_flag, never_flag and similarity_only; what went wrong; the values by case.

    `draft`: the draft that a statement's findings were told of.
    """
    judged = judge(findings, statements)
    clusters = clusters_of(statements)
    out = [Row(dataset, SYSTEM, scores(statements, judged, clusters, whole=True))]
    shared: dict[str, list[set[str]]] = {}

    def similar(statement: Statement) -> bool:
        document = draft(statement)
        if document.digest not in shared:
            shared[document.digest] = [pairs_of(c.text) for c in document.clauses]
        mine = pairs_of(statement.quote)
        return bool(mine) and max(len(mine & other) / len(mine) for other in shared[document.digest]) < SHARE

    flags: dict[str, Callable[[Statement], bool]] = {
        "always_flag": lambda s: True, "never_flag": lambda s: False, "similarity_only": similar}
    for name, flag in flags.items():
        made = judge([_finding(s) for s in statements if flag(s)], statements)
        out.append(Row(dataset, name, scores(statements, made, clusters)))
    values = {"defects_found": judged.found, "unflagged": {k: 1 - v for k, v in judged.flagged.items()}}
    out += by_split(dataset, {"defects_found": judged.found, "flagged_of_rest": judged.flagged}, clusters)
    return out, _misses(dataset, statements, judged, findings), values


def clusters_of(statements: Sequence[Statement]) -> dict[str, str]:
    """A statement belongs to the clause of the document that demands it."""
    return {s.id: f"{s.source}|{s.clause}" for s in statements}


def scores(statements: Sequence[Statement], judged: Judged, clusters: Mapping[str, str],
           whole: bool = False) -> dict[str, Score]:
    """Recall, precision and F1 of weaknesses, flags on the rest, and (`whole`) each kind apart."""
    role = {s.id: s.role for s in statements}
    kind = {s.id: s.kind for s in statements}
    wrong = Counter(told for finding in judged.alarms for told in finding["kinds"])

    def flagged(name: str) -> dict[str, float]:
        return {id: value for id, value in judged.flagged.items() if role[id] == name}

    def informed(cases: Sequence[str]) -> float | None:
        yes = [judged.found[c] for c in cases if c in judged.found]
        no = [judged.flagged[c] for c in cases if c in judged.flagged]
        return sum(yes) / len(yes) - sum(no) / len(no) if yes and no else None

    recall = mean(judged.found, clusters)
    out = {
        "defects_found": recall,
        "precision": rate(round(sum(judged.found.values())), round(sum(judged.found.values())) + len(judged.alarms)),
        "f1": Score(f1(recall.value, precision(judged)), recall.n),
        "equivalents_flagged": mean(flagged("equal"), clusters),
        "paraphrases_flagged": mean(flagged("faithful"), clusters),
        "informedness": of(informed, [s.id for s in statements], clusters),
    }
    if any(s.role == "not_applicable" for s in statements):
        out["not_applicable_flagged"] = mean(flagged("not_applicable"), clusters)
    if whole:
        out["kind_named"] = mean(judged.named, clusters)
        out["clause_shown"] = mean(judged.placed, clusters)
        for name in sorted({k for k in kind.values() if k}):
            hits = {id: value for id, value in judged.found.items() if kind[id] == name}
            told = round(sum(hits.values())) + wrong[name]
            out[f"found_{name}"] = rate(round(sum(hits.values())), len(hits))
            out[f"precision_{name}"] = rate(round(sum(hits.values())), told)
            out[f"f1_{name}"] = Score(f1(sum(hits.values()) / len(hits), sum(hits.values()) / told if told else None),
                                      len(hits))
    return out


def _finding(statement: Statement) -> Told:
    """A control's finding, with the benefit of the doubt: of the right kind, at the right place."""
    return {"id": statement.id, "verdict": statement.verdicts[0] if statement.verdicts else "missing",
            "kinds": [statement.kind] if statement.kind else ["omission"],
            "requirement": {"source": statement.source.rsplit("/", 1)[-1], "clause": statement.clause,
                            "quote": statement.quote},
            "draft": [{"clause": statement.draft_clause, "quote": statement.draft_quote}]}


def _misses(dataset: str, statements: Sequence[Statement], judged: Judged, findings: Sequence[Told]) -> list[Miss]:
    out = []
    for s in statements:
        told = judged.answered.get(s.id)
        place = f"{s.id} {s.source} {s.clause}"
        if judged.found.get(s.id) == 0:
            out.append(Miss(dataset, place, f"{s.kind}:{s.quote} → {s.draft_quote or '(未写)'}", _nearest(s, findings), s.kind))
        if judged.flagged.get(s.id) == 1 and told:
            out.append(Miss(dataset, place, f"未弱化:{s.quote} → {s.draft_quote or '(本级不适用)'}",
                            f"{told['verdict']} {told['kinds']}:{told['reason']}", f"{s.role} flagged"))
    known = {f["id"] for f in judged.answered.values()}
    for finding in judged.alarms:
        if finding["id"] not in known:
            required, kind = finding["requirement"], (finding["kinds"] or ("",))[0]
            out.append(Miss(dataset, f"{required['source']} {required['clause']}", f"未列入:{required['quote']}",
                            f"{finding['verdict']}:{finding['reason']}", f"alarm {kind}"))
    return out


def _nearest(statement: Statement, findings: Sequence[Told]) -> str:
    """What was told of the requirement instead."""
    near = [(share, f) for f in findings
            if (share := same(f["requirement"], statement.source, statement.clause, statement.quote)) >= OVERLAP]
    if not near:
        return "没有这条要求"
    told = max(near, key=lambda n: n[0])[1]
    places = "; ".join(f"{d['clause']} {d['quote']}" for d in told["draft"])
    return f"{told['verdict']} {told['kinds']}:{told['reason']} → {places}"


def pairs_of(text: str) -> set[str]:
    kept = "".join(c for c in text if c.isalnum())
    return {kept[i:i + 2] for i in range(len(kept) - 1)}
