"""What clauses say: requirements (要求) and figures (数据), and the reader of their slots (要素).

Everything works on bare text, keeps offsets into it, and knows nothing of any one document.
"""

from assistant.facts.achievements import Achievement, achievements_of
from assistant.facts.actor import Actor, actor
from assistant.facts.dates import DateMention, dates
from assistant.facts.deadlines import Deadline, deadline, deadlines
from assistant.facts.extraction import extract, stance_of
from assistant.facts.figures import figures_of, is_planned
from assistant.facts.frequency import Frequency, frequencies, frequency
from assistant.facts.lists import Enumeration, list_members
from assistant.facts.modality import RUNGS, Modality, modalities, modality
from assistant.facts.names import (
    DocumentNumber,
    Organisation,
    Scheme,
    Title,
    cited_titles,
    document_numbers,
    organisations,
    schemes,
)
from assistant.facts.numerals import arabic_number, fold, han_number
from assistant.facts.periods import period
from assistant.facts.quantities import Quantity, quantities
from assistant.facts.requirements import requirements_of
from assistant.facts.scope import ExceptionClause, Scope, exceptions, scope, scopes
from assistant.facts.segments import phrases, sentences

__all__ = [
    "RUNGS", "Achievement", "Actor", "DateMention", "Deadline", "DocumentNumber", "Enumeration",
    "ExceptionClause", "Frequency", "Modality", "Organisation", "Quantity", "Scheme", "Scope", "Title",
    "achievements_of", "actor", "arabic_number", "cited_titles", "dates", "deadline", "deadlines",
    "document_numbers", "exceptions", "extract", "figures_of", "fold", "frequencies", "frequency",
    "han_number", "is_planned", "list_members", "modalities", "modality", "organisations", "period",
    "phrases", "quantities", "requirements_of", "schemes", "scope", "scopes", "sentences", "stance_of",
]
