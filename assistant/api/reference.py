"""The API's documentation page: the OpenAPI description as plain HTML, no scripts at all."""

from __future__ import annotations

import json
from html import escape
from typing import Any

_STYLE = """body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733}
h1{font-size:1.5rem}h2{margin-top:2rem;border-bottom:1px solid #ccd3da;font-size:1.15rem}
details{margin:.4rem 0;border:1px solid #dde3e9;border-radius:6px;padding:.4rem .8rem}summary{cursor:pointer}
code,pre{font:13px/1.5 ui-monospace,monospace;background:#f4f6f8}pre{padding:.6rem;overflow:auto}
.m{display:inline-block;min-width:4rem;font-weight:600;color:#0b5394}"""


def page(description: dict[str, Any]) -> str:
    """An HTML page for this OpenAPI description; everything from it is escaped."""
    groups: dict[str, list[str]] = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["其他"])[0]
            groups.setdefault(tag, []).append(_operation(method, path, operation))
    body = "".join(f"<h2>{escape(tag)}</h2>{''.join(rows)}" for tag, rows in groups.items())
    schemas = json.dumps(description.get("components", {}).get("schemas", {}), ensure_ascii=False, indent=1)
    info = description["info"]
    return (f"<!doctype html><html lang='zh'><meta charset='utf-8'><title>{escape(info['title'])} API</title>"
            f"<style>{_STYLE}</style><h1>{escape(info['title'])} API {escape(info['version'])}</h1>"
            "<p>机器可读的描述:<a href='/api/v1/openapi.json'>openapi.json</a>。"
            "鉴权:<code>Authorization: Bearer 令牌</code>(未配置用户时不需要)。</p>"
            f"{body}<h2>数据结构 (schemas)</h2><pre>{escape(schemas)}</pre></html>")


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    shown = {key: operation[key] for key in ("parameters", "requestBody", "responses") if key in operation}
    return (f"<details><summary><span class='m'>{escape(method.upper())}</span> <code>{escape(path)}</code> "
            f"{escape(operation.get('description', ''))}</summary>"
            f"<pre>{escape(json.dumps(shown, ensure_ascii=False, indent=1))}</pre></details>")
