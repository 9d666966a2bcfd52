"""The zip package of a .docx, opened without trust: sizes, names and XML are checked first.

A file of some hundred kilobytes can unpack to gigabytes, and an external entity makes a
reader lose text silently or fetch a file: both are refused before anything is parsed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from assistant.reading.sources.refuse import refusal

MAX_BYTES = 100_000_000
MAX_ENTRIES = 2_000
MAX_RATIO = 200
# Small parts compress extremely well without harm: the ratio counts from here.
_RATIO_FROM = 5_000_000
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = ((b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
           (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
           (b"http://purl.oclc.org/ooxml/officeDocument/math",
            b"http://schemas.openxmlformats.org/officeDocument/2006/math"))


class Package:
    """A checked package. Raises Unreadable: broken, bomb, doctype, locked, not_docx."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as exc:
            raise refusal("broken", name) from exc
        self._check(entries, len(data))
        self.names = frozenset(entry.filename for entry in entries)
        main = self._main()
        if main is None:
            raise refusal("not_docx", name)
        self.main = main

    def _check(self, entries: list[zipfile.ZipInfo], packed: int) -> None:
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_ENTRIES or total > MAX_BYTES:
            raise refusal("bomb", self.name)
        if total > _RATIO_FROM and total > MAX_RATIO * packed:
            raise refusal("bomb", self.name)
        for entry in entries:
            if entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
                raise refusal("bomb", self.name)
            if entry.flag_bits & 1:
                raise refusal("locked_docx", self.name)
        if len({entry.filename for entry in entries}) != len(entries):
            raise refusal("broken", self.name)  # two parts of one name: readers disagree which counts
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")) and _declares_doctype(self.read(entry.filename)):
                raise refusal("doctype", self.name)

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises Unreadable when they are damaged or larger than declared."""
        try:
            with self._zip.open(part) as stream:
                data = stream.read(MAX_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError,
                RuntimeError) as exc:
            raise refusal("broken", self.name) from exc
        if len(data) > MAX_BYTES:
            raise refusal("bomb", self.name)
        return data

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part, or None when the package has no such part. Raises Unreadable."""
        if part not in self.names:
            return None
        data = self.read(part)
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                                 remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as exc:
            nested = "depth" in str(exc).lower()
            raise refusal("nested" if nested else "broken", self.name) from exc

    def related(self, part: str) -> dict[str, list[str]]:
        """Parts that `part` points at inside the package, by the last word of the relation's type."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, list[str]] = {}
        for relation in () if root is None else root.iter(_RELATIONS):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(
                posixpath.join(folder, target))
            found.setdefault(relation.get("Type", "").rpartition("/")[2], []).append(path)
        return found

    def _main(self) -> str | None:
        parts: tuple[str, ...] = (*self.related("").get("officeDocument", ()), "word/document.xml")
        return next((part for part in parts if part in self.names), None)


def _declares_doctype(data: bytes) -> bool:
    head = data[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        data = data.replace(b"\x00", b"")
    return b"<!DOCTYPE" in data or b"<!ENTITY" in data
