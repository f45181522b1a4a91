"""The page in the docs is made from the checks, and is current."""

from pathlib import Path

from istmo.collect.checks._catalogue import all_checks
from istmo.collect.checks._page import page

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "checks.md"


def test_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), f"run: python -m istmo.collect.checks._page {PAGE}"


def test_page_tells_every_check() -> None:
    told = page()
    assert all(f"## {check.code}\n" in told and check.title in told for check in all_checks())
