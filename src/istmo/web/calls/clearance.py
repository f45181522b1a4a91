"""The steps that the answers to a call pass before they may be approved: who looks at them, in which order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency, Role
from istmo.people.permissions import NotAllowed, Permission, require, roles
from istmo.people.words import ROLES
from istmo.review.clearance import Step, is_begun, set_steps
from istmo.web.calls.page import Desk, on_a_call, show

#: So many lines are offered besides the steps there are, and so many at most.
_EMPTY, _MOST = 3, 12


@dataclass(frozen=True)
class Line:
    """One line of the form: a step as it is, or as it was typed."""

    number: int
    name: str = ""
    role: str = ""
    agency: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_call
def clearance(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The steps in order; posted to, they are set anew, a line without a name left out."""
    require(desk.user, Permission.OPEN_CALL)
    agencies = list(Agency.objects.order_by("name"))
    lines, told = _there(desk), ""
    if request.method == "POST":
        lines = _typed(request.POST)
        try:
            _set(desk, lines, agencies)
            messages.success(request, _said(sum(bool(line.name) for line in lines)))
            return redirect("web:call", desk.call.code)
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
    return show(
        request, desk, "clearance.html", 422 if told else 200,
        told=told, lines=list(_with_empty(lines)), begun=is_begun(desk.call), agencies=agencies,
        roles=[(role.value, ROLES[role]) for role in roles(Permission.DECIDE)],
        crumbs=desk.crumbs((_("Steps of clearance"), "")),
    )  # fmt: skip


def _there(desk: Desk) -> list[Line]:
    steps = desk.call.clearance_steps.select_related("agency").order_by("number")
    return [Line(one.number, one.name, one.role, one.agency.code if one.agency else "") for one in steps]


def _typed(post: QueryDict) -> list[Line]:
    told = zip(post.getlist("name"), post.getlist("role"), post.getlist("agency"), strict=False)
    return [Line(number, *one) for number, one in enumerate(list(told)[:_MOST], 1)]


def _with_empty(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that say something, and some empty ones to go on with."""
    named = [line for line in lines if line.name.strip()]
    yield from (Line(number, one.name, one.role, one.agency) for number, one in enumerate(named, 1))
    yield from (
        Line(number, role=Role.REVIEWER)
        for number in range(len(named) + 1, min(_MOST, len(named) + _EMPTY) + 1)
    )


def _set(desk: Desk, lines: Sequence[Line], agencies: Sequence[Agency]) -> None:
    known = {agency.code: agency for agency in agencies}
    if strange := [line.agency for line in lines if line.agency and line.agency not in known]:
        raise WrongUse(_("There is no agency %(codes)s.") % {"codes": ", ".join(strange)})
    wanted = [
        Step(line.name, line.role or Role.REVIEWER, known.get(line.agency))
        for line in lines
        if line.name.strip()
    ]
    set_steps(call=desk.call, steps=wanted, by=desk.user, at=desk.at)


def _said(many: int) -> str:
    if not many:
        return _("Answers are approved without steps before it.")
    return _("Set: answers pass %(many)s steps in this order before they may be approved.") % {"many": many}
