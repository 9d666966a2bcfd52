"""Pieces of HTML that every panel is made of. Whatever is not ours passes through `text`.

A control carries `data-pick`: what a click or Enter on it tells the panel's picker
(see page.js and `desk.picker`). Nothing here holds a script or an inline handler; the
page's policy would refuse to run one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from assistant.page.words import Language, say

MORE = "…"


def text(value: object) -> str:
    """Escaped, for an element or a quoted attribute."""
    return escape(str(value), quote=True)


def cut(value: str, length: int) -> str:
    """The first `length` characters, unescaped.

    >>> cut("一二三四", 3), cut("一二三", 3)
    ('一二…', '一二三')
    """
    return value if len(value) <= length else value[:length - 1] + MORE


def when(at: str) -> str:
    """A kept moment (UTC, ISO) on this machine's clock, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def badge(kind: str, words: str) -> str:
    """A coloured label; `kind` names its colour in page.css."""
    return f"<span class='badge {text(kind)}'>{text(words)}</span>"


def button(pick: str, words: str, kind: str = "") -> str:
    """A small button that tells its panel `pick`."""
    return f"<button type='button' class='mini {text(kind)}' data-pick='{text(pick)}'>{text(words)}</button>"


def empty(words: str) -> str:
    """What stands where there is nothing yet."""
    return f"<p class='empty'>{text(words)}</p>"


def marked(whole: str, quotes: Iterable[str]) -> str:
    """`whole` escaped, with every quote that stands in it marked; overlapping marks are joined.

    >>> marked("甲<乙>丙", ["<乙", "乙>"])
    '甲<mark>&lt;乙&gt;</mark>丙'
    """
    spans = sorted((start, start + len(quote)) for quote in quotes if quote and (start := whole.find(quote)) >= 0)
    out, at = [], 0
    for start, end in _joined(spans):
        out += [text(whole[at:start]), "<mark>", text(whole[start:end]), "</mark>"]
        at = end
    return "".join([*out, text(whole[at:])])


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def table(heads: Sequence[str], rows: Sequence[str], kind: str = "") -> str:
    """A table; heads are words, rows are HTML (`row`)."""
    head = "".join(f"<th scope='col'>{text(h)}</th>" for h in heads)
    return f"<table class='list {text(kind)}'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def row(cells: Sequence[str], pick: str = "", current: bool = False) -> str:
    """A row of cells that are HTML already; with `pick` it can be chosen by click and by Enter."""
    chosen = f" data-pick='{text(pick)}' tabindex='0' aria-selected='{'true' if current else 'false'}'" if pick else ""
    return f"<tr{chosen}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def downloads(kind: str, id: str, formats: Sequence[tuple[str, str]], language: Language) -> str:
    """Links to the authorised export routes: (path under the object, words)."""
    where = f"/api/v1/{text(kind)}/{text(id)}"
    links = "".join(f"<a href='{where}/{text(path)}' download class='download'>{text(words)}</a>"
                    for path, words in formats)
    return f"<p class='downloads'>{text(say('download', language))} {links}</p>"


def progress(message: str, fraction: float, pick: str, language: Language) -> str:
    """A bar with what is being done and a button to stop it."""
    share = min(max(fraction, 0.0), 1.0)
    return (f"<div class='progress' role='status'><span>{text(message)}</span>"
            f"<progress max='1' value='{share:.3f}' aria-label='{text(message)}'></progress><b>{share:.0%}</b>"
            f"{button(pick, say('cancel', language))}</div>")


def notice(words: str, kind: str = "") -> str:
    """One line set apart: what went wrong, or what to know."""
    return f"<p class='notice {text(kind)}' role='status'>{text(words)}</p>"
