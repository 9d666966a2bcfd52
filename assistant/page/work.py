"""Long work on a tab: begun by an action, looked at by a timer, found again after a reload or a restart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.page.desk import Pages, hidden, panel
from assistant.page.markup import notice, progress
from assistant.page.words import Language, say
from assistant.service import Service

SECONDS = 1.0
RUNNING = ("queued", "running")


class Work:
    """The parts of one tab that follow its job; build it inside the tab."""

    def __init__(self, pages: Pages, tab: str, language: Language) -> None:
        self._pages, self._language = pages, language
        self.kind = f"page.{tab}"
        self.job = hidden(f"{tab}-job")
        self.panel = panel(elem_id=f"{tab}-progress")
        self.timer = gr.Timer(SECONDS, active=False)
        self.parts: list[Any] = [self.job, self.panel, self.timer]

    def begin(self, request: gr.Request, label: str, act: Callable[[Service], dict[str, Any]]) -> list[Any]:
        """Start a job; gives the values of `parts`."""
        return self._following(self._pages.start(request, self.kind, label, act), say("queued", self._language), 0.0)

    def idle(self, words: str = "", kind: str = "") -> list[Any]:
        """Nothing runs; gives the values of `parts`."""
        return ["", notice(words, kind) if words else "", gr.Timer(active=False)]

    def resume(self, request: gr.Request) -> tuple[dict[str, Any] | None, list[Any]]:
        """(the newest job's state, values of `parts`) for a page that was just opened.

        With nothing to follow the parts stay as they are: a job may have begun since this was asked.
        """
        state = self._pages.jobs.newest(self._pages.user(request).name, self.kind)
        if state is None or state["state"] in ("done", "cancelled", "failed"):
            return state, [gr.skip()] * len(self.parts)
        if state["state"] == "interrupted":
            return state, self.idle(f"{say('interrupted', self._language)}：{state['label']}", "warning")
        return state, self._following(state["id"], state["message"], state["fraction"])

    def look(self, id: str, request: gr.Request) -> tuple[dict[str, Any], list[Any]]:
        """(the job's state, values of `parts`); a job that is unknown by now counts as cancelled."""
        try:
            state = self._pages.jobs.state(id, self._pages.user(request).name)
        except AssistantError:
            return {"state": "cancelled", "label": ""}, self.idle()
        if state["state"] in RUNNING:
            words = f"{state['label']}　{state['message']}" if state["label"] else state["message"]
            return state, [gr.skip(), progress(words, state["fraction"], "cancel:", self._language), gr.skip()]
        if state["state"] == "done":
            return state, self.idle()
        error = state.get("error") or {}
        words = say(state["state"], self._language)
        if error:
            words += f"：{error['zh' if self._language == 'zh' else 'en']}"
        return state, self.idle(words, "warning")

    def cancel(self, id: str, request: gr.Request) -> None:
        """Ask the job to stop."""
        if id:
            self._pages.jobs.cancel(id, self._pages.user(request).name)

    def _following(self, id: str, words: str, fraction: float) -> list[Any]:
        return [id, progress(words, fraction, "cancel:", self._language), gr.Timer(active=True)]
