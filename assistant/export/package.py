"""A .docx as a bag of parts: opened with limits, parts replaced or added, the rest copied as it is."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from assistant.errors import Unreadable

MAX_BYTES, MAX_ENTRIES, MAX_RATIO = 100 * 2**20, 2_000, 200
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


class Package:
    """The parts of one .docx. Raises Unreadable when it is damaged, encrypted or unsafe to open."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
                self._check(infos)
                self._entries = [(info, archive.read(info)) for info in infos]
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as exc:
            raise Unreadable("原文件不是完好的 .docx，无法加批注；请用 Word 另存后再试",
                             "the original is not a sound .docx; save it again with Word") from exc
        self._changed: dict[str, bytes] = {}

    @staticmethod
    def _check(infos: list[zipfile.ZipInfo]) -> None:
        total = sum(info.file_size for info in infos)
        packed = sum(info.compress_size for info in infos) or 1
        if len(infos) > MAX_ENTRIES or total > MAX_BYTES or (total > 2**20 and total / packed > MAX_RATIO):
            raise Unreadable("原文件解压后过大，未加批注；请检查文件", "the original unpacks to too much; check it")
        names = [info.filename for info in infos]
        if len(set(names)) != len(names) or any(info.flag_bits & 1 for info in infos):
            raise Unreadable("原文件已加密或结构异常，无法加批注；请另存为普通 .docx",
                             "the original is encrypted or malformed; save it as a plain .docx")

    def names(self) -> list[str]:
        return [info.filename for info, _ in self._entries] + [
            name for name in self._changed if all(info.filename != name for info, _ in self._entries)]

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises Unreadable when it is not there."""
        if name in self._changed:
            return self._changed[name]
        for info, data in self._entries:
            if info.filename == name:
                return data
        raise Unreadable(f"原文件缺少 {name}，无法加批注；请用 Word 另存后再试",
                         f"the original lacks {name}; save it again with Word")

    def xml(self, name: str) -> Any:
        """The parsed root of a part. No DOCTYPE, no entities, nothing fetched."""
        data = self.read(name)
        if b"<!DOCTYPE" in data[:4096]:
            raise Unreadable("原文件含有外部定义（DOCTYPE），不予处理", "the original holds a DOCTYPE; refused")
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True,
                                                          huge_tree=False, load_dtd=False))
        except etree.XMLSyntaxError as exc:
            raise Unreadable(f"原文件的 {name} 已损坏；请用 Word 另存后再试",
                             f"{name} of the original is damaged; save it again with Word") from exc

    def put(self, name: str, root: Any) -> None:
        self._changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def main_part(self) -> str:
        """The name of the document part, as the package's own relationships tell it."""
        for relation in self.xml("_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
        raise Unreadable("原文件中找不到正文，无法加批注", "the original has no document part")

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part that `part` relates to as `kind` (the end of the type's address)."""
        rels = _rels_name(part)
        if rels not in self.names():
            return None
        for relation in self.xml(rels):
            if str(relation.get("Type", "")).endswith("/" + kind) and relation.get("TargetMode") != "External":
                target = str(relation.get("Target", ""))
                joined = target.lstrip("/") if target.startswith("/") else posixpath.join(
                    posixpath.dirname(part), target)
                return posixpath.normpath(joined)
        return None

    def add(self, part: str, name: str, root: Any, type_: str, kind: str) -> None:
        """Add a part, its content type, and the relationship from `part` (`kind`: full address)."""
        self.put(name, root)
        types = self.xml("[Content_Types].xml")
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName="/" + name, ContentType=type_)
        self.put("[Content_Types].xml", types)
        rels = _rels_name(part)
        known = self.xml(rels) if rels in self.names() else etree.fromstring(
            f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        used = {relation.get("Id") for relation in known}
        number = next(n for n in range(1, len(used) + 2) if f"rIdReview{n}" not in used)
        target = posixpath.relpath(name, posixpath.dirname(part))
        etree.SubElement(known, f"{{{_RELATIONS}}}Relationship", Id=f"rIdReview{number}", Type=kind, Target=target)
        self.put(rels, known)

    def to_bytes(self) -> bytes:
        """The package again: changed parts written anew, all others with the bytes they had."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            there = set()
            for info, data in self._entries:
                there.add(info.filename)
                archive.writestr(info, self._changed.get(info.filename, data), zipfile.ZIP_DEFLATED)
            for name, data in self._changed.items():
                if name not in there:
                    archive.writestr(name, data)
        return stream.getvalue()


def _rels_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")
