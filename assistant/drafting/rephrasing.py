"""Any other wording: one paragraph rewritten by a model under the gate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import prompts
from assistant.drafting.changes import next_version
from assistant.drafting.evidence import by_name
from assistant.drafting.measures import pairs
from assistant.drafting.rewrite import cited_by, with_lost_facts
from assistant.drafting.targets import spot
from assistant.drafting.writing import write
from assistant.errors import BadInput
from assistant.llm import BadReply, Model
from assistant.prompts import fence
from assistant.types import Document, Draft

_NAMED = re.compile(r"(?:第[\d一二两三四五六七八九十百]+(?:段|部分|节)|最后一段|末段|全文)")


def rephrase(draft: Draft, instruction: str, materials: Sequence[Document], plan: Document | None, model: Model | None,
             able: str) -> Draft:
    """The paragraph that the instruction concerns, in the model's words.

    Raises BadInput without a model, when no paragraph is meant, or when nothing the model wrote is grounded.
    """
    if model is None:
        raise BadInput(f"没有听懂“{instruction}”。{able}", f"not understood without a model: {instruction!r}; "
                       "try remove, shorten, add, restore, move, rename, settle, or go back to a version")
    at = _paragraph(draft, instruction)
    if at is None:
        raise BadInput("请说明改哪一段,如“第二段写得再简明些”", "say which paragraph to change")
    section = draft.sections[at]
    own = [s for s in section.sentences if s.status == "supported"]
    sources = by_name([*materials, *([plan] if plan else [])])

    def render(evidence: str, faults: str) -> prompts.Rendered:
        return prompts.render("revise", region=draft.region, year=str(draft.year), instruction=fence(instruction),
                              paragraph=fence("".join(s.text for s in own)), evidence=evidence, faults=faults)

    try:
        written = write(model, render, cited_by(tuple(own)), sources, draft.year)
    except BadReply as error:
        raise BadInput(f"{error.zh},草稿未改动", f"{error.en}; the draft is unchanged") from error
    if not written.sentences:
        raise BadInput("模型改写的内容未通过依据核对,草稿未改动",
            "what the model wrote is not grounded; the draft is unchanged")
    fresh = with_lost_facts(list(written.sentences), own)
    kept = (*(s for s in section.sentences if s.status == "opening"), *fresh,
            *(s for s in section.sentences if s.status == "placeholder"))
    notices = [f"模型所写有{len(written.refused)}句未通过依据核对,已舍去"] if written.refused else []
    sections = [replace(s, sentences=kept) if i == at else s for i, s in enumerate(draft.sections)]
    return replace(next_version(draft, sections, notices), excluded=(*draft.excluded, *written.refused),
                   engine=f"model:{model.name}", prompt_hash=written.digest)


def _paragraph(draft: Draft, instruction: str) -> int | None:
    named = _NAMED.search(instruction)
    if named:
        place = spot(draft, named.group())
        if place and place.sentences:
            return place.sentences[0][0]
    rows = [i for i, s in enumerate(draft.sections) if any(x.status == "supported" for x in s.sentences)]
    if len(rows) == 1:
        return rows[0]
    wanted = pairs(instruction)
    texts = {i: draft.sections[i].heading + "".join(s.text for s in draft.sections[i].sentences) for i in rows}
    scored = [(len(wanted & pairs(text)), -i) for i, text in texts.items()]
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] >= 2 else None
