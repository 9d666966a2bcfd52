"""A review as remarks: what is said, and where it stands in the draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assistant.export import labels
from assistant.types import Beyond, Finding, InternalFinding, Review


@dataclass(frozen=True, slots=True)
class Remark:
    """`clause` and `quote` tell the place ("" for the whole document); `lines` are its paragraphs."""

    clause: str
    quote: str
    lines: tuple[str, ...]


def remarks(review: Review) -> tuple[Remark, ...]:
    """An overview first, then every finding that asks for something, in the review's order."""
    homes = _homes(review)
    found = [_overview(review)]
    found += [_finding(finding, homes) for finding in review.findings if finding.verdict not in labels.SETTLED]
    found += [_finding(finding, homes, "低于国家现行要求") for finding in review.floor
              if finding.verdict not in labels.SETTLED]
    found += [_internal(finding) for finding in review.internal]
    found += [_beyond(finding) for finding in review.beyond]
    return tuple(found)


def _overview(review: Review) -> Remark:
    counts = "、".join(f"{labels.verdict(name)}{review.summary[name]}项" for name in labels.VERDICTS
                      if review.summary.get(name))
    against = "".join(f"《{head.get('title') or head.get('source')}》" for head in review.against)
    lines = [f"【审核概况】对照{against or '国家现行要求'}：{counts or '无逐项核对结果'}；"
             f"文稿自身问题{len(review.internal)}处；超出依据{len(review.beyond)}处。", labels.AI_REVIEW_LINE]
    return Remark("", "", tuple(lines))


def _finding(finding: Finding, homes: dict[tuple[str, str], str], label: str | None = None) -> Remark:
    kinds = labels.kinds(finding.kinds)
    need = finding.requirement
    lines = [f"【{label or labels.verdict(finding.verdict)}·{labels.severity(finding.severity)}】{kinds}".strip(),
             f"要求：{need.source}{' ' + need.clause if need.clause else ''}“{need.quote}”"]
    if finding.reason:
        lines.append(f"理由：{finding.reason}")
    if finding.suggestion:
        lines.append(f"建议：{finding.suggestion}")
    if len(finding.draft) > 1:
        lines.append("另见：" + "、".join(f"{item.clause}“{item.quote}”" for item in finding.draft[1:]))
    lines.append(f"（编号 {finding.id}，可信度 {finding.confidence:.2f}）")
    if finding.draft:
        return Remark(finding.draft[0].clause, finding.draft[0].quote, tuple(lines))
    return Remark(homes.get((need.source, need.clause.split("/")[0]), ""), "", tuple(lines))


def _internal(finding: InternalFinding) -> Remark:
    lines = [f"【文稿自身·{labels.severity(finding.severity)}】{finding.message}"]
    if finding.suggestion:
        lines.append(f"建议：{finding.suggestion}")
    return Remark(finding.clause, finding.quote, tuple(lines))


def _beyond(finding: Beyond) -> Remark:
    return Remark(finding.clause, finding.quote,
                  (f"【{labels.BEYOND.get(finding.kind, finding.kind)}】{finding.reason}",))


def _homes(review: Review) -> dict[tuple[str, str], str]:
    """For each part of a higher document, the part of the draft that answers it most often.

    A missing requirement has no words in the draft: its remark stands at that part's heading.
    """
    votes: dict[tuple[str, str], Counter[str]] = {}
    for finding in review.findings:
        key = (finding.requirement.source, finding.requirement.clause.split("/")[0])
        for quote in finding.draft[:1]:
            votes.setdefault(key, Counter())[quote.clause.split("/")[0]] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}
