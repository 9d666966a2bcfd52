"""Listed pairs of everyday words and official terms (data/everyday.tsv), and question words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "everyday.tsv"

# Words that ask and words that are only spoken: they say nothing of the topic.
QUESTION_WORDS = (
    "什么时候", "啥时候", "何时", "时候", "多久", "多长时间", "多长", "多少", "怎么样", "怎么办", "怎么", "怎样", "什么样", "什么",
    "哪些", "哪个", "哪里", "哪儿", "哪几", "哪年", "哪天", "哪", "能不能", "可不可以", "是不是", "有没有", "要不要", "会不会", "用不用",
    "该不该", "行不行", "咋办", "咋整", "咋样", "咋", "啥", "吗", "呢", "吧", "如何", "是否", "为什么", "为何", "几个", "几项",
    "几种", "几道", "谁", "请问", "应该", "必须", "可以", "到底", "还是", "一样", "各地", "各自", "分别", "一共", "总共", "要求",
    "规定",
)
_QUESTION = re.compile("|".join(sorted(QUESTION_WORDS, key=len, reverse=True)))


@cache
def pairs() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Each everyday pattern with its official terms."""
    out = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            left, right = line.split("\t")
            out.append((re.compile(left), tuple(right.split())))
    return tuple(out)


def official(text: str) -> tuple[str, ...]:
    """The official terms for the everyday words of a text, each once, in order.

    >>> official("罚款任务")[:3]
    ('行政处罚', '罚款', '罚没')
    """
    found = (term for pattern, terms in pairs() if pattern.search(text) for term in terms)
    return tuple(dict.fromkeys(found))


def without_question_words(text: str) -> str:
    """The text with its asking words blanked; unchanged when nothing else would be left.

    >>> without_question_words("培训多少学时").split()
    ['培训', '学时']
    """
    rest = _QUESTION.sub(" ", text)
    return rest if sum(char.isalnum() for char in rest) >= 2 else text
