"""The office around the work: consent, the audit trail, users, backup and restore."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import users
from assistant.errors import BadInput
from assistant.service.workplace import Desk
from assistant.types import to_json


@dataclass(frozen=True, slots=True)
class Office:
    """What keeps the workplace in order."""

    desk: Desk

    def allow(self, host: str) -> dict[str, Any]:
        """Note that this user lets text be sent to a model on `host`."""
        host = host.strip().lower()
        if not host or "/" in host:
            raise BadInput("请写主机名,不含 http:// 和路径", "write the host's name, without http:// or a path")
        self.desk.library.records.allow_host(self.desk.user.name, host)
        self.desk.note("consent.allow", host)
        return {"user": self.desk.user.name, "host": host, "allowed": True}

    def audit(self, n: int = 20) -> dict[str, Any]:
        """The newest entries of the trail and whether it is whole. Raises Forbidden for most roles."""
        self.desk.user.require("administer")
        trail = self.desk.library.audit
        checked = trail.verify()
        entries = [{"number": e.number, "at": e.at, "user": e.actor, "action": e.action, "object": e.object,
                    "detail": to_json(e.detail)} for e in trail.entries(limit=n)]
        return {"entries": entries, "count": checked.entries, "intact": checked.intact,
                "broken_at": checked.broken_at, "seal": checked.seal}

    def set_user(self, name: str, role: str, password: str, token: bool = False) -> dict[str, Any]:
        """Create or change a user; a token is shown once."""
        self.desk.user.require("administer")
        issued = users.save(self.desk.place.settings, name, role, password, token)
        self.desk.note("user.set", f"user/{name}", role=role, token=token)
        return {"name": name, "role": role, **({"token": issued} if issued else {})}

    def backup(self, file: str) -> dict[str, Any]:
        """Copy the catalogue as of now into one file; what is derived is built again after a restore."""
        self.desk.user.require("administer")
        target = Path(file).expanduser()
        if target.exists():
            raise BadInput(f"{target.name} 已存在;请另写文件名", f"{target.name} exists; choose another name")
        if not target.parent.is_dir():
            raise BadInput(f"文件夹 {target.parent} 不存在", f"the folder {target.parent} is not there")
        source = self.desk.library.database.connection
        with closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        self.desk.note("office.backup", target.name)
        return {"file": target.name, "bytes": target.stat().st_size,
                "documents": len(self.desk.library.catalogue.ids())}

    def restore(self, file: str) -> dict[str, Any]:
        """Bring a backup into an empty home and build what is derived. Raises BadInput for a home in use."""
        self.desk.user.require("administer")
        source = Path(file).expanduser()
        if not source.is_file():
            raise BadInput(f"找不到 {file};请检查路径", f"{file} is not there; check the path")
        library = self.desk.library
        if library.catalogue.ids() or library.records.list("draft", limit=1):
            raise BadInput("数据目录不为空;请用 --home 指定一个空目录再恢复",
                           "this home is in use; name an empty one with --home")
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as backup:
            try:
                intact = backup.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
                backup.execute("SELECT count(*) FROM documents").fetchone()
            except sqlite3.DatabaseError:
                intact = False
            if not intact:
                raise BadInput(f"{source.name} 不是完好的备份", f"{source.name} is not a whole backup")
            backup.backup(library.database.connection)
        library.update_index(self.desk.progress)
        self.desk.note("office.restore", source.name)
        return {"file": source.name, "documents": len(library.catalogue.ids())}
