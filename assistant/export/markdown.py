"""Drafts, their evidence and reviews as Markdown. What documents say is escaped: it is text, not markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.export import labels
from assistant.export.blocks import blocks
from assistant.export.text import printable
from assistant.types import Citation, Draft, Finding, Review

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~$])")


def plain(text: str) -> str:
    """Text with what Markdown and HTML would act on escaped, on one line.

    >>> plain("a|b <img>\\n1. x")
    'a\\\\|b \\\\<img\\\\> 1. x'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(printable(text).split()))


def draft_markdown(draft: Draft) -> str:
    lines = [f"# {plain(draft.title)}", ""]
    for block in blocks(draft):
        text = plain(block.text)
        if block.kind == "heading":
            lines += ["#" * min(block.level + 1, 6) + " " + text, ""]
        else:
            # A line that begins like a list or a quotation must not become one.
            lines += [re.sub(r"^(\d+)\.", r"\1\\.", re.sub(r"^([-+>])", r"\\\1", text)), ""]
    return "\n".join([*lines, "---", "", labels.AI_LINE, ""])


def evidence_markdown(draft: Draft) -> str:
    rows = [(plain(sentence.text), labels.STATUSES.get(sentence.status, sentence.status),
             _citations(sentence.citations)) for section in draft.sections for sentence in section.sentences]
    lines = [f"# {plain(draft.title)}起草依据表", "", labels.AI_LINE, "", "## 逐句依据", "",
             *_table(("句子", "状态", "来源"), rows), "## 任务台账", "",
             *_table(("任务要求", "报告情况", "材料依据", "说明"), [
                 (_citations((entry.requirement,)), labels.LEDGER.get(entry.status, entry.status),
                  _citations(entry.evidence), plain(entry.reason)) for entry in draft.ledger]),
             "## 待补充事项", "", *[f"- {plain(gap)}" for gap in draft.gaps], "", "## 待核数据", "",
             *_table(("指标", "数值", "来源", "原文"), [
                 (plain(conflict.indicator), plain(f"{value.value}{value.unit or ''}"), plain(value.source),
                  plain(value.quote)) for conflict in draft.conflicts for value in conflict.values]),
             "## 未采用材料", "",
             *_table(("来源", "原文", "原因"), [(plain(item.source), plain(item.quote), plain(item.reason))
                                          for item in draft.excluded])]
    return "\n".join([*lines, *[f"- {plain(notice)}" for notice in draft.notices], ""])


def review_markdown(review: Review) -> str:
    title = str(review.draft.get("title") or review.draft.get("source") or "")
    against = "、".join(plain(str(head.get("title") or head.get("source"))) for head in review.against)
    lines = [f"# {plain(title)}审核意见", "", labels.AI_REVIEW_LINE, "", f"对照文件：{against or '（未指定）'}", "",
             *_table(("结论", "数量"), [(labels.verdict(name), str(review.summary[name]))
                                     for name in labels.VERDICTS if name in review.summary])]
    for heading, findings in (("逐项核对", review.findings), ("低于国家现行要求", review.floor)):
        if findings:
            lines += [f"## {heading}", "", *_table(
                ("编号", "结论", "程度", "上位要求", "本稿表述", "理由", "建议"), [_finding(f) for f in findings])]
    if review.internal:
        lines += ["## 文稿自身", "", *_table(("程度", "条款", "原文", "问题", "建议"), [
            (labels.severity(item.severity), plain(item.clause), plain(item.quote), plain(item.message),
             plain(item.suggestion)) for item in review.internal])]
    if review.beyond:
        lines += ["## 超出依据", "", *_table(("类别", "条款", "原文", "理由"), [
            (labels.BEYOND.get(item.kind, item.kind), plain(item.clause), plain(item.quote), plain(item.reason))
            for item in review.beyond])]
    return "\n".join([*lines, ""])


def _finding(item: Finding) -> tuple[str, ...]:
    need = item.requirement
    drafts = "<br>".join(f"{plain(quote.clause)}“{plain(quote.quote)}”" for quote in item.draft) or "（未见）"
    return (plain(item.id), labels.verdict(item.verdict), labels.severity(item.severity),
            f"{plain(need.source)} {plain(need.clause)}“{plain(need.quote)}”", drafts, plain(item.reason),
            plain(item.suggestion))


def _citations(citations: tuple[Citation, ...]) -> str:
    return "<br>".join(f"{plain(c.document)} {plain(c.clause)}“{plain(c.quote)}”" for c in citations) or "—"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    if not rows:
        return ["（无）", ""]
    return ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads),
            *("| " + " | ".join(row) + " |" for row in rows), ""]
