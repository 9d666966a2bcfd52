"""Files to take away: a draft in official layout with its evidence, a review as Word comments,
spreadsheet, page, Markdown or JSON. The suffix of the target decides.

Public: `export_draft`, `export_evidence`, `export_review`, `Layout`.
"""

from __future__ import annotations

import json
from pathlib import Path

from assistant.errors import BadInput
from assistant.export.files import write_whole
from assistant.export.layout import Layout, layout, substitutions
from assistant.types import Document, Draft, Review, to_json

__all__ = ["Layout", "export_draft", "export_evidence", "export_review"]

DRAFT_SUFFIXES = (".docx", ".md", ".json")
REVIEW_SUFFIXES = (".docx", ".xlsx", ".html", ".md", ".json")


def export_draft(draft: Draft, target: Path, numbers: Layout | None = None) -> tuple[str, ...]:
    """Write the draft. Returns notices in Chinese (typefaces this machine substitutes, for .docx).

    Raises BadInput for another suffix or a place that cannot be written.
    """
    suffix = _suffix(target, DRAFT_SUFFIXES)
    if suffix == ".docx":
        from assistant.export.draft_docx import draft_docx

        page = numbers or layout()
        write_whole(target, draft_docx(draft, page))
        return substitutions(page)
    if suffix == ".md":
        from assistant.export.markdown import draft_markdown

        write_whole(target, draft_markdown(draft).encode("utf-8"))
        return ()
    write_whole(target, _json(draft))
    return ()


def export_evidence(draft: Draft, target: Path, numbers: Layout | None = None) -> tuple[str, ...]:
    """Write what stands behind the draft: each sentence's sources, ledger, gaps, conflicts, exclusions."""
    suffix = _suffix(target, DRAFT_SUFFIXES)
    if suffix == ".docx":
        from assistant.export.draft_docx import evidence_docx

        page = numbers or layout()
        write_whole(target, evidence_docx(draft, page))
        return substitutions(page)
    if suffix == ".md":
        from assistant.export.markdown import evidence_markdown

        write_whole(target, evidence_markdown(draft).encode("utf-8"))
        return ()
    write_whole(target, _json(draft))
    return ()


def export_review(review: Review, target: Path, original: bytes | None = None,
                  document: Document | None = None) -> tuple[str, ...]:
    """Write the review.

    .docx: comments in the reviewer's own file when `original` is a .docx; otherwise a new file made
    of the clauses of `document`, or, without one, of the quotes. Returns notices in Chinese (comments
    whose words were not found and stand at their clause). Raises BadInput for another suffix, an
    original that is damaged or unsafe, or a place that cannot be written.
    """
    suffix = _suffix(target, REVIEW_SUFFIXES)
    if suffix == ".docx":
        from assistant.export.review_docx import review_docx

        data, notices = review_docx(review, original, document)
        write_whole(target, data)
        return notices
    if suffix == ".xlsx":
        from assistant.export.xlsx import review_xlsx

        write_whole(target, review_xlsx(review))
    elif suffix == ".html":
        from assistant.export.html import review_html

        write_whole(target, review_html(review).encode("utf-8"))
    elif suffix == ".md":
        from assistant.export.markdown import review_markdown

        write_whole(target, review_markdown(review).encode("utf-8"))
    else:
        write_whole(target, _json(review))
    return ()


def _suffix(target: Path, known: tuple[str, ...]) -> str:
    suffix = target.suffix.lower()
    if suffix not in known:
        raise BadInput(f"不支持导出为 {target.name}；请用 {'、'.join(known)}",
                       f"cannot export as {target.name}; use one of {', '.join(known)}")
    return suffix


def _json(value: Draft | Review) -> bytes:
    return (json.dumps(to_json(value), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
