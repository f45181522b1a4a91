"""What all pages of a version share: the version as it lies before somebody, and what this person may do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse

from istmo.collect.models import State, Version
from istmo.collect.states import OPEN
from istmo.people.models import User
from istmo.people.permissions import NotAllowed, Permission, may
from istmo.review import refusals
from istmo.review.models import Hold
from istmo.review.queries import seal_with
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.rendered import rendered

_WITH = (
    "submission__call__framework__architecture",
    "submission__agency__parent__parent__parent",
    "submitted_by",
    "received_by",
    "sent_by",
    "decision__by",
    "recall__by",
)


@dataclass(frozen=True)
class Desk:
    """A version, its holds, and who looks at it. later: the version that superseded it."""

    version: Version
    user: User
    holds: tuple[Hold, ...]
    last: Version | None
    later: Version | None

    @property
    def waits(self) -> bool:
        """Whether it waits for a decision."""
        return self.version.state in OPEN and self.later is None

    @property
    def is_own(self) -> bool:
        """Whether this person submitted it: then another has to decide."""
        return self.version.submitted_by_id == self.user.person_id

    @property
    def took_in(self) -> bool:
        """Whether this person took it in for who sent it: another has to approve it."""
        return not self.is_own and self.version.received_by.person_id == self.user.person_id

    @property
    def may_decide(self) -> bool:
        """Whether this person's role decides on it, by whomever it was submitted."""
        return may(self.user, Permission.DECIDE, self.version.submission.agency)

    @property
    def decides(self) -> bool:
        """Whether this person may decide on it now."""
        return self.waits and not self.is_own and self.may_decide

    @property
    def submits(self) -> bool:
        """Whether this person submits for its agency, and so may recall it while it waits."""
        return may(self.user, Permission.SUBMIT, self.version.submission.agency)

    @property
    def speaks(self) -> bool:
        """Whether this person may comment on it."""
        return self.may_decide or self.submits

    @property
    def sees_sensitive(self) -> bool:
        """Whether this person sees figures that are marked as sensitive."""
        return may(self.user, Permission.SEE_SENSITIVE, self.version.submission.agency)

    @property
    def reads_log(self) -> bool:
        """Whether this person may read the log."""
        return may(self.user, Permission.READ_LOG)

    @property
    def seal(self) -> str:
        """What an approval of exactly this names."""
        return seal_with(self.version, self.holds)


View = Callable[Concatenate[HttpRequest, Desk, ...], HttpResponse]


def on_a_version(view: View) -> Callable[..., HttpResponse]:
    """A view of that version, for who may read the work of its agency; what is refused says why."""

    @wraps(view)
    def opened(request: HttpRequest, call: str, agency: str, number: int, **named: Any) -> HttpResponse:
        try:
            return view(request, desk(acting(request), call, agency, number), **named)
        except NotAllowed as wrong:
            return refused(request, wrong)

    return opened


def desk(user: User, call: str, agency: str, number: int) -> Desk:
    """The version with its holds and the versions around it, in two queries; Http404 for a draft, or if there is none."""
    beside = (
        Version.objects.filter(submission__call__code=call, submission__agency__code=agency)
        .exclude(state=State.DRAFT)
        .select_related(*_WITH)
        .order_by("number")
    )
    holds = Hold.objects.filter(lifted_at__isnull=True).select_related("by").order_by("row", "cell")
    every = list(beside.prefetch_related(Prefetch("holds", holds, "out")))
    found = next((one for one in every if one.number == number), None)
    if found is None:
        raise Http404
    refusals.require_all(found, user, Permission.READ_WORK)
    at = every.index(found)
    return Desk(
        found,
        user,
        tuple(found.out),
        every[at - 1] if at else None,
        every[at + 1] if at + 1 < len(every) else None,
    )


def show(request: HttpRequest, desk: Desk, template: str, status: int = 200, **shown: Any) -> HttpResponse:
    """A page of a version."""
    around = {"desk": desk, "version": desk.version, "here": template.removesuffix(".html")}
    return rendered(request, f"web/review/{template}", around | shown, status)
