"""起草: a chat, the draft beside it, each sentence a click from its sources; conflicts, gaps, versions."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.page import marked
from assistant.page.desk import Pages, shown
from assistant.page.words import Language, say
from assistant.service import Service
from assistant.service.conversations import Case
from assistant.types import Draft

PRIVATE: dict[str, Any] = {"api_visibility": "private"}
HINTS = ("hint_all", "hint_part", "hint_ask")


def build(pages: Pages, language: Language, blocks: gr.Blocks) -> None:
    """The tab of drafting."""
    def t(key: str) -> str:
        return say(key, language)

    talk = gr.State("")
    with gr.Row(equal_height=False):
        with gr.Column(scale=2, min_width=380):
            with gr.Accordion(t("case"), open=True, elem_id="draft-case"):
                with gr.Row():
                    region = gr.Textbox(label=t("region"), scale=3, elem_id="draft-region")
                    year = gr.Number(label=t("year"), precision=0, scale=1, minimum=1950, maximum=2099,
                                     elem_id="draft-year")
                material = gr.Dropdown([], label=t("material"), multiselect=True, elem_id="draft-material")
                with gr.Row():
                    plan = gr.Dropdown([], label=t("plan"), elem_id="draft-plan")
                    previous = gr.Dropdown([], label=t("previous"), elem_id="draft-previous")
            chat = gr.Chatbot(label=t("chat"), height=360, render_markdown=False, elem_id="draft-chat",
                              buttons=["copy"], feedback_options=None)
            with gr.Row():
                said = gr.Textbox(show_label=False, placeholder=t("say_here"), scale=5, lines=1, max_lines=4,
                                  elem_id="draft-say", container=False)
                send = gr.Button(t("send"), variant="primary", scale=1, min_width=70, elem_id="draft-send")
            with gr.Row():
                hints = [gr.Button(t(key), size="sm") for key in HINTS]
        with gr.Column(scale=3, min_width=520):
            opened = gr.Dropdown([], label=t("drafts"), elem_id="draft-opened")
            with gr.Tabs():
                with gr.Tab(t("paper")):
                    paper = gr.HighlightedText(label=t("paper_hint"), combine_adjacent=False, show_legend=True,
                                               color_map=marked.STATUS_COLOURS, elem_id="draft-paper")
                with gr.Tab(t("ledger")):
                    ledger = gr.Dataframe(headers=[t("clause"), t("requirement"), t("status"), t("evidence")],
                                          datatype="str", interactive=False, wrap=True, max_height=520)
                with gr.Tab(t("conflicts"), elem_id="draft-conflicts-tab"):
                    conflicts = gr.Dataframe(headers=[t("indicator"), t("value"), t("source"), t("quote")],
                                             datatype="str", interactive=False, wrap=True, elem_id="draft-conflicts")
                    with gr.Row():
                        indicator = gr.Dropdown([], label=t("indicator"), elem_id="draft-indicator")
                        holds = gr.Dropdown([], label=t("holds"), elem_id="draft-holds")
                        settle = gr.Button(t("settle"), elem_id="draft-settle")
                    gaps = gr.Dataframe(headers=[t("gaps")], datatype="str", interactive=False, wrap=True)
                with gr.Tab(t("excluded")):
                    excluded = gr.Dataframe(headers=[t("quote"), t("source"), t("reason")], datatype="str",
                                            interactive=False, wrap=True, max_height=520)
                with gr.Tab(t("versions")):
                    versions = gr.Dataframe(headers=[t("version"), t("time"), t("instruction"), t("changed")],
                                            datatype="str", interactive=False, wrap=True)
                    with gr.Row():
                        number = gr.Number(label=t("version"), precision=0, minimum=1, value=1)
                        restore = gr.Button(t("restore"))
            sources = gr.HighlightedText(label=t("sources"), combine_adjacent=False, show_legend=False,
                                         color_map=marked.QUOTE_COLOURS, elem_id="draft-sources")
            links = gr.HTML(elem_id="draft-downloads", padding=False)

    views = [paper, ledger, conflicts, indicator, gaps, excluded, versions, links, opened]

    def view(service: Service, draft: Draft | None) -> list[Any]:
        """The values of `views` for a draft."""
        choices = [(f"{d['title']}(v{d['version']})", d["id"]) for d in service.drafts.mine()]
        if draft is None:
            return [[], [], [], gr.Dropdown([]), [], [], [], "", gr.Dropdown(choices, value=None)]
        rows = [[str(c.indicator), f"{v.value}{v.unit or ''}", v.source, v.quote]
                for c in draft.conflicts for v in c.values]
        open_ones = [c.indicator for c in draft.conflicts if c.settled is None]
        kept = [[str(v["version"]), v["at"][:19], v["instruction"], str(len(v["changed"]))]
                for v in service.drafts.versions(draft.id)["versions"]]
        return [marked.paper(draft, language),
                [[e.requirement.clause, e.requirement.quote, t(e.status), ";".join(c.quote for c in e.evidence)]
                 for e in draft.ledger],
                rows, gr.Dropdown(open_ones, value=open_ones[0] if open_ones else None),
                [[gap] for gap in draft.gaps], [[e.quote, e.source, e.reason] for e in draft.excluded],
                kept, marked.downloads("drafts", draft.id, ("docx", "md", "json"), t("download")),
                gr.Dropdown(choices, value=draft.id)]

    def messages(turns: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
        return [m for asked, told in turns
                for m in ({"role": "user", "content": asked}, {"role": "assistant", "content": told})]

    @shown(language)
    def loaded(request: gr.Request) -> list[Any]:
        service = pages.service(request)
        now = service.chat.current()
        shelf = [(f"{d['id']} {d['title'] or d['source']}", d["id"]) for d in service.documents.list()["documents"]]
        known = {id for _, id in shelf}
        none = [("—", "")]
        draft = service.drafts.get(now.draft) if now.draft else None
        return [now.id, now.case.region, now.case.year or None,
                gr.Dropdown(shelf, value=[m for m in now.case.material if m in known]),
                gr.Dropdown(none + shelf, value=now.case.plan if now.case.plan in known else ""),
                gr.Dropdown(none + shelf, value=now.case.previous if now.case.previous in known else ""),
                messages(now.turns), *view(service, draft)]

    @shown(language)
    def named(id: str, place: str, when: float | None, picked: list[str], plan_id: str, previous_id: str,
              request: gr.Request) -> None:
        if id:
            pages.service(request).chat.about(id, Case(place.strip(), int(when or 0), tuple(picked or ()),
                                                       plan_id or None, previous_id or None))

    @shown(language)
    def spoken(id: str, text: str, request: gr.Request, progress: gr.Progress = gr.Progress()) -> Any:  # noqa: B008
        service = pages.service(request, lambda message, fraction: progress(fraction, desc=message))
        now = service.chat.get(id)
        yield [messages((*now.turns, (text, t("working")))), "", *([gr.skip()] * (len(views) + 3))]
        turn = service.chat.say(id, text)
        now = service.chat.get(id)
        draft = turn.draft or (service.drafts.get(now.draft) if now.draft else None)
        shown_sources = marked.evidence(service, turn.answer) if turn.answer else []
        yield [messages(now.turns), "", *view(service, draft), now.case.region, now.case.year or None, shown_sources]

    @shown(language)
    def clicked(event: gr.SelectData, draft_id: str, request: gr.Request) -> Any:
        if not draft_id:
            return []
        service = pages.service(request)
        return marked.sources(service, service.drafts.get(draft_id), event.index, language)

    @shown(language)
    def chosen(id: str, draft_id: str, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        service.chat.open(id, draft_id or None)
        return view(service, service.drafts.get(draft_id) if draft_id else None)

    @shown(language)
    def offered(draft_id: str, name: str, request: gr.Request) -> Any:
        if not draft_id or not name:
            return gr.Dropdown([])
        draft = pages.service(request).drafts.get(draft_id)
        values = [(f"{v.value}{v.unit or ''}({v.source})", v.source)
                  for c in draft.conflicts if c.indicator == name for v in c.values]
        return gr.Dropdown(values, value=values[0][1] if values else None)

    @shown(language)
    def settled(draft_id: str, name: str, source: str, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        return view(service, service.drafts.settle(draft_id, name, source))

    @shown(language)
    def restored(draft_id: str, version: float, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        return view(service, service.drafts.restore(draft_id, int(version)))

    case: list[Any] = [region, year, material, plan, previous]
    blocks.load(loaded, None, [talk, *case, chat, *views], **PRIVATE)
    for part in case:
        part.change(named, [talk, *case], None, show_progress="hidden", **PRIVATE)
    for trigger in (send.click, said.submit):
        trigger(spoken, [talk, said], [chat, said, *views, region, year, sources], concurrency_limit=4,
                show_progress_on=[chat], **PRIVATE)
    for hint, key in zip(hints, HINTS, strict=True):
        hint.click(lambda key=key: t(key), None, said, **PRIVATE)
    paper.select(clicked, opened, sources, **PRIVATE)
    opened.input(chosen, [talk, opened], views, **PRIVATE)
    indicator.change(offered, [opened, indicator], holds, **PRIVATE)
    settle.click(settled, [opened, indicator, holds], views, **PRIVATE)
    restore.click(restored, [opened, number], views, **PRIVATE)


