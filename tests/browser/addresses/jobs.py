"""Pages of work in the background; a job has its own tests, since the served workspace has none."""

from tests.browser.addresses import Page

PAGES = {
    "web:jobs": (Page(opened_by="operator"), Page(opened_by="ana")),
    "web:job": (Page({"number": 9}, opened_by="ana", status=404),),
}
NOT_PAGES: dict[str, str] = {}
