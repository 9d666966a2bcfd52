"""The suites, in the order they run. A suite is a function from a Context to a SuiteResult."""

from __future__ import annotations

from collections.abc import Callable

from evals.context import Context
from evals.result import SuiteResult
from evals.suites import checking, drafting, reading, retrieval

SUITES: dict[str, Callable[[Context], SuiteResult]] = {
    "reading": reading.run,
    "retrieval": retrieval.run,
    "drafting": drafting.run,
    "checking": checking.run,
}
