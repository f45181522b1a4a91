"""The report in a browser: accessible in light and dark, on a narrow screen, by keyboard, without scripts, on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.workspace.commands import Workspace

Open = Callable[..., Page]
LOOKS = [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]


def axe(page: Page) -> None:
    """No rule of axe is broken."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def open_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def is_narrow_enough(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_report_breaks_no_rule_of_accessibility(
    open_page: Open, report_file: Path, scheme: str, width: int
) -> None:
    page = open_page(report_file.as_uri(), width=width, color_scheme=scheme)
    open_details(page)
    axe(page)
    assert is_narrow_enough(page)
    assert page.faults == []


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_sheets_break_no_rule_of_accessibility(
    open_page: Open, sheet_files: list[Path], scheme: str, width: int
) -> None:
    for file in (sheet_files[0], sheet_files[1], sheet_files[-1]):
        page = open_page(file.as_uri(), width=width, color_scheme=scheme)
        axe(page)
        assert is_narrow_enough(page)
        assert page.faults == []


@pytest.mark.parametrize("width", [1280, 320])
def test_spanish_pages_break_no_rule_of_accessibility(
    open_page: Open, spanish_files: list[Path], width: int
) -> None:
    for file in spanish_files:
        page = open_page(file.as_uri(), width=width, color_scheme="light", locale="es-GT")
        assert page.evaluate("document.documentElement.lang") == "es"
        open_details(page)
        axe(page)
        assert is_narrow_enough(page)
        assert page.faults == []


def test_report_asks_for_nothing(open_page: Open, report_file: Path) -> None:
    page = open_page(report_file.as_uri())
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if not url.startswith("data:")] == [report_file.as_uri()]


def test_served_report_keeps_its_own_style(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/releases/1/report/")
    assert page.faults == []
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.cover')).backgroundColor")
        == "rgb(16, 42, 58)"
    )
    assert page.evaluate("document.fonts.check('16px \"Public Sans\"')")


def test_figure_opens_its_row_by_keyboard(open_page: Open, report_file: Path) -> None:
    page = open_page(report_file.as_uri())
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    figure = page.locator(".record-values a", has=page.locator("data")).first
    for _ in range(200):
        page.keyboard.press("Tab")
        if figure.evaluate("link => link === document.activeElement"):
            break
    expect(figure).to_be_focused()
    page.keyboard.press("Enter")
    row = page.locator(":target")
    expect(row).to_be_visible()
    assert figure.locator("data").inner_text() in {"1,335", "−62.5%", "about 40%", "2 to 3", "at work"}
    row.locator(".back").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_visible()


def test_report_works_without_scripts(open_page: Open, report_file: Path) -> None:
    page = open_page(report_file.as_uri(), java_script_enabled=False)
    record = page.locator(".record").first
    expect(record.locator(".trace")).to_be_hidden()
    record.locator("summary").click()
    expect(record.locator(".trace")).to_be_visible()
    page.locator(".record-values a").first.click()
    expect(page.locator("tr:target, li:target").first).to_be_visible()


def test_report_on_paper_opens_what_is_folded(open_page: Open, report_file: Path) -> None:
    page = open_page(report_file.as_uri())
    page.emulate_media(media="print")
    expect(page.locator(".record .trace").first).to_be_visible()
    expect(page.locator(".skip")).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_every_number_is_read_with_its_name(open_page: Open, report_file: Path) -> None:
    """Tables tell rows and columns, pictures have names: what a screen reader says."""
    page = open_page(report_file.as_uri())
    open_details(page)
    assert page.locator("table:not(:has(caption))").count() == 0
    assert page.locator("th:not([scope])").count() == 0
    for picture in page.get_by_role("img").all():
        assert picture.evaluate("p => p.querySelector('title').textContent.length") > 3
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation", name="Contents").count() == 1


@pytest.mark.slow
def test_worked_example_breaks_no_rule_of_accessibility(open_page: Open, tmp_path: Path) -> None:
    demo = Workspace(tmp_path / "demo", {"DATABASE_URL": ""})
    demo.done("demo", demo.folder)
    report = demo.folder / "out" / "1" / "report.html"
    assert report.stat().st_size < 2_500_000
    for width in (1280, 320):
        page = open_page(report.as_uri(), width=width)
        axe(page)
        open_details(page)
        assert is_narrow_enough(page)
        assert page.faults == []
