"""Users and roles (用户与角色) by configuration: passwords hashed, tokens kept as digests only.

The file (`users.json` in the home, or ASSISTANT_USERS_FILE) maps a name to its
role, the bcrypt hash of its password and the SHA-256 digests of its tokens.
Without the file there is one local user who may do everything, on loopback only.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import BadInput, Forbidden
from assistant.settings import Settings

Role = Literal["drafter", "reviewer", "evaluator", "administrator"]
ROLES: tuple[Role, ...] = ("drafter", "reviewer", "evaluator", "administrator")
PERMITTED: dict[str, frozenset[str]] = {
    "library": frozenset(ROLES),
    "curate": frozenset({"drafter", "reviewer", "administrator"}),
    "draft": frozenset({"drafter", "administrator"}),
    "check": frozenset({"reviewer", "drafter", "administrator"}),
    "evaluate": frozenset({"evaluator", "administrator"}),
    "administer": frozenset({"administrator"}),
}
_ABSENT = b"$2b$12$C6UzMDM.H6dfI/f/IKcEeO7nRrXyJ0x0m0zH1wq2oYt6vWmJ8rJ1K"  # compared when the name is unknown


@dataclass(frozen=True, slots=True)
class User:
    """Who acts. `name` owns drafts, reviews, uploads and conversations."""

    name: str
    role: Role

    def require(self, action: str) -> None:
        """Raises Forbidden unless this role may do `action` (a key of PERMITTED)."""
        if self.role not in PERMITTED[action]:
            raise Forbidden("您的角色没有此项权限;请联系管理员",
                            "your role may not do this; ask the administrator")


LOCAL = User("local", "administrator")


def users_path(settings: Settings) -> Path:
    return settings.users_file or settings.home / "users.json"


def configured(settings: Settings) -> bool:
    """True when users are configured, so that a login is asked for."""
    return users_path(settings).is_file()


def by_password(settings: Settings, name: str, password: str) -> User | None:
    """The user, or None. Takes as long for a name that does not exist."""
    import bcrypt
    entry = _load(settings).get(name)
    stored = entry["password"].encode() if entry else _ABSENT
    try:
        right = bcrypt.checkpw(_prehash(password), stored)
    except ValueError:
        right = False
    return User(name, entry["role"]) if entry and right else None


def by_token(settings: Settings, token: str) -> User | None:
    """The user whose token this is, or None."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    for name, entry in _load(settings).items():
        if any(hmac.compare_digest(digest, kept) for kept in entry.get("tokens", [])):
            return User(name, entry["role"])
    return None


def save(settings: Settings, name: str, role: str, password: str, token: bool = False) -> str | None:
    """Create or change a user; returns a new token when asked, shown once and never again.

    Raises BadInput for an unknown role, an empty name or a password under 8 characters.
    """
    import bcrypt
    if role not in ROLES:
        raise BadInput(f"没有角色 {role};可选 {'、'.join(ROLES)}", f"no role {role}; one of {', '.join(ROLES)}")
    if not name.strip() or len(password) < 8:
        raise BadInput("用户名不能为空,密码至少 8 位", "a name is needed, and a password of 8 characters or more")
    users = _load(settings)
    entry = users.setdefault(name, {"tokens": []})
    entry["role"] = role
    entry["password"] = bcrypt.hashpw(_prehash(password), bcrypt.gensalt()).decode()
    issued = secrets.token_urlsafe(32) if token else None
    if issued:
        entry["tokens"].append(hashlib.sha256(issued.encode()).hexdigest())
    path = users_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(users, out, ensure_ascii=False, indent=1)
    part.replace(path)
    return issued


def _prehash(password: str) -> bytes:
    """bcrypt reads 72 bytes at most: longer pass phrases are digested first."""
    return hashlib.sha256(password.encode()).hexdigest().encode()


def _load(settings: Settings) -> dict[str, Any]:
    path = users_path(settings)
    if not path.is_file():
        return {}
    try:
        users: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as exc:
        raise BadInput(f"用户文件 {path.name} 已损坏;请从备份恢复",
                       f"the users file {path.name} is broken; restore it from a backup") from exc
    return users
