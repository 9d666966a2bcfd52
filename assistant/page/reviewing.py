"""审核: drop a draft, choose what it must carry out, see heat map, findings, both texts; decide; take away."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.page import findings
from assistant.page.desk import (
    QUIET,
    Pages,
    Uploaded,
    choice,
    hidden,
    now_mark,
    on_shelf,
    panel,
    pick,
    shown,
    taken,
    ticks,
    upload,
)
from assistant.page.findings import PROBLEMS, Sieve
from assistant.page.markup import downloads, empty, when
from assistant.page.words import Language, say
from assistant.page.work import Work
from assistant.service import Service
from assistant.types import Review

LEAST = (0.0, 0.6, 0.7, 0.8, 0.9)
FORMATS = ("docx", "xlsx", "html", "md", "json")


def build(pages: Pages, language: Language, tab: gr.Tab) -> None:
    """The tab of reviewing."""
    def t(key: str, **values: object) -> str:
        return say(key, language, **values)

    with gr.Row(elem_classes="panes"):
        with gr.Column(scale=10, min_width=350, elem_id="review-left", elem_classes="pane scroll"):
            with gr.Accordion(t("what_to_check"), open=True, elem_id="review-case") as folded:
                file = upload(label=t("draft_file"), file_count="single", height=96, elem_id="review-file")
                draft = choice(label=t("draft_in_library"), elem_id="review-draft")
                against = choice(label=t("against"), multiselect=True, elem_id="review-against")
                check = gr.Button(t("check"), variant="primary", elem_id="review-check")
            work = Work(pages, "review", language)
            opened = choice(label=t("reviews"), elem_id="review-opened")
            heat = panel(elem_id="review-heat")
        with gr.Column(scale=23, min_width=600, elem_id="review-right", elem_classes="pane"):
            links = panel(elem_id="review-downloads")
            with gr.Tabs(elem_classes="grow"):
                with gr.Tab(t("findings"), elem_id="review-findings-tab"):
                    with gr.Row(elem_id="review-sieve"):
                        groups = ticks(show_label=False, label=t("filter"), container=False, scale=8,
                                       elem_id="review-groups")
                        words = gr.Textbox(show_label=False, label=t("filter_text"), placeholder=t("filter_text"),
                                           container=False, scale=2, min_width=110, elem_id="review-words")
                        least = gr.Dropdown([(t("threshold_least", n=n) if n else t("threshold_any"), n) for n in LEAST],
                                            value=0.0, show_label=False, label=t("threshold"), container=False, scale=2,
                                            min_width=120, elem_id="review-threshold")
                    listing = panel(empty(t("no_review")), elem_id="review-findings", elem_classes="scroll")
                    sides = panel(empty(t("finding_hint")), elem_id="review-sides", elem_classes="scroll")
                    with gr.Row(elem_id="review-decide"):
                        comment = gr.Textbox(show_label=False, label=t("comment"), placeholder=t("comment"), lines=1,
                                             max_lines=3, container=False, scale=6, elem_id="review-comment")
                        accept = gr.Button(t("accept"), scale=1, min_width=60, elem_id="review-accept")
                        reject = gr.Button(t("reject"), scale=1, min_width=60, elem_id="review-reject")
                        note = gr.Button(t("note"), scale=1, min_width=60, elem_id="review-note")
                with gr.Tab(t("compare"), elem_id="review-compare-tab"):
                    with gr.Row():
                        earlier = choice(label=t("compare_with"), elem_id="review-earlier", scale=4)
                        compare = gr.Button(t("compare"), elem_id="review-compare", scale=1)
                    compared = panel(empty(t("compare_hint")), elem_id="review-compared")
    picked, chosen, cell = hidden("review-pick"), hidden("review-chosen"), hidden("review-cell")
    before, made = hidden("review-before"), hidden("review-made")

    sifting: list[Any] = [groups, least, words, cell]
    views = [links, heat, groups, listing, sides, opened, earlier, chosen, cell, folded]

    def sieve(picked_groups: list[str], least_: float, words_: str, cell_: str) -> Sieve:
        verdict, _, chapter = cell_.partition(":")
        return Sieve(tuple(picked_groups or ()), least_, (words_ or "").strip(), (chapter, verdict) if cell_ else None)

    def rows(service: Service, review: Review, by: Sieve, id: str) -> str:
        return findings.listing(review, service.reviews.decisions(review.id), by, id, language)

    def view(service: Service, review: Review | None) -> list[Any]:
        """The values of `views`."""
        mine = [(f"{r['title'] or r['source']}　{when(r['updated'])}", r["id"]) for r in service.reviews.mine()]
        if review is None:
            return ["", "", gr.CheckboxGroup([], value=[]), empty(t("no_review")), empty(t("finding_hint")),
                    gr.Dropdown(mine, value=None), gr.Dropdown(mine, value=None), "", "", gr.Accordion(open=True)]
        choices = findings.filters(review, language)
        held = [group for _, group in choices if group in PROBLEMS]
        earlier_ones = [(name, id) for name, id in mine if id != review.id]
        return [downloads("reviews", review.id, [(f"export/{f}", f) for f in FORMATS], language),
                findings.heat_map(service, review, language), gr.CheckboxGroup(choices, value=held),
                rows(service, review, Sieve(tuple(held)), ""), empty(t("finding_hint")),
                gr.Dropdown(mine, value=review.id), gr.Dropdown(earlier_ones, value=None), "", "",
                gr.Accordion(open=False)]

    @shown(language)
    def seen(before: str, request: gr.Request) -> list[Any]:
        """The tab was opened: what may be chosen; `before` has all the rest read, the first time."""
        known = on_shelf(pages.service(request))
        return [before or now_mark(), gr.Dropdown([("—", ""), *known]), gr.Dropdown(known)]

    @shown(language)
    def loaded(request: gr.Request) -> list[Any]:
        service = pages.service(request)
        _, parts = work.resume(request)
        mine = service.reviews.mine()
        return [*parts, *view(service, service.reviews.get(mine[0]["id"]) if mine else None)]

    @shown(language)
    def checked(sent: list[Uploaded], id: str, uppers: list[str], request: gr.Request) -> list[Any]:
        dropped = taken(sent, pages.place.settings.max_file_mb)
        service = pages.service(request)
        service.desk.user.require("check")
        if not dropped and not id:
            raise gr.Error(t("no_draft"), print_exception=False)
        label = dropped[0][0] if dropped else service.documents.get(id).title

        def act(own: Service) -> dict[str, Any]:
            of = own.documents.upload(*dropped[0])["documents"][0]["id"] if dropped else id
            return {"review": own.reviews.check(of, uppers or []).id}

        return [*work.begin(request, label, act), None]

    @shown(language)
    def ticked(job: str, request: gr.Request) -> Any:
        state, parts = work.look(job, request)
        looks = dict(zip(work.parts, parts, strict=True))
        return {**looks, made: state["result"]["review"]} if state["state"] == "done" else looks

    @shown(language)
    def ended(id: str, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        known, review = on_shelf(service), service.reviews.get(id)
        return [gr.Dropdown([("—", ""), *known], value=str(review.draft.get("id") or "")), *view(service, review)]

    @shown(language)
    def sifted(request: gr.Request, id: str, picked_id: str, *by: Any) -> Any:
        service = pages.service(request)
        return rows(service, service.reviews.get(id), sieve(*by), picked_id) if id else gr.skip()

    @shown(language)
    def reopened(id: str, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        return view(service, service.reviews.get(id) if id else None)

    @shown(language)
    def acted(request: gr.Request, value: str, job: str, id: str, *by: Any) -> Any:
        kind, rest = pick(value)
        service = pages.service(request)
        if kind == "cancel":
            work.cancel(job, request)
            return {chosen: gr.skip()}
        review = service.reviews.get(id)
        if kind in ("cell", "all"):
            narrowed = ":".join(rest) if kind == "cell" else ""
            return {cell: narrowed, listing: rows(service, review, sieve(by[0], by[1], by[2], narrowed), "")}
        kept = service.reviews.decisions(id).get(rest[0], {})
        return {chosen: rest[0], sides: findings.side_by_side(service, review, rest[0], language),
                comment: kept.get("comment", "")}

    def decided(kind: str) -> Any:
        @shown(language)
        def act(request: gr.Request, id: str, finding: str, said: str, *by: Any) -> Any:
            if not id or not finding:
                raise gr.Error(t("no_finding"), print_exception=False)
            service = pages.service(request)
            service.reviews.decide(id, finding, kind, said)  # type: ignore[arg-type]
            return rows(service, service.reviews.get(id), sieve(*by), finding)
        return act

    @shown(language)
    def against_last(old: str, new: str, request: gr.Request) -> str:
        if not old or not new:
            return empty(t("compare_hint"))
        return findings.changes(pages.service(request).reviews.compare(old, new), language)

    tab.select(seen, before, [before, draft, against], **QUIET)
    before.change(loaded, None, [*work.parts, *views], **QUIET)
    check.click(checked, [file, draft, against], [*work.parts, file], **QUIET)
    work.timer.tick(ticked, work.job, [*work.parts, made], **QUIET)
    made.change(ended, made, [draft, *views], **QUIET)
    groups.input(sifted, [opened, chosen, *sifting], listing, **QUIET)
    least.input(sifted, [opened, chosen, *sifting], listing, **QUIET)
    words.change(sifted, [opened, chosen, *sifting], listing, trigger_mode="always_last", **QUIET)
    opened.input(reopened, opened, views, **QUIET)
    picked.change(acted, [picked, work.job, opened, *sifting], [chosen, cell, listing, sides, comment], **QUIET)
    for button, kind in ((accept, "accept"), (reject, "reject"), (note, "comment")):
        button.click(decided(kind), [opened, chosen, comment, *sifting], listing, **QUIET)
    compare.click(against_last, [earlier, opened], compared, **QUIET)
