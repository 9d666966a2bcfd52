"""Drafting (起草): annual reports and answers to review opinions, every sentence with its sources.

    statements   what the returns say          selection    what may stand in, what is kept out
    conflicts    two values of one indicator   ledger       the plan against the returns
    points       pieces with their weight      annual       sections, paragraphs, gaps
    grounding    the gate of every sentence    revise       changes, nothing else touched
"""

from assistant.drafting.compose import compose_draft
from assistant.drafting.grounding import Violation, ground, ground_sentence
from assistant.drafting.request import DraftRequest
from assistant.drafting.revise import revise
from assistant.drafting.settle import settle

__all__ = ["DraftRequest", "Violation", "compose_draft", "ground", "ground_sentence", "revise", "settle"]
