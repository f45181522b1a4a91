"""Depositing what agencies send. Opening and closing calls stands in `calls`, what is said beside in `said`."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.collect import deposit, queries, reach, roster, timing
from istmo.collect.calls import NewCall, close_call, open_call, reopen_call, sheets_of
from istmo.collect.deposit import Deposit, Reading
from istmo.collect.models import Asks, DataCall, State, Submission, Version
from istmo.collect.origins import Taken
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import Agency, User
from istmo.people.permissions import Permission, require

__all__ = ["Asks", "NewCall", "close_call", "open_call", "reopen_call", "sheets_of", "submit"]

_USUAL = Reading()


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

    Without errors the version is submitted; with errors it is kept as a draft, so that nothing is lost, and so is what
    comes after the call has closed (`Version.late`). The same bytes as those of the last version give that version, unless
    it was recalled. A workbook made for another call or agency is asked about: the same bytes once more are the answer.
    WrongUse before the call opens, and for an agency it does not ask. Who sent the files (`reading.sent_by`) submits them,
    and must be allowed to; `by` took them in.
    Reading is done before the transaction: the database is never locked while a file is read.
    """
    hands = _hands(by, reading)
    for each in hands:
        require(each, Permission.SUBMIT, agency)
    refuse(call=call, agency=agency, at=at)
    if reading.plan:
        files = [*files, reading.plan]
    raw = deposit.raw(files, reading.limits)
    known = queries.last_submitted(call, agency)
    if known and known.state != State.RECALLED and known.raw_sha256 == raw.sha256:
        return known, False
    taken = Taken.of(call, agency, raw.sha256, len(files))
    received = deposit.receive(raw, files, call=call, reading=reading, taken=taken)
    for each in hands:
        reach.refuse_beyond(
            reach.About(each, Permission.SUBMIT, agency, call.framework),
            figures=received.figures_sha256,
            transactions=received.transactions_sha256,
        )
    return _record(call=call, agency=agency, received=received, hands=hands, at=at)


def _hands(by: User, reading: Reading) -> tuple[User, ...]:
    """Whose hands the files go through: who sent them, and who took them in where that is another."""
    sender = reading.sent_by or by
    return (sender,) if sender == by else (sender, by)


def refuse(*, call: DataCall, agency: Agency, at: datetime) -> None:
    """WrongUse before the call opens, and for an agency it does not ask."""
    if timing.phase(call, at) is timing.Phase.COMING:
        opens = timing.told(call, timing.opens(call))
        raise WrongUse(_("The data call %(call)s opens on %(opens)s.") % {"call": call.code, "opens": opens})
    _refuse_unasked(call, agency)


@transaction.atomic
def _record(
    *, call: DataCall, agency: Agency, received: Deposit, hands: Sequence[User], at: datetime
) -> tuple[Version, bool]:
    sender, by = hands[0], hands[-1]
    # The call's row is the lock: two reporters of one agency get two numbers, one after the other.
    held = DataCall.objects.select_for_update().get(pk=call.pk)
    late = not timing.takes_answers(held, at)
    submission, _ = Submission.objects.get_or_create(call=call, agency=agency)
    last = queries.last_of(submission)
    same = last and last.state != State.RECALLED and last.hashes == received.hashes
    if last and same and (late or not last.late):
        return last, False
    version = received.as_version()
    version.submission, version.number = submission, last.number + 1 if last else 1
    version.received_by, version.received_at = by, at
    version.sent_by = sender if sender != by else None
    if late:
        version.late, version.state = True, State.DRAFT
    version.submitted_by = None if version.errors or late else sender.person
    version.full_clean()
    version.save()
    roster.keep(version, received.proposals)
    told = {"sent_by": sender.pk} if version.sent_by else {}
    events.append(verb=_verb(version), subject=version.code, by=by, at=at, seal=version.seal, **told)
    return version, True


def _verb(version: Version) -> str:
    if version.late:
        return "submission.late"
    return "submission.submitted" if version.submitted_by else "submission.drafted"


def _refuse_unasked(call: DataCall, agency: Agency) -> None:
    asked = [assignment.agency.code for assignment in call.assignments.select_related("agency")]
    if asked and agency.code not in asked:
        raise WrongUse(
            _("The data call %(call)s does not ask %(agency)s. It asks: %(asked)s.")
            % {"call": call.code, "agency": agency.code, "asked": ", ".join(asked)}
        )
