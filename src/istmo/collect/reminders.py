"""Mails to who has not answered: never twice on one day unless asked for, in the language of who reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from istmo.collect import timing
from istmo.collect.board import Board, InTime, Line, Stage
from istmo.collect.models import Assignment, DataCall
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import Role, User
from istmo.people.permissions import Permission, require

#: Whom a reminder reaches: those who report for an agency, and those who approve there.
_ROLES = (Role.REPORTER, Role.APPROVER, Role.PARTNER)


@dataclass(frozen=True)
class Reminder:
    """One mail to one account about one agency's answer."""

    line: Line
    to: User
    subject: str
    text: str


@dataclass
class Round:
    """What one round of reminders does. failed: codes of accounts whose mail the server refused, known after it was sent.

    unreached: agencies for which nobody with an e-mail acts; today: those that were reminded today already.
    """

    reminders: list[Reminder] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)
    today: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def plan(board: Board, at: datetime, *, again: bool = False, address: str = "") -> Round:
    """Who would be reminded of what. address: of the call's page, if there is a server."""
    found, missing = Round(), board.missing()
    acting = _acting(missing)
    for line in missing:
        code, people = line.agency.code, acting.get(line.agency.pk, [])
        if not again and _reminded(board.call, line.assignment, at):
            found.today.append(code)
        elif not people:
            found.unreached.append(code)
        else:
            found.reminders += [_written(board.call, line, to, address) for to in people]
    return found


@transaction.atomic
def remind(*, board: Board, by: User, at: datetime, again: bool = False, address: str = "") -> Round:
    """Remind everybody who is missing on a board just made; mails leave once all of it is written down.

    WrongUse while the call is not open.
    """
    require(by, Permission.OPEN_CALL)
    call = DataCall.objects.select_for_update().get(pk=board.call.pk)
    if not timing.takes_answers(call, at):
        raise WrongUse(
            _("The data call %(call)s takes no answers now: nobody is reminded.") % {"call": call.code}
        )
    going = plan(board, at, again=again, address=address)
    agencies = {one.line.agency for one in going.reminders}
    if not agencies:
        return going
    asked = Assignment.objects.filter(call=call, agency__in=agencies)
    asked.filter(sent_at=None).update(sent_at=at)
    asked.update(reminded_at=at)
    events.append(
        verb="call.reminded",
        subject=call.code,
        by=by,
        at=at,
        agencies=sorted(agency.code for agency in agencies),
        accounts=sorted(one.to.pk for one in going.reminders),
    )
    transaction.on_commit(lambda: _send(going))
    return going


def _send(going: Round) -> None:
    """One connection for all; a mail that is refused does not keep the others back."""
    connection = get_connection()
    for one in going.reminders:
        mail = EmailMessage(one.subject, one.text, None, [one.to.email], connection=connection)
        try:
            gone = mail.send()
        except OSError:
            gone = 0
        if not gone:
            going.failed.append(one.to.code)


def _acting(lines: Sequence[Line]) -> dict[int, list[User]]:
    """Open accounts with an e-mail that report or approve, by the agency they act for."""
    agencies = [line.agency for line in lines]
    found = User.objects.filter(agency__in=agencies, role__in=_ROLES, is_active=True).exclude(email="")
    acting: dict[int, list[User]] = {}
    for user in found.select_related("person").order_by("code"):
        if user.agency_id is not None:
            acting.setdefault(user.agency_id, []).append(user)
    return acting


def _reminded(call: DataCall, assignment: Assignment | None, at: datetime) -> bool:
    before = assignment.reminded_at if assignment else None
    return before is not None and timing.day(call, before) == timing.day(call, at)


def _written(call: DataCall, line: Line, to: User, address: str) -> Reminder:
    """The mail in the language of the account; where it names none, in every one, what is said alike once."""
    subjects: list[str] = []
    texts: list[str] = []
    for language in [to.language] if to.language else [code for code, _name in settings.LANGUAGES]:
        with override(language):
            subjects.append(_subject(call))
            texts.append(_text(call, line, to, address))
    subject, text = dict.fromkeys(subjects), dict.fromkeys(texts)
    return Reminder(line, to, " · ".join(subject), "\n\n—\n\n".join(text))


def _subject(call: DataCall) -> str:
    return _("Reminder: %(title)s") % {"title": " ".join(call.title.split())}


def _text(call: DataCall, line: Line, to: User, address: str) -> str:
    told = {
        "name": to.person.name,
        "title": call.title,
        "year": call.reporting_year,
        "agency": line.agency.name,
        "due": timing.told(call, call.due_at),
        "closes": timing.told(call, timing.last_moment(call)),
        "code": call.code,
    }
    lines = [_("Dear %(name)s,") % told, ""]
    lines.append(_("the data call “%(title)s” for %(year)s waits for the answer of %(agency)s.") % told)
    lines.append(_where_it_stands(line))
    if line.in_time is InTime.MISSING:
        lines.append(_("It was due on %(due)s.") % told)
    elif told["due"]:
        lines.append(_("It is due on %(due)s.") % told)
    if told["closes"]:
        lines.append(_("Answers are taken until %(closes)s.") % told)
    lines += ["", _("If there is nothing to report, say so in one step, with the reason.")]
    lines.append(address or _("The call has the code %(code)s.") % told)
    return "\n".join(one for one in lines if one is not None)


def _where_it_stands(line: Line) -> str:
    if line.stage is Stage.RETURNED:
        return _("What you sent was returned with comments; a mended version is awaited.")
    if line.stage is Stage.DRAFTED:
        return _("What you sent has errors and is kept as a draft; it is not submitted yet.")
    if line.stage is Stage.CAME_LATE:
        return _("What you sent came when the call was closed; send it again now.")
    return _("Nothing has come yet.")
