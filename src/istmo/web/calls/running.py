"""Running a call: closing it, opening it again, reminding who is missing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from istmo.collect import board as boards
from istmo.collect import reminders, timing
from istmo.collect.calls import close_call, reopen_call
from istmo.kernel.problem import WrongUse
from istmo.people.permissions import NotAllowed, Permission, require
from istmo.review.queries import held_counts
from istmo.web.calls.page import Desk, on_a_call, show


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_call
def change(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Close the call, open it again, or let it last longer."""
    require(desk.user, Permission.OPEN_CALL)
    until, reason, told = request.POST.get("until", "").strip(), request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            if "close" in request.POST:
                close_call(call=desk.call, by=desk.user, at=desk.at)
                messages.success(
                    request, _("The call is closed. What comes later is kept and told on the board.")
                )
            else:
                moment = timing.moment(until, desk.call.zone, last=True) if until else None
                reopen_call(call=desk.call, until=moment, reason=reason, by=desk.user, at=desk.at)
                messages.success(request, _("The call is open."))
            return redirect("web:call", desk.call.code)
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
    name = _("Close or open again")
    return show(
        request, desk, "change.html", 422 if told else 200, told=told, until=until, reason=reason,
        crumbs=desk.crumbs((name, "")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_call
def remind(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who would be reminded; posted to, they are."""
    require(desk.user, Permission.OPEN_CALL)
    again, told = "again" in request.POST, ""
    seen = boards.board(desk.call, desk.at, held_counts(desk.call))
    address = request.build_absolute_uri(desk.address)
    if request.method == "POST":
        try:
            going = reminders.remind(board=seen, by=desk.user, at=desk.at, again=again, address=address)
            _told(request, going)
            return redirect("web:call", desk.call.code)
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
    going = reminders.plan(seen, desk.at, address=address)
    name = _("Remind")
    return show(
        request,
        desk,
        "remind.html",
        422 if told else 200,
        told=told,
        going=going,
        crumbs=desk.crumbs((name, "")),
    )


def _told(request: HttpRequest, going: reminders.Round) -> None:
    many = len(going.reminders) - len(going.failed)
    said = ngettext("%(many)s reminder was sent.", "%(many)s reminders were sent.", many)
    messages.success(request, said % {"many": many})
    if going.failed:
        failed = _("The mail server refused those to: %(who)s.") % {"who": ", ".join(going.failed)}
        messages.error(request, failed)
