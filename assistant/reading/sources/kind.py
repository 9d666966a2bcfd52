"""What a file is: by its magic bytes first, its suffix second.

Only four kinds are read (txt, html, docx, pdf). Everything else is refused here,
before any parser sees a byte of it.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from assistant.reading.sources.refuse import refusal

Kind = Literal["txt", "html", "docx", "pdf"]

# Magic bytes at offset 0 -> reason of refusal.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF87a", "picture"),
    (b"GIF89a", "picture"), (b"II*\x00", "picture"), (b"MM\x00*", "picture"),
    (b"\x00\x00\x01\x00", "picture"), (b"8BPS", "picture"),
    (b"Rar!\x1a\x07", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"), (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"), (b"\xfd7zXZ\x00", "archive"), (b"\x28\xb5\x2f\xfd", "archive"),
    (b"OggS", "media"), (b"ID3", "media"), (b"fLaC", "media"), (b"\x1aE\xdf\xa3", "media"),
    (b"\x7fELF", "binary"), (b"SQLite format 3\x00", "binary"), (b"%!PS-Adobe", "binary"),
)
_SUFFIX: dict[str, str] = {
    **dict.fromkeys((".doc", ".dot"), "doc"), **dict.fromkeys((".wps", ".wpt"), "wps"), ".rtf": "rtf",
    ".odt": "odt", ".ofd": "ofd",
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".et", ".ods"), "sheet"),
    **dict.fromkeys((".ppt", ".pptx", ".dps", ".odp"), "slides"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz"), "archive"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".ico"),
                    "picture"),
    **dict.fromkeys((".mp3", ".mp4", ".wav", ".avi", ".mov", ".m4a", ".wmv", ".flv", ".mkv"), "media"),
    **dict.fromkeys((".mht", ".mhtml"), "mht"),
    **dict.fromkeys((".exe", ".dll", ".so", ".bin", ".db", ".sqlite"), "binary"),
}
_READ: dict[str, Kind] = {
    ".txt": "txt", ".text": "txt", ".md": "txt",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".pdf": "pdf",
}
_HTML_HEAD = re.compile(rb"^[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
                        re.IGNORECASE | re.DOTALL)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise(data: bytes, name: str) -> Kind:
    """The kind of these bytes under this name. Raises Unreadable for what is not read.

    >>> recognise("一、总体要求".encode(), "计划.txt")
    'txt'
    """
    suffix = PurePath(name).suffix.lower()
    if not data:
        raise refusal("empty", name)
    wanted = _READ.get(suffix)
    found = _by_magic(data, suffix, name)
    if found is None:
        if suffix in _SUFFIX:
            raise refusal(_SUFFIX[suffix], name)
        if wanted == "docx":
            raise refusal("not_docx", name)
        if wanted == "pdf":
            raise refusal("not_pdf", name)
        if wanted == "txt" and _HTML_HEAD.match(data[:4096]):
            return "html"
        return wanted or ("html" if _HTML_HEAD.match(data[:4096]) else "txt")
    if wanted is not None and wanted != found:
        raise refusal("is_pdf" if found == "pdf" else "is_docx", name)
    if wanted is None and suffix in _SUFFIX:
        raise refusal(_SUFFIX[suffix], name)
    return found


def _by_magic(data: bytes, suffix: str, name: str) -> Literal["docx", "pdf"] | None:
    # Readers take a PDF whose head stands a little later; a text may only mention one.
    if data.lstrip()[:5] == b"%PDF-" or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _by_zip(data, suffix, name)
    if data.startswith(_OLE):
        raise refusal(_by_ole(data, suffix), name)
    if data.lstrip()[:6].lower().startswith(b"{\\rtf"):
        raise refusal("rtf", name)
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise refusal(reason, name)
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise refusal("picture" if data[8:12] == b"WEBP" else "media", name)
    if data.startswith(b"BM") and len(data) > 26 and data[6:10] == b"\0\0\0\0":
        raise refusal("picture", name)
    if data[4:8] == b"ftyp":
        raise refusal("picture" if data[8:12] in (b"heic", b"mif1", b"avif") else "media", name)
    if data.startswith(b"MIME-Version:") and b"multipart/related" in data[:4096]:
        raise refusal("mht", name)
    return None


def _by_zip(data: bytes, suffix: str, name: str) -> Literal["docx"]:
    """A zip is told by the names in it; a cut one has lost its directory but keeps local names."""
    if b"word/document" in data or b"word/_rels" in data:
        return "docx"
    if b"OFD.xml" in data:
        raise refusal("ofd", name)
    if b"xl/workbook" in data or b"xl/_rels" in data or b"opendocument.spreadsheet" in data[:200]:
        raise refusal("sheet", name)
    if b"ppt/presentation" in data or b"opendocument.presentation" in data[:200]:
        raise refusal("slides", name)
    if b"opendocument.text" in data[:200]:
        raise refusal("odt", name)
    if _READ.get(suffix) == "docx":
        raise refusal("broken" if b"[Content_Types].xml" in data else "not_docx", name)
    raise refusal("archive", name)


def _by_ole(data: bytes, suffix: str) -> str:
    """Word puts a password-protected .docx into an OLE file with a stream `EncryptedPackage`."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "locked_docx"
    if suffix in _SUFFIX and _SUFFIX[suffix] in ("wps", "sheet", "slides", "doc"):
        return _SUFFIX[suffix]
    if "Workbook".encode("utf-16-le") in data:
        return "sheet"
    if "PowerPoint Document".encode("utf-16-le") in data:
        return "slides"
    return "doc"
