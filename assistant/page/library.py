"""文库: add files, look into a document as it was read, correct its head data, remove it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, get_args

import gradio as gr

from assistant.errors import AssistantError
from assistant.page import shelf
from assistant.page.desk import PRIVATE, QUIET, Pages, Uploaded, hidden, panel, pick, shown, taken, told, upload
from assistant.page.markup import empty
from assistant.page.words import Language, say
from assistant.page.work import RUNNING, Work
from assistant.service import Service
from assistant.service.documents import CORRECTABLE
from assistant.service.sources import READABLE, REFUSED
from assistant.types import Level

LABELS = {"title": "title_field"}


def build(pages: Pages, language: Language, tab: gr.Tab) -> None:
    """The tab of the library."""
    def t(key: str, **values: object) -> str:
        return say(key, language, **values)

    with gr.Row(elem_classes="panes"):
        with gr.Column(scale=5, min_width=420, elem_id="library-left", elem_classes="pane"):
            with gr.Row(elem_id="library-add"):
                files = upload(label=t("add_files"), file_count="multiple", elem_id="library-files", scale=5,
                               height=68)
                folder = upload(label=t("add_folder"), file_count="directory", elem_id="library-folder", scale=4,
                                min_width=160, height=68)
            work = Work(pages, "library", language)
            report = panel(elem_id="library-report", elem_classes="scroll report")
            table = panel(elem_id="library-documents", elem_classes="scroll grow")
        with gr.Column(scale=7, min_width=520, elem_id="library-right", elem_classes="pane"):
            title = panel(empty(t("choose_document")), elem_id="library-title")
            with gr.Tabs(elem_classes="grow"):
                with gr.Tab(t("outline")):
                    outline = panel(elem_id="library-outline")
                with gr.Tab(t("repairs")):
                    repairs = panel(elem_id="library-repairs")
                with gr.Tab(t("head_data"), elem_id="library-head-tab"):
                    with gr.Group():
                        fields = [_field(name, t(LABELS.get(name, name))) for name in CORRECTABLE]
                    with gr.Row():
                        save = gr.Button(t("save"), variant="primary", elem_id="library-save", scale=2)
                        remove = gr.Button(t("remove"), elem_id="library-remove", scale=1)
                        sure = gr.Button(t("remove_sure"), variant="stop", visible=False, scale=1,
                                         elem_id="library-sure")
    picked, chosen = hidden("library-pick"), hidden("library-chosen")

    looks = [chosen, title, outline, repairs, *fields, sure]

    def listed(service: Service, id: str) -> str:
        return shelf.documents(service.documents.list()["documents"], id, language)

    def look(service: Service, id: str) -> list[Any]:
        """The values of `looks`."""
        if not id:
            return ["", empty(t("choose_document")), "", "", *([""] * len(fields)), gr.Button(visible=False)]
        document, seen = service.documents.get(id), service.documents.look(id)
        head = seen["document"]
        kept = ["、".join(head[name]) if name == "issuer" else head[name] or "" for name in CORRECTABLE]
        return [id, shelf.title(document), shelf.tree(seen, document, language), shelf.repairs(document, language),
                *kept, gr.Button(visible=False)]

    def report_of(state: dict[str, Any] | None) -> str:
        return shelf.report(((state or {}).get("result") or {}).get("report", []), language)

    @shown(language)
    def seen(id: str, request: gr.Request) -> list[Any]:
        state, parts = work.resume(request)
        return [*parts, report_of(state), listed(pages.service(request), id)]

    @shown(language)
    def added(sent: list[Uploaded], request: gr.Request) -> list[Any]:
        known = READABLE | REFUSED
        wanted = taken(sent, pages.place.settings.max_file_mb)
        if len(wanted) > 1:
            wanted = [(name, data) for name, data in wanted if Path(name).suffix.lower() in known] or wanted
        pages.user(request).require("curate")
        if not wanted:
            return [*work.idle(), None, ""]
        label = wanted[0][0] if len(wanted) == 1 else f"{wanted[0][0]} … {len(wanted)}"
        return [*work.begin(request, label, lambda service: {"report": read_all(service, wanted)}), None, ""]

    def read_all(service: Service, wanted: list[tuple[str, bytes]]) -> list[dict[str, str]]:
        """Read file by file; a refused one does not stop the rest. Rows for `shelf.report`."""
        rows = []
        for number, (name, data) in enumerate(wanted):
            service.desk.tell(name, number / len(wanted))
            within = _within(service, name, number, len(wanted))
            known = service.desk.library.catalogue.id_of(hashlib.sha256(data).hexdigest()) is not None
            try:
                id = within.documents.upload(name, data)["documents"][0]["id"]
                document = service.documents.get(id)
                rows.append({"source": name, "told": shelf.told(document, known, language),
                             "state": "known" if known else "ok"})
            except AssistantError as exc:
                service.desk.tell(name, (number + 1) / len(wanted))  # a cancelled job ends here, not as a refusal
                rows.append({"source": name, "told": told(exc, language), "state": "refused"})
        return rows

    @shown(language)
    def ticked(job: str, id: str, request: gr.Request) -> list[Any]:
        state, parts = work.look(job, request)
        if state["state"] in RUNNING:
            return [*parts, gr.skip(), gr.skip()]
        return [*parts, report_of(state), listed(pages.service(request), id)]

    @shown(language)
    def acted(value: str, job: str, request: gr.Request) -> list[Any]:
        kind, rest = pick(value)
        if kind == "cancel":
            work.cancel(job, request)
        return look(pages.service(request), rest[0]) if kind == "document" else [gr.skip()] * len(looks)

    @shown(language)
    def corrected(request: gr.Request, id: str, *words: str) -> list[Any]:
        if not id:
            raise gr.Error(t("none_chosen"), print_exception=False)
        service = pages.service(request)
        head = service.documents.look(id)["document"]
        changes: dict[str, Any] = {}
        for name, said in zip(CORRECTABLE, words, strict=True):
            value: Any = [p for p in said.split("、") if p.strip()] if name == "issuer" else said.strip() or None
            if name == "title":
                value = said.strip()
            if value != head[name]:
                changes[name] = value
        if changes:
            service.documents.correct(id, changes)
        gr.Info(t("saved"))
        return [listed(service, id), *look(service, id)]

    @shown(language)
    def asked(id: str) -> Any:
        if not id:
            raise gr.Error(t("none_chosen"), print_exception=False)
        return gr.Button(visible=True)

    @shown(language)
    def removed(id: str, request: gr.Request) -> list[Any]:
        service = pages.service(request)
        service.documents.remove(id)
        gr.Info(t("removed"))
        return [listed(service, ""), *look(service, "")]

    tab.select(seen, chosen, [*work.parts, report, table], **QUIET)
    for entry in (files, folder):
        entry.upload(added, entry, [*work.parts, entry, report], **QUIET)
    work.timer.tick(ticked, [work.job, chosen], [*work.parts, report, table], **QUIET)
    picked.change(acted, [picked, work.job], looks, **QUIET)
    save.click(corrected, [chosen, *fields], [table, *looks], **PRIVATE)
    remove.click(asked, chosen, sure, **QUIET)
    sure.click(removed, chosen, [table, *looks], **PRIVATE)


def _field(name: str, label: str) -> Any:
    if name == "level":
        return gr.Dropdown(["", *get_args(Level)], label=label, elem_id="library-field-level")
    return gr.Textbox(label=label, elem_id=f"library-field-{name}", lines=1, max_lines=3)


def _within(service: Service, name: str, number: int, of: int) -> Service:
    """The same user's service, telling its progress as part of a batch."""
    desk = service.desk
    return Service(user=desk.user, place=desk.place,
                   progress=lambda message, share: desk.tell(f"{name}：{message}", (number + share) / of))
