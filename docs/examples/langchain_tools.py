"""The same as LangChain tools and a retriever, in one process: python langchain_tools.py HOME 问题"""

from __future__ import annotations

import sys

from assistant.service import Service
from assistant.settings import load
from assistant.tools import tools


def ask(home: str, question: str) -> str:
    """The answer tool's JSON string."""
    with Service(load(home)) as service:
        by_name = {tool.name: tool for tool in tools(service)}
        answer: str = by_name["ask"].invoke({"question": question})
        return answer


if __name__ == "__main__":
    print(ask(sys.argv[1], sys.argv[2]))
