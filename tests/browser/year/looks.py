"""Looking at the pages on the way as everybody has to be able to: by the rules of axe, with one heading, and narrow."""

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.test_report import axe

#: Set to a folder, the pages of the year are kept there as pictures, for whoever wants to look at them.
_KEEP = os.environ.get("ISTMO_PICTURES", "")


def looked_at(page: Page, name: str) -> None:
    """The page breaks no rule; with ISTMO_PICTURES set, it is kept as a picture of that name."""
    if _KEEP:
        page.screenshot(path=str(Path(_KEEP) / f"{name}.png"), full_page=True)
    axe(page)
    assert page.locator("h1").count() == 1
