"""The review as Word comments: in the reviewer's own .docx, else in a new file made of the clauses."""

from __future__ import annotations

from assistant.export import labels, word
from assistant.export.layout import layout
from assistant.export.remarks import Remark, remarks
from assistant.export.word_comments import annotate
from assistant.types import Clause, Document, Review

_ZIP = b"PK\x03\x04"


def review_docx(review: Review, original: bytes | None, document: Document | None) -> tuple[bytes, tuple[str, ...]]:
    """The bytes, and notices in Chinese about remarks that could not stand at their words.

    Without `document` the original is read again for its clauses. Raises Unreadable when it
    is damaged or unsafe.
    """
    found = remarks(review)
    clauses = document.clauses if document is not None else ()
    if original is None or not original.startswith(_ZIP):
        title = str(review.draft.get("title") or review.draft.get("source") or "审核文稿")
        clauses = clauses or (_read(original, str(review.draft.get("source") or "")) if original else _quoted(found))
        data = _made(title, clauses)
    else:
        data = original
        source = str(review.draft.get("source") or "draft.docx")
        clauses = clauses or _read(original, source if source.lower().endswith(".docx") else source + ".docx")
    done = annotate(data, found, clauses)
    lost = [remark for remark in done.displaced if remark.quote]
    notices = (f"有{len(lost)}条批注未找到原文，已放在所在条款或标题处。",) if lost else ()
    return done.data, notices


def _read(original: bytes, source: str) -> tuple[Clause, ...]:
    from assistant.reading import read_bytes

    return read_bytes(original, source).clauses


def _made(title: str, clauses: tuple[Clause, ...]) -> bytes:
    page = layout()
    document = word.new_document(title, page, labels.AI_REVIEW_LINE)
    word.name_substitutes(document, page)
    word.write(document, word.TITLE, title)
    levels = {"part": 1, "section": 2, "item": 3}
    for clause in clauses:
        lines = [line.strip() for line in clause.text.splitlines() if line.strip()]
        for number, line in enumerate(lines):
            if number == 0 and clause.kind in levels and len(line) <= 40 and not line.endswith(("。", "；", ";")):
                word.heading(document, levels[clause.kind], line)
            else:
                word.write(document, word.BODY, line)
    return word.to_bytes(document)


def _quoted(found: tuple[Remark, ...]) -> tuple[Clause, ...]:
    """Stand-ins for the clauses, made of the quotes, when the text itself is not at hand."""
    lines: dict[str, list[str]] = {}
    for remark in found:
        if remark.quote:
            lines.setdefault(remark.clause, []).append(remark.quote)
    return tuple(Clause(clause, "paragraph", clause, "", "\n".join([clause, *dict.fromkeys(quotes)]))
                 for clause, quotes in lines.items())
