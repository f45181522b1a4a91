"""The units that an answer comes from: the workbook for each, what it sent, what has not come from it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from istmo.collect import queries
from istmo.collect import units as parts
from istmo.collect.deposit import Reading
from istmo.freeze.queries import last_folder
from istmo.web.calls.assignment import shown_first
from istmo.web.calls.page import Desk, of, on_a_call, show
from istmo.web.calls.senders import senders


@require_safe
@on_a_call
def units(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every unit of the agency; a file can be sent as the part of one of them."""
    sent = list(queries.versions().filter(submission__call=desk.call, submission__agency=of(desk)))
    sent.reverse()
    found = []
    if desk.asked:
        found = parts.units(desk.asked, shown_first(sent), Reading(last_folder()), get_language() or "en")
    seen = sent[0].number if sent else 0
    return show(
        request, desk, "units.html", units=found, seen=seen, senders=senders(desk),
        crumbs=desk.crumbs((_("Parts of units"), "")),
    )  # fmt: skip
