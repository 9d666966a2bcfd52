"""审核: drop a draft, choose what it must carry out, see heat map, findings, both texts; decide; take away."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.page import findings as table
from assistant.page import marked
from assistant.page.desk import Pages, shown, taken
from assistant.page.words import Language, say
from assistant.service import Service
from assistant.types import Review

PRIVATE: dict[str, Any] = {"api_visibility": "private"}


def build(pages: Pages, language: Language, blocks: gr.Blocks) -> None:
    """The tab of reviewing."""
    def t(key: str) -> str:
        return say(key, language)

    chosen = gr.State("")
    with gr.Row():
        file = gr.File(label=t("draft_file"), file_count="single", height=120, elem_id="review-file")
        with gr.Column():
            draft = gr.Dropdown([], label=t("draft_in_library"), elem_id="review-draft")
            against = gr.Dropdown([], label=t("against"), multiselect=True, elem_id="review-against")
        with gr.Column():
            opened = gr.Dropdown([], label=t("reviews"), elem_id="review-opened")
            check = gr.Button(t("check"), variant="primary", elem_id="review-check")
    status = gr.Textbox(label=t("status"), interactive=False, lines=1, elem_id="review-status")
    heat = gr.HTML(elem_id="review-heat", padding=False)
    with gr.Row():
        verdicts = gr.CheckboxGroup(table.filters(language), value=list(table.PROBLEMS), label=t("filter"), scale=3)
        threshold = gr.Slider(0, 1, value=0.0, step=0.05, label=t("threshold"), scale=1)
    listing = gr.Dataframe(headers=[t(k) for k in table.HEADERS], datatype="str", interactive=False, wrap=True,
                           max_height=420, elem_id="review-findings")
    with gr.Row():
        upper = gr.HighlightedText(label=t("upper_text"), combine_adjacent=False, color_map=marked.QUOTE_COLOURS,
                                   elem_id="review-upper")
        lower = gr.HighlightedText(label=t("draft_text"), combine_adjacent=False, color_map=marked.QUOTE_COLOURS,
                                   elem_id="review-lower")
    with gr.Row():
        reason = gr.Textbox(label=t("reason"), interactive=False, lines=3, elem_id="review-reason")
        with gr.Column():
            comment = gr.Textbox(label=t("comment"), lines=1, elem_id="review-comment")
            with gr.Row():
                accept = gr.Button(t("accept"), size="sm", elem_id="review-accept")
                reject = gr.Button(t("reject"), size="sm")
                note = gr.Button(t("note"), size="sm")
    links = gr.HTML(elem_id="review-downloads", padding=False)
    with gr.Accordion(t("compare"), open=False), gr.Row():
        earlier = gr.Dropdown([], label=t("earlier"))
        compare = gr.Button(t("compare"))
        compared = gr.Dataframe(headers=[t("change"), t("clause"), t("quote")], datatype="str", interactive=False,
                                wrap=True)

    views = [status, heat, listing, links, opened, earlier]

    def rows(service: Service, review: Review, picked: list[str], least: float) -> list[list[str]]:
        return table.rows(review, service.reviews.decisions(review.id), picked, least, language)

    def view(service: Service, review: Review | None, picked: list[str], least: float) -> list[Any]:
        mine = [(f"{r['title']} {r['updated'][:16]}", r["id"]) for r in service.reviews.mine()]
        if review is None:
            return ["", "", [], "", gr.Dropdown(mine, value=None), gr.Dropdown(mine, value=None)]
        return [table.summary(review, language), table.heat_map(review, language),
                rows(service, review, picked, least),
                marked.downloads("reviews", review.id, ("docx", "xlsx", "html", "md", "json"), t("download")),
                gr.Dropdown(mine, value=review.id), gr.Dropdown(mine, value=None)]

    @shown(language)
    def loaded(picked: list[str], least: float, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        shelf = [(f"{d['id']} {d['title'] or d['source']}", d["id"]) for d in service.documents.list()["documents"]]
        mine = service.reviews.mine()
        review = service.reviews.get(mine[0]["id"]) if mine else None
        return [gr.Dropdown([("—", ""), *shelf], value=""), gr.Dropdown(shelf, value=[]),
                *view(service, review, picked, least)]

    @shown(language)
    def checked(path: str | None, id: str, uppers: list[str], picked: list[str], least: float,
                request: gr.Request, progress: gr.Progress = gr.Progress()) -> Any:  # noqa: B008
        service = pages.service(request, lambda message, fraction: progress(fraction, desc=message))
        if path:
            name, data = taken(path, pages.place.settings.max_file_mb)
            id = service.documents.upload(name, data)["documents"][0]["id"]
        if not id:
            raise gr.Error(t("no_draft"), print_exception=False)
        review = service.reviews.check(id, uppers or [])
        return [None, *view(service, review, picked, least)]

    @shown(language)
    def filtered(id: str, picked: list[str], least: float, request: gr.Request) -> Any:
        service = pages.service(request)
        return rows(service, service.reviews.get(id), picked, least) if id else []

    @shown(language)
    def reopened(id: str, picked: list[str], least: float, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        return view(service, service.reviews.get(id) if id else None, picked, least)

    @shown(language)
    def looked(event: gr.SelectData, shown_rows: Any, id: str, request: gr.Request) -> Any:
        finding = str(shown_rows.iloc[event.index[0], 0])
        service = pages.service(request)
        review = service.reviews.get(id)
        return [finding, *table.side_by_side(service, review, finding, language)]

    def decided(kind: str) -> Any:
        @shown(language)
        def act(id: str, finding: str, words: str, picked: list[str], least: float, request: gr.Request) -> Any:
            if not finding:
                raise gr.Error(t("no_finding"), print_exception=False)
            service = pages.service(request)
            service.reviews.decide(id, finding, kind, words)  # type: ignore[arg-type]
            return rows(service, service.reviews.get(id), picked, least), ""
        return act

    @shown(language)
    def against_last(old: str, new: str, request: gr.Request) -> Any:
        if not old or not new:
            return []
        return table.changes(pages.service(request).reviews.compare(old, new), language)

    sifting: list[Any] = [verdicts, threshold]
    blocks.load(loaded, sifting, [draft, against, *views], **PRIVATE)
    check.click(checked, [file, draft, against, *sifting], [file, *views], concurrency_limit=2,
                show_progress_on=[listing], **PRIVATE)
    for part in sifting:
        part.change(filtered, [opened, *sifting], listing, show_progress="hidden", **PRIVATE)
    opened.input(reopened, [opened, *sifting], views, **PRIVATE)
    listing.select(looked, [listing, opened], [chosen, upper, lower, reason], **PRIVATE)
    for button, kind in ((accept, "accept"), (reject, "reject"), (note, "comment")):
        button.click(decided(kind), [opened, chosen, comment, *sifting], [listing, comment], **PRIVATE)
    compare.click(against_last, [earlier, opened], compared, **PRIVATE)
