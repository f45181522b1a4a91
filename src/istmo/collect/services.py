"""Opening and closing calls, and depositing what agencies send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from istmo.collect import asked, deposit, queries, reach
from istmo.collect.deposit import Deposit, Reading
from istmo.collect.models import Asks, Assignment, DataCall, Submission, Version
from istmo.framework.models import FrameworkVersion
from istmo.kernel.period import Period
from istmo.kernel.problem import InputProblem, Problem, WrongUse, has_errors
from istmo.people import events
from istmo.people.models import Agency, User
from istmo.people.permissions import Permission, require

_USUAL = Reading()


@dataclass(frozen=True)
class NewCall:
    """What a data call is opened with; `asked` empty: whoever answers."""

    code: str
    title: str
    framework: FrameworkVersion
    reporting_year: str
    asked: Mapping[Agency, Asks] = field(default_factory=dict)


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
        raise WrongUse(f"There is a data call “{new.code}” already. Choose another code.")
    if not new.code or "/" in new.code or not new.title:
        raise WrongUse("A data call needs a code without a slash, and a title.")
    call = DataCall(
        code=new.code,
        title=new.title,
        framework=new.framework,
        reporting_year=_year(new.reporting_year),
        opened_at=at,
    )
    call.full_clean()
    call.save()
    for agency, asks in new.asked.items():
        assignment = Assignment(call=call, agency=agency, asks=asks)
        assignment.full_clean()
        assignment.save()
    codes = sorted(agency.code for agency in new.asked)
    events.append(
        verb="call.opened", subject=new.code, by=by, at=at, framework=new.framework.code, asked=codes
    )
    return call


@transaction.atomic
def close_call(*, call: DataCall, by: User, at: datetime) -> None:
    """Close a call: what comes later is refused. WrongUse if it is closed."""
    require(by, Permission.OPEN_CALL)
    held = DataCall.objects.select_for_update().get(pk=call.pk)
    _refuse_closed(held)
    held.closed_at = at
    held.full_clean()
    held.save()
    events.append(verb="call.closed", subject=call.code, by=by, at=at)


def submit(
    *,
    call: DataCall,
    agency: Agency,
    files: Sequence[Path],
    by: User,
    at: datetime,
    reading: Reading = _USUAL,
) -> tuple[Version, bool]:
    """Read, check and deposit the files of an agency; give the version, and whether it is new.

    Without errors the version is submitted; with errors it is kept as a draft, so that nothing is lost. The same
    bytes as those of the last version give that version.
    Reading is done before the transaction: the database is never locked while a file is read.
    """
    require(by, Permission.SUBMIT, agency)
    _refuse_closed(call)
    _refuse_unasked(call, agency)
    raw = deposit.raw(files, reading.limits)
    known = queries.last_submitted(call, agency)
    if known and known.raw_sha256 == raw.sha256:
        return known, False
    received = deposit.receive(raw, files, call=call, reading=reading)
    reach.refuse_beyond(
        reach.About(by, Permission.SUBMIT, agency, call.framework),
        figures=received.figures_sha256,
        transactions=received.transactions_sha256,
    )
    return _record(call=call, agency=agency, received=received, by=by, at=at)


@transaction.atomic
def _record(
    *, call: DataCall, agency: Agency, received: Deposit, by: User, at: datetime
) -> tuple[Version, bool]:
    # The call's row is the lock: two reporters of one agency get two numbers, one after the other.
    _refuse_closed(DataCall.objects.select_for_update().get(pk=call.pk))
    submission, _ = Submission.objects.get_or_create(call=call, agency=agency)
    last = queries.last_of(submission)
    if last and last.hashes == received.hashes:
        return last, False
    version = received.as_version()
    version.submission, version.number = submission, last.number + 1 if last else 1
    version.received_by, version.received_at = by, at
    version.submitted_by = None if version.errors else by.person
    version.full_clean()
    version.save()
    verb = "submission.submitted" if version.submitted_by else "submission.drafted"
    events.append(verb=verb, subject=version.code, by=by, at=at, seal=version.seal)
    return version, True


def _year(text: str) -> str:
    try:
        return Period.parse(text).code
    except ValueError as error:
        raise WrongUse(f"The year “{text}” cannot be read: {error}") from error


def _refuse_closed(call: DataCall) -> None:
    if call.closed_at:
        raise WrongUse(f"The data call {call.code} was closed on {call.closed_at:%Y-%m-%d}.")


def _refuse_unasked(call: DataCall, agency: Agency) -> None:
    asked = [assignment.agency.code for assignment in call.assignments.select_related("agency")]
    if asked and agency.code not in asked:
        raise WrongUse(f"The data call {call.code} does not ask {agency}. It asks: {', '.join(asked)}.")
