"""The suites, in the order they run. A suite is a function from a Context to a SuiteResult."""

from __future__ import annotations

from collections.abc import Callable

from evals.context import Context
from evals.result import SuiteResult
from evals.suites import answers, checking, drafting, end_to_end, reading, retrieval, scorers

SUITES: dict[str, Callable[[Context], SuiteResult]] = {
    "scorers": scorers.run,
    "reading": reading.run,
    "retrieval": retrieval.run,
    "answers": answers.run,
    "drafting": drafting.run,
    "checking": checking.run,
    "end_to_end": end_to_end.run,
}
