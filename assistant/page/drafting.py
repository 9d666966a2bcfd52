"""起草: a chat, the draft beside it, each sentence a click from its sources; conflicts, gaps, versions."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.page import paper, sources
from assistant.page.desk import (
    PRIVATE,
    QUIET,
    READ,
    UNREAD,
    Pages,
    choice,
    hidden,
    now_mark,
    on_shelf,
    panel,
    pick,
    shown,
    told,
)
from assistant.page.markup import cut, downloads, empty, when
from assistant.page.words import Language, say
from assistant.page.work import RUNNING, Work
from assistant.service import Service
from assistant.service.conversations import Case, Conversation, asks_for_draft
from assistant.types import Draft

HINTS = ("hint_all", "hint_part", "hint_ask")
MARKS = "〔依据〕"
SHOWN_TURNS = 40


def build(pages: Pages, language: Language, blocks: gr.Blocks, tab: gr.Tab) -> None:
    """The tab of drafting."""
    def t(key: str, **values: object) -> str:
        return say(key, language, **values)

    with gr.Row(elem_classes="panes"):
        with gr.Column(scale=10, min_width=330, elem_id="draft-left", elem_classes="pane"):
            with gr.Accordion(t("case"), open=True, elem_id="draft-case") as folded:
                with gr.Row():
                    region = gr.Textbox(label=t("region"), scale=3, elem_id="draft-region", min_width=100, **UNREAD)
                    year = gr.Textbox(label=t("year"), scale=2, elem_id="draft-year", min_width=80, max_length=5,
                                      **UNREAD)
                material = choice(label=t("material"), multiselect=True, elem_id="draft-material", **UNREAD)
                with gr.Row():
                    plan = choice(label=t("plan"), elem_id="draft-plan", min_width=120, **UNREAD)
                    previous = choice(label=t("previous"), elem_id="draft-previous", min_width=120, **UNREAD)
            chat = gr.Chatbot(label=t("chat"), show_label=False, render_markdown=False, elem_id="draft-chat",
                              elem_classes="grow", buttons=[], feedback_options=None, placeholder=t("chat_empty"),
                              height="100%", min_height=150)
            work = Work(pages, "draft", language)
            with gr.Row(elem_id="draft-hints"):
                hints = [gr.Button(t(key), size="sm", min_width=60) for key in HINTS]
            with gr.Row(elem_id="draft-line"):
                said = gr.Textbox(show_label=False, label=t("say_here"), placeholder=t("say_here"), scale=5, lines=1,
                                  max_lines=5, elem_id="draft-say", container=False, min_width=160, **UNREAD)
                send = gr.Button(t("send"), variant="primary", scale=1, min_width=64, elem_id="draft-send",
                                 **UNREAD)
            with gr.Row(elem_id="draft-chats"):
                chats = choice(show_label=False, label=t("chats"), container=False, scale=4, min_width=120,
                               elem_id="draft-chat-list")
                fresh = gr.Button(t("new_chat"), size="sm", scale=1, min_width=80, elem_id="draft-new")
        with gr.Column(scale=13, min_width=420, elem_id="draft-middle", elem_classes="pane"):
            with gr.Row(elem_id="draft-bar"):
                opened = choice(show_label=False, label=t("drafts"), container=False, elem_id="draft-opened",
                                scale=3, min_width=180)
                links = panel(elem_id="draft-downloads", min_width=200)
            with gr.Tabs(elem_classes="grow"):
                with gr.Tab(t("paper")):
                    page = panel(elem_id="draft-paper")
                with gr.Tab(t("ledger"), elem_id="draft-ledger-tab"):
                    ledger = panel(elem_id="draft-ledger")
                with gr.Tab(t("conflicts"), elem_id="draft-conflicts-tab") as points_tab:
                    points = panel(elem_id="draft-conflicts")
                with gr.Tab(t("excluded")):
                    excluded = panel(elem_id="draft-excluded")
                with gr.Tab(t("versions")):
                    versions = panel(elem_id="draft-versions")
        with gr.Column(scale=9, min_width=300, elem_id="draft-right", elem_classes="pane"):
            panel(f"<h4>{t('sources')}</h4>", elem_classes="head")
            cited = panel(empty(t("sources_hint")), elem_id="draft-sources", elem_classes="scroll grow")
    talk, picked, stale = hidden("draft-talk"), hidden("draft-pick"), hidden("draft-stale")

    case: list[Any] = [region, year, material, plan, previous]
    views = [page, ledger, points, excluded, versions, links, opened, points_tab]

    def view(service: Service, draft: Draft | None) -> list[Any]:
        """The values of `views` for a draft."""
        mine = [(f"{d['title']}　{t('version', n=d['version'])}　{when(d['updated'])}", d["id"])
                for d in service.drafts.mine()]
        if draft is None:
            return [paper.page(None, language), paper.ledger(None, "", language), paper.open_points(None, language),
                    paper.excluded(None, language), paper.versions([], language), "",
                    gr.Dropdown(mine, value=None, visible=bool(mine)), gr.Tab(label=t("conflicts"))]
        formats = [("export/docx", "docx"), ("evidence/docx", t("evidence_file")), ("export/md", "md"),
                   ("export/json", "json")]
        left = sum(c.settled is None for c in draft.conflicts) + len(draft.gaps)
        return [paper.page(draft, language), paper.ledger(draft, "", language), paper.open_points(draft, language),
                paper.excluded(draft, language),
                paper.versions(service.drafts.history(draft.id), language),
                downloads("drafts", draft.id, formats, language), gr.Dropdown(mine, value=draft.id, visible=True),
                gr.Tab(label=f"{t('conflicts')} {left}" if left else t("conflicts"))]

    def messages(service: Service, now: Conversation, pending: str = "") -> list[dict[str, str]]:
        """The conversation for the chat; an answer names its sources below. Escaped: gradio drops what looks like markup."""
        out: list[tuple[str, str]] = []
        titles = service.documents.titles()
        for number, (asked, answer) in list(enumerate(now.turns))[-SHOWN_TURNS:]:
            of = now.citations[number] if number < len(now.citations) else ()
            names = sources.names(titles, of, answer)
            names = f"\n{MARKS}{names}" if names else ""
            out += [("user", asked), ("assistant", answer + names)]
        if pending:
            out += [("user", pending), ("assistant", t("working") + "…")]
        return [{"role": role, "content": escape(words, quote=False)} for role, words in out]

    def filled(service: Service, now: Conversation) -> list[Any]:
        """The values of `case`."""
        shelf, none = on_shelf(service), [("—", "")]
        known = {id for _, id in shelf}
        plan, previous = (id if id in known else "" for id in (now.case.plan, now.case.previous))
        return [gr.Textbox(now.case.region, **READ), gr.Textbox(str(now.case.year or ""), **READ),
                gr.Dropdown(shelf, value=[m for m in now.case.material if m in known], **READ),
                gr.Dropdown(none + shelf, value=plan, **READ), gr.Dropdown(none + shelf, value=previous, **READ)]

    def talks(service: Service, id: str) -> Any:
        mine = [(f"{cut(c['begins'], 20) or t('new_chat')}　{when(c['updated'])}", c["id"])
                for c in service.chat.mine()]
        return gr.Dropdown(mine, value=id)

    def whole(service: Service, now: Conversation, pending: str = "") -> list[Any]:
        """Everything of a conversation: case, chat, the fold of the case, list of conversations, views."""
        draft = _kept(service, now.draft)
        return [now.id, *filled(service, now), messages(service, now, pending), gr.Accordion(open=draft is None),
                talks(service, now.id), *view(service, draft)]

    everything = [talk, *case, chat, folded, chats, *views]

    @shown(language)
    def loaded(request: gr.Request) -> list[Any]:
        service = pages.service(request)
        state, parts = work.resume(request)
        pending = str(state["label"]) if state and state["state"] in RUNNING else ""
        return [*parts, gr.Textbox(**READ), gr.Button(**READ), *whole(service, service.chat.current(), pending)]

    @shown(language)
    def seen(request: gr.Request) -> list[Any]:
        shelf = on_shelf(pages.service(request))
        return [gr.Dropdown(shelf), *([gr.Dropdown([("—", ""), *shelf])] * 2)]

    @shown(language)
    def named(request: gr.Request, id: str, *words: Any) -> None:
        if id:
            pages.service(request).chat.about(id, _case(*words))

    @shown(language)
    def spoken(request: gr.Request, id: str, text: str, *words: Any) -> Any:
        service = pages.service(request)
        if not text.strip():
            return
        now = service.chat.about(id, _case(*words))
        yield {chat: messages(service, now, text), said: ""}
        try:
            if asks_for_draft(text) and now.case.region and now.case.year:
                service.desk.user.require("draft")
                parts = work.begin(request, text, lambda own: {"draft": own.chat.say(id, text).draft is not None})
                yield dict(zip(work.parts, parts, strict=True))
                return
            turn = service.chat.say(id, text)
        except AssistantError as exc:
            gr.Warning(escape(told(exc, language)))
            yield {chat: messages(service, service.chat.get(id)), said: text}
            return
        answered: dict[Any, Any] = {chat: messages(service, service.chat.get(id))}
        if turn.answer:
            answered[cited] = sources.of_answer(service, turn.answer, language)
        yield {**answered, stale: now_mark()} if turn.draft else answered

    @shown(language)
    def ticked(job: str, request: gr.Request) -> Any:
        state, parts = work.look(job, request)
        looks = dict(zip(work.parts, parts, strict=True))
        if state["state"] in RUNNING:
            return looks
        again = {} if state["state"] == "done" else {said: state["label"]}
        return {**looks, **again, stale: now_mark()}

    @shown(language)
    def renewed(id: str, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        return whole(service, service.chat.get(id))

    @shown(language)
    def acted(value: str, job: str, draft_id: str, request: gr.Request) -> Any:
        kind, rest = pick(value)
        service = pages.service(request)
        if kind == "cancel":
            work.cancel(job, request)
            return {said: gr.skip()}
        draft = service.drafts.get(draft_id)
        if kind == "ledger":
            return {ledger: paper.ledger(draft, rest[0], language)}
        if kind == "gap":
            return {said: paper.gap_words(draft, int(rest[0]), language)}
        if kind == "restore":
            service.drafts.restore(draft_id, int(rest[0]))
            return {stale: now_mark()}
        if int(rest[0]) != draft.version:
            gr.Info(t("moved_on"))
            return {stale: now_mark()}
        if kind == "settle":
            number, at = (int(part) for part in rest[1].split(":"))
            conflict = draft.conflicts[number]
            service.drafts.settle(draft_id, conflict.indicator, conflict.values[at].source, draft.version)
            return {stale: now_mark()}
        if kind == "entry":
            return {cited: sources.of_requirement(service, draft, int(rest[1]), language)}
        return {cited: sources.of_sentence(service, paper.sentence(draft, int(rest[1])), language)}

    @shown(language)
    def looked(event: gr.SelectData, id: str, request: gr.Request) -> Any:
        service = pages.service(request)
        at = event.index[0] if isinstance(event.index, (list, tuple)) else event.index
        kept = dict(enumerate(service.chat.get(id).citations[-SHOWN_TURNS:])).get(int(at) // 2, ())
        return sources.of_citations(service, kept, language) if kept else gr.skip()

    @shown(language)
    def chosen(id: str, draft_id: str, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        service.chat.open(id, draft_id or None)
        return view(service, service.drafts.get(draft_id) if draft_id else None)

    @shown(language)
    def begun(id: str, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        return whole(service, service.chat.begin(service.chat.get(id).case if id else None))

    blocks.load(loaded, None, [*work.parts, said, send, *everything], **QUIET)
    tab.select(seen, None, [material, plan, previous], **QUIET)
    for changed in (region.blur, year.blur, material.input, plan.input, previous.input):
        changed(named, [talk, *case], None, **QUIET)
    for trigger in (send.click, said.submit):
        trigger(spoken, [talk, said, *case], [chat, said, cited, *work.parts, stale],
                concurrency_limit=8, trigger_mode="multiple", **QUIET)
    for hint, key in zip(hints, HINTS, strict=True):
        hint.click(lambda key=key: t(key), None, said, **QUIET)
    work.timer.tick(ticked, work.job, [*work.parts, said, stale], **QUIET)
    stale.change(renewed, talk, everything, **QUIET)
    picked.change(acted, [picked, work.job, opened], [ledger, cited, said, stale], **QUIET)
    chat.select(looked, talk, cited, **QUIET)
    opened.input(chosen, [talk, opened], views, **PRIVATE)
    fresh.click(begun, talk, everything, **QUIET)
    chats.input(renewed, chats, everything, **QUIET)


def _case(place: str, year: str, material: list[str], plan: str, previous: str) -> Case:
    digits = "".join(c for c in year or "" if c.isdecimal())[:4]
    return Case((place or "").strip(), int(digits or 0), tuple(material or ()), plan or None, previous or None)


def _kept(service: Service, id: str | None) -> Draft | None:
    """The open draft, none when it is not there any more."""
    try:
        return service.drafts.get(id) if id else None
    except AssistantError:
        return None
