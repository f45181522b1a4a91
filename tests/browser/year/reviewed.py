"""The review: a figure is held, a workbook returned with the reason; nobody approves what they sent themselves."""

from playwright.sync_api import Page, expect

from tests.browser.year import opened
from tests.browser.year.looks import looked_at

HOLD = "A ninth of last year's: is a nought missing?"
RETURN = "The seventh clinic opened in June, says your letter of July."


def goes_to(page: Page, agency: str) -> None:
    """From the queue to the version of an agency that waits."""
    page.get_by_role("link", name="Review", exact=True).first.click()
    page.get_by_role("row", name=agency).get_by_role("link").first.click()


def holds(rosa: Page) -> None:
    """One figure of Works is doubtful: the rest may be approved without it."""
    goes_to(rosa, "Agency for Works")
    row = rosa.get_by_role("row", name="Grants paid (illustrative) Bera")
    expect(row).to_contain_text("9.5 million")
    row.get_by_role("checkbox").check()
    rosa.get_by_label("Reason, or what there is to say").fill(HOLD)
    rosa.get_by_role("button", name="Hold", exact=True).click()
    expect(rosa.get_by_role("status")).to_contain_text("Held: ")
    looked_at(rosa, "held")


def returns(rosa: Page) -> None:
    """Health is sent back with what is to be mended."""
    goes_to(rosa, "Health post in Alta")
    rosa.get_by_label("What the agency has to mend").fill(RETURN)
    rosa.get_by_role("button", name="Return it").click()
    expect(rosa.get_by_role("status")).to_contain_text("Returned to its agency")


def reads_why(ines: Page) -> None:
    """The reporter finds the state at the assignment, and the reason at the version."""
    opened.goes_to(ines, "Health post in Alta")
    ines.get_by_role("row", name="returned").get_by_role("link").click()
    expect(ines.locator("main")).to_contain_text(RETURN)
    looked_at(ines, "returned")


def is_refused(dora: Page) -> None:
    """Who sent a version is told that another person decides, and is offered no button for it."""
    goes_to(dora, "Health post in Alta")
    expect(
        dora.get_by_text("You submitted this version: another person has to decide on it.")
    ).to_be_visible()
    expect(dora.get_by_role("button", name="Approve", exact=True)).to_have_count(0)


def approves(page: Page, agency: str) -> None:
    """Another person approves exactly what is shown."""
    goes_to(page, agency)
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Approved: ")
