"""The same functions as LangChain tools, for agents built with it."""

from __future__ import annotations

import json
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool

from assistant.service import Service
from assistant.types import to_json


def tools(service: Service) -> list[BaseTool]:
    """search, ask, draft and check over this service's library; each answers with a JSON string.

    The retriever itself is `assistant.library.langchain_adapter`.
    """
    def search(query: str, k: int = 10, document: str | None = None) -> str:
        """检索条款,按相关程度排列。Clauses that answer, best first."""
        return _text(service.documents.search(query, k, document))

    def ask(question: str) -> str:
        """提问;答案逐句带出处,答不了就说明。A cited answer, or a plain refusal."""
        return _text(service.documents.ask(question))

    def draft(region: str, year: int, section: str | None = None, material: list[str] | None = None,
              plan: str | None = None, length: int | None = None) -> str:
        """用文库中的报送材料(编号)起草年度报告。Draft an annual report from documents named by id."""
        return _text(service.drafts.create("annual-report", region, year, section=section,
                                           material=material or [], plan=plan, length=length))

    def check(draft: str, against: list[str] | None = None) -> str:
        """对照上位文件(编号)审核草案。Check a draft against higher-level documents named by id."""
        return _text(service.reviews.check(draft, against or []))

    return [StructuredTool.from_function(function) for function in (search, ask, draft, check)]


def _text(value: Any) -> str:
    return json.dumps(to_json(value), ensure_ascii=False)
