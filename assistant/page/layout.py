"""The frame of the page: masthead, four tabs, calm official colours."""

from __future__ import annotations

from typing import cast

import gradio as gr

from assistant.page import drafting, evaluating, library, reviewing
from assistant.page.desk import Pages
from assistant.page.words import Language, say

CSS = """
.gradio-container{max-width:1800px!important;margin:0 auto!important}
#masthead{border-bottom:3px solid #9b1c1c;padding:.2rem 0 .5rem;margin-bottom:.4rem}
#masthead h1{font-size:1.35rem;margin:0;color:#7a1414;letter-spacing:.05em}
#masthead p{margin:.1rem 0 0;color:#55606e;font-size:.9rem}
#masthead nav{float:right}
#masthead nav a,#masthead nav button{font:inherit;color:#7a1414;background:none;border:0;text-decoration:underline;
cursor:pointer}
table.heat{border-collapse:collapse;font-size:.9rem;margin:.3rem 0}
table.heat caption{text-align:left;font-weight:600;padding:.2rem 0}
table.heat th{font-weight:500;text-align:left;padding:.15rem .7rem;white-space:nowrap}
table.heat td{min-width:4.2rem;text-align:center;border:1px solid #fff;padding:.15rem .4rem}
.downloads a{display:inline-block;margin-left:.6rem;padding:.1rem .7rem;border:1px solid #b9c2cc;border-radius:4px}
.mono textarea{font:13px/1.5 ui-monospace,monospace!important;white-space:pre}
footer{display:none!important}
:focus-visible{outline:3px solid #2f6f9f!important;outline-offset:2px}
"""


def theme() -> gr.themes.Base:
    """System fonts only, so that nothing is asked of another host."""
    fonts = ["system-ui", "Noto Sans CJK SC", "Microsoft YaHei", "sans-serif"]
    return gr.themes.Base(primary_hue="red", neutral_hue="slate", font=fonts, font_mono=["ui-monospace", "monospace"])


def build(pages: Pages, language: Language) -> gr.Blocks:
    """The whole page in one language."""
    with gr.Blocks(title=say("title", language), analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(_masthead(pages, language), elem_id="masthead", padding=False)
        with gr.Tabs():
            with gr.Tab(say("tab_draft", language), id="draft"):
                drafting.build(pages, language, blocks)
            with gr.Tab(say("tab_review", language), id="review"):
                reviewing.build(pages, language, blocks)
            with gr.Tab(say("tab_library", language), id="library"):
                library.build(pages, language, blocks)
            with gr.Tab(say("tab_evaluate", language), id="evaluate"):
                evaluating.build(pages, language, blocks)
    blocks.queue(default_concurrency_limit=8, max_size=64)
    return cast(gr.Blocks, blocks)


def _masthead(pages: Pages, language: Language) -> str:
    other = "/en" if language == "zh" else "/"
    out = ("<form method='post' action='/logout' style='display:inline'>"
           f"<button>{say('logout', language)}</button></form>" if pages.gate.login_needed else "")
    return (f"<nav><a href='{other}'>{say('switch', language)}</a> {out}</nav>"
            f"<h1>{say('title', language)}</h1><p>{say('subtitle', language)}</p>")
