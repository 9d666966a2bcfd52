"""文库: add files, look into a document as it was read, correct its head data, remove it."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.page.desk import Pages, shown, taken
from assistant.page.words import Language, say
from assistant.service.documents import CORRECTABLE
from assistant.types import to_json


def build(pages: Pages, language: Language, blocks: gr.Blocks) -> None:
    """The tab of the library."""
    def t(key: str) -> str:
        return say(key, language)

    chosen = gr.State("")
    with gr.Row():
        with gr.Column(scale=2):
            files = gr.File(label=t("add_files"), file_count="multiple", elem_id="library-files")
            add = gr.Button(t("add"), variant="primary", elem_id="library-add")
            report = gr.Dataframe(headers=[t("source"), t("report")], datatype="str", interactive=False, wrap=True,
                                  label=t("report"), elem_id="library-report")
        with gr.Column(scale=3):
            table = gr.Dataframe(
                headers=[t("id"), t("doc_title"), t("level"), t("doc_type"), t("period"), t("clauses")],
                datatype="str", interactive=False, label=t("documents"), elem_id="library-documents", wrap=True)
    with gr.Row():
        outline = gr.Dataframe(headers=[t("clause"), t("text")], datatype="str", interactive=False, wrap=True,
                               label=t("outline"), max_height=520, elem_id="library-outline")
        with gr.Column():
            repairs = gr.Dataframe(headers=[t("kind"), t("before"), t("after"), t("applied")], datatype="str",
                                   interactive=False, wrap=True, label=t("repairs"), max_height=260)
            with gr.Accordion(t("correct"), open=False):
                field = gr.Dropdown(list(CORRECTABLE), label=t("field"), value="title")
                value = gr.Textbox(label=t("value"))
                save = gr.Button(t("save"))
            remove = gr.Button(t("remove"), variant="stop")

    @shown(language)
    def listed(request: gr.Request) -> list[list[str]]:
        rows = pages.service(request).documents.list()["documents"]
        return [[d["id"], d["title"], d["level"] or "", d["doc_type"] or "", d["period"] or "", str(d["clauses"])]
                for d in rows]

    @shown(language)
    def added(paths: list[str] | None, request: gr.Request, progress: gr.Progress = gr.Progress()) -> Any:  # noqa: B008
        service = pages.service(request, lambda message, fraction: progress(fraction, desc=message))
        rows: list[list[str]] = []
        for number, path in enumerate(paths or []):
            progress(number / len(paths or [1]), desc=t("working"))
            try:
                name, data = taken(path, pages.place.settings.max_file_mb)
                document = service.documents.upload(name, data)["documents"][0]
                rows.append([name, f"{document['id']} {document['title']}({document['clauses']})"])
            except AssistantError as exc:
                rows.append([path.rsplit("/", 1)[-1], exc.zh if language == "zh" else exc.en])
        return rows, listed(request), None

    @shown(language)
    def looked(event: gr.SelectData, rows: Any, request: gr.Request) -> Any:
        id = str(rows.iloc[event.index[0], 0])
        seen = pages.service(request).documents.look(id)
        return (id, [[c["id"], c["text"]] for c in seen["clauses"]],
                [[r["kind"], r["before"], r["after"], "✓" if r["applied"] else ""] for r in seen["repairs"]])

    @shown(language)
    def corrected(id: str, name: str, words: str, request: gr.Request) -> Any:
        if not id:
            raise gr.Error(t("none_chosen"), print_exception=False)
        change: Any = [part for part in words.replace("、", " ").split() if part] if name == "issuer" else words
        to_json(pages.service(request).documents.correct(id, {name: change}))
        gr.Info(t("saved"))
        return listed(request)

    @shown(language)
    def removed(id: str, request: gr.Request) -> Any:
        if not id:
            raise gr.Error(t("none_chosen"), print_exception=False)
        pages.service(request).documents.remove(id)
        gr.Info(t("removed"))
        return "", listed(request), [], []

    private: dict[str, Any] = {"api_visibility": "private"}
    blocks.load(listed, None, table, **private)
    add.click(added, files, [report, table, files], **private)
    table.select(looked, table, [chosen, outline, repairs], **private)
    save.click(corrected, [chosen, field, value], table, **private)
    remove.click(removed, chosen, [chosen, table, outline, repairs], **private)
