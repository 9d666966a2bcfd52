"""Sources: bytes to text. One file a format, one door (`load`), one refusal a reason.

    txt   UTF-8, UTF-16, GB18030, mixed          html  main text against the page around it
    docx  numbers resolved, changes accepted     pdf   lines joined, running heads dropped

`load` runs in this process; `assistant.reading.worker.parse` runs it in a limited one.
"""

from __future__ import annotations

from assistant.reading.raw import RawText
from assistant.reading.secrecy import refuse_marked
from assistant.reading.sources.kind import recognise
from assistant.reading.sources.refuse import refusal

__all__ = ["load", "recognise", "refusal"]


def load(data: bytes, name: str) -> RawText:
    """The text of these bytes. `name` tells the suffix and is named in errors.

    Raises Unreadable (with what to do) and Secret (a marking at the head).
    """
    kind = recognise(data, name)
    if kind == "txt":
        from assistant.reading.sources.txt import load_txt as parse
    elif kind == "html":
        from assistant.reading.sources.html import load_html as parse
    elif kind == "docx":
        from assistant.reading.sources.docx import load_docx as parse
    else:
        from assistant.reading.sources.pdf import load_pdf as parse
    raw = parse(data, name)
    refuse_marked(raw.text, (note.text for note in raw.notes if note.kind in ("header", "footer")))
    return raw
