"""Pages of the review: the first version of the served workspace is approved, a second one waits."""

from tests.browser.addresses import Page

_ONE = {"call": "c1", "agency": "usaid", "number": 1}
_TWO = _ONE | {"number": 2}
_ABOUT = "?indicator=trained&place=SV&period=FY2017"

PAGES = {
    "web:review": (
        Page(opened_by="diego"),
        Page(opened_by="ana"),
        Page(query="?order=age", opened_by="operator"),
    ),
    "web:review_version": (
        Page(_ONE, opened_by="diego"),
        Page(_TWO, opened_by="diego"),
        Page(_TWO, "?show=changed&order=file", "ana"),
        Page(_ONE | {"number": 9}, opened_by="diego", status=404),
    ),
    "web:review_comments": (Page(_TWO, opened_by="diego"), Page(_TWO, opened_by="ana")),
    "web:review_roster": (Page(_TWO, opened_by="diego"),),
    "web:review_overlaps": (Page(opened_by="diego"), Page(query="?show=all", opened_by="ana", status=403)),
    "web:review_overlap": (Page(query=_ABOUT, opened_by="diego", status=404),),
}
NOT_PAGES: dict[str, str] = {}
