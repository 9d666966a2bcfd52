"""The review as one printable page: no script, nothing fetched, every text escaped."""

from __future__ import annotations

from collections import Counter
from html import escape

from assistant.export import labels
from assistant.export.text import printable
from assistant.export.xlsx import COLOURS
from assistant.reading.ordinals import value
from assistant.types import Finding, Review

_STYLE = """
:root{color-scheme:light}
body{font-family:"Noto Serif CJK SC","SimSun",serif;color:#1a1a1a;max-width:1100px;margin:2em auto;padding:0 1em;
line-height:1.6}
h1{font-size:1.5em;text-align:center}h2{font-size:1.2em;border-bottom:2px solid #345;margin-top:2em}
table{border-collapse:collapse;width:100%;margin:.8em 0}th,td{border:1px solid #b5b5b5;padding:.3em .5em;
vertical-align:top;text-align:left}th{background:#e8edf5}td.n{text-align:center}th.k{width:9em}
article{border:1px solid #b5b5b5;border-left-width:6px;margin:.8em 0;padding:.4em .8em;break-inside:avoid}
article h3{font-size:1em;margin:.2em 0}.pair{display:flex;gap:1em}.pair>div{flex:1;min-width:0}
blockquote{margin:.2em 0;padding:.3em .6em;background:#f5f5f0;overflow-wrap:anywhere;white-space:pre-wrap}
.where{color:#555;font-size:.9em}.note{color:#555;font-size:.9em;text-align:center}
@media print{body{margin:0;max-width:none;font-size:10.5pt}h2{break-after:avoid}}
@media (max-width:640px){.pair{display:block}}
"""


def review_html(review: Review) -> str:
    """The page: overview, heat map by chapter, findings with both quotes, the draft itself, beyond, floor."""
    title = str(review.draft.get("title") or review.draft.get("source") or "审核意见")
    parts = ["<!DOCTYPE html>", '<html lang="zh-CN"><head><meta charset="utf-8">',
             '<meta name="viewport" content="width=device-width,initial-scale=1">',
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
             f"<title>{_e(title)}审核意见</title><style>{_STYLE}</style></head><body>",
             f"<h1>{_e(title)}审核意见</h1>", f'<p class="note">{labels.AI_REVIEW_LINE}</p>', _overview(review)]
    parts += [_heat(review)] if review.findings else []
    parts += _section("逐项核对", [_finding(item) for item in review.findings])
    parts += _section("低于国家现行要求", [_finding(item) for item in review.floor])
    parts += _section("文稿自身", [
        _note(f"{item.code}·{labels.severity(item.severity)}", item.clause, item.quote, item.message,
              item.suggestion) for item in review.internal])
    parts += _section("超出依据", [
        _note(labels.BEYOND.get(item.kind, item.kind), item.clause, item.quote, item.reason, "")
        for item in review.beyond])
    return "\n".join([*parts, "</body></html>", ""])


def _overview(review: Review) -> str:
    against = "<br>".join(_e(str(head.get("title") or head.get("source"))) for head in review.against) or "（未指定）"
    cells = "".join(f'<td class="n" style="background:{COLOURS[name]}">{_e(labels.verdict(name))}<br>'
                    f"<b>{review.summary[name]}</b></td>" for name in labels.VERDICTS if name in review.summary)
    return (f"<h2>概况</h2><table><tr><th class='k'>对照文件</th><td>{against}</td></tr>"
            f"<tr><th class='k'>文稿自身问题</th><td>{len(review.internal)}处</td></tr>"
            f"<tr><th class='k'>超出依据</th><td>{len(review.beyond)}处</td></tr></table>"
            + (f"<table><tr>{cells}</tr></table>" if cells else ""))


def _heat(review: Review) -> str:
    """Chapter by verdict, one table a higher document; the deeper the colour the larger the chapter's share."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for item in review.findings:
        key = (item.requirement.source, item.requirement.clause.split("/")[0])
        counts.setdefault(key, Counter())[item.verdict] += 1
    shown = [name for name in labels.VERDICTS if any(counter[name] for counter in counts.values())]
    tables = []
    for source in dict.fromkeys(source for source, _ in counts):
        rows = []
        for (there, chapter), counter in sorted(counts.items(), key=lambda item: _place(item[0][1])):
            if there == source:
                total = sum(counter.values())
                cells = "".join(_heat_cell(name, counter[name], total) for name in shown)
                rows.append(f'<tr><th>{_e(chapter)}</th>{cells}<td class="n">{total}</td></tr>')
        heads = "".join(f"<th>{_e(labels.verdict(name))}</th>" for name in shown)
        tables.append(f"<p>{_e(source)}</p><table><tr><th>章节</th>{heads}<th>合计</th></tr>{''.join(rows)}</table>")
    return "<h2>章节热力图</h2>" + "".join(tables)


def _place(chapter: str) -> tuple[int, int]:
    """Where a part stands in its document: 题头 first, then by printed number, then the rest."""
    return (0, 0) if chapter in ("题头", "引言") else (1, value(chapter.strip("第章节部分"))) if value(
        chapter.strip("第章节部分")) else (2, 0)


def _heat_cell(name: str, count: int, total: int) -> str:
    if not count:
        return '<td class="n">·</td>'
    return f'<td class="n" style="background:{_blend(COLOURS[name], 0.25 + 0.75 * count / total)}">{count}</td>'


def _blend(colour: str, share: float) -> str:
    """`share` of a colour, the rest white.

    >>> _blend("#000000", 0.5)
    '#808080'
    """
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * share + 255 * (1 - share)):02x}" for part in parts)


def _section(heading: str, blocks: list[str]) -> list[str]:
    return [f"<h2>{heading}（{len(blocks)}）</h2>", *blocks] if blocks else []


def _finding(item: Finding) -> str:
    need = item.requirement
    drafts = "".join(f'<div class="where">本稿 {_e(quote.clause)}</div><blockquote>{_e(quote.quote)}</blockquote>'
                     for quote in item.draft)
    drafts = drafts or '<div class="where">本稿</div><blockquote>（未见相应表述）</blockquote>'
    kinds = labels.kinds(item.kinds)
    lines = f"<p><b>理由：</b>{_e(item.reason)}</p>" if item.reason else ""
    lines += f"<p><b>建议：</b>{_e(item.suggestion)}</p>" if item.suggestion else ""
    return (f'<article style="border-left-color:{COLOURS.get(item.verdict, "#999")}">'
            f"<h3>{_e(item.id)} {_e(labels.verdict(item.verdict))}·{_e(labels.severity(item.severity))}"
            f'{" " + _e(kinds) if kinds else ""} <span class="where">可信度 {item.confidence:.2f}</span></h3>'
            f'<div class="pair"><div><div class="where">{_e(need.source)} {_e(need.clause)}</div>'
            f"<blockquote>{_e(need.quote)}</blockquote></div><div>{drafts}</div></div>{lines}</article>")


def _note(head: str, clause: str, quote: str, reason: str, suggestion: str) -> str:
    advice = f"<p><b>建议：</b>{_e(suggestion)}</p>" if suggestion else ""
    words = f"<blockquote>{_e(quote)}</blockquote>" if quote else ""
    return (f'<article><h3>{_e(head)} <span class="where">{_e(clause)}</span></h3>{words}'
            f"<p>{_e(reason)}</p>{advice}</article>")


def _e(text: str) -> str:
    return escape(printable(text), quote=True)
