"""What a revision works with, and the refusal of a place that is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import BadInput
from assistant.library.embedding import Embedder
from assistant.llm import Model
from assistant.types import Document, Draft


@dataclass(frozen=True, slots=True)
class Desk:
    """What a revision works with."""

    materials: Sequence[Document]
    plan: Document | None
    previous: Document | None
    embedder: Embedder | None
    model: Model | None
    history: Sequence[Draft]

    @property
    def sources(self) -> tuple[Document, ...]:
        """Everything that may be cited."""
        return (*self.materials, *((self.plan,) if self.plan else ()))


def nowhere(target: str) -> BadInput:
    return BadInput(f"草稿中没有找到“{target}”;请用第几段、标题或文中的词说明",
        f"nothing in the draft matches {target!r}; name a paragraph, a heading or its words")
