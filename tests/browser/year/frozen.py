"""What was approved is frozen, and reported: the release, its pages, and the report that goes out."""

from playwright.sync_api import Page, expect

from tests.browser.year.looks import looked_at
from tests.browser.year.reviewed import HOLD
from tests.browser.year.story import RELEASE


def freezes(dora: Page) -> None:
    """The coordinator freezes from the review, watches the work, and opens what came of it."""
    dora.get_by_role("link", name="Review", exact=True).first.click()
    dora.get_by_role("link", name="Freeze a release").click()
    dora.get_by_label("What the release is called").fill(RELEASE)
    dora.get_by_role("button", name="Freeze").click()
    dora.get_by_role("link", name="See what came of it").click(timeout=60_000)
    expect(dora.locator("main")).to_contain_text(f"Release 2, “{RELEASE} (illustrative)”")
    looked_at(dora, "release")


def reports(reader: Page) -> None:
    """From the list of releases to the report: what was settled, corrected and held is told in it."""
    reader.get_by_role("link", name="Releases").first.click()
    reader.get_by_role("link", name="Read the report of release 2").click()
    told = reader.locator("body")
    for part in (
        "1,170 people",
        "overlap settled at Alta",
        "Wells built (illustrative), cora, FY2025: Two wells were counted twice",
        "FY2025: restated by exercise-2026/works/2, stated before as 20",
        "1 figure held back in review",
        HOLD,
    ):
        expect(told).to_contain_text(part)
    assert "1020000" not in told.inner_text()
    looked_at(reader, "report")
