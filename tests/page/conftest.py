"""A real server in a process of its own and a real Chromium on its page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-quic"]


@dataclass
class Visit:
    """A page with what it asked for and what ran on it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Of one module: while playwright runs, nothing else in this process can start an event loop."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], Visit]]:
    contexts = []

    def opened(url: str, width: int = 1280, height: int = 720) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        contexts.append(context)
        seen = Visit(context.new_page())

        def asked(request: Request) -> None:
            seen.requests.append(request.url)

        seen.page.on("request", asked)
        seen.page.on("dialog", lambda d: (seen.dialogs.append(d.message), d.dismiss()))
        seen.page.on("pageerror", lambda e: seen.errors.append(str(e)))
        seen.page.goto(url)
        seen.page.wait_for_selector("#masthead h1")
        return seen

    yield opened
    for context in contexts:
        context.close()
