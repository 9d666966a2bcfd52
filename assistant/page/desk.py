"""From a request of the page to the service of the user who sent it, and errors to what is shown."""

from __future__ import annotations

import inspect
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from html import escape
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import gradio as gr

from assistant.api.auth import Gate
from assistant.api.guard import A_BATCH
from assistant.errors import AssistantError, LimitReached
from assistant.page.words import Language
from assistant.service import Progress, Service, Workplace
from assistant.service.jobs import Jobs
from assistant.users import User

Act = TypeVar("Act", bound=Callable[..., Any])
PRIVATE: dict[str, Any] = {"api_visibility": "private"}
QUIET: dict[str, Any] = {**PRIVATE, "show_progress": "hidden"}
# What a user fills in takes no words until the page has read what was kept: they would be overwritten.
UNREAD: dict[str, Any] = {"interactive": False}
READ: dict[str, Any] = {"interactive": True}
NAME_LENGTH = 180


class Uploaded(NamedTuple):
    """A file that the browser sent: where gradio put it, and what the user calls it."""

    path: str
    name: str


def upload(**options: Any) -> Any:
    """A place to drop files, giving [Uploaded]: gradio itself would strip brackets from their names."""
    def files(payload: Any) -> list[Uploaded]:
        sent = getattr(payload, "root", payload) or []
        return [Uploaded(f.path, f.orig_name or Path(f.path).name) for f in (sent if isinstance(sent, list) else [sent])]

    return _judged_later(gr.File(**options), files)


def choice(**options: Any) -> Any:
    """A dropdown whose value the service judges: gradio forgets the choices when the server restarts."""
    return _judged_later(gr.Dropdown([], **options))


def ticks(**options: Any) -> Any:
    """As `choice`, for several values at once."""
    return _judged_later(gr.CheckboxGroup([], value=[], **options))


def _judged_later(component: Any, given: Callable[[Any], Any] = lambda payload: payload) -> Any:
    component.preprocess = given
    return component


@dataclass(frozen=True)
class Pages:
    """What all pages stand on."""

    place: Workplace
    gate: Gate
    jobs: Jobs

    def user(self, request: gr.Request) -> User:
        """Raises NotLoggedIn."""
        return self.gate.user(request)  # type: ignore[arg-type]

    def service(self, request: gr.Request, progress: Progress | None = None) -> Service:
        """The service of the user behind this request. Raises NotLoggedIn."""
        return Service(user=self.user(request), place=self.place, progress=progress)

    def start(self, request: gr.Request, kind: str, label: str, act: Callable[[Service], dict[str, Any]]) -> str:
        """Do long work as a job of this user, that goes on when the page is closed; gives the job's id."""
        user, place = self.user(request), self.place
        return self.jobs.submit(user.name, kind, lambda tell: act(Service(user=user, place=place, progress=tell)),
                                label)


def on_shelf(service: Service) -> list[tuple[str, str]]:
    """The documents one may see, as choices."""
    return [(f"{id}　{title}", id) for id, title in service.documents.titles().items()]


def hidden(elem_id: str, value: str = "") -> gr.Textbox:
    """What the page itself remembers, so that it is known again after a restart of the server."""
    return gr.Textbox(value, visible="hidden", elem_id=elem_id, container=False)


def panel(value: str = "", **options: Any) -> gr.HTML:
    """A panel of HTML that is ours, with what is not ours escaped (markup.py); without gradio's styles and scripts."""
    return gr.HTML(value, padding=False, apply_default_css=False, js_on_load=None, **options)


def now_mark() -> str:
    """A value that a hidden box never held before: setting it makes the page read again what it shows."""
    return str(time.monotonic_ns())


def told(exc: AssistantError, language: Language) -> str:
    return exc.zh if language == "zh" else exc.en


def shown(language: Language) -> Callable[[Act], Act]:
    """Our errors become the page's warning, in its language and as text; nothing else of them is shown."""
    def refusal(exc: AssistantError) -> gr.Error:
        return gr.Error(escape(told(exc, language)), title="提示" if language == "zh" else "Note",
                        print_exception=False)

    def wrap(act: Act) -> Act:
        if inspect.isgeneratorfunction(act):
            @wraps(act)
            def steps(*args: Any, **kwargs: Any) -> Any:
                try:
                    yield from act(*args, **kwargs)
                except AssistantError as exc:
                    raise refusal(exc) from exc
            return steps  # type: ignore[return-value]

        @wraps(act)
        def safe(*args: Any, **kwargs: Any) -> Any:
            try:
                return act(*args, **kwargs)
            except AssistantError as exc:
                raise refusal(exc) from exc
        return safe  # type: ignore[return-value]
    return wrap


def pick(value: str) -> tuple[str, list[str]]:
    """What a control of a panel told: its kind and its arguments (see page.js).

    >>> pick("cell:weaker:甲:乙#7")
    ('cell', ['weaker', '甲:乙'])
    """
    kind, *rest = value.rpartition("#")[0].split(":", 2)
    return kind, rest


def upload_folder() -> Path:
    """Where gradio puts what browsers send; of this process alone (set before gradio starts)."""
    return Path(gr.utils.get_upload_folder()).resolve()


def taken(files: Iterable[Uploaded], limit_mb: int) -> list[tuple[str, bytes]]:
    """Names and bytes of uploads; the page's own copies are deleted, so that no path leads to them.

    Raises LimitReached for a file or a batch that is too large.
    """
    out, total, folder = [], 0, upload_folder()
    paths = [(Path(file.path).resolve(), file.name) for file in files]
    try:
        for path, name in paths:
            if not path.is_relative_to(folder) or not path.is_file():
                continue
            size = path.stat().st_size
            total += size
            if size > limit_mb << 20:
                raise LimitReached(f"{name} 超过 {limit_mb} MB；请拆分后再传",
                                   f"{name} is over {limit_mb} MB; split it")
            if total > A_BATCH * limit_mb << 20:
                raise LimitReached(f"一次添加的文件合计超过 {A_BATCH * limit_mb} MB；请分几次添加",
                                   f"over {A_BATCH * limit_mb} MB at once; add them in several goes")
            out.append((_name(name), path.read_bytes()))
    finally:
        for path, _ in paths:
            if path.is_relative_to(folder):
                path.unlink(missing_ok=True)
    return out


def _name(name: str) -> str:
    """The file's own name, without a folder or control characters."""
    bare = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip()
    stem, dot, suffix = bare.rpartition(".")
    return f"{stem[:NAME_LENGTH]}{dot}{suffix[:10]}" if dot else bare[:NAME_LENGTH] or "upload"


def private_folder() -> str:
    """A new folder that only this user of the machine can read, for what browsers send."""
    return tempfile.mkdtemp(prefix="assistant-page-")
