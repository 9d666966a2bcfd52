"""The login form: one page without scripts."""

from __future__ import annotations

from html import escape

_STYLE = """body{font:16px/1.7 system-ui,'Noto Sans CJK SC',sans-serif;background:#f5f6f8;color:#1c2430;
display:grid;place-items:center;min-height:100vh;margin:0}
form{background:#fff;padding:2rem 2.4rem;border-top:4px solid #8a1c1c;border-radius:6px;min-width:20rem;
box-shadow:0 1px 6px #0002}
h1{font-size:1.2rem;margin:0 0 1rem;color:#741717}label{display:block;margin:.6rem 0 .2rem}
input{width:100%;box-sizing:border-box;font:inherit;padding:.45rem;border:1px solid #c3cad3;border-radius:4px}
button{margin-top:1.2rem;width:100%;font:inherit;padding:.5rem;border:0;border-radius:4px;background:#8a1c1c;
color:#fff;cursor:pointer}p{color:#a61b1b}:focus-visible{outline:3px solid #2f6f9f;outline-offset:1px}"""


def form(message: str = "") -> str:
    """The page, with what went wrong when something did."""
    told = f"<p role='alert'>{escape(message)}</p>" if message else ""
    return ("<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>登录 · 法治政府建设文书助手</title>"
            f"<meta name='viewport' content='width=device-width'><style>{_STYLE}</style>"
            f"<form method='post' action='/login'><h1>法治政府建设文书助手</h1>{told}"
            "<label for='n'>用户名 (name)</label><input id='n' name='name' autocomplete='username' required autofocus>"
            "<label for='p'>密码 (password)</label>"
            "<input id='p' name='password' type='password' autocomplete='current-password' required>"
            "<button>登录 (log in)</button></form></html>")
