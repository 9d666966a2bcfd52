"""The draft as a Word document in the layout of GB/T 9704-2012."""

from __future__ import annotations

from typing import Any

from assistant.export import labels, word
from assistant.export.blocks import blocks
from assistant.export.layout import Layout, substitutions
from assistant.types import Draft


def draft_docx(draft: Draft, layout: Layout) -> bytes:
    """The bytes of the .docx: title, body by levels, and the line that says how it was made."""
    document = word.new_document(draft.title, layout, labels.AI_LINE)
    word.name_substitutes(document, layout)
    word.write(document, word.TITLE, draft.title)
    word.write(document, word.FLUSH, "")
    for block in blocks(draft):
        if block.kind == "heading":
            word.heading(document, block.level, block.text)
        else:
            word.write(document, word.BODY, block.text)
    word.write(document, word.FLUSH, "")
    word.write(document, word.NOTE, f"（{labels.AI_LINE}）")
    return word.to_bytes(document)


def evidence_docx(draft: Draft, layout: Layout) -> bytes:
    """What stands behind the draft, as tables: sources, ledger, gaps, conflicts, exclusions, changes."""
    title = f"{draft.title}起草依据表"
    document = word.new_document(title, layout, labels.AI_LINE, landscape=True)
    word.name_substitutes(document, layout)
    word.write(document, word.TITLE, title)
    made = f"版本{draft.version}，生成方式：{labels.engine(draft.engine)}。"
    word.write(document, word.NOTE, f"（{labels.AI_LINE}{made}）")
    _sentences(document, draft)
    _ledger(document, draft)
    _list(document, "三、待补充事项", draft.gaps, "无。")
    _conflicts(document, draft)
    _excluded(document, draft)
    _changes(document, draft)
    _list(document, "七、说明", (*draft.notices, *substitutions(layout)), "无。")
    return word.to_bytes(document)


def _sentences(document: Any, draft: Draft) -> None:
    word.heading(document, 1, "一、逐句依据")
    rows: list[tuple[str, ...]] = []
    for section in draft.sections:
        for sentence in section.sentences:
            sources = "\n".join(f"{c.document} {c.clause}“{c.quote}”" for c in sentence.citations)
            if sentence.computed:
                sources = f"{sources}\n计算：{sentence.computed}".strip()
            rows.append((str(len(rows) + 1), section.heading, sentence.text.strip(),
                         labels.STATUSES.get(sentence.status, sentence.status), sources or "—"))
    word.table(document, ("序号", "章节", "句子", "状态", "来源（文件、条款、原文）"), (12, 35, 90, 18, 102), rows)


def _ledger(document: Any, draft: Draft) -> None:
    word.heading(document, 1, "二、任务台账")
    rows = [(str(number), f"{entry.requirement.document} {entry.requirement.clause}\n“{entry.requirement.quote}”",
             labels.LEDGER.get(entry.status, entry.status),
             "\n".join(f"{c.document} {c.clause}“{c.quote}”" for c in entry.evidence) or "—", entry.reason or "—")
            for number, entry in enumerate(draft.ledger, 1)]
    word.table(document, ("序号", "任务要求", "报告情况", "材料依据", "说明"), (12, 85, 20, 95, 45), rows)


def _list(document: Any, heading: str, lines: tuple[str, ...], none: str) -> None:
    word.heading(document, 1, heading)
    for number, line in enumerate(lines, 1):
        word.write(document, word.BODY, f"{number}.{line}")
    if not lines:
        word.write(document, word.BODY, none)


def _conflicts(document: Any, draft: Draft) -> None:
    word.heading(document, 1, "四、待核数据（来源不一）")
    rows = [(conflict.indicator, f"{value.value}{value.unit or ''}", f"{value.source} {value.clause or '—'}",
             f"“{value.quote}”", "—" if conflict.settled is None else f"已定：{conflict.settled}")
            for conflict in draft.conflicts for value in conflict.values]
    word.table(document, ("指标", "数值", "来源", "原文", "处理"), (50, 30, 60, 92, 25), rows)


def _excluded(document: Any, draft: Draft) -> None:
    word.heading(document, 1, "五、未采用材料")
    rows = [(f"{item.source} {item.clause or '—'}", f"“{item.quote}”", item.reason) for item in draft.excluded]
    word.table(document, ("来源", "原文", "未采用原因"), (60, 127, 70), rows)


def _changes(document: Any, draft: Draft) -> None:
    word.heading(document, 1, "六、本版修改")
    rows = [(str(number), change.before or "（新增）", change.after or "（删除）")
            for number, change in enumerate(draft.changed, 1)]
    word.table(document, ("序号", "修改前", "修改后"), (12, 120, 125), rows)
