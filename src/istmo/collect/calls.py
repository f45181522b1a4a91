"""Opening, closing and reopening data calls, and noting who was sent one and who opened it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.collect import asked, parts, timing
from istmo.collect.models import Asks, Assignment, DataCall
from istmo.collect.parts import Parts
from istmo.collect.timing import Times
from istmo.framework import queries as frameworks
from istmo.framework import stored
from istmo.framework.models import FrameworkVersion
from istmo.kernel.period import Period
from istmo.kernel.problem import InputProblem, Problem, WrongUse, has_errors
from istmo.people import events
from istmo.people.models import Agency, User
from istmo.people.permissions import Permission, may, require
from istmo.spec import architecture as spec


@dataclass(frozen=True)
class NewCall:
    """What a data call is opened with; `asked` empty: whoever answers."""

    code: str
    title: str
    framework: FrameworkVersion
    reporting_year: str
    asked: Mapping[Agency, Asks] = field(default_factory=dict)
    times: Times = field(default_factory=Times)
    parts: Parts = field(default_factory=Parts)


def in_charge(framework: FrameworkVersion, asks: Asks) -> dict[Agency, Asks]:
    """Whom the framework itself would ask; WrongUse if it names nobody, so that agencies must be named."""
    with stored.scratch() as work:
        read = spec.load(frameworks.unpack(framework.architecture, work))
    codes = asked.in_charge(read, framework.code, asks)
    if not codes:
        raise WrongUse(
            _(
                "%(framework)s says of no agency that it is in charge of an indicator or an activity: "
                "name the agencies to ask."
            )
            % {"framework": framework.code}
        )
    return dict.fromkeys(Agency.objects.filter(code__in=codes).order_by("code"), asks)


def open_call(*, new: NewCall, by: User, at: datetime) -> DataCall:
    """Open a data call; WrongUse if its code is taken or cannot be one, or the year cannot be read.

    InputProblem with everything that is missing in the reference sheets of what it would ask for, where the framework
    requires them (`sheets_of` tells it beforehand, and what is only advised).
    """
    require(by, Permission.OPEN_CALL)
    lacking = sheets_of(new, at)
    if has_errors(lacking):
        raise InputProblem(lacking)
    return _opened(new, by, at)


def sheets_of(new: NewCall, at: datetime) -> list[Problem]:
    """What the reference sheets lack of the indicators that a new call asks for; errors keep it from being opened."""
    asks = {agency.code: Asks(told) for agency, told in new.asked.items()}
    return asked.sheets_told(new.framework, asks, at.date())


@transaction.atomic
def _opened(new: NewCall, by: User, at: datetime) -> DataCall:
    if DataCall.objects.filter(code=new.code).exists():
        raise WrongUse(
            _("There is a data call “%(code)s” already. Choose another code.") % {"code": new.code}
        )
    if not new.code or "/" in new.code or not new.title:
        raise WrongUse(_("A data call needs a code without a slash, and a title."))
    timing.check(new.times, at)
    call = DataCall(
        code=new.code,
        title=new.title,
        framework=new.framework,
        reporting_year=_year(new.reporting_year),
        opened_at=at,
        opens_at=new.times.opens,
        due_at=new.times.due,
        closes_at=new.times.closes,
        grace_days=new.times.grace_days,
        zone=new.times.zone,
    )
    call.full_clean()
    call.save()
    parts.keep(call, new.parts)
    for agency, asks in new.asked.items():
        assignment = Assignment(call=call, agency=agency, asks=asks)
        assignment.full_clean()
        assignment.save()
    codes = sorted(agency.code for agency in new.asked)
    told = {name: moment.isoformat() for name, moment in _moments(new.times).items() if moment}
    events.append(
        verb="call.opened", subject=new.code, by=by, at=at, framework=new.framework.code, asked=codes, **told
    )
    return call


def _moments(times: Times) -> dict[str, datetime | None]:
    return {"opens": times.opens, "due": times.due, "closes": times.closes}


@transaction.atomic
def close_call(*, call: DataCall, by: User, at: datetime) -> None:
    """Close a call: what comes later is kept and not submitted. WrongUse if it is closed."""
    require(by, Permission.OPEN_CALL)
    held = DataCall.objects.select_for_update().get(pk=call.pk)
    if since := timing.closed_since(held, at):
        raise WrongUse(
            _("The data call %(call)s was closed on %(since)s.")
            % {"call": held.code, "since": timing.told(held, since)}
        )
    held.closed_at = at
    held.full_clean()
    held.save()
    events.append(verb="call.closed", subject=call.code, by=by, at=at)


@transaction.atomic
def reopen_call(*, call: DataCall, until: datetime | None, reason: str, by: User, at: datetime) -> DataCall:
    """Open a closed call again until a new moment, at which it closes without grace; one that is open lasts until then.

    until: None, to be closed by hand only. What came while it was closed stays a draft: its agency submits it again.
    WrongUse without a reason, or where the new moment is past.
    """
    require(by, Permission.OPEN_CALL)
    held = DataCall.objects.select_for_update().get(pk=call.pk)
    if not reason.strip():
        raise WrongUse(_("Say why it is opened again: reporters who were on time will ask."))
    if until and until <= at:
        raise WrongUse(_("%(until)s is past: name a later day.") % {"until": timing.told(held, until)})
    if until is None and held.closes_at is None and held.closed_at is None:
        raise WrongUse(_("The data call %(call)s is open, and closes by hand only.") % {"call": held.code})
    verb = "call.reopened" if timing.closed_since(held, at) else "call.extended"
    held.closed_at, held.closes_at, held.grace_days = None, until, 0
    if until and (held.due_at is None or held.due_at > until):
        held.due_at = until
    held.full_clean()
    held.save()
    events.append(
        verb=verb,
        subject=held.code,
        by=by,
        at=at,
        until=until.isoformat() if until else "",
        reason=reason.strip(),
    )
    return held


@transaction.atomic
def sent(*, call: DataCall, agencies: Collection[Agency], by: User, at: datetime) -> None:
    """Note that a workbook was made for these agencies, or a mail sent; what was noted before stays."""
    require(by, Permission.OPEN_CALL)
    fresh = call.assignments.filter(agency__in=agencies, sent_at=None).select_related("agency")
    codes = sorted(one.agency.code for one in fresh)
    if codes:
        fresh.update(sent_at=at)
        events.append(verb="call.sent", subject=call.code, by=by, at=at, agencies=codes)


def opened(*, assignment: Assignment, by: User, at: datetime) -> None:
    """Note that somebody who reports for an agency saw what it is asked; only the first time, and of nobody else.

    No event: looking at a page decides nothing, and must not wait for the end of the log.
    """
    if assignment.opened_at or by.agency_id is None or not may(by, Permission.SUBMIT, assignment.agency):
        return
    Assignment.objects.filter(pk=assignment.pk, opened_at=None).update(opened_at=at)


def _year(text: str) -> str:
    try:
        return Period.parse(text).code
    except ValueError as error:
        raise WrongUse(
            _("The year “%(text)s” cannot be read: %(why)s") % {"text": text, "why": error}
        ) from error
