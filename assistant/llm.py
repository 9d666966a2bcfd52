"""The door to a chat model: any OpenAI-compatible server, a GGUF file in-process, or none.

What a model returns is untrusted: callers check quotes, numbers and citations.
Errors of the libraries become ours here. No call goes out unless a model was set:
tracing of LangChain is switched off, and proxies are not used for loopback hosts.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from assistant.errors import BadInput, Unavailable
from assistant.prompts import Rendered
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

Reply = TypeVar("Reply", bound=BaseModel)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class BadReply(Unavailable):
    """The model answered, but not with what was asked for (cut off, malformed, empty)."""


class Model(Protocol):
    """A chat model. `local` is true when text sent to it stays on this host."""

    @property
    def name(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def local(self) -> bool: ...

    def complete(self, prompt: Rendered, schema: type[Reply]) -> Reply:
        """One structured reply. Raises Unavailable or BadReply."""

    def stream(self, prompt: Rendered) -> Iterator[str]:
        """Pieces of a free reply. Raises Unavailable, or BadReply when the stream is cut."""


@dataclass(frozen=True)
class ServerModel:
    """A model behind an OpenAI-compatible endpoint."""

    name: str
    host: str
    chat: ChatOpenAI

    @property
    def local(self) -> bool:
        return self.host in LOOPBACK

    def complete(self, prompt: Rendered, schema: type[Reply]) -> Reply:
        structured = self.chat.with_structured_output(schema, method="json_schema")
        try:
            reply = structured.invoke(_messages(prompt))
        except Exception as exc:
            raise _ours(exc, self.host) from exc
        if not isinstance(reply, schema):
            raise BadReply("模型没有按要求的格式回答", "the model did not answer in the form asked for")
        return reply

    def stream(self, prompt: Rendered) -> Iterator[str]:
        finish = None
        try:
            for chunk in self.chat.stream(_messages(prompt)):
                finish = chunk.response_metadata.get("finish_reason") or finish
                if isinstance(chunk.content, str) and chunk.content:
                    yield chunk.content
        except Exception as exc:
            raise _ours(exc, self.host) from exc
        if finish != "stop":
            raise BadReply("模型的回答中断", f"the model's answer was cut off (finish_reason {finish})")


def connect(settings: Settings) -> Model | None:
    """The model that is set, or None. Starts the in-process server for a GGUF file.

    Raises BadInput when the GGUF file is not there, Unavailable when it cannot be served.
    """
    if settings.gguf is not None:
        return _serve_gguf(settings)
    if settings.base_url and settings.model:
        return _open(settings.base_url, settings.api_key or "none", settings.model, settings)
    return None


def _open(base_url: str, key: str, name: str, settings: Settings) -> ServerModel:
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
    host = urlsplit(base_url).hostname
    if not host:
        raise BadInput("OPENAI_BASE_URL 不是网址;请写成 http://主机:端口/v1",
                       "OPENAI_BASE_URL is not an address; write http://host:port/v1")
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr
    client = httpx.Client(trust_env=host not in LOOPBACK, timeout=settings.timeout_seconds)
    chat = ChatOpenAI(model=name, base_url=base_url, api_key=SecretStr(key), temperature=0, max_retries=1,
                      timeout=settings.timeout_seconds, http_client=client,
                      extra_body={"max_tokens": settings.reply_tokens})
    weakref.finalize(chat, client.close)  # a client that is not closed leaves its sockets to the collector
    return ServerModel(name, host, chat)


_served: dict[str, Any] = {}


def _serve_gguf(settings: Settings) -> Model:
    path = settings.gguf
    assert path is not None
    if not path.is_file():
        raise BadInput(f"找不到模型文件 {path.name};请检查 ASSISTANT_GGUF",
                       f"no model file {path.name}; check ASSISTANT_GGUF")
    server = _served.get(str(path))
    if server is None:
        try:
            import xllamacpp
        except ImportError as exc:
            raise Unavailable("未安装 gguf 附加组件;请运行 pip install 'fazhi-assistant[gguf]'",
                              "the gguf extra is not installed; pip install 'fazhi-assistant[gguf]'") from exc
        params = xllamacpp.CommonParams()
        params.model.path, params.hostnames, params.port = str(path), ["127.0.0.1"], 0
        params.n_ctx, params.n_parallel, params.verbosity = settings.context_tokens, 1, 0
        try:
            server = _served[str(path)] = xllamacpp.Server(params)
        except Exception as exc:
            raise Unavailable(f"模型文件 {path.name} 无法加载:{exc}",
                              f"the model file {path.name} cannot be served: {exc}") from exc
    return _open(f"{server.listening_address}/v1", "none", path.stem, settings)


def _messages(prompt: Rendered) -> list[tuple[str, str]]:
    return [("system", prompt.system), ("human", prompt.user)]


def _ours(exc: Exception, host: str) -> Unavailable:
    """A library's error as ours: what the reply lacks is a BadReply, the rest is Unavailable."""
    import openai
    from langchain_core.exceptions import OutputParserException
    from pydantic import ValidationError
    if isinstance(exc, Unavailable):
        return exc
    if isinstance(exc, (openai.LengthFinishReasonError, OutputParserException, ValidationError, ValueError)):
        return BadReply("模型的回答不完整或格式不对",
                        f"the model's reply is cut off or malformed ({type(exc).__name__})")
    return Unavailable(f"模型服务 {host} 没有应答({type(exc).__name__});请检查服务或改用无模型方式",
                       f"the model at {host} does not answer ({type(exc).__name__}); check it, or work without")
