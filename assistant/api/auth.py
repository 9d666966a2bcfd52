"""Who is asking: a bearer token, a session of the page, or the one local user.

With no users configured everything is the local user's, and only loopback names
are served, so that a page of some other site cannot reach in by a rebound name.
"""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from assistant import users
from assistant.errors import AssistantError, Forbidden, LimitReached
from assistant.settings import Settings
from assistant.users import LOCAL, User

COOKIE = "fazhi_session"
SESSION_SECONDS = 12 * 3600
TRIES, TRY_SECONDS = 8, 300.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "testserver"})


class NotLoggedIn(AssistantError):
    """No token or session that is known."""


@dataclass
class Gate:
    """Sessions live in memory: after a restart one logs in again, and no work is lost."""

    settings: Settings
    _sessions: dict[str, tuple[User, float]] = field(default_factory=dict)
    _failed: dict[str, list[float]] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def login_needed(self) -> bool:
        return users.configured(self.settings)

    def user(self, request: HTTPConnection) -> User:
        """Raises NotLoggedIn, or Forbidden for a foreign Host or Origin."""
        self.check_origin(request)
        if not self.login_needed:
            return LOCAL
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and (found := users.by_token(self.settings, token.strip())):
            return found
        with self._guard:
            session = self._sessions.get(request.cookies.get(COOKIE, ""))
        if session is not None and session[1] > time.monotonic():
            return session[0]
        raise NotLoggedIn("请先登录", "log in first")

    def check_origin(self, request: HTTPConnection) -> None:
        """A request from a page must come from our own page. Raises Forbidden."""
        host = _name(f"//{request.headers.get('host', '')}")
        origin = request.headers.get("origin")
        if not self.login_needed and host not in LOOPBACK:
            raise Forbidden("未配置用户时只接受本机访问", "without users only loopback names are served")
        if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
            raise Forbidden("来源不符", "the Origin is not this service")

    def login(self, name: str, password: str, where: str) -> str:
        """A new session's token. Raises NotLoggedIn, or LimitReached after too many tries.

        Tries are counted by name and place together: behind a proxy all come from one place.
        """
        now = time.monotonic()
        key = f"{name}@{where}"
        with self._guard:
            self._failed = {k: recent for k, tries in self._failed.items()
                            if (recent := [t for t in tries if now - t < TRY_SECONDS])}
            if len(self._failed.get(key, [])) >= TRIES:
                raise LimitReached("尝试次数过多;请五分钟后再试", "too many tries; wait five minutes")
        user = users.by_password(self.settings, name, password)
        if user is None:
            with self._guard:
                self._failed.setdefault(key, []).append(now)
            raise NotLoggedIn("用户名或密码不对", "the name or the password is wrong")
        token = secrets.token_urlsafe(32)
        with self._guard:
            self._sessions = {k: v for k, v in self._sessions.items() if v[1] > now}
            self._sessions[token] = (user, now + SESSION_SECONDS)
        return token

    def logout(self, token: str) -> None:
        with self._guard:
            self._sessions.pop(token, None)


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
