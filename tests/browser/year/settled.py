"""Two agencies served people in one place: as long as nobody decides, the total is a range."""

from playwright.sync_api import Page, expect

from tests.browser.year.looks import looked_at
from tests.browser.year.story import YEAR

REASON = "Both lists were compared: 300 names stand in both"
TOTAL = "1170"


def settles(rosa: Page) -> None:
    """From the queue to the overlap; it is decided to a number of its own between the ends."""
    rosa.get_by_role("link", name="Review", exact=True).first.click()
    rosa.get_by_role("link", name="Overlaps to settle").click()
    due = rosa.get_by_role("row", name="People served").filter(has_text=YEAR)
    expect(due).to_contain_text("1,470")
    due.get_by_role("link").click()
    rosa.locator("input[value='custom']").check()
    rosa.get_by_label("The number of its own").fill(TOTAL)
    rosa.get_by_label("Why: who looked").fill(REASON)
    looked_at(rosa, "overlap")
    rosa.get_by_role("button", name="Decide").click()
    expect(rosa.get_by_role("status")).to_contain_text("Decided: ")
    looked_at(rosa, "overlaps")
