"""What the page says, Chinese first, English by a switch."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "title": ("法治政府建设文书助手", "Rule-of-law documents assistant"),
    "subtitle": ("起草有出处,审核有依据;不联网、无模型也能用。",
                 "Every sentence with its source, every verdict with its grounds; works offline, without a model."),
    "switch": ("English", "中文"),
    "logout": ("退出", "Log out"),
    "tab_draft": ("起草", "Draft"),
    "tab_review": ("审核", "Review"),
    "tab_library": ("文库", "Library"),
    "tab_evaluate": ("评测", "Evaluate"),
    "add_files": ("添加文件", "Add files"),
    "add": ("入库", "Add"),
    "documents": ("文件", "Documents"),
    "id": ("编号", "Id"),
    "doc_title": ("标题", "Title"),
    "level": ("级别", "Level"),
    "doc_type": ("文种", "Kind"),
    "period": ("时期", "Period"),
    "clauses": ("条款数", "Clauses"),
    "source": ("来源文件", "Source"),
    "outline": ("条款", "Clauses"),
    "clause": ("条款", "Clause"),
    "text": ("内容", "Text"),
    "repairs": ("修复与待核", "Repairs and doubts"),
    "kind": ("类别", "Kind"),
    "before": ("原文", "Before"),
    "after": ("改后或建议", "After or suggested"),
    "applied": ("已修复", "Mended"),
    "correct": ("更正题头信息", "Correct head data"),
    "field": ("项目", "Field"),
    "value": ("内容", "Value"),
    "save": ("保存", "Save"),
    "remove": ("移除所选文件", "Remove the selected document"),
    "removed": ("已移除", "Removed"),
    "saved": ("已保存", "Saved"),
    "none_chosen": ("请先在表中选一份文件", "Choose a document in the table first"),
    "report": ("入库结果", "What was read"),
    "working": ("正在处理…", "Working…"),
    "search": ("检索", "Search"),
    "query": ("要找什么", "What do you look for"),
}


def say(key: str, language: Language) -> str:
    """The words for a key. Raises KeyError for one that is not listed."""
    return WORDS[key][0 if language == "zh" else 1]
