"""What a version wants changed in the roster of activities: taken over into a draft of the framework, or refused."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from istmo.collect.models import Change
from istmo.kernel.problem import WrongUse
from istmo.people.permissions import NotAllowed, Permission, may
from istmo.review import roster as rosters
from istmo.review.names import names
from istmo.review.roster import Proposed
from istmo.web.clock import now
from istmo.web.review.page import Desk, on_a_version, show

CHANGES: dict[str, str | Promise] = {
    Change.ADD: gettext_lazy("new"),
    Change.CLOSE: gettext_lazy("ended"),
    Change.MOVE: gettext_lazy("moved"),
    Change.REMARK: gettext_lazy("remark"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_version
def roster(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every proposal; posted to, one is decided on."""
    number, reason, told = request.POST.get("number", ""), request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            messages.success(request, _decided(desk, number, reason, request.POST.get("do") == "accept"))
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
        else:
            return redirect(request.get_full_path())
    places = names(desk.version.submission.call.framework.architecture, get_language() or "en").places
    return show(
        request, desk, "roster.html", 422 if told else 200, told=told, number=number, reason=reason,
        shown=[_line(one, places) for one in rosters.proposed(desk.version)],
        decides=desk.may_decide and not desk.is_own and may(desk.user, Permission.DRAFT_FRAMEWORK),
        writes=may(desk.user, Permission.DRAFT_FRAMEWORK),
    )  # fmt: skip


def _decided(desk: Desk, number: str, reason: str, accept: bool) -> str:
    position = int(number) if number.isdecimal() and len(number) < 7 else 0
    made = rosters.decide(
        version=desk.version, position=position, accept=accept, reason=reason, by=desk.user, at=now()
    )
    if made.draft:
        return _("Taken over into draft %(draft)s. It holds once that is published.") % {
            "draft": made.draft_id
        }
    return _("Refused: %(what)s.") % {"what": made.proposal.title}


def _line(one: Proposed, places: Mapping[str, str]) -> dict[str, object]:
    said = one.proposal
    moves = [
        (label, was, now_)
        for label, was, now_ in (
            (_("Place"), places.get(said.was_place, said.was_place), places.get(said.place, said.place)),
            (_("Objective"), said.was_node, said.node),
            (_("Last day"), said.was_ends_on, said.ends_on),
        )
        if was != now_
    ]
    return {"said": said, "change": CHANGES[said.change], "moves": moves, "decision": one.decision}
