"""Pages of the one draft of the served workspace, begun by the operator."""

from urllib.parse import quote

from tests.browser.addresses import Page

STRATEGY = "frameworks/small/strategy.yaml"
INDICATORS = "frameworks/small/indicators.yaml"
WHO = "operator"


def _page(query: str = "", **named: object) -> Page:
    return Page({"number": 1, **named}, query, WHO)


def _item(path: str, name: str, more: str = "") -> str:
    return f"?path={quote(path)}&item={quote(name)}{more}"


PAGES = {
    "web:frameworks": (Page(opened_by=WHO), Page(opened_by="diego")),
    "web:draft": (
        _page(),
        Page({"number": 1}, opened_by="ana"),
        Page({"number": 9}, opened_by=WHO, status=404),
    ),
    "web:draft_tree": (_page(code="small"),),
    "web:draft_indicators": (_page(code="small"), _page("?q=nothing", code="small")),
    "web:draft_crosswalk": (_page(code="small"),),
    "web:draft_register": (_page(name="places"),),
    "web:draft_names": (_page(), _page("?q=salvador"), _page("?q=atlantis")),
    "web:draft_standards": (_page(), _page("?q=people+trained"), _page("?q=atlantis")),
    "web:draft_item": (
        _page(_item(STRATEGY, "nodes:A")),
        _page(_item(STRATEGY, "head")),
        _page(_item(INDICATORS, "indicators:trained")),
        _page(_item(INDICATORS, "indicators:trained", "&as=text")),
        _page(_item("places.csv", "places:SV")),
    ),
    "web:draft_add": (
        _page(f"?path={quote(INDICATORS)}&into=indicators"),
        _page(f"?path={quote(STRATEGY)}&into=nodes:A"),
        _page("?path=frameworks/small/changes.yaml&into=nodes&old=A&fate=split"),
    ),
    "web:draft_remove": (_page(_item(STRATEGY, "nodes:A")),),
    "web:draft_changes": (_page(),),
    "web:draft_problems": (_page(),),
    "web:draft_publish": (_page(),),
    "web:draft_files": (_page(),),
}
_POSTED = "only posted to: tests/unit/web/test_writing.py"
NOT_PAGES = {
    "web:drop_draft": _POSTED,
    "web:draft_move": _POSTED,
    "web:draft_file": "a file to keep",
    "web:draft_zip": "a file to keep",
}
