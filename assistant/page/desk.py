"""From a request of the page to the service of the user who sent it, and errors to what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import gradio as gr

from assistant.api.auth import Gate
from assistant.errors import AssistantError, LimitReached
from assistant.page.words import Language
from assistant.service import Progress, Service, Workplace
from assistant.service.jobs import Jobs

Act = TypeVar("Act", bound=Callable[..., Any])


@dataclass(frozen=True)
class Pages:
    """What all pages stand on."""

    place: Workplace
    gate: Gate
    jobs: Jobs

    def service(self, request: gr.Request, progress: Progress | None = None) -> Service:
        """The service of the user behind this request. Raises NotLoggedIn."""
        return Service(user=self.gate.user(request), place=self.place, progress=progress)  # type: ignore[arg-type]


def shown(language: Language) -> Callable[[Act], Act]:
    """Our errors become the page's warning, in its language; nothing else of them is shown."""
    def wrap(act: Act) -> Act:
        @wraps(act)
        def safe(*args: Any, **kwargs: Any) -> Any:
            try:
                return act(*args, **kwargs)
            except AssistantError as exc:
                raise gr.Error(exc.zh if language == "zh" else exc.en, print_exception=False) from exc
        return safe  # type: ignore[return-value]
    return wrap


def taken(path: str, limit_mb: int) -> tuple[str, bytes]:
    """The name and bytes of an upload; the page's own copy is deleted, so that no path leads to it."""
    file = Path(path)
    try:
        if file.stat().st_size > limit_mb << 20:
            raise LimitReached(f"{file.name} 超过 {limit_mb} MB;请拆分后再传",
                               f"{file.name} is over {limit_mb} MB; split it")
        return file.name, file.read_bytes()
    finally:
        file.unlink(missing_ok=True)
