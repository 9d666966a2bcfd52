"""Reading (阅读): a file, its bytes, or a text, to a Document: head data, clauses, repairs.

    sources   bytes to text (txt html docx pdf)      cleaning   damage mended, each mend named
    structure text to the tree of clauses            metadata   head data
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

from assistant.errors import BadInput, LimitReached
from assistant.reading.cleaning import clean
from assistant.reading.metadata import read_head
from assistant.reading.metadata.kinds import is_news
from assistant.reading.places import in_clauses
from assistant.reading.raw import RawText
from assistant.reading.secrecy import refuse_marked
from assistant.reading.structure import build
from assistant.settings import Settings
from assistant.types import Document

__all__ = ["read_bytes", "read_path", "read_text"]

MOST_LINES = 50_000  # thirty times the longest of such documents; what is beyond would hold the server for minutes


def read_path(path: Path, settings: Settings | None = None) -> Document:
    """Read a file. Raises BadInput (no such file), Unreadable, Secret."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"无法读取文件“{path.name}”，请确认路径存在且有权限",
            f"cannot read {path.name}: check that it exists and may be read",
        ) from error
    return read_bytes(data, path.name, settings)


def read_bytes(data: bytes, name: str, settings: Settings | None = None) -> Document:
    """Read a file's bytes; `name` gives the suffix. Raises Unreadable, Secret, LimitReached."""
    from assistant.reading.worker import parse

    raw = parse(data, name, settings)
    lines = raw.text.count("\n")
    if lines > MOST_LINES:
        raise LimitReached(f"“{name}”有 {lines} 行，超过上限 {MOST_LINES} 行；请拆分后再试",
                           f"{name} has {lines} lines, more than the limit of {MOST_LINES}; split it")
    return _document(raw, name, hashlib.sha256(data).hexdigest())


def read_text(text: str, name: str = "文本") -> Document:
    """Read a decoded text in this process. Raises Secret for a marked text, nothing else."""
    refuse_marked(text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(RawText(text), name, digest)


def _document(raw: RawText, name: str, digest: str) -> Document:
    cleaned = clean(raw.text)
    text = cleaned.traced.text
    news = is_news(text[:400], cleaned.surroundings.fields.get("source", ""))
    built = build(cleaned.traced, news)
    fallback = raw.title_hint or PurePath(name).stem
    head = read_head(
        text, [text[slice(*line)] for line in built.head], [text[slice(*line)] for line in built.tail],
        built.clauses, cleaned.surroundings, news, fallback,
    )
    repairs = in_clauses((*raw.repairs, *cleaned.repairs), built.clauses)
    return Document(
        name, digest, head.title, built.clauses, issuer=head.issuer, region=head.region, level=head.level,
        doc_type=head.doc_type, period=head.period, date=head.date, publish_date=head.publish_date,
        doc_number=head.doc_number, index_number=head.index_number, addressees=head.addressees,
        carrier_title=head.carrier_title, parents=head.parents, repairs=repairs, notes=raw.notes,
    )
