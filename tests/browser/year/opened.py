"""The call is opened: the coordinator says what is asked of whom; the reporters find it and take their workbooks."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.year.looks import looked_at
from tests.browser.year.story import CALL, TITLE, YEAR


def opens(dora: Page) -> None:
    """From the list of calls over the form to the board, where nobody has answered yet."""
    dora.get_by_role("link", name="Data calls").first.click()
    dora.get_by_role("link", name="Open a data call").click()
    dora.get_by_label("Code").fill(CALL)
    dora.get_by_label("Title").fill(TITLE)
    dora.get_by_label("Year asked about").fill(YEAR)
    dora.get_by_label("Agency for Works").check()
    dora.get_by_label("Health post in Alta").check()
    dora.get_by_label("Targets of which years to come").fill("FY2027")
    looked_at(dora, "open-call")
    dora.get_by_role("button", name="Open the call").click()
    expect(dora.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(dora.locator("dl.counts")).to_contain_text("of 2 asked")
    expect(dora.get_by_role("row", name="Agency for Works")).to_contain_text("not sent")
    looked_at(dora, "board")


def goes_to(page: Page, agency: str) -> None:
    """From wherever the person is over the list and the board to what an agency is asked."""
    page.get_by_role("link", name="Data calls").first.click()
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("link", name=agency).first.click()


def takes_workbook(reporter: Page, agency: str, into: Path) -> Path:
    """A reporter goes from the list to the own assignment and takes the workbook home."""
    goes_to(reporter, agency)
    with reporter.expect_download() as taken:
        reporter.get_by_role("link", name="Download my workbook").click()
    return _kept(taken.value, into)


def takes_marked(reporter: Page, into: Path) -> Path:
    """The same for the file with the problems marked."""
    with reporter.expect_download() as taken:
        reporter.get_by_role("link", name="My file with the problems marked").click()
    return _kept(taken.value, into)


def _kept(download: object, into: Path) -> Path:
    path = into / download.suggested_filename
    download.save_as(path)
    return path
