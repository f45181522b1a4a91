"""Pages of the one call of the served workspace: USAID was asked, Ana has answered, Diego has approved."""

from tests.browser.addresses import Page

_CALL = {"code": "c1"}
_OF = {**_CALL, "agency": "usaid"}
_VERSION = {**_OF, "number": 1}

PAGES = {
    "web:calls": (Page(opened_by="operator"), Page(opened_by="ana")),
    "web:open_call": (Page(opened_by="operator"), Page(opened_by="ana", status=403)),
    "web:call": (
        Page(_CALL, opened_by="operator"),
        Page(_CALL, opened_by="ana"),
        Page({"code": "none"}, opened_by="ana", status=404),
    ),
    "web:change_call": (Page(_CALL, opened_by="operator"),),
    "web:call_clearance": (Page(_CALL, opened_by="operator"),),
    "web:remind_call": (Page(_CALL, opened_by="operator"),),
    "web:call_questions": (Page(_CALL, opened_by="operator"), Page(_CALL, opened_by="ana")),
    "web:assignment": (Page(_OF, opened_by="ana"), Page(_OF, opened_by="diego")),
    "web:units": (Page(_OF, opened_by="ana"),),
    "web:grid": (Page(_OF, opened_by="ana"), Page(_OF, opened_by="diego")),
    "web:handover": (Page(_OF, opened_by="ana"),),
    "web:version": (Page(_VERSION, opened_by="ana"), Page({**_OF, "number": 9}, opened_by="ana", status=404)),
}
NOT_PAGES = {
    "web:call_calendar": "a file to keep",
    "web:nothing": "only posted to: tests/unit/web/test_calls.py",
    "web:workbook": "a file to keep",
    "web:version_received": "a file to keep",
    "web:version_marked": "a file to keep",
}
