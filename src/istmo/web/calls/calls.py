"""All data calls, the latest first; before them what waits for who reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from istmo.collect import timing
from istmo.collect.board import Stage
from istmo.collect.models import DataCall, State
from istmo.collect.own import Own, own
from istmo.people.permissions import NotAllowed, Permission, may, require
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.calls.words import NOT_ANSWERED, PHASES, STAGES
from istmo.web.clock import now
from istmo.web.spoken import STATES, Told


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
    shown = {
        "calls": listed,
        "own": [_own(one) for one in own(user, at)],
        "submits": may(user, Permission.SUBMIT),
        "runs": may(user, Permission.OPEN_CALL),
    }
    return render(request, "web/calls/calls.html", shown)


def _own(one: Own) -> tuple[Own, Told, str, bool]:
    """What is asked of one's own agency: where the answer stands, when it is due, and whether something is to be done."""
    due = timing.told(one.assignment.call, one.assignment.call.due_at)
    state = STATES[State(one.last.state)] if one.last else NOT_ANSWERED
    return one, STAGES[Stage.NOTHING] if one.is_nothing else state, due, one.waits
