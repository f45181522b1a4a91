"""From the strategy to the row behind a number: with the keyboard alone, without scripts; and a table copied whole."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

Open = Callable[..., Page]
WAY = ("Strategy", "People find work", "People trained", "120")


def test_keyboard_alone_leads_from_the_strategy_to_the_row_of_a_number(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/releases/1/")
    for step in WAY:
        link = page.get_by_role("link", name=step, exact=True).first
        link.focus()
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    assert "c1/usaid/1" in page.locator("main").inner_text()


def test_no_scripts_are_needed_for_it(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/releases/1/", java_script_enabled=False)
    for step in WAY:
        page.get_by_role("link", name=step, exact=True).first.click()
    assert "c1/usaid/1" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Copy for Word or Excel").count() == 0
    page.get_by_label("Search this release").fill("salvador")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("link", name="El Salvador", exact=True).count() == 1


def test_table_is_copied_with_its_notes_and_the_hash(open_page: Open, site: str) -> None:
    page = open_page(
        f"{site}/releases/1/indicators/trained/", permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("button", name=re.compile("Copy for Word or Excel.*Results")).click()
    page.get_by_text("Copied, with its notes").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    html = page.evaluate(
        "navigator.clipboard.read().then((items) => items[0].getType('text/html')).then((blob) => blob.text())"
    )
    for told in (text, html):
        assert "120" in told
        assert "Achievement is like for like" in told
        assert "Coverage: " in told
        assert "As of 30 September 2017." in told
        assert "Hash " in told
    assert text.splitlines()[0] == "Results"
    assert "\t" in text.splitlines()[1]
    assert f'href="{site}/releases/1/' in html


def test_search_finds_as_one_types_and_keeps_its_address(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/releases/1/search/", permissions=["clipboard-read", "clipboard-write"])
    field = page.get_by_label("Search this release")
    field.press_sequentially("salvad", delay=20)
    page.get_by_role("link", name="El Salvador", exact=True).wait_for()
    assert page.locator("#count").inner_text() == "1 found for “salvad”."
    assert page.evaluate("document.activeElement.id") == "find-q"
    assert page.url == f"{site}/releases/1/search/?q=salvad"
    page.get_by_role("button", name=re.compile("Copy for Word or Excel")).click()
    page.get_by_text("Copied, with its notes").wait_for()
    field.press("End")
    field.press_sequentially("xyz", delay=20)
    page.get_by_text("0 found for “salvadxyz”.").wait_for()
    assert page.get_by_role("heading", name="Called nearly so").count() == 1
    assert page.faults == []
    page.reload()
    assert page.locator("#count").inner_text() == "0 found for “salvadxyz”."
