"""Changes to a draft by instruction: only the sentences concerned, the rest identical to the letter.

Without a model: remove, shorten, lengthen, add from the sources, restore, move, rename,
replace words, settle a conflict, go back to a version. What cannot be understood raises
BadInput that says what can be done; with a model any other wording is tried on one paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.arranging import move, rename, replace_words
from assistant.drafting.changes import changes
from assistant.drafting.cutting import checked, remove, shorten_to
from assistant.drafting.desk import Desk
from assistant.drafting.instructions import (
    Add,
    GoBack,
    Instruction,
    Lengthen,
    Move,
    Remove,
    Rename,
    Replace,
    Restore,
    Settle,
    Shorten,
    Unclear,
    parse,
)
from assistant.drafting.rephrasing import rephrase
from assistant.drafting.settle import settle
from assistant.drafting.supplying import add, go_back, lengthen, restore
from assistant.errors import BadInput
from assistant.library.embedding import Embedder
from assistant.llm import Model
from assistant.types import Document, Draft

ABLE = ("可以这样说:不要写X;删除第N段;把第N段(或某节、全文)压缩到N字;补充X的数据;恢复X;把X移到Y后面;"
        "把“甲”改为“乙”;把第N段标题改为“…”;X以某单位为准(待核数据);回到第N版")


def revise(draft: Draft, instruction: str, materials: Sequence[Document], plan: Document | None = None,
           previous: Document | None = None, embedder: Embedder | None = None, model: Model | None = None,
           history: Sequence[Draft] = ()) -> Draft:
    """The next version of the draft with its `changed` pieces. The draft given is not changed.

    `history`: earlier versions, for going back and restoring. Raises BadInput for what is not
    understood or cannot be done, saying what can; Unavailable when only a model could and it does not answer.
    """
    desk = Desk(materials, plan, previous, embedder, model, history)
    now = draft
    for command in parse(instruction):
        now = _apply(now, command, desk)
    if now.sections == draft.sections and now.conflicts == draft.conflicts and now.title == draft.title and (
            now.notices == draft.notices):
        raise BadInput("按这个要求没有需要改动的地方", "nothing to change for this instruction")
    return replace(now, version=draft.version + 1, changed=changes(draft, now))


def _apply(draft: Draft, command: Instruction, desk: Desk) -> Draft:
    match command:
        case Remove():
            return checked(draft, remove(draft, command.target), desk)
        case Shorten():
            return checked(draft, shorten_to(draft, command), desk)
        case Lengthen():
            return lengthen(draft, command, desk)
        case Add():
            return add(draft, command, desk)
        case Restore():
            return restore(draft, command.topic, desk)
        case Move():
            return move(draft, command)
        case Rename():
            return rename(draft, command)
        case Replace():
            return replace_words(draft, command, desk)
        case Settle():
            return _settle(draft, command, desk)
        case GoBack():
            return go_back(draft, command.version, desk)
        case Unclear():
            return rephrase(draft, command.text, desk.materials, desk.plan, desk.model, ABLE)




def _settle(draft: Draft, command: Settle, desk: Desk) -> Draft:
    open_ones = [c for c in draft.conflicts if c.settled is None]
    indicator = command.indicator
    if not indicator and len(open_ones) == 1:
        indicator = open_ones[0].indicator
    if not open_ones:
        return rephrase(draft,
            f"{command.indicator}以{command.choice}为准", desk.materials, desk.plan, desk.model, ABLE)
    return settle(draft, indicator, command.choice)
