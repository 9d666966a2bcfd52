"""The library as the page shows it: the shelf, the report of what was read, a document as a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.page.markup import badge, cut, empty, row, table, text
from assistant.page.words import Language, say
from assistant.types import Clause, Document

KINDS_TOLD = 4
REPAIRS: dict[str, tuple[str, str]] = {
    "chrome": ("网页附带内容", "portal remains"), "half_width": ("半角标点", "half-width marks"),
    "full_width": ("全角字符", "full-width characters"), "lost_char": ("缺损的字", "lost characters"),
    "lost_byte": ("缺损字节", "lost bytes"), "byte_shift": ("错位字节", "shifted bytes"),
    "annotation": ("注音", "annotations"), "traditional": ("繁体字", "traditional characters"),
    "variant": ("异体字", "variant characters"), "compatibility_character": ("兼容字", "compatibility characters"),
    "joined_lines": ("断行", "broken lines"), "wrapped_lines": ("折行", "wrapped lines"),
    "duplicate_title": ("重复的标题", "repeated title"), "duplicate_body": ("重复的正文", "repeated body"),
    "contents_list": ("目录", "table of contents"), "hidden_text": ("隐藏文字", "hidden text"),
    "unpaired": ("不成对的标点", "unpaired marks"), "encoding": ("编码", "encoding"),
    "unicode_escape": ("转义字符", "escaped characters"), "control_characters": ("控制字符", "control characters"),
    "zero_width": ("零宽字符", "zero-width characters"), "private_use": ("私用区字符", "private-use characters"),
    "tag_character": ("标记字符", "tag characters"), "page_without_text": ("无文字的页", "pages without text"),
}


def repair_name(kind: str, language: Language) -> str:
    """A kind of repair in words; its own name where there are none."""
    return REPAIRS.get(kind, (kind, kind))[0 if language == "zh" else 1]


def documents(heads: Sequence[Mapping[str, Any]], chosen: str, language: Language) -> str:
    """Every document one may see, as rows to choose from."""
    if not heads:
        return empty(say("empty_library", language))
    rows = []
    for d in heads:
        of = [d["level"], d["doc_type"], d["period"], say("clauses_n", language, n=d["clauses"]), d["source"]]
        rows.append(row([text(d["id"]), f"<b>{text(d['title'] or d['source'])}</b>"
                                        f"<small>{text(' · '.join(part for part in of if part))}</small>"],
                        f"document:{d['id']}", d["id"] == chosen))
    return table([say("id", language), say("documents_n", language, n=len(heads))], rows, "shelf")


def told(document: Document, known: bool, language: Language) -> str:
    """One line on a file that was read: what it is, what was mended, what to check. Plain text."""
    title = document.title or document.source
    if known:
        return say("read_known", language, id=document.id, title=title)
    parts = [say("read_ok", language, id=document.id, title=title, clauses=len(document.clauses))]
    for applied, key in ((True, "read_mended"), (False, "read_doubt")):
        count = Counter[str]()
        for repair in document.repairs:
            if repair.applied == applied:
                count[repair.kind] += repair.count
        if count:
            kinds = "、".join(f"{repair_name(kind, language)} {n}" for kind, n in count.most_common(KINDS_TOLD))
            parts.append(say(key, language, n=count.total(), kinds=kinds))
    if len(parts) == 1:
        parts.append(say("read_clean", language))
    return ("；" if language == "zh" else "; ").join(parts)


def report(rows: Sequence[Mapping[str, str]], language: Language) -> str:
    """What became of each file of the last addition. Rows: {"source", "told", "state": ok, known or refused}."""
    if not rows:
        return ""
    shown = []
    for one in rows:
        refused = badge("missing", say("read_refused", language)) if one["state"] == "refused" else ""
        shown.append(row([text(one["source"]), f"{refused} {text(one['told'])}"]))
    return f"<h4>{text(say('report', language))}</h4><table class='list report'><tbody>{''.join(shown)}</tbody></table>"


def tree(seen: Mapping[str, Any], document: Document, language: Language) -> str:
    """The clauses as a tree to unfold; each with how much was read in it."""
    if not document.clauses:
        return ""
    found = {key: Counter(item["clause"] for item in seen[key]) for key in ("requirements", "figures")}
    children: dict[str | None, list[Clause]] = {}
    ids = {clause.id for clause in document.clauses}
    for clause in document.clauses:
        children.setdefault(clause.parent if clause.parent in ids else None, []).append(clause)
    counts = "，".join(f"{say(key, language)} {len(seen[key])}" for key in ("requirements", "figures"))
    return (f"<p class='counted'>{text(counts)}</p><div class='tree' lang='zh-CN'>"
            f"{''.join(_branch(c, children, found, language) for c in children.get(None, []))}</div>")


def _branch(clause: Clause, children: Mapping[str | None, Sequence[Clause]], found: Mapping[str, Counter[str]],
            language: Language) -> str:
    marks = "".join(f"<small class='count'>{text(say(key, language))} {count[clause.id]}</small>"
                    for key, count in found.items() if count[clause.id])
    where = f"<span class='where'>{text(clause.id)}</span>"
    below = children.get(clause.id, ())
    if not below:
        return f"<p class='leaf'>{where}{_body(clause)}{marks}</p>"
    inner = "".join(_branch(c, children, found, language) for c in below)
    opened = " open" if clause.kind == "part" else ""
    return (f"<details{opened}><summary>{where}{_body(clause)}{marks}</summary>"
            f"<div class='below'>{inner}</div></details>")


def _body(clause: Clause) -> str:
    heading = clause.heading
    if heading and heading in clause.text:
        before, _, after = clause.text.partition(heading)
        return f"{text(before)}<b>{text(heading)}</b>{text(after)}"
    return text(clause.text)


def repairs(document: Document, language: Language) -> str:
    """What was mended, and what is only doubted."""
    if not document.repairs:
        return empty(say("no_repairs", language))
    rows = [row([badge("covered" if r.applied else "partial", say("applied" if r.applied else "doubt", language)),
                 f"{text(repair_name(r.kind, language))}{f' ×{r.count}' if r.count > 1 else ''}", text(cut(r.before, 80)),
                 text(cut(r.after, 80)), text(r.clause or "")])
            for r in sorted(document.repairs, key=lambda r: r.applied)]
    return table([say(key, language) for key in ("status", "kind", "before", "after", "clause")], rows)


def title(document: Document) -> str:
    """The head of the document that is looked at."""
    parts = [*document.issuer, document.doc_number, document.date, document.level, document.doc_type, document.period]
    return (f"<h3>{text(document.title or document.source)}</h3>"
            f"<p class='counted'>{text(' · '.join(part for part in parts if part))} "
            f"<small>{text(document.id)} {text(document.source)}</small></p>")
