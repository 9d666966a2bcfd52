"""Sources: bytes to text. One file a format, one door (`load`), one refusal a reason.

    txt   UTF-8, UTF-16, GB18030, mixed          html  main text against the page around it
    docx  numbers resolved, changes accepted     pdf   lines joined, running heads dropped

`load` runs in this process; `assistant.reading.worker.parse` runs it in a limited one.
"""

from __future__ import annotations

from assistant.reading.raw import RawText
from assistant.reading.secrecy import refuse_marked
from assistant.reading.sources.kind import Kind, recognise
from assistant.reading.sources.refuse import refusal
from assistant.reading.sources.txt import load_txt

__all__ = ["load", "recognise", "refusal"]


_LEFT_OUT = ("chrome", "running_head", "watermark", "hidden_text")


def load(data: bytes, name: str) -> RawText:
    """The text of these bytes. `name` tells the suffix and is named in errors.

    Raises Unreadable (with what to do) and Secret (a marking at the head).
    """
    raw = _parse(recognise(data, name), data, name)
    beside = [note.text for note in raw.notes if note.kind in ("header", "footer")]
    # What was left out as no text of the document (a running head, a line beside the page's menu) may be marked.
    beside += [repair.before for repair in raw.repairs if repair.kind in _LEFT_OUT]
    refuse_marked(raw.text, beside)
    return raw


def _parse(kind: Kind, data: bytes, name: str) -> RawText:
    """A format's parser is imported when its first file comes."""
    if kind == "html":
        from assistant.reading.sources.html import load_html

        return load_html(data, name)
    if kind == "docx":
        from assistant.reading.sources.docx import load_docx

        return load_docx(data, name)
    if kind == "pdf":
        from assistant.reading.sources.pdf import load_pdf

        return load_pdf(data, name)
    return load_txt(data, name)
