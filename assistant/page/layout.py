"""The frame of the page: masthead, four tabs, calm official colours."""

from __future__ import annotations

from typing import Any, cast

import gradio as gr

from assistant.errors import AssistantError
from assistant.page import drafting, evaluating, library, reviewing
from assistant.page.desk import QUIET, Pages, hidden, panel, pick, shown
from assistant.page.markup import button, text
from assistant.page.words import Language, say

KEEP_UPLOADS_SECONDS = 3600
RED = gr.themes.Color(name="seal", c50="#fbf3f3", c100="#f5e1e1", c200="#e8bfbf", c300="#d69494", c400="#bb5a5a",
                      c500="#9b2323", c600="#8a1c1c", c700="#741717", c800="#5f1414", c900="#4c1212", c950="#2e0a0a")
FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "system-ui", "sans-serif")


def theme() -> gr.themes.Base:
    """System fonts only, so that nothing is asked of another host."""
    return gr.themes.Base(primary_hue=RED, neutral_hue="slate", spacing_size="sm", radius_size="sm", font=list(FONTS),
                          font_mono=["ui-monospace", "monospace"]).set(
        button_primary_background_fill="*primary_600", button_primary_background_fill_hover="*primary_700",
        button_primary_text_color="white", block_label_text_size="*text_sm", block_border_width="1px",
        layout_gap="8px", form_gap_width="0px", block_padding="8px")


def build(pages: Pages, language: Language) -> gr.Blocks:
    """The whole page in one language."""
    with gr.Blocks(title=say("title", language), analytics_enabled=False, fill_width=True,
                   delete_cache=(KEEP_UPLOADS_SECONDS, KEEP_UPLOADS_SECONDS)) as blocks:
        panel(_masthead(pages, language), elem_id="masthead")
        banner, picked = panel(elem_id="page-banner"), hidden("page-pick")
        with gr.Tabs(elem_id="page-tabs"):
            with gr.Tab(say("tab_draft", language), id="draft", elem_id="tab-draft") as tab:
                drafting.build(pages, language, blocks, tab)
            with gr.Tab(say("tab_review", language), id="review", elem_id="tab-review") as tab:
                reviewing.build(pages, language, tab)
            with gr.Tab(say("tab_library", language), id="library", elem_id="tab-library") as tab:
                library.build(pages, language, tab)
            with gr.Tab(say("tab_evaluate", language), id="evaluate", elem_id="tab-evaluate") as tab:
                evaluating.build(pages, language, tab)

        @shown(language)
        def asked(request: gr.Request) -> str:
            return _consent(pages, request, language)

        @shown(language)
        def agreed(value: str, request: gr.Request) -> Any:
            if pick(value)[0] == "consent" and (model := pages.place.model()) is not None:
                pages.service(request).office.allow(model.host)
            return _consent(pages, request, language)

        blocks.load(asked, None, banner, **QUIET)
        picked.change(agreed, picked, banner, **QUIET)
    blocks.queue(default_concurrency_limit=8, max_size=200)
    return cast(gr.Blocks, blocks)


def _masthead(pages: Pages, language: Language) -> str:
    other = "/en/" if language == "zh" else "/"
    out = (f"<form method='post' action='/logout'><button>{say('logout', language)}</button></form>"
           if pages.gate.login_needed else "")
    return (f"<header><h1>{say('title', language)}</h1><p>{say('subtitle', language)}</p>"
            f"<nav><a href='/api/v1/docs'>{say('api', language)}</a>"
            f"<a href='{other}'>{say('switch', language)}</a>{out}</nav></header>")


def _consent(pages: Pages, request: gr.Request, language: Language) -> str:
    """The question whether text may go to the model's host; empty when there is nothing to ask."""
    try:
        model = pages.place.model()
    except AssistantError:
        return ""
    if model is None or model.local or model.host in pages.place.settings.allowed_hosts or \
            pages.place.library.records.host_allowed(pages.user(request).name, model.host):
        return ""
    words = say("consent_ask", language, host=model.host)
    return f"<p class='notice warning'>{text(words)} {button('consent:', say('consent_yes', language))}</p>"
