"""What happened to one agency's answer and why, for who takes it over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from istmo.collect import said, timing
from istmo.kernel.problem import WrongUse
from istmo.people.permissions import NotAllowed
from istmo.review import handover as handovers
from istmo.review.rows import all_told
from istmo.web.calls.page import Desk, of, on_a_call, show
from istmo.web.calls.words import DONE


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_call
def handover(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything in its order; posted to, a note is left for the next person."""
    agency, told, text = of(desk), "", request.POST.get("text", "")
    if request.method == "POST":
        try:
            said.leave_note(call=desk.call, agency=agency, text=text, by=desk.user, at=desk.at)
            messages.success(request, _("The note is left."))
            return redirect("web:handover", desk.call.code, agency.code)
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
    entries = [
        (timing.told(desk.call, one.at), DONE.get(one.verb, one.verb), one, all_told(one.figures))
        for one in handovers.handover(desk.call, agency)
    ]
    return show(
        request, desk, "handover.html", 422 if told else 200,
        entries=entries, told=told, text=text, crumbs=desk.crumbs((_("Handover"), "")),
    )  # fmt: skip
