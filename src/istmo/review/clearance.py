"""The steps that a call's versions pass before they may be approved: as data, in order, each by the role it names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from istmo.collect import states
from istmo.collect.models import DataCall, State, Version
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import Agency, Role, User
from istmo.people.permissions import Permission, require, roles
from istmo.people.words import ROLE_WORDS
from istmo.review import refusals
from istmo.review.models import Clearance, ClearanceStep
from istmo.review.queries import held, seal_with


@dataclass(frozen=True)
class Step:
    """A step to be: its name, the role of who clears it, and of which agency, if only of one."""

    name: str
    role: str
    agency: Agency | None = None


@dataclass(frozen=True)
class Passed:
    """A step of a version's call; which account passed it and when, or None."""

    step: ClearanceStep
    by: str | None = None
    at: datetime | None = None

    @property
    def needs(self) -> str:
        """Who clears it: `reviewer`, `approver of usaid`."""
        return _of_agency(self.step.role, self.step.agency)


def _of_agency(role: str, agency: Agency | None) -> str:
    word = ROLE_WORDS[Role(role)]
    return _("%(role)s of %(agency)s") % {"role": word, "agency": agency} if agency else str(word)


@transaction.atomic
def set_steps(*, call: DataCall, steps: Sequence[Step], by: User, at: datetime) -> list[ClearanceStep]:
    """Say which steps the versions of a call pass, in this order; none: they are approved without.

    WrongUse if `by` may not open calls, a name cannot be one, a role is none or never decides, or a version has passed
    a step already.
    """
    require(by, Permission.OPEN_CALL)
    _refuse_begun(DataCall.objects.select_for_update().get(pk=call.pk))
    called = [step.name.strip() for step in steps]
    if not all(called) or len(set(called)) < len(called):
        raise WrongUse(_("Every step needs a name of its own."))
    if strange := [step.role for step in steps if step.role not in Role.values]:
        raise WrongUse(
            _("There is no role %(roles)s. Roles: %(known)s.")
            % {"roles": ", ".join(strange), "known": ", ".join(Role.values)}
        )
    decide = roles(Permission.DECIDE)
    if idle := [step.role for step in steps if step.role not in decide]:
        raise WrongUse(
            _("A step is passed by who may decide, and %(roles)s may not. Choose of: %(known)s.")
            % {"roles": _listed(idle), "known": _listed(decide)}
        )
    call.clearance_steps.all().delete()
    made = [
        ClearanceStep(call=call, number=number, name=name, role=step.role, agency=step.agency)
        for number, (name, step) in enumerate(zip(called, steps, strict=True), 1)
    ]
    for one in made:
        one.full_clean()
        one.save()
    told = [f"{one.name} {one.role}{f' {one.agency}' if one.agency else ''}" for one in made]
    events.append(verb="review.steps_set", subject=call.code, by=by, at=at, steps=told)
    return made


@transaction.atomic
def clear(*, version: Version, by: User, at: datetime, hash_: str = "", comment: str = "") -> Clearance:
    """Pass the next step of exactly this version: `hash_`, if given, is or begins `queries.seal`.

    WrongUse if `by` may not decide on it, has not the role of the step or submitted it, the version does not wait, or
    no step is left.
    """
    refusals.require_all(version, by, Permission.DECIDE)
    refusals.own_hands(version, by, _("clear it"))
    refusals.superseded(version)
    states.wait(version)
    out = held(version)
    refusals.other_hash(version, hash_, out)
    step = _next(version)
    _refuse_role(step, by)
    if version.submitted_by is None:
        raise RuntimeError(f"{version.code} waits without having been submitted")
    made = Clearance(
        version=version,
        step=step,
        seal=seal_with(version, out),
        comment=comment.strip(),
        by=by,
        person=by.person,
        submitter=version.submitted_by,
        at=at,
    )
    made.full_clean()
    made.save()
    if states.lock(version).state == State.SUBMITTED:
        states.move(version, State.IN_REVIEW)
    events.append(verb="review.cleared", subject=version.code, by=by, at=at, step=step.name, seal=made.seal)
    return made


def passed(version: Version) -> list[Passed]:
    """The steps of a version's call in order, each with who cleared it; one query."""
    steps = ClearanceStep.objects.filter(call_id=version.submission.call_id).select_related("agency")
    given = FilteredRelation("clearances", condition=Q(clearances__version=version))
    return [
        Passed(step, step.cleared_by, step.cleared_at)
        for step in steps.annotate(
            given=given, cleared_by=F("given__by__code"), cleared_at=F("given__at")
        ).order_by("number")
    ]


def refuse_unpassed(version: Version) -> None:
    """WrongUse, naming who has to clear it first, while a step of the version's call is not passed."""
    left = [one for one in passed(version) if one.by is None]
    if left:
        told = ", ".join(f"{one.step} ({one.needs})" for one in left)
        raise WrongUse(
            _("%(version)s has to pass %(steps)s first.") % {"version": version.code, "steps": told}
        )


def _next(version: Version) -> ClearanceStep:
    steps = passed(version)
    if not steps:
        raise WrongUse(
            _("The call %(call)s has no steps to clear: approve or return it.")
            % {"call": version.submission.call}
        )
    left = [one.step for one in steps if one.by is None]
    if not left:
        raise WrongUse(
            _("%(version)s has passed every step: approve or return it.") % {"version": version.code}
        )
    return left[0]


def _refuse_role(step: ClearanceStep, by: User) -> None:
    told, role = Passed(step), _of_agency(by.role, by.agency)
    if by.role != step.role or (step.agency_id and by.agency_id != step.agency_id):
        raise WrongUse(
            _("The next step is %(step)s: it is cleared by %(needs)s. %(who)s is %(role)s.")
            % {"step": step, "needs": told.needs, "who": by.code, "role": role}
        )


def _listed(of: Iterable[str]) -> str:
    return ", ".join(str(ROLE_WORDS[Role(one)]) for one in of)


def is_begun(call: DataCall) -> bool:
    """Whether a version of the call has passed a step: then its steps stay as they are."""
    return Clearance.objects.filter(step__call=call).exists()


def _refuse_begun(call: DataCall) -> None:
    if is_begun(call):
        raise WrongUse(
            _("A version of %(call)s has passed a step already: its steps stay as they are.") % {"call": call}
        )
