"""The three users' jobs in a real browser, from an empty library to the downloaded file.

With ASSISTANT_PICTURES=FOLDER the pictures of the README are taken on the way.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.serving import ROOT, Served, serving

from .conftest import Visit

pytestmark = pytest.mark.browser
SLOW = 240_000
DEMO = ROOT / "corpus"
RETURNS = [DEMO / "submissions" / name for name in ("区司法局.docx", "区政府办公室.txt")]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("page")) as it:
        yield it


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("ASSISTANT_PICTURES"):
        page.wait_for_timeout(800)
        page.screenshot(path=Path(folder) / f"{name}.png")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def choose(page: Page, box: str, wanted: str) -> None:
    """Choose one entry of a dropdown by the words it holds."""
    field = page.locator(f"{box} input").first
    field.click()
    page.get_by_role("option").filter(has_text=wanted).first.click()


def download(page: Page, links: str, format: str, folder: Path) -> Path:
    with page.expect_download(timeout=SLOW) as got:
        page.locator(f"{links} a.download", has_text=re.compile(f"^{format}$")).click()
    target = folder / got.value.suggested_filename
    got.value.save_as(target)
    return target


def add_files(page: Page, files: list[Path]) -> None:
    tab(page, "文库")
    page.locator("#library-files input[type=file]").set_input_files(files)
    for file in files:
        expect(page.locator("#library-report")).to_contain_text(file.name, timeout=SLOW)


def test_1_a_library_is_filled_and_looked_into(served: Served, visit: Callable[[str], Visit]) -> None:
    seen = visit(served.url)
    add_files(seen.page, [*RETURNS, *sorted(DEMO.glob("02*")), *sorted(DEMO.glob("03*"))])
    table = seen.page.locator("#library-documents")
    expect(table).to_contain_text("棠川区法治政府建设实施方案", timeout=SLOW)
    table.get_by_text("棠川区法治政府建设实施方案").first.click()
    expect(seen.page.locator("#library-outline")).to_contain_text("一", timeout=SLOW)
    picture(seen.page, "library")
    hosts = {urlsplit(url).hostname for url in seen.requests if url.startswith("http")}
    assert hosts == {"127.0.0.1"} and not seen.dialogs and not seen.errors


def test_2_a_section_is_drafted_clicked_revised_and_taken_away(
        served: Served, visit: Callable[[str], Visit], tmp_path: Path) -> None:
    seen = visit(served.url)
    page = seen.page
    page.locator("#draft-region input, #draft-region textarea").fill("棠川区")
    page.locator("#draft-year input, #draft-year textarea").fill("2026")
    choose(page, "#draft-material", "司法局")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1000)
    say = page.locator("#draft-say textarea, #draft-say input")
    say.fill("起草行政复议部分")
    page.locator("#draft-send").click()
    paper = page.locator("#draft-paper")
    expect(paper).to_contain_text("行政复议", timeout=SLOW)
    sentence = paper.locator("span", has_text=re.compile(r"复议.*\d+件")).last
    sentence.click()
    expect(page.locator("#draft-sources")).to_contain_text("件", timeout=SLOW)
    picture(page, "draft")
    before = paper.inner_text()
    say.fill("不要写调解")
    page.locator("#draft-send").click()
    expect(page.locator("#draft-chat")).to_contain_text("第 2 版", timeout=SLOW)
    expect(paper).not_to_have_text(before, use_inner_text=True, timeout=SLOW)
    expect(paper).not_to_contain_text("调解", timeout=SLOW)
    page.reload()
    expect(page.locator("#draft-chat")).to_contain_text("第 2 版", timeout=SLOW)
    expect(page.locator("#draft-paper")).to_contain_text("行政复议", timeout=SLOW)
    taken = download(page, "#draft-downloads", "docx", tmp_path)
    assert "行政复议" in "".join(p.text for p in docx.Document(str(taken)).paragraphs)


def test_3_a_question_is_answered_with_its_source(served: Served, visit: Callable[[str], Visit]) -> None:
    page = visit(served.url).page
    page.locator("#draft-say textarea, #draft-say input").fill("执法人员每年要培训多少学时")
    page.keyboard.press("Enter")
    expect(page.locator("#draft-chat")).to_contain_text("学时", timeout=SLOW)
    expect(page.locator("#draft-sources")).to_contain_text("学时", timeout=SLOW)


def test_4_a_plan_is_checked_decided_on_and_taken_away(
        served: Served, visit: Callable[[str], Visit], tmp_path: Path) -> None:
    seen = visit(served.url)
    page = seen.page
    tab(page, "审核")
    choose(page, "#review-draft", "棠川区法治政府建设实施方案")
    choose(page, "#review-against", "澄漪市法治政府建设实施方案")
    page.keyboard.press("Escape")
    page.locator("#review-check").click()
    expect(page.locator("#review-heat table.heat")).to_be_visible(timeout=SLOW)
    rows = page.locator("#review-findings tbody tr")
    expect(rows.first).to_be_visible(timeout=SLOW)
    page.locator("#review-findings").get_by_text("标准降低").first.click()
    sides = page.locator("#review-sides .sides > section")
    expect(sides).to_have_count(2, timeout=SLOW)
    for side in (sides.first, sides.last):
        expect(side.locator("mark").first).to_be_visible(timeout=SLOW)
    expect(page.locator("#review-sides .reason p").first).not_to_be_empty()
    picture(page, "review")
    page.locator("#review-accept").click()
    expect(page.locator("#review-findings")).to_contain_text("采纳", timeout=SLOW)
    for format in ("docx", "xlsx", "html"):
        assert download(page, "#review-downloads", format, tmp_path).stat().st_size > 2000
    marked = docx.Document(str(next(tmp_path.glob("*.docx"))))
    assert len(list(marked.comments)) > 5
    assert not seen.errors


def test_5_an_evaluation_is_run_looked_at_and_taken_away(
        served: Served, visit: Callable[[str], Visit], tmp_path: Path) -> None:
    page = visit(served.url).page
    tab(page, "评测")
    page.locator("#evaluate-suites").get_by_text("评分程序自身").click()
    page.locator("#evaluate-run").click()
    expect(page.locator("#evaluate-charts .bars .bar").first).to_be_visible(timeout=SLOW)
    picture(page, "evaluate")
    told = json.loads(download(page, "#evaluate-downloads", "json", tmp_path).read_text(encoding="utf-8"))
    assert [suite["suite"] for suite in told["suites"]] == ["scorers"] and told["suites"][0]["rows"]
    assert "scorers" in download(page, "#evaluate-downloads", "html", tmp_path).read_text(encoding="utf-8")


def test_6_english_by_a_switch_and_by_keyboard(served: Served, visit: Callable[[str], Visit]) -> None:
    page = visit(served.url).page
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("/en/$"))
    page.wait_for_selector("#masthead h1:has-text('Rule-of-law')")
    reached = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('[id]')?.id || document.activeElement.tagName"))
    assert any(name.startswith("draft-") for name in reached)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (3840, 2160)])
def test_7_nothing_runs_off_the_screen(served: Served, visit: Callable[..., Visit], width: int, height: int) -> None:
    page = visit(served.url, width, height).page
    for name in ("起草", "审核", "文库", "评测"):
        tab(page, name)
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        picture(page, f"{name}-{width}")


def test_8_the_page_opens_quickly_on_a_warm_server(served: Served, visit: Callable[[str], Visit]) -> None:
    page = visit(served.url).page
    page.reload()
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert loaded < 3000
