"""Pages over frozen releases: one view shows every page of `pages/`, gives its tables as files, and says what is wrong."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from istmo.freeze import queries
from istmo.kernel.problem import WrongUse
from istmo.web.reading import downloads, found, navigation
from istmo.web.reading.found import Found
from istmo.web.reading.kept import Kept
from istmo.web.reading.page import Asked, Missing, Page
from istmo.web.reading.reader import Reader
from istmo.web.reading.tables import Table
from istmo.web.rendered import rendered

#: Pages kept as they were told, before they are HTML.
_pages: Kept[Page] = Kept(96)

_FORMS: dict[str, tuple[str, str, Callable[[Table], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8; header=present", "csv", downloads.to_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        downloads.to_xlsx,
    ),
    "notes": ("text/plain; charset=utf-8", "txt", downloads.to_notes),
}

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def answered(view: View) -> View:
    """What is not there is told with what is near it (404), what cannot be asked in a sentence (400)."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Missing as missing:
            return shown(request, "missing.html", status=404, what=missing.what, near=missing.near)
        except WrongUse as wrong:
            return shown(request, "wrong.html", status=400, what=str(wrong))

    return cast("View", told)


@require_safe
@answered
def search(request: HttpRequest) -> HttpResponse:
    """A search from anywhere is one of the release frozen last."""
    last = queries.last()
    if last is None:
        raise Missing(_("Nothing is frozen yet, so there is nothing to search."))
    at = found.numbered(last.number).at
    return redirect(at.to("search", q=request.GET.get("q", "")))


@require_safe
@answered
def page(request: HttpRequest, page: str, **steps: Any) -> HttpResponse:
    """One page of `pages/` over the release that the address names."""
    release = _release(request, steps)
    told = _told(request, release, page, steps)
    form = request.GET.get("form")
    if form is not None:
        return _file(told, release, form, request.GET.get("table", ""))
    more = {**told.more, "page": told, "menu": navigation.menu(release.at, told.here)}
    return shown(request, told.template, **about(release), **more)


def about(release: Found) -> dict[str, Any]:
    """What every page of a release says: which one it is."""
    return {
        "manifest": release.manifest,
        "release_number": release.number,
        "provisional": release.number is None,
        "provisional_day": release.day,
        "base": release.at.base,
        "search_at": release.at.to("search"),
    }


def shown(request: HttpRequest, template: str, status: int = 200, **names: Any) -> HttpResponse:
    """A template of ours, filled."""
    return rendered(request, f"web/reading/{template}", names, status)


def _release(request: HttpRequest, steps: dict[str, Any]) -> Found:
    if "number" in steps:
        return found.numbered(steps.pop("number"))
    return found.provisional(request, steps.pop("draft"))


def _told(request: HttpRequest, release: Found, page: str, steps: dict[str, str]) -> Page:
    asked = Asked(steps, request.GET.dict())
    opened = release.open(request)
    reader = Reader(
        opened, release.at, asked, request.path, lambda number: found.numbered(number).open(request)
    )
    known = {key: value for key, value in asked.query.items() if key not in ("form", "table")}
    key = (
        release.manifest.content,
        get_language(),
        opened.discreet,
        request.path,
        tuple(sorted(known.items())),
    )
    module = import_module(f"istmo.web.reading.pages.{page}")
    made: Page = (
        _pages.get(key, lambda: module.tell(reader)) if getattr(module, "KEPT", True) else module.tell(reader)
    )
    return made


def _file(told: Page, release: Found, form: str, name: str) -> HttpResponse:
    """One table of the page as a file; WrongUse if there is no such form or table."""
    tables = {table.name: table for table in told.tables}
    if form not in _FORMS:
        raise WrongUse(_("A table can be had as %(forms)s.") % {"forms": ", ".join(_FORMS)})
    if name not in tables:
        raise WrongUse(
            _("This page has no such table. It has: %(tables)s.") % {"tables": ", ".join(tables) or "–"}
        )
    kind, ending, write = _FORMS[form]
    answer = HttpResponse(write(tables[name]), content_type=kind)
    number = release.number if release.number is not None else "provisional"
    answer.headers["Content-Disposition"] = f'attachment; filename="release-{number}-{name}.{ending}"'
    if form == "csv":
        answer.headers["Link"] = f'<{tables[name].notes_file}>; rel="describedby"; type="text/plain"'
    return answer
