"""The drafts' way in: from materials to a Draft, by the extractive engine or with a model.

The extractive draft is made first in any case: it is the order, the evidence and what
stands in when a model does not answer or does not keep to its sources.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from assistant.drafting.annual import Composition, compose
from assistant.drafting.gathering import gather
from assistant.drafting.pages import text_of
from assistant.drafting.request import DraftRequest
from assistant.drafting.rewrite import rewrite
from assistant.errors import BadInput
from assistant.library.embedding import Embedder
from assistant.llm import Model
from assistant.types import Document, Draft

Progress = Callable[[str, float], None]


def compose_draft(request: DraftRequest, materials: Sequence[Document], plan: Document | None,
                  previous: Document | None, embedder: Embedder | None, model: Model | None = None,
                  progress: Progress | None = None) -> Draft:
    """A draft of the whole report or of the part asked for, version 1.

    Nothing given is changed. Raises BadInput for no material or a section that is none.
    """
    if not materials:
        raise BadInput("没有报送材料;请用 --material 指定文件或文件夹",
            "no material; name files or a folder with --material")
    if request.kind == "review-opinion":
        from assistant.drafting.review_opinion import answer

        return answer(request, materials, plan, model, progress)
    report = progress or (lambda message, share: None)
    held = gather(request, materials, plan, progress)
    report("成文", 0.7)
    made = compose(request, held)
    engine, digest, notices = "extractive", None, made.notices
    if model is not None:
        made, engine, digest, notices = rewrite(request, held, made, model, progress)
    report("完成", 1.0)
    return draft_of(request, made, engine, digest, notices)


def draft_of(request: DraftRequest, made: Composition, engine: str, digest: str | None,
             notices: Sequence[str]) -> Draft:
    """A composition as a draft."""
    text = text_of(made.title, made.sections)
    name = hashlib.sha256(f"{request.kind}{request.region}{request.year}{request.section}{text}".encode()).hexdigest()
    return Draft(name[:12], made.title, text, made.sections, made.ledger.entries,
                 tuple(found.conflict for found in made.conflicts), made.gaps, made.excluded, engine, 1, (),
                 request.kind, request.region, request.year, digest, tuple(notices))
