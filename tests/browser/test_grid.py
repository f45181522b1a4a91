"""A call answered and reviewed: rows like a spreadsheet with two at it; with the keyboard alone, and without scripts."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_sign_in import press, reach, type_into
from tests.browser.test_writing import follow, retype, skip
from tests.cast import BAD
from tests.workspace.commands import Workspace

GRID = "/calls/c1/of/usaid/grid/"


def _paste(page: Page, text: str) -> None:
    page.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_grid_is_filled_in_by_two_reporters(
    open_page: Callable[..., Page],
    served: tuple[Workspace, str],
    signed_in: Callable[[str | None], object],
) -> None:
    workspace, site = served
    workspace.done(
        "people", "invite", "bea", "--role", "reporter", "--agency", "usaid", "--name", "Bea", "--site", site
    )
    ana = open_page(site + GRID, storage_state=signed_in("ana"))
    _types_and_pastes(ana)
    _are_two(ana, open_page(site + GRID, storage_state=signed_in("bea"), java_script_enabled=False))
    # The session ends: nothing is lost, and it is saved when there is one again.
    ana.context.clear_cookies()
    results, said = _seen(ana)
    results.nth(1).fill("71")
    expect(said).to_contain_text("Sign in in another tab", timeout=10_000)
    expect(results.nth(1)).to_have_value("71")
    ana.context.add_cookies(signed_in("ana")["cookies"])
    expect(said).to_contain_text("Saved at", timeout=40_000)
    _loses_her_role(ana, workspace)
    assert [fault for fault in ana.faults if "403" not in fault] == []


def _loses_her_role(ana: Page, workspace: Workspace) -> None:
    """Her session goes on, her role does not: it says who gives it back, what she typed can be copied, and is saved then."""
    results, said = _seen(ana)
    _become(workspace, "viewer")
    results.nth(1).fill("72")
    expect(said).to_contain_text("Not saved, trying again", timeout=10_000)
    ana.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(said).to_contain_text("ana (viewer) may not", timeout=10_000)
    expect(said).to_contain_text("(operator)")
    expect(said).not_to_contain_text("Sign in")
    expect(ana.get_by_label("What is not saved, to be copied")).to_have_value(re.compile("result\t72$"))
    _become(workspace, "reporter")
    for _again in range(2):
        ana.evaluate("window.dispatchEvent(new Event('focus'))")
        ana.wait_for_timeout(1_000)
    expect(said).to_contain_text("Saved at", timeout=40_000)
    expect(ana.get_by_label("What is not saved, to be copied")).to_have_count(0)


def _become(workspace: Workspace, role: str) -> None:
    with closing(sqlite3.connect(workspace.folder / "istmo.sqlite3")) as database, database:
        database.execute("update people_user set role = ? where code = 'ana'", (role,))


def _seen(page: Page) -> tuple[Locator, Locator]:
    """The cells of results, and where it is told what was saved."""
    return page.locator("input[name$=':result']"), page.locator("#grid-said")


def _types_and_pastes(ana: Page) -> None:
    results, said = _seen(ana)
    expect(results.nth(0)).to_have_value("130")  # as her file said
    results.nth(0).click()
    ana.keyboard.press("Control+A")
    ana.keyboard.type("120")
    ana.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    ana.keyboard.type("60")
    ana.keyboard.press("Escape")
    expect(results.nth(1)).to_have_value("")
    ana.keyboard.press("Enter")
    expect(results.nth(2)).to_be_focused()
    ana.keyboard.press("Shift+Enter")
    _paste(ana, "70\t\r\n50\t\r\n9\tfar below\r\n")
    expect(said).to_contain_text("4 cells were filled. 2 did not fit: 9 · far below")
    expect(said).to_contain_text("Saved at", timeout=10_000)


def _are_two(ana: Page, bea: Page) -> None:
    (results, said), theirs = _seen(ana), bea.locator("input[name$=':result']")
    expect(theirs.nth(1)).to_have_value("70")
    theirs.nth(0).fill("121")
    bea.get_by_role("button", name="Save this page").click()
    expect(bea.get_by_role("status").first).to_contain_text("Saved.")

    results.nth(0).fill("122")
    results.nth(2).fill("51")
    expect(
        ana.get_by_text("bea typed “121” here meanwhile; before, it said “120”. You typed “122”.")
    ).to_be_visible(timeout=10_000)
    with ana.expect_response(lambda answer: answer.request.method == "POST", timeout=10_000):
        ana.get_by_role("button", name="Keep mine").click()
    expect(ana.get_by_text("bea typed")).to_have_count(0)
    expect(said).to_contain_text("Saved at", timeout=10_000)
    ana.reload()
    for row, text in enumerate(("122", "70", "51")):
        expect(results.nth(row)).to_have_value(text)


def test_review_with_the_keyboard_alone(coordinator: Callable[..., Page], site: str) -> None:
    page = coordinator("gita")
    page.goto(f"{site}/review/")
    follow(page, "main tbody th a")
    _does(page, "hold", "Is it the whole year?")
    expect(page.get_by_role("status")).to_contain_text("Held:")
    _does(page, "comment", "Please count again.")
    expect(page.get_by_role("status")).to_contain_text("Said, as comment")
    _does(page, "lift", "It is.")
    expect(page.get_by_role("status")).to_contain_text("No longer held:")
    press(page, "button[value=approve]")
    expect(page.get_by_role("status")).to_contain_text("Approved: c1/usaid/")


def _does(page: Page, what: str, why: str) -> None:
    """Tick the first figure, say why, press the button."""
    reach(page, "input[name=figure]")
    page.keyboard.press("Space")
    type_into(page, "#text", why)
    press(page, f"button[value={what}]")


def test_reporter_with_the_keyboard_alone_and_without_scripts(
    open_page: Callable[..., Page], site: str, signed_in: Callable[[str | None], object], tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(BAD, encoding="utf-8")
    page = open_page(f"{site}/calls/", storage_state=signed_in("ana"), java_script_enabled=False)
    follow(page, "main tbody th a")
    skip(page)
    reach(page, "input[type=file]")
    page.locator("input[type=file]").set_input_files(file)  # the dialog is the machine's, not the page's
    press(page, "form[enctype] button")
    expect(page.get_by_role("status")).to_contain_text("Kept as a draft and not submitted")
    expect(page.get_by_text("“12O” is not a number; 120 was most likely meant")).to_be_visible()
    follow(page, ".crumbs a[href$='/of/usaid/']")
    follow(page, "main a[href$='/grid/']")
    skip(page)
    for row, text in enumerate(("124", "70", "54")):
        retype(page, f"tr:nth-child({row + 2}) input[name$=':result']", text)
    press(page, "#grid button[value=submit]")
    expect(page.get_by_role("status")).to_contain_text("Submitted. Another person decides on it.")
