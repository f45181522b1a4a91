"""The workbook is sent: what is wrong is shown in the reporter's own cells; mended, it is submitted."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.year.looks import looked_at
from tests.browser.year.opened import goes_to


def sends(reporter: Page, agency: str, file: Path) -> None:
    """From wherever the person is to the assignment, and the file up."""
    goes_to(reporter, agency)
    reporter.locator("#file").set_input_files(file)
    reporter.get_by_role("button", name="Check and submit").click()


def sees_problems(reporter: Page) -> None:
    """Every mistake at once, at the cell in which it was typed, under the header of the workbook."""
    expect(reporter.get_by_text("Errors keep it from being submitted")).to_be_visible()
    errors = reporter.get_by_role("table", name="error").locator("tbody tr")
    expect(errors).to_have_count(2)
    for line, cell, typed in ((0, "Results!I7", "“a dozen”"), (1, "Results!I12", "“230 (?)”")):
        expect(errors.nth(line)).to_contain_text(f"{cell} “Result FY2026”")
        expect(errors.nth(line)).to_contain_text(f"{typed} is not a number")
    warned = reporter.get_by_role("table", name="warning").inner_text()
    assert "homes-connected for alta is 1350" in warned
    looked_at(reporter, "problems")


def is_submitted(reporter: Page, number: int) -> None:
    """The version stands, without errors."""
    expect(reporter.get_by_role("heading", level=1)).to_have_text(f"Version {number}")
    expect(reporter.locator("dl.facts")).to_contain_text("submitted")
    looked_at(reporter, f"submitted-{number}")
