"""Alignment (对照): which passage answers a statement, and does it answer it fully?

    align     candidates, fuzzy        judge      slots compared, exact
    matching  both sides whole         verdicts   what follows, with reason and wording
"""

from assistant.alignment.align import Aligner, Candidate, Query
from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.judge import decide, faults_of
from assistant.alignment.matching import Match, Matcher
from assistant.alignment.status import Status, report_status, statuses
from assistant.alignment.units import Passage, passages_of
from assistant.alignment.verdicts import Judgement

__all__ = [
    "Aligner", "Answer", "Ask", "Candidate", "Fault", "Judgement", "Match", "Matcher", "Passage", "Query", "Status",
    "decide", "faults_of", "passages_of", "report_status", "statuses",
]
