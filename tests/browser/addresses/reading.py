"""Pages over the one release of the served workspace, and the names that are not in it."""

from istmo.web.reading.urls import pages
from tests.browser.addresses import Page
from tests.cast import AT

_ONE = {"number": 1}
#: The provisional release, and those of its pages that are opened.
_DRAFT = {"draft": str(AT.date())}
_OPENED = ("front", "number")
_NUMBER = {"indicator": "trained", "place": "SV", "period": "FY2017"}

PAGES = {
    "web:releases": (Page(),),
    "web:release-front": (Page(_ONE), Page({"number": 7}, status=404)),
    "web:release-strategy": (Page(_ONE),),
    "web:release-framework": (Page({**_ONE, "framework": "small"}),),
    "web:release-node": (Page({**_ONE, "framework": "small", "node": "A"}),),
    "web:release-indicators": (
        Page(_ONE),
        Page(_ONE, "?kind=output&q=train"),
        Page(_ONE, "?kind=odd", status=400),
    ),
    "web:release-indicator": (
        Page({**_ONE, "indicator": "trained"}),
        Page({**_ONE, "indicator": "homicide"}),
        Page({**_ONE, "indicator": "traind"}, status=404),
    ),
    "web:release-number": (
        Page({**_ONE, **_NUMBER}),
        Page({**_ONE, **_NUMBER, "period": "1999"}, status=404),
    ),
    "web:release-places": (Page(_ONE),),
    "web:release-place": (Page({**_ONE, "place": "SV"}),),
    "web:release-undertakings": (Page(_ONE),),
    "web:release-undertaking": (Page({**_ONE, "undertaking": "none"}, status=404),),
    "web:release-forum": (Page({**_ONE, "forum": "none"}, status=404),),
    "web:release-funds": (Page(_ONE),),
    "web:release-sums": (Page(_ONE),),
    "web:release-amount": (Page(_ONE, "?row=none", status=404),),
    "web:release-targets": (Page(_ONE),),
    "web:release-coverage": (Page(_ONE),),
    "web:release-claims": (Page(_ONE),),
    "web:release-claim": (Page({**_ONE, "claim": "none"}, status=404),),
    "web:release-activities": (Page(_ONE),),
    "web:release-activity": (Page({**_ONE, "activity": "youth"}),),
    "web:release-agencies": (Page(_ONE),),
    "web:release-agency": (Page({**_ONE, "agency": "usaid"}),),
    "web:release-others": (Page(_ONE),),
    "web:release-sources": (Page(_ONE),),
    "web:release-source": (Page({**_ONE, "source": "own"}),),
    "web:release-compare": (Page(_ONE),),
    "web:release-gaps": (Page(_ONE),),
    "web:release-more": (Page(_ONE),),
    "web:release-question": (
        Page({**_ONE, "question": "progress"}),
        Page({**_ONE, "question": "progress"}, "?colour=red", status=400),
    ),
    "web:release-search": (Page(_ONE), Page(_ONE, "?q=salvador"), Page(_ONE, "?q=trainde")),
    "web:release-files": (Page(_ONE),),
    "web:provisional-front": (
        Page(_DRAFT, opened_by="ana"),
        Page({"draft": "2001-01-01"}, opened_by="ana", status=404),
        Page(_DRAFT, status=404),
    ),
    "web:provisional-number": (Page({**_DRAFT, **_NUMBER}, opened_by="ana"),),
}
NOT_PAGES = {
    "sheet": "the style sheet, opened by every page",
    "web:search": "leads to the search of the release frozen last",
    "web:report": "has its own tests in test_report.py; it is as heavy as its release",
    "web:file": "a file to keep",
    "web:provisional-file": "a file to keep",
    **{
        f"web:provisional-{page}": "the same page as of a release with a number, and a banner"
        for page in pages()
        if page not in _OPENED
    },
}
