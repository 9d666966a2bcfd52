"""What all users of one process share: settings, library, vectors and the model, each opened on first use."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from assistant import llm
from assistant.errors import AssistantError, NotFound
from assistant.prompts import Rendered
from assistant.settings import Settings
from assistant.users import LOCAL, User

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.library.audit import Audit
    from assistant.library.embedding import Embedder
    from assistant.library.records import Record

Progress = Callable[[str, float], None]
Seen = Literal["draft", "review"]
SEEN: dict[Seen, str] = {"draft": "草稿", "review": "审核"}


class Workplace:
    """Close it when done; it is safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._guard = threading.RLock()
        self._model: llm.Model | None = None
        self._connected = False

    @cached_property
    def library(self) -> Library:
        from assistant.library import Library
        with self._guard:
            return Library(self.settings.home, settings=self.settings)

    @property
    def embedder(self) -> Embedder:
        return self.library.embedder

    def model(self) -> llm.Model | None:
        """The model that is set, or None. Raises BadInput or Unavailable when it cannot be had."""
        with self._guard:
            if not self._connected:
                self._model = llm.connect(self.settings)
                self._connected = True
            return self._model

    def close(self) -> None:
        if "library" in self.__dict__:
            self.library.close()


@dataclass(frozen=True, slots=True)
class AuditedModel:
    """A model whose every request to another host is noted, whole, in the audit trail."""

    model: llm.Model
    audit: Audit
    user: str

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def host(self) -> str:
        return self.model.host

    @property
    def local(self) -> bool:
        return self.model.local

    def complete(self, prompt: Rendered, schema: type[llm.Reply]) -> llm.Reply:
        self._note(prompt)
        return self.model.complete(prompt, schema)

    def stream(self, prompt: Rendered) -> Iterator[str]:
        self._note(prompt)
        yield from self.model.stream(prompt)

    def _note(self, prompt: Rendered) -> None:
        if not self.local:
            text = f"{prompt.system}\n\n{prompt.user}"
            self.audit.append(self.user, "model.send", self.host, prompt=prompt.name, prompt_hash=prompt.digest,
                              sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)


@dataclass(frozen=True, slots=True)
class Desk:
    """One user at work in the workplace. `files` is true where paths of this machine may be named."""

    place: Workplace
    user: User = LOCAL
    files: bool = False
    progress: Progress | None = None

    @property
    def library(self) -> Library:
        return self.place.library

    def tell(self, message: str, fraction: float) -> None:
        if self.progress is not None:
            self.progress(message, fraction)

    def note(self, action: str, what: str = "", **detail: object) -> None:
        self.library.audit.append(self.user.name, action, what, **detail)

    def kept(self, kind: Seen, id: str) -> Record:
        """A draft or review of one's own, or shared with one. Raises NotFound for all others."""
        self.may_see(kind, id)
        return self.library.records.get(kind, id)

    def may_see(self, kind: Seen, id: str) -> None:
        """Raises NotFound, without reading what is another's."""
        records = self.library.records
        owner = records.owner(kind, id)
        if owner is None or (owner != self.user.name and not records.shared_with(kind, id, self.user.name)):
            raise NotFound(f"没有编号为 {id} 的{SEEN[kind]};请检查编号", f"no {kind} has the id {id}; check the id")

    def model(self) -> tuple[llm.Model | None, tuple[str, ...]]:
        """The model this user may use now, and what they should be told when it is not used."""
        try:
            model = self.place.model()
        except AssistantError as exc:
            return None, (f"模型不可用,已改用无模型方式:{exc.zh}",)
        if model is None:
            return None, ()
        allowed = model.local or model.host in self.place.settings.allowed_hosts or \
            self.library.records.host_allowed(self.user.name, model.host)
        if not allowed:
            return None, (f"模型在主机 {model.host} 上,尚未同意把文本发往该主机,已改用无模型方式;"
                          f"同意请运行 assistant allow {model.host}",)
        return AuditedModel(model, self.library.audit, self.user.name), ()
