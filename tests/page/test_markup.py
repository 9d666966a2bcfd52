"""Nothing that comes from outside runs: markup in file names, documents, questions, head data, replies."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.serving import Served, serving

from .conftest import Visit
from .test_jobs import SLOW, choose, tab

pytestmark = pytest.mark.browser
CORES = [
    "<script>{x}</script>", "<img src=x onerror={x}>", "<svg onload={x}>", "<body onload={x}>",
    "<iframe src=javascript:{x}>",
    "<a href=javascript:{x}>点</a>", "<details open ontoggle={x}>", "<video src=x onerror={x}>",
    "<math><mi onclick={x}>",
    "<style>@import 'http://evil.example/s.css'</style>", "<link rel=stylesheet href=http://evil.example/l.css>",
    "<img src=http://evil.example/i.png>", "![i](http://evil.example/m.png)", "[点](javascript:{x})",
    "<object data=http://evil.example/o>", "<embed src=http://evil.example/e>", "<base href=http://evil.example/>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>", "<form action=http://evil.example/><button>b</button>",
    "\"><script>{x}</script>", "'-{x}-'", "</textarea><script>{x}</script>", "{{{{constructor.constructor('{x}')()}}}}",
    "<input autofocus onfocus={x}>", "<marquee onstart={x}>", "<audio src=x onerror={x}>", "<table background=http://evil.example/t>",
    "<div style='background:url(http://evil.example/d)'>", "<x onclick={x}>", "&lt;script&gt;{x}&lt;/script&gt;",
]
PAYLOADS = [core.replace("{x}", f"window.ran{i}=1") for i, core in enumerate(CORES)] + [
    core.replace("{x}", f"alert({i})").upper() if i % 2 else core.replace("{x}", f"fetch(\"http://evil.example/{i}\")")
    for i, core in enumerate(CORES)]


class Vandal(BaseHTTPRequestHandler):
    """A model server that answers everything with markup, streamed or whole."""

    protocol_version = "HTTP/1.0"
    asked: list[dict[str, Any]]

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append(request)
        words = f"培训不少于60学时{''.join(PAYLOADS)}"
        streamed = bool(request.get("stream"))
        whole = {"id": "1", "created": 0, "model": "m", "object": "chat.completion" + (".chunk" if streamed else "")}
        message = {"role": "assistant", "content": words}
        choice = {"index": 0, "finish_reason": "stop", ("delta" if streamed else "message"): message}
        told = json.dumps({**whole, "choices": [choice]}, ensure_ascii=False)
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if streamed else "application/json")
        self.end_headers()
        self.wfile.write((f"data: {told}\n\ndata: [DONE]\n\n" if streamed else told).encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def vandal() -> Iterator[ThreadingHTTPServer]:
    Vandal.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Vandal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, vandal: ThreadingHTTPServer) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("markup"), OPENAI_BASE_URL=f"http://127.0.0.1:{vandal.server_port}/v1",
                 OPENAI_API_KEY="none", ASSISTANT_MODEL="m") as it:
        yield it


@pytest.fixture
def seen(served: Served, visit: Callable[[str], Visit]) -> Iterator[Visit]:
    """A visit during which no script of another's ran, no dialog opened, no request left the host."""
    visited = visit(served.url)
    yield visited
    ran = visited.page.evaluate("Object.keys(window).filter(k => /^ran\\d+$/.test(k))")
    hosts = {urlsplit(url).hostname for url in visited.requests if url.startswith("http")}
    assert (ran, visited.dialogs, hosts) == ([], [], {"127.0.0.1"})


def document(folder: Path) -> Path:
    """A plan whose title and clauses are the payloads, under a file name that is one too."""
    body = "\n".join(f"{i}.行政执法培训每年不少于60学时{payload}" for i, payload in enumerate(PAYLOADS, 1))
    file = folder / "<img src=x onerror=window.ran99=1>.txt"
    file.write_text(f"棠川区实施方案<img src=x onerror=window.ran98=1>\n一、总体要求\n{body}\n", encoding="utf-8")
    return file


def test_1_payloads_in_a_file_and_its_name_are_text(seen: Visit, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 60
    page = seen.page
    tab(page, "文库")
    page.locator("#library-files input[type=file]").set_input_files(document(tmp_path))
    expect(page.locator("#library-report")).to_contain_text("onerror", timeout=SLOW)
    page.locator("#library-documents").get_by_text("棠川区实施方案").first.click()
    for payload in (PAYLOADS[0], PAYLOADS[8], PAYLOADS[24]):
        expect(page.locator("#library-outline")).to_contain_text(payload, timeout=SLOW)
    for name in ("修复与待核", "题头信息"):
        tab(page, name)
        page.wait_for_timeout(500)


def test_2_payloads_in_questions_and_replies_are_text(seen: Visit) -> None:
    page = seen.page
    say = page.locator("#draft-say textarea, #draft-say input")
    before = len(Vandal.asked)
    chat = page.locator("#draft-chat")
    for number, payload in enumerate(PAYLOADS[4::9], 1):
        say.fill(f"执法培训多少学时{payload}")
        page.keyboard.press("Enter")
        expect(chat.locator("[data-testid=user]")).to_have_count(number, timeout=SLOW)
        expect(chat).not_to_contain_text("正在处理", timeout=SLOW)
        expect(chat).to_contain_text(payload)
    expect(chat).to_contain_text("60学时", timeout=SLOW)
    expect(page.locator("#draft-sources")).to_contain_text("60学时", timeout=SLOW)
    assert len(Vandal.asked) > before, "the replies must come from the model that answers with markup"


def test_3_payloads_in_a_review_are_text(seen: Visit) -> None:
    page = seen.page
    tab(page, "审核")
    choose(page, "#review-draft", "棠川区实施方案")
    page.locator("#review-check").click()
    row = page.locator("#review-findings tbody tr").first
    expect(row).to_be_visible(timeout=SLOW)
    row.click()
    expect(page.locator("#review-sides .reason p").first).not_to_be_empty(timeout=SLOW)
    page.locator("#review-comment textarea, #review-comment input").fill(PAYLOADS[1])
    page.locator("#review-accept").click()
    expect(page.locator("#review-findings")).to_contain_text(PAYLOADS[1], timeout=SLOW)
