"""All data calls, the latest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from istmo.collect import timing
from istmo.collect.models import DataCall
from istmo.people.permissions import NotAllowed, Permission, may, require
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.calls.words import PHASES
from istmo.web.clock import now


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Each with its year, where it stands and when it is due."""
    user, at = acting(request), now()
    try:
        require(user, Permission.READ_WORK)
    except NotAllowed as wrong:
        return refused(request, wrong)
    listed = [
        (call, PHASES[timing.phase(call, at)], timing.told(call, call.due_at))
        for call in DataCall.objects.select_related("framework").order_by("-pk")
    ]
    shown = {"calls": listed, "runs": may(user, Permission.OPEN_CALL)}
    return render(request, "web/calls/calls.html", shown)
