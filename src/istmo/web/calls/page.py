"""What all pages of a call share: who may see it, which call and agency it is about, and what was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from istmo.collect import queries, timing
from istmo.collect.models import Assignment, DataCall
from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency, User
from istmo.people.permissions import NotAllowed, Permission, may, require
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.calls.words import PHASES
from istmo.web.clock import now
from istmo.web.rendered import rendered
from istmo.web.spoken import Told


@dataclass(frozen=True)
class Desk:
    """A call as it lies before somebody, at a moment; `agency` where the page is about one agency's answer.

    asked: what the call asks of it; None where it does not.
    """

    call: DataCall
    user: User
    at: datetime
    agency: Agency | None = None
    asked: Assignment | None = None

    @property
    def runs(self) -> bool:
        """Whether this person may close, reopen and remind."""
        return may(self.user, Permission.OPEN_CALL)

    @property
    def submits(self) -> bool:
        """Whether this person may answer for the agency."""
        return self.agency is not None and may(self.user, Permission.SUBMIT, self.agency)

    @property
    def phase(self) -> Told:
        """Where the call stands, in words."""
        return PHASES[timing.phase(self.call, self.at)]

    @property
    def takes_answers(self) -> bool:
        """Whether what comes now is submitted."""
        return timing.takes_answers(self.call, self.at)

    @property
    def opens(self) -> str:
        """When it opens, in the call's zone."""
        return timing.told(self.call, timing.opens(self.call))

    @property
    def due(self) -> str:
        """When it is due; empty for a standing call."""
        return timing.told(self.call, self.call.due_at)

    @property
    def closes(self) -> str:
        """When it closes by itself, without grace; empty if by hand only."""
        return timing.told(self.call, self.call.closes_at)

    @property
    def last(self) -> str:
        """Until when answers are taken, grace included; empty if it closes by hand only."""
        return timing.told(self.call, timing.last_moment(self.call))

    @property
    def closed(self) -> str:
        """Since when it is closed; empty while it is not."""
        return timing.told(self.call, timing.closed_since(self.call, self.at))

    def crumbs(self, *more: tuple[str, str]) -> list[tuple[str, str]]:
        """The way to this page; `more` are (name, address), the last without an address."""
        found = [(_("Data calls"), reverse("web:calls")), (self.call.title, self.address)]
        if self.agency:
            found.append(
                (self.agency.name, reverse("web:assignment", args=[self.call.code, self.agency.code]))
            )
        found += more
        return [*found[:-1], (found[-1][0], "")]

    @property
    def address(self) -> str:
        """Of the board."""
        return reverse("web:call", args=[self.call.code])


View = Callable[Concatenate[HttpRequest, Desk, ...], HttpResponseBase]


def on_a_call(view: View) -> Callable[..., HttpResponseBase]:
    """A view of the call of that code, for who may read the work; with an agency, for who may read that agency's."""

    @wraps(view)
    def opened(request: HttpRequest, code: str, agency: str = "", **named: Any) -> HttpResponseBase:
        user = acting(request)
        try:
            require(user, Permission.READ_WORK)
            if not agency:
                return view(request, Desk(_call(code), user, now()), **named)
            asked = queries.asked_of(code, agency)
            call = asked.call if asked else _call(code)
            of = asked.agency if asked else _agency(agency)
            require(user, Permission.READ_WORK, of)
            return view(request, Desk(call, user, now(), of, asked), **named)
        except NotAllowed as wrong:
            return refused(request, wrong)

    return opened


def _call(code: str) -> DataCall:
    try:
        return queries.call(code)
    except WrongUse as wrong:
        raise Http404 from wrong


def _agency(code: str) -> Agency:
    found = Agency.objects.select_related("parent").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def of(desk: Desk) -> Agency:
    """The agency that the page is about; its address names one."""
    if desk.agency is None:
        raise RuntimeError("this page is about no agency")
    return desk.agency


def show(request: HttpRequest, desk: Desk, template: str, status: int = 200, **shown: Any) -> HttpResponse:
    """A page of a call."""
    around = {"desk": desk, "call": desk.call, "agency": desk.agency, "crumbs": desk.crumbs()}
    return rendered(request, f"web/calls/{template}", around | shown, status)
