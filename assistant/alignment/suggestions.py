"""What to write instead, in official wording; one template a kind."""

from __future__ import annotations

from assistant.alignment.asks import Fault
from assistant.types import FindingKind

_TEMPLATES: dict[FindingKind, str] = {
    "omission": "建议增加相应条款,写明“{quote}”,并明确责任单位和时限。",
    "partial_list": "建议补齐“{wanted}”,与上位文件列举保持一致。",
    "number": "建议将数值调整为不低于上位要求:“{quote}”。",
    "deadline": "建议将时限调整为不晚于“{wanted}”,不得推迟。",
    "frequency": "建议将频次调整为不少于上位要求:“{quote}”。",
    "modality": "建议将“{said}”改为“应当”“严格”等刚性表述,与上位要求一致。",
    "scope": "建议恢复上位文件的适用范围,删去“{said}”的限定。",
    "actor": "建议按上位文件明确由“{wanted}”(或其在本级的对应机构)负责。",
    "exception": "建议删去“{said}”,不另设上位文件没有的例外。",
    "contradiction": "建议按上位要求改正:“{quote}”。",
    "basis": "建议核对引用文件,改为“{wanted}”。",
    "wording": "建议将“{said}”改为“{wanted}”。",
}


def suggestion(fault: Fault, quote: str) -> str:
    """A sentence that the drafter can take over; `quote` is the source's requirement."""
    if fault.kind == "basis" and not fault.wanted:
        return "建议核对引用文件的名称、文号和效力。"
    if fault.kind in ("modality", "scope", "exception") and not fault.said:
        return f"建议按上位要求表述:“{quote}”。"
    return _TEMPLATES[fault.kind].format(quote=quote, said=fault.said, wanted=fault.wanted or quote)
