"""The event log: who did what, when; to read and to take along."""

import csv
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from istmo.people.actions import Permission
from istmo.people.models import Event
from istmo.people.permissions import NotAllowed, require
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused

_A_PAGE = 100
_COLUMNS = ("seq", "at", "account", "verb", "subject", "details", "previous", "hash")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The text."""
        return text


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """A page of events, the newest first."""
    try:
        require(acting(request), Permission.READ_LOG)
    except NotAllowed as told:
        return refused(request, told)
    pages = Paginator(Event.objects.select_related("user").order_by("-seq"), _A_PAGE)
    return render(request, "web/accounts/log.html", {"page": pages.get_page(request.GET.get("page"))})


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The whole log as CSV, exact: accounts by number, so that the file names nobody."""
    try:
        require(acting(request), Permission.READ_LOG)
    except NotAllowed as told:
        return refused(request, told)
    answer = StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="log.csv"'
    return answer


def _lines() -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(_COLUMNS)
    for event in Event.objects.order_by("seq").iterator(2000):
        row = (event.seq, event.at.isoformat(), event.user_id, event.verb, event.subject)
        yield writer.writerow((*row, event.details, event.previous, event.hash))
