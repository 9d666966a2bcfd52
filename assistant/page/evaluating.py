"""评测: run suites, look at the table and the charts, compare two runs."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.errors import Forbidden
from assistant.page import marked
from assistant.page.desk import Pages, shown
from assistant.page.words import Language, say
from assistant.service import Service
from assistant.service.evaluations import SUITES

PRIVATE: dict[str, Any] = {"api_visibility": "private"}


def build(pages: Pages, language: Language, blocks: gr.Blocks) -> None:
    """The tab of evaluating."""
    def t(key: str) -> str:
        return say(key, language)

    with gr.Row():
        suites = gr.CheckboxGroup(list(SUITES), label=t("suite"), scale=3, elem_id="evaluate-suites")
        run = gr.Button(t("run"), variant="primary", scale=1, elem_id="evaluate-run")
    with gr.Row():
        runs = gr.Dropdown([], label=t("runs"), elem_id="evaluate-runs")
        charts = gr.HTML(padding=False, elem_id="evaluate-charts")
    output = gr.Textbox(label=t("output"), lines=24, max_lines=40, interactive=False, elem_id="evaluate-output",
                        elem_classes="mono")
    with gr.Row():
        old = gr.Dropdown([], label=t("old_run"))
        new = gr.Dropdown([], label=t("new_run"))
        compare = gr.Button(t("compare_runs"))
    compared = gr.Textbox(label=t("compare_runs"), lines=6, max_lines=30, interactive=False, elem_classes="mono")

    def choices(service: Service, value: str | None = None) -> list[Any]:
        mine = [(f"{r['created'][:19]} {' '.join(r['suites']) or '—'} ({r['exit']})", r["id"])
                for r in service.evaluations.mine()]
        return [gr.Dropdown(mine, value=value), gr.Dropdown(mine), gr.Dropdown(mine)]

    @shown(language)
    def loaded(request: gr.Request) -> list[Any]:
        try:
            return choices(pages.service(request))
        except Forbidden:
            return [gr.Dropdown([]), gr.Dropdown([]), gr.Dropdown([])]

    @shown(language)
    def ran(picked: list[str], request: gr.Request, progress: gr.Progress = gr.Progress()) -> list[Any]:  # noqa: B008
        service = pages.service(request, lambda message, fraction: progress(fraction, desc=message))
        made = service.evaluations.run(picked or [])
        return [made["table"], marked.downloads("evaluations", made["id"], ("html", "json"), t("download")),
                *choices(service, made["id"])]

    @shown(language)
    def looked(id: str, request: gr.Request) -> list[Any]:
        kept = pages.service(request).evaluations.get(id)
        return [kept["table"], marked.downloads("evaluations", id, ("html", "json"), t("download"))]

    @shown(language)
    def differed(first: str, second: str, request: gr.Request) -> str:
        return pages.service(request).evaluations.compare(first, second) if first and second else ""

    blocks.load(loaded, None, [runs, old, new], **PRIVATE)
    run.click(ran, suites, [output, charts, runs, old, new], concurrency_limit=1, show_progress_on=[output], **PRIVATE)
    runs.input(looked, runs, [output, charts], **PRIVATE)
    compare.click(differed, [old, new], compared, **PRIVATE)
