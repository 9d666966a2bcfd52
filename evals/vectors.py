"""The vectors of a run: the product's embedder, each text and each question embedded once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.library.embedding import Cached, Matrix, Nano


class Remembering(Cached):
    """Passages are kept in `folder`; questions, asked again by every suite and control, in memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Nano(), folder)
        self._questions: dict[str, Matrix] = {}

    def embed(self, texts: Sequence[str], query: bool = False) -> Matrix:
        if not query:
            return super().embed(texts)
        for text in texts:
            if text not in self._questions:
                self._questions[text] = super().embed([text], query=True)[0]
        if not texts:
            return super().embed(texts, query=True)
        return np.stack([self._questions[text] for text in texts])
