"""The Chinese words of verdicts, severities and kinds, in the order they are shown."""

from __future__ import annotations

VERDICTS: dict[str, str] = {
    "conflicting": "表述冲突", "weaker": "标准降低", "missing": "未落实", "partial": "部分落实",
    "below_target": "未达目标", "silent": "未报告", "partly": "部分报告",
    "covered": "已落实", "reported": "已报告", "not_applicable": "本级不适用",
}
SEVERITIES: dict[str, str] = {"high": "严重", "medium": "一般", "low": "提示"}
ENGINES: dict[str, str] = {"extractive": "按规则从材料提取"}
KINDS: dict[str, str] = {
    "omission": "遗漏", "partial_list": "列举不全", "number": "数值", "deadline": "时限", "frequency": "频次",
    "modality": "约束力", "scope": "范围", "actor": "责任主体", "exception": "增设例外", "contradiction": "矛盾",
    "basis": "依据", "wording": "表述",
}
BEYOND: dict[str, str] = {"no_basis": "上位文件无依据", "raised": "层层加码"}
LEDGER: dict[str, str] = {"reported": "已报告", "partly": "部分报告", "silent": "无材料"}
STATUSES: dict[str, str] = {"supported": "有据", "opening": "起首语", "placeholder": "待补充"}
SETTLED = frozenset({"covered", "reported", "not_applicable"})
AI_LINE = "本稿由人工智能辅助起草，所引数据、文件均须经人工审核后使用。"
AI_REVIEW_LINE = "本审核意见由程序自动生成，供人工审核参考，以审核人意见为准。"


def verdict(name: str) -> str:
    return VERDICTS.get(name, name)


def severity(name: str) -> str:
    return SEVERITIES.get(name, name)


def engine(name: str) -> str:
    return ENGINES.get(name, f"模型（{name}）")


def kinds(names: tuple[str, ...]) -> str:
    return "、".join(KINDS.get(name, name) for name in names)
