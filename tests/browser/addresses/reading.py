"""Pages over the one release of the served workspace."""

from tests.browser.addresses import Page

PAGES = {
    "web:releases": (Page(),),
    "web:release": (Page({"number": 1}), Page({"number": 7}, status=404)),
}
NOT_PAGES = {
    "sheet": "the style sheet, opened by every page",
    "web:report": "has its own tests in test_report.py; it is as heavy as its release",
    "web:file": "a file to keep",
}
