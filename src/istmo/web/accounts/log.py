"""The event log: who did what, when; to read and to take along."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from istmo.people import exported
from istmo.people.actions import Permission
from istmo.people.models import Event
from istmo.people.permissions import NotAllowed, require
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused

_A_PAGE = 100
_TYPES = {"csv": "text/csv", "json": "application/json"}


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """A page of events, the newest first; all, or those about one code."""
    try:
        require(acting(request), Permission.READ_LOG)
    except NotAllowed as told:
        return refused(request, told)
    about = request.GET.get("about", "").strip()
    events = Event.objects.select_related("user").order_by("-seq")
    pages = Paginator(events.filter(subject=about) if about else events, _A_PAGE)
    shown = {"page": pages.get_page(request.GET.get("page")), "about": about}
    return render(request, "web/accounts/log.html", shown)


@require_safe
def export(request: HttpRequest, shape: str) -> HttpResponseBase:
    """The log as CSV or JSON, exact: accounts by number, so that the file names nobody."""
    try:
        require(acting(request), Permission.READ_LOG)
    except NotAllowed as told:
        return refused(request, told)
    lines = exported.SHAPES[f".{shape}"](request.GET.get("about", "").strip())
    answer = StreamingHttpResponse(lines, content_type=f"{_TYPES[shape]}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="log.{shape}"'
    return answer
