"""评测: run suites, look at the charts and the table, compare two runs."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.errors import Forbidden
from assistant.page import charts
from assistant.page.desk import QUIET, Pages, choice, hidden, now_mark, panel, pick, shown
from assistant.page.markup import downloads, when
from assistant.page.words import Language, say
from assistant.page.work import Work
from assistant.service import Service
from assistant.service.evaluations import SUITES

FORMATS = (("export/html", "html"), ("export/json", "json"))


def build(pages: Pages, language: Language, tab: gr.Tab) -> None:
    """The tab of evaluating."""
    def t(key: str, **values: object) -> str:
        return say(key, language, **values)

    with gr.Row(elem_classes="panes"):
        with gr.Column(scale=9, min_width=320, elem_id="evaluate-left", elem_classes="pane scroll"):
            suites = gr.CheckboxGroup([(charts.suite_name(s, language), s) for s in SUITES], label=t("suite"),
                                      elem_id="evaluate-suites")
            run = gr.Button(t("run"), variant="primary", elem_id="evaluate-run")
            work = Work(pages, "evaluate", language)
            runs = choice(label=t("runs"), elem_id="evaluate-runs")
            links = panel(elem_id="evaluate-downloads")
            with gr.Accordion(t("compare_runs"), open=True):
                old = choice(label=t("old_run"), elem_id="evaluate-old")
                new = choice(label=t("new_run"), elem_id="evaluate-new")
                compare = gr.Button(t("compare_runs"), elem_id="evaluate-compare")
        with gr.Column(scale=23, min_width=600, elem_id="evaluate-right", elem_classes="pane"), \
                gr.Tabs(elem_classes="grow"):
            with gr.Tab(t("charts")):
                shown_charts = panel(charts.run(None, language), elem_id="evaluate-charts")
            with gr.Tab(t("output")):
                output = gr.Textbox(show_label=False, label=t("output"), lines=20, max_lines=400, interactive=False,
                                    elem_id="evaluate-output", elem_classes="mono", container=False)
            with gr.Tab(t("compare_runs")):
                compared = gr.Textbox(show_label=False, label=t("compare_runs"), lines=20, max_lines=400,
                                      interactive=False, elem_classes="mono", elem_id="evaluate-compared",
                                      container=False)
    picked, before, made = hidden("evaluate-pick"), hidden("evaluate-before"), hidden("evaluate-made")
    views = [runs, old, new, links, shown_charts, output]

    def view(service: Service, id: str | None) -> list[Any]:
        """The values of `views`."""
        mine = service.evaluations.mine()
        names = [(f"{when(r['created'])}　{'、'.join(charts.suite_name(s, language) for s in r['suites']) or t('none')}"
                  f"　{t('gate_failed') if r['exit'] else t('passed')}", r["id"]) for r in mine]
        id = id or (mine[0]["id"] if mine else None)
        kept = service.evaluations.get(id) if id else None
        return [gr.Dropdown(names, value=id), gr.Dropdown(names), gr.Dropdown(names),
                downloads("evaluations", id, FORMATS, language) if id else "",
                charts.run(kept, language), kept["table"] if kept else ""]

    @shown(language)
    def seen(before: str) -> str:
        """The tab was opened; `before` has it read, the first time."""
        return before or now_mark()

    @shown(language)
    def loaded(request: gr.Request) -> list[Any]:
        _, parts = work.resume(request)
        try:
            return [*parts, *view(pages.service(request), None)]
        except Forbidden:
            return [*parts, *([gr.skip()] * len(views))]

    @shown(language)
    def begun(wanted: list[str], request: gr.Request) -> list[Any]:
        pages.user(request).require("evaluate")
        label = "、".join(charts.suite_name(s, language) for s in wanted or SUITES)
        return work.begin(request, label, lambda own: {"evaluation": own.evaluations.run(wanted or [])["id"]})

    @shown(language)
    def ticked(job: str, request: gr.Request) -> Any:
        state, parts = work.look(job, request)
        looks = dict(zip(work.parts, parts, strict=True))
        return {**looks, made: state["result"]["evaluation"]} if state["state"] == "done" else looks

    @shown(language)
    def looked(id: str, request: gr.Request) -> list[Any]:
        return view(pages.service(request), id)

    @shown(language)
    def acted(value: str, job: str, request: gr.Request) -> None:
        if pick(value)[0] == "cancel":
            work.cancel(job, request)

    @shown(language)
    def differed(first: str, second: str, request: gr.Request) -> str:
        return pages.service(request).evaluations.compare(first, second) if first and second else ""

    tab.select(seen, before, before, **QUIET)
    before.change(loaded, None, [*work.parts, *views], **QUIET)
    run.click(begun, suites, work.parts, **QUIET)
    work.timer.tick(ticked, work.job, [*work.parts, made], **QUIET)
    made.change(looked, made, views, **QUIET)
    runs.input(looked, runs, views, **QUIET)
    picked.change(acted, [picked, work.job], None, **QUIET)
    compare.click(differed, [old, new], compared, **QUIET)
